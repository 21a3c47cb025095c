//! Bounds: what of a page is given to the parser, so that no page takes more than its share.
//!
//! A parser keeps to the standard, by which some pages take time that grows with the square of their
//! length. So the tags are counted in one pass before: those nested too deep, or too many, are left out,
//! and the words in them stay. What is no text goes too, scripts with data apart. It must not know what
//! any element means to a document.

use dom_query::Document;

use crate::document::Diagnostic;
use crate::import::html::nesting::{Nesting, Verdict};
use crate::import::html::scan::{self, Markup, Name};

/// The most elements that are read.
const ELEMENTS: usize = 400_000;

/// The most tags without an end that are taken for words, before the rest is left out.
const BROKEN: usize = 16;

/// How much at the front is looked at to tell XHTML, in bytes.
const FRONT: usize = 4096;

/// Elements that hold nothing.
const VOID: [&[u8]; 16] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr", b"image", b"keygen",
];

/// Elements whose content is no markup and no text.
const OPAQUE: [&[u8]; 5] = [b"script", b"style", b"iframe", b"noembed", b"noframes"];

/// Elements whose content is words and no markup.
const LITERAL: [&[u8]; 3] = [b"title", b"textarea", b"xmp"];

/// Parses a page within bounds; returns it with a remark for each thing left out.
pub fn parse(html: &str) -> (Document, Vec<Diagnostic>) {
    let mut pass = Pass::new(html);
    pass.run();
    let remarks = pass.remarks();
    (Document::from(pass.kept), remarks)
}

struct Pass<'h> {
    html: &'h str,
    kept: String,
    /// What is before this has been kept or left out.
    done: usize,
    /// In XHTML an element may end in its own tag.
    ends_itself: bool,
    nesting: Nesting,
    elements: usize,
    broken: usize,
    cuts: Cuts,
    comments_end: bool,
}

/// What was left out.
#[derive(Debug, Default)]
struct Cuts {
    deep: usize,
    many: usize,
    attributes: usize,
    comment: bool,
    rest: bool,
}

