//! The outline of a chapter: where its headings stand, and where the places are that the contents of
//! the book lead to.

use std::collections::{HashMap, HashSet};

use crate::import::epub::markup::{Kind, Tag, Token, Tokens, local};
use crate::import::epub::wording::words;
use crate::import::markdown::html::unescape;
use crate::text::TextSize;

/// What was found in a chapter.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its headings in order.
    pub headings: Vec<Heading>,
    /// Its short paragraphs in order, as headings without a level.
    pub lines: Vec<Heading>,
    /// Where it begins.
    pub top: Place,
    /// The marked places that were asked for.
    pub places: HashMap<String, Place>,
    /// How many visible characters it has.
    pub visible: usize,
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// Where its start tag begins.
    pub start: TextSize,
    /// Where it ends, behind its end tag.
    pub end: TextSize,
    /// Its level as written, from 1 to 6.
    pub level: u8,
    /// What it says; a picture in it says its description.
    pub text: String,
    /// How many visible characters stand before it.
    pub before: usize,
    /// How many visible characters stand before its end.
    pub after: usize,
    /// Whether a picture is in it.
    pub picture: bool,
}

/// A place in a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Where a heading for it would stand: before the paragraph, list or table that it is in.
    pub at: TextSize,
    /// How many visible characters stand before it.
    pub before: usize,
    /// The heading that it is in.
    pub heading: Option<usize>,
}

/// The most headings that are looked at.
const MOST: usize = 20_000;

/// The most of a heading that is compared, in bytes.
const LONGEST: usize = 1000;

/// The longest paragraph that may be a heading, in bytes.
const LINE: usize = 200;

/// How far out the start of an element is looked for.
const DEPTH: usize = 64;

/// What a heading does not stand in.
const PARAGRAPHS: [&str; 23] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
];

/// What holds paragraphs and headings.
const SECTIONS: [&str; 10] =
    ["body", "div", "section", "article", "aside", "main", "header", "footer", "nav", "blockquote"];

impl Outline {
    /// Looks through a decoded chapter for its headings and the places with the given marks.
    pub fn of(text: &str, marks: &[&str]) -> Self {
        let mut reader = Reader {
            outline: Self::default(),
            wanted: marks.iter().copied().collect(),
            open: Vec::new(),
            heading: None,
            line: None,
            head: false,
        };
        for token in Tokens::new(text) {
            reader.take(&token);
        }
        reader.outline
    }
}

struct Reader<'t, 'm> {
    outline: Outline,
    wanted: HashSet<&'m str>,
    /// The blocks that are open.
    open: Vec<Open<'t>>,
    heading: Option<Heading>,
    /// The open paragraph, as long as it is short.
    line: Option<Heading>,
    head: bool,
}

/// An open block.
struct Open<'t> {
    name: &'t str,
    /// Where the outermost paragraph, list or table begins that it is or is in.
    outermost: Option<TextSize>,
}

