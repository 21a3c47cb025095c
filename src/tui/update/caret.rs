//! The caret: moving it, selecting with it, and following the link under it.

use crate::document::SpanStyle;
use crate::document::unit::sentence_after;
use crate::layout::stop;
use crate::text::{Safe, TextRange, TextSize};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::state::State;
use crate::tui::state::caret::{self, Caret, Purpose, Reach, Seek, Toward};
use crate::tui::state::panel::Direction;
use crate::tui::state::popup::Link;
use crate::tui::state::reader::Reader;
use crate::tui::state::selection::{Selection, Unit};
use crate::tui::state::units::{self, quotation, unit_at};
use crate::tui::update::command::Command;
use crate::tui::update::follow::moved;
use crate::tui::update::{copy, links, same};

/// The most steps one command takes.
const MOST_STEPS: i64 = 100_000;

/// Runs an action of the caret or the selection; `None` if it is none, or needs a caret and there is none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    if let Some(effects) = copy::act(state, command.action) {
        return Some(effects);
    }
    match command.action {
        Action::CaretMode => toggle(state),
        Action::SelectSentence => select(state, Unit::Sentence),
        Action::SelectParagraph => select(state, Unit::Paragraph),
        Action::SelectCharacters => select(state, Unit::Character),
        Action::SelectThisWord => object(state, Unit::Word),
        Action::SelectThisSentence => object(state, Unit::Sentence),
        Action::SelectThisParagraph => object(state, Unit::Paragraph),
        Action::SelectQuotation => object(state, Unit::Quotation),
        Action::SwapEnds => swap(state),
        Action::FollowLink => return Some(follow_link(state)),
        Action::SearchHere if selects_in_story(state) => {
            return Some(same::go(state, Direction::Forward, command.times()));
        }
        _ => {
            state.reader()?.caret?;
            return move_by(state, command).then(Vec::new);
        }
    }
    Some(Vec::new())
}

/// Tells whether something is selected in an article that has a story.
fn selects_in_story(state: &State) -> bool {
    state.reader().is_some_and(|reader| reader.selection.is_some() && reader.story.is_some())
}

/// Lets the selection follow the caret, wherever an event has led it.
pub(super) fn settle(state: &mut State) {
    let Some(reader) = state.reader_mut() else { return };
    let Some(selection) = reader.selection else { return };
    match reader.caret {
        Some(caret) if caret.at != selection.at => {
            reader.selection = Some(units::moved(selection, reader, caret.at));
        }
        Some(_) => {}
        None => reader.selection = None,
    }
}

/// Puts a caret where the reader is, or takes it away with what is selected.
fn toggle(state: &mut State) {
    let Some(reader) = state.reader_mut() else { return };
    if reader.caret.is_some_and(|caret| caret.purpose == Purpose::Moving) {
        reader.caret = None;
        reader.selection = None;
        return;
    }
    let at = reader.point();
    if enter(state, at, Purpose::Moving).is_none() {
        state.say("there is no text here to move in");
    }
}

/// Puts a caret at a place.
pub(super) fn enter(state: &mut State, at: TextSize, purpose: Purpose) -> Option<TextSize> {
    let height = state.text_height();
    let reader = state.reader_mut()?;
    let at = stop::nearest(&reader.document, at)?.start();
    reader.caret = Some(Caret { at, column: None, purpose });
    reader.move_caret(at, None, height);
    Some(at)
}

/// Makes sure there is a caret to select with; returns where it stands.
fn ready(state: &mut State) -> Option<TextSize> {
    let reader = state.reader()?;
    match reader.caret {
        Some(caret) => Some(caret.at),
        None => {
            let at = reader.point();
            enter(state, at, Purpose::Selecting)
        }
    }
}

/// Starts a selection at the caret, makes it one of another unit, or ends it.
fn select(state: &mut State, unit: Unit) {
    let Some(at) = ready(state) else {
        state.say("there is no text here to select");
        return;
    };
    let Some(reader) = state.reader_mut() else { return };
    match reader.selection {
        Some(selection) if selection.unit == unit => reader.end_selection(),
        Some(selection) => {
            let selection = units::of_unit(selection, reader, unit);
            take(state, selection);
        }
        None => {
            if let Some(range) = unit_at(reader, unit, at) {
                reader.selection = Some(Selection::new(unit, range, at));
            }
        }
    }
}

