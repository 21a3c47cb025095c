//! Labels: what a row of a list says, in two weights.

use crate::text::Safe;

/// What a row of a list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The thing itself.
    pub main: Safe,
    /// What explains it: a role, the words of the text; empty if there is nothing.
    pub detail: Safe,
}
