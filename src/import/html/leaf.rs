//! Leaves: the block of words that is open while a page is walked, with its spans and cells.
//!
//! Offsets here count from the start of the leaf; they become ranges of the document when the leaf is
//! closed and it is known to hold anything. It must not know elements.

use crate::document::{Block, BlockKind, DocumentBuilder, Span, SpanStyle, Table, TableRow};
use crate::text::{TextRange, TextSize, offset};

/// A block that is being filled.
#[derive(Debug, Default)]
pub struct Leaf {
    text: String,
    spans: Vec<Span>,
    open: Vec<(SpanStyle, usize)>,
    layout: Layout,
    /// Where the line that is being filled begins.
    line: usize,
}

/// How the words of a leaf are kept.
#[derive(Debug, Default, PartialEq, Eq)]
enum Layout {
    /// White space is one space, and none at the start.
    #[default]
    Flowing,
    /// As it stands.
    Preserved,
    /// In cells; the cell that is being filled begins at the offset.
    Cells(Table, usize),
}

impl Leaf {
    /// Opens a leaf of running text, within these spans.
    pub fn flowing(styles: &[SpanStyle]) -> Self {
        let open = styles.iter().map(|style| (style.clone(), 0)).collect();
        Self { open, ..Self::default() }
    }

    /// Opens a leaf whose line ends count, within these spans.
    pub fn preserved(styles: &[SpanStyle]) -> Self {
        Self { layout: Layout::Preserved, ..Self::flowing(styles) }
    }

    /// Opens a leaf of cells.
    pub fn table() -> Self {
        Self { layout: Layout::Cells(Table::default(), 0), ..Self::default() }
    }

    /// Tells whether there are no words in it.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns its words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the words since the last line end.
    pub fn last_line(&self) -> &str {
        self.text.get(self.line..).unwrap_or_default()
    }

    /// Appends words.
    pub fn push(&mut self, words: &str) {
        match &self.layout {
            Layout::Preserved => {
                let before = self.text.len();
                self.text.push_str(words);
                self.line = words.rfind('\n').map_or(self.line, |at| before + at + 1);
            }
            Layout::Flowing => self.push_flowing(words, 0),
            Layout::Cells(_, start) => self.push_flowing(words, *start),
        }
    }

    fn push_flowing(&mut self, words: &str, start: usize) {
        let mut parts = words.split([' ', '\n', '\t']);
        self.text.push_str(parts.next().unwrap_or_default());
        for part in parts {
            if self.text.len() > start && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.text.push_str(part);
        }
    }

    /// Ends a line within the leaf.
    pub fn end_line(&mut self) {
        if self.layout == Layout::Preserved {
            self.text.push('\n');
        } else {
            self.push(" ");
        }
        self.line = self.text.len();
    }

    /// Opens a span.
    pub fn open_span(&mut self, style: SpanStyle) {
        self.open.push((style, self.text.len()));
    }

    /// Closes the span that was opened last.
    pub fn close_span(&mut self) {
        let Some((style, start)) = self.open.pop() else { return };
        let words = self.text.get(start..).unwrap_or_default();
        let from = start + words.len() - words.trim_start().len();
        let to = start + words.trim_end().len();
        if from < to {
            self.spans.push(Span { range: TextRange::new(offset(from), offset(to)), style });
        }
    }

    /// Begins a row of cells.
    pub fn open_row(&mut self, header: bool) {
        if let Layout::Cells(table, start) = &mut self.layout {
            if !table.rows.is_empty() {
                self.text.push('\n');
            }
            table.rows.push(TableRow { header, cells: Vec::new() });
            *start = self.text.len();
        }
    }

    /// Begins a cell.
    pub fn open_cell(&mut self) {
        if let Layout::Cells(table, start) = &mut self.layout {
            if table.rows.last().is_some_and(|row| !row.cells.is_empty()) {
                self.text.push('\t');
            }
            *start = self.text.len();
        }
    }

    /// Ends a cell.
    pub fn close_cell(&mut self) {
        if let Layout::Cells(table, start) = &mut self.layout {
            let kept = self.text.trim_end_matches(' ').len().max(*start);
            self.text.truncate(kept);
            let range = TextRange::new(offset(*start), offset(kept));
            if let Some(row) = table.rows.last_mut() {
                row.cells.push(range);
            }
        }
    }

    /// Puts words before those of the leaf.
    pub fn put_before(&mut self, words: &str) {
        let by = TextSize::of(words);
        self.text.insert_str(0, words);
        self.spans.iter_mut().for_each(|span| span.range += by);
        self.open.iter_mut().for_each(|(_, start)| *start += words.len());
    }

    /// Adds the leaf to the document, if it holds anything. `kind` is what running text becomes.
    pub fn finish(
        mut self,
        builder: &mut DocumentBuilder,
        kind: BlockKind,
        quoted: u8,
    ) -> Option<TextRange> {
        while !self.open.is_empty() {
            self.close_span();
        }
        let kept = self.kept()?;
        builder.separate();
        let start = builder.position();
        builder.push_str(&self.text[kept]);
        let range = TextRange::new(start, builder.position());
        let moved = |range: TextRange| {
            let inside = range.intersect(kept).filter(|range| !range.is_empty())?;
            Some(inside - kept.start() + start)
        };
        let kind = match self.layout {
            Layout::Cells(table, _) => BlockKind::Table(moved_table(table, start)),
            _ => kind,
        };
        let mut block = Block::new(kind, range);
        block.quoted = quoted;
        let spans = self.spans.into_iter();
        block.spans =
            spans.filter_map(|span| Some(Span { range: moved(span.range)?, ..span })).collect();
        block.spans.sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
        builder.block(block);
        Some(range)
    }

    /// Returns the part of the text that is kept: without white space at the ends, or without empty
    /// lines where lines count; `None` if that is nothing.
    fn kept(&self) -> Option<TextRange> {
        let text = self.text.as_str();
        if text.trim().is_empty() {
            return None;
        }
        let end = TextSize::of(text.trim_end());
        let start = match self.layout {
            Layout::Cells(..) => return Some(TextRange::up_to(TextSize::of(text))),
            Layout::Preserved => {
                let indented = text.trim_start();
                let before = text.len() - indented.len();
                let lines = text.get(..before).unwrap_or_default();
                lines.rfind('\n').map_or(0, |at| at + 1)
            }
            Layout::Flowing => text.len() - text.trim_start().len(),
        };
        Some(TextRange::new(offset(start), end))
    }
}

fn moved_table(mut table: Table, by: TextSize) -> Table {
    let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    table.columns = vec![crate::document::Alignment::Left; columns];
    for cell in table.rows.iter_mut().flat_map(|row| row.cells.iter_mut()) {
        *cell += by;
    }
    table
}