/// Takes a selection with the caret at its moving end.
fn take(state: &mut State, selection: Selection) {
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    reader.selection = Some(selection);
    reader.move_caret(selection.at, None, height);
    moved(state);
}

/// Selects the unit at the caret; if it is selected already, one more, or what is around it.
fn object(state: &mut State, unit: Unit) {
    let Some(at) = ready(state) else {
        state.say("there is no text here to select");
        return;
    };
    let Some(reader) = state.reader() else { return };
    let grown = reader.selection.filter(|known| known.unit == unit).map(|known| match unit {
        Unit::Quotation => quotation(reader, known.range()),
        _ => {
            let last = last_of(reader, known);
            let next = match unit {
                Unit::Word => caret::word(&reader.document, last, Toward::End),
                Unit::Sentence => sentence_after(&reader.document, last).map(TextRange::start),
                _ => stop::first_from(&reader.document, known.range().end()).map(TextRange::start),
            };
            let next = next.and_then(|next| unit_at(reader, unit, next));
            next.map(|next| known.range().cover(next))
        }
    });
    let range = match grown {
        Some(range) => range,
        None if unit == Unit::Quotation => quotation(reader, TextRange::empty(at)),
        None => unit_at(reader, unit, at),
    };
    let Some(range) = range else {
        if reader.selection.is_none() {
            end(state);
        }
        state.say(match unit {
            Unit::Quotation => "no quotation around this place",
            _ => "there is no more to select",
        });
        return;
    };
    let last = stop::before(&reader.document, range.end()).map_or(at, TextRange::start);
    let first = stop::first_from(&reader.document, range.start()).map_or(at, TextRange::start);
    take(state, Selection { origin: range, head: range, unit, anchor: first, at: last });
}

/// Returns the last character of a selection.
fn last_of(reader: &Reader, selection: Selection) -> TextSize {
    let range = selection.range();
    stop::before(&reader.document, range.end()).map_or(range.start(), TextRange::start)
}

fn end(state: &mut State) {
    if let Some(reader) = state.reader_mut() {
        reader.end_selection();
    }
}

fn swap(state: &mut State) {
    let selection = state.reader().and_then(|reader| reader.selection);
    match selection {
        Some(selection) => take(state, selection.swapped()),
        None => state.say("nothing is selected"),
    }
}

/// Selects from one place to another, as with the mouse, and puts the caret at the second.
pub(super) fn select_between(state: &mut State, origin: TextRange, unit: Unit, to: TextSize) {
    let purpose = state.reader().and_then(|reader| reader.caret);
    let purpose = purpose.map_or(Purpose::Selecting, |caret| caret.purpose);
    let Some(at) = enter(state, to, purpose) else { return };
    let Some(reader) = state.reader_mut() else { return };
    let anchor = origin.start();
    let selection = Selection { origin, head: origin, unit, anchor, at: anchor };
    reader.selection = Some(units::moved(selection, reader, at));
    moved(state);
}

/// Moves the caret; returns whether the action is a move of it.
fn move_by(state: &mut State, command: Command) -> bool {
    let times = command.times();
    match command.action {
        Action::CaretLeft => repeat(state, times, |it, at| go_by(it, at, Toward::Start)),
        Action::CaretRight => repeat(state, times, |it, at| go_by(it, at, Toward::End)),
        Action::CaretDown => rows(state, times),
        Action::CaretUp => rows(state, -times),
        Action::WordForward => {
            repeat(state, times, |it, at| caret::word(&it.document, at, Toward::End));
        }
        Action::WordBack => {
            repeat(state, times, |it, at| caret::word(&it.document, at, Toward::Start));
        }
        Action::WordEnd => repeat(state, times, |it, at| caret::word_end(&it.document, at)),
        Action::RowStart => on_row(state, |(start, ..)| start),
        Action::RowFirst => on_row(state, |(_, first, _)| first),
        Action::RowEnd => on_row(state, |(.., end)| end),
        Action::FindCharacter => find(state, command, Toward::End, Reach::On),
        Action::FindBefore => find(state, command, Toward::End, Reach::Before),
        Action::FindCharacterBack => find(state, command, Toward::Start, Reach::On),
        Action::FindAfterBack => find(state, command, Toward::Start, Reach::Before),
        Action::FindAgain => find_again(state, command, |seek| seek),
        Action::FindAgainBack => find_again(state, command, Seek::reversed),
        _ => return false,
    }
    true
}

