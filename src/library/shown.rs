//! A text that is shown, by what its passages are named.

use crate::document::{DocumentId, RevisionId};

/// A text that is shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'t> {
    /// Of which document.
    pub(crate) document: DocumentId,
    /// Of which revision.
    pub(crate) revision: RevisionId,
    /// What it says.
    pub(crate) text: &'t str,
}
