//! Diagnostics: what an importer noticed and the reader may want to know.

use serde::{Deserialize, Serialize};

use crate::text::TextRange;

/// One remark of an importer: what was cut, guessed or not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A sentence for the user: lower-case start, no final dot.
    pub message: String,
    /// Where in the text, if it has a place.
    pub range: Option<TextRange>,
    /// Whether something of the original is missing.
    pub loss: Loss,
}

/// Whether a remark tells of something that the text lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loss {
    /// Nothing is missing.
    None,
    /// Something is missing, mostly because a limit was reached: the reader is told at once.
    Cut,
}

impl Diagnostic {
    /// Makes a remark about the document as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), range: None, loss: Loss::None }
    }

    /// Makes a remark about something that is missing.
    pub fn cut(message: impl Into<String>) -> Self {
        Self { message: message.into(), range: None, loss: Loss::Cut }
    }

    /// Makes a remark about one place.
    pub fn at(range: TextRange, message: impl Into<String>) -> Self {
        Self { message: message.into(), range: Some(range), loss: Loss::None }
    }
}
