//! How fast a long book is laid out, next to what the libraries of the field need for it.
//!
//! Every group runs on the same text; quote the ratios within one run, not the times.
// The helpers here run only in benchmarks, where stopping at the first surprise is right.
#![allow(clippy::unwrap_used)]

#[path = "support/books.rs"]
mod books;

use sidelight::document::Document;

use crate::books::{SIZE, arabic, chinese, english, gigantic, russian};

const WIDTH: u32 = 80;
const HEIGHT: u16 = 50;

fn main() {
    divan::main();
}

fn wrap_with_textwrap(document: &Document) -> usize {
    let options =
        textwrap::Options::new(WIDTH as usize).wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    document.text().lines().map(|line| textwrap::wrap(line, &options).len()).sum()
}

fn find_opportunities(document: &Document) -> usize {
    document.text().lines().map(|line| unicode_linebreak::linebreaks(line).count()).sum()
}

/// The whole book in one language, by us and by others.
macro_rules! whole_book {
    ($language:ident) => {
        #[divan::bench_group(sample_count = 5, sample_size = 1)]
        mod $language {
            use divan::{Bencher, black_box};
            use sidelight::layout::LineIndex;
            use sidelight::text::Columns;

            #[divan::bench]
            fn line_index(bencher: Bencher) {
                let document = crate::$language();
                bencher
                    .bench(|| LineIndex::build(black_box(&document), Columns::new(crate::WIDTH)));
            }

            #[divan::bench]
            fn line_index_of_one_block(bencher: Bencher) {
                let document = crate::gigantic(&crate::$language());
                bencher
                    .bench(|| LineIndex::build(black_box(&document), Columns::new(crate::WIDTH)));
            }

            #[divan::bench]
            fn textwrap_first_fit(bencher: Bencher) {
                let document = crate::$language();
                bencher.bench(|| crate::wrap_with_textwrap(black_box(&document)));
            }

            #[divan::bench]
            fn unicode_linebreak(bencher: Bencher) {
                let document = crate::$language();
                bencher.bench(|| crate::find_opportunities(black_box(&document)));
            }
        }
    };
}

whole_book!(english);
whole_book!(chinese);
whole_book!(russian);
whole_book!(arabic);

/// One screen from the middle of the book.
#[divan::bench_group]
mod screen {
    use std::sync::Arc;

    use divan::{Bencher, black_box};
    use sidelight::layout::{LineIndex, Position, Row, TextLayout};
    use sidelight::text::{Columns, offset};

    use crate::{HEIGHT, SIZE, WIDTH, chinese, english, gigantic};

    fn middle() -> Position {
        Position::at(offset(SIZE / 2))
    }

    #[divan::bench]
    fn rows_english(bencher: Bencher) {
        let document = english();
        let layout = TextLayout::new(Columns::new(WIDTH));
        bencher.bench(|| layout.rows(black_box(&document), middle(), HEIGHT));
    }

    #[divan::bench]
    fn rows_chinese(bencher: Bencher) {
        let document = chinese();
        let layout = TextLayout::new(Columns::new(WIDTH));
        let top = layout.position_of(&document, document.blocks()[100].range.start());
        bencher.bench(|| layout.rows(black_box(&document), top, HEIGHT));
    }

    #[divan::bench]
    fn rows_in_one_block_with_index(bencher: Bencher) {
        let document = gigantic(&english());
        let index = Arc::new(LineIndex::build(&document, Columns::new(WIDTH)));
        let layout = TextLayout::new(Columns::new(WIDTH)).with_index(index);
        bencher.bench(|| layout.rows(black_box(&document), middle(), HEIGHT));
    }

    #[divan::bench]
    fn glyphs_of_rows_english(bencher: Bencher) {
        let document = english();
        let layout = TextLayout::new(Columns::new(WIDTH));
        let rows = layout.rows(&document, middle(), HEIGHT);
        bencher.bench(|| {
            let lines = rows.iter().filter_map(|row| match row {
                Row::Line(line) => Some(line),
                Row::Space => None,
            });
            lines.map(|line| line.glyphs(black_box(&document)).count()).sum::<usize>()
        });
    }

    #[divan::bench]
    fn page_down_without_index(bencher: Bencher) {
        let document = english();
        let layout = TextLayout::new(Columns::new(WIDTH));
        bencher.bench(|| layout.step(black_box(&document), middle(), HEIGHT.into()));
    }

    #[divan::bench]
    fn jump_to_the_end_with_index(bencher: Bencher) {
        let document = english();
        let index = Arc::new(LineIndex::build(&document, Columns::new(WIDTH)));
        let layout = TextLayout::new(Columns::new(WIDTH)).with_index(index);
        bencher.bench(|| {
            let top = layout.last_top(black_box(&document), HEIGHT);
            layout.rows(&document, top, HEIGHT)
        });
    }
}

/// Texts made to be slow: the time must stay that of an ordinary text in a rare script.
#[divan::bench_group(sample_count = 2, sample_size = 1)]
mod hostile {
    use divan::{Bencher, black_box};
    use sidelight::document::{Block, BlockKind, Document, Metadata};
    use sidelight::layout::LineIndex;
    use sidelight::text::{Columns, range};

    use crate::SIZE;

    const UNITS: [&str; 14] = [
        "a",
        "(",
        " ",
        "\t",
        "\n",
        "\u{301}",
        "\u{200d}",
        "🇬",
        "ᄀ",
        "ب",
        "👨\u{200d}",
        "a\u{a0}",
        "“\u{301}",
        "天\n ",
    ];

    fn build(bencher: Bencher, unit: &str, kind: &BlockKind, width: u32) {
        let text = format!("b{}b", unit.repeat(SIZE / unit.len()));
        let block = Block::new(kind.clone(), range(0, text.len()));
        let document = Document::new(text, vec![block], Metadata::default(), Vec::new()).unwrap();
        bencher.bench(|| LineIndex::build(black_box(&document), Columns::new(width)));
    }

    #[divan::bench(args = UNITS)]
    fn prose(bencher: Bencher, unit: &str) {
        build(bencher, unit, &BlockKind::Paragraph, 80);
    }

    #[divan::bench(args = UNITS)]
    fn code(bencher: Bencher, unit: &str) {
        build(bencher, unit, &BlockKind::Code { language: None }, 80);
    }

    #[divan::bench(args = UNITS)]
    fn one_column(bencher: Bencher, unit: &str) {
        build(bencher, unit, &BlockKind::Paragraph, 1);
    }
}
