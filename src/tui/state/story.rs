//! The story of an open article, seen from that article: what stands beside its passages.
//!
//! Made once when a story comes, so that drawing a row and stepping through the text look up a sorted list
//! instead of asking the whole comparison. It must not know panes, keys or words.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::document::{Document, DocumentId, RevisionId};
use crate::fact::Certainty;
use crate::library::{Member, OpenStory, RequestKind};
use crate::story::{ArticleIndex, Claim, ClaimId, Comparison, LinkKind, Mark, Passage};
use crate::text::{TextRange, TextSize};
use crate::tui::state::panel::Direction;

/// A story as one of its articles tells it.
#[derive(Clone, Debug)]
pub struct Telling {
    story: Arc<OpenStory>,
    place: ArticleIndex,
    /// The other articles, in the order of the story.
    others: Vec<ArticleIndex>,
    /// The claims of this article by place.
    marked: Vec<Marked>,
    /// What stands beside each claim for each of the others, claim after claim.
    marks: Vec<Mark>,
}

/// A claim of the article with what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Where it stands.
    pub range: TextRange,
    /// The claim.
    pub claim: ClaimId,
    /// What stands beside it for all the others together: what differs, else the best that any of them has.
    pub mark: Mark,
}

/// Whether the story of an article has been asked for since something may have changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// It has not.
    #[default]
    No,
    /// It has.
    Yes,
    /// It has, and could not be read.
    Failed,
    /// It has, and tells of another text than the one that is open.
    Changed,
}

impl Telling {
    /// Returns a story as a document tells it; `None` if the text that was compared is another one.
    pub fn new(
        story: Arc<OpenStory>,
        document: DocumentId,
        revision: RevisionId,
        content: &Arc<Document>,
    ) -> Option<Self> {
        let place = story.place_of(document)?;
        let member = story.member(place)?;
        let same = Arc::ptr_eq(&member.content, content) || member.content.text() == content.text();
        if member.revision != revision || !same {
            return None;
        }
        let comparison = &story.comparison;
        let others: Vec<_> = comparison.articles().filter(|article| *article != place).collect();
        let differing = comparison.differing();
        let (mut marked, mut marks) = (Vec::new(), Vec::new());
        for (id, claim) in comparison.claims_of(place) {
            let first = marks.len();
            marks.extend(beside(comparison, id, claim, &others, differing.contains(&id)));
            let own = marks.get(first..).unwrap_or_default();
            let best = own.iter().copied().min().unwrap_or(Mark::OnlyHere);
            let mark = if differing.contains(&id) { Mark::Differs } else { best };
            marked.push(Marked { range: claim.passage.range, claim: id, mark });
        }
        Some(Self { story, place, others, marked, marks })
    }

    /// Returns the story.
    pub const fn story(&self) -> &Arc<OpenStory> {
        &self.story
    }

    /// Returns what the articles say, alone and together.
    pub fn comparison(&self) -> &Comparison {
        &self.story.comparison
    }

    /// Returns the place of this article in the story.
    pub const fn place(&self) -> ArticleIndex {
        self.place
    }

    /// Returns the other articles, in the order of the story.
    pub fn others(&self) -> &[ArticleIndex] {
        &self.others
    }

    /// Returns an article of the story.
    pub fn member(&self, place: ArticleIndex) -> Option<&Member> {
        self.story.member(place)
    }

    /// Returns every claim of this article, in order.
    pub fn marked(&self) -> &[Marked] {
        &self.marked
    }

