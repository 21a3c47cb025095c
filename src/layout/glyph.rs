//! Glyphs: which column every grapheme of a piece of text is drawn in.
//!
//! Drawing, selecting, finding back and fitting all take the columns from here, so that they never
//! disagree about tabs, line feeds, marks and wide characters. It must not know blocks.

use crate::layout::class::{is_white, simple};
use crate::layout::gap::Gap;
use crate::layout::word::is_gap;
use crate::text::display::cap_grapheme;
use crate::text::grapheme::{grapheme_width, graphemes};
use crate::text::{Columns, TextRange, TextSize};

/// The distance of tab stops in code, in columns, counted from the start of the line's text.
pub const TAB_STOP: u32 = 4;

const BLANKS: &str = "    ";

/// A piece of text and the column it starts at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The text.
    pub range: TextRange,
    /// Its first column.
    pub column: Columns,
}

/// What is drawn for one grapheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The grapheme's place in the text.
    pub range: TextRange,
    /// Its first column.
    pub column: Columns,
    /// How many columns it takes; none for a mark without a base, a control character, or white
    /// space that is not shown.
    pub width: Columns,
    /// What to draw: the grapheme, or for white space as many spaces as it is wide.
    pub text: &'a str,
}

/// How white space is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spacing {
    /// White space with a line feed is one space or none, a tab is one.
    Prose,
    /// A tab reaches to the next tab stop.
    Code,
}

/// Iterates over the glyphs of one segment.
#[derive(Clone, Debug)]
pub(crate) struct Glyphs<'a> {
    text: &'a str,
    at: TextSize,
    start: Columns,
    column: Columns,
    spacing: Spacing,
    before: Option<char>,
    /// The end of white space whose width its first grapheme has taken.
    taken: TextSize,
}

impl<'a> Glyphs<'a> {
    /// Starts at the segment's first grapheme; the range must be one of `text`.
    pub(crate) fn new(text: &'a str, segment: Segment, spacing: Spacing) -> Self {
        Self {
            text: &text[segment.range],
            at: segment.range.start(),
            start: segment.column,
            column: segment.column,
            spacing,
            before: None,
            taken: TextSize::from(0),
        }
    }

    /// Returns the width of white space that starts the rest of the text.
    fn space(&mut self, grapheme: &str) -> u32 {
        match (self.spacing, grapheme) {
            (Spacing::Code, "\t") => TAB_STOP - (self.column - self.start).get() % TAB_STOP,
            (Spacing::Code, _) => grapheme_width(grapheme).get(),
            (Spacing::Prose, _) if self.at < self.taken => 0,
            (Spacing::Prose, _) => self.prose_space(grapheme),
        }
    }

    fn prose_space(&mut self, grapheme: &str) -> u32 {
        let kept = self.text.trim_start_matches(is_white);
        let length = TextSize::of(self.text) - TextSize::of(kept);
        let run = &self.text[TextRange::up_to(length)];
        if !run.contains('\n') {
            return grapheme_width(grapheme).get().max(1);
        }
        self.taken = self.at + length;
        let mut gap = Gap::default();
        graphemes(run).for_each(|(_, grapheme)| gap.add(grapheme));
        gap.width(self.before, kept.chars().next())
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let (grapheme, known) = first_grapheme(self.text)?;
        let white = is_gap(grapheme);
        let width = match known {
            Some(width) if !white || self.at >= self.taken => Columns::new(width),
            _ if white => Columns::new(self.space(grapheme)),
            _ => grapheme_width(grapheme),
        };
        let text = match (white, width.get()) {
            (_, 0) => "",
            (true, columns) => BLANKS.get(..columns as usize).unwrap_or(BLANKS),
            (false, _) => cap_grapheme(grapheme),
        };
        let glyph = Glyph {
            range: TextRange::at(self.at, TextSize::of(grapheme)),
            column: self.column,
            width,
            text,
        };
        if !white {
            self.before = grapheme.chars().next_back();
        }
        self.at = glyph.range.end();
        self.column += width;
        self.text = self.text.get(grapheme.len()..).unwrap_or_default();
        Some(glyph)
    }
}

/// Returns the first grapheme, and its width where the character and the one after it tell it.
#[inline]
fn first_grapheme(text: &str) -> Option<(&str, Option<u32>)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let alone = next.is_none_or(|next| next == ' ' || simple(next).is_some());
    let width = match first {
        ' ' if next.is_none_or(|next| simple(next).is_some()) => Some(1),
        _ if alone => simple(first).map(|found| 1 + u32::from(found.wide)),
        _ => None,
    };
    match width {
        Some(width) => Some((text.get(..first.len_utf8())?, Some(width))),
        None => graphemes(text).next().map(|(_, grapheme)| (grapheme, None)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, proptest};
    use ratatui::buffer::CellWidth;

    use super::{Columns, Glyphs, Segment, Spacing};
    use crate::text::range;

    fn columns(text: &str, spacing: Spacing) -> Vec<(u32, u32)> {
        let segment = Segment { range: range(0, text.len()), column: Columns::new(3) };
        let glyphs = Glyphs::new(text, segment, spacing);
        glyphs.map(|glyph| (glyph.column.get(), glyph.width.get())).collect()
    }

    #[test]
    fn white_space_is_as_wide_as_it_is_drawn() {
        let table = [
            ("a\tb", Spacing::Code, vec![(3, 1), (4, 3), (7, 1)]),
            ("a\tb", Spacing::Prose, vec![(3, 1), (4, 1), (5, 1)]),
            ("a\n  b", Spacing::Prose, vec![(3, 1), (4, 1), (5, 0), (5, 0), (5, 1)]),
            ("天\n地", Spacing::Prose, vec![(3, 2), (5, 0), (5, 2)]),
            ("a  b", Spacing::Prose, vec![(3, 1), (4, 1), (5, 1), (6, 1)]),
            ("\u{3000}a", Spacing::Prose, vec![(3, 2), (5, 1)]),
        ];
        for (text, spacing, expected) in table {
            assert_eq!(columns(text, spacing), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_glyph_is_as_wide_as_ratatui_draws_it(
            text in "[ -~à-ɏא-ۿऀ-ॿก-๎ᄀ-ᇿ\u{200d}\u{300}-\u{36f}\u{fe0e}\u{fe0f}⌚-➿가-힣ﾞﾟｦ-ﾝ🇦-🇿🌀-🧿]*",
            marks in prop::collection::vec("[\u{301}\u{200d}ᄀ]", 0..40),
        ) {
            let text = text + &marks.concat();
            let segment = Segment { range: range(0, text.len()), column: Columns::ZERO };
            for glyph in Glyphs::new(&text, segment, Spacing::Prose) {
                assert_eq!(glyph.width.to_u16(), glyph.text.cell_width(), "{glyph:?}");
            }
        }
    }
}
