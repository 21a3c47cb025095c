//! The caret: one character of the text that the keys move, and where a move leads.
//!
//! It is a text offset, so that it stays where it is when the width changes; only moves by rows ask the layout.
//! Every move ends on a stop of the text or does nothing. It must not know keys or what is selected.

use crate::document::{Block, Document, unit};
use crate::layout::{Line, Position, Row, TextLayout, stop};
use crate::text::segment::words;
use crate::text::{Columns, TextRange, TextSize, floor_boundary};

/// The most rows that one move goes over.
const MOST_ROWS: u32 = 10_000;

/// A caret in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// Where the character starts that it stands on.
    pub at: TextSize,
    /// The column that moves by rows keep to.
    pub column: Option<Columns>,
    /// What it is there for.
    pub purpose: Purpose,
}

/// What a caret is there for, and so when it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be moved; it goes when the user leaves it.
    Moving,
    /// To select; it goes with the selection.
    Selecting,
}

/// A direction in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To its start.
    Start,
    /// To its end.
    End,
}

/// A search for a character in the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seek {
    /// The character.
    pub character: char,
    /// In which direction.
    pub toward: Toward,
    /// Where to stop.
    pub reach: Reach,
}

/// Where a search for a character stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// On the character.
    On,
    /// On the one before it.
    Before,
}

impl Seek {
    /// Returns the same search in the other direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        let toward = match self.toward {
            Toward::Start => Toward::End,
            Toward::End => Toward::Start,
        };
        Self { toward, ..self }
    }
}

/// Returns the next or previous character that is drawn.
pub fn character(document: &Document, at: TextSize, toward: Toward) -> Option<TextSize> {
    let found = match toward {
        Toward::Start => stop::before(document, at),
        Toward::End => stop::after(document, at),
    };
    found.map(TextRange::start)
}

/// Returns the start of the next or previous word.
pub fn word(document: &Document, at: TextSize, toward: Toward) -> Option<TextSize> {
    match toward {
        Toward::End => words_from(document, at).map(TextRange::start).find(|start| *start > at),
        Toward::Start => words_before(document, at).map(TextRange::start),
    }
}

/// Returns the last character of the word at `at`, or of the next one if it is there already.
pub fn word_end(document: &Document, at: TextSize) -> Option<TextSize> {
    let last = |word: TextRange| stop::before(document, word.end()).map(TextRange::start);
    words_from(document, at).filter_map(last).find(|last| *last > at)
}

/// Returns the word that holds `at`.
pub fn word_at(document: &Document, at: TextSize) -> Option<TextRange> {
    words_from(document, at).take_while(|word| word.start() <= at).find(|word| at < word.end())
}

/// Returns where a character is found for the `times`th time in the paragraph of `at`, looking from there on.
pub fn seek(document: &Document, at: TextSize, seek: Seek, times: u32) -> Option<TextSize> {
    let block = block_at(document, at)?.range;
    let mut here = at;
    let mut left = times.max(1);
    loop {
        let next = character(document, here, seek.toward).filter(|next| block.contains(*next))?;
        let rest = document.slice(TextRange::new(next, block.end()));
        if rest.starts_with(seek.character) {
            left -= 1;
        }
        if left == 0 {
            return Some(if seek.reach == Reach::On { next } else { here });
        }
        here = next;
    }
}

/// Returns where the same search is taken up again: one that stops before its character goes past the one it
/// stands before.
pub fn past(document: &Document, at: TextSize, seek: Seek) -> TextSize {
    match seek.reach {
        Reach::On => at,
        Reach::Before => character(document, at, seek.toward).unwrap_or(at),
    }
}

/// Returns the line that shows `at`.
pub fn line(layout: &TextLayout, document: &Document, at: TextSize) -> Option<Line> {
    line_from(layout, document, layout.position_of(document, at))
}

/// Returns the first and the last character on the row of `at`, and the first that is no space.
pub fn row_ends(
    layout: &TextLayout,
    document: &Document,
    at: TextSize,
) -> Option<(TextSize, TextSize, TextSize)> {
    let line = line(layout, document, at)?;
    let drawn = || line.glyphs(document).filter(|glyph| glyph.width > Columns::ZERO);
    let first = drawn().next()?.range.start();
    let last = drawn().last()?.range.start();
    let word = drawn().find(|glyph| !glyph.text.starts_with(' '));
    Some((first, word.map_or(first, |glyph| glyph.range.start()), last))
}

