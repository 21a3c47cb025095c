//! The matched sentences of a comparison, each read once: words, numbers, times, names, lists.
//!
//! The rules for differences look only at pairs of sentences that are linked, so that what they cost grows with
//! what the articles have in common.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::claim::{ClaimId, SentenceId};
use crate::story::comparison::Comparison;
use crate::story::differ::commitment::{firm, steps};
use crate::story::differ::enumeration::{List, enumerations};
use crate::story::differ::measure::{Measure, measures};
use crate::story::differ::moment::{Moment, moments};
use crate::story::differ::opposite::Opposites;
use crate::story::differ::variant::runs;
use crate::story::differ::words::{Lexicon, Listed, Word};
use crate::story::difference::Side;
use crate::story::link::LinkKind;
use crate::text::TextRange;

/// The most links of one claim or sentence that are followed.
const MOST_LINKS: usize = 40;

/// The most sentences of one article that are read though they are not linked.
const MOST_COMMITTING: usize = 200;

/// How many sentences of an article belong to its head, which is read in any case.
pub(crate) const HEAD: usize = 6;

/// The longest of them in bytes.
const LONGEST: u32 = 2000;

/// What is compared, read.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The articles.
    pub(crate) articles: &'a [Article<'a>],
    /// What is matched.
    pub(crate) comparison: &'a Comparison,
    /// Their words.
    pub(crate) lexicon: Lexicon,
    /// Which of them have opposites.
    pub(crate) opposites: Opposites,
    /// How firm they are.
    pub(crate) firm: Listed,
    /// Which of them are steps towards something.
    pub(crate) steps: Listed,
    /// The sentences that are linked.
    sentences: BTreeMap<SentenceId, SentenceReading>,
    /// Every two linked sentences once.
    pub(crate) pairs: Vec<Pair>,
}

/// One sentence, read.
#[derive(Debug)]
pub(crate) struct SentenceReading {
    /// Its number.
    pub(crate) id: SentenceId,
    /// Where it stands.
    pub(crate) passage: Passage,
    /// Its words.
    pub(crate) words: Vec<Word>,
    /// Its numbers.
    pub(crate) measures: Vec<Measure>,
    /// Its times.
    pub(crate) moments: Vec<Moment>,
    /// Its runs of capitalised words, by the places of the words.
    pub(crate) names: Vec<Range<usize>>,
    /// Its enumerations.
    pub(crate) lists: Vec<List>,
}

/// Two linked sentences of two articles, the first article's first.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The sentence of the first article.
    pub(crate) one: SentenceId,
    /// The sentence of the other.
    pub(crate) other: SentenceId,
    /// How much they agree, at best.
    pub(crate) score: f32,
    /// Whether one supports the other.
    pub(crate) matched: bool,
    /// The claims in them that are linked.
    pub(crate) claims: Vec<ClaimPair>,
}

/// Two linked claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClaimPair {
    /// The claim of the first article.
    pub(crate) one: ClaimId,
    /// The claim of the other.
    pub(crate) other: ClaimId,
    /// How much they agree.
    pub(crate) score: f32,
    /// In what way they agree.
    pub(crate) kind: LinkKind,
}

impl<'a> Reading<'a> {
    /// Reads what is linked.
    pub(crate) fn new(articles: &'a [Article<'a>], comparison: &'a Comparison) -> Self {
        let pairs = pairs(comparison);
        let mut lexicon = Lexicon::default();
        let mut sentences = BTreeMap::new();
        let linked = pairs.iter().flat_map(|pair| [pair.one, pair.other]);
        let heads = heads(comparison);
        for id in linked.chain(committing(articles, comparison)).chain(heads) {
            if !sentences.contains_key(&id)
                && let Some(sentence) = read(articles, comparison, &mut lexicon, id)
            {
                sentences.insert(id, sentence);
            }
        }
        let opposites = Opposites::new(&lexicon);
        let (firm, steps) = (firm(&lexicon), steps(&lexicon));
        Self { articles, comparison, lexicon, opposites, firm, steps, sentences, pairs }
    }

    /// Returns all sentences that are read.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &SentenceReading> {
        self.sentences.values()
    }

    /// Returns a linked sentence.
    pub(crate) fn sentence(&self, id: SentenceId) -> Option<&SentenceReading> {
        self.sentences.get(&id)
    }

    /// Returns the two sentences of a pair.
    pub(crate) fn both(&self, pair: &Pair) -> Option<(&SentenceReading, &SentenceReading)> {
        Some((self.sentence(pair.one)?, self.sentence(pair.other)?))
    }

    /// Returns the article of a place in the story.
    pub(crate) fn article(&self, index: ArticleIndex) -> Option<&'a Article<'a>> {
        self.articles.get(index.index())
    }

    /// Returns the words of a claim.
    pub(crate) fn words_of(&self, claim: ClaimId) -> &[Word] {
        let Some(found) = self.comparison.claim(claim) else { return &[] };
        let Some(sentence) = self.sentence(found.sentence) else { return &[] };
        sentence.within(found.passage.range)
    }

    /// Returns a passage of a sentence with the claim in which it stands.
    pub(crate) fn side(&self, sentence: &SentenceReading, range: TextRange) -> Option<Side> {
        let of = self.comparison.sentence(sentence.id)?;
        let claims = of.claims.clone().map(ClaimId);
        let starts = |claim: &ClaimId| {
            self.comparison
                .claim(*claim)
                .is_some_and(|claim| claim.passage.range.start() <= range.start())
        };
        let claim = claims.clone().rfind(starts).or_else(|| claims.clone().next())?;
        Some(Side { passage: Passage { article: sentence.passage.article, range }, claim })
    }
}

