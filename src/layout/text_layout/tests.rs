//! Whole documents: tables of what is shown, and every answer against every other.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_oneof, proptest};

use super::{BlockIndex, LineIndex, Position, Row, TextLayout};
use crate::document::{
    Alignment, Block, BlockKind, Document, DocumentBuilder, Marker, Metadata, Table, TableRow,
};
use crate::layout::line::Line;
use crate::text::{Columns, TextRange, TextSize, offset, range};

fn document(blocks: &[(BlockKind, &str)]) -> Document {
    let mut builder = DocumentBuilder::new();
    for (kind, text) in blocks {
        builder.simple(kind.clone(), text);
    }
    builder.finish().unwrap()
}

fn table(rows: &[&[&str]], columns: Vec<Alignment>) -> Document {
    let mut text = String::new();
    let mut table = Table { columns, rows: Vec::new() };
    for (number, row) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        for (place, cell) in row.iter().enumerate() {
            text.push_str(if place > 0 { "\t" } else { "" });
            cells.push(range(text.len(), text.len() + cell.len()));
            text.push_str(cell);
        }
        text.push('\n');
        table.rows.push(TableRow { header: number == 0, cells });
    }
    let block = Block::new(BlockKind::Table(table), range(0, text.len()));
    Document::new(text, vec![block], Metadata::default(), Vec::new()).unwrap()
}

/// Draws a row as the view would.
fn drawn(document: &Document, row: &Row) -> String {
    let Row::Line(line) = row else { return String::new() };
    let mut shown = line.prefix.to_string();
    let mut column = u32::try_from(shown.chars().count()).unwrap();
    for glyph in line.glyphs(document).filter(|glyph| glyph.width > Columns::ZERO) {
        let pad = glyph.column.get().checked_sub(column).expect("glyphs overlap");
        write!(shown, "{}{}", " ".repeat(pad as usize), glyph.text).unwrap();
        column = (glyph.column + glyph.width).get();
    }
    shown
}

fn shown(document: &Document, width: u32) -> Vec<String> {
    let layout = TextLayout::new(Columns::new(width));
    let rows = layout.rows(document, Position::default(), u16::MAX);
    rows.iter().map(|row| drawn(document, row).trim_end().to_owned()).collect()
}

#[track_caller]
fn check(blocks: &[(BlockKind, &str)], width: u32, expected: &[&str]) {
    assert_eq!(shown(&document(blocks), width), expected);
}

fn item(depth: u8, marker: Marker) -> BlockKind {
    BlockKind::ListItem { depth, marker }
}

fn code() -> BlockKind {
    BlockKind::Code { language: None }
}

#[test]
fn an_empty_row_stands_between_blocks_but_not_in_lists() {
    check(
        &[
            (BlockKind::Title, "A title"),
            (BlockKind::Paragraph, "one two three"),
            (item(0, Marker::Bullet), "first item"),
            (item(1, Marker::Bullet), "nested"),
            (item(0, Marker::Ordinal(10)), "tenth item"),
            (item(0, Marker::Continued), "more"),
            (BlockKind::Reference, "[1] Name of a book"),
            (BlockKind::Reference, "[2] Other"),
        ],
        10,
        &[
            "A title",
            "",
            "one two",
            "three",
            "",
            "• first",
            "  item",
            "  ◦ nested",
            "10. tenth",
            "    item",
            "    more",
            "",
            "[1] Name",
            "    of a",
            "    book",
            "[2] Other",
        ],
    );
}

#[test]
fn markers_in_the_text_hang() {
    let plain = item(0, Marker::InText);
    check(
        &[(plain.clone(), "- one two three"), (plain.clone(), "(a) four five")],
        9,
        &["- one two", "  three", "(a) four", "    five"],
    );
    check(&[(plain, "Without marker")], 10, &["Without", "  marker"]);
}

#[test]
fn quotations_have_bars_and_indents_leave_half_the_width() {
    check(&[(BlockKind::Quotation, "to be or not")], 8, &["│ to be", "│ or not"]);
    let mut block = Block::new(item(9, Marker::Bullet), range(0, 7));
    block.quoted = 200;
    let document =
        Document::new("abc def".into(), vec![block], Metadata::default(), Vec::new()).unwrap();
    assert_eq!(shown(&document, 6), ["│  abc", "│  def"]);
    assert_eq!(shown(&document, 1).concat(), "abcdef");
}

#[test]
fn code_keeps_its_lines_and_spaces() {
    let text = "fn a() {\n\tb();\n\n    long_name(x);  \n}\n";
    check(
        &[(code(), text)],
        12,
        &["  fn a() {", "      b();", "", "      long_n", "  ame(x);", "  }"],
    );
    check(&[(code(), "a\tb\t天\tc")], 40, &["  a   b   天  c"]);
    check(&[(code(), "    indented")], 40, &["      indented"]);
}

#[test]
fn rules_and_pictures_have_one_line() {
    let image = BlockKind::Image { address: String::new() };
    check(
        &[(BlockKind::Paragraph, "a"), (BlockKind::Rule, "* * *"), (image, "A picture of it")],
        9,
        &["a", "", "", "", "▣ A", "  picture", "  of it"],
    );
}

