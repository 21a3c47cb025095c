//! Pointing: what the caret and the mouse go on from at the next key or motion.

use crate::document::DocumentId;
use crate::text::{TextRange, TextSize};
use crate::tui::state::caret::Seek;
use crate::tui::state::selection::Unit;

/// What the caret and the mouse go on from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pointing {
    /// The character last looked for with the caret.
    pub seek: Option<Seek>,
    /// What the button of the mouse is held down on.
    pub drag: Option<Drag>,
}

/// A press of the button in the text, until it is let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drag {
    /// The text.
    pub document: DocumentId,
    /// Where it was pressed.
    pub at: TextSize,
    /// What was selected there.
    pub origin: TextRange,
    /// What dragging selects.
    pub unit: Unit,
}
