//! How fast a long book is laid out, next to what the libraries of the field need for it.
//!
//! Every group runs on the same text; quote the ratios within one run, not the times.
// The helpers here run only in benchmarks, where stopping at the first surprise is right.
#![allow(clippy::unwrap_used)]

use sidelight::document::{Block, BlockKind, Document, Metadata};
use sidelight::text::range;

const SIZE: usize = 5_000_000;
const WIDTH: u32 = 80;
const HEIGHT: u16 = 50;

/// The opening of 红楼梦, in the public domain.
const CHINESE: &str = "此开卷第一回也。作者自云曾历过一番梦幻之后，故将真事隐去，而借通灵说此《石头记》一书也，\
    故曰“甄士隐”云云。但书中所记何事何人？自己又云：“今风尘碌碌，一事无成，忽念及当日所有之女子，\
    一一细考较去，觉其行止见识皆出我之上。我堂堂须眉，诚不若彼裙钗，我实愧则有馀，悔又无益，大无可如何之日也。\
    当此日，欲将已往所赖天恩祖德，锦衣纨袴之时，饫甘餍肥之日，背父兄教育之恩，负师友规训之德，\
    以致今日一技无成、半生潦倒之罪，编述一集，以告天下；知我之负罪固多，然闺阁中历历有人，\
    万不可因我之不肖，自护己短，一并使其泯灭也。”";

/// The first article of the Universal Declaration of Human Rights.
const RUSSIAN: &str = "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом \
    и совестью и должны поступать в отношении друг друга в духе братства.";

/// The same, in letters that cannot be placed one by one.
const ARABIC: &str = "يُولد جميع الناس أحراراً متساوين في الكرامة والحقوق، وقد وُهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.";

fn main() {
    divan::main();
}

/// The paragraphs of the seeds in ever other order, one or more a line.
fn english() -> Document {
    let seeds = [
        include_str!("../seeds/000_43b137276f00a399.txt"),
        include_str!("../seeds/001_0c6f94f86f0ee5fa.txt"),
    ];
    let paragraphs: Vec<&str> =
        seeds.iter().flat_map(|seed| seed.lines()).filter(|line| line.len() > 60).collect();
    assembled(&paragraphs)
}

fn chinese() -> Document {
    let sentences: Vec<&str> = CHINESE.split_inclusive('。').collect();
    assembled(&sentences)
}

fn russian() -> Document {
    assembled(&[RUSSIAN])
}

fn arabic() -> Document {
    assembled(&[ARABIC])
}

fn assembled(parts: &[&str]) -> Document {
    let mut text = String::with_capacity(SIZE);
    let mut blocks = Vec::new();
    let mut next = 0;
    while text.len() < SIZE {
        let start = text.len();
        for _ in 0..=next % 3 {
            text.push_str(parts[next % parts.len()].trim());
            text.push(' ');
            next = next * 7 % 10_007 + 5;
        }
        let end = text.trim_end().len();
        blocks.push(Block::new(BlockKind::Paragraph, range(start, end)));
        text.push('\n');
    }
    Document::new(text, blocks, Metadata::default(), Vec::new()).unwrap()
}

/// The same text as one block.
fn gigantic(document: &Document) -> Document {
    let text = document.text().replace('\n', " ");
    let block = Block::new(BlockKind::Paragraph, range(0, text.len()));
    Document::new(text, vec![block], Metadata::default(), Vec::new()).unwrap()
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
