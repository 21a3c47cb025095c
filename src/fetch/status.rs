//! What a server's status and headers say, without the network.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ureq::http::header::{LOCATION, RETRY_AFTER};
use ureq::http::{HeaderMap, HeaderName, StatusCode};

use crate::fetch::error::{Fault, Trouble};

/// The longest that a server may ask to wait; what asks for more is a mistake or a trick.
const LONGEST_WAIT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A wrong day of the week does not make a time unknown.
const DATES: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// The most bytes of a header that is kept.
const KEPT: usize = 1024;

/// What is to be done after a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Read the body.
    Body,
    /// Nothing has changed.
    Unchanged,
    /// Ask elsewhere.
    Redirect {
        /// Where, as the server wrote it.
        location: String,
        /// Whether from now on.
        lasting: bool,
    },
}

/// Tells what is to be done.
pub(crate) fn verdict(
    status: StatusCode,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<Verdict, Trouble> {
    match status.as_u16() {
        200 | 203 => Ok(Verdict::Body),
        304 => Ok(Verdict::Unchanged),
        code @ (300..=303 | 307 | 308) => match header(headers, &LOCATION) {
            Some(location) => {
                Ok(Verdict::Redirect { location, lasting: matches!(code, 301 | 308) })
            }
            None => {
                Err(failed(Fault::Redirect, code, "leads elsewhere without saying where", BROWSER))
            }
        },
        429 => Err(Trouble::Busy(wait(headers, now))),
        503 if headers.contains_key(RETRY_AFTER) => Err(Trouble::Busy(wait(headers, now))),
        code => Err(refusal(code)),
    }
}

const BROWSER: &str = "open it in a browser";
const SAVED: &str = "save the page in a browser and add the file";
const CHECK: &str = "look whether the address is right";
const LATER: &str = "try again later";
const PROXY: &str = "put name and password into http_proxy";

fn refusal(code: u16) -> Trouble {
    match code {
        204..=206 => failed(Fault::Broken, code, "has nothing whole to read", CHECK),
        401 => failed(Fault::Refused, code, "asks for a name and a password", SAVED),
        402 => failed(Fault::Refused, code, "asks to be paid", SAVED),
        403 => failed(Fault::Refused, code, "does not let itself be read by programs", SAVED),
        404 => failed(Fault::Missing, code, "is not there", CHECK),
        407 => {
            failed(Fault::Unreachable, code, "is behind a proxy that asks for a password", PROXY)
        }
        408 | 425 => failed(Fault::Server, code, "took too long", LATER),
        410 => {
            failed(Fault::Gone, code, "is gone for good", "nothing will come from there any more")
        }
        451 => failed(Fault::Refused, code, "may not be shown for legal reasons", CHECK),
        400..=499 => failed(Fault::Refused, code, "refuses what it was asked", CHECK),
        500..=599 => failed(Fault::Server, code, "has a fault of its own", LATER),
        _ => failed(Fault::Broken, code, "answers in a way that is not known", BROWSER),
    }
}

fn failed(fault: Fault, code: u16, what: &str, advice: &str) -> Trouble {
    Trouble::failed(fault, format!("{what} ({code}); {advice}"))
}

fn wait(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let text = header(headers, &RETRY_AFTER)?;
    let latest = now.checked_add(LONGEST_WAIT).ok()?;
    let until = match text.parse::<u64>() {
        Ok(seconds) => {
            let seconds = Duration::from_secs(seconds.min(LONGEST_WAIT.as_secs()));
            now.checked_add(seconds).ok()?
        }
        Err(_) if text.bytes().all(|byte| byte.is_ascii_digit()) => latest,
        Err(_) => DATES.parse_timestamp(&text).ok()?,
    };
    Some(until.clamp(now, latest))
}

/// Returns a header that is a text of sensible length.
pub(crate) fn kept(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    header(headers, name).filter(|value| value.len() <= KEPT)
}

fn header(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    // Addresses with letters beyond ASCII come as UTF-8, though they should not.
    let value = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use ureq::http::header::{ETAG, LOCATION, RETRY_AFTER};
    use ureq::http::{HeaderMap, HeaderValue, StatusCode};

    use super::{Trouble, Verdict, kept, verdict};
    use crate::fetch::error::Fault;

    fn now() -> Timestamp {
        "2025-11-04T12:00:00Z".parse().unwrap()
    }

    fn of(code: u16, headers: &HeaderMap) -> Result<Verdict, Trouble> {
        verdict(StatusCode::from_u16(code).unwrap(), headers, now())
    }

    #[test]
    fn a_status_says_what_is_wrong_and_what_to_do() {
        let table = [
            (
                204,
                Fault::Broken,
                "has nothing whole to read (204); look whether the address is right",
            ),
            (
                301,
                Fault::Redirect,
                "leads elsewhere without saying where (301); open it in a browser",
            ),
            (
                401,
                Fault::Refused,
                "asks for a name and a password (401); save the page in a browser and add the file",
            ),
            (404, Fault::Missing, "is not there (404); look whether the address is right"),
            (410, Fault::Gone, "is gone for good (410); nothing will come from there any more"),
            (
                418,
                Fault::Refused,
                "refuses what it was asked (418); look whether the address is right",
            ),
            (500, Fault::Server, "has a fault of its own (500); try again later"),
            (503, Fault::Server, "has a fault of its own (503); try again later"),
            (999, Fault::Broken, "answers in a way that is not known (999); open it in a browser"),
        ];
        for (code, fault, reason) in table {
            let expected = Err(Trouble::failed(fault, reason));
            assert_eq!(of(code, &HeaderMap::new()), expected, "{code}");
        }
    }

    #[test]
    fn some_redirects_last() {
        let mut headers = HeaderMap::new();
        headers.insert(LOCATION, HeaderValue::from_bytes("/ü".as_bytes()).unwrap());
        for (code, lasting) in [(301, true), (302, false), (303, false), (307, false), (308, true)]
        {
            let expected = Verdict::Redirect { location: "/ü".to_owned(), lasting };
            assert_eq!(of(code, &headers), Ok(expected), "{code}");
        }
        assert_eq!(of(304, &headers), Ok(Verdict::Unchanged));
        assert_eq!(of(200, &headers), Ok(Verdict::Body));
    }

    #[test]
    fn a_server_may_ask_to_wait_but_not_for_ever() {
        let table = [
            ("120", Some("2025-11-04T12:02:00Z")),
            ("0", Some("2025-11-04T12:00:00Z")),
            ("Tue, 04 Nov 2025 13:00:00 GMT", Some("2025-11-04T13:00:00Z")),
            ("Tue, 04 Nov 2025 11:00:00 GMT", Some("2025-11-04T12:00:00Z")),
            ("Fri, 31 Dec 9990 00:00:00 GMT", Some("2025-11-11T12:00:00Z")),
            ("99999999999", Some("2025-11-11T12:00:00Z")),
            ("99999999999999999999999999", Some("2025-11-11T12:00:00Z")),
            ("soon", None),
            ("-5", None),
        ];
        for (text, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_static(text));
            let expected = Trouble::Busy(expected.map(|time| time.parse().unwrap()));
            for code in [429, 503] {
                assert_eq!(of(code, &headers), Err(expected.clone()), "{code} {text}");
            }
        }
        assert_eq!(of(429, &HeaderMap::new()), Err(Trouble::Busy(None)));
    }

    #[test]
    fn a_header_of_endless_length_is_not_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(ETAG, HeaderValue::from_static(" \"a\" "));
        assert_eq!(kept(&headers, &ETAG).as_deref(), Some("\"a\""));
        headers.insert(ETAG, HeaderValue::from_str(&"a".repeat(2000)).unwrap());
        assert_eq!(kept(&headers, &ETAG), None);
    }
}
