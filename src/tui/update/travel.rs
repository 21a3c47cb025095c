//! Travelling: opening documents, going to places, coming back, and saving where one was.

use crate::bookmark::BookmarkId;
use crate::document::{DocumentId, Loss, RevisionId};
use crate::library::{Extent, HitPlace, Opened, Request};
use crate::text::{TextRange, TextSize};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::panes::Pane;
use crate::tui::state::jumps::Place;
use crate::tui::state::popup::Popup;
use crate::tui::state::reader::Reader;
use crate::tui::state::search::Search;
use crate::tui::state::{Goal, Saved, State};
use crate::tui::update::changes;
use crate::tui::update::focus::focus;
use crate::tui::update::follow::moved;
use crate::tui::update::matches;
use crate::tui::update::story;

/// Texts from this size on get the exact line index; smaller ones are laid out as they are shown.
const INDEXED_FROM: u32 = 64 * 1024;

/// Opens a document and goes to a place in it.
pub(super) fn open(state: &mut State, id: DocumentId, goal: Goal) -> Vec<Effect> {
    leave(state);
    let mut effects: Vec<_> = save_position(state).into_iter().collect();
    if state.bring_up(id) {
        state.awaited.open = None;
        effects.extend(arrive(state, goal));
        return effects;
    }
    effects.push(ask_to_open(state, id, goal));
    effects
}

/// Opens the newest revision of a document, which may be open in an older one.
pub(super) fn open_anew(state: &mut State, id: DocumentId) -> Vec<Effect> {
    leave(state);
    let mut effects: Vec<_> = save_position(state).into_iter().collect();
    effects.push(ask_to_open(state, id, Goal::WhereLeft));
    effects
}

fn ask_to_open(state: &mut State, id: DocumentId, goal: Goal) -> Effect {
    let ticket = state.ticket();
    state.awaited.open = Some((ticket, goal));
    Effect::Request(ticket, Request::Open(id))
}

/// Shows a document that the store has opened.
pub(super) fn opened(state: &mut State, opened: Opened, goal: Goal) -> Vec<Effect> {
    let first_time = opened.position.is_none();
    let reader = Reader::new(opened, state.text_columns(), state.order);
    let (id, document) = (reader.id(), reader.document.clone());
    let unknown = reader.facts.is_none();
    // What stands where is of the text before.
    close_evidence(state, id);
    if !matches!(goal, Goal::Mention) {
        state.evidence = None;
        state.awaited.naming = None;
    }
    state.show(reader);
    // The store does the same when the position is first saved.
    if let Some(entry) = state.sources.get_mut(id).filter(|entry| first_time && !entry.read) {
        entry.read = true;
        state.sources.counts.unread = state.sources.counts.unread.saturating_sub(1);
    }
    let mut effects = arrive(state, goal);
    changes::announce(state);
    if let Some(cut) = document.diagnostics().iter().find(|remark| remark.loss == Loss::Cut) {
        state.say(&format!("cut short: {}", cut.message));
    }
    if state.reader().is_some_and(|reader| reader.extent == Extent::Summary) {
        state.say("this is only a summary; fetching the whole article …");
        let ticket = state.ticket();
        state.work.start(ticket);
        state.by_itself.push(ticket);
        effects.push(Effect::Request(ticket, Request::Reload(id)));
    }
    if unknown {
        let ticket = state.ticket();
        if let Some(reader) = state.reader_mut() {
            reader.awaits_facts = Some(ticket);
        }
        let request = Request::Facts { document: id, content: document };
        effects.push(Effect::Request(ticket, request));
    }
    effects
}

/// Closes a document; the one that comes up in its place is laid out to the room it has now.
pub(super) fn close(state: &mut State, id: DocumentId) -> Option<Effect> {
    state.close(id);
    close_evidence(state, id);
    fit(state)
}

/// Closes the list of the places in a document where something is named.
fn close_evidence(state: &mut State, document: DocumentId) {
    if matches!(&state.popup, Some(Popup::Evidence(evidence)) if evidence.document == document) {
        state.popup = None;
    }
}

/// Lays the shown document out to the room it has now, and keeps what is selected in view.
pub(super) fn fit(state: &mut State) -> Option<Effect> {
    let (width, height) = (state.text_columns(), state.text_height());
    let facts_height = state.body_height(Pane::Facts);
    let sources_height = state.sources_height();
    let length = state.sources.rows().len();
    let selected = state.sources.list.selected();
    state.sources.list.select(selected, length, sources_height);
    if let Some(reader) = state.reader_mut() {
        reader.fit(width);
        reader.scroll(0, height);
        reader.show_caret(height);
        let (list, rows) = reader.side_list();
        list.select(list.selected(), rows, facts_height);
    }
    ask_for_index(state)
}