impl<'t> Reader<'t, '_> {
    fn take(&mut self, token: &Token<'t>) {
        match token.kind {
            Kind::Open(tag) => self.open(&tag, token),
            Kind::Close(name) => self.close(local(name), token.range.end()),
            Kind::Text(text) => self.text(text, &unescape(text)),
            Kind::Literal(text) => self.text(text, text),
            Kind::Aside | Kind::Code => {}
        }
    }

    fn open(&mut self, tag: &Tag<'t>, token: &Token<'t>) {
        let name = tag.local();
        let start = token.range.start();
        match name {
            "head" => self.head = !tag.closed,
            "body" => {
                self.head = false;
                self.outline.top = Place { at: token.range.end(), ..Place::default() };
            }
            "p" if self.open.last().is_some_and(|open| open.name == "p") => drop(self.open.pop()),
            "img" | "image" | "svg" => self.picture(tag),
            _ => {}
        }
        if let Some(level) = heading_level(name)
            && !tag.closed
            && self.outline.headings.len() < MOST
        {
            self.end_heading(start);
            self.heading =
                Some(Heading { start, level, before: self.outline.visible, ..Heading::default() });
        }
        if name == "p" && !tag.closed && self.heading.is_none() {
            let before = self.outline.visible;
            self.line = Some(Heading { start, before, ..Heading::default() });
        }
        self.mark(tag, start);
        if !tag.closed && (PARAGRAPHS.contains(&name) || SECTIONS.contains(&name)) {
            let outermost = self.open.last().and_then(|open| open.outermost);
            let own = PARAGRAPHS.contains(&name).then_some(start);
            self.open.push(Open { name, outermost: outermost.or(own) });
        }
    }

    fn close(&mut self, name: &str, end: TextSize) {
        if name == "head" {
            self.head = false;
        }
        if heading_level(name).is_some() {
            self.end_heading(end);
        }
        if name == "p" {
            self.end_line(end);
        }
        let last = self.open.iter().rev().take(DEPTH).position(|open| open.name == name);
        if let Some(back) = last {
            self.open.truncate(self.open.len() - back - 1);
        }
    }

    fn text(&mut self, written: &str, meant: &str) {
        if self.head {
            return;
        }
        self.outline.visible += written.chars().filter(|ch| !ch.is_whitespace()).count();
        if let Some(heading) = &mut self.heading
            && heading.text.len() < LONGEST
        {
            heading.text.push_str(meant);
        }
        if let Some(line) = self.line.as_mut().filter(|line| line.text.len() <= LINE) {
            line.text.push_str(meant);
        }
    }

    /// Takes up a paragraph that has ended, if it may be a heading.
    fn end_line(&mut self, end: TextSize) {
        let Some(line) = self.line.take() else { return };
        let text = words(&line.text);
        let short = !text.is_empty() && text.len() <= LINE && self.outline.lines.len() < MOST;
        if short {
            let after = self.outline.visible;
            self.outline.lines.push(Heading { end, text, after, ..line });
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        if let Some(heading) = &mut self.heading {
            heading.picture = true;
            heading.text.push(' ');
            heading.text.push_str(&tag.attribute("alt").unwrap_or_default());
        }
    }

    fn end_heading(&mut self, end: TextSize) {
        if let Some(heading) = self.heading.take() {
            let text = words(&heading.text);
            self.outline.headings.push(Heading {
                end,
                text,
                after: self.outline.visible,
                ..heading
            });
        }
    }

    fn mark(&mut self, tag: &Tag<'_>, start: TextSize) {
        if self.wanted.is_empty() {
            return;
        }
        let name = || tag.attribute("name").filter(|_| tag.local() == "a");
        let Some(mark) = tag.attribute("id").or_else(name) else { return };
        if self.wanted.remove(mark.as_str()) {
            let outermost = self.open.last().and_then(|open| open.outermost);
            let place = Place {
                at: outermost.unwrap_or(start),
                before: self.outline.visible,
                heading: self.heading.is_some().then_some(self.outline.headings.len()),
            };
            self.outline.places.insert(mark, place);
        }
    }
}

/// Returns the level of a heading by the name of its element.
pub fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h' | b'H', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn headings_and_marked_places_are_found() {
        let text = "<html><head><title>no</title></head><body><div id='d'><h1>One <img alt='1'/></h1>\
            <p>Four <i id='i'>words</i></p><ul><li><b id='l'>x</b></li></ul><h2>Two<a id='h'/></h2>\
            </div></body></html>";
        let outline = Outline::of(text, &["d", "i", "l", "h", "gone"]);
        let headings: Vec<_> =
            outline.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
        assert_eq!(headings, [(1, "One 1"), (2, "Two")]);
        let at = |mark: &str| text.split_at(usize::from(outline.places[mark].at)).1;
        assert!(at("d").starts_with("<div id='d'>"));
        assert!(at("i").starts_with("<p>Four"));
        assert!(at("l").starts_with("<ul>"));
        assert_eq!(outline.places["h"].heading, Some(1));
        assert_eq!(outline.places["i"].before, 7);
        assert!(!outline.places.contains_key("gone"));
        assert!(text.split_at(usize::from(outline.top.at)).1.starts_with("<div id='d'>"));
    }
}
