//! EPUB books, second and third edition: an archive of web pages, read in the order of the book.
//!
//! The chapters' whole text stands in one document. The contents of the book give its headings their
//! levels, and become headings themselves where a chapter has none. Everything is read in memory and
//! within bounds; nothing is unpacked to a disk, expanded or fetched.

pub mod address;
pub mod archive;
pub mod book;
pub mod container;
pub mod contents;
pub mod fields;
pub mod headings;
pub mod markup;
pub mod metadata;
pub mod outline;
pub mod package;
pub mod wording;
pub mod xhtml;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::import::epub::book::{Book, Chapter};
use crate::import::epub::contents::Label;
use crate::import::epub::headings::{Levels, Plan};
use crate::import::epub::outline::{Heading, Outline};
use crate::import::epub::wording::{escape, same};
use crate::import::html::fragment::append;
use crate::import::refusal::Refusal;

/// The most text a book may have, in bytes; what is beyond it is left out.
const LIMIT: usize = 64 * 1024 * 1024;

/// Reads a book.
///
/// # Errors
///
/// Refuses what is damaged, encrypted or too large.
///
/// # Panics
///
/// Never: the builder takes only sound blocks.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut book = Book::open(bytes)?;
    let mut writer = Writer {
        builder: DocumentBuilder::new(),
        levels: Levels::default(),
        title: None,
        begun: false,
        labels: by_file(std::mem::take(&mut book.labels)),
    };
    writer.title(&book);
    let front = writer.builder.position();
    for chapter in std::mem::take(&mut book.chapters) {
        if usize::from(writer.builder.position()) > LIMIT {
            book.cut("the book is too long; its end is left out".to_owned());
            break;
        }
        match chapter {
            Chapter::Picture(file) => writer.picture(&file),
            Chapter::Text(file) => {
                if let Some(text) = book.chapter(&file)? {
                    writer.chapter(text, &file);
                }
            }
        }
    }
    let mut builder = writer.builder;
    if builder.position() == front {
        let reason = "none of its text can be found".to_owned();
        return Err(Refusal::Damaged { format: "EPUB book", reason });
    }
    book.remarks().for_each(|remark| builder.diagnostic(remark));
    Ok(builder.finish().expect("invariant: a builder makes sound documents"))
}

fn by_file(labels: Vec<Label>) -> HashMap<String, Vec<Label>> {
    let mut files: HashMap<String, Vec<Label>> = HashMap::new();
    for label in labels {
        if let Some(place) = &label.place {
            files.entry(place.file.clone()).or_default().push(label);
        }
    }
    files
}

struct Writer {
    builder: DocumentBuilder,
    levels: Levels,
    title: Option<String>,
    /// Whether any text of a chapter has been seen.
    begun: bool,
    /// The contents, by the file that they lead to.
    labels: HashMap<String, Vec<Label>>,
}

impl Writer {
    fn title(&mut self, book: &Book<'_>) {
        let metadata = metadata::of(&book.package);
        if let Some(title) = &metadata.title {
            self.builder.simple(BlockKind::Title, &title.text);
            self.title = Some(title.text.clone());
        }
        *self.builder.metadata() = metadata;
    }

    fn picture(&mut self, file: &str) {
        let name = escape(file.rsplit('/').next().unwrap_or(file));
        append(&mut self.builder, &format!("<img src=\"{name}\" alt=\"\">"), Some(file));
    }

    fn chapter(&mut self, text: String, file: &str) {
        let labels = self.labels.remove(file).unwrap_or_default();
        let places = labels.iter().filter_map(|label| label.place.as_ref());
        let marks: Vec<_> = places.filter_map(|place| place.mark.as_deref()).collect();
        let outline = Outline::of(&text, &marks);
        let mut plan = Plan::of(&outline, &labels, &mut self.levels);
        self.leave_title_out(&outline, &mut plan);
        let html = xhtml::rewrite(&text, &plan);
        drop(text);
        append(&mut self.builder, &html, Some(file));
    }

    /// Leaves out the title where the book says it once more before anything else.
    fn leave_title_out(&mut self, outline: &Outline, plan: &mut Plan) {
        if self.begun || outline.visible == 0 {
            return;
        }
        self.begun = true;
        let Some(title) = self.title.as_deref() else { return };
        if plan.added.first().is_some_and(|first| same(&first.text, title)) {
            plan.added.remove(0);
        }
        let first = outline.headings.first();
        let repeats =
            |first: &&Heading| first.before == 0 && !first.picture && same(&first.text, title);
        plan.dropped = first.filter(repeats).map(|first| (first.start, first.end));
    }
}
