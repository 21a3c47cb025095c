//! A round: the places where the articles of a story say what one passage says, gone through one by one.
//!
//! It starts at a passage, leads through the other articles in their order and comes back to where it
//! started. It must not know panes, keys or words.

use std::sync::Arc;

use crate::document::{DocumentId, RevisionId};
use crate::library::OpenStory;
use crate::story::{ArticleIndex, Claim, ClaimId, Comparison, Link, LinkKind, Passage};
use crate::text::TextRange;
use crate::tui::state::panel::Direction;
use crate::tui::state::story::Telling;

/// The most places of one article that a round leads through.
const PLACES: usize = 12;

/// The places that say the same as one passage, and at which of them the reader is.
#[derive(Clone, Debug)]
pub struct Round {
    /// The comparison that it goes by.
    story: Arc<OpenStory>,
    /// Where it started, then every other place; never empty.
    stops: Vec<Stop>,
    at: usize,
    /// Towards which article it set out.
    direction: Direction,
    /// Which place, which is only possible, has been offered last, and on the way in which direction.
    offered: Option<(usize, Direction)>,
}

/// One place of a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stop {
    /// The article.
    pub document: DocumentId,
    /// Which revision of it was compared.
    pub revision: RevisionId,
    /// Its place in the story, and the passage that is gone to.
    pub passage: Passage,
    /// The passage of the article where the round started that says the same.
    pub origin: Passage,
    /// In what way they agree; `None` where the round started.
    pub kind: Option<LinkKind>,
    /// Which of the places in its article it is, from 1, and of how many.
    pub number: (usize, usize),
}

/// What a step of a round came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A place to go to.
    To(Stop),
    /// A place that may be another; a second step goes there.
    Offer(Stop),
}

impl Round {
    /// Starts a round at a passage of an article; `None` if no other article says it, not even perhaps.
    pub fn start(telling: &Telling, passage: TextRange, direction: Direction) -> Option<Self> {
        let story = telling.story();
        let origin = Passage { article: telling.place(), range: passage };
        let member = story.member(telling.place())?;
        let (document, revision) = (member.entry.id, member.revision);
        let start =
            Stop { document, revision, passage: origin, origin, kind: None, number: (1, 1) };
        let mut stops = vec![start];
        for other in in_turn(telling, direction) {
            stops.extend(stops_in(story, telling, passage, other));
        }
        let story = Arc::clone(story);
        (stops.len() > 1).then_some(Self { story, stops, at: 0, direction, offered: None })
    }

    /// Returns the comparison that it goes by.
    pub const fn story(&self) -> &Arc<OpenStory> {
        &self.story
    }

    /// Returns the passage at which it started.
    pub fn origin(&self) -> Option<TextRange> {
        self.stops.first().map(|stop| stop.passage.range)
    }

    /// Returns the place the reader is at.
    pub fn current(&self) -> Option<&Stop> {
        self.stops.get(self.at)
    }

    /// Goes on to the next place, or back if the direction is not that in which the round set out.
    pub fn step(&mut self, direction: Direction) -> Option<Step> {
        let count = self.stops.len();
        let next = if direction == self.direction { self.at + 1 } else { self.at + count - 1 };
        let next = next % count;
        let stop = *self.stops.get(next)?;
        if stop.kind == Some(LinkKind::Possible) && self.offered != Some((next, direction)) {
            self.offered = Some((next, direction));
            return Some(Step::Offer(stop));
        }
        self.offered = None;
        self.at = next;
        Some(Step::To(stop))
    }
}

/// Returns the other articles in the order in which a round goes through them.
fn in_turn(telling: &Telling, direction: Direction) -> Vec<ArticleIndex> {
    let (before, after): (Vec<_>, Vec<_>) =
        telling.others().iter().partition(|other| **other < telling.place());
    let mut turn: Vec<_> = after.into_iter().chain(before).collect();
    if direction == Direction::Back {
        turn.reverse();
    }
    turn
}

/// Returns the places of another article that say what a passage says: what is sure before what only may be, and
/// what is only may be only where nothing is sure.
fn stops_in(
    story: &OpenStory,
    telling: &Telling,
    passage: TextRange,
    other: ArticleIndex,
) -> Vec<Stop> {
    let Some(member) = story.member(other) else { return Vec::new() };
    let comparison = &story.comparison;
    let links = links(comparison, telling, passage, other);
    let count = links.len();
    let stop = |(index, link): (usize, Link<ClaimId>)| {
        Some(Stop {
            document: member.entry.id,
            revision: member.revision,
            passage: comparison.passage(link.to)?,
            origin: comparison.passage(link.from)?,
            kind: Some(link.kind),
            number: (index + 1, count),
        })
    };
    links.into_iter().enumerate().filter_map(stop).collect()
}

/// Returns the links from the claims of a passage to another article, one for each of its sentences: first those
/// that support, then mentions, the best first.
fn links(
    comparison: &Comparison,
    telling: &Telling,
    passage: TextRange,
    other: ArticleIndex,
) -> Vec<Link<ClaimId>> {
    let claims = telling.touching(passage).iter().map(|marked| marked.claim);
    let all = claims.flat_map(|claim| comparison.links(claim));
    let mut links: Vec<_> =
        all.filter(|link| comparison.article_of(link.to) == Some(other)).copied().collect();
    if links.iter().any(|link| link.kind != LinkKind::Possible) {
        links.retain(|link| link.kind != LinkKind::Possible);
    }
    let rank = |link: &Link<ClaimId>| match link.kind {
        LinkKind::Same | LinkKind::Wording => 0,
        LinkKind::Mention => 1,
        LinkKind::Possible => 2,
    };
    links.sort_by(|a, b| rank(a).cmp(&rank(b)).then(b.score.total_cmp(&a.score)));
    let mut seen = Vec::new();
    links.retain(|link| {
        let sentence = comparison.claim(link.to).map(|claim: &Claim| claim.sentence);
        let is_new = !seen.contains(&sentence);
        seen.push(sentence);
        is_new
    });
    links.truncate(PLACES);
    links
}
