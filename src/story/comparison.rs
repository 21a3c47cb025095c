//! The comparison of the articles of one story, with the questions a reader asks of it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::fact::Certainty;
use crate::story::article::{ArticleIndex, Passage};
use crate::story::claim::{Claim, ClaimId, Sentence, SentenceId};
use crate::story::difference::{Difference, Level};
use crate::story::link::{Link, LinkKind};
use crate::story::origin::{Origin, Origins, Support};
use crate::text::{TextRange, TextSize};

/// What the articles of a story say, alone and together.
///
/// Invariants: sentences and claims stand by article and place; links by where they come from, the best
/// first; a link joins two articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    articles: usize,
    sentences: Vec<Sentence>,
    claims: Vec<Claim>,
    sentence_links: Vec<Link<SentenceId>>,
    links: Vec<Link<ClaimId>>,
    differences: Vec<Difference>,
    origins: Vec<Origin>,
}

/// Where another article says what a passage says.
#[derive(Clone, Debug, PartialEq)]
pub enum Counterpart {
    /// Here, the best first.
    Here(Vec<Link<ClaimId>>),
    /// Perhaps here, the best first: to be shown only when asked for again.
    Perhaps(Vec<Link<ClaimId>>),
    /// Nowhere.
    Silent,
}

/// What stands beside a claim in the gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The other article says the same.
    Same,
    /// The other article says it in other words.
    Wording,
    /// The other article says something else of it.
    Differs,
    /// The other article does not say it.
    OnlyHere,
    /// It is speculation.
    Speculation,
    /// It says what is not known.
    NotKnown,
}

impl Mark {
    /// Returns the sign in the gutter.
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::Wording => "~",
            Self::Differs => "!",
            Self::OnlyHere => ".",
            Self::Speculation => "?",
            Self::NotKnown => "-",
        }
    }
}

impl Comparison {
    pub(crate) fn new(
        articles: usize,
        sentences: Vec<Sentence>,
        claims: Vec<Claim>,
        mut sentence_links: Vec<Link<SentenceId>>,
        mut links: Vec<Link<ClaimId>>,
    ) -> Self {
        sentence_links.sort_by(|a, b| (a.from).cmp(&b.from).then(b.score.total_cmp(&a.score)));
        links.sort_by(|a, b| (a.from).cmp(&b.from).then(b.score.total_cmp(&a.score)));
        let (differences, origins) = (Vec::new(), Vec::new());
        Self { articles, sentences, claims, sentence_links, links, differences, origins }
    }

    pub(crate) fn with_differences(self, differences: Vec<Difference>) -> Self {
        Self { differences, ..self }
    }

    pub(crate) fn with_origins(self, origins: Vec<Origin>) -> Self {
        Self { origins, ..self }
    }

    /// Returns the articles that are compared.
    pub fn articles(&self) -> impl DoubleEndedIterator<Item = ArticleIndex> {
        ArticleIndex::all(self.articles)
    }

    /// Returns every claim, by article and place.
    pub fn claims(&self) -> impl Iterator<Item = (ClaimId, &Claim)> {
        (0..).map(ClaimId).zip(&self.claims)
    }

