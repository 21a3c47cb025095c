//! Two marks of the same words as one passage.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::anchor::TextQuote;
use crate::bookmark::{Bookmark, BookmarkId, retag};
use crate::exchange::Brought;

/// Makes one of the passages of a file that have one identity, as programs write them that mark the same words twice.
/// Tells how many went into others. What comes with all that is kept of it stays by itself.
pub(crate) fn joined(all: Vec<Brought>) -> (Vec<Brought>, usize) {
    let mut known: HashMap<BookmarkId, Joined> = HashMap::new();
    let (count, mut once) = (all.len(), Vec::with_capacity(all.len()));
    for one in all {
        if one.is_whole() {
            once.push(one);
            continue;
        }
        match known.entry(one.id) {
            Entry::Vacant(free) => {
                free.insert(Joined { place: once.len(), said: None });
                once.push(one);
            }
            Entry::Occupied(mut joined) => {
                let joined = joined.get_mut();
                if let Some(first) = once.get_mut(joined.place) {
                    let said = joined.said.get_or_insert_with(|| Said::by(first));
                    said.join(first, one);
                }
            }
        }
    }
    let into_others = count - once.len();
    (once, into_others)
}

/// Where a passage is among all, and what is said of it once something was joined.
struct Joined {
    place: usize,
    said: Option<Said>,
}

/// The notes on a passage and its tags in small letters.
struct Said {
    notes: HashSet<String>,
    tags: HashSet<String>,
}

impl Said {
    fn by(one: &Brought) -> Self {
        let notes = one.note.split("\n\n").chain([one.note.as_str()]);
        Self {
            notes: notes.map(str::to_owned).collect(),
            tags: one.tags.iter().map(|tag| tag.to_lowercase()).collect(),
        }
    }

    /// Adds to a passage what another mark of the same words says.
    fn join(&mut self, first: &mut Brought, other: Brought) {
        if !other.note.is_empty() && self.notes.insert(other.note.clone()) {
            if !first.note.is_empty() {
                first.note.push_str("\n\n");
            }
            first.note.push_str(&other.note);
        }
        let new = other.tags.into_iter().filter(|tag| self.tags.insert(tag.to_lowercase()));
        first.tags.extend(new);
        first.label = first.label.or(other.label);
        first.changed = first.changed.max(other.changed);
    }
}

/// Tells whether the same words stand between the same others, as far as both tell.
fn stand_alike(one: &TextQuote, two: &TextQuote) -> bool {
    let before = one.prefix.ends_with(&two.prefix) || two.prefix.ends_with(&one.prefix);
    let after = one.suffix.starts_with(&two.suffix) || two.suffix.starts_with(&one.suffix);
    before && after
}

/// Returns a kept passage with what another one says of the same words besides; `None` if it says something else.
pub(crate) fn joined_with(kept: &Bookmark, other: &Bookmark) -> Option<Bookmark> {
    let (one, two) = (&kept.anchor, &other.anchor);
    let is_same_passage = one.quote.exact == two.quote.exact
        && if one.revision == two.revision {
            one.position == two.position
        } else {
            stand_alike(&one.quote, &two.quote)
        };
    let agree = |differ: bool, known: bool| !(differ && known);
    let is_one = is_same_passage
        && kept.note == other.note
        && agree(kept.label != other.label, kept.label.is_some() && other.label.is_some())
        && agree(kept.fact != other.fact, kept.fact.is_some() && other.fact.is_some());
    is_one.then(|| {
        let mut both = kept.clone();
        retag(&mut both.tags, &other.tags, &[]);
        both.label = kept.label.or(other.label);
        both.fact = kept.fact.clone().or_else(|| other.fact.clone());
        both
    })
}
