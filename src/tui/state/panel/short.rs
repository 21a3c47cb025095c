//! Short sections: which entries of a long section are shown until the rest is asked for.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::tui::state::panel::entry::Entry;

/// How many entries of a long section are shown at first.
const SHOWN: usize = 8;
/// As many more are shown as well: a row that says so would take as much room as they do.
const SPARED: usize = 2;

/// Returns the entries of a section that are left out at first, by their numbers: all but those the user
/// confirmed and the most important. A section that is not long leaves out nothing.
pub(super) fn left_out(section: &[(usize, &Entry)]) -> BTreeSet<usize> {
    if section.len() <= SHOWN + SPARED {
        return BTreeSet::new();
    }
    let mut ranked: Vec<_> = section.to_vec();
    ranked.sort_by_key(|(_, entry)| Reverse((entry.verdict.is_some(), entry.importance())));
    let confirmed = ranked.iter().take_while(|(_, entry)| entry.verdict.is_some()).count();
    ranked.iter().skip(SHOWN.max(confirmed)).map(|(index, _)| *index).collect()
}