    /// Returns what stands beside a claim of this article for each of the others.
    pub fn marks(&self, claim: ClaimId) -> &[Mark] {
        let Some(first) = self.marked.first() else { return &[] };
        let Some(row) = claim.index().checked_sub(first.claim.index()) else { return &[] };
        let width = self.others.len();
        self.marks.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// Returns the claims that start within a range.
    pub fn starting_in(&self, range: TextRange) -> &[Marked] {
        let first = self.marked.partition_point(|marked| marked.range.start() < range.start());
        let past = self.marked.partition_point(|marked| marked.range.start() < range.end());
        self.marked.get(first..past).unwrap_or_default()
    }

    /// Returns the claims that share a character with a range.
    pub fn touching(&self, range: TextRange) -> &[Marked] {
        let first = self.marked.partition_point(|marked| marked.range.end() <= range.start());
        let past = self.marked.partition_point(|marked| marked.range.start() < range.end());
        self.marked.get(first..past).unwrap_or_default()
    }

    /// Returns the claim that holds a place, else the nearest that starts before it, else the first.
    pub fn at(&self, at: TextSize) -> Option<Marked> {
        let after = self.marked.partition_point(|marked| marked.range.start() <= at);
        self.marked.get(after.saturating_sub(1)).copied()
    }

    /// Returns the nearest claim after a place, or before it, that has one of some marks.
    pub fn from(&self, at: TextSize, direction: Direction, wanted: &[Mark]) -> Option<Marked> {
        let is_wanted = |marked: &&Marked| wanted.contains(&marked.mark);
        let split = match direction {
            Direction::Forward => self.marked.partition_point(|it| it.range.start() <= at),
            Direction::Back => self.marked.partition_point(|it| it.range.start() < at),
        };
        let (before, after) = self.marked.split_at_checked(split)?;
        match direction {
            Direction::Forward => after.iter().find(is_wanted).copied(),
            Direction::Back => before.iter().rfind(is_wanted).copied(),
        }
    }

    /// Returns the words of a passage of any of the articles.
    pub fn words(&self, passage: Passage) -> &str {
        self.member(passage.article)
            .and_then(|member| member.content.text().get(std::ops::Range::from(passage.range)))
            .unwrap_or_default()
    }
}

/// Returns how much a mark matters among those of one row; higher matters more.
pub const fn weight(mark: Mark) -> u8 {
    match mark {
        Mark::Differs => 5,
        Mark::OnlyHere => 4,
        Mark::Speculation => 3,
        Mark::NotKnown => 2,
        Mark::Wording => 1,
        Mark::Same => 0,
    }
}

/// Returns the mark that matters most.
pub fn weightiest(marks: impl IntoIterator<Item = Mark>) -> Option<Mark> {
    marks.into_iter().min_by_key(|mark| Reverse(weight(*mark)))
}

/// Tells whether a request that has been saved may have changed stories.
pub const fn changes_stories(kind: RequestKind) -> bool {
    matches!(
        kind,
        RequestKind::JoinStories
            | RequestKind::SplitFromStory
            | RequestKind::RenameStory
            | RequestKind::DenyMatch
            | RequestKind::Remove
    )
}

/// Returns what stands beside a claim for each of the others, as [`Comparison::mark`] has it.
fn beside(
    comparison: &Comparison,
    id: ClaimId,
    claim: &Claim,
    others: &[ArticleIndex],
    differs: bool,
) -> Vec<Mark> {
    let alone = match claim.certainty {
        Certainty::Hedged => Mark::Speculation,
        Certainty::Unknown => Mark::NotKnown,
        _ => Mark::OnlyHere,
    };
    let mut marks = vec![alone; others.len()];
    let counted = if alone == Mark::Speculation { &[] } else { comparison.links(id) };
    for link in counted {
        let mark = match link.kind {
            LinkKind::Same => Mark::Same,
            LinkKind::Wording => Mark::Wording,
            LinkKind::Mention | LinkKind::Possible => continue,
        };
        let other = comparison.article_of(link.to);
        let slot = others.iter().position(|it| Some(*it) == other);
        if let Some(known) = slot.and_then(|slot| marks.get_mut(slot)) {
            *known = mark.min(*known);
        }
    }
    if differs {
        for (mark, other) in marks.iter_mut().zip(others) {
            if comparison.mark(id, *other) == Mark::Differs {
                *mark = Mark::Differs;
            }
        }
    }
    marks
}
