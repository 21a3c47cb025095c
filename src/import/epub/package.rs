//! The package file of a book: what it is called, what it is made of, and in which order that is read.

use std::collections::HashMap;

use crate::import::epub::address::resolve;
use crate::import::epub::markup::{Kind, Tag, Tokens, local};
use crate::import::epub::wording::words;
use crate::import::markdown::html::unescape;

/// What the package file of a book says.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// What is said about the book, in order.
    pub statements: Vec<Statement>,
    /// The files of the book by their identity.
    items: HashMap<String, Item>,
    /// The identities in the order of the list.
    listed: Vec<String>,
    /// The identities of what is read, in order.
    pub spine: Vec<String>,
    /// The identity of the contents in the older form.
    pub contents: Option<String>,
}

/// Something said about a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What it is about: `title`, `creator`, `dcterms:modified`.
    pub name: String,
    /// By what other statements refer to it.
    pub id: Option<String>,
    /// The identity of the statement that it is about.
    pub refines: Option<String>,
    /// What kind of date it is, in the older form.
    pub event: Option<String>,
    /// What it says.
    pub value: String,
}

/// A file of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name in the archive.
    pub file: String,
    /// Its media type.
    pub media: String,
    /// What it is for: `nav`, `cover-image`.
    pub properties: String,
    /// The identity of what is shown if it cannot be.
    pub fallback: Option<String>,
}

/// How many times something may be replaced by what is shown instead; more is a circle.
const REPLACEMENTS: usize = 8;

/// The most parts that are taken from a list.
const PARTS: usize = 20_000;

/// The most statements about a book that are kept.
const STATEMENTS: usize = 1000;

impl Package {
    /// Reads a decoded package file. `file` is its name in the archive.
    pub fn read(text: &str, file: &str) -> Self {
        let mut reader = Reader { file, package: Self::default(), open: None, about_parts: false };
        for token in Tokens::new(text) {
            match token.kind {
                Kind::Open(tag) => reader.open(&tag),
                Kind::Close(name) => reader.close(local(name)),
                Kind::Text(text) => reader.text(&unescape(text)),
                Kind::Literal(text) => reader.text(text),
                Kind::Aside | Kind::Code => {}
            }
        }
        reader.package
    }

    /// Returns a file by its identity.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id)
    }

    /// Returns the files in the order of the list.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.listed.iter().filter_map(|id| self.items.get(id))
    }

    /// Returns what can be shown of an item: itself, or what stands for it.
    pub fn shown(&self, id: &str) -> Option<&Item> {
        let first = self.item(id)?;
        let mut item = first;
        for _ in 0..REPLACEMENTS {
            if item.is_text() {
                return Some(item);
            }
            let Some(next) = item.fallback.as_deref().and_then(|id| self.item(id)) else { break };
            item = next;
        }
        Some(first)
    }

    /// Returns all that is said under a name, in order.
    pub fn said<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Statement> {
        self.statements.iter().filter(move |statement| statement.name == name)
    }

    /// Returns what is said under a name about another statement.
    pub fn refined(&self, about: &Statement, name: &str) -> Option<&str> {
        let id = about.id.as_deref()?;
        let mut said = self.statements.iter();
        let found = said.find(|other| other.name == name && other.refines.as_deref() == Some(id));
        found.map(|found| found.value.as_str())
    }
}

impl Item {
    /// Tells whether it is a text.
    pub fn is_text(&self) -> bool {
        matches!(
            self.media.as_str(),
            "application/xhtml+xml"
                | "text/html"
                | "application/html"
                | "application/x-dtbook+xml"
                | "text/x-oeb1-document"
                | "image/svg+xml"
        ) || (!self.is_picture() && is_text_name(&self.file))
    }

    /// Tells whether it is a picture that is drawn of points.
    pub fn is_picture(&self) -> bool {
        self.media.starts_with("image/") && self.media != "image/svg+xml"
    }

    /// Tells whether it has a property.
    pub fn is(&self, property: &str) -> bool {
        self.properties.split_whitespace().any(|own| own == property)
    }
}

/// Tells whether a file has the name of a text.
pub fn is_text_name(file: &str) -> bool {
    matches!(ending(file).as_str(), "xhtml" | "html" | "htm" | "xht")
}

