//! The message in the status line, until the next key.

use crate::text::Safe;

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: Safe,
    /// Whether something went wrong.
    pub tone: Tone,
}

/// Whether something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No.
    Info,
    /// Yes.
    Error,
}
