//! Actions of the story panel, which stands in the place of the facts: choosing what it shows, going to passages
//! here and in other sources, saying that two do not match.

use std::sync::Arc;

use crate::anchor::Anchor;
use crate::library::{Request, WrongMatch};
use crate::story::{ArticleIndex, ClaimId, Passage, Side};
use crate::text::Safe;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::panel::Direction;
use crate::tui::state::popup::Spacing;
use crate::tui::state::reader::Reader;
use crate::tui::state::story::Telling;
use crate::tui::state::story_panel::{StoryFilter, StoryPanel, StoryRow, partners};
use crate::tui::state::{Goal, State};
use crate::tui::update::command::Command;
use crate::tui::update::follow::show_selected;
use crate::tui::update::{find, focus, popup, same, travel};
use crate::tui::wording;

/// Runs an action that shows the story, from wherever it is asked for; `None` if it is none.
pub(super) fn show_act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let filter = match command.action {
        Action::StoryPanel if is_open(state) && state.focus == Pane::Facts => {
            hide(state);
            return Some(Vec::new());
        }
        Action::StoryPanel => StoryFilter::All,
        Action::Corroborated => StoryFilter::Corroborated,
        Action::OnlyHere => StoryFilter::OnlyHere,
        Action::MissingHere => StoryFilter::Missing,
        Action::Differences => StoryFilter::Differences,
        _ => return None,
    };
    show(state, filter);
    Some(Vec::new())
}

/// Tells whether the panel shows the story of the shown article.
fn is_open(state: &State) -> bool {
    state.reader().is_some_and(|reader| reader.story_panel.is_some())
}

fn show(state: &mut State, filter: StoryFilter) {
    if !same::has_story(state) {
        return;
    }
    let before = state.story_shown.replace(filter);
    if before != Some(filter)
        && let Some(reader) = state.reader_mut()
    {
        reader.story_panel = None;
    }
    refresh(state);
    let is_empty = state
        .reader()
        .and_then(|reader| reader.story_panel.as_ref())
        .is_none_or(|panel| panel.rows().is_empty());
    if is_empty {
        state.say(nothing(filter));
        state.story_shown = before;
        refresh(state);
        return;
    }
    focus::focus(state, Pane::Facts);
    show_selected(state);
}

/// Says that a part of the story is empty.
const fn nothing(filter: StoryFilter) -> &'static str {
    match filter {
        StoryFilter::All => "nothing is known of this story",
        StoryFilter::Corroborated => "nothing is shown to come from two origins",
        StoryFilter::OnlyHere => "another source has all that is said here",
        StoryFilter::Missing => "this article has all that the others say",
        StoryFilter::Differences => "no difference is found",
    }
}

/// Shows the facts again.
fn hide(state: &mut State) {
    state.story_shown = None;
    refresh(state);
    show_selected(state);
}

/// Lets the panel of the shown article show what is wished, of the story as it is known now.
pub(super) fn refresh(state: &mut State) {
    let (wished, height) = (state.story_shown, state.body_height(Pane::Facts));
    let Some(reader) = state.reader_mut() else { return };
    let (Some(filter), Some(telling)) = (wished, &reader.story) else {
        reader.story_panel = None;
        return;
    };
    let panel = match &reader.story_panel {
        Some(panel) if panel.filter() == filter && Arc::ptr_eq(panel.telling(), telling) => return,
        Some(panel) if panel.filter() == filter => panel.anew(Arc::clone(telling), height),
        _ => StoryPanel::new(Arc::clone(telling), filter),
    };
    reader.story_panel = Some(panel);
}