impl SentenceReading {
    /// Returns the words that lie in a range.
    pub(crate) fn within(&self, range: TextRange) -> &[Word] {
        let start = self.words.partition_point(|word| word.range.start() < range.start());
        let end = self.words.partition_point(|word| word.range.end() <= range.end());
        self.words.get(start..end.max(start)).unwrap_or_default()
    }
}

fn read(
    articles: &[Article<'_>],
    comparison: &Comparison,
    lexicon: &mut Lexicon,
    id: SentenceId,
) -> Option<SentenceReading> {
    let passage = comparison.sentence(id)?.passage;
    let article = articles.get(passage.article.index())?;
    let words = lexicon.read(article.document.text(), passage.range);
    let measures = measures(lexicon, &words, article.facts);
    let moments = moments(lexicon, &words, article.document, article.facts);
    let (names, lists) = (runs(lexicon, &words), enumerations(lexicon, &words));
    Some(SentenceReading { id, passage, words, measures, moments, names, lists })
}

/// Returns the first sentences of every article.
fn heads(comparison: &Comparison) -> impl Iterator<Item = SentenceId> + '_ {
    comparison.articles().flat_map(move |article| {
        let first = comparison.claims_of(article).next().map(|(_, claim)| claim.sentence);
        let ids = first.into_iter().flat_map(|first| (first.0..).take(HEAD).map(SentenceId));
        ids.filter(move |id| {
            comparison.sentence(*id).is_some_and(|sentence| sentence.passage.article == article)
        })
    })
}

/// Returns sentences in which somebody commits to something, whether linked or not, so many of each article.
fn committing<'c>(
    articles: &'c [Article<'_>],
    comparison: &'c Comparison,
) -> impl Iterator<Item = SentenceId> + 'c {
    const STEMS: [&str; 6] = ["willing", "pledge", "commit", "promise", "agree", "keen to"];
    let says = |passage: &Passage| {
        let text = articles.get(passage.article.index()).map(|article| article.document.text());
        text.is_some_and(|text| {
            let short = u32::from(passage.range.len()) < LONGEST;
            short && STEMS.iter().any(|stem| text[passage.range].contains(stem))
        })
    };
    let mut kept: BTreeMap<ArticleIndex, usize> = BTreeMap::new();
    let says = comparison.sentences().filter(move |(_, sentence)| says(&sentence.passage));
    says.filter_map(move |(id, sentence)| {
        let count = kept.entry(sentence.passage.article).or_default();
        *count += 1;
        (*count <= MOST_COMMITTING).then_some(id)
    })
}

/// Returns every two linked sentences once, by their places.
fn pairs(comparison: &Comparison) -> Vec<Pair> {
    let mut found: BTreeMap<(SentenceId, SentenceId), Pair> = BTreeMap::new();
    let pair = |one, other| Pair { one, other, score: 0.0, matched: false, claims: Vec::new() };
    for (id, sentence) in comparison.sentences() {
        for link in comparison.sentence_links(id).iter().take(MOST_LINKS) {
            let Some(other) = comparison.sentence(link.to) else { continue };
            if other.passage.article <= sentence.passage.article || !link.kind.is_match() {
                continue;
            }
            let entry = found.entry((id, link.to)).or_insert_with(|| pair(id, link.to));
            entry.score = entry.score.max(link.score);
            entry.matched = true;
        }
    }
    for (id, claim) in comparison.claims() {
        for link in comparison.links(id).iter().take(MOST_LINKS) {
            let Some(other) = comparison.claim(link.to) else { continue };
            if other.passage.article <= claim.passage.article {
                continue;
            }
            let key = (claim.sentence, other.sentence);
            let entry = found.entry(key).or_insert_with(|| pair(claim.sentence, other.sentence));
            entry.matched |= link.kind.is_match();
            if link.kind.is_match() {
                entry.score = entry.score.max(link.score);
            }
            let (score, kind) = (link.score, link.kind);
            entry.claims.push(ClaimPair { one: id, other: link.to, score, kind });
        }
    }
    found.into_values().collect()
}
