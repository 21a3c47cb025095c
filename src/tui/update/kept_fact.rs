//! Keeping a fact with all its evidence: every passage it rests on, here and in the other sources of the story.

use std::collections::BTreeSet;

use crate::anchor::Anchor;
use crate::bookmark::{Evidence, KeptFact};
use crate::document::unit::sentence_at;
use crate::fact::{FactId, FactValue};
use crate::library::Member;
use crate::story::{LinkKind, Passage};
use crate::text::TextRange;
use crate::tui::draft::Draft;
use crate::tui::panes::Pane;
use crate::tui::state::State;
use crate::tui::state::panel::{Entry, Narrowing};
use crate::tui::state::reader::Reader;
use crate::tui::state::story::Telling;
use crate::tui::update::follow::show_selected;
use crate::tui::wording;

/// The most passages of one article that are kept with a fact.
const EACH: usize = 24;

/// The words under which the facts panel shows what is kept.
const KEPT: &str = "kept facts";

/// Returns the selected fact, about to be kept with all its evidence; `None` if no fact is selected.
pub(super) fn draft(reader: &Reader) -> Option<Draft> {
    let (kind, wording, passages) = selected(reader)?;
    let first = reader.sentence_of(*passages.first()?);
    let mut evidence: Vec<_> =
        sentences(reader, &passages).map(|range| own(reader, range)).take(EACH).collect();
    if let Some(telling) = reader.story.as_deref() {
        evidence.extend(elsewhere(reader, telling, &passages));
    }
    let anchor = Anchor::new(reader.document.text(), reader.revision, first);
    let mut draft = Draft::new(reader.id(), &reader.entry.title, anchor);
    draft.fact = Some(Box::new(KeptFact { kind: kind.to_owned(), wording, evidence }));
    Some(draft)
}

/// Shows the facts that are kept, and no others.
pub(super) fn show_kept(state: &mut State) {
    let height = state.body_height(Pane::Facts);
    let Some(reader) = state.reader_mut() else { return };
    let is_kept = |entry: &&Entry| {
        let label = label_of(reader, entry);
        let same = |known: &str| label.as_deref() == Some(known);
        reader
            .kept
            .iter()
            .filter_map(|kept| kept.bookmark.fact.as_ref())
            .any(|it| same(&it.wording))
    };
    let entries = reader.panel.entries().iter().filter(is_kept);
    let facts: BTreeSet<FactId> = entries.flat_map(|entry| entry.facts.iter().copied()).collect();
    if facts.is_empty() {
        state.say("no fact of this article is kept; a keeps the selected one");
        return;
    }
    let narrowing = Narrowing { typed: KEPT.to_owned(), facts };
    reader.panel.narrow(Some(narrowing), height);
    show_selected(state);
}

/// Returns the selected fact: its kind, its words, and where it stands here, first what is selected.
fn selected(reader: &Reader) -> Option<(&'static str, String, Vec<TextRange>)> {
    if let Some(panel) = &reader.story_panel {
        let passage = panel.passage_here()?;
        let words = reader.document.slice(passage).to_owned();
        return Some(("statement", words, vec![passage]));
    }
    let (_, selected) = reader.panel.selected_passage()?;
    let entry = reader.panel.selected_entry()?;
    let fact = reader.facts.as_deref()?.get(*entry.facts.first()?)?;
    let words = label_of(reader, entry)?;
    let others = entry.passages.iter().copied().filter(|passage| *passage != selected);
    Some((fact.value.kind(), words, std::iter::once(selected).chain(others).collect()))
}

fn label_of(reader: &Reader, entry: &Entry) -> Option<String> {
    let label = wording::entry(reader, entry)?;
    let words = format!("{} · {}", label.main, label.detail);
    Some(words.trim_end_matches(" · ").to_owned())
}

/// Returns the sentences of passages, each once, in their order.
fn sentences<'r>(
    reader: &'r Reader,
    passages: &'r [TextRange],
) -> impl Iterator<Item = TextRange> + 'r {
    let mut seen = BTreeSet::new();
    let sentences = passages.iter().map(|passage| reader.sentence_of(*passage));
    sentences.filter(move |range| seen.insert((range.start(), range.end())))
}

fn own(reader: &Reader, range: TextRange) -> Evidence {
    Evidence {
        document: reader.id(),
        title: reader.entry.title.clone(),
        anchor: Anchor::new(reader.document.text(), reader.revision, range),
    }
}

/// Returns where the other sources of the story name the same, or say what these passages say.
fn elsewhere(reader: &Reader, telling: &Telling, passages: &[TextRange]) -> Vec<Evidence> {
    let key = selected_key(reader);
    let mut found = Vec::new();
    for place in telling.others() {
        let Some(member) = telling.member(*place) else { continue };
        let ranges = match &key {
            Some(key) => named(member, key),
            None => matching(telling, passages)
                .filter(|passage| passage.article == *place)
                .map(|passage| passage.range)
                .collect(),
        };
        let mut seen = BTreeSet::new();
        let text = member.content.text();
        for range in ranges {
            let sentence = sentence_at(&member.content, range.start()).unwrap_or(range);
            let sentence = sentence.cover(range);
            let is_whole = text.get(std::ops::Range::from(sentence)).is_some();
            if is_whole && seen.len() < EACH && seen.insert((sentence.start(), sentence.end())) {
                found.push(Evidence {
                    document: member.entry.id,
                    title: member.entry.title.clone(),
                    anchor: Anchor::new(text, member.revision, sentence),
                });
            }
        }
    }
    found
}

/// Returns the key of the selected fact, if it is somebody or something named.
fn selected_key(reader: &Reader) -> Option<String> {
    if reader.story_panel.is_some() {
        return None;
    }
    let entry = reader.panel.selected_entry()?;
    match &reader.facts.as_deref()?.get(*entry.facts.first()?)?.value {
        FactValue::Entity(entity) => entity.key(),
        _ => None,
    }
}

fn named(member: &Member, key: &str) -> Vec<TextRange> {
    let entities = member.facts.entities().filter(|entity| entity.key().as_deref() == Some(key));
    let mut mentions: Vec<_> =
        entities.flat_map(|entity| entity.mentions.iter().copied()).collect();
    mentions.sort_by_key(|mention| mention.start());
    mentions
}

/// Returns the passages of other sources that say what the claims at these passages say.
fn matching<'t>(
    telling: &'t Telling,
    passages: &'t [TextRange],
) -> impl Iterator<Item = Passage> + 't {
    let comparison = telling.comparison();
    let claims = passages.iter().flat_map(|passage| telling.touching(*passage));
    let links = claims.flat_map(|marked| comparison.links(marked.claim));
    let sure = links.filter(|link| matches!(link.kind, LinkKind::Same | LinkKind::Wording));
    sure.filter_map(|link| comparison.claim(link.to).map(|claim| claim.passage))
}
