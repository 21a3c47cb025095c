//! The contents of a book: its labels, how deep they stand, and where they lead.
//!
//! Newer books have them as a page with a list of links, older ones as a file of their own. What is
//! made of the labels is not decided here.

use crate::import::epub::address::{Address, resolve};
use crate::import::epub::markup::{Kind, Tag, Tokens, local};
use crate::import::epub::wording::words;
use crate::import::markdown::html::unescape;

/// One line of the contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// How deep it stands; 1 for the outermost.
    pub depth: usize,
    /// Where it leads; a label without a link leads where the first below it does.
    pub place: Option<Address>,
}

/// The most labels that are read.
const MOST: usize = 20_000;

/// How much of a label is read, in characters.
const LONGEST: usize = 1000;

/// Reads the contents of a navigation page. `file` is its name in the archive.
pub fn of_page(text: &str, file: &str) -> Vec<Label> {
    let marked = Page::read(text, file, true);
    settled(if marked.is_empty() { Page::read(text, file, false) } else { marked })
}

/// Reads the contents of an older book. `file` is its name in the archive.
pub fn of_control(text: &str, file: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    // The label of each open point that has been read so far.
    let mut open: Vec<usize> = Vec::new();
    let mut label = false;
    for token in Tokens::new(text) {
        if let Kind::Open(tag) = token.kind
            && tag.local() == "navPoint"
            && labels.len() < MOST
            && !tag.closed
        {
            open.push(labels.len());
            labels.push(Label { depth: open.len(), ..Label::default() });
            continue;
        }
        let last = open.last().and_then(|index| labels.get_mut(*index));
        match token.kind {
            Kind::Open(tag) if tag.local() == "navLabel" => label = true,
            Kind::Open(tag) if tag.local() == "content" => {
                let place = tag.attribute("src").and_then(|source| resolve(file, &source));
                if let Some(last) = last {
                    last.place = last.place.take().or(place);
                }
            }
            Kind::Close(name) => match local(name) {
                "navPoint" => drop(open.pop()),
                "navLabel" => label = false,
                _ => {}
            },
            Kind::Text(text) if label => push(last, &unescape(text)),
            Kind::Literal(text) if label => push(last, text),
            _ => {}
        }
    }
    settled(labels)
}

fn push(label: Option<&mut Label>, text: &str) {
    if let Some(label) = label
        && label.text.len() < LONGEST
    {
        label.text.extend(text.chars().take(LONGEST));
    }
}

/// Cleans the labels, leaves out those without words, and sets where those without links lead.
fn settled(mut labels: Vec<Label>) -> Vec<Label> {
    for label in &mut labels {
        label.text = words(&label.text);
    }
    labels.retain(|label| !label.text.is_empty());
    let mut below: Option<(usize, Address)> = None;
    for label in labels.iter_mut().rev() {
        if label.place.is_none() {
            label.place =
                below.clone().filter(|(depth, _)| *depth > label.depth).map(|(_, place)| place);
        }
        below = label.place.clone().map(|place| (label.depth, place));
    }
    labels
}

/// A navigation page while it is read.
struct Page<'f> {
    file: &'f str,
    labels: Vec<Label>,
    /// How many lists are open.
    lists: usize,
    /// The open lines, with whether their words are still being read.
    items: Vec<(usize, bool)>,
}

