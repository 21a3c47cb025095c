//! Keeping passages: bookmarks with notes, and marks.

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId, Edit, KeptFact, Label};
use crate::library::Request;
use crate::text::TextRange;
use crate::tui::action::Action;
use crate::tui::draft::Draft;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::kept_list::rows_shown;
use crate::tui::state::kept_passage::Kept;
use crate::tui::state::reader::Reader;
use crate::tui::update::kept_pages::{again_after_change, panel_mut};
use crate::tui::update::{kept_fact, travel, unsaved};

/// The most characters of a passage that a message quotes.
const QUOTED: usize = 40;

/// What is said where there is no bookmark.
const NO_BOOKMARK: &str = "no bookmark in this sentence";

/// What is said where there is no passage to keep.
pub(super) const NOTHING: &str = "nothing to keep here; select a fact, or a sentence in the text";

/// Keeps the selection or the sentence at the cursor.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    let Some(draft) = draft(state) else {
        state.say(NOTHING);
        return Vec::new();
    };
    if let Some((id, document)) = state.reattaching.take() {
        if draft.document != document {
            state.say(
                "the bookmark is of another article; it stays as it was, and nothing was kept",
            );
            return Vec::new();
        }
        let effects = change(state, vec![id], vec![Edit::Passage(draft.anchor)]);
        let undo = state.key_of(Action::Undo);
        state.say(&format!("the bookmark is attached here; {undo} takes it back"));
        return effects;
    }
    if already(state, &draft).is_some() {
        let note = state.key_of(Action::KeepWithNote);
        state.say(&format!("this is kept already; {note} edits its note"));
        return Vec::new();
    }
    vec![Effect::Keep(draft)]
}

/// Returns the bookmark that keeps just what would be kept: the same passage, and the same fact or none.
pub(super) fn already(state: &State, draft: &Draft) -> Option<Bookmark> {
    let wording = |fact: &Option<Box<KeptFact>>| fact.as_ref().map(|fact| fact.wording.clone());
    let is_same = |kept: &&Kept| {
        kept.range == Some(draft.anchor.position)
            && wording(&kept.bookmark.fact) == wording(&draft.fact)
    };
    let reader = state.reader().filter(|reader| reader.id() == draft.document)?;
    reader.kept.iter().find(is_same).map(|kept| kept.bookmark.clone())
}

/// Shows a bookmark and sends it to the store.
pub(super) fn kept(state: &mut State, bookmark: Bookmark) -> Vec<Effect> {
    let words = match &bookmark.fact {
        Some(fact) => fact.wording.as_str(),
        None => bookmark.anchor.quote.exact.as_str(),
    };
    let quote: String = words.chars().take(QUOTED).collect();
    let cut = if words.chars().nth(QUOTED).is_some() { "…" } else { "" };
    let evidence = match &bookmark.fact {
        Some(fact) if fact.evidence.len() > 1 => {
            format!(" with {} passages", fact.evidence.len())
        }
        _ => String::new(),
    };
    let undo = state.key_of(Action::Undo);
    state.say(&format!("kept “{quote}{cut}”{evidence}; {undo} takes it back"));
    if let Some(reader) = state.open_reader_mut(bookmark.document) {
        let found = bookmark.anchor.resolve(reader.document.text());
        reader.kept.push(Kept::new(bookmark.clone(), found));
        reader.end_selection();
    }
    let ticket = state.ticket();
    unsaved::remember_kept(state, ticket, &bookmark);
    vec![Effect::Request(ticket, Request::Keep(Box::new(bookmark)))]
}

/// Returns the bookmark at the cursor; says so if there is none.
pub(super) fn here(state: &mut State) -> Option<Bookmark> {
    let here = state.reader().and_then(|reader| reader.kept_in(reader.passage()));
    let bookmark = here.map(|kept| kept.bookmark.clone());
    if bookmark.is_none() {
        state.say(NO_BOOKMARK);
    }
    bookmark
}

/// Removes the bookmark at the cursor.
pub(super) fn remove_here(state: &mut State) -> Vec<Effect> {
    here(state).map(|bookmark| remove(state, vec![bookmark.id])).unwrap_or_default()
}

/// Gives the bookmark at the cursor the next colour.
pub(super) fn label_here(state: &mut State, times: i64) -> Vec<Effect> {
    let Some(bookmark) = here(state) else { return Vec::new() };
    set_label(state, vec![bookmark.id], bookmark.label, times)
}

