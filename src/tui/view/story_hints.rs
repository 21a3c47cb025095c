//! The keys that are useful next in the views of a whole story: first those that lead on, out and to all others, which
//! are what a narrow screen has room for.

use crate::tui::action::Action;

/// A mode with its useful keys, each with a word for what it does.
type Hints = (&'static str, &'static [(Action, &'static str)]);

/// Two sources side by side.
pub(super) const BESIDE: Hints = (
    "SIDE BY SIDE",
    &[
        (Action::FocusNext, "other side"),
        (Action::Back, "end"),
        (Action::Help, "help"),
        (Action::NextSentence, "next sentence"),
        (Action::NextSource, "another source"),
    ],
);

/// The matrix.
pub(super) const MATRIX: Hints = (
    "MATRIX",
    &[
        (Action::Open, "go there"),
        (Action::Back, "close"),
        (Action::Help, "help"),
        (Action::Peek, "all wordings"),
        (Action::NextColumn, "next source"),
        (Action::DifferingRows, "differing"),
        (Action::SingleSourceRows, "one source"),
        (Action::NarrowRows, "filter"),
        (Action::SortRows, "order"),
    ],
);

/// The timeline.
pub(super) const TIMELINE: Hints = (
    "TIMELINE",
    &[
        (Action::Open, "go there"),
        (Action::Back, "close"),
        (Action::Help, "help"),
        (Action::Peek, "all wordings"),
        (Action::SortRows, "by event or report"),
        (Action::NarrowRows, "filter"),
    ],
);
