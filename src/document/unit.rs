//! Reading units: the sentence or block at a place, and the next and previous one.
//!
//! What a reader steps through and keeps. Blocks without sentences (code, tables, pictures) are one
//! unit. Only a window of a very long block is looked at, so that a step never costs the whole text.

use crate::document::block::{Block, BlockIndex, BlockKind};
use crate::document::document::Document;
use crate::text::segment::sentences;
use crate::text::{TextRange, TextSize, floor_boundary};

/// How much of a block is looked at on either side of a place, in bytes.
const WINDOW: u32 = 8 * 1024;

/// Returns the sentence that holds `at`, or the nearest one in its block; the whole block where it
/// has none. `None` only in a document without blocks.
pub fn sentence_at(document: &Document, at: TextSize) -> Option<TextRange> {
    let block = document.block(document.block_at(at)?)?;
    let units = units_near(document, block, at);
    let after = units.partition_point(|unit| unit.start() <= at);
    units.get(after.saturating_sub(1)).copied()
}

/// Returns the first sentence that starts after `at`.
pub fn sentence_after(document: &Document, at: TextSize) -> Option<TextRange> {
    let index = document.block_at(at)?;
    let block = document.block(index)?;
    let within = units_near(document, block, at).into_iter().find(|unit| unit.start() > at);
    within.or_else(|| {
        let next = following(document, index)?;
        units_near(document, next, next.range.start()).first().copied()
    })
}

/// Returns the last sentence that starts before `at`.
pub fn sentence_before(document: &Document, at: TextSize) -> Option<TextRange> {
    let index = document.block_at(at)?;
    let block = document.block(index)?;
    let within = units_near(document, block, at).into_iter().rfind(|unit| unit.start() < at);
    within.or_else(|| {
        let before = preceding(document, index)?;
        units_near(document, before, before.range.end()).last().copied()
    })
}

/// Returns the next block with text after the one at `index`.
pub fn following(document: &Document, index: BlockIndex) -> Option<&Block> {
    let next = usize::try_from(index.0).ok()? + 1;
    document.blocks().get(next..)?.iter().find(|block| !block.range.is_empty())
}

/// Returns the last block with text before the one at `index`.
pub fn preceding(document: &Document, index: BlockIndex) -> Option<&Block> {
    let end = usize::try_from(index.0).ok()?;
    document.blocks().get(..end)?.iter().rfind(|block| !block.range.is_empty())
}

fn units_near(document: &Document, block: &Block, at: TextSize) -> Vec<TextRange> {
    if matches!(
        block.kind,
        BlockKind::Code { .. } | BlockKind::Table(_) | BlockKind::Image { .. } | BlockKind::Rule
    ) {
        return vec![block.range];
    }
    let window = window(document.text(), block.range, at);
    let mut units = sentences(document.text(), window);
    // A window that opens or ends inside the block cuts its outer sentences.
    if window.start() > block.range.start() && units.len() > 2 {
        units.remove(0);
    }
    if window.end() < block.range.end() && units.len() > 2 {
        units.pop();
    }
    if units.is_empty() {
        units.push(block.range);
    }
    units
}

fn window(text: &str, block: TextRange, at: TextSize) -> TextRange {
    if block.len() <= TextSize::from(4 * WINDOW) {
        return block;
    }
    let start =
        TextSize::from(u32::from(at).saturating_sub(WINDOW)).clamp(block.start(), block.end());
    let end = TextSize::from(u32::from(at).saturating_add(WINDOW)).clamp(start, block.end());
    TextRange::new(floor_boundary(text, start), floor_boundary(text, end))
}

#[cfg(test)]
mod tests {
    use super::{sentence_after, sentence_at, sentence_before};
    use crate::document::block::BlockKind;
    use crate::document::builder::DocumentBuilder;
    use crate::document::document::Document;
    use crate::text::offset;

    fn document(paragraphs: &[&str]) -> Document {
        let mut builder = DocumentBuilder::new();
        for paragraph in paragraphs {
            builder.simple(BlockKind::Paragraph, paragraph);
        }
        builder.finish().unwrap()
    }

    #[test]
    fn sentences_are_stepped_through_across_blocks() {
        let document = document(&["One is here. Two is here.", "Three is there."]);
        let text = |range: Option<_>| range.map(|range| document.slice(range).to_owned());
        let at = |place| offset(document.text().find(place).unwrap());
        assert_eq!(text(sentence_at(&document, at("is here. Two"))).unwrap(), "One is here.");
        assert_eq!(text(sentence_after(&document, at("One"))).unwrap(), "Two is here.");
        assert_eq!(text(sentence_after(&document, at("Two"))).unwrap(), "Three is there.");
        assert_eq!(text(sentence_after(&document, at("Three"))), None);
        assert_eq!(text(sentence_before(&document, at("Three"))).unwrap(), "Two is here.");
        assert_eq!(text(sentence_before(&document, at("One"))), None);
    }

    #[test]
    fn a_very_long_paragraph_is_stepped_through_to_its_end() {
        let long = "A sentence of some words. ".repeat(1_500);
        let document = document(&[long.trim_end()]);
        let mut at = offset(0);
        let mut steps = 1;
        while let Some(next) = sentence_after(&document, at) {
            assert_eq!(document.slice(next), "A sentence of some words.");
            at = next.start();
            steps += 1;
        }
        assert_eq!(steps, 1_500);
    }
}
