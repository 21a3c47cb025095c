//! The words of a passage as they are taken elsewhere: without the line ends of a screen or a source file.
//!
//! Paragraphs are one line each, code and tables keep their lines. Nothing is in it that a terminal could
//! take for a command.

use crate::document::{Block, BlockKind, Document};
use crate::layout::gap::Gap;
use crate::text::display::is_deceptive;
use crate::text::grapheme::graphemes;
use crate::text::{TextRange, TextSize};

/// Returns a passage as plain text, an empty line between two paragraphs.
pub fn plain_text(document: &Document, range: TextRange) -> String {
    let mut text = String::new();
    let mut above: Option<&Block> = None;
    for (block, part) in parts(document, range) {
        if let Some(above) = above {
            text.push_str(if block.stands_close_to(above) { "\n" } else { "\n\n" });
        }
        text.push_str(&words(document, block, part));
        above = Some(block);
    }
    text
}

/// Returns the paragraphs of a passage, each as plain text.
pub fn paragraphs(document: &Document, range: TextRange) -> Vec<String> {
    parts(document, range).map(|(block, part)| words(document, block, part)).collect()
}

/// Returns the text without control characters and what is as invisible; line ends and tabs stay.
pub fn harmless(text: &str) -> String {
    let is_harmless =
        |ch: &char| matches!(ch, '\n' | '\t') || !(ch.is_control() || is_deceptive(*ch));
    text.chars().filter(is_harmless).collect()
}

/// Iterates over the blocks that a passage touches, each with what of it is in the passage.
fn parts(document: &Document, range: TextRange) -> impl Iterator<Item = (&Block, TextRange)> {
    let first = document.blocks().partition_point(|block| block.range.end() <= range.start());
    let blocks = document.blocks().get(first..).unwrap_or_default().iter();
    blocks
        .take_while(move |block| block.range.start() < range.end())
        .filter_map(move |block| Some((block, block.range.intersect(range)?)))
        .filter(|(block, part)| {
            block.kind != BlockKind::Rule && !document.slice(*part).trim().is_empty()
        })
}

fn words(document: &Document, block: &Block, part: TextRange) -> String {
    let text = document.slice(part);
    match block.kind {
        BlockKind::Code { .. } | BlockKind::Table(_) => harmless(text.trim_matches('\n')),
        _ => harmless(&flowing(text.trim())),
    }
}

/// Returns prose without the line ends of its source: a space each, and none between two wide characters.
fn flowing(text: &str) -> String {
    let mut flowing = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(char::is_whitespace) {
        let (word, tail) = rest.split_at(at);
        flowing.push_str(word);
        let next = tail.trim_start();
        let space = &tail[TextRange::up_to(TextSize::of(tail) - TextSize::of(next))];
        if space.contains('\n') {
            let mut gap = Gap::default();
            graphemes(space).for_each(|(_, grapheme)| gap.add(grapheme));
            let width = gap.width(word.chars().next_back(), next.chars().next());
            flowing.extend((0..width).map(|_| ' '));
        } else {
            flowing.push_str(space);
        }
        rest = next;
    }
    flowing.push_str(rest);
    flowing
}

#[cfg(test)]
mod tests {
    use super::{harmless, plain_text};
    use crate::document::{BlockKind, Document, DocumentBuilder, Marker};
    use crate::text::{TextRange, range};

    fn document(blocks: &[(BlockKind, &str)]) -> Document {
        let mut builder = DocumentBuilder::new();
        for (kind, text) in blocks {
            builder.simple(kind.clone(), text);
        }
        builder.finish().unwrap()
    }

    fn all(document: &Document) -> String {
        plain_text(document, TextRange::up_to(document.end()))
    }

    #[test]
    fn line_ends_of_the_source_are_no_line_ends() {
        let prose = |text| all(&document(&[(BlockKind::Paragraph, text)]));
        assert_eq!(prose("one two\nthree\n   four"), "one two three four");
        assert_eq!(prose("老街\n淹水"), "老街淹水");
        assert_eq!(prose("老街\nflooded"), "老街 flooded");
    }

    #[test]
    fn paragraphs_stand_apart_and_items_together() {
        let item = BlockKind::ListItem { depth: 0, marker: Marker::Bullet };
        let code = BlockKind::Code { language: None };
        let text = document(&[
            (BlockKind::Paragraph, "One."),
            (item.clone(), "a"),
            (item, "b"),
            (code, "x = 1\n  y = 2"),
        ]);
        assert_eq!(all(&text), "One.\n\na\nb\n\nx = 1\n  y = 2");
        assert_eq!(plain_text(&text, range(1, 3)), "ne");
        assert_eq!(plain_text(&text, range(2, 2)), "");
    }

    #[test]
    fn what_is_hidden_is_left_out() {
        assert_eq!(harmless("a\u{1b}]52;c;eA==\u{7}\u{9b}\u{202e}b\n\tc\r"), "a]52;c;eA==b\n\tc");
    }
}