impl<'h> Pass<'h> {
    fn new(html: &'h str) -> Self {
        let front = html.as_bytes();
        let front = front.get(..FRONT).unwrap_or(front);
        let xml = html.trim_start().starts_with("<?xml")
            || memchr::memmem::find(front, b"http://www.w3.org/1999/xhtml").is_some();
        Self {
            html,
            kept: String::with_capacity(html.len()),
            done: 0,
            ends_itself: xml,
            nesting: Nesting::default(),
            elements: 0,
            broken: 0,
            cuts: Cuts::default(),
            comments_end: true,
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        while let Some(found) =
            self.html.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'<', rest))
        {
            at = self.markup(at + found);
        }
        self.keep_to(self.html.len());
    }

    /// Takes up what begins with `<`; returns where to go on.
    fn markup(&mut self, at: usize) -> usize {
        match scan::markup(self.html.as_bytes(), at) {
            Markup::Words => at + 1,
            Markup::Comment => self.comment(at),
            Markup::Declaration { end } => end,
            Markup::Instruction { end } => {
                self.replace(at, end, "");
                end
            }
            Markup::End { name, end } => {
                if self.nesting.close(name) == Verdict::Drop {
                    self.replace(at, end, "");
                }
                end
            }
            Markup::Start(tag) => self.start(at, &tag),
            Markup::Broken => self.broken(at),
        }
    }

    fn start(&mut self, at: usize, tag: &scan::StartTag) -> usize {
        let name = tag.name;
        let closed = self.ends_itself && tag.ends_itself;
        if OPAQUE.contains(&name.bytes()) && !closed {
            return self.opaque(at, tag);
        }
        if self.elements >= ELEMENTS {
            self.cuts.many += 1;
            self.replace(at, tag.end, "");
            return tag.end;
        }
        self.elements += 1;
        let void = VOID.contains(&name.bytes());
        if !void && !closed && self.nesting.open(name) == Verdict::Drop {
            self.cuts.deep += 1;
            // The words before and after stay apart, as the element would have kept them.
            self.replace(at, tag.end, if name.is_block() { "<br>" } else { "" });
            return tag.end;
        }
        if let Some(cut) = tag.cut {
            self.cuts.attributes += 1;
            self.replace(cut, tag.end, ">");
        }
        if closed && !void {
            self.keep_to(tag.end);
            self.kept.push_str("</");
            self.kept.push_str(self.html.get(at + 1..at + 1 + tag.name_length).unwrap_or_default());
            self.kept.push('>');
            return tag.end;
        }
        if LITERAL.contains(&name.bytes()) {
            return self.literal(at, tag);
        }
        tag.end
    }

    /// Leaves out an element that holds no text; data in a script stays.
    fn opaque(&mut self, at: usize, tag: &scan::StartTag) -> usize {
        let end = scan::end_of(self.html.as_bytes(), tag.end, tag.name);
        self.cuts.rest |= end.is_none() && tag.end < self.html.len();
        let end = end.unwrap_or(self.html.len());
        let text = self.html.get(at..tag.end).unwrap_or_default();
        if tag.name.bytes() == b"script" && text.to_ascii_lowercase().contains("json") {
            self.elements += 1;
            if let Some(cut) = tag.cut {
                self.replace(cut, tag.end, ">");
            }
        } else {
            self.replace(at, end, "");
        }
        end
    }

    /// Passes over words that are no markup.
    fn literal(&mut self, at: usize, tag: &scan::StartTag) -> usize {
        self.nesting.close(tag.name);
        match scan::end_of(self.html.as_bytes(), tag.end, tag.name) {
            Some(end) => end,
            None => {
                self.replace(at, tag.end, "");
                tag.end
            }
        }
    }

    fn comment(&mut self, at: usize) -> usize {
        let end =
            if self.comments_end { scan::comment_end(self.html.as_bytes(), at) } else { None };
        self.comments_end = end.is_some();
        self.cuts.comment |= end.is_none();
        let end = end.unwrap_or(at + 4);
        self.replace(at, end, "");
        end
    }

    /// Takes `<` for a character where no tag ends.
    fn broken(&mut self, at: usize) -> usize {
        self.broken += 1;
        if self.broken > BROKEN {
            self.cuts.rest = true;
            self.replace(at, self.html.len(), "");
            return self.html.len();
        }
        self.replace(at, at + 1, "&lt;");
        at + 1
    }

    fn replace(&mut self, from: usize, to: usize, other: &str) {
        self.keep_to(from);
        if other.is_empty() || !self.kept.ends_with(other) {
            self.kept.push_str(other);
        }
        self.done = to.max(self.done);
    }

    fn keep_to(&mut self, to: usize) {
        if to > self.done {
            self.kept.push_str(self.html.get(self.done..to).unwrap_or_default());
            self.done = to;
        }
    }

    fn remarks(&self) -> Vec<Diagnostic> {
        let cuts = &self.cuts;
        let mut remarks = Vec::new();
        let mut say = |said: bool, message: String| {
            if said {
                remarks.push(Diagnostic::cut(message));
            }
        };
        say(
            cuts.deep > 0,
            format!("{} elements nested too deep were left out; their words were kept", cuts.deep),
        );
        say(
            cuts.many > 0,
            format!(
                "{} elements after the first {ELEMENTS} were left out; their words were kept",
                cuts.many
            ),
        );
        say(
            cuts.attributes > 0,
            format!("{} elements had too many attributes; some were left out", cuts.attributes),
        );
        say(cuts.rest, "the end of the page was left out: a script or a tag has no end".to_owned());
        if cuts.comment {
            let message = "a comment has no end; what follows it was read as text";
            remarks.push(Diagnostic::new(message));
        }
        remarks
    }
}

impl Name {
    fn is_block(self) -> bool {
        let name = std::str::from_utf8(self.bytes()).unwrap_or_default();
        crate::import::html::tag::Tag::of(name).is_some_and(crate::import::html::tag::Tag::is_block)
    }
}
