//! Markup as it comes: tags, text and literal text out of XML or HTML, well-formed or not.
//!
//! Parsers of XML stop at the first fault, and a feed with a fault in one entry still has all the
//! others. Here nothing is a fault that ends the reading: what is no tag is text, what does not end
//! ends where it must. Comments, processing instructions and document types are left out, and no
//! entity is defined by a document. One pass, in time linear in the length. It must not know what any
//! tag means.

use memchr::memmem;

use crate::import::feed::reference::resolve;

/// The longest tag, in bytes; what goes on without an end is text.
const LONGEST_TAG: usize = 64 * 1024;

/// One piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'t> {
    /// A start tag.
    Start(Tag<'t>),
    /// An end tag, by its name.
    End(&'t str),
    /// Text in which character references stand for characters.
    Text(&'t str),
    /// Text that stands for itself.
    Literal(&'t str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'t> {
    /// The name with its prefix, as written.
    pub name: &'t str,
    /// Whether the element ends with this tag.
    pub closed: bool,
    inside: &'t str,
}

impl<'t> Tag<'t> {
    /// Returns the names and values of the attributes as written, with references in the values.
    pub const fn attributes(&self) -> Attributes<'t> {
        Attributes { rest: self.inside }
    }

    /// Returns the value of an attribute, its name in any case, without spaces around it and with its
    /// references resolved; an empty one is none.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = self.attributes().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(resolve(value).trim().to_owned()).filter(|value| !value.is_empty())
    }
}

/// Reads markup from the front.
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    faulty: bool,
    // Endings that do not occur any more, so that no rest is searched twice.
    gone: Vec<&'static str>,
}

impl<'t> Tokens<'t> {
    /// Starts at the front of a text.
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: 0, faulty: false, gone: Vec::new() }
    }

    /// Tells whether something so far was not as XML must be.
    pub const fn is_faulty(&self) -> bool {
        self.faulty
    }

    /// Returns how far the text has been read, in bytes.
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Skips to the end tag of an element whose content is no markup, as that of a script.
    pub fn skip_raw(&mut self, name: &str) {
        let ends = memmem::find_iter(self.rest().as_bytes(), b"</");
        let end = ends.map(|at| at + 2).find(|at| {
            let other = self.rest().as_bytes().get(*at..at + name.len());
            other.is_some_and(|other| other.eq_ignore_ascii_case(name.as_bytes()))
        });
        self.at = end.map_or(self.text.len(), |end| self.at + end - 2);
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, length: usize) -> &'t str {
        let taken = self.rest().get(..length).unwrap_or_else(|| self.rest());
        self.at += taken.len();
        taken
    }

    /// Takes text up to the next `<` that is not the first byte.
    fn text(&mut self, from: usize) -> Token<'t> {
        let bytes = self.rest().as_bytes().get(from..).unwrap_or_default();
        let length = memchr::memchr(b'<', bytes).map_or(self.rest().len(), |at| at + from);
        Token::Text(self.take(length))
    }

    fn stray(&mut self) -> Token<'t> {
        self.faulty = true;
        self.text(1)
    }

    /// Reads what begins with `<`; `None` if it is left out.
    fn markup(&mut self) -> Option<Token<'t>> {
        let rest = self.rest();
        match rest.as_bytes().get(1) {
            Some(b'!') => self.declaration(),
            Some(b'?') => {
                let end = self.find(rest, "?>").or_else(|| self.find(rest, ">"));
                self.leave_out(end);
                None
            }
            Some(b'/') => self.end_tag(),
            Some(byte) if is_name_start(*byte) => self.start_tag(),
            _ => Some(self.stray()),
        }
    }

    /// Returns where the next ending in a text before the end ends.
    fn find(&mut self, text: &str, ending: &'static str) -> Option<usize> {
        if self.gone.contains(&ending) {
            return None;
        }
        let found = memmem::find(text.as_bytes(), ending.as_bytes());
        if found.is_none() {
            self.gone.push(ending);
        }
        found.map(|at| at + ending.len())
    }

    fn leave_out(&mut self, length: Option<usize>) {
        self.faulty |= length.is_none();
        self.take(length.unwrap_or(2));
    }

    fn declaration(&mut self) -> Option<Token<'t>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let end = self.find(rest, "-->");
            self.faulty |= end.is_none();
            let end = end.or_else(|| self.find(rest, ">"));
            self.leave_out(end);
            return None;
        }
        if let Some(content) = rest.strip_prefix("<![CDATA[") {
            // Without an end its beginning is left out, and what follows is markup like any other.
            let Some(end) = self.find(content, "]]>") else {
                self.faulty = true;
                self.take("<![CDATA[".len());
                return None;
            };
            let whole = self.take("<![CDATA[".len() + end);
            let inner = whole.get("<![CDATA[".len()..whole.len() - "]]>".len());
            return Some(Token::Literal(inner.unwrap_or_default()));
        }
        let is_declaration = rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
        let Some(close) = self.find(rest, ">").filter(|_| is_declaration) else {
            return Some(self.stray());
        };
        let inside = rest.get(..close).unwrap_or_default();
        let end = if inside.contains('[') {
            self.find(rest, "]>").or_else(|| self.find(rest, "]"))
        } else {
            Some(close)
        };
        self.leave_out(end);
        None
    }

    fn end_tag(&mut self) -> Option<Token<'t>> {
        let rest = self.rest();
        let bytes = rest.as_bytes().get(2..).unwrap_or_default();
        if !bytes.first().copied().is_some_and(is_name_start) {
            return Some(self.stray());
        }
        let name = bytes.iter().position(|byte| !is_name(*byte)).unwrap_or(bytes.len());
        let gap = bytes.iter().skip(name).take(LONGEST_TAG);
        let length = name + gap.take_while(|byte| !matches!(byte, b'<' | b'>')).count();
        let closed = bytes.get(length) == Some(&b'>');
        self.faulty |= !closed;
        let whole = self.take(2 + length + usize::from(closed));
        whole.get(2..2 + name).map(Token::End)
    }

    fn start_tag(&mut self) -> Option<Token<'t>> {
        let rest = self.rest();
        let Some((length, whole)) = tag_length(rest.as_bytes()) else { return Some(self.stray()) };
        self.faulty |= !whole;
        let tag = self.take(length);
        let inside = tag.get(1..length - usize::from(whole))?;
        let closed = inside.ends_with('/');
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let name = inside.bytes().position(|byte| !is_name(byte)).unwrap_or(inside.len());
        let (name, inside) = inside.split_at_checked(name)?;
        // Where a tag is cut, so is what it says.
        let inside = if whole { inside } else { "" };
        Some(Token::Start(Tag { name, closed, inside }))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        while !self.rest().is_empty() {
            if !self.rest().starts_with('<') {
                return Some(self.text(0));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

/// Returns the length of the start tag at the front, and whether it ends with `>`. A tag that runs
/// into the next one ends before it; a quotation that does is none.
fn tag_length(bytes: &[u8]) -> Option<(usize, bool)> {
    let bytes = bytes.get(..LONGEST_TAG).unwrap_or(bytes);
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some((at + 1, true)),
            b'<' => return Some((at, false)),
            b'=' => at += 1 + value_length(bytes.get(at + 1..).unwrap_or_default()),
            _ => at += 1,
        }
    }
    None
}

