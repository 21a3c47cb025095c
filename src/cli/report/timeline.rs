//! The days that the articles of a story name, in order, and when they reported.

use std::collections::BTreeMap;

use crate::cli::outline::{Outline, letter};
use crate::cli::report::part::{Part, Piece};
use crate::cli::report::passage::{places, shortened};
use crate::fact::{FactValue, TimeKind};
use crate::story::Passage;

/// Writes the timeline, if there is any.
pub fn timeline(outline: &Outline<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let rows: Vec<_> = times(outline)
        .into_iter()
        .map(|(value, passages)| {
            let first = passages.first().map(|passage| outline.words(*passage).to_string());
            let mut what = vec![Piece::Quotation(shortened(&first.unwrap_or_default()))];
            what.push(Piece::text(" "));
            what.extend(places(outline, &passages));
            vec![vec![Piece::text(value.replace('/', " – "))], what]
        })
        .collect();
    if !rows.is_empty() {
        parts.push(Part::Heading(2, "When it happened".to_owned()));
        parts.push(Part::Table(vec!["Time", "What is said of it first"], rows));
    }
    let reported = reported(outline);
    if !reported.is_empty() {
        parts.push(Part::Heading(2, "When it was reported".to_owned()));
        parts.push(Part::List(reported));
    }
    parts
}

/// Collects for each point or stretch of time that is named the first claim of each article that names it.
fn times(outline: &Outline<'_>) -> BTreeMap<String, Vec<Passage>> {
    let comparison = &outline.story.comparison;
    let mut times: BTreeMap<String, Vec<Passage>> = BTreeMap::new();
    for article in comparison.articles() {
        let Some(source) = outline.source(article) else { continue };
        for fact in source.facts.facts() {
            let FactValue::Time(time) = &fact.value else { continue };
            let dated = time.value.as_bytes().first_chunk::<4>();
            let is_dated = dated.is_some_and(|year| year.iter().all(u8::is_ascii_digit));
            if !is_dated || !matches!(time.kind, TimeKind::Point | TimeKind::Interval) {
                continue;
            }
            let mut claims = comparison.claims_in(article, fact.range);
            let Some((_, claim)) = claims.next() else { continue };
            let named = times.entry(time.value.clone()).or_default();
            if !named.iter().any(|passage| passage.article == article) {
                named.push(claim.passage);
            }
        }
    }
    times
}

/// Lists the articles by the day on which they were published.
fn reported(outline: &Outline<'_>) -> Vec<Vec<Piece>> {
    let mut days: Vec<_> = outline
        .story
        .comparison
        .articles()
        .filter_map(|article| {
            let day = outline.source(article)?.document.metadata().published?;
            Some((day, article))
        })
        .collect();
    days.sort_unstable();
    days.into_iter()
        .map(|(day, article)| {
            let who = format!(": {} · {}", letter(article), outline.publisher(article));
            vec![Piece::text(day.to_string()), Piece::text(who)]
        })
        .collect()
}
