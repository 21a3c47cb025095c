//! The message in the status line: a remark until the next key, an error for some keys longer.

use crate::text::Safe;

/// How many keys an error outlives: it may come from the library while somebody scrolls on.
const ERROR_STAYS: u8 = 4;

/// A sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: Safe,
    /// Whether something went wrong.
    pub tone: Tone,
    /// How many more keys it outlives.
    stays: u8,
}

/// Whether something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No.
    Info,
    /// Yes.
    Error,
}

impl Message {
    /// Makes a message.
    pub fn new(text: &str, tone: Tone) -> Self {
        let stays = match tone {
            Tone::Info => 0,
            Tone::Error => ERROR_STAYS,
        };
        Self { text: Safe::new(text), tone, stays }
    }

    /// Tells whether this is an error that came after the last key, so that nobody can have read it.
    pub fn is_fresh_error(&self) -> bool {
        self.tone == Tone::Error && self.stays == ERROR_STAYS
    }

    /// Tells whether nothing went wrong.
    pub fn is_remark(&self) -> bool {
        self.tone == Tone::Info
    }

    /// Returns what is left of the message after a key.
    pub fn after_key(self) -> Option<Self> {
        let stays = self.stays.checked_sub(1)?;
        Some(Self { stays, ..self })
    }
}
