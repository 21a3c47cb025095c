//! Stops: the characters of a text that a caret can stand on.
//!
//! A stop is a grapheme that is drawn: no line feed of code, no second space of a source file's line end, no
//! separator of a table. Which they are depends on no width, so that a caret stays where it is when the
//! width changes. It must not know rows.

use crate::document::{Block, BlockIndex, BlockKind, Document};
use crate::layout::glyph::{Glyph, Glyphs, Segment, Spacing};
use crate::text::grapheme::{next_boundary, previous_boundary};
use crate::text::segment::trimmed;
use crate::text::{Columns, TextRange, TextSize, floor_boundary};

/// How far back from a place stops are looked for at first, in bytes.
const WINDOW: u32 = 64;

/// Returns the stop that holds `at`, else the last before it, else the first of the text; `None` only where
/// nothing can be stood on.
pub fn nearest(document: &Document, at: TextSize) -> Option<TextRange> {
    let within = TextSize::from(u32::from(at).saturating_add(1));
    before(document, within).or_else(|| first_from(document, TextSize::from(0)))
}

/// Returns the first stop that starts after `at`.
pub fn after(document: &Document, at: TextSize) -> Option<TextRange> {
    first_from(document, TextSize::from(u32::from(at).saturating_add(1)))
}

/// Returns the first stop that starts at `from` or after.
pub fn first_from(document: &Document, from: TextSize) -> Option<TextRange> {
    let start = document.block_at(from)?.0;
    (start..).map_while(|index| document.block(BlockIndex(index))).find_map(|block| {
        let spacing = spacing(block);
        let fields = fields(document, block);
        fields.into_iter().find_map(|field| first_in(document, field, spacing, from))
    })
}

/// Returns the last stop that starts before `at`.
pub fn before(document: &Document, at: TextSize) -> Option<TextRange> {
    let last = document.block_at(at)?.0;
    (0..=last).rev().filter_map(|index| document.block(BlockIndex(index))).find_map(|block| {
        let spacing = spacing(block);
        let fields = fields(document, block);
        fields.into_iter().rev().find_map(|field| last_in(document, field, spacing, at))
    })
}

/// Returns the pieces of a block that hold stops, in order.
fn fields(document: &Document, block: &Block) -> Vec<TextRange> {
    let shown = |range: TextRange| trimmed(document.slice(range), range.start());
    match &block.kind {
        BlockKind::Rule => Vec::new(),
        BlockKind::Table(table) if table.rows.iter().any(|row| !row.cells.is_empty()) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.filter_map(|cell| shown(*cell)).collect()
        }
        BlockKind::Code { .. } => {
            // The first line keeps its indentation, as it is drawn.
            let text = document.slice(block.range);
            let empty = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
            let line = text.get(..empty).and_then(|space| space.rfind('\n')).map_or(0, |at| at + 1);
            let start = block.range.start() + TextSize::of(text.get(..line).unwrap_or_default());
            shown(block.range).map(|shown| TextRange::new(start, shown.end())).into_iter().collect()
        }
        _ => shown(block.range).into_iter().collect(),
    }
}

const fn spacing(block: &Block) -> Spacing {
    match block.kind {
        BlockKind::Code { .. } => Spacing::Code,
        _ => Spacing::Prose,
    }
}

fn first_in(
    document: &Document,
    field: TextRange,
    spacing: Spacing,
    from: TextSize,
) -> Option<TextRange> {
    if from >= field.end() {
        return None;
    }
    let start = sound_start(document.slice(field), from.max(field.start()) - field.start());
    glyphs(document, field, start, spacing)
        .find(|glyph| glyph.width > Columns::ZERO && glyph.range.start() >= from)
        .map(|glyph| glyph.range)
}

fn last_in(
    document: &Document,
    field: TextRange,
    spacing: Spacing,
    limit: TextSize,
) -> Option<TextRange> {
    let end = limit.min(field.end()).checked_sub(field.start())?;
    let text = document.slice(field);
    let mut window = WINDOW;
    loop {
        let back = TextSize::from(u32::from(end).saturating_sub(window));
        let start = sound_start(text, back);
        let found = glyphs(document, field, start, spacing)
            .take_while(|glyph| glyph.range.start() < limit)
            .filter(|glyph| glyph.width > Columns::ZERO)
            .last();
        if found.is_some() || start == TextSize::from(0) {
            return found.map(|glyph| glyph.range);
        }
        window = window.saturating_mul(8);
    }
}