/// Returns what follows the last dot of a file name, in small letters.
pub fn ending(file: &str) -> String {
    file.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

struct Reader<'f> {
    file: &'f str,
    package: Package,
    /// The statement whose words are being read, and the name of its element.
    open: Option<(String, Statement)>,
    about_parts: bool,
}

impl Reader<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.local() {
            "item" => self.item(tag),
            "itemref" if self.package.spine.len() < PARTS => {
                self.package.spine.extend(tag.attribute("idref"));
            }
            "spine" => self.package.contents = tag.attribute("toc"),
            // What follows is about parts of the book.
            "collection" => self.about_parts = true,
            _ if self.about_parts || self.package.statements.len() >= STATEMENTS => {}
            "meta" => self.meta(tag),
            name @ ("title" | "creator" | "language" | "publisher" | "date" | "identifier") => {
                let statement = Statement {
                    name: name.to_owned(),
                    id: tag.attribute("id"),
                    event: tag.attribute("event"),
                    ..Statement::default()
                };
                self.begin(tag, statement);
            }
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        if let Some((name, value)) = tag.attribute("name").zip(tag.attribute("content")) {
            self.package.statements.push(Statement { name, value, ..Statement::default() });
            return;
        }
        let Some(name) = tag.attribute("property") else { return };
        let refines = tag.attribute("refines").map(|id| id.trim_start_matches('#').to_owned());
        let id = tag.attribute("id");
        self.begin(tag, Statement { name, id, refines, ..Statement::default() });
    }

    fn begin(&mut self, tag: &Tag<'_>, statement: Statement) {
        if !tag.closed {
            self.open = Some((tag.local().to_owned(), statement));
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((_, mut statement)) = self.open.take_if(|(own, _)| own == name) {
            statement.value = words(&statement.value);
            if !statement.value.is_empty() {
                self.package.statements.push(statement);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, statement)) = &mut self.open {
            statement.value.push_str(text);
        }
    }

    fn item(&mut self, tag: &Tag<'_>) {
        let Some((id, href)) = tag.attribute("id").zip(tag.attribute("href")) else { return };
        let Some(address) = resolve(self.file, &href) else { return };
        let item = Item {
            file: address.file,
            media: tag.attribute("media-type").unwrap_or_default().trim().to_ascii_lowercase(),
            properties: tag.attribute("properties").unwrap_or_default(),
            fallback: tag.attribute("fallback"),
        };
        if self.package.listed.len() < PARTS && !self.package.items.contains_key(&id) {
            self.package.listed.push(id.clone());
            self.package.items.insert(id, item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Package;

    #[test]
    fn a_package_says_what_the_book_is_made_of() {
        let text = "<?xml version='1.0'?><opf:package><metadata><dc:title id='t'>A &amp;\n B</dc:title>\
            <meta refines='#t' property='title-type'>main</meta><meta name='cover' content='c'/>\
            <dc:date opf:event='publication'>2008-05-20</dc:date></metadata><manifest>\
            <item id='a' href='text/a.xhtml' media-type='application/xhtml+xml' properties='nav x'/>\
            <item id='p' href='p.pdf' media-type='application/pdf' fallback='q'/>\
            <item id='q' href='q.pdf' media-type='application/pdf' fallback='p'/>\
            <item id='a' href='other.xhtml' media-type='application/xhtml+xml'/>\
            </manifest><spine toc='n'><itemref idref='a'/><itemref idref='gone'/></spine></opf:package>";
        let package = Package::read(text, "OEBPS/book.opf");
        let title = package.said("title").next().unwrap();
        assert_eq!(title.value, "A & B");
        assert_eq!(package.refined(title, "title-type"), Some("main"));
        assert_eq!(package.said("cover").next().unwrap().value, "c");
        assert_eq!(package.said("date").next().unwrap().event.as_deref(), Some("publication"));
        assert_eq!(package.item("a").unwrap().file, "OEBPS/text/a.xhtml");
        assert!(package.item("a").unwrap().is("nav"));
        assert_eq!(package.shown("p").unwrap().file, "OEBPS/p.pdf");
        assert_eq!(package.spine, ["a", "gone"]);
        assert_eq!(package.contents.as_deref(), Some("n"));
        assert_eq!(package.items().count(), 3);
    }
}
