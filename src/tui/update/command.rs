//! Commands: an action with what came with it, and what a part of update leaves to the whole.

use crate::tui::action::Action;
use crate::tui::effect::Effect;

/// What was asked for: an action with the character and the number that came with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// The action.
    pub(super) action: Action,
    /// The letter of a mark.
    pub(super) character: Option<char>,
    /// How often, or where.
    pub(super) count: Option<u32>,
}

impl Command {
    /// Makes a command without a character or a number.
    pub(super) const fn plain(action: Action) -> Self {
        Self { action, character: None, count: None }
    }

    /// Makes a command with a number.
    pub(super) const fn counted(action: Action, count: u32) -> Self {
        Self { action, character: None, count: Some(count) }
    }

    /// Returns how often to repeat: the number typed, or once.
    pub(super) fn times(self) -> i64 {
        i64::from(self.count.unwrap_or(1))
    }

    /// Returns how many rows the selection moves in a list that shows `page` rows; `None` if the action
    /// moves none. What moves the text moves a list alike.
    pub(super) fn rows(self, page: u16) -> Option<i64> {
        let times = self.times();
        let page = i64::from(page);
        Some(match self.action {
            Action::Down | Action::LineDown => times,
            Action::Up | Action::LineUp => -times,
            Action::ListHalfPageDown | Action::HalfPageDown => times * (page / 2).max(1),
            Action::ListHalfPageUp | Action::HalfPageUp => -times * (page / 2).max(1),
            Action::ListPageDown | Action::PageDown => times * page,
            Action::ListPageUp | Action::PageUp => -times * page,
            Action::First | Action::Top => i64::MIN,
            Action::Last | Action::End => i64::MAX,
            _ => return None,
        })
    }
}

/// What typing or the mouse comes to.
#[derive(Debug)]
pub(super) enum Next {
    /// It is done but for these effects.
    Done(Vec<Effect>),
    /// A command is to be performed, as if its key had been pressed.
    Perform(Command),
}

impl Next {
    /// Nothing is left to do.
    pub(super) const NOTHING: Self = Self::Done(Vec::new());
}
