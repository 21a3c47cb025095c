//! Keeping passages: bookmarks with notes, and marks.

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::library::Request;
use crate::text::TextRange;
use crate::tui::draft::Draft;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::popup::{Popup, Tab};
use crate::tui::state::prompt::Purpose;
use crate::tui::state::reader::{Kept, Reader};
use crate::tui::update::travel;

/// The most characters of a passage that a message quotes.
const QUOTED: usize = 40;

/// What is said where there is no passage to keep.
const NOTHING: &str = "nothing to keep here; select a fact, or a sentence in the text";

/// Keeps the selection or the sentence at the cursor.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    let Some(draft) = draft(state) else {
        state.say(NOTHING);
        return Vec::new();
    };
    vec![Effect::Keep(draft)]
}

/// Asks for a note, then keeps the passage.
pub(super) fn keep_with_note(state: &mut State) {
    match draft(state) {
        Some(draft) => state.ask(Purpose::Note(Box::new(draft)), ""),
        None => state.say(NOTHING),
    }
}

/// Shows a bookmark that is on its way to the store.
pub(super) fn kept(state: &mut State, bookmark: Bookmark) -> Vec<Effect> {
    let quote: String = bookmark.anchor.quote.exact.chars().take(QUOTED).collect();
    let cut = if bookmark.anchor.quote.exact.chars().nth(QUOTED).is_some() { "…" } else { "" };
    let undo = state.undo_key();
    state.say(&format!("kept “{quote}{cut}”; {undo} takes it back"));
    if let Some(reader) = state.open_reader_mut(bookmark.document) {
        let found = bookmark.anchor.resolve(reader.document.text());
        reader.kept.push(Kept::new(bookmark, found));
        reader.end_selection();
    }
    Vec::new()
}

/// Removes the bookmark at the cursor.
pub(super) fn remove_here(state: &mut State) -> Vec<Effect> {
    let here = state.reader().and_then(|reader| reader.kept_in(reader.passage()));
    let Some(id) = here.map(|kept| kept.bookmark.id) else {
        state.say("no bookmark in this sentence");
        return Vec::new();
    };
    remove(state, id)
}

/// Removes a bookmark.
pub(super) fn remove(state: &mut State, id: BookmarkId) -> Vec<Effect> {
    let undo = state.undo_key();
    state.say(&format!("bookmark removed; {undo} brings it back"));
    for reader in state.readers_mut() {
        reader.kept.retain(|kept| kept.bookmark.id != id);
    }
    if let Some(Popup::Bookmarks(panel)) = &mut state.popup {
        panel.bookmarks.retain(|bookmark| bookmark.id != id);
        let (row, length) = (panel.list.selected(), panel.bookmarks.len());
        panel.list.select(row, length, state.size.height / 2);
    }
    vec![state.request(Request::DropBookmark(id))]
}

/// Changes the note of a bookmark.
pub(super) fn set_note(state: &mut State, id: BookmarkId, note: &str) -> Vec<Effect> {
    let mut changed = None;
    if let Some(Popup::Bookmarks(panel)) = &mut state.popup {
        for bookmark in panel.bookmarks.iter_mut().filter(|bookmark| bookmark.id == id) {
            note.clone_into(&mut bookmark.note);
            changed = Some(bookmark.clone());
        }
    }
    let Some(bookmark) = changed else { return Vec::new() };
    if let Some(reader) = state.open_reader_mut(bookmark.document) {
        for kept in reader.kept.iter_mut().filter(|kept| kept.bookmark.id == id) {
            kept.bookmark.note.clone_from(&bookmark.note);
        }
    }
    state.say("note saved");
    vec![state.request(Request::EditBookmark(Box::new(bookmark)))]
}

/// Returns what fetches the bookmarks for a tab of the bookmarks panel.
pub(super) fn fetch(state: &mut State, tab: Tab) -> Effect {
    let of = match tab {
        Tab::Document(id) => Some(id),
        Tab::Library => None,
    };
    let ticket = state.ticket();
    state.awaited.bookmarks = Some((ticket, tab));
    Effect::Request(ticket, Request::Bookmarks(of))
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

fn draft(state: &State) -> Option<Draft> {
    let reader = state.reader()?;
    let passage = match state.focus {
        // A fact is kept with the sentence that says it.
        Pane::Facts => reader.sentence_of(reader.side_passage()?),
        Pane::Sources | Pane::Reader => reader.passage(),
    };
    (!passage.is_empty()).then(|| Draft {
        document: reader.id(),
        title: reader.entry.title.clone(),
        anchor: anchor(reader, passage),
        note: String::new(),
    })
}

fn anchor(reader: &Reader, range: TextRange) -> Anchor {
    Anchor::new(reader.document.text(), reader.revision, range)
}
