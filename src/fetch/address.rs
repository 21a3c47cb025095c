//! Addresses: parsed, written anew, and shown without harm.
//!
//! What is asked for and what is compared is always what the parser wrote, so that no spelling of an
//! address gets around a check. A name and password in an address are taken out and kept apart.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;
use url::{Host, Url};

use crate::text::Safe;

/// The most bytes of an address.
pub const LONGEST: usize = 8 * 1024;

/// The most characters of an address in a message.
const SHOWN: usize = 200;

/// An address that can be fetched: `http` or `https`, with a host, without a fragment.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    /// What an `Authorization` header says, if the address had a name or password.
    authorization: Option<String>,
}

/// Why an address cannot be fetched, as a clause that follows the address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unusable {
    /// It is none.
    #[error("is no address; give one that starts with http:// or https://")]
    None,
    /// It is of another kind.
    #[error("is a {0} address; only http and https addresses are fetched")]
    Scheme(Safe),
    /// It is too long.
    #[error("is longer than {LONGEST} bytes; nothing was fetched")]
    TooLong,
}

impl Address {
    /// Parses an address.
    ///
    /// # Errors
    ///
    /// Fails if it is none, too long or neither `http` nor `https`.
    pub fn parse(text: &str) -> Result<Self, Unusable> {
        let text = text.trim();
        check(text)?;
        Self::of(Url::parse(text).map_err(|_| Unusable::None)?)
    }

    /// Follows a link from this address. A name and password in the link are dropped; this address's own
    /// are kept only where scheme, host and port stay the same.
    ///
    /// # Errors
    ///
    /// Fails as [`Address::parse`] does.
    pub fn join(&self, link: &str) -> Result<Self, Unusable> {
        let link = link.trim();
        check(link)?;
        let mut target = Self::of(self.url.join(link).map_err(|_| Unusable::None)?)?;
        let same = target.url.origin() == self.url.origin();
        target.authorization = if same { self.authorization.clone() } else { None };
        Ok(target)
    }

    fn of(mut url: Url) -> Result<Self, Unusable> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Unusable::Scheme(Safe::new(&cut(url.scheme(), 20))));
        }
        if url.as_str().len() > LONGEST {
            return Err(Unusable::TooLong);
        }
        let authorization = authorization(&url);
        url.set_fragment(None);
        // Both succeed for every address with a host, which these schemes always have.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Ok(Self { url, authorization })
    }

    /// Returns the address as the parser writes it, without a name, password or fragment.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the host, as the parser writes it.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Returns the port, the usual one if none is named.
    pub fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    /// Tells whether what is sent and answered is encrypted.
    pub fn is_secure(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Returns scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    pub(crate) fn parsed_host(&self) -> Option<Host<&str>> {
        self.url.host()
    }

    pub(crate) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The password is not shown even to a programmer.
        f.debug_tuple("Address").field(&self.as_str()).finish()
    }
}

/// The parser would drop or replace control characters; an address that has some is a trick or a mistake.
fn check(text: &str) -> Result<(), Unusable> {
    if text.len() > LONGEST {
        return Err(Unusable::TooLong);
    }
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(Unusable::None);
    }
    Ok(())
}

fn authorization(url: &Url) -> Option<String> {
    let password = url.password().unwrap_or_default();
    if url.username().is_empty() && password.is_empty() {
        return None;
    }
    let mut pair = percent_decoded(url.username());
    pair.push(b':');
    pair.extend(percent_decoded(password));
    Some(format!("Basic {}", STANDARD.encode(pair)))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        match others {
            [high, low, after @ ..] if *first == b'%' => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    decoded.push(high * 16 + low);
                    rest = after;
                    continue;
                }
                _ => decoded.push(*first),
            },
            _ => decoded.push(*first),
        }
        rest = others;
    }
    decoded
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Returns an address as a message shows it: harmless, in one line, without a password, and cut if it is
/// long.
pub fn shown(address: &str) -> String {
    let address = address.trim();
    match Address::parse(address) {
        Ok(parsed) => cut(parsed.as_str(), SHOWN),
        Err(_) => cut(Safe::new(&without_password(&cut(address, LONGEST))).as_str(), SHOWN),
    }
}

