//! Views of a whole story that take the place of the panes until they are closed.

use ratatui::layout::{Rect, Size};

use crate::tui::keymap::Context;
use crate::tui::state::beside::Beside;
use crate::tui::state::matrix::Matrix;
use crate::tui::state::timeline::Timeline;

/// An open view of a story.
#[derive(Clone, Debug)]
pub enum StoryView {
    /// Who says what: statements by sources.
    Matrix(Box<Matrix>),
    /// Two sources side by side.
    Beside(Beside),
    /// What happened when, and who reported it when.
    Timeline(Box<Timeline>),
}

impl StoryView {
    /// Returns whose keys count; `None` for those of the text.
    pub const fn context(&self) -> Option<Context> {
        match self {
            Self::Matrix(_) => Some(Context::Matrix),
            Self::Timeline(_) => Some(Context::Timeline),
            Self::Beside(_) => None,
        }
    }
}

/// Where the parts of a matrix or a timeline stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// What is shown, one row, with a rule below it.
    pub title: Rect,
    /// The names of the columns, one row.
    pub head: Rect,
    /// The rows.
    pub rows: Rect,
    /// All the words of what is selected, if there is room for them.
    pub words: Option<Rect>,
}

/// Splits the screen for a table; the last row is the status line.
pub fn table(screen: Size) -> Table {
    let height = screen.height.saturating_sub(1);
    let title = Rect::new(0, 0, screen.width, height.min(2));
    let head = Rect::new(0, title.bottom(), screen.width, u16::from(height > 3));
    let rest = height.saturating_sub(head.bottom());
    let words = match rest {
        0..10 => 0,
        10..16 => 4,
        16..24 => 6,
        24.. => 8,
    };
    let rows = Rect::new(0, head.bottom(), screen.width, rest - words);
    let below = Rect::new(0, rows.bottom(), screen.width, words);
    Table { title, head, rows, words: (words > 0).then_some(below) }
}