#[test]
fn blocks_without_text_at_one_place_are_rows_above_the_next() {
    let image = BlockKind::Image { address: String::new() };
    let blocks = vec![
        Block::new(image, range(0, 0)),
        Block::new(BlockKind::Rule, range(0, 0)),
        Block::new(BlockKind::Paragraph, range(0, 3)),
    ];
    let document = Document::new("abc".into(), blocks, Metadata::default(), Vec::new()).unwrap();
    let layout = TextLayout::new(Columns::new(10));
    let top = layout.step(&document, Position::default(), -9);
    assert_eq!(top, Position { offset: offset(0), lead: 4 });
    let rows = layout.rows(&document, top, 9);
    assert_eq!(rows.len(), 5);
    assert!(matches!(&rows[2], Row::Line(line) if line.block == BlockIndex(1)));
    check_agreement(&document, 10);
}

#[test]
fn tables_are_aligned_wrapped_and_stacked() {
    let rows: &[&[&str]] = &[&["Name", "Count"], &["a longer name", "7"], &["x", "1234"]];
    let document = table(rows, vec![Alignment::Left, Alignment::Right]);
    assert_eq!(
        shown(&document, 40),
        ["Name           Count", "a longer name      7", "x               1234"]
    );
    assert_eq!(
        shown(&document, 16),
        ["Name       Count", "a longer       7", "name", "x           1234"]
    );
    assert_eq!(shown(&document, 8), ["Name", "Count", "a longer", "name", "7", "x", "1234"]);
    for width in 1..30 {
        check_agreement(&document, width);
    }
}

#[test]
fn an_offset_in_a_later_cell_is_found_on_its_own_line() {
    let rows: &[&[&str]] = &[&["aaa bbb ccc", "dddddd eeeeee"]];
    let document = table(rows, vec![Alignment::Left; 2]);
    let layout = TextLayout::new(Columns::new(14));
    assert_eq!(shown(&document, 14), ["aaa     dddddd", "bbb     eeeeee", "ccc"]);
    let at = offset("aaa bbb ccc\tdddddd ee".len());
    let (position, column) = layout.locate(&document, at);
    assert_eq!((position, column), (Position::at(offset(4)), Columns::new(10)));
}

#[test]
fn a_document_without_blocks_has_no_rows() {
    let document = Document::default();
    let layout = TextLayout::new(Columns::new(0));
    assert!(layout.rows(&document, Position::at(offset(9)), 5).is_empty());
    assert_eq!(layout.step(&document, Position::default(), 5), Position::default());
    assert_eq!(layout.last_top(&document, 5), Position::default());
    assert_eq!(layout.locate(&document, offset(3)), (Position::default(), Columns::ZERO));
    let index = LineIndex::build(&document, Columns::new(9));
    assert_eq!(index.rows(), 0);
    assert_eq!(index.position_at(&document, 4), Position::default());
}

#[test]
fn the_last_top_shows_the_last_row_at_the_bottom() {
    let document = document(&[(BlockKind::Paragraph, "one two three"), (BlockKind::Note, "four")]);
    let layout = TextLayout::new(Columns::new(5));
    let index = Arc::new(LineIndex::build(&document, Columns::new(5)));
    for layout in [layout.clone(), layout.with_index(index)] {
        assert_eq!(layout.last_top(&document, 1), Position::at(offset(15)));
        assert_eq!(layout.last_top(&document, 2), Position { offset: offset(15), lead: 1 });
        assert_eq!(layout.last_top(&document, 3), Position::at(offset(8)));
        assert_eq!(layout.last_top(&document, 99), Position::at(offset(0)));
    }
}

#[test]
fn an_index_of_another_width_is_ignored() {
    let document = document(&[(BlockKind::Paragraph, "one two")]);
    let index = Arc::new(LineIndex::build(&document, Columns::new(5)));
    assert!(TextLayout::new(Columns::new(6)).with_index(index).index().is_none());
}

/// Everything that is asked with and without the index, at one width.
fn check_agreement(document: &Document, width: u32) {
    let columns = Columns::new(width);
    let lazy = TextLayout::new(columns);
    let index = Arc::new(LineIndex::build(document, columns));
    let indexed = lazy.clone().with_index(Arc::clone(&index));
    let first = lazy.step(document, Position::default(), i64::from(i32::MIN));
    let all = lazy.rows(document, first, u16::MAX);
    assert_eq!(all.len(), index.rows() as usize);
    for row in 0..index.rows() {
        let position = index.position_at(document, row);
        assert_eq!(index.row_of(document, position), row);
        let rest = &all[row as usize..];
        assert_eq!(lazy.rows(document, position, u16::MAX), rest, "{position:?}");
        assert_eq!(lazy.rows(document, position, 2), rest[..rest.len().min(2)]);
        for step in [-7, -1, 0, 1, 2, 30] {
            let there = lazy.step(document, position, step);
            assert_eq!(there, indexed.step(document, position, step), "{position:?} {step}");
            let goal = (i64::from(row) + step).clamp(0, i64::from(index.rows()) - 1);
            assert_eq!(i64::from(index.row_of(document, there)), goal);
            let back = lazy.step(document, there, i64::from(row) - goal);
            assert_eq!(back, position, "{position:?} {step}");
        }
    }
    for height in [1, 2, 5, 99] {
        assert_eq!(lazy.last_top(document, height), indexed.last_top(document, height));
    }
    for (at, _) in document.text().char_indices() {
        let at = offset(at);
        let position = lazy.position_of(document, at);
        assert_eq!(position, indexed.position_of(document, at), "{at:?}");
        assert_eq!(position, lazy.position_of(document, position.offset), "{at:?}");
        assert_eq!(lazy.locate(document, at), indexed.locate(document, at));
        check_column(document, &lazy, at);
    }
}

