//! Filters: which entries the panel shows, by kind, by what the user said of them, and by text.

use std::collections::BTreeSet;

use crate::fact::{FactId, FactKind};
use crate::tui::state::panel::entry::Entry;
use crate::verdict::Verdict;

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All that are not dismissed.
    #[default]
    All,
    /// Those of one kind that are not dismissed.
    Kind(FactKind),
    /// Those the user has confirmed.
    Confirmed,
    /// Those the user has dismissed, and no others.
    Dismissed,
}

impl Filter {
    /// All filters, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let kinds = FactKind::ALL.into_iter().map(Self::Kind);
        std::iter::once(Self::All).chain(kinds).chain([Self::Confirmed, Self::Dismissed])
    }

    /// Tells whether it shows an entry.
    pub fn shows(self, entry: &Entry) -> bool {
        match self {
            Self::Dismissed => entry.verdict == Some(Verdict::Dismissed),
            _ if entry.verdict == Some(Verdict::Dismissed) => false,
            Self::All => true,
            Self::Kind(kind) => entry.kind == kind,
            Self::Confirmed => entry.verdict == Some(Verdict::Confirmed),
        }
    }
}

/// What the entries are narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowing {
    /// What was typed.
    pub typed: String,
    /// The facts whose entries say it.
    pub facts: BTreeSet<FactId>,
}

impl Narrowing {
    /// Tells whether it leaves an entry.
    pub fn shows(&self, entry: &Entry) -> bool {
        entry.facts.iter().any(|fact| self.facts.contains(fact))
    }
}