/// Runs an action of the story panel; `None` if it does not show the story or has none.
pub(super) fn act(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    state.reader()?.story_panel.as_ref()?;
    if let Some(rows) = command.rows(state.body_height(Pane::Facts)) {
        change(state, |panel, height| panel.list.step(rows, panel.rows().len(), height));
        return Some(Vec::new());
    }
    match command.action {
        Action::Open | Action::GoToFact => return Some(open(state)),
        Action::Unfold => match selected(state) {
            Some(StoryRow::Heading(..)) => change(state, |panel, rows| panel.fold(false, rows)),
            _ => return Some(open(state)),
        },
        Action::Fold => fold(state),
        Action::ToggleFold => toggle_fold(state),
        Action::FoldAll => change(state, |panel, height| panel.fold_all(true, height)),
        Action::UnfoldAll => change(state, |panel, height| panel.fold_all(false, height)),
        Action::Peek | Action::Why => peek(state),
        Action::Dismiss | Action::DenyMatch => return Some(deny(state)),
        Action::AllFacts | Action::Cancel => hide(state),
        Action::Narrow => find::ask(state),
        Action::FactsOfKind
        | Action::DismissedFacts
        | Action::Confirm
        | Action::Sort
        | Action::MarkPassages
        | Action::SearchHere => state.say("this is for facts; fa shows them again"),
        _ => return None,
    }
    Some(Vec::new())
}

fn selected(state: &State) -> Option<StoryRow> {
    state.reader()?.story_panel.as_ref()?.selected()
}

/// Changes the panel and shows what is selected then.
fn change(state: &mut State, change: impl FnOnce(&mut StoryPanel, u16)) {
    let height = state.body_height(Pane::Facts);
    if let Some(panel) = state.reader_mut().and_then(|reader| reader.story_panel.as_mut()) {
        change(panel, height);
    }
    show_selected(state);
}

fn toggle_fold(state: &mut State) {
    let folded = match (selected(state), state.reader().and_then(|it| it.story_panel.as_ref())) {
        (Some(StoryRow::Heading(section, _)), Some(panel)) => panel.is_folded(section),
        _ => false,
    };
    change(state, |panel, height| panel.fold(!folded, height));
}

/// Folds a section; what is folded already hands the focus to the pane on the left.
fn fold(state: &mut State) {
    let panel = state.reader().and_then(|reader| reader.story_panel.as_ref());
    match (selected(state), panel) {
        (Some(StoryRow::Heading(section, _)), Some(panel)) if panel.is_folded(section) => {
            focus::focus_beside(state, Direction::Back);
        }
        _ => change(state, |panel, height| panel.fold(true, height)),
    }
}

/// Goes to the passage of the selected row, here or in another source; a heading folds or unfolds; a source opens.
fn open(state: &mut State) -> Vec<Effect> {
    let Some(panel) = state.reader().and_then(|reader| reader.story_panel.as_ref()) else {
        return Vec::new();
    };
    let Some(row) = panel.selected() else { return Vec::new() };
    let telling = Arc::clone(panel.telling());
    match (row, panel.passage(row)) {
        (_, Some(passage)) if passage.article == telling.place() => {
            travel::visit(state, passage.range, vec![passage.range]);
            Vec::new()
        }
        (_, Some(passage)) => go_to(state, &telling, passage),
        (StoryRow::Heading(..), _) => {
            toggle_fold(state);
            Vec::new()
        }
        (StoryRow::Source(number), _) => open_source(state, &telling, number),
        _ => {
            peek(state);
            Vec::new()
        }
    }
}

fn open_source(state: &mut State, telling: &Telling, number: u16) -> Vec<Effect> {
    let place = ArticleIndex(number);
    let Some(id) = telling.member(place).map(|member| member.entry.id) else { return Vec::new() };
    let shown = state.reader().map(Reader::id);
    let effects =
        if shown == Some(id) { Vec::new() } else { travel::open(state, id, Goal::WhereLeft) };
    focus::focus(state, Pane::Reader);
    effects
}

/// Goes to a passage of another source.
fn go_to(state: &mut State, telling: &Telling, passage: Passage) -> Vec<Effect> {
    let Some(member) = telling.member(passage.article) else { return Vec::new() };
    let name = wording::source(telling.story(), passage.article);
    let percent = wording::percent(telling.story(), passage.article, passage.range.start());
    // What is the matter with the text that is opened is said after that.
    state.say(&format!("{name}, {percent} %"));
    let goal = Goal::Passage(member.revision, passage.range);
    let effects = travel::open(state, member.entry.id, goal);
    focus::focus(state, Pane::Reader);
    effects
}

/// Shows what the sources say of the selected row, one above the other.
fn peek(state: &mut State) {
    let Some(panel) = state.reader().and_then(|reader| reader.story_panel.as_ref()) else { return };
    let Some(row) = panel.selected() else { return };
    if matches!(row, StoryRow::Heading(..)) {
        toggle_fold(state);
        return;
    }
    let title = Safe::new(&panel.telling().story().title);
    let paragraphs = wording::story_peek(panel, row);
    popup::show_text(state, title, &paragraphs, Spacing::Loose);
}

