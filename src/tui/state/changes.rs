//! What changed in an article, as text to look through, and the list of its revisions.
//!
//! What is gone and what came is marked in the words themselves, so that no colour is needed to tell. It must not
//! know keys or how it is drawn.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use crate::layout::{Position, Row, TextLayout};
use crate::library::{Changes, FactChange, Paragraph, PieceKind, Revision};
use crate::text::{Columns, Safe, TextRange, TextSize};
use crate::tui::state::list::ListState;
use crate::tui::state::scroll::scrolled;

/// What is said where the facts were not compared.
const TOO_LONG: &str =
    "The text is too long for its facts to be compared; this is what changed in its words.";

/// What changed in an article, open to look through.
#[derive(Clone, Debug)]
pub struct ChangesView {
    /// What it is called and since when.
    pub title: Safe,
    text: Arc<Document>,
    marks: Vec<(TextRange, PieceKind)>,
    /// Where the changes start.
    places: Vec<TextSize>,
    at: usize,
    top: Position,
}

/// The revisions of an article, to choose one from.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The article.
    pub document: DocumentId,
    /// The selected row and the first one shown.
    pub list: ListState,
    /// Its revisions, the current first.
    pub revisions: Vec<Revision>,
}

impl ChangesView {
    /// Arranges what changed: the facts first, then the text.
    pub fn new(changes: &Changes) -> Option<Self> {
        let day = changes.at.strftime("%-d %b %Y");
        let title = Safe::new(&format!("Changed since {day} · {}", changes.title));
        let mut builder = DocumentBuilder::new();
        let (mut marks, mut places) = (Vec::new(), Vec::new());
        if changes.facts.is_none() {
            builder.simple(BlockKind::Reference, TOO_LONG);
        }
        for fact in changes.facts.iter().flatten() {
            builder.simple(BlockKind::Reference, Safe::new(&fact_line(fact)).as_str());
        }
        for paragraph in &changes.paragraphs {
            let (text, pieces) = words(paragraph);
            let block = builder.simple(BlockKind::Paragraph, &text);
            places.extend(pieces.first().map(|_| block.start()));
            let shifted = |(range, kind): (Range<usize>, PieceKind)| {
                let range = crate::text::range(range.start, range.end) + block.start();
                (range, kind)
            };
            marks.extend(pieces.into_iter().map(shifted));
        }
        let text = Arc::new(builder.finish().ok()?);
        Some(Self { title, text, marks, places, at: 0, top: Position::default() })
    }

    /// Shows the older text in which a passage was kept, with the passage marked.
    pub fn of_passage(title: Safe, old: &Document, passage: TextRange) -> Option<Self> {
        let mut builder = DocumentBuilder::new();
        let (mut marks, mut places) = (Vec::new(), Vec::new());
        for block in old.blocks() {
            let within = block.range.intersect(passage).filter(|within| !within.is_empty());
            let Some(within) = within else {
                builder.simple(BlockKind::Paragraph, Safe::new(old.slice(block.range)).as_str());
                continue;
            };
            let words = |from, to| Safe::new(old.slice(TextRange::new(from, to))).to_string();
            let before = words(block.range.start(), within.start());
            let marked = format!("⟦{}⟧", words(within.start(), within.end()));
            let after = words(within.end(), block.range.end());
            let shown = builder.simple(BlockKind::Paragraph, &[&*before, &marked, &after].concat());
            let place = TextRange::at(TextSize::of(&*before), TextSize::of(&*marked));
            marks.push((place + shown.start(), PieceKind::Came));
            places.push(shown.start() + TextSize::of(&*before));
        }
        let text = Arc::new(builder.finish().ok()?);
        Some(Self { title, text, marks, places, at: 0, top: Position::default() })
    }

    /// Returns how many paragraphs changed.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Scrolls by rows, never past the last one.
    pub fn scroll(&mut self, rows: i64, columns: u16, height: u16) {
        let layout = TextLayout::new(Columns::from(columns));
        self.top = scrolled(&layout, &self.text, self.top, rows, height);
    }

    /// Goes some changes on or back; returns the number of the one it is at, from 1.
    pub fn step(&mut self, by: i64, columns: u16, height: u16) -> Option<usize> {
        let last = self.places.len().checked_sub(1)?;
        let by = isize::try_from(by).unwrap_or_default();
        self.at = self.at.saturating_add_signed(by).min(last);
        let layout = TextLayout::new(Columns::from(columns));
        let line = layout.position_of(&self.text, *self.places.get(self.at)?);
        self.top = scrolled(&layout, &self.text, line, -1, height);
        Some(self.at + 1)
    }

    /// Returns the rows shown, each in pieces with what became of them.
    pub fn rows(&self, columns: u16, height: u16) -> Vec<Vec<(Safe, PieceKind)>> {
        let layout = TextLayout::new(Columns::from(columns));
        let top = scrolled(&layout, &self.text, self.top, 0, height);
        let pieces = |row: &Row| match row {
            Row::Line(line) => self.cut(line.range),
            Row::Space => Vec::new(),
        };
        layout.rows(&self.text, top, height).iter().map(pieces).collect()
    }

    /// Cuts a line where what became of its words changes.
    fn cut(&self, line: TextRange) -> Vec<(Safe, PieceKind)> {
        let first = self.marks.partition_point(|(range, _)| range.end() <= line.start());
        let mut found = Vec::new();
        let mut at = line.start();
        let mut add = |range: TextRange, kind| {
            if !range.is_empty() {
                found.push((Safe::new(self.text.slice(range)), kind));
            }
        };
        for (range, kind) in self.marks.iter().skip(first) {
            let Some(within) = range.intersect(line) else { break };
            add(TextRange::new(at, within.start()), PieceKind::Same);
            add(within, *kind);
            at = within.end();
        }
        add(TextRange::new(at, line.end()), PieceKind::Same);
        found
    }
}

/// Writes a paragraph with its changes in it, and says where they are.
fn words(paragraph: &Paragraph) -> (String, Vec<(Range<usize>, PieceKind)>) {
    let pieces = match paragraph {
        Paragraph::Same(1) => return ("⋯ 1 paragraph as it was".to_owned(), Vec::new()),
        Paragraph::Same(count) => {
            return (format!("⋯ {count} paragraphs as they were"), Vec::new());
        }
        Paragraph::Changed(pieces) => pieces,
    };
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in pieces {
        let said = Safe::new(&piece.text);
        let start = text.len();
        match piece.kind {
            PieceKind::Same => text.push_str(said.as_str()),
            PieceKind::Folded => text.push('…'),
            PieceKind::Gone => text.extend(["[-", said.as_str().trim(), "-]"]),
            PieceKind::Came => text.extend(["{+", said.as_str().trim(), "+}"]),
        }
        if matches!(piece.kind, PieceKind::Gone | PieceKind::Came) {
            marks.push((start..text.len(), piece.kind));
        }
    }
    (text, marks)
}

fn fact_line(fact: &FactChange) -> String {
    match (&fact.before, &fact.now) {
        (Some(before), Some(now)) => format!("{}: {before} → {now}", fact.kind),
        (Some(before), None) => format!("{} gone: {before}", fact.kind),
        (None, Some(now)) => format!("{} new: {now}", fact.kind),
        (None, None) => fact.kind.to_owned(),
    }
}
