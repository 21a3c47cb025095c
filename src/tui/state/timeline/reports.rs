//! Who reported when: the articles by the day of their publication, each with what it was the first to say.

use std::collections::HashSet;

use crate::fact::Certainty;
use crate::library::OpenStory;
use crate::story::{ArticleIndex, ClaimId, Comparison, Passage};
use crate::text::Safe;
use crate::tui::state::groups::Groups;
use crate::tui::state::timeline::row::{RowKind, TimeRow, When, what};

/// Arranges the articles of a story by the day of their publication; those without one stand last.
pub(super) fn arrange(story: &OpenStory, groups: &Groups) -> Vec<TimeRow> {
    let mut articles: Vec<_> = story.comparison.articles().collect();
    articles.sort_by_key(|article| {
        let entry = story.member(*article).map(|member| &member.entry);
        let published = entry.and_then(|entry| entry.published);
        (published.is_none(), published, entry.map(|entry| entry.added))
    });
    let (mut told, mut read) = (HashSet::new(), HashSet::new());
    let mut rows = Vec::new();
    for article in articles {
        let claims = story.comparison.claims_of(article);
        let claims: Vec<_> = claims.map(|(id, claim)| (id, claim.passage)).collect();
        let before = |id: ClaimId| partners(&story.comparison, id).any(|it| read.contains(&it));
        let unheard: Vec<_> = claims
            .iter()
            .filter(|(id, _)| groups.of(*id).is_some_and(|it| !told.contains(&it)) && !before(*id))
            .collect();
        let (all, unsaid) = (claims.len(), unheard.len());
        // What an article repeats has one line.
        let mut own = HashSet::new();
        let new: Vec<_> =
            unheard.into_iter().filter(|(id, _)| own.insert(groups.of(*id))).collect();
        told.extend(claims.iter().filter_map(|(id, _)| groups.of(*id)));
        read.insert(article);
        let when = published(story, article);
        rows.push(TimeRow {
            kind: RowKind::Article,
            when: when.clone(),
            what: summary(all, unsaid),
            sources: vec![article],
            passages: claims.first().map(|(_, passage)| *passage).into_iter().collect(),
        });
        rows.extend(new.into_iter().filter_map(|(id, _)| row(story, groups, *id, &when)));
    }
    rows
}

fn published(story: &OpenStory, article: ArticleIndex) -> When {
    let day = story.member(article).and_then(|member| member.entry.published);
    When { value: day.map(|day| day.to_string()).unwrap_or_default(), quote: String::new() }
}

/// Returns how much of what an article says it is the first to say.
fn summary(all: usize, new: usize) -> Safe {
    Safe::new(&match (all, new) {
        (all, new) if all == new => format!("{all} statements, the first to say them"),
        (all, 0) => format!("{all} statements, all said before"),
        (all, new) => format!("{all} statements, {new} not said before"),
    })
}

/// Returns the articles that say what a claim says, some of them perhaps more than once.
fn partners(comparison: &Comparison, claim: ClaimId) -> impl Iterator<Item = ArticleIndex> + '_ {
    let links = comparison.links(claim).iter().filter(|link| link.kind.is_match());
    links.filter_map(|link| comparison.article_of(link.to))
}

/// Makes the line of what an article was the first to say.
fn row(story: &OpenStory, groups: &Groups, first: ClaimId, when: &When) -> Option<TimeRow> {
    let claims = groups.members(groups.of(first)?);
    let mut passages: Vec<Passage> =
        claims.iter().filter_map(|claim| story.comparison.passage(*claim)).collect();
    let article = story.comparison.article_of(first)?;
    let mut sources: Vec<_> = passages.iter().map(|passage| passage.article).collect();
    sources.extend(partners(&story.comparison, first));
    sources.sort_unstable();
    sources.dedup();
    passages.sort_by_key(|passage| passage.article != article);
    let certainty = story.comparison.claim(first)?.certainty;
    let kind = if certainty >= Certainty::Hedged { RowKind::Doubted } else { RowKind::Done };
    Some(TimeRow { kind, when: when.clone(), what: what(story, &[first]), sources, passages })
}
