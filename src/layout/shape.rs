//! Shapes: one block at one width, and the lines it falls into.
//!
//! A [`Shape`] hands out the block's lines from any line start onwards, so that nothing needs to be
//! laid out but what is seen. It must not know the rows between blocks.

use std::vec::IntoIter;

use crate::document::{Block, BlockIndex, BlockKind, Document, Table};
use crate::layout::code;
use crate::layout::dress::Dress;
use crate::layout::glyph::Segment;
use crate::layout::line::{Line, Place};
use crate::layout::table::{Fitting, RowLine, line_at, row_at};
use crate::layout::word::Cut;
use crate::layout::wrap;
use crate::text::segment::trimmed;
use crate::text::{Columns, TextRange, TextSize};

/// One block, ready to be laid out.
#[derive(Clone, Debug)]
pub(crate) struct Shape<'a> {
    text: &'a str,
    index: BlockIndex,
    /// The block's text without the white space around it.
    content: TextRange,
    /// Where the first line starts.
    start: TextSize,
    width: u32,
    dress: Dress,
    form: Form<'a>,
}

#[derive(Clone, Debug)]
enum Form<'a> {
    Prose,
    Code,
    Table(&'a Table, Fitting),
    Rule,
}

/// A line before it is dressed with indent and prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What the line is found back by: where its text starts.
    pub(crate) start: TextSize,
    range: TextRange,
    cells: Vec<Segment>,
    last: bool,
}

impl<'a> Shape<'a> {
    /// Prepares a block; `None` if there is no such block.
    pub(crate) fn new(document: &'a Document, index: BlockIndex, width: Columns) -> Option<Self> {
        let block = document.block(index)?;
        let text = document.text();
        let content = content(text, block);
        let width = width.get().max(1);
        let dress = Dress::new(document, index, content, width);
        let form = match &block.kind {
            BlockKind::Code { .. } => Form::Code,
            BlockKind::Rule => Form::Rule,
            BlockKind::Table(table) if table.rows.iter().any(|row| !row.cells.is_empty()) => {
                Form::Table(table, Fitting::new(text, table, width - dress.indent))
            }
            _ => Form::Prose,
        };
        let mut shape = Self { text, index, content, start: content.start(), width, dress, form };
        if let Form::Table(..) = shape.form {
            shape.start = shape.pieces().next().map_or(content.start(), |first| first.start);
        }
        Some(shape)
    }

    /// Returns where the first line starts.
    pub(crate) const fn start(&self) -> TextSize {
        self.start
    }

    /// Iterates over all lines.
    pub(crate) fn pieces(&self) -> Pieces<'_, 'a> {
        let flat = !matches!(self.form, Form::Table(..));
        let next = flat.then_some(self.content.start());
        Pieces { shape: self, next, row: 0, lines: Vec::new().into_iter() }
    }

    /// Iterates over the lines from the one that starts at `start`, which must be one's start.
    pub(crate) fn pieces_from(&self, start: TextSize) -> Pieces<'_, 'a> {
        let mut pieces = self.pieces();
        let Form::Table(table, _) = &self.form else {
            pieces.next = Some(start);
            return pieces;
        };
        pieces.row = row_at(table, start);
        pieces.fill();
        while pieces.lines.as_slice().first().is_some_and(|line| line.start < start) {
            pieces.lines.next();
        }
        pieces
    }

    /// Returns the start of the line that shows the offset. The starts of all lines, if known,
    /// spare looking for it from the first one.
    pub(crate) fn start_of(&self, at: TextSize, known: Option<&[TextSize]>) -> TextSize {
        match (&self.form, known) {
            (Form::Table(table, fitting), _) => self.table_start_of(table, fitting, at),
            (_, Some(starts)) => {
                let after = starts.partition_point(|start| *start <= at);
                starts.get(after.saturating_sub(1)).copied().unwrap_or(self.content.start())
            }
            (Form::Code, None) => {
                let within = at.clamp(self.content.start(), self.content.end());
                let source = &self.text[self.content];
                let line = code::source_line(source, within - self.content.start());
                self.last_start_by(self.content.start() + line, at)
            }
            (Form::Prose, None) => self.last_start_by(self.content.start(), at),
            (Form::Rule, None) => self.content.start(),
        }
    }