/// Says that what the selected row matches does not say the same.
fn deny(state: &mut State) -> Vec<Effect> {
    let Some(panel) = state.reader().and_then(|reader| reader.story_panel.as_ref()) else {
        return Vec::new();
    };
    let telling = Arc::clone(panel.telling());
    let comparison = telling.comparison();
    let pair = match panel.selected() {
        Some(StoryRow::Claim(claim)) => {
            let other = partners(&telling, claim).first().map(|(other, _)| *other);
            other.map(|other| (claim, other))
        }
        Some(StoryRow::Difference(index)) => differing(&telling, index, None),
        Some(StoryRow::Side(index, side)) => differing(&telling, index, Some(side)),
        _ => None,
    };
    let passages = pair.and_then(|(one, other)| {
        let differ = comparison
            .differences_of(one)
            .any(|difference| difference.sides.iter().any(|side| side.claim == other));
        // What differs is found between sentences: it stays as long as these match.
        let whole = |claim: ClaimId| {
            let claim = comparison.claim(claim)?;
            let sentence = comparison.sentence(claim.sentence).filter(|_| differ);
            Some(sentence.map_or(claim.passage, |sentence| sentence.passage))
        };
        Some((whole(one)?, whole(other)?))
    });
    match passages {
        Some((one, other)) => deny_match(state, &telling, one, other),
        None => {
            state.say("select a match: what only one source says matches nothing");
            Vec::new()
        }
    }
}

/// Returns a side of a difference, else that of the open article, and a side of another article that has other words:
/// that of the open article if it can be.
fn differing(telling: &Telling, index: usize, side: Option<usize>) -> Option<(ClaimId, ClaimId)> {
    let sides = &telling.comparison().differences().get(index)?.sides;
    let is_here = |side: &Side| side.passage.article == telling.place();
    let own = match side {
        Some(side) => sides.get(side)?,
        None => sides.iter().find(|side| is_here(side)).or(sides.first())?,
    };
    let words = |side: &Side| telling.words(side.passage).to_lowercase();
    let others = sides.iter().filter(|side| side.passage.article != own.passage.article);
    let other = others.min_by_key(|side| (words(side) == words(own), !is_here(side)))?;
    Some((own.claim, other.claim))
}

/// Says that two passages of a story do not say the same; undo takes it back.
pub(super) fn deny_match(
    state: &mut State,
    telling: &Telling,
    one: Passage,
    other: Passage,
) -> Vec<Effect> {
    let anchor = |passage: Passage| {
        let member = telling.member(passage.article)?;
        let anchor = Anchor::new(member.content.text(), member.revision, passage.range);
        Some((member.entry.id, anchor))
    };
    let (Some(one), Some(other)) = (anchor(one), anchor(other)) else { return Vec::new() };
    let undo = state.key_of(Action::Undo);
    state.say(&format!("noted: these two do not say the same; {undo} takes it back"));
    state.round = None;
    vec![state.request(Request::DenyMatch(Box::new(WrongMatch { one, other })))]
}

/// Says that the passage just gone to does not say what the one does where the reader came from; `None` if the
/// reader has not come from one. Who came from a whole sentence means both sentences, with all their clauses.
pub(super) fn deny_here(state: &mut State) -> Option<Vec<Effect>> {
    let round = state.round.as_ref().filter(|round| same::is_at(state, round))?;
    let stop = *round.current()?;
    stop.kind?;
    let started = round.origin()?;
    let telling = same::telling(state)?;
    let sentence = |passage: Passage| {
        let comparison = telling.comparison();
        let claim = comparison.claim_at(passage.article, passage.range.start());
        let claim = claim.and_then(|claim| comparison.claim(claim));
        claim.and_then(|claim| comparison.sentence(claim.sentence)).map(|it| it.passage)
    };
    let (one, other) = match (sentence(stop.origin), sentence(stop.passage)) {
        (Some(one), Some(other)) if started.contains_range(one.range) => (one, other),
        _ => (stop.origin, stop.passage),
    };
    Some(deny_match(state, &telling, one, other))
}