/// Asks for the exact lines of the shown document, if it is long and they are not known.
pub(super) fn ask_for_index(state: &mut State) -> Option<Effect> {
    let width = state.text_columns();
    // The lines of an older revision must not be taken for those of what is shown now.
    state.awaited.index = None;
    let reader = state.reader()?;
    if reader.layout.index().is_some() || u32::from(reader.document.end()) < INDEXED_FROM {
        return None;
    }
    let (id, content) = (reader.id(), reader.document.clone());
    let ticket = state.ticket();
    state.awaited.index = Some((ticket, id));
    Some(Effect::Request(ticket, Request::Index { content, width }))
}

/// Goes to a place in the shown document, noting where the jump started.
pub(super) fn jump(state: &mut State, to: TextSize) {
    leave(state);
    go(state, to);
}

/// Goes to a place in the shown document.
pub(super) fn go(state: &mut State, to: TextSize) {
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.go(to, height);
    }
    moved(state);
}

/// Goes to a passage in the shown document and shows it as what was looked for.
pub(super) fn go_to_passage(state: &mut State, passage: TextRange) {
    go(state, passage.start());
    if let Some(reader) = state.reader_mut() {
        reader.shown = vec![passage];
    }
}

/// Goes to a passage in the shown document and on reading there, with all that belongs to it marked.
pub(super) fn visit(state: &mut State, passage: TextRange, all: Vec<TextRange>) {
    leave(state);
    focus(state, Pane::Reader);
    go(state, passage.start());
    if let Some(reader) = state.reader_mut() {
        reader.shown = all;
    }
}

/// Goes to the first mention of what is to be gone to, once the facts are known.
pub(super) fn go_to_wanted(state: &mut State) {
    let Some(reader) = state.reader_mut() else { return };
    let Some(facts) = &reader.facts else { return };
    let Some(key) = reader.wanted.take() else { return };
    let named = facts.entities().filter(|entity| entity.key().as_ref() == Some(&key));
    let mut mentions: Vec<_> = named.flat_map(|entity| entity.mentions.iter().copied()).collect();
    mentions.sort_by_key(|mention| mention.start());
    let Some(first) = mentions.first().copied() else {
        state.say("the article has changed: it is not named there any more");
        return;
    };
    go(state, first.start());
    if let Some(reader) = state.reader_mut() {
        reader.shown = mentions;
    }
}

/// Goes to a place in any document.
pub(super) fn go_to_place(state: &mut State, place: Place) -> Vec<Effect> {
    if state.reader().is_some_and(|reader| reader.id() == place.document) {
        go(state, place.offset);
        return Vec::new();
    }
    let mut effects: Vec<_> = save_position(state).into_iter().collect();
    if state.bring_up(place.document) {
        effects.extend(arrive(state, Goal::Place(place.offset)));
        return effects;
    }
    effects.push(ask_to_open(state, place.document, Goal::Place(place.offset)));
    effects
}

/// Returns where the reader is now.
pub(super) fn here(state: &State) -> Option<Place> {
    let reader = state.reader()?;
    Some(Place { document: reader.id(), offset: reader.cursor.start() })
}

/// Notes where the reader is, to come back to.
pub(super) fn leave(state: &mut State) {
    if let Some(place) = here(state) {
        state.jumps.leave(place);
    }
}

/// Returns what saves the reading position, if it has changed.
pub(super) fn save_position(state: &mut State) -> Option<Effect> {
    if state.position == Saved::Yes {
        return None;
    }
    state.position = Saved::Yes;
    let height = state.text_height();
    let reader = state.reader()?;
    let (document, anchor, progress) = (reader.id(), reader.position()?, reader.progress(height));
    if let Some(entry) = state.sources.get_mut(document) {
        entry.progress = progress;
    }
    Some(state.request(Request::SavePosition { document, anchor, progress }))
}

