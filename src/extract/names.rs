//! Names: where people, organisations and places are named.
//!
//! 1. A tagger with trained weights reads each sentence and says which words are names of what.
//! 2. Names found once are found again where little speaks for them: in headings, as bare surnames.
//! 3. One form has one kind in one document: the one with the most weight.
//!
//! It leaves to the step of entities which names are one.

pub(crate) mod candidate;
pub(crate) mod doubt;
pub(crate) mod joined;
pub(crate) mod marked;
pub(crate) mod repeat;
pub(crate) mod run;
pub(crate) mod tagger;
pub(crate) mod title;

use crate::extract::names::candidate::Candidate;
use crate::extract::names::doubt::is_no_name;
use crate::extract::names::joined::join_parts;
use crate::extract::names::marked::{with_people_apart, with_publications};
use crate::extract::names::repeat::{settle_kinds, with_repeats};
use crate::extract::names::tagger::table::Table;
use crate::extract::names::tagger::{Tagged, tag, weights};
use crate::extract::names::title::title_before;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

/// Finds all names, in order and without overlap.
pub(crate) fn names(reading: &Reading) -> Vec<Candidate> {
    weights().map_or_else(Vec::new, |table| found_by(table, reading))
}

/// Finds all names by weights, in order and without overlap.
pub(crate) fn found_by(table: Table, reading: &Reading) -> Vec<Candidate> {
    let tagged = tag(reading, table);
    let found = tagged.into_iter().map(|tagged| candidate(reading, tagged)).collect();
    let found = with_people_apart(reading, join_parts(reading, found));
    let found = with_publications(reading, found);
    let mut found = with_repeats(reading, found);
    let mut listed = listed_bodies(reading, &found).into_iter();
    found.retain(|name| !is_no_name(reading, name, listed.next().unwrap_or_default()));
    settle_kinds(reading, found)
}

/// Tells of each name whether it stands in a list right before a body: `the Nordic Initiative, NATO and`.
fn listed_bodies(reading: &Reading, found: &[Candidate]) -> Vec<bool> {
    let listed = |pair: &[Candidate]| {
        let [name, next] = pair else { return false };
        next.kind == EntityKind::Organization
            && next.tokens.start == name.tokens.end + 1
            && reading.word(name.tokens.end) == ","
    };
    found.windows(2).map(listed).collect()
}

fn candidate(reading: &Reading, tagged: Tagged) -> Candidate {
    let role = (tagged.kind == EntityKind::Person)
        .then(|| title_before(reading, tagged.tokens.start))
        .flatten();
    let score = percent(tagged.likely);
    Candidate { tokens: tagged.tokens, kind: tagged.kind, score, rule: tagged.why, role }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn percent(likely: f32) -> u8 {
    (likely * 100.0).round().clamp(0.0, 100.0) as u8
}

#[cfg(test)]
mod tests;
