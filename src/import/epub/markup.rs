//! Markup: the tags and the text between them, of XML and XHTML alike, read without a tree.
//!
//! Files in books are not always well-formed, so nothing is an error here: what does not end goes on
//! to the end of the file. References are resolved only where they stand for one character; what a
//! document type defines is never expanded, and nothing outside the file is ever read.

use memchr::memmem;

use crate::import::markdown::html::unescape;
use crate::text::{TextRange, offset};

/// A part of a file with markup.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// What it is.
    pub kind: Kind<'t>,
    /// Where it stands.
    pub range: TextRange,
}

/// What a part of a file with markup is.
#[derive(Clone, Debug)]
pub enum Kind<'t> {
    /// Text with references in it.
    Text(&'t str),
    /// Text that is meant letter by letter.
    Literal(&'t str),
    /// A start tag.
    Open(Tag<'t>),
    /// An end tag, with its name.
    Close(&'t str),
    /// A comment, an instruction, a document type.
    Aside,
    /// What stands in a script or a style.
    Code,
}

/// A start tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    /// The name, with its prefix.
    pub name: &'t str,
    /// What stands between the name and the end of the tag.
    pub rest: &'t str,
    /// Whether it is its own end tag.
    pub closed: bool,
}

impl<'t> Tag<'t> {
    /// Returns the name without its prefix.
    pub fn local(&self) -> &'t str {
        local(self.name)
    }

    /// Returns the value of an attribute, its references resolved; a prefix counts only if asked for.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let prefixed = name.contains(':');
        let found = self.attributes().find(|(other, _)| {
            let other = if prefixed { other } else { local(other) };
            other.eq_ignore_ascii_case(name)
        });
        found.map(|(_, value)| unescape(value))
    }

    /// Returns the attributes and their values as written.
    pub fn attributes(&self) -> Attributes<'t> {
        Attributes(self.rest)
    }
}

/// Returns a name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The attributes of a tag.
#[derive(Clone, Debug)]
pub struct Attributes<'t>(&'t str);

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_start_matches(|ch: char| ch.is_whitespace() || "/=\"'".contains(ch));
        let end = text.find(|ch: char| ch.is_whitespace() || ch == '=').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        if name.is_empty() {
            return None;
        }
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
            self.0 = rest;
            return Some((name, ""));
        };
        let quote = value.chars().next().filter(|ch| matches!(ch, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => {
                let value = value.get(1..).unwrap_or_default();
                value.split_once(quote).unwrap_or((value, ""))
            }
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        self.0 = rest;
        Some((name, value))
    }
}

/// Reads a file from its front.
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The element that has begun and whose content is no text.
    code: Option<&'t str>,
}

impl<'t> Tokens<'t> {
    /// Begins with the first token of a decoded file.
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: 0, code: None }
    }

    fn read(&mut self, rest: &'t str) -> (Kind<'t>, usize) {
        if let Some(name) = self.code.take()
            && let length @ 1.. = length_of_code(rest, name)
        {
            return (Kind::Code, length);
        }
        let Some(inner) = rest.strip_prefix('<') else {
            let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            return (Kind::Text(rest.get(..length).unwrap_or(rest)), length);
        };
        if let Some(literal) = inner.strip_prefix("![CDATA[") {
            let literal = literal.split_once("]]>").map_or(literal, |(literal, _)| literal);
            return (Kind::Literal(literal), (9 + literal.len() + 3).min(rest.len()));
        }
        if let Some(length) = length_aside(rest) {
            return (Kind::Aside, length);
        }
        if let Some(name) = inner.strip_prefix('/') {
            let length = memchr::memchr(b'>', name.as_bytes());
            let name = name.get(..length.unwrap_or(name.len())).unwrap_or(name);
            let length = length.map_or(rest.len(), |length| length + 3);
            return (Kind::Close(name.trim()), length);
        }
        if !inner.starts_with(|ch: char| ch.is_alphabetic() || ch == '_') {
            let length = memchr::memchr(b'<', inner.as_bytes()).unwrap_or(inner.len());
            return (Kind::Text(rest.get(..=length).unwrap_or(rest)), length + 1);
        }
        self.tag(inner)
    }

    fn tag(&mut self, inner: &'t str) -> (Kind<'t>, usize) {
        let Some(end) = end_of_tag(inner) else { return (Kind::Aside, inner.len() + 1) };
        let whole = inner.get(..end).unwrap_or(inner);
        let content = whole.strip_suffix('/');
        let (closed, content) = (content.is_some(), content.unwrap_or(whole));
        let stop = content.find(|ch: char| ch.is_whitespace() || ch == '/');
        let (name, attributes) = content.split_at(stop.unwrap_or(content.len()));
        let code = matches!(local(name), "script" | "style") && !closed;
        self.code = code.then_some(name);
        (Kind::Open(Tag { name, rest: attributes, closed }), end + 2)
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let (kind, length) = self.read(rest);
        self.at = (start + length).min(self.text.len());
        Some(Token { kind, range: TextRange::new(offset(start), offset(self.at)) })
    }
}

