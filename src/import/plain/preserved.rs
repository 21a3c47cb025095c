//! Preserved lines: verse, tables drawn with characters, addresses and code, whose line ends count.

use crate::import::plain::lines::Line;
use crate::import::plain::marks::{Mark, mark};
use crate::import::plain::wrapping::{Wrapping, continues, full_breaks};
use crate::import::script::{ends_sentence, is_cjk};
use crate::text::TextRange;

/// The widest that lines of verse are on average, in columns.
const VERSE: u32 = 60;

/// What the groups of one text have in common.
pub struct Preserved<'t> {
    text: &'t str,
    /// The indentation that most lines have.
    body_indent: u32,
}

impl<'t> Preserved<'t> {
    /// Looks at all groups of a text.
    pub fn of(text: &'t str, groups: &[Vec<Line>]) -> Self {
        let mut indents: Vec<u32> = groups.iter().flatten().map(|line| line.indent).collect();
        let middle = indents.len() / 2;
        let body_indent =
            if indents.is_empty() { 0 } else { *indents.select_nth_unstable(middle).1 };
        Self { text, body_indent }
    }

    /// Tells whether the line ends of a group count.
    pub fn keeps_lines(&self, group: &[Line], wrapping: Wrapping) -> bool {
        self.is_drawn(group) || self.is_code(group, wrapping) || self.is_verse(group, wrapping)
    }

    /// Tells whether a group is indented against the rest of the text.
    pub fn is_set_apart(&self, group: &[Line]) -> bool {
        group.iter().all(|line| line.indent >= self.body_indent + 4 && !self.is_wide_indent(line))
    }

    /// A table or figure: most lines have wide gaps or bars in them.
    fn is_drawn(&self, group: &[Line]) -> bool {
        let drawn = |line: &&Line| {
            let words = &self.text[line.range];
            words.contains("   ")
                || words.contains('\t')
                || (words.starts_with('|') && words.ends_with('|'))
                || words.starts_with("+-")
                || words.chars().any(|ch| ('\u{2500}'..='\u{259f}').contains(&ch))
        };
        group.len() > 1 && group.iter().filter(drawn).count() * 2 > group.len()
    }

    fn is_code(&self, group: &[Line], wrapping: Wrapping) -> bool {
        if !self.is_set_apart(group) || self.is_marked(group) {
            return false;
        }
        if let [line] = group {
            return is_code_line(&self.text[line.range]);
        }
        // Prose that is only set apart was wrapped.
        let own = group.iter().map(Line::end_column).max().unwrap_or(0);
        let (full, all) = full_breaks(self.text, group, own);
        wrapping == Wrapping::None || full * 4 < all * 3
    }

    /// Four short lines or more that do not end where they were full, nor as sentences do.
    fn is_verse(&self, group: &[Line], wrapping: Wrapping) -> bool {
        let count = u32::try_from(group.len()).unwrap_or(u32::MAX);
        let total: u32 = group.iter().map(|line| line.width).fold(0, u32::saturating_add);
        if count < 4 || total / count > VERSE || self.is_marked(group) {
            return false;
        }
        let own = group.iter().map(Line::end_column).max().unwrap_or(0);
        let (full, all) = full_breaks(self.text, group, own);
        if let Wrapping::At(at) = wrapping {
            let joined = |pair: &[Line]| match pair {
                [line, next] => continues(self.text, line, next, at),
                _ => false,
            };
            if group.windows(2).filter(|pair| joined(pair)).count() * 2 > all {
                return false;
            }
        }
        let sentences = group.iter().filter(|line| ends_sentence(&self.text[line.range])).count();
        full * 4 < all * 3 && sentences * 2 < group.len() && own <= 80
    }

    fn is_marked(&self, group: &[Line]) -> bool {
        let marked = |line: &&Line| mark(&self.text[line.range]) != Mark::None;
        group.iter().filter(marked).count() * 3 > group.len()
    }

    /// Two full-width spaces begin a paragraph.
    fn is_wide_indent(&self, line: &Line) -> bool {
        self.text[TextRange::new(line.start, line.range.start())].contains('\u{3000}')
    }
}

fn is_code_line(words: &str) -> bool {
    let signs = words.contains(['{', '}', ';', '=', '<', '>', '$', '`', '\\', '|']);
    let prose = words.starts_with(|ch: char| {
        ch.is_uppercase() || is_cjk(ch) || ch.is_numeric() || "\"'“‘«(—".contains(ch)
    });
    signs || !prose
}
