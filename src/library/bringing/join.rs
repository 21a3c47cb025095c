//! Two marks of the same words as one passage.

use crate::bookmark::{Bookmark, retag};
use crate::exchange::Brought;
/// Adds to a passage what another mark of the same words says.
pub(crate) fn join(bookmark: &mut Bookmark, other: Brought) {
    if bookmark.note.is_empty() {
        bookmark.note = other.note;
    } else if !other.note.is_empty() && !bookmark.note.split("\n\n").any(|part| part == other.note)
    {
        bookmark.note = format!("{}\n\n{}", bookmark.note, other.note);
    }
    retag(&mut bookmark.tags, &other.tags, &[]);
    bookmark.label = bookmark.label.or(other.label);
}

/// Returns a kept passage with what another one says of the same words besides; `None` if it says something else.
pub(crate) fn joined_with(kept: &Bookmark, other: &Bookmark) -> Option<Bookmark> {
    let (one, two) = (&kept.anchor, &other.anchor);
    let is_same_passage = one.quote.exact == two.quote.exact
        && (one.revision != two.revision || one.position == two.position);
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
