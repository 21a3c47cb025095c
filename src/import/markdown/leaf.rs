//! Leaves: the block of text that is open while a Markdown file is read, with its spans.
//!
//! Offsets here count from the start of the leaf; they become ranges of the document when the leaf
//! is closed and it is known to hold anything.

use crate::document::{Block, BlockKind, DocumentBuilder, Span, SpanStyle, Table, TableRow};
use crate::import::script::is_cjk;
use crate::text::clean::clean;
use crate::text::{TextRange, TextSize, offset};

/// What a leaf will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// Running text, whose kind its container decides.
    Text,
    /// A heading of this level.
    Heading(u8),
    /// Code in this language.
    Code(Option<String>),
    /// A table.
    Table(Table),
}

/// A block that is being filled.
#[derive(Debug)]
pub struct OpenLeaf {
    /// What it will be.
    pub leaf: Leaf,
    text: String,
    spans: Vec<Span>,
    open: Vec<(Style, usize)>,
    images: Vec<String>,
    image_depth: usize,
    /// Whether anything but a picture's description stands in it.
    spoken: bool,
    break_pending: bool,
    cell_start: usize,
}

/// What is open within a leaf.
#[derive(Clone, Debug)]
enum Style {
    Span(SpanStyle),
    Image(String),
}

impl OpenLeaf {
    /// Opens a leaf.
    pub const fn new(leaf: Leaf) -> Self {
        Self {
            leaf,
            text: String::new(),
            spans: Vec::new(),
            open: Vec::new(),
            images: Vec::new(),
            image_depth: 0,
            spoken: false,
            break_pending: false,
            cell_start: 0,
        }
    }

    /// Appends words; character references may have put anything into them.
    pub fn push(&mut self, words: &str) {
        let words = clean(words);
        if matches!(self.leaf, Leaf::Code(_)) {
            self.text.push_str(&words);
            self.spoken = true;
            return;
        }
        self.join(&words);
        let tabs_count = matches!(self.leaf, Leaf::Table(_));
        self.text.extend(
            words.chars().map(|ch| if ch == '\n' || (tabs_count && ch == '\t') { ' ' } else { ch }),
        );
        self.spoken |= self.image_depth == 0 && !words.trim().is_empty();
    }

    /// Appends words that look like code.
    pub fn push_code(&mut self, words: &str) {
        self.join(words);
        let start = self.text.len();
        self.push(words);
        self.add_span(start, SpanStyle::Code);
    }

    /// Ends a line of the file within the leaf.
    pub const fn line_end(&mut self) {
        self.break_pending = true;
    }

    /// Opens a span.
    pub fn open_span(&mut self, style: SpanStyle) {
        self.open.push((Style::Span(style), self.text.len()));
    }

    /// Opens a picture, whose description follows.
    pub fn open_image(&mut self, address: String) {
        self.image_depth += 1;
        self.open.push((Style::Image(address), self.text.len()));
    }

    /// Closes what was opened last.
    pub fn close(&mut self) {
        match self.open.pop() {
            Some((Style::Span(style), start)) => self.add_span(start, style),
            Some((Style::Image(address), start)) => {
                self.image_depth = self.image_depth.saturating_sub(1);
                self.images.push(address.clone());
                self.add_span(start, SpanStyle::Link(address));
            }
            None => {}
        }
    }

    /// Begins a row of a table.
    pub fn open_row(&mut self, header: bool) {
        if let Leaf::Table(table) = &mut self.leaf {
            if !table.rows.is_empty() {
                self.text.push('\n');
            }
            table.rows.push(TableRow { header, cells: Vec::new() });
        }
    }

    /// Begins a cell.
    pub fn open_cell(&mut self) {
        if let Leaf::Table(table) = &self.leaf {
            if table.rows.last().is_some_and(|row| !row.cells.is_empty()) {
                self.text.push('\t');
            }
            self.cell_start = self.text.len();
        }
    }

