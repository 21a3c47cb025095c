//! What another article says of a passage: the clauses that match, and the words in which they differ.

use crate::library::OpenStory;
use crate::story::{ArticleIndex, ClaimId, Counterpart, LinkKind, Mark, Passage};
use crate::text::TextRange;
use crate::tui::state::beside::words::differing;

/// What another article says of a passage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parallel {
    /// The clauses of the passage that it has, the surest first.
    pairs: Vec<Pair>,
    /// Where it may have the passage, if nothing is sure: the likeliest place.
    perhaps: Option<TextRange>,
}

/// A clause with the one that says the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The clause of the open article.
    pub own: TextRange,
    /// The clause of the other article.
    pub other: TextRange,
    /// How the other says it.
    pub mark: Mark,
    /// In what way they agree.
    pub kind: LinkKind,
    /// The words of the clause of the open article that the other does not have.
    pub own_words: Vec<TextRange>,
    /// The words that only the other has.
    pub other_words: Vec<TextRange>,
    score: f32,
    /// The two claims.
    pub claims: [ClaimId; 2],
}

impl Parallel {
    /// Returns the matching clauses, the surest first.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// Returns the surest match, unless the other is silent.
    pub fn best(&self) -> Option<&Pair> {
        self.pairs.first()
    }

    /// Returns where the other may say it, if nowhere surely: the likeliest place.
    pub fn perhaps(&self) -> Option<TextRange> {
        self.perhaps.filter(|_| self.pairs.is_empty())
    }
}

/// Finds what another article says of a passage.
pub fn parallel(
    story: &OpenStory,
    (open, passage): (ArticleIndex, TextRange),
    other: ArticleIndex,
) -> Parallel {
    let comparison = &story.comparison;
    let mut found = Parallel::default();
    let mut likeliest = f32::NEG_INFINITY;
    for (id, claim) in comparison.claims_in(open, passage) {
        match comparison.counterpart(id, other) {
            Counterpart::Here(links) => {
                let Some(link) = links.first() else { continue };
                let Some(there) = comparison.passage(link.to) else { continue };
                let sides = [claim.passage, there].map(|passage| side(story, passage));
                let [Some(own), Some(far)] = sides else { continue };
                let (own_words, other_words) = differing(own, far);
                found.pairs.push(Pair {
                    own: claim.passage.range,
                    other: there.range,
                    mark: comparison.mark(id, other),
                    kind: link.kind,
                    own_words,
                    other_words,
                    score: link.score,
                    claims: [id, link.to],
                });
            }
            Counterpart::Perhaps(links) => {
                let Some(link) = links.first().filter(|link| link.score > likeliest) else {
                    continue;
                };
                likeliest = link.score;
                found.perhaps = comparison.passage(link.to).map(|passage| passage.range);
            }
            Counterpart::Silent => {}
        }
    }
    found.pairs.sort_by(|a, b| {
        let matches = b.kind.is_match().cmp(&a.kind.is_match());
        matches.then(b.score.total_cmp(&a.score))
    });
    found
}

fn side(story: &OpenStory, passage: Passage) -> Option<(&str, TextRange)> {
    let text = story.member(passage.article)?.content.text();
    let range: std::ops::Range<usize> = passage.range.into();
    text.get(range).map(|_| (text, passage.range))
}