/// Returns the length of the quoted value at the front, spaces before it included; 0 if there is none.
fn value_length(bytes: &[u8]) -> usize {
    let spaces = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let Some(quote) = bytes.get(spaces).filter(|byte| matches!(byte, b'"' | b'\'')) else {
        return 0;
    };
    let inside = bytes.get(spaces + 1..).unwrap_or_default();
    let Some(end) = memchr::memchr(*quote, inside) else { return 0 };
    let value = inside.get(..end).unwrap_or_default();
    // `href="a>text</a>` lacks its closing quotation mark, and `href="a<b c="d">` too; `title="<b>"` does not.
    let separated = match inside.get(end + 1) {
        Some(next) => next.is_ascii_whitespace() || matches!(next, b'>' | b'/' | b'?'),
        None => true,
    };
    let runs_on = match (memchr::memchr(b'>', value), memchr::memchr(b'<', value)) {
        (Some(close), Some(open)) => close < open || !separated,
        (None, Some(_)) => !separated,
        (_, None) => false,
    };
    if runs_on { 0 } else { spaces + end + 2 }
}

const fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

const fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-' || byte == b'.'
}

/// Reads attributes from the front of the inside of a tag.
#[derive(Clone, Debug)]
pub struct Attributes<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<(&'t str, &'t str)> {
        let text = self.rest.trim_start_matches(|ch: char| {
            ch.is_ascii_whitespace() || matches!(ch, '/' | '"' | '\'' | '=')
        });
        if text.is_empty() {
            return None;
        }
        let ends = |ch: char| ch.is_ascii_whitespace() || ch == '=' || ch == '/';
        let (name, after) = text.split_at(text.find(ends).unwrap_or(text.len()));
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            self.rest = after;
            return Some((name, ""));
        };
        let (value, rest) = split_value(value);
        self.rest = rest;
        Some((name, value))
    }
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(|ch: char| ch.is_ascii_whitespace()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{Token, Tokens};

    fn written(token: Token<'_>) -> String {
        match token {
            Token::Start(tag) => {
                let mut written = format!("<{}", tag.name);
                for (name, value) in tag.attributes() {
                    written.extend([" ", name, "=", value]);
                }
                written + if tag.closed { "/>" } else { ">" }
            }
            Token::End(name) => format!("</{name}>"),
            Token::Text(text) => text.to_owned(),
            Token::Literal(text) => format!("[{text}]"),
        }
    }

    #[test]
    fn faults_end_nothing() {
        let table: [(&str, &[&str], bool); 21] = [
            ("<a b='1' c = \"2\" d>x</a >", &["<a b=1 c=2 d=>", "x", "</a>"], false),
            ("<a/><b c=d/>", &["<a/>", "<b c=d/>"], false),
            ("<!-- <x> --><?pi <y> ?>z", &["z"], false),
            ("<![CDATA[<b>&amp;]]>", &["[<b>&amp;]"], false),
            ("<!DOCTYPE a [<!ENTITY b \"<c>\">]><a>", &["<a>"], false),
            ("<!DOCTYPE a PUBLIC \"x\" \"y\"><a>", &["<a>"], false),
            ("1 < 2 <> <3", &["1 ", "< 2 ", "<> ", "<3"], true),
            ("<a>cut <b", &["<a>", "cut ", "<b"], true),
            ("<a href=\"x>text</a><b c=\"d\">", &["<a href=x>", "text", "</a>", "<b c=d>"], false),
            ("<img alt=\"a<br />b\">", &["<img alt=a<br />b>"], false),
            ("<img alt=\"<i>b</i>\">", &["<img alt=<i>b</i>>"], false),
            ("<a href=\"x<b c=\"d\">y", &["<a>", "<b c=d>", "y"], true),
            ("<title<link>x", &["<title>", "<link>", "x"], true),
            ("</title</item>", &["</title>", "</item>"], true),
            ("<![CDATA[open <b>x</b>", &["open ", "<b>", "x", "</b>"], true),
            ("<!-- open>x<b>y", &["x", "<b>", "y"], true),
            ("<!-- open", &["-- open"], true),
            ("<!DOCTYPE ~", &["<!DOCTYPE ~"], true),
            ("<a b=x>y", &["<a b=x>", "y"], false),
            ("<\u{e9}>x", &["<\u{e9}>", "x"], false),
            ("<![endif]-->x", &["<![endif]-->x"], true),
        ];
        for (text, expected, faulty) in table {
            let mut tokens = Tokens::new(text);
            let read: Vec<_> = tokens.by_ref().map(written).collect();
            assert_eq!(read, expected, "{text}");
            assert_eq!(tokens.is_faulty(), faulty, "{text}");
        }
    }

    #[test]
    fn the_time_grows_with_the_length() {
        for piece in [
            "<!--",
            "<![CDATA[",
            "<",
            "<a b=\"",
            "<?",
            "<!a",
            "<!a[",
            "</a",
            "<a =",
            "<a '",
            "<a ='<b =\"",
        ] {
            let text = piece.repeat(200_000);
            assert!(Tokens::new(&text).count() <= 400_000, "{piece}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[<>/!?\\[\\]a-c='\" -]{0,80}|\\PC{0,40}") {
            let mut tokens = Tokens::new(&text);
            assert!(tokens.by_ref().count() <= text.len());
            assert!(tokens.rest().is_empty());
        }
    }
}
