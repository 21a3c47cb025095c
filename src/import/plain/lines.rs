//! Lines: a cleaned text cut at its line feeds, with what the eye sees of each line.
//!
//! The first step of reading plain text. A group is a run of lines without a blank one between
//! them. It must not know what any line means.

use crate::text::grapheme::{grapheme_width, graphemes, width};
use crate::text::{TextRange, TextSize, offset, segment};

/// One line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where the line starts, before its indentation.
    pub start: TextSize,
    /// Its words, without white space at the ends.
    pub range: TextRange,
    /// How far it is indented, in columns.
    pub indent: u32,
    /// How wide its words are, in columns.
    pub width: u32,
}

impl Line {
    /// Returns the column at which the line ends.
    pub const fn end_column(&self) -> u32 {
        self.indent + self.width
    }
}

/// Returns the groups of lines of a text, in order.
pub fn groups(text: &str) -> Vec<Vec<Line>> {
    let mut groups = Vec::new();
    let mut group = Vec::new();
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        match line(raw, at) {
            Some(line) => group.push(line),
            None if !group.is_empty() => groups.push(std::mem::take(&mut group)),
            None => {}
        }
        at += raw.len();
    }
    if !group.is_empty() {
        groups.push(group);
    }
    groups
}

fn line(raw: &str, at: usize) -> Option<Line> {
    let start = offset(at);
    let range = segment::trimmed(raw, start)?;
    let before = &raw[TextRange::up_to(range.start() - start)];
    let words = &raw[range - start];
    Some(Line { start, range, indent: columns(before), width: width(words).get() })
}

/// Returns how wide white space is, with a tab stop at every eighth column.
fn columns(space: &str) -> u32 {
    graphemes(space).fold(0, |column, (_, grapheme)| match grapheme {
        "\t" => (column / 8 + 1) * 8,
        _ => column + grapheme_width(grapheme).get(),
    })
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn blank_lines_part_groups_and_indentation_is_measured() {
        let text = "\n a b \nc\n \t\n\u{3000}\u{3000}中文\n\tx";
        let seen: Vec<Vec<_>> = groups(text)
            .into_iter()
            .map(|group| {
                let shown =
                    |line: super::Line| (text[line.range].to_owned(), line.indent, line.width);
                group.into_iter().map(shown).collect()
            })
            .collect();
        let line = |words: &str, indent, width| (words.to_owned(), indent, width);
        let first = vec![line("a b", 1, 3), line("c", 0, 1)];
        assert_eq!(seen, [first, vec![line("中文", 4, 4), line("x", 8, 1)]]);
    }
}
