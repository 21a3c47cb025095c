//! Labels: what a text without a headline is called in lists.
//!
//! Taken from its first heading or sentence, never invented, and marked as derived.

use crate::document::{Block, BlockKind, Dateline};
use crate::import::dateline::body_start;
use crate::text::grapheme::{prefix_within, width};
use crate::text::segment::sentences;
use crate::text::{Columns, TextRange};

/// The widest a label is.
const WIDEST: Columns = Columns::new(80);

/// Returns a label for a text, from its first block that says something.
pub fn derive(text: &str, blocks: &[Block], dateline: Option<&Dateline>) -> Option<String> {
    let speaks = |block: &&Block| {
        matches!(
            block.kind,
            BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::Quotation
                | BlockKind::ListItem { .. }
        )
    };
    let block = blocks
        .iter()
        .find(speaks)
        .or_else(|| blocks.iter().find(|block| !block.range.is_empty()))?;
    let body = match dateline {
        Some(line) if block.range.contains_range(line.range) => {
            TextRange::new(body_start(text, block.range, line), block.range.end())
        }
        _ => block.range,
    };
    // The number of a heading looks like a sentence.
    let whole = matches!(block.kind, BlockKind::Heading(_));
    let first = sentences(text, body).into_iter().next().filter(|_| !whole).unwrap_or(body);
    let words = text[first].split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_end_matches(['.', '。']);
    (!words.is_empty()).then(|| shorten(words))
}

/// Cuts a text at a word so that it and an ellipsis fit.
fn shorten(words: &str) -> String {
    if width(words) <= WIDEST {
        return words.to_owned();
    }
    let kept = prefix_within(words, WIDEST - Columns::new(1));
    let cut =
        kept.rfind(char::is_whitespace).filter(|at| *at * 2 > kept.len()).unwrap_or(kept.len());
    let kept = kept.get(..cut).unwrap_or(kept);
    format!(
        "{}…",
        kept.trim_end_matches(|ch: char| ch.is_whitespace() || ",;:-–—，、".contains(ch))
    )
}

#[cfg(test)]
mod tests {
    use super::derive;
    use crate::document::{Block, BlockKind};
    use crate::import::dateline;
    use crate::text::{TextRange, TextSize};

    #[test]
    fn a_label_is_the_first_sentence_cut_at_a_word() {
        let table = [
            ("The pier fell. Nobody was hurt.", "The pier fell"),
            (
                "LONDON (AP) — The pier fell at 3 p.m. on Monday",
                "The pier fell at 3 p.m. on Monday",
            ),
            (
                "A committee that looks after the harbour and its piers met on Tuesday evening, and agreed.",
                "A committee that looks after the harbour and its piers met on Tuesday evening…",
            ),
            (
                "新华社杭州11月3日电（记者 王宾）李强会见米舒斯京。双方交换了意见。",
                "李强会见米舒斯京",
            ),
        ];
        for (text, expected) in table {
            let whole = TextRange::up_to(TextSize::of(text));
            let blocks = [Block::new(BlockKind::Paragraph, whole)];
            let line = dateline::read(text, whole, None);
            assert_eq!(derive(text, &blocks, line.as_ref()).as_deref(), Some(expected));
        }
    }
}