    /// Returns the claims of one article in order.
    pub fn claims_of(&self, article: ArticleIndex) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let first = self.claims.partition_point(|claim| claim.passage.article < article);
        let past = self.claims.partition_point(|claim| claim.passage.article <= article);
        self.numbered(first, past)
    }

    /// Returns one claim.
    pub fn claim(&self, id: ClaimId) -> Option<&Claim> {
        self.claims.get(id.index())
    }

    /// Returns every sentence, by article and place.
    pub fn sentences(&self) -> impl Iterator<Item = (SentenceId, &Sentence)> {
        (0..).map(SentenceId).zip(&self.sentences)
    }

    /// Returns one sentence.
    pub fn sentence(&self, id: SentenceId) -> Option<&Sentence> {
        self.sentences.get(id.index())
    }

    /// Returns the claim that holds a place, or else the last that starts before it in its sentence or block.
    pub fn claim_at(&self, article: ArticleIndex, at: TextSize) -> Option<ClaimId> {
        let after = self.claims.partition_point(|claim| {
            (claim.passage.article, claim.passage.range.start()) <= (article, at)
        });
        let index = after.checked_sub(1)?;
        let found = self.claims.get(index)?;
        (found.passage.article == article)
            .then(|| ClaimId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Returns the claims of an article that share a character with a range.
    pub fn claims_in(
        &self,
        article: ArticleIndex,
        range: TextRange,
    ) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let first = self.claims.partition_point(|Claim { passage, .. }| {
            passage.article < article
                || passage.article == article && passage.range.end() <= range.start()
        });
        let past = self.claims.partition_point(|Claim { passage, .. }| {
            passage.article < article
                || passage.article == article && passage.range.start() < range.end()
        });
        self.numbered(first, past)
    }

    /// Returns the claims from one place among all to before another, with their numbers.
    fn numbered(&self, first: usize, past: usize) -> impl Iterator<Item = (ClaimId, &Claim)> {
        let claims = self.claims.get(first..past).unwrap_or_default();
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        (first..).map(ClaimId).zip(claims)
    }

    /// Returns the links of a claim to all other articles, the best first.
    pub fn links(&self, claim: ClaimId) -> &[Link<ClaimId>] {
        of(&self.links, claim)
    }

    /// Returns the links of a sentence to all other articles, the best first.
    pub fn sentence_links(&self, sentence: SentenceId) -> &[Link<SentenceId>] {
        of(&self.sentence_links, sentence)
    }

    /// Returns the article of a claim.
    pub fn article_of(&self, claim: ClaimId) -> Option<ArticleIndex> {
        self.claim(claim).map(|claim| claim.passage.article)
    }

    /// Returns where another article says what a claim says.
    pub fn counterpart(&self, claim: ClaimId, other: ArticleIndex) -> Counterpart {
        let to = |link: &&Link<ClaimId>| self.article_of(link.to) == Some(other);
        let all: Vec<_> = self.links(claim).iter().filter(to).copied().collect();
        let (perhaps, sure): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|link| link.kind == LinkKind::Possible);
        if !sure.is_empty() {
            Counterpart::Here(sure)
        } else if !perhaps.is_empty() {
            Counterpart::Perhaps(perhaps)
        } else {
            Counterpart::Silent
        }
    }

    /// Returns what stands beside a claim for another article. What is supposed stays so whoever says it too.
    pub fn mark(&self, claim: ClaimId, other: ArticleIndex) -> Mark {
        if self.differs(claim, other) {
            return Mark::Differs;
        }
        let best = match self.counterpart(claim, other) {
            Counterpart::Here(links) => {
                links.iter().filter(|link| link.kind.is_match()).map(|link| link.kind).min()
            }
            _ => None,
        };
        match (best, self.claim(claim).map(|claim| claim.certainty)) {
            (_, Some(Certainty::Hedged)) => Mark::Speculation,
            (Some(LinkKind::Same), _) => Mark::Same,
            (Some(_), _) => Mark::Wording,
            (None, Some(Certainty::Unknown)) => Mark::NotKnown,
            (None, _) => Mark::OnlyHere,
        }
    }

    fn differs(&self, claim: ClaimId, other: ArticleIndex) -> bool {
        self.differences_of(claim)
            .any(|difference| difference.level != Level::Check && difference.parts(claim, other))
    }

    /// Returns all differences.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Returns the claims that are sides of differences that are more than worth a look.
    pub fn differing(&self) -> BTreeSet<ClaimId> {
        let shown = self.differences.iter().filter(|it| it.level != Level::Check);
        shown.flat_map(|difference| difference.sides.iter().map(|side| side.claim)).collect()
    }

    /// Returns the differences of which a claim is a side.
    pub fn differences_of(&self, claim: ClaimId) -> impl Iterator<Item = &Difference> {
        let of =
            move |difference: &&Difference| difference.sides.iter().any(|side| side.claim == claim);
        self.differences.iter().filter(of)
    }

    /// Returns how the origins of every two articles relate.
    pub fn origins(&self) -> &[Origin] {
        &self.origins
    }

    /// Returns how the origins of two articles relate.
    pub fn origin(&self, one: ArticleIndex, other: ArticleIndex) -> Option<&Origin> {
        let articles = [one.min(other), one.max(other)];
        self.origins.iter().find(|origin| origin.articles == articles)
    }

    /// Returns the articles by their origins: copies count once.
    pub fn origin_groups(&self) -> Origins {
        Origins::new(self.articles, &self.origins)
    }

    /// Returns on how many origins a claim rests, of those of [`Self::origin_groups`]; what merely mentions it is
    /// no support.
    pub fn support(&self, claim: ClaimId, origins: &Origins) -> Support {
        let matches = self.links(claim).iter().filter(|link| link.kind.is_match());
        let others = matches.filter_map(|link| self.article_of(link.to));
        origins.support(self.article_of(claim).into_iter().chain(others))
    }

    /// Returns the claims of other articles that an article does not have, by article and place.
    pub fn missing(&self, article: ArticleIndex) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.claims().filter(move |(id, claim)| {
            claim.passage.article != article
                && self.counterpart(*id, article) == Counterpart::Silent
        })
    }

    /// Returns the passage of a claim.
    pub fn passage(&self, claim: ClaimId) -> Option<Passage> {
        self.claim(claim).map(|claim| claim.passage)
    }
}

/// Returns the links from one unit, of all, which are sorted.
fn of<Unit: Copy + Ord>(links: &[Link<Unit>], unit: Unit) -> &[Link<Unit>] {
    let first = links.partition_point(|link| link.from < unit);
    let past = links.partition_point(|link| link.from <= unit);
    links.get(first..past).unwrap_or_default()
}
