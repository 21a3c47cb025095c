//! Parts of a body that are named with it: `Central Committee of the Communist Party of China`.

use crate::extract::lists::is_listed;
use crate::extract::names::candidate::Candidate;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;

/// Words that end the name of a part of a body.
const PARTS: &str = "Committee Council Department Directorate Bureau Secretariat Presidium Politburo \
Congress Branch Division Faculty Chamber Command Presidency";

/// Joins the name of a part with that of its body behind `of`.
pub(crate) fn join_parts(reading: &Reading, found: Vec<Candidate>) -> Vec<Candidate> {
    let mut joined: Vec<Candidate> = Vec::with_capacity(found.len());
    for name in found {
        match joined.last_mut() {
            Some(part) if is_part_of(reading, part, &name) => {
                part.tokens.end = name.tokens.end;
                part.score = part.score.min(name.score);
            }
            _ => joined.push(name),
        }
    }
    joined
}

fn is_part_of(reading: &Reading, part: &Candidate, body: &Candidate) -> bool {
    let organizations =
        part.kind == EntityKind::Organization && body.kind == EntityKind::Organization;
    let after_of = part.tokens.end + 1;
    let after_the = after_of + usize::from(reading.word(after_of) == "the");
    organizations
        && reading.word(part.tokens.end) == "of"
        && body.tokens.start == after_the
        && part.tokens.len() > 1
        && is_listed(PARTS, reading.word(part.tokens.end - 1))
}
