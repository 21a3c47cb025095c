//! A citation as the steps of its search hand it on.

use crate::fact::{Citation, CitationKind};
use crate::text::TextRange;

/// A citation found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundCitation {
    /// Where it stands.
    pub(crate) range: TextRange,
    /// What it says.
    pub(crate) citation: Citation,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Returns a citation of which nothing but its kind is known.
pub(crate) const fn empty(kind: CitationKind) -> Citation {
    Citation { kind, publisher: None, title: None, author: None, date: None, page: None }
}