/// An offset that is drawn is found back at its column.
fn check_column(document: &Document, layout: &TextLayout, at: TextSize) {
    let (position, column) = layout.locate(document, at);
    let rows = layout.rows(document, position, 1);
    let Some(Row::Line(line)) = rows.first() else { panic!("no line at {position:?}") };
    let mut glyphs = line.glyphs(document);
    let Some(glyph) = glyphs.find(|glyph| glyph.range.contains(at)) else { return };
    assert_eq!(glyph.column, column);
    if glyph.width > Columns::ZERO {
        assert_eq!(line.offset_at(document, column), glyph.range.start());
    }
}

/// No line is wider than the view, but for a single character that cannot fit.
fn check_widths(document: &Document, width: u32) {
    let layout = TextLayout::new(Columns::new(width));
    let first = layout.step(document, Position::default(), i64::from(i32::MIN));
    for row in layout.rows(document, first, u16::MAX) {
        let Row::Line(line) = row else { continue };
        assert!(line.prefix.to_string().chars().count() <= line.indent.get() as usize);
        for segment in line.segments() {
            let glyphs = glyphs_of(document, &line, segment.range);
            let end = glyphs.iter().map(|(_, end)| *end).max().unwrap_or_default();
            let visible = glyphs.iter().filter(|(start, end)| end > start).count();
            assert!(end <= width || visible == 1, "{line:?} ends at {end} of {width}");
        }
    }
}

fn glyphs_of(document: &Document, line: &Line, range: TextRange) -> Vec<(u32, u32)> {
    line.glyphs(document)
        .filter(|glyph| range.contains_range(glyph.range))
        .map(|glyph| (glyph.column.get(), (glyph.column + glyph.width).get()))
        .collect()
}

fn kinds() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        Just(BlockKind::Paragraph),
        Just(BlockKind::Quotation),
        Just(BlockKind::Heading(2)),
        Just(BlockKind::Rule),
        Just(BlockKind::Reference),
        Just(BlockKind::Image { address: String::new() }),
        Just(code()),
        (0u8..4, 0u8..4).prop_map(|(depth, marker)| item(
            depth,
            match marker {
                0 => Marker::Bullet,
                1 => Marker::InText,
                2 => Marker::Continued,
                _ => Marker::Ordinal(u32::from(depth) * 77),
            }
        )),
    ]
}

fn texts() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "a",
        "word ",
        " ",
        "\n",
        "\t",
        "天",
        "。",
        "“",
        "e\u{301}",
        "👨\u{200d}👩",
        "❤\u{fe0f}",
        "🇬🇧",
        "- ",
        "12. ",
        "long-word",
        "ثلاثة ",
        "\u{3000}",
        "\u{a0}",
        "\u{301}",
        "\r\n",
        "\u{200d}",
    ];
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(pieces), 0..25)
            .prop_map(|parts| parts.concat()),
        1 => ".{0,40}",
    ]
}

/// Documents of blocks that may touch, be empty, or stand in one another's place.
fn documents() -> impl Strategy<Value = Document> {
    let blocks = prop::collection::vec((kinds(), texts(), 0usize..3, 0u8..3), 0..6);
    blocks.prop_map(|parts| {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, content, separation, quoted) in parts {
            text.push_str(&"\n\n"[..separation]);
            let start = text.len();
            text.push_str(&content);
            let mut block = Block::new(kind, range(start, text.len()));
            block.quoted = quoted;
            blocks.push(block);
        }
        Document::new(text, blocks, Metadata::default(), Vec::new()).unwrap()
    })
}

fn tables() -> impl Strategy<Value = Document> {
    let cell = prop::sample::select(&[
        "",
        "a",
        "two words",
        "天地玄黄",
        "a very long cell of text",
        "👨\u{200d}👩",
    ]);
    let rows = prop::collection::vec(prop::collection::vec(cell, 0..5), 0..5);
    (rows, 0usize..4).prop_map(|(rows, columns)| {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        table(&rows, vec![Alignment::Center; columns])
    })
}

proptest! {
    // Each case asks hundreds of questions.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_answer_agrees_with_every_other(document in documents(), width in 1u32..40) {
        check_agreement(&document, width);
        check_widths(&document, width);
    }

    #[test]
    fn tables_agree_too(document in tables(), width in 1u32..60) {
        check_agreement(&document, width);
        check_widths(&document, width);
    }
}
