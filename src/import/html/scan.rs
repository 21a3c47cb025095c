//! Scanning: where the tags of a page begin and end, as browsers see it.

use memchr::{memchr, memchr_iter, memmem};

/// The most attributes of an element that are read.
const ATTRIBUTES: usize = 64;

/// The longest name of an element that is told from others, in bytes.
const NAME: usize = 12;

/// The name of an element in lower case; names that are too long are told by their front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    bytes: [u8; NAME],
    length: u8,
}

impl Name {
    /// Makes a name of how it is written.
    pub fn new(written: &[u8]) -> Self {
        let mut bytes = [0; NAME];
        let mut length = 0_u8;
        for (place, byte) in bytes.iter_mut().zip(written) {
            *place = byte.to_ascii_lowercase();
            length += 1;
        }
        Self { bytes, length }
    }

    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length)).unwrap_or_default()
    }
}

/// What begins with `<`.
#[derive(Debug)]
pub enum Markup {
    /// Words.
    Words,
    /// A comment, whose end is to be found.
    Comment,
    /// A declaration.
    Declaration {
        /// Where it ends.
        end: usize,
    },
    /// An instruction or another kind of comment.
    Instruction {
        /// Where it ends.
        end: usize,
    },
    /// The end of an element.
    End {
        /// Its name.
        name: Name,
        /// Where the tag ends.
        end: usize,
    },
    /// The start of an element.
    Start(StartTag),
    /// A tag without an end.
    Broken,
}

/// The start of an element.
#[derive(Debug)]
pub struct StartTag {
    /// Its name.
    pub name: Name,
    /// How long the name is as it is written, in bytes.
    pub name_length: usize,
    /// Where the tag ends.
    pub end: usize,
    /// Whether it says that the element is empty.
    pub ends_itself: bool,
    /// Where the attributes begin that are too many.
    pub cut: Option<usize>,
}

/// Tells what stands at a `<`.
pub fn markup(html: &[u8], at: usize) -> Markup {
    match html.get(at + 1) {
        Some(b'!') if html.get(at..).is_some_and(|rest| rest.starts_with(b"<!--")) => {
            Markup::Comment
        }
        Some(b'!') => closed(html, at).map_or(Markup::Broken, |end| Markup::Declaration { end }),
        Some(b'?') => closed(html, at).map_or(Markup::Broken, |end| Markup::Instruction { end }),
        Some(b'/') => match html.get(at + 2) {
            Some(byte) if byte.is_ascii_alphabetic() => end_tag(html, at),
            _ => closed(html, at).map_or(Markup::Words, |end| Markup::Instruction { end }),
        },
        Some(byte) if byte.is_ascii_alphabetic() => start_tag(html, at),
        _ => Markup::Words,
    }
}

/// Returns where a comment ends that begins at an offset.
pub fn comment_end(html: &[u8], at: usize) -> Option<usize> {
    let rest = html.get(at + 4..)?;
    if rest.starts_with(b">") {
        return Some(at + 5);
    }
    if rest.starts_with(b"->") {
        return Some(at + 6);
    }
    let plain = memmem::find(rest, b"-->").map(|found| found + 3);
    // Browsers let a comment end so, too.
    let odd = memmem::find(rest.get(..plain.unwrap_or(rest.len())).unwrap_or(rest), b"--!>");
    odd.map(|found| found + 4).or(plain).map(|length| at + 4 + length)
}

/// Returns where the end tag of an element ends whose content is no markup.
pub fn end_of(html: &[u8], from: usize, name: Name) -> Option<usize> {
    let rest = html.get(from..)?;
    let length = name.bytes().len();
    for found in memchr_iter(b'<', rest) {
        let tag = rest.get(found + 1..).unwrap_or_default();
        let named = tag.first() == Some(&b'/')
            && tag.get(1..=length).is_some_and(|other| other.eq_ignore_ascii_case(name.bytes()))
            && tag.get(length + 1).is_none_or(|byte| !byte.is_ascii_alphanumeric());
        if named {
            let after = from + found;
            return Some(closed(html, after).unwrap_or(html.len()));
        }
    }
    None
}

fn closed(html: &[u8], at: usize) -> Option<usize> {
    memchr(b'>', html.get(at..)?).map(|found| at + found + 1)
}

fn end_tag(html: &[u8], at: usize) -> Markup {
    let (name, length) = name(html, at + 2);
    match attributes(html, at + 2 + length) {
        Some(attributes) => Markup::End { name, end: attributes.end },
        None => Markup::Broken,
    }
}

fn start_tag(html: &[u8], at: usize) -> Markup {
    let (name, name_length) = name(html, at + 1);
    match attributes(html, at + 1 + name_length) {
        Some(Attributes { end, cut, ends_itself }) => {
            Markup::Start(StartTag { name, name_length, end, ends_itself, cut })
        }
        None => Markup::Broken,
    }
}