/// Returns the character in a column so many rows further down, or up if negative; rows without text do not
/// count.
pub fn row(
    layout: &TextLayout,
    document: &Document,
    at: TextSize,
    rows: i64,
    column: Columns,
) -> Option<TextSize> {
    let mut position = layout.position_of(document, at);
    let mut found = None;
    for _ in 0..u32::try_from(rows.unsigned_abs()).unwrap_or(MOST_ROWS).min(MOST_ROWS) {
        let Some((next, line)) = next_row(layout, document, position, rows.signum()) else { break };
        position = next;
        found = Some(line);
    }
    found.map(|line| line.offset_at(document, column))
}

/// Returns the next or previous row with text.
fn next_row(
    layout: &TextLayout,
    document: &Document,
    from: Position,
    by: i64,
) -> Option<(Position, Line)> {
    let mut position = from;
    for _ in 0..MOST_ROWS {
        let next = layout.step(document, position, by);
        if next == position {
            return None;
        }
        position = next;
        if position.lead == 0
            && let Some(line) = line_from(layout, document, position)
            && has_text(document, &line)
        {
            return Some((position, line));
        }
    }
    None
}

/// Tells whether there is a character on a line that a caret can stand on.
pub fn has_text(document: &Document, line: &Line) -> bool {
    let mut drawn = line.glyphs(document).filter(|glyph| glyph.width > Columns::ZERO);
    drawn.next().is_some_and(|glyph| {
        stop::nearest(document, glyph.range.start()).is_some_and(|stop| stop == glyph.range)
    })
}

fn line_from(layout: &TextLayout, document: &Document, position: Position) -> Option<Line> {
    match layout.rows(document, position, 1).into_iter().next()? {
        Row::Line(line) => Some(line),
        Row::Space => None,
    }
}

fn block_at(document: &Document, at: TextSize) -> Option<&Block> {
    document.block(document.block_at(at)?)
}

/// Iterates over the words from the one that holds `at` on, through all blocks.
fn words_from(document: &Document, at: TextSize) -> impl Iterator<Item = TextRange> + '_ {
    let index = document.block_at(at);
    let block = index.and_then(|index| document.block(index));
    let here = block.map(|block| {
        let start = start_of_run(document, block.range, at);
        TextRange::new(start, block.range.end())
    });
    let following =
        std::iter::successors(index.and_then(|index| unit::following(document, index)), {
            move |block| unit::following(document, document.block_at(block.range.start())?)
        });
    let ranges = here.into_iter().chain(following.map(|block| block.range));
    ranges.flat_map(move |range| words(document.text(), range))
}

/// Returns the last word that starts before `at`.
fn words_before(document: &Document, at: TextSize) -> Option<TextRange> {
    let mut index = document.block_at(at)?;
    let mut limit = at;
    loop {
        let block = document.block(index)?;
        if let Some(word) = last_word(document, block.range, limit) {
            return Some(word);
        }
        let before = unit::preceding(document, index)?;
        index = document.block_at(before.range.start())?;
        limit = before.range.end();
    }
}

/// Returns the last word of a block that starts before `limit`.
fn last_word(document: &Document, block: TextRange, limit: TextSize) -> Option<TextRange> {
    let limit = limit.min(block.end());
    if limit <= block.start() {
        return None;
    }
    // A word is read whole: one that is cut at the limit starts where it starts all the same.
    let mut window = 256;
    loop {
        let back = TextSize::from(u32::from(limit).saturating_sub(window)).max(block.start());
        let start = start_of_run(document, block, back);
        let within = TextRange::new(start, block.end());
        let found = words(document.text(), within).take_while(|word| word.start() < limit).last();
        if found.is_some() || start == block.start() {
            return found;
        }
        window *= 8;
    }
}

/// Returns a place at or before `at` where no word is cut: after white space, or some way back where there is none.
fn start_of_run(document: &Document, block: TextRange, at: TextSize) -> TextSize {
    /// The longest run without a space that is looked back over, in bytes.
    const LONGEST: u32 = 512;
    let at = at.clamp(block.start(), block.end());
    let back = TextSize::from(u32::from(at).saturating_sub(LONGEST)).max(block.start());
    let back = floor_boundary(document.text(), back).max(block.start());
    let at = floor_boundary(document.text(), at).max(back);
    let before = document.slice(TextRange::new(back, at));
    match before.rfind(char::is_whitespace) {
        Some(space) => back + TextSize::of(before.get(..space).unwrap_or_default()),
        None => back,
    }
}
