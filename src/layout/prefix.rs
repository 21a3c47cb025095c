//! Prefixes: what the program draws in front of a line's text.
//!
//! None of it is part of the text, so none of it can be selected, found or quoted.

use std::fmt;

use crate::text::Columns;

/// The columns a quotation bar takes, with the space behind it.
pub(crate) const BAR_COLUMNS: u32 = 2;

const BULLETS: [char; 3] = ['•', '◦', '▪'];

/// Quotation bars, and the mark of a list item, picture or rule on its first line.
///
/// Written with `Display` it is the string to draw, never wider than the line's indent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    bars: u8,
    mark: Mark,
    column: Columns,
}

/// What stands in front of the first line of some blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// The bullet of a list item, by the depth of its list.
    Bullet(u8),
    /// The number of a list item.
    Ordinal(u32),
    /// The sign of a picture.
    Image,
    /// The line is a rule: to be drawn from its indent to the right edge.
    Rule,
}

impl Prefix {
    pub(crate) const fn new(bars: u8, mark: Mark, column: Columns) -> Self {
        Self { bars, mark, column }
    }

    /// Returns how many quotation bars stand at the left, two columns each.
    pub const fn bars(self) -> u8 {
        self.bars
    }

    /// Returns the mark.
    pub const fn mark(self) -> Mark {
        self.mark
    }

    /// Returns the column where the mark stands.
    pub const fn column(self) -> Columns {
        self.column
    }
}

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (0..self.bars).try_for_each(|_| f.write_str("│ "))?;
        if matches!(self.mark, Mark::None | Mark::Rule) {
            return Ok(());
        }
        let bars = BAR_COLUMNS * u32::from(self.bars);
        (bars..self.column.get()).try_for_each(|_| f.write_str(" "))?;
        match self.mark {
            Mark::Bullet(depth) => write!(f, "{} ", BULLETS[usize::from(depth) % BULLETS.len()]),
            Mark::Ordinal(number) => write!(f, "{number}. "),
            Mark::Image => f.write_str("▣ "),
            Mark::None | Mark::Rule => Ok(()),
        }
    }
}

impl Mark {
    /// Returns how many columns it takes, with the space behind it.
    pub(crate) const fn columns(self) -> u32 {
        match self {
            Self::None | Self::Rule => 0,
            Self::Bullet(_) | Self::Image => 2,
            Self::Ordinal(0) => 3,
            Self::Ordinal(number) => number.ilog10() + 3,
        }
    }
}
