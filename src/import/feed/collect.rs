//! Collecting the text of one field, with the markup in it.
//!
//! Feeds write HTML in two ways: escaped, so that it is text to XML, and as elements. The first is
//! resolved, the second is written down again as HTML.

use std::rc::Rc;

use encoding_rs::UTF_8;
use url::Url;

use crate::import::feed::address::Written;
use crate::import::feed::draft::{Authors, LONGEST_BODY};
use crate::import::feed::entry::Body;
use crate::import::feed::markup::Tag;
use crate::import::feed::reference::{References, resolve, resolve_into};
use crate::import::feed::words::{is_html, is_html_text, of_html, one_line};

/// Elements of HTML that have no end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// How a field says its text is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It does not say.
    Unsaid,
    /// As it is.
    Text,
    /// As HTML.
    Html,
    /// As the elements in it.
    Elements,
    /// As bytes, and whether they are HTML.
    Base64 {
        /// Whether they are HTML.
        html: bool,
    },
    /// As something that is no text.
    Foreign,
}

impl Kind {
    /// Returns how a field that does not say is to be understood.
    #[must_use]
    pub fn unless_said(self, unsaid: Self) -> Self {
        if self == Self::Unsaid { unsaid } else { self }
    }

    /// Returns how the attributes of a tag say its text is to be understood.
    pub fn of(tag: &Tag<'_>, atom: bool) -> Self {
        let mut media_type = None;
        let mut mode = None;
        for (name, value) in tag.attributes() {
            match name.to_ascii_lowercase().as_str() {
                "type" => media_type = Some(resolve(value).trim().to_ascii_lowercase()),
                // What is told of a link to something else stands in its attributes.
                "rel" if !value.eq_ignore_ascii_case("alternate") => return Self::Foreign,
                "mode" => mode = Some(value.trim().to_ascii_lowercase()),
                _ => {}
            }
        }
        let html = media_type.as_deref().is_some_and(|kind| kind.contains("html"));
        match (mode.as_deref(), media_type.as_deref()) {
            (Some("base64"), _) => return Self::Base64 { html },
            (Some("xml"), Some(_)) if html => return Self::Elements,
            _ => {}
        }
        match media_type.as_deref() {
            None => Self::Unsaid,
            Some("xhtml" | "application/xhtml+xml") => Self::Elements,
            Some("html" | "text/html") => Self::Html,
            Some("text" | "text/plain") if atom => Self::Text,
            Some(kind) if !atom || !kind.contains('/') => Self::Unsaid,
            Some(kind) if kind.ends_with("xml") => Self::Elements,
            Some(kind) if kind.starts_with("text/") => Self::Text,
            Some(kind) if kind.starts_with("application/octet-stream") => {
                Self::Base64 { html: true }
            }
            Some(_) => Self::Foreign,
        }
    }
}

/// The text of a field so far.
#[derive(Debug)]
pub struct Collected {
    kind: Kind,
    base: Option<Rc<Url>>,
    text: String,
    elements: bool,
    strange: bool,
}

impl Collected {
    /// Starts an empty text.
    pub const fn new(kind: Kind, base: Option<Rc<Url>>) -> Self {
        Self { kind, base, text: String::new(), elements: false, strange: false }
    }

    /// Tells whether something in it began like a reference and was none.
    pub const fn is_strange(&self) -> bool {
        self.strange
    }

    /// Tells whether another field within it means that its end tag is missing.
    pub fn may_be_unended(&self) -> bool {
        self.kind != Kind::Elements
    }

    /// Adds text with references.
    pub fn text(&mut self, text: &str) {
        if self.is_full() {
        } else if self.is_markup() {
            self.text.push_str(text);
        } else {
            self.strange |= resolve_into(text, &mut self.text) == References::Strange;
        }
    }

    /// Adds text that stands for itself.
    pub fn literal(&mut self, text: &str) {
        if self.is_full() {
        } else if self.is_markup() {
            escape_into(text, &mut self.text);
        } else {
            self.text.push_str(text);
        }
    }

    /// Adds the start tag of an element in it.
    pub fn start_tag(&mut self, name: &str, tag: &Tag<'_>) {
        self.elements = true;
        if self.is_full() {
            return;
        }
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in tag.attributes().filter(|(name, _)| !name.starts_with("xml")) {
            for part in [" ", name, "=\"", &value.replace('"', "&quot;"), "\""] {
                self.text.push_str(part);
            }
        }
        self.text.push('>');
    }

    /// Adds the end tag of an element in it.
    pub fn end_tag(&mut self, name: &str) {
        if !self.is_full() && !VOID.contains(&name.to_ascii_lowercase().as_str()) {
            for part in ["</", name, ">"] {
                self.text.push_str(part);
            }
        }
    }

    /// Returns its words on one line.
    pub fn words(self) -> String {
        match self.line() {
            Body::Html(html) => of_html(&html),
            Body::Text(text) => one_line(&text),
        }
    }