/// Takes out whatever stands where a name and password do, in what is no proper address.
fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once('@') {
        Some((secret, _)) => {
            let after = rest.strip_prefix(secret).and_then(|rest| rest.strip_prefix('@'));
            format!("{scheme}://{}", after.unwrap_or_default())
        }
        None => text.to_owned(),
    }
}

/// Cuts a text to so many characters; the last of them is `…` if some are left out.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// Returns the one way to write an address, without a fragment; one that cannot be fetched stays as it is.
pub fn canonical(address: &str) -> String {
    Address::parse(address)
        .map_or_else(|_| address.trim().to_owned(), |address| address.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{Address, LONGEST, SHOWN, Unusable, shown};
    use crate::text::Safe;

    #[test]
    fn an_address_is_written_anew() {
        let table = [
            (" https://Example.org ", "https://example.org/"),
            ("http://example.org:80/a b?c=d#e", "http://example.org/a%20b?c=d"),
            ("https://user:secret@example.org/", "https://example.org/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433", "http://127.0.0.1/"),
            ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
            ("http:\\\\example.org\\a", "http://example.org/a"),
            ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ];
        for (text, expected) in table {
            assert_eq!(Address::parse(text).unwrap().as_str(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_address_to_fetch_says_why() {
        let long = format!("https://example.org/{}", "a".repeat(LONGEST));
        let spread = format!("https://example.org/{}", "ü".repeat(LONGEST / 4));
        let table = [
            ("", Unusable::None),
            ("example.org/a", Unusable::None),
            ("https://", Unusable::None),
            ("https://exa mple.org", Unusable::None),
            ("https://example.org/\u{1b}[31m", Unusable::None),
            ("https://example.org/a\nb", Unusable::None),
            ("file:///etc/passwd", Unusable::Scheme(Safe::new("file"))),
            ("javascript:alert(1)", Unusable::Scheme(Safe::new("javascript"))),
            ("data:text/html,a", Unusable::Scheme(Safe::new("data"))),
            (&long, Unusable::TooLong),
            (&spread, Unusable::TooLong),
        ];
        for (text, expected) in table {
            assert_eq!(Address::parse(text).unwrap_err(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_and_password_go_only_where_they_were_meant_for() {
        let address = Address::parse("https://a%40b:p%c3%bc@example.org/one").unwrap();
        assert_eq!(address.authorization(), Some("Basic YUBiOnDDvA=="));
        let table = [
            ("two", "https://example.org/two", true),
            ("https://example.org:443/", "https://example.org/", true),
            ("//example.org:8443/", "https://example.org:8443/", false),
            ("http://example.org/", "http://example.org/", false),
            ("//other.org/", "https://other.org/", false),
            ("//x:y@other.org/", "https://other.org/", false),
        ];
        for (link, expected, kept) in table {
            let target = address.join(link).unwrap();
            assert_eq!(target.as_str(), expected, "{link}");
            assert_eq!(target.authorization().is_some(), kept, "{link}");
        }
    }

    #[test]
    fn a_message_shows_no_password_and_no_more_than_a_line() {
        let table = [
            ("https://me:secret@example.org/a", "https://example.org/a"),
            ("ftp://me:secret@example.org/a", "ftp://example.org/a"),
            ("ftp://me:p@ss@example.org", "ftp://example.org"),
            ("gopher://a\u{1b}]0;t\u{7}", "gopher://a␛]0;t␇"),
        ];
        for (address, expected) in table {
            assert_eq!(shown(address), expected);
        }
        assert_eq!(shown(&"x".repeat(9000)).chars().count(), SHOWN);
    }

    proptest! {
        #[test]
        fn every_address_can_be_asked_for(path in any::<String>(), query in any::<String>()) {
            let text = format!("http://example.org/{path}?{query}");
            if let Ok(address) = Address::parse(&text) {
                prop_assert!(address.as_str().parse::<ureq::http::Uri>().is_ok(), "{address}");
                prop_assert!(!shown(&text).chars().any(char::is_control));
            }
        }
    }
}
