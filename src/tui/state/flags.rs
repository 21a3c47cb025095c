//! What of the whole screen is one thing or another.

/// Whether facts are marked in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlights {
    /// All of them.
    All,
    /// Only those of the selected fact.
    Selected,
}

/// Whether something has been saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is as saved.
    Yes,
    /// It has changed.
    No,
}

/// Whether the user has just interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interrupted {
    /// No.
    No,
    /// Once.
    Once,
}