fn glyphs(
    document: &Document,
    field: TextRange,
    start: TextSize,
    spacing: Spacing,
) -> impl Iterator<Item = Glyph<'_>> {
    let range = TextRange::new(field.start() + start, field.end());
    Glyphs::new(document.text(), Segment { range, column: Columns::ZERO }, spacing)
}

/// Returns a place at or before `at` from which graphemes and the width of white space are told rightly: the start
/// of a grapheme that is no white space, or of the text.
fn sound_start(text: &str, at: TextSize) -> TextSize {
    let at = floor_boundary(text, at);
    let mut start = previous_boundary(text, at);
    if next_boundary(text, start) == at {
        start = at;
    }
    while start > TextSize::from(0) {
        let rest = &text[TextRange::new(start, TextSize::of(text))];
        if !rest.starts_with(char::is_whitespace) && !rest.is_empty() {
            break;
        }
        start = previous_boundary(text, start);
    }
    start
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    use super::{after, before, first_from, nearest};
    use crate::document::{
        Alignment, BlockKind, Document, DocumentBuilder, Metadata, Table, TableRow,
    };
    use crate::text::grapheme::graphemes;
    use crate::text::{TextRange, TextSize, offset, range};

    fn of(kind: BlockKind, text: &str) -> Document {
        let mut builder = DocumentBuilder::new();
        builder.simple(kind, text);
        builder.finish().unwrap()
    }

    fn stops(document: &Document) -> Vec<&str> {
        let first = first_from(document, offset(0));
        std::iter::successors(first, |stop| after(document, stop.start()))
            .map(|stop| document.slice(stop))
            .collect()
    }

    #[test]
    fn what_is_drawn_is_a_stop() {
        let prose = |text| stops(&of(BlockKind::Paragraph, text)).join("|");
        assert_eq!(prose("ab c"), "a|b| |c");
        assert_eq!(prose("a\n  b"), "a|\n|b");
        assert_eq!(prose("天\n地"), "天|地");
        assert_eq!(prose("e\u{301}👨\u{200d}👩"), "e\u{301}|👨\u{200d}👩");
        let code = of(BlockKind::Code { language: None }, "  a\n\n\tb");
        assert_eq!(stops(&code), [" ", " ", "a", "\t", "b"]);
        assert_eq!(stops(&Document::default()), [""; 0]);
    }

    #[test]
    fn the_separators_of_a_table_are_none() {
        let text = "ab\tc\n\td";
        let row = |cells: &[(usize, usize)]| TableRow {
            header: false,
            cells: cells.iter().map(|(start, end)| range(*start, *end)).collect(),
        };
        let rows = vec![row(&[(0, 2), (3, 4)]), row(&[(5, 5), (6, 7)])];
        let table = Table { columns: vec![Alignment::Left; 2], rows };
        let block = crate::document::Block::new(BlockKind::Table(table), range(0, text.len()));
        let document =
            Document::new(text.to_owned(), vec![block], Metadata::default(), Vec::new()).unwrap();
        assert_eq!(stops(&document), ["a", "b", "c", "d"]);
        assert_eq!(nearest(&document, offset(5)).map(TextRange::start), Some(offset(3)));
    }

    proptest! {
        #[test]
        fn going_on_and_back_meets_the_same_stops(
            text in "[ab \n\té天👨\u{200d}\u{301}🇩]{0,80}", at in any::<u16>(),
        ) {
            let document = of(BlockKind::Paragraph, &text);
            let mut here = first_from(&document, offset(0));
            let mut boundaries = Vec::new();
            if let Some(block) = document.blocks().first() {
                let start = block.range.start();
                boundaries.extend(graphemes(document.slice(block.range)).map(|(at, _)| start + at));
            }
            while let Some(stop) = here {
                prop_assert!(boundaries.contains(&stop.start()));
                prop_assert_eq!(nearest(&document, stop.start()), Some(stop));
                let next = after(&document, stop.start());
                if let Some(next) = next {
                    prop_assert_eq!(before(&document, next.start()), Some(stop));
                }
                here = next;
            }
            let anywhere = TextSize::from(u32::from(at)).min(document.end());
            let found: Option<TextRange> = nearest(&document, anywhere);
            prop_assert_eq!(found.is_none(), first_from(&document, offset(0)).is_none());
        }
    }
}