impl<'f> Page<'f> {
    /// Reads the list of contents, or, if it is not `marked` as such, the first list of links.
    fn read(text: &str, file: &'f str, marked: bool) -> Vec<Label> {
        let mut page = Self { file, labels: Vec::new(), lists: 0, items: Vec::new() };
        let mut within = false;
        for token in Tokens::new(text) {
            match token.kind {
                Kind::Open(tag) if tag.local() == "nav" => {
                    within = page.labels.is_empty() && (!marked || is_contents(&tag));
                }
                Kind::Close(name) if local(name) == "nav" => within = false,
                Kind::Open(tag) if within => page.open(&tag),
                Kind::Close(name) if within => page.close(local(name)),
                Kind::Text(text) if within => page.text(&unescape(text)),
                Kind::Literal(text) if within => page.text(text),
                _ => {}
            }
        }
        page.labels
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.local() {
            "ol" | "ul" => {
                self.lists += 1;
                self.items.iter_mut().for_each(|(_, reading)| *reading = false);
            }
            "li" if self.labels.len() < MOST => {
                self.items.push((self.labels.len(), true));
                self.labels.push(Label { depth: self.lists.max(1), ..Label::default() });
            }
            "a" => {
                let place =
                    tag.attribute("href").and_then(|reference| resolve(self.file, &reference));
                if let Some(label) = self.current() {
                    label.place = label.place.take().or(place);
                }
            }
            "img" => {
                let description = tag.attribute("alt").unwrap_or_default();
                self.text(&description);
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ol" | "ul" => self.lists = self.lists.saturating_sub(1),
            "li" => drop(self.items.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        push(self.current(), text);
    }

    /// Returns the line whose words are being read.
    fn current(&mut self) -> Option<&mut Label> {
        let (index, _) = self.items.last().filter(|(_, reading)| *reading)?;
        self.labels.get_mut(*index)
    }
}

fn is_contents(tag: &Tag<'_>) -> bool {
    let kinds = tag.attribute("epub:type").or_else(|| tag.attribute("role")).unwrap_or_default();
    kinds.split_whitespace().any(|kind| kind == "toc" || kind == "doc-toc")
}

#[cfg(test)]
mod tests {
    use super::{Label, of_control, of_page};

    fn told(labels: &[Label]) -> Vec<String> {
        let told = labels.iter().map(|label| {
            let place = label.place.clone().unwrap_or_default();
            let mark = place.mark.map_or_else(String::new, |mark| format!("#{mark}"));
            format!("{} {} {}{mark}", label.depth, label.text, place.file)
        });
        told.collect()
    }

    #[test]
    fn a_page_of_links_is_read_with_its_levels() {
        let text = "<nav epub:type='landmarks'><ol><li><a href='x'>X</a></li></ol></nav>\
            <nav epub:type='toc'><h1>Contents</h1><ol><li><a href='p1.xhtml'>Part <b>One</b></a>\
            <ol><li><span>Ann &amp; Bo</span><ol><li><a href='c1.xhtml#a'>1</a></li></ol></li>\
            </ol> </li><li><a href='p2.xhtml'><img alt='Part Two'/></a></li><li><a href='e'> </a></li></ol></nav>";
        let expected = [
            "1 Part One t/p1.xhtml",
            "2 Ann & Bo t/c1.xhtml#a",
            "3 1 t/c1.xhtml#a",
            "1 Part Two t/p2.xhtml",
        ];
        assert_eq!(told(&of_page(text, "t/nav.xhtml")), expected);
        let plain = "<nav><ol><li><a href='c.xhtml'>C</a></li></ol></nav>";
        assert_eq!(told(&of_page(plain, "nav.xhtml")), ["1 C c.xhtml"]);
    }

    #[test]
    fn an_older_file_of_contents_is_read_with_its_levels() {
        let text = "<ncx><docTitle><text>Book</text></docTitle><navMap><navInfo><text>x</text></navInfo>\
            <ncx:navPoint><navLabel><text> Part\nOne </text></navLabel><content src='p.html'/>\
            <navPoint><navLabel><text>1</text></navLabel><content src='p.html#c'/></navPoint></ncx:navPoint>\
            </navMap><pageList><pageTarget><navLabel><text>7</text></navLabel><content src='p.html#7'/>\
            </pageTarget></pageList></ncx>";
        assert_eq!(told(&of_control(text, "toc.ncx")), ["1 Part One p.html", "2 1 p.html#c"]);
    }
}
