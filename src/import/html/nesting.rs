//! Nesting: how deep the elements of a page stand, as far as their tags tell.
//!
//! It follows the rules of the standard closely enough to know which elements are open, and says of each tag
//! whether it is within the bounds.

use std::collections::HashMap;

use crate::import::html::scan::Name;

/// The deepest that elements are nested.
const DEPTH: usize = 512;

/// The most elements that say how words look which are open at once.
const FORMATS: usize = 64;

/// Whether a tag is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Keep,
    /// It is not; nor is the other tag of the element.
    Drop,
}

/// The open elements.
#[derive(Debug, Default)]
pub struct Nesting {
    open: Vec<Name>,
    paragraphs: usize,
    formats: Vec<Name>,
    /// How many elements of each name are open that were dropped.
    dropped: HashMap<Name, usize>,
}

impl Nesting {
    /// Opens an element.
    pub fn open(&mut self, name: Name) -> Verdict {
        self.close_implied(name);
        if is_format(name) {
            if self.formats.len() >= FORMATS {
                return self.drop(name);
            }
            self.formats.push(name);
        }
        if self.open.len() >= DEPTH {
            if is_format(name) {
                self.formats.pop();
            }
            return self.drop(name);
        }
        self.open.push(name);
        self.paragraphs += usize::from(name.bytes() == b"p");
        Verdict::Keep
    }

    /// Closes an element, and those in it.
    pub fn close(&mut self, name: Name) -> Verdict {
        if let Some(dropped) = self.dropped.get_mut(&name).filter(|dropped| **dropped > 0) {
            *dropped -= 1;
            return Verdict::Drop;
        }
        if is_format(name) {
            self.close_format(name);
        } else {
            let stops: &[&[u8]] = match name.bytes() {
                b"table" | b"body" | b"html" | b"template" => &[],
                b"tr" | b"td" | b"th" | b"tbody" | b"thead" | b"tfoot" => &[b"table"],
                _ => &[b"table", b"td", b"th", b"caption", b"template"],
            };
            self.close_to(name, stops);
        }
        Verdict::Keep
    }

    fn drop(&mut self, name: Name) -> Verdict {
        *self.dropped.entry(name).or_default() += 1;
        Verdict::Drop
    }

    /// Ends an element that says how words look: it alone is closed, those in it stay open.
    fn close_format(&mut self, name: Name) {
        if let Some(at) = self.formats.iter().rposition(|other| *other == name) {
            self.formats.remove(at);
        }
        if let Some(at) = self.open.iter().rposition(|other| *other == name) {
            self.open.remove(at);
        }
    }

    /// Closes what a start tag closes without saying so.
    fn close_implied(&mut self, name: Name) {
        let blocks: [&[u8]; 4] = [b"ul", b"ol", b"dl", b"blockquote"];
        match name.bytes() {
            b"li" => {
                self.close_to(
                    name,
                    &[b"ul", b"ol", b"table", b"td", b"th", b"blockquote", b"menu"],
                );
            }
            b"dd" | b"dt" => {
                let stops: [&[u8]; 5] = [b"dl", b"ul", b"ol", b"table", b"td"];
                self.close_to(Name::new(b"dd"), &stops);
                self.close_to(Name::new(b"dt"), &stops);
            }
            b"td" | b"th" => {
                self.close_to(Name::new(b"td"), &[b"table", b"tr", b"th"]);
                self.close_to(Name::new(b"th"), &[b"table", b"tr"]);
            }
            b"tr" => self.close_to(name, &[b"table"]),
            b"tbody" | b"thead" | b"tfoot" => {
                for group in [&b"tbody"[..], b"thead", b"tfoot"] {
                    self.close_to(Name::new(group), &[b"table"]);
                }
            }
            b"option" => self.close_to(name, &[b"select"]),
            b"a" if self.formats.contains(&name) => self.close_format(name),
            bytes if self.paragraphs > 0 && (ends_paragraph(bytes) || blocks.contains(&bytes)) => {
                self.close_to(Name::new(b"p"), &[b"table", b"td", b"th", b"caption", b"button"]);
            }
            _ => {}
        }
    }

    /// Closes the innermost element of a name and those in it, unless one of others stands between.
    fn close_to(&mut self, name: Name, stops: &[&[u8]]) {
        for at in (0..self.open.len()).rev() {
            let Some(other) = self.open.get(at).copied() else { return };
            if other == name {
                let closed = self.open.split_off(at);
                let paragraphs = closed.iter().filter(|name| name.bytes() == b"p").count();
                self.paragraphs -= paragraphs;
                self.dropped.clear();
                return;
            }
            if stops.contains(&other.bytes()) {
                return;
            }
        }
    }
}

fn is_format(name: Name) -> bool {
    matches!(
        name.bytes(),
        b"a" | b"b"
            | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}

fn ends_paragraph(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"address"
            | b"article"
            | b"aside"
            | b"center"
            | b"details"
            | b"dialog"
            | b"dir"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"header"
            | b"hgroup"
            | b"main"
            | b"menu"
            | b"nav"
            | b"section"
            | b"summary"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"pre"
            | b"listing"
            | b"form"
            | b"xmp"
            | b"table"
            | b"hr"
    )
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, FORMATS, Nesting, Verdict};
    use crate::import::html::scan::Name;

    /// Takes tags as they come, `/` before those that close; returns how many elements are open then.
    fn open_after(tags: &str) -> usize {
        let mut nesting = Nesting::default();
        for tag in tags.split(' ') {
            match tag.strip_prefix('/') {
                Some(name) => nesting.close(Name::new(name.as_bytes())),
                None => nesting.open(Name::new(tag.as_bytes())),
            };
        }
        nesting.open.len()
    }

    #[test]
    fn elements_close_as_the_standard_says() {
        let table = [
            ("div p p p", 2),
            ("div p div", 2),
            ("ul li p li li", 2),
            ("ul li ul li", 4),
            ("table tr td td tr td", 3),
            ("table tr td table tr td", 6),
            ("div table td /div", 3),
            ("div b p /b", 2),
            ("dl dt dd dt", 2),
            ("p table td p", 3),
            ("div span /div", 0),
            ("a a a", 1),
        ];
        for (tags, expected) in table {
            assert_eq!(open_after(tags), expected, "{tags}");
        }
    }

    #[test]
    fn what_is_too_deep_is_dropped_with_its_end() {
        let mut nesting = Nesting::default();
        let div = Name::new(b"div");
        assert!((0..DEPTH).all(|_| nesting.open(div) == Verdict::Keep));
        assert_eq!(nesting.open(div), Verdict::Drop);
        assert_eq!(nesting.close(div), Verdict::Drop);
        assert_eq!(nesting.close(div), Verdict::Keep);
        let mut nesting = Nesting::default();
        let font = Name::new(b"font");
        assert!((0..FORMATS).all(|_| nesting.open(font) == Verdict::Keep));
        assert_eq!(nesting.open(font), Verdict::Drop);
    }
}
