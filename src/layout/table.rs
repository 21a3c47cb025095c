//! Tables: columns fitted to the width, cells wrapped within them.
//!
//! A table too wide even with narrow columns is set one cell a line. The widths are judged by
//! the first rows only, so that no table costs more than what is seen of it; a wider cell further
//! down wraps. It must not know other kinds of block.

use crate::document::{Alignment, Table, TableRow};
use crate::layout::glyph::{Glyphs, Segment, Spacing};
use crate::layout::wrap;
use crate::text::segment::trimmed;
use crate::text::{Columns, TextRange, TextSize, offset};

/// The empty columns between two table columns.
const GUTTER: u32 = 2;

/// How narrow a column may be made before the table is set one cell a line.
const NARROWEST: u32 = 6;

/// How many rows the widths are judged by.
const SAMPLE: usize = 200;

/// How a table is set at one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fitting {
    /// The widths of the columns; none if every cell has lines of its own.
    columns: Vec<u32>,
    limit: u32,
}

/// One line of a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowLine {
    /// Where the line's first piece starts: what the line is found back by.
    pub(crate) start: TextSize,
    pub(crate) cells: Vec<Segment>,
}

impl Fitting {
    /// Fits the table to `limit` columns.
    pub(crate) fn new(text: &str, table: &Table, limit: u32) -> Self {
        let natural = natural_widths(text, table);
        Self { columns: fit(&natural, limit).unwrap_or_default(), limit }
    }

    /// Returns the lines of a row, its segments counted from column `indent`; none for a row
    /// without cells.
    pub(crate) fn lines(
        &self,
        text: &str,
        table: &Table,
        row: &TableRow,
        indent: u32,
    ) -> Vec<RowLine> {
        let lines = if row.cells.len() > self.columns.len() {
            self.stacked(text, row, indent)
        } else {
            self.aligned(text, table, row, indent)
        };
        match row.cells.first() {
            Some(first) if lines.is_empty() => {
                vec![RowLine { start: first.start(), cells: Vec::new() }]
            }
            _ => lines,
        }
    }

    fn stacked(&self, text: &str, row: &TableRow, indent: u32) -> Vec<RowLine> {
        let pieces = row.cells.iter().flat_map(|cell| wrapped(text, *cell, self.limit));
        let column = Columns::new(indent);
        pieces
            .map(|range| RowLine { start: range.start(), cells: vec![Segment { range, column }] })
            .collect()
    }

    fn aligned(&self, text: &str, table: &Table, row: &TableRow, indent: u32) -> Vec<RowLine> {
        let mut lines: Vec<RowLine> = Vec::new();
        let mut left = indent;
        for (index, (cell, width)) in row.cells.iter().zip(&self.columns).enumerate() {
            let alignment = table.columns.get(index).copied().unwrap_or_default();
            for (number, range) in wrapped(text, *cell, *width).enumerate() {
                let free = width.saturating_sub(drawn_width(text, range));
                let shift = match alignment {
                    Alignment::Left => 0,
                    Alignment::Center => free / 2,
                    Alignment::Right => free,
                };
                let segment = Segment { range, column: Columns::new(left + shift) };
                match lines.get_mut(number) {
                    Some(line) => line.cells.push(segment),
                    None => lines.push(RowLine { start: range.start(), cells: vec![segment] }),
                }
            }
            left += width + GUTTER;
        }
        lines
    }
}

/// Returns the row that holds the offset, or the one before it that has cells, or the first.
pub(crate) fn row_at(table: &Table, at: TextSize) -> usize {
    let (mut low, mut high) = (0, table.rows.len());
    while low < high {
        let middle = low.midpoint(high);
        // A row without cells stands where the next one with cells does.
        let mut rest = table.rows.iter().skip(middle);
        let start = rest.find_map(|row| row.cells.first()).map(|cell| cell.start());
        if start.is_some_and(|start| start <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.saturating_sub(1)
}

/// Returns which of a row's lines shows the offset.
pub(crate) fn line_at(row: &TableRow, lines: &[RowLine], at: TextSize) -> usize {
    let cell = row.cells.iter().rev().find(|cell| cell.start() <= at);
    let shows = |line: &RowLine| {
        let within =
            |segment: &Segment| cell.is_some_and(|cell| cell.contains_range(segment.range));
        line.cells.iter().any(|segment| within(segment) && segment.range.start() <= at)
    };
    lines.iter().rposition(shows).unwrap_or(0)
}

fn natural_widths(text: &str, table: &Table) -> Vec<u32> {
    let mut widths = vec![1; table.columns.len()];
    for row in table.rows.iter().take(SAMPLE) {
        widths.resize(widths.len().max(row.cells.len()), 1);
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            *width = (*width).max(drawn_width(text, *cell));
        }
    }
    widths
}

/// Shares `limit` out: a column that needs less than its share keeps what it needs.
fn fit(natural: &[u32], limit: u32) -> Option<Vec<u32>> {
    let count = u32::try_from(natural.len()).ok()?;
    let mut free = limit.checked_sub(GUTTER.checked_mul(count.checked_sub(1)?)?)?;
    let mut order: Vec<usize> = (0..natural.len()).collect();
    order.sort_by_key(|index| natural.get(*index));
    let mut widths = natural.to_vec();
    for (left, index) in (1..=count).rev().zip(order) {
        let width = widths.get_mut(index)?;
        let share = free / left;
        if share < NARROWEST.min(*width) {
            return None;
        }
        *width = share.min(*width);
        free -= *width;
    }
    Some(widths)
}

fn drawn_width(text: &str, range: TextRange) -> u32 {
    let shown = &text[range];
    if shown.bytes().fold(true, |plain, byte| plain & (b' '..0x7f).contains(&byte)) {
        return u32::from(range.len());
    }
    let segment = Segment { range, column: Columns::ZERO };
    let glyphs = Glyphs::new(text, segment, Spacing::Prose);
    glyphs.map(|glyph| glyph.width).fold(0, |sum, width| sum + width.get())
}

/// Iterates over the lines of a cell; an empty one has none.
fn wrapped(text: &str, cell: TextRange, limit: u32) -> impl Iterator<Item = TextRange> {
    let content = trimmed(&text[cell], cell.start()).unwrap_or(TextRange::empty(cell.start()));
    let within = &text[content];
    let mut start = (!within.is_empty()).then_some(offset(0));
    std::iter::from_fn(move || {
        let from = start?;
        let cut = wrap::line(within, from, limit);
        start = cut.next;
        Some(TextRange::new(from, cut.end) + content.start())
    })
}