/// Lays out the document that has come up, goes where it should, and selects it in the list.
fn arrive(state: &mut State, goal: Goal) -> Vec<Effect> {
    let width = state.text_columns();
    let sources_height = state.sources_height();
    let Some(reader) = state.reader_mut() else { return Vec::new() };
    reader.fit(width);
    let id = reader.id();
    story::share(state);
    let mut effects = Vec::new();
    match goal {
        Goal::WhereLeft => {}
        Goal::Place(at) => go(state, at),
        Goal::Passage(revision, range) => go_to_compared(state, revision, range),
        Goal::Bookmark(bookmark) => go_to_bookmark(state, bookmark),
        Goal::Mark(name) => go_to_mark(state, name),
        Goal::Hit(place) => effects.extend(go_to_hit(state, place)),
        Goal::Filtered => effects.extend(mark_filter(state)),
        Goal::Mention => {
            let key = state.evidence.take().and_then(|evidence| evidence.key);
            if let Some(reader) = state.reader_mut() {
                reader.wanted = key;
            }
            go_to_wanted(state);
        }
    }
    state.position = Saved::No;
    let length = state.sources.rows().len();
    if let Some(row) = state.sources.row_of(id) {
        state.sources.list.select(row, length, sources_height);
    }
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.scroll(0, height);
    }
    moved(state);
    effects.extend(ask_for_index(state));
    effects
}

/// Goes to a passage of the text that was compared and puts it in the middle; the text may be another now.
fn go_to_compared(state: &mut State, revision: RevisionId, range: TextRange) {
    let height = state.text_height();
    let Some(reader) = state.reader() else { return };
    let text = reader.document.text();
    if reader.revision != revision || text.get(std::ops::Range::from(range)).is_none() {
        state.complain("the article has changed since the sources were compared");
        return;
    }
    go_to_passage(state, range);
    if let Some(reader) = state.reader_mut() {
        reader.place(range.start(), height / 2, height);
    }
}

fn go_to_mark(state: &mut State, name: char) {
    match state.reader().and_then(|reader| reader.marks.get(&name).copied()) {
        Some(at) => go(state, at),
        None => state.complain(&format!("the passage of mark {name} is not in this revision")),
    }
}

fn go_to_bookmark(state: &mut State, bookmark: BookmarkId) {
    let Some(reader) = state.reader() else { return };
    let Some(kept) = reader.kept.iter().find(|kept| kept.bookmark.id == bookmark) else { return };
    match kept.range {
        Some(range) => go_to_passage(state, range),
        None => state.complain("the passage is not in this revision any more; its words are kept"),
    }
}

/// Goes to where the open article was found, with all that the query finds in it marked.
fn go_to_hit(state: &mut State, place: HitPlace) -> Option<Effect> {
    let query = state.finder.results.query.clone();
    let cursor = state.reader()?.cursor.start();
    let near = if let HitPlace::Text(range) = place { range.start() } else { cursor };
    let effect = matches::mark(state, &query, near);
    match place {
        HitPlace::Text(range) => go_to_match(state, range),
        HitPlace::Bookmark(bookmark) => go_to_bookmark(state, bookmark),
        HitPlace::Entry => {}
    }
    tell_match(state);
    effect
}

/// Marks what the list is filtered by in the open article, which stays where it was left.
fn mark_filter(state: &mut State) -> Option<Effect> {
    let query = state.sources.filter.as_ref()?.query.clone();
    let cursor = state.reader()?.cursor.start();
    matches::mark(state, &query, cursor)
}

/// Goes to the match that touches a range of the text, or to the range where it is none.
fn go_to_match(state: &mut State, range: TextRange) {
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    let found = reader.search.as_mut().and_then(|search| search.at(range));
    let whole = reader.document.text().get(std::ops::Range::from(range)).is_some();
    match found {
        Some(found) => go(state, found.start()),
        None if whole => go_to_passage(state, range),
        None => {
            state.complain("the article has changed since it was found; this is where it was left");
            return;
        }
    }
    let start = found.unwrap_or(range).start();
    if let Some(reader) = state.reader_mut() {
        reader.place(start, height / 3, height);
    }
}

/// Says at which match the reader is, and how to come back.
pub(super) fn tell_match(state: &mut State) {
    let search = state.reader().and_then(|reader| reader.search.as_ref());
    if search.is_some_and(|search| !search.is_whole()) {
        return;
    }
    let counted = search.map(Search::count);
    let keys = state.keymap.keys_of(Action::JumpBack, Context::Reader);
    let back = keys.first().map_or("", String::as_str);
    let message = match counted {
        Some((number @ 1.., all)) => format!("match {number} of {all}; {back}: the results"),
        Some((_, all)) => format!("{all} matches in the text; {back}: the results"),
        None => format!("found by what is known of it, not in its text; {back}: the results"),
    };
    if state.message.is_none() {
        state.say(&message);
    }
}