/// Gives bookmarks the colour after one.
pub(super) fn set_label(
    state: &mut State,
    ids: Vec<BookmarkId>,
    now: Option<Label>,
    times: i64,
) -> Vec<Effect> {
    let label = (0..times.clamp(1, 12)).fold(now, |label, _| Label::after(label));
    let many = if ids.len() > 1 { format!(" on {} passages", ids.len()) } else { String::new() };
    let effects = change(state, ids, vec![Edit::Label(label)]);
    let name = label.map_or("none", Label::name);
    state.say(&format!("label: {name}{many}"));
    effects
}

/// Changes bookmarks where they are shown and in the store, as one change.
pub(super) fn change(
    state: &mut State,
    bookmarks: Vec<BookmarkId>,
    edits: Vec<Edit>,
) -> Vec<Effect> {
    for reader in state.readers_mut() {
        let document = reader.document.clone();
        for kept in reader.kept.iter_mut().filter(|it| bookmarks.contains(&it.bookmark.id)) {
            let was = kept.bookmark.anchor.clone();
            for edit in &edits {
                edit.apply(&mut kept.bookmark);
            }
            if kept.bookmark.anchor != was {
                let found = kept.bookmark.anchor.resolve(document.text());
                *kept = Kept::new(kept.bookmark.clone(), found);
            }
        }
    }
    if let Some(panel) = panel_mut(state) {
        panel.edit(&bookmarks, &edits);
    }
    let mut effects = vec![state.request(Request::EditBookmarks { bookmarks, edits })];
    effects.extend(again_after_change(state));
    effects
}

/// Removes bookmarks, as one change.
pub(super) fn remove(state: &mut State, ids: Vec<BookmarkId>) -> Vec<Effect> {
    let undo = state.key_of(Action::Undo);
    let message = match ids.len() {
        1 => format!("bookmark removed; {undo} brings it back"),
        count => format!("{count} bookmarks removed; {undo} brings them back"),
    };
    for reader in state.readers_mut() {
        reader.kept.retain(|kept| !ids.contains(&kept.bookmark.id));
    }
    let height = rows_shown(state.size);
    if let Some(panel) = panel_mut(state) {
        panel.remove(&ids, height);
    }
    state.say(&message);
    let mut effects = vec![state.request(Request::DropBookmarks(ids))];
    effects.extend(again_after_change(state));
    effects
}

/// Sets a mark at the cursor: `a` to `z` belong to the article, `A` to `Z` to the library.
pub(super) fn set_mark(state: &mut State, name: Option<char>) -> Vec<Effect> {
    let Some(name) = name.filter(char::is_ascii_alphabetic) else {
        state.complain("a mark is a letter from a to z or A to Z");
        return Vec::new();
    };
    let Some(reader) = state.reader_mut() else { return Vec::new() };
    let anchor = anchor(reader, reader.cursor);
    reader.marks.insert(name, reader.cursor.start());
    let document = reader.id();
    state.say(&format!("mark {name} set; '{name} comes back here"));
    vec![state.request(Request::SetMark { document, name, anchor })]
}

/// Goes to a mark; `'` is the place before the last jump.
pub(super) fn go_to_mark(state: &mut State, name: Option<char>) -> Vec<Effect> {
    match name {
        Some('\'' | '`') => {
            let Some(place) = state.jumps.last() else {
                state.say("there has been no jump yet");
                return Vec::new();
            };
            travel::leave(state);
            travel::go_to_place(state, place)
        }
        Some(name) if name.is_ascii_lowercase() => {
            let place = state.reader().and_then(|reader| reader.marks.get(&name).copied());
            match place {
                Some(at) => travel::jump(state, at),
                None => state.complain(&format!("mark {name} is not set; m{name} sets it")),
            }
            Vec::new()
        }
        Some(name) if name.is_ascii_uppercase() => {
            let ticket = state.ticket();
            state.awaited.mark = Some(ticket);
            vec![Effect::Request(ticket, Request::GlobalMark(name))]
        }
        _ => {
            state.complain("a mark is a letter from a to z or A to Z");
            Vec::new()
        }
    }
}

/// Returns what would be kept now: the selected fact, else the selection or the sentence at the cursor.
pub(super) fn draft(state: &State) -> Option<Draft> {
    let reader = state.reader()?;
    if state.focus == Pane::Facts
        && let Some(draft) = kept_fact::draft(reader)
    {
        return Some(draft);
    }
    let passage = match state.focus {
        Pane::Facts => reader.sentence_of(reader.side_passage()?),
        Pane::Sources | Pane::Reader => reader.passage(),
    };
    (!passage.is_empty())
        .then(|| Draft::new(reader.id(), &reader.entry.title, anchor(reader, passage)))
}

fn anchor(reader: &Reader, range: TextRange) -> Anchor {
    Anchor::new(reader.document.text(), reader.revision, range)
}
