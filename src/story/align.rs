//! Which sentences and claims of the articles say the same.

use std::collections::HashMap;

use crate::document::BlockKind;
use crate::fact::{Certainty, FactValue, Stance};
use crate::story::Mismatch;
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::claim::{Claim, ClaimId, Sentence, SentenceId, Status};
use crate::story::link::{Link, LinkKind};
use crate::text::TextRange;
use crate::text::segment::{sentences, words};

/// What is matched with what.
#[derive(Debug)]
pub(crate) struct Aligned {
    /// By article and place.
    pub(crate) sentences: Vec<Sentence>,
    /// By article and place.
    pub(crate) claims: Vec<Claim>,
    /// Both ways.
    pub(crate) sentence_links: Vec<Link<SentenceId>>,
    /// Both ways.
    pub(crate) links: Vec<Link<ClaimId>>,
}

type Weights = HashMap<String, f32>;

/// Finds what the articles have in common.
pub(crate) fn align(articles: &[Article<'_>], mismatches: &[Mismatch]) -> Aligned {
    let mut found = Vec::new();
    let mut claims = Vec::new();
    for (index, article) in ArticleIndex::all(articles.len()).zip(articles) {
        for block in article.document.blocks() {
            if matches!(block.kind, BlockKind::Image { .. } | BlockKind::Rule | BlockKind::Note) {
                continue;
            }
            for range in sentences(article.document.text(), block.range) {
                let at = u32::try_from(claims.len()).unwrap_or(u32::MAX);
                let passage = Passage { article: index, range };
                found.push(Sentence { passage, claims: at..at + 1 });
                claims.push(claim(article, passage, SentenceId(at)));
            }
        }
    }
    let vectors = vectors(articles, &claims);
    let mut links = Vec::new();
    for (one, first) in vectors.iter().enumerate() {
        for (other, second) in vectors.iter().enumerate() {
            let (Some(a), Some(b)) = (claims.get(one), claims.get(other)) else { continue };
            if a.passage.article == b.passage.article {
                continue;
            }
            let score = cosine(first, second);
            let wrong = mismatches.iter().any(|(x, y)| {
                let meets = |p: &Passage, q: &Passage| {
                    p.article == q.article && p.range.intersect(q.range).is_some()
                };
                meets(x, &a.passage) && meets(y, &b.passage)
                    || meets(y, &a.passage) && meets(x, &b.passage)
            });
            if score < 0.15 || wrong {
                continue;
            }
            let kind = match score {
                score if score < 0.22 => LinkKind::Possible,
                _ if a.certainty == Certainty::Hedged || b.certainty == Certainty::Hedged => {
                    LinkKind::Mention
                }
                score if score < 0.6 => LinkKind::Wording,
                _ => LinkKind::Same,
            };
            let id = |index: usize| ClaimId(u32::try_from(index).unwrap_or(u32::MAX));
            links.push(Link { from: id(one), to: id(other), score, kind });
        }
    }
    for link in links.iter().filter(|link| link.kind.is_match()) {
        if let Some(claim) = claims.get_mut(link.from.index()) {
            claim.status = Status::Matched;
        }
    }
    let sentence_links = links
        .iter()
        .map(|link| Link {
            from: SentenceId(link.from.0),
            to: SentenceId(link.to.0),
            score: link.score,
            kind: link.kind,
        })
        .collect();
    Aligned { sentences: found, claims, sentence_links, links }
}

fn claim(article: &Article<'_>, passage: Passage, sentence: SentenceId) -> Claim {
    let mut certainty = Certainty::Asserted;
    let mut stance = Stance::Report;
    for (_, id) in article.facts.passages_in(passage.range) {
        if let Some(FactValue::Statement(statement)) = article.facts.get(id).map(|fact| &fact.value)
        {
            certainty = certainty.max(statement.certainty);
            stance = stance.max(statement.stance);
        }
    }
    Claim { passage, sentence, certainty, stance, status: Status::OnlyHere }
}

fn vectors(articles: &[Article<'_>], claims: &[Claim]) -> Vec<Weights> {
    let mut vectors: Vec<Weights> = Vec::new();
    let mut frequency: HashMap<String, f32> = HashMap::new();
    for claim in claims {
        let Some(article) = articles.get(claim.passage.article.index()) else { continue };
        let text = article.document.text();
        let mut vector = Weights::new();
        for word in words(text, claim.passage.range) {
            *vector.entry(lower(text, word)).or_default() += 1.0;
        }
        for word in vector.keys() {
            *frequency.entry(word.clone()).or_default() += 1.0;
        }
        vectors.push(vector);
    }
    let all = vectors.len() as f32 + 1.0;
    for vector in &mut vectors {
        for (word, weight) in vector.iter_mut() {
            let df = frequency.get(word).copied().unwrap_or(1.0);
            *weight = (all / (df + 0.5)).ln().max(0.0);
        }
        let norm = vector.values().map(|weight| weight * weight).sum::<f32>().sqrt().max(1e-6);
        for weight in vector.values_mut() {
            *weight /= norm;
        }
    }
    vectors
}

fn lower(text: &str, word: TextRange) -> String {
    text[word].to_lowercase()
}

fn cosine(one: &Weights, other: &Weights) -> f32 {
    one.iter().filter_map(|(word, weight)| other.get(word).map(|b| weight * b)).sum()
}
