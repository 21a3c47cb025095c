//! Where somebody or something is named: here, and in the other articles of the library.

use crate::fact::{Entity, FactValue};
use crate::library::{Naming, Request, Ticket};
use crate::text::TextRange;
use crate::tui::effect::Effect;
use crate::tui::panes::Pane;
use crate::tui::state::evidence::{Evidence, EvidenceRow, PAGE};
use crate::tui::state::popup::Popup;
use crate::tui::state::reader::Reader;
use crate::tui::state::{Goal, NamingFor, State};
use crate::tui::update::focus::focus;
use crate::tui::update::travel;

/// Looks for the other articles that name what an entry of the panel is about; what comes is shown, or gone to
/// if there is but one place. `None` if the entry is about nothing that can be named elsewhere.
pub(super) fn open(state: &mut State, entry: usize) -> Option<Vec<Effect>> {
    let reader = state.reader()?;
    let entity = entity(reader, entry)?;
    let evidence = Evidence::new(reader.id(), &entity.name, entity.key(), &entity.mentions);
    let Some(key) = evidence.key.clone() else {
        show(state, evidence);
        return Some(Vec::new());
    };
    state.evidence = Some(evidence);
    let ticket = state.ticket();
    state.awaited.naming = Some((ticket, NamingFor::Showing));
    Some(vec![Effect::Request(ticket, Request::Naming { key, after: None, limit: PAGE })])
}

/// Takes articles that name what was asked for.
pub(super) fn took(state: &mut State, ticket: Ticket, page: Vec<Naming>) {
    let Some((_, wanted)) = state.awaited.naming.filter(|(awaited, _)| *awaited == ticket) else {
        return;
    };
    state.awaited.naming = None;
    match (wanted, &mut state.popup) {
        (NamingFor::Showing, _) => {
            if let Some(mut evidence) = state.evidence.take()
                && state.reader().is_some_and(|reader| reader.id() == evidence.document)
            {
                evidence.extend(page);
                show(state, evidence);
            }
        }
        (NamingFor::More, Some(Popup::Evidence(evidence))) => evidence.extend(page),
        (NamingFor::More, _) => {}
    }
}

/// Returns what fetches further articles, if they are wanted soon.
pub(super) fn more(state: &mut State) -> Vec<Effect> {
    let height = state.popup_height();
    let Some(Popup::Evidence(evidence)) = &state.popup else { return Vec::new() };
    if state.awaited.naming.is_some() || !evidence.wants_more(height) {
        return Vec::new();
    }
    let (Some(key), after) = (evidence.key.clone(), evidence.after()) else { return Vec::new() };
    let ticket = state.ticket();
    state.awaited.naming = Some((ticket, NamingFor::More));
    vec![Effect::Request(ticket, Request::Naming { key, after, limit: PAGE })]
}

/// Goes to the selected mention, or opens the selected article at the first mention there.
pub(super) fn choose(state: &mut State, evidence: Evidence) -> Vec<Effect> {
    match evidence.row(evidence.list.selected()) {
        Some(EvidenceRow::Mention(mention)) => {
            if state.reader().is_none_or(|reader| reader.id() != evidence.document) {
                return Vec::new();
            }
            go_to(state, mention, evidence.mentions());
            Vec::new()
        }
        Some(EvidenceRow::Article(found)) => {
            let document = found.entry.id;
            state.evidence = Some(evidence);
            let effects = travel::open(state, document, Goal::Mention);
            focus(state, Pane::Reader);
            effects
        }
        Some(EvidenceRow::Others) | None => {
            state.popup = Some(Popup::Evidence(evidence));
            Vec::new()
        }
    }
}

/// Shows where something is named; the one place there is is gone to.
fn show(state: &mut State, evidence: Evidence) {
    if let ([mention], []) = (evidence.mentions(), evidence.others()) {
        go_to(state, *mention, &[*mention]);
        return;
    }
    state.popup = Some(Popup::Evidence(evidence));
}

fn go_to(state: &mut State, mention: TextRange, all: &[TextRange]) {
    travel::visit(state, mention, all.to_vec());
}

fn entity(reader: &Reader, entry: usize) -> Option<&Entity> {
    let fact = reader.panel.entry(entry)?.facts.first()?;
    match &reader.facts.as_ref()?.get(*fact)?.value {
        FactValue::Entity(entity) => Some(entity),
        _ => None,
    }
}
