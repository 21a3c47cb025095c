//! The keys that are useful next in the views of a whole story.

use crate::tui::action::Action;

/// A mode with its useful keys, each with a word for what it does.
type Hints = (&'static str, &'static [(Action, &'static str)]);

/// Two sources side by side.
pub(super) const BESIDE: Hints = (
    "SIDE BY SIDE",
    &[
        (Action::NextSentence, "next sentence"),
        (Action::FocusNext, "other side"),
        (Action::NextSource, "another source"),
        (Action::Back, "end"),
        (Action::Help, "help"),
    ],
);

/// The matrix.
pub(super) const MATRIX: Hints = (
    "MATRIX",
    &[
        (Action::Open, "go there"),
        (Action::Peek, "all wordings"),
        (Action::NextColumn, "next source"),
        (Action::DifferingRows, "differing"),
        (Action::SingleSourceRows, "one source"),
        (Action::Back, "close"),
        (Action::Help, "help"),
        (Action::NarrowRows, "filter"),
        (Action::SortRows, "order"),
    ],
);

/// The timeline.
pub(super) const TIMELINE: Hints = (
    "TIMELINE",
    &[
        (Action::Open, "go there"),
        (Action::Peek, "all wordings"),
        (Action::SortRows, "by event or report"),
        (Action::NarrowRows, "filter"),
        (Action::Back, "close"),
        (Action::Help, "help"),
    ],
);
