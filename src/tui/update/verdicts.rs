//! Verdicts: confirming and dismissing facts, shown at once and kept by the library.

use crate::document::DocumentId;
use crate::fact::FactId;
use crate::library::{Request, Ticket};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::panel::{Filter, PanelRow};
use crate::tui::state::reader::Reader;
use crate::tui::update::follow::show_selected;
use crate::tui::wording;
use crate::verdict::{Judgement, Subject, Verdict, meets};

/// The most characters of a fact that a message quotes.
const QUOTED: usize = 20;

/// Says of the selected fact that it is right or wrong, or takes that back if it was said already.
pub(super) fn judge(state: &mut State, wanted: Verdict) -> Vec<Effect> {
    let Some(reader) = state.reader() else { return Vec::new() };
    let facts = selected(reader);
    if facts.is_empty() {
        state.say("select a fact; a heading is neither right nor wrong");
        return Vec::new();
    }
    let said = facts.iter().all(|fact| reader.verdict(*fact) == Some(wanted));
    let verdict = if said { None } else { Some(wanted) };
    let name = reader.panel.selected_entry().and_then(|entry| wording::entry(reader, entry));
    let name = name.map(|label| label.main.to_string()).unwrap_or_default();
    let judgements = judgements(reader, &facts, verdict);
    let verdicts = with(reader, &judgements);
    let document = reader.id();
    take(state, document, verdicts);
    say(state, wanted, verdict, &name);
    let mut effects = vec![state.request(Request::Judge { document, judgements })];
    if state.awaited.verdicts.iter().any(|(awaited, _)| *awaited == document) {
        effects.push(fetch(state, document));
    }
    effects
}

/// Returns what fetches what is said of the facts of a document.
pub(super) fn fetch(state: &mut State, document: DocumentId) -> Effect {
    let ticket = state.ticket();
    state.awaited.verdicts.retain(|(awaited, _)| *awaited != document);
    state.awaited.verdicts.push((document, ticket));
    Effect::Request(ticket, Request::Verdicts(document))
}

/// Takes what is said of the facts of a document, as the library has it; an answer that has been overtaken
/// may not know all that was said.
pub(super) fn took(
    state: &mut State,
    ticket: Ticket,
    document: DocumentId,
    verdicts: Vec<(Subject, Verdict)>,
) {
    let before = state.awaited.verdicts.len();
    state.awaited.verdicts.retain(|awaited| *awaited != (document, ticket));
    if state.awaited.verdicts.len() < before {
        take(state, document, verdicts);
    }
}

fn take(state: &mut State, document: DocumentId, verdicts: Vec<(Subject, Verdict)>) {
    let (order, height) = (state.order, state.body_height(Pane::Facts));
    if let Some(reader) = state.open_reader_mut(document) {
        reader.judge(verdicts, order, height);
    }
    if state.focus == Pane::Facts {
        show_selected(state);
    }
}

/// Returns the facts of the selected row: of a passage the one fact it is of, unless that is judged as a
/// whole.
fn selected(reader: &Reader) -> Vec<FactId> {
    let Some(entry) = reader.panel.selected_entry() else { return Vec::new() };
    if let Some(PanelRow::Passage(_, passage)) = reader.panel.selected()
        && entry.facts.len() == entry.passages.len()
    {
        return entry.facts.get(passage).copied().into_iter().collect();
    }
    entry.facts.clone()
}

/// Returns what is said now: under the names by which it was said before, so that nothing old is left, and
/// of what has no name yet under its own.
fn judgements(reader: &Reader, facts: &[FactId], verdict: Option<Verdict>) -> Vec<Judgement> {
    let Some(set) = &reader.facts else { return Vec::new() };
    let met: Vec<_> = reader
        .verdicts()
        .iter()
        .map(|(subject, _)| (subject, meets(&reader.document, set, subject)))
        .collect();
    let mut judgements: Vec<Judgement> = Vec::new();
    for id in facts {
        let Some(fact) = set.get(*id) else { continue };
        let known = met.iter().filter(|(_, facts)| facts.contains(id));
        let mut subjects: Vec<_> = known.map(|(subject, _)| (*subject).clone()).collect();
        if subjects.is_empty() {
            subjects.push(Subject::of(&reader.document, reader.revision, set, fact));
        }
        subjects.retain(|subject| !judgements.iter().any(|(other, _)| other == subject));
        judgements.extend(subjects.into_iter().map(|subject| (subject, verdict)));
    }
    judgements
}

/// Returns what is said of the facts once this is said too.
fn with(reader: &Reader, judgements: &[Judgement]) -> Vec<(Subject, Verdict)> {
    let untouched =
        |(subject, _): &&(Subject, Verdict)| !judgements.iter().any(|(other, _)| other == subject);
    let said = judgements.iter().filter_map(|(subject, said)| Some((subject.clone(), (*said)?)));
    reader.verdicts().iter().filter(untouched).cloned().chain(said).collect()
}

fn say(state: &mut State, wanted: Verdict, verdict: Option<Verdict>, name: &str) {
    let cut = if name.chars().nth(QUOTED).is_some() { "…" } else { "" };
    let name: String = name.chars().take(QUOTED).collect();
    let name = format!("“{name}{cut}”");
    let undo = state.key_of(Action::Undo);
    let dismissed = state.reader().is_some_and(|it| it.panel.filter() == Filter::Dismissed);
    let message = match (wanted, verdict) {
        (_, Some(Verdict::Dismissed)) => {
            let keys = state.keymap.keys_of(Action::DismissedFacts, state.context());
            let list = keys.into_iter().next().unwrap_or_else(|| ":dismissed-facts".to_owned());
            format!("dismissed {name}; {undo} undoes, {list} lists them")
        }
        (_, Some(Verdict::Confirmed)) if dismissed => format!("{name} is back, and confirmed"),
        (_, Some(Verdict::Confirmed)) => format!("confirmed {name}; {undo} undoes"),
        (Verdict::Dismissed, None) => format!("{name} is back among the facts"),
        (Verdict::Confirmed, None) => format!("{name} is no longer confirmed"),
    };
    state.say(&message);
}