    /// Ends a cell.
    pub fn close_cell(&mut self) {
        let range = TextRange::new(offset(self.cell_start), offset(self.text.len()));
        if let Leaf::Table(table) = &mut self.leaf
            && let Some(row) = table.rows.last_mut()
        {
            row.cells.push(range);
        }
    }

    /// Puts words before those of the leaf.
    pub fn put_before(&mut self, words: &str) {
        let by = TextSize::of(words);
        self.text.insert_str(0, words);
        self.spans.iter_mut().for_each(|span| span.range += by);
        self.open.iter_mut().for_each(|(_, start)| *start += words.len());
        self.spoken = true;
    }

    /// Adds the leaf to the document, if it holds anything. `kind` is what running text becomes.
    pub fn finish(
        mut self,
        builder: &mut DocumentBuilder,
        kind: BlockKind,
        quoted: u8,
    ) -> Option<TextRange> {
        while !self.open.is_empty() {
            self.close();
        }
        let picture = self.picture();
        let kept = self.kept();
        if kept.is_empty() && picture.is_none() {
            return None;
        }
        builder.separate();
        let start = builder.position();
        builder.push_str(&self.text[kept]);
        let moved =
            |range: TextRange| range.intersect(kept).map(|range| range - kept.start() + start);
        let kind = match (picture, self.leaf) {
            (Some(address), _) => BlockKind::Image { address },
            (None, Leaf::Code(language)) => BlockKind::Code { language },
            (None, Leaf::Table(table)) => BlockKind::Table(moved_table(table, start)),
            (None, _) => kind,
        };
        let range = TextRange::new(start, builder.position());
        let mut block = Block::new(kind, range);
        block.quoted = quoted;
        let spans = self
            .spans
            .into_iter()
            .filter_map(|span| Some(Span { range: moved(span.range)?, ..span }));
        block.spans = spans.filter(|span| !span.range.is_empty()).collect();
        block.spans.sort_by_key(|span| (span.range.start(), std::cmp::Reverse(span.range.end())));
        builder.block(block);
        Some(range)
    }

    /// Returns the address, if the leaf is one picture and nothing else.
    fn picture(&mut self) -> Option<String> {
        if self.leaf != Leaf::Text || self.spoken || self.images.len() != 1 {
            return None;
        }
        let address = self.images.pop()?;
        self.spans.retain(|span| span.style != SpanStyle::Link(address.clone()));
        Some(address)
    }

    /// The part of the text that is kept: without white space at the ends, or without empty lines
    /// where lines count.
    fn kept(&self) -> TextRange {
        let text = self.text.as_str();
        if text.trim().is_empty() {
            return TextRange::empty(TextSize::from(0));
        }
        let end = TextSize::of(text.trim_end());
        let start = match self.leaf {
            Leaf::Table(_) => return TextRange::up_to(TextSize::of(text)),
            Leaf::Code(_) => text.len() - text.trim_start_matches('\n').len(),
            _ => text.len() - text.trim_start().len(),
        };
        TextRange::new(offset(start), end)
    }

    /// Puts a space for a line end, unless both sides are of a script without spaces.
    fn join(&mut self, words: &str) {
        let Some(first) = words.chars().next() else { return };
        if std::mem::take(&mut self.break_pending) {
            let last = self.text.chars().next_back();
            let spaceless = last.is_some_and(is_cjk) && is_cjk(first);
            if !spaceless {
                self.text.push(' ');
            }
        }
    }

    fn add_span(&mut self, start: usize, style: SpanStyle) {
        let words = self.text.get(start..).unwrap_or_default();
        let from = start + words.len() - words.trim_start().len();
        if from < self.text.len() {
            let range = TextRange::new(offset(from), offset(self.text.len()));
            self.spans.push(Span { range, style });
        }
    }
}

fn moved_table(mut table: Table, by: TextSize) -> Table {
    for cell in table.rows.iter_mut().flat_map(|row| row.cells.iter_mut()) {
        *cell += by;
    }
    table
}
