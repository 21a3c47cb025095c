//! The corpora: one annotated document a line, with offsets in characters.

use std::path::Path;

use jiff::civil::Date;
use sidelight::document::{BlockKind, Document, DocumentBuilder};
use sidelight::text::TextRange;

/// One annotated document.
pub(crate) struct Annotated {
    pub(crate) json: serde_json::Value,
    pub(crate) document: Document,
    /// Byte offset of every character of the annotated text, and its end.
    bytes: Vec<usize>,
}

impl Annotated {
    /// Returns the range of an annotation in bytes of the document's text.
    pub(crate) fn range(&self, span: &serde_json::Value) -> TextRange {
        self.range_of(&span["start"], &span["end"])
    }

    /// Returns the range between two characters of the annotated text.
    pub(crate) fn range_of(&self, start: &serde_json::Value, end: &serde_json::Value) -> TextRange {
        let byte =
            |at: &serde_json::Value| self.bytes[usize::try_from(at.as_u64().unwrap()).unwrap()];
        sidelight::text::range(byte(start), byte(end))
    }
}

/// Reads a corpus file.
pub(crate) fn read(path: &Path) -> Vec<Annotated> {
    let content = std::fs::read_to_string(path).unwrap();
    content.lines().map(|line| annotated(serde_json::from_str(line).unwrap())).collect()
}

fn annotated(json: serde_json::Value) -> Annotated {
    let text = json["text"].as_str().unwrap().to_owned();
    let published = json["doc_date"].as_str().and_then(|date| date.parse::<Date>().ok());
    let document = document(&text, published);
    let bytes = offsets(&text);
    Annotated { json, document, bytes }
}

/// Returns the byte offset of every character and of the end.
pub(crate) fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Makes a document whose lines are paragraphs, the first a title, over the text as it is.
pub(crate) fn document(text: &str, published: Option<Date>) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.metadata().published = published;
    builder.push_str(text);
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let range = sidelight::text::segment::trimmed(line, sidelight::text::offset(at));
        at += line.len() + 1;
        let kind =
            if index == 0 && text.contains('\n') { BlockKind::Title } else { BlockKind::Paragraph };
        if let Some(range) = range {
            builder.block(sidelight::document::Block::new(kind, range));
        }
    }
    builder.finish().unwrap()
}
