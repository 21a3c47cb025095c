//! Long books, made of short public-domain and sample text, the same in every run.
// Every benchmark uses a part of this.
#![allow(dead_code)]

use sidelight::document::{Block, BlockKind, Document, Metadata};
use sidelight::text::range;

/// The bytes of a book.
pub(crate) const SIZE: usize = 5_000_000;

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

/// The paragraphs of the seeds in ever other order, one or more a line.
pub(crate) fn english() -> Document {
    let seeds = [
        include_str!("../../seeds/000_43b137276f00a399.txt"),
        include_str!("../../seeds/001_0c6f94f86f0ee5fa.txt"),
    ];
    let paragraphs: Vec<&str> =
        seeds.iter().flat_map(|seed| seed.lines()).filter(|line| line.len() > 60).collect();
    assembled(&paragraphs)
}

pub(crate) fn chinese() -> Document {
    let sentences: Vec<&str> = CHINESE.split_inclusive('。').collect();
    assembled(&sentences)
}

pub(crate) fn russian() -> Document {
    assembled(&[RUSSIAN])
}

pub(crate) fn arabic() -> Document {
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
pub(crate) fn gigantic(document: &Document) -> Document {
    let text = document.text().replace('\n', " ");
    let block = Block::new(BlockKind::Paragraph, range(0, text.len()));
    Document::new(text, vec![block], Metadata::default(), Vec::new()).unwrap()
}