/// Returns the length of what stands before the end tag of a script or style.
fn length_of_code(rest: &str, name: &str) -> usize {
    let mut ends = memmem::find_iter(rest.as_bytes(), b"</");
    let is_end = |at: &usize| {
        let after = rest.get(at + 2..at + 2 + name.len());
        after.is_some_and(|after| after.eq_ignore_ascii_case(name))
    };
    ends.find(is_end).unwrap_or(rest.len())
}

/// Returns the length of a comment, an instruction or a document type.
fn length_aside(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        let after = rest.get(4..)?;
        let end = memmem::find(after.as_bytes(), b"-->");
        return Some(end.map_or(rest.len(), |at| 4 + at + 3));
    }
    if rest.starts_with("<?") {
        let bytes = rest.as_bytes();
        let next = bytes.get(1..).and_then(|rest| memchr::memchr(b'<', rest));
        let within = next.and_then(|next| bytes.get(..next)).unwrap_or(bytes);
        let end = memmem::find(within, b"?>").map(|at| at + 2);
        let end = end.or_else(|| memchr::memchr(b'>', bytes).map(|at| at + 1));
        return Some(end.unwrap_or(bytes.len()));
    }
    if !rest.starts_with("<!") {
        return None;
    }
    let end = rest.find(['>', '[']);
    let subset = end.is_some_and(|end| rest.get(end..).is_some_and(|rest| rest.starts_with('[')));
    if !subset {
        return Some(end.map_or(rest.len(), |end| end + 1));
    }
    let close = end.and_then(|end| Some(end + rest.get(end..)?.find(']')?))?;
    Some(close + rest.get(close..)?.find('>').map_or(rest.len() - close, |end| end + 1))
}

/// Finds the end of a tag; a `>` in a value is none.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Kind, Tokens};

    fn told(text: &str) -> String {
        let shown = Tokens::new(text).map(|token| match token.kind {
            Kind::Text(text) => format!("'{text}'"),
            Kind::Literal(text) => format!("={text}="),
            Kind::Open(tag) => {
                let attributes: Vec<_> =
                    tag.attributes().map(|(name, value)| format!(" {name}:{value}")).collect();
                format!(
                    "<{}{}{}>",
                    tag.name,
                    attributes.concat(),
                    if tag.closed { "/" } else { "" }
                )
            }
            Kind::Close(name) => format!("</{name}>"),
            Kind::Aside => "!".to_owned(),
            Kind::Code => "#".to_owned(),
        });
        shown.collect::<Vec<_>>().concat()
    }

    #[test]
    fn a_file_is_its_tags_and_its_text() {
        let table = [
            (
                "<p class='a>b' id=x hidden>one &amp; two</p >",
                "<p class:a>b id:x hidden:>'one &amp; two'</p>",
            ),
            ("<?xml version='1.0'?><!-- <p> --><br/>", "!!<br/>"),
            ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///y'>]><a>&x;</a>", "!<a>'&x;'</a>"),
            ("<![CDATA[a < b]]>c", "=a < b='c'"),
            ("<script>if (a < b) '</p>'</script>c", "<script>#</script>'c'"),
            ("<script src='x'/>c", "<script src:x/>'c'"),
            ("a < b <3 c", "'a ''< b ''<3 c'"),
            ("<p id='never closed>text", "!"),
            ("<![CDATA[open", "=open="),
            ("<!DOCTYPE [ ] ", "!"),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_the_whole_file_in_order(text in "[<>/!?&;='\"a é\\[\\]-]{0,60}") {
            let mut end = 0;
            for token in Tokens::new(&text) {
                assert_eq!(usize::from(token.range.start()), end);
                assert!(!token.range.is_empty());
                assert!(text.get(std::ops::Range::<usize>::from(token.range)).is_some());
                end = usize::from(token.range.end());
            }
            assert_eq!(end, text.len());
        }
    }
}
