//! Searching in the article: while typing, on Enter, and from match to match.

use crate::text::TextSize;
use crate::tui::state::State;
use crate::tui::state::reader::Reader;
use crate::tui::state::search::Search;
use crate::tui::update::travel::jump;

/// Searches for something and remembers it, without going anywhere.
pub(super) fn start_search(state: &mut State, typed: &str) {
    let Some(reader) = state.reader_mut() else { return };
    reader.search = Search::new(&reader.document, typed);
    state.searches.retain(|known| known != typed);
    state.searches.push(typed.to_owned());
}

/// Goes so many matches on, or back; without a search, repeats the last one.
pub(super) fn next_match(state: &mut State, by: i64) {
    let Some(reader) = state.reader() else { return };
    if reader.search.is_none() {
        let Some(last) = state.searches.last().cloned() else {
            state.say("nothing has been searched for yet");
            return;
        };
        start_search(state, &last);
    }
    let Some(reader) = state.reader_mut() else { return };
    let at = reader.point();
    let is_led = reader.caret.is_some();
    let Some(search) = reader.search.as_mut() else { return };
    let current = search.current().filter(|_| !is_led);
    let at = current.map_or(at, text_size::TextRange::start);
    match search.step(at, by) {
        Some(found) => {
            let told = search.told();
            jump(state, found.start());
            state.say(&told);
        }
        None => {
            let message = format!("no match for {}", search.typed);
            state.complain(&message);
        }
    }
}

/// Searches for what is selected, the fact gone to last, or the sentence at the cursor.
pub(super) fn search_here(state: &mut State) {
    let Some(reader) = state.reader() else { return };
    let fact = reader.shown.iter().find(|fact| reader.cursor.contains_range(**fact));
    let fact = fact.filter(|_| reader.selection.is_none());
    let passage = fact.copied().unwrap_or_else(|| reader.passage());
    let typed = reader.document.slice(passage).to_owned();
    start_search(state, &typed);
    next_match(state, 1);
}

/// Shows the first match of what is typed so far; nothing found shows where the search began.
pub(super) fn search_while_typing(state: &mut State, typed: &str, from: TextSize) {
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    reader.search = Search::new(&reader.document, typed);
    let start = start(reader, from);
    match reader.search.as_mut().and_then(|search| search.from(start)) {
        Some(found) => reader.show(found, height),
        None => reader.place(from, 0, height),
    }
}

/// Goes to the match found while typing; an empty search repeats the last one.
pub(super) fn finish_search(state: &mut State, typed: &str, from: TextSize) {
    let last = state.searches.last().cloned();
    let Some(typed) = Some(typed.to_owned()).filter(|typed| !typed.is_empty()).or(last) else {
        return;
    };
    start_search(state, &typed);
    let Some(reader) = state.reader_mut() else { return };
    let start = start(reader, from);
    let found = reader.search.as_mut().and_then(|search| search.from(start));
    let count = reader.search.as_ref().map(Search::count);
    match (found, count) {
        (Some(found), Some((number, all))) => {
            jump(state, found.start());
            state.say(&format!("match {number} of {all}"));
        }
        _ => state.complain(&format!("no match for {typed}")),
    }
}

/// Returns where a search starts: at the caret, else where the reader is, but not above what is shown.
fn start(reader: &Reader, from: TextSize) -> TextSize {
    match reader.caret {
        Some(caret) => caret.at,
        None => reader.cursor.start().max(from),
    }
}