fn name(html: &[u8], at: usize) -> (Name, usize) {
    let rest = html.get(at..).unwrap_or_default();
    let length = rest.iter().position(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'));
    let length = length.unwrap_or(rest.len());
    (Name::new(rest.get(..length).unwrap_or_default()), length)
}

struct Attributes {
    end: usize,
    cut: Option<usize>,
    ends_itself: bool,
}

/// Passes over the attributes of a tag; `None` if it does not end.
fn attributes(html: &[u8], from: usize) -> Option<Attributes> {
    let mut at = from;
    let (mut count, mut cut) = (0, None);
    loop {
        let slash = html.get(at).is_some_and(|byte| *byte == b'/');
        match html.get(at)? {
            b'>' => {
                let ends_itself = at > from && html.get(at - 1) == Some(&b'/');
                return Some(Attributes { end: at + 1, cut, ends_itself });
            }
            byte if is_space(*byte) || slash => at += 1,
            _ => {
                count += 1;
                if count > ATTRIBUTES && cut.is_none() {
                    cut = Some(at);
                }
                at = value(html, at)?;
            }
        }
    }
}

/// Passes over one attribute and its value.
fn value(html: &[u8], from: usize) -> Option<usize> {
    let mut at = from + 1;
    while !html.get(at).is_none_or(|byte| is_space(*byte) || matches!(byte, b'/' | b'>' | b'=')) {
        at += 1;
    }
    let named = at;
    while html.get(at).is_some_and(|byte| is_space(*byte)) {
        at += 1;
    }
    if html.get(at)? != &b'=' {
        return Some(named);
    }
    at += 1;
    while html.get(at).is_some_and(|byte| is_space(*byte)) {
        at += 1;
    }
    match html.get(at)? {
        quote @ (b'"' | b'\'') => {
            memchr(*quote, html.get(at + 1..)?).map(|found| at + 1 + found + 1)
        }
        _ => {
            let rest = html.get(at..)?;
            rest.iter().position(|byte| is_space(*byte) || *byte == b'>').map(|found| at + found)
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::{Markup, Name, comment_end, end_of, markup};

    /// Writes what stands at the front in few words.
    fn told(html: &str) -> String {
        match markup(html.as_bytes(), 0) {
            Markup::Words => "words".to_owned(),
            Markup::Comment => "comment".to_owned(),
            Markup::Declaration { end } => format!("declaration {end}"),
            Markup::Instruction { end } => format!("instruction {end}"),
            Markup::End { name, end } => {
                format!("/{} {end}", String::from_utf8_lossy(name.bytes()))
            }
            Markup::Start(tag) => format!(
                "{} {}{}",
                String::from_utf8_lossy(tag.name.bytes()),
                tag.end,
                if tag.ends_itself { " itself" } else { "" }
            ),
            Markup::Broken => "broken".to_owned(),
        }
    }

    #[test]
    fn tags_end_where_browsers_end_them() {
        let table = [
            ("<p>a", "p 3"),
            ("<P a=1 b='>' c=\">\" d>x", "p 21"),
            ("<br/>", "br 5 itself"),
            ("<a href=x/>", "a 11 itself"),
            ("<p a='>", "broken"),
            ("</Div a>x", "/div 8"),
            ("<!doctype html>", "declaration 15"),
            ("<!-- a -->", "comment"),
            ("<?xml?>x", "instruction 7"),
            ("</>x", "instruction 3"),
            ("< p>", "words"),
            ("<3", "words"),
            ("<", "words"),
            ("<p", "broken"),
        ];
        for (html, expected) in table {
            assert_eq!(told(html), expected, "{html}");
        }
    }

    #[test]
    fn comments_and_scripts_end() {
        let comments = [
            ("<!-- a -->b", Some(10)),
            ("<!-->b", Some(5)),
            ("<!--->b", Some(6)),
            ("<!-- a", None),
        ];
        for (html, expected) in comments {
            assert_eq!(comment_end(html.as_bytes(), 0), expected, "{html}");
        }
        let scripts =
            [("a</b></SCRIPT >c", Some(15)), ("a</scripts>b", None), ("a</script", Some(9))];
        for (html, expected) in scripts {
            assert_eq!(end_of(html.as_bytes(), 0, Name::new(b"script")), expected, "{html}");
        }
    }

    #[test]
    fn attributes_that_are_too_many_are_cut() {
        let html = format!("<p{}>", " a=1".repeat(100));
        let Markup::Start(tag) = markup(html.as_bytes(), 0) else { panic!("no tag") };
        assert_eq!((tag.cut, tag.end), (Some(2 + 64 * 4 + 1), html.len()));
    }
}