    fn last_start_by(&self, from: TextSize, at: TextSize) -> TextSize {
        let starts = self.pieces_from(from).map(|piece| piece.start);
        starts.take_while(|start| *start <= at).last().unwrap_or(self.content.start())
    }

    fn table_start_of(&self, table: &Table, fitting: &Fitting, at: TextSize) -> TextSize {
        let mut rows = table.rows.iter().skip(row_at(table, at));
        let Some(row) = rows.find(|row| !row.cells.is_empty()) else {
            return self.content.start();
        };
        let lines = fitting.lines(self.text, table, row, self.dress.indent);
        lines.get(line_at(row, &lines, at)).map_or(self.content.start(), |line| line.start)
    }

    /// Dresses a piece with what stands in front of it.
    pub(crate) fn line(&self, piece: Piece) -> Line {
        let first = piece.start == self.start;
        let place = match (first, piece.last) {
            (true, true) => Place::Only,
            (true, false) => Place::First,
            (false, false) => Place::Middle,
            (false, true) => Place::Last,
        };
        let (indent, prefix) = if first {
            (self.dress.first_indent, self.dress.prefix)
        } else {
            (self.dress.indent, self.dress.bars)
        };
        let Piece { range, cells, .. } = piece;
        Line { block: self.index, range, indent: Columns::new(indent), prefix, cells, place }
    }

    /// Cuts one line of anything but a table.
    fn cut(&self, start: TextSize) -> (Piece, Option<TextSize>) {
        let base = self.content.start();
        let within = &self.text[self.content];
        let first = start == base;
        let limit = self.width - if first { self.dress.first_indent } else { self.dress.indent };
        let cut = match self.form {
            Form::Code => code::line(within, start - base, limit),
            Form::Prose => wrap::line(within, start - base, limit),
            Form::Table(..) | Form::Rule => Cut { end: start - base, next: None },
        };
        let range = TextRange::new(start, base + cut.end);
        let last = cut.next.is_none();
        (Piece { start, range, cells: Vec::new(), last }, cut.next.map(|next| base + next))
    }
}

/// Iterates over the lines of a block.
#[derive(Debug)]
pub(crate) struct Pieces<'s, 'a> {
    shape: &'s Shape<'a>,
    /// Where the next line starts, in anything but a table.
    next: Option<TextSize>,
    /// The next table row to be set.
    row: usize,
    lines: IntoIter<RowLine>,
}

impl Pieces<'_, '_> {
    /// Sets table rows until there is a line or no row is left.
    fn fill(&mut self) {
        let Form::Table(table, fitting) = &self.shape.form else { return };
        while self.lines.len() == 0 {
            let Some(row) = table.rows.get(self.row) else { return };
            self.row += 1;
            let lines = fitting.lines(self.shape.text, table, row, self.shape.dress.indent);
            self.lines = lines.into_iter();
        }
    }
}

impl Iterator for Pieces<'_, '_> {
    type Item = Piece;

    #[inline]
    fn next(&mut self) -> Option<Piece> {
        if let Some(start) = self.next {
            let (piece, next) = self.shape.cut(start);
            self.next = next;
            return Some(piece);
        }
        self.fill();
        let RowLine { start, cells } = self.lines.next()?;
        self.fill();
        let end = cells.iter().map(|segment| segment.range.end()).max().unwrap_or(start);
        let range = TextRange::new(start, end.max(start));
        Some(Piece { start, range, cells, last: self.lines.len() == 0 })
    }
}

/// Returns the block's text without the white space around it; in code the first line keeps its
/// indentation.
fn content(text: &str, block: &Block) -> TextRange {
    let whole = &text[block.range];
    let start = block.range.start();
    let Some(shown) = trimmed(whole, start) else { return TextRange::empty(start) };
    match block.kind {
        BlockKind::Code { .. } => {
            let line = code::source_line(whole, shown.start() - start);
            TextRange::new(start + line, shown.end())
        }
        _ => shown,
    }
}
