//! What a change of kept passages was, in words.

use crate::bookmark::{Bookmark, BookmarkId};

/// The most characters of a passage that are quoted.
const QUOTED: usize = 32;

/// Says what a change of one bookmark was.
pub(crate) fn one(before: Option<&Bookmark>, after: Option<&Bookmark>) -> String {
    let Some(either) = after.or(before) else { return "bookmark dropped".to_owned() };
    format!("{} “{}”", what(before, after), quote(either))
}

/// Says what a change of several bookmarks was, which were all changed alike.
pub(crate) fn several(
    before: &[(BookmarkId, Option<Bookmark>)],
    after: &[(BookmarkId, Option<Bookmark>)],
) -> String {
    let mut pairs = before.iter().zip(after).map(|((_, was), (_, is))| (was.as_ref(), is.as_ref()));
    match (pairs.next(), after.len()) {
        (Some((was, is)), 1) => one(was, is),
        (Some((was, is)), count) => {
            let alike = pairs.all(|(other_was, other_is)| {
                what(other_was, other_is) == what(was, is) || other_was == other_is
            });
            let what = if alike { what(was, is) } else { "bookmarks changed".to_owned() };
            format!("{what} on {count} passages")
        }
        (None, _) => "nothing".to_owned(),
    }
}

fn what(before: Option<&Bookmark>, after: Option<&Bookmark>) -> String {
    let (was, is) = match (before, after) {
        (None, Some(kept)) if kept.fact.is_some() => return "fact kept".to_owned(),
        (None, _) => return "bookmark added".to_owned(),
        (Some(_), None) => return "bookmark dropped".to_owned(),
        (Some(was), Some(is)) => (was, is),
    };
    if was.document != is.document {
        return "given to its article".to_owned();
    }
    let note = was.note != is.note;
    let tags = was.tags != is.tags;
    match (note, tags) {
        (true, true) => "note and tags changed".to_owned(),
        (true, false) if was.note.is_empty() => "note added".to_owned(),
        (true, false) if is.note.is_empty() => "note deleted".to_owned(),
        (true, false) => "note changed".to_owned(),
        (false, true) => "tags changed".to_owned(),
        (false, false) if was.label != is.label => match is.label {
            Some(label) => format!("label {}", label.name()),
            None => "label taken away".to_owned(),
        },
        (false, false) if was.anchor != is.anchor => "place accepted".to_owned(),
        (false, false) => "bookmark changed".to_owned(),
    }
}

/// Returns the first words of a kept passage.
fn quote(bookmark: &Bookmark) -> String {
    let words = match &bookmark.fact {
        Some(fact) => &fact.wording,
        None => &bookmark.anchor.quote.exact,
    };
    let cut = if words.chars().nth(QUOTED).is_some() { "…" } else { "" };
    let words: String = words.chars().take(QUOTED).collect();
    format!("{}{cut}", words.trim_end())
}