    /// Returns it as an address.
    pub fn address(self) -> Written {
        let text = if self.kind == Kind::Foreign { String::new() } else { self.text };
        Written { text, base: self.base }
    }

    /// Returns it as a short text.
    pub fn line(self) -> Body {
        self.read(is_html)
    }

    /// Returns it as the text of an article, with what links in it are relative to.
    pub fn body(self) -> (Body, Written) {
        let text = self.base.as_deref().map(Url::to_string).unwrap_or_default();
        let base = Written { text, base: self.base.clone() };
        (self.read(is_html_text), base)
    }

    fn read(self, is_html: fn(&str) -> bool) -> Body {
        match self.kind {
            _ if self.elements => Body::Html(self.text),
            Kind::Text => Body::Text(self.text),
            Kind::Elements | Kind::Html => Body::Html(self.text),
            Kind::Unsaid if is_html(&self.text) => Body::Html(self.text),
            Kind::Unsaid => Body::Text(self.text),
            Kind::Base64 { html } => match from_base64(&self.text) {
                Some(text) if html || is_html(&text) => Body::Html(text),
                Some(text) => Body::Text(text),
                None => Body::Text(self.text),
            },
            Kind::Foreign => Body::Text(String::new()),
        }
    }

    fn is_markup(&self) -> bool {
        self.elements || self.kind == Kind::Elements
    }

    const fn is_full(&self) -> bool {
        // One byte more than a text may have is enough to see that it is cut.
        self.text.len() > LONGEST_BODY
    }
}

/// A person as a feed names one.
#[derive(Debug)]
pub struct Person {
    name: String,
    mail: String,
    words: Collected,
}

impl Default for Person {
    fn default() -> Self {
        let words = Collected::new(Kind::Text, None);
        Self { name: String::new(), mail: String::new(), words }
    }
}

impl Person {
    /// Takes the name or the mail address.
    pub fn part(&mut self, is_name: bool, words: &str) {
        let part = if is_name { &mut self.name } else { &mut self.mail };
        words.clone_into(part);
    }

    /// Returns where words without an element are collected.
    pub const fn words(&mut self) -> &mut Collected {
        &mut self.words
    }

    /// Adds what the person is called: a name goes before a mail address.
    pub fn add_to(self, authors: &mut Authors) {
        let words = self.words.words();
        let name = [self.name, words, self.mail].into_iter().find(|name| !name.is_empty());
        if let Some(name) = name {
            add_name(authors, &name, 0);
        }
    }
}

/// Adds an author: the name in `jane@host.example (Jane Doe)` and the like. A
/// mail address alone goes behind all names.
pub fn add_name(authors: &mut Authors, words: &str, rank: u8) {
    let outside = |open: char, close: char| {
        let (before, inside) = words.split_once(open)?;
        let (inside, _) = inside.split_once(close)?;
        Some((before.trim(), inside.trim()))
    };
    let name = match (outside('<', '>'), outside('(', ')')) {
        (Some((name, mail)), _) if mail.contains('@') && !name.is_empty() => name,
        (_, Some((mail, name))) if mail.contains('@') && !name.is_empty() => name,
        (_, Some((name, mail))) if mail.contains('@') && !name.is_empty() => name,
        _ => words.trim(),
    };
    let is_mail = name.contains('@') && !name.contains(char::is_whitespace);
    authors.add(if is_mail { rank + 10 } else { rank }, name);
}

fn escape_into(text: &str, escaped: &mut String) {
    for ch in text.chars() {
        match ch {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            _ => escaped.push(ch),
        }
    }
}

/// Reads Base64 that holds text in UTF-8.
fn from_base64(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
    }
    let (text, damaged) = UTF_8.decode_without_bom_handling(&bytes);
    (!damaged).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{add_name, from_base64};
    use crate::import::feed::draft::Authors;

    #[test]
    fn people_are_called_by_their_names() {
        let table = [
            ("jane@host.example (Jane Doe)", "Jane Doe"),
            ("Jane Doe <jane@host.example>", "Jane Doe"),
            ("Jane Doe (mailto:jane@host.example)", "Jane Doe"),
            ("Jane Doe, The Daily (London)", "Jane Doe, The Daily (London)"),
            ("jane@host.example", "jane@host.example"),
        ];
        for (words, expected) in table {
            let mut authors = Authors::default();
            add_name(&mut authors, words, 0);
            assert_eq!(authors.names(), [expected], "{words}");
        }
        let mut authors = Authors::default();
        add_name(&mut authors, "jane@host.example", 0);
        add_name(&mut authors, "Jane Doe", 1);
        assert_eq!(authors.names(), ["Jane Doe"]);
    }

    #[test]
    fn base64_is_read() {
        assert_eq!(
            from_base64("RXhhbXBs\n ZSA8Yj50ZXN0PC9iPg==").as_deref(),
            Some("Example <b>test</b>")
        );
        assert_eq!(from_base64("no base64!"), None);
    }
}