fn go_by(reader: &Reader, at: TextSize, toward: Toward) -> Option<TextSize> {
    caret::character(&reader.document, at, toward)
}

/// Takes a step as often as asked, as far as there is one.
fn repeat(state: &mut State, times: i64, step: impl Fn(&Reader, TextSize) -> Option<TextSize>) {
    let Some(reader) = state.reader() else { return };
    let mut at = reader.point();
    for _ in 0..times.min(MOST_STEPS) {
        let Some(next) = step(reader, at) else { break };
        at = next;
    }
    to(state, at);
}

fn to(state: &mut State, at: TextSize) {
    let height = state.text_height();
    if let Some(reader) = state.reader_mut() {
        reader.move_caret(at, None, height);
    }
    moved(state);
}

/// Moves the caret by rows, keeping to its column.
fn rows(state: &mut State, by: i64) {
    let height = state.text_height();
    let Some(reader) = state.reader_mut() else { return };
    let Some(caret) = reader.caret else { return };
    let column = caret.column.unwrap_or_else(|| reader.layout.locate(&reader.document, caret.at).1);
    let goal = caret::row(&reader.layout, &reader.document, caret.at, by, column);
    if let Some(at) = goal {
        reader.move_caret(at, Some(column), height);
    }
    moved(state);
}

fn on_row(state: &mut State, place: impl Fn((TextSize, TextSize, TextSize)) -> TextSize) {
    let Some(reader) = state.reader() else { return };
    let ends = caret::row_ends(&reader.layout, &reader.document, reader.point());
    if let Some(ends) = ends {
        to(state, place(ends));
    }
}

fn find(state: &mut State, command: Command, toward: Toward, reach: Reach) {
    let Some(character) = command.character else { return };
    let seek = Seek { character, toward, reach };
    state.pointing.seek = Some(seek);
    let from = state.reader().map(Reader::point);
    seek_from(state, command, seek, from);
}

fn find_again(state: &mut State, command: Command, turn: impl Fn(Seek) -> Seek) {
    let Some(seek) = state.pointing.seek.map(turn) else {
        state.say("no character has been looked for yet; f and a character does");
        return;
    };
    let from = state.reader().map(|reader| caret::past(&reader.document, reader.point(), seek));
    seek_from(state, command, seek, from);
}

fn seek_from(state: &mut State, command: Command, seek: Seek, from: Option<TextSize>) {
    let (Some(reader), Some(from)) = (state.reader(), from) else { return };
    match caret::seek(&reader.document, from, seek, command.count.unwrap_or(1)) {
        Some(at) => to(state, at),
        None => state.say(&format!("no further {} in this paragraph", seek.character)),
    }
}

/// Adds the page that the link under the caret leads to.
fn follow_link(state: &mut State) -> Vec<Effect> {
    let Some(reader) = state.reader() else { return Vec::new() };
    let at = reader.point();
    let block = reader.document.block_at(at).and_then(|index| reader.document.block(index));
    let spans = block.into_iter().flat_map(|block| &block.spans);
    let link = spans.filter(|span| span.range.contains(at)).find_map(|span| match &span.style {
        SpanStyle::Link(address) => Some((span.range, address.clone())),
        _ => None,
    });
    let Some((range, address)) = link else {
        state.say("no link here");
        return Vec::new();
    };
    if !["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) {
        state.say(&format!("this link leads to no page on the network: {address}"));
        return Vec::new();
    }
    let link = Link { text: Safe::new(reader.document.slice(range)), address };
    vec![links::add(state, &link)]
}
