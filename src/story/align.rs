//! Which sentences and claims of the articles say the same.
//!
//! 1. `unit`: the sentences of the articles and the claims in them.
//! 2. `term`: their words in one form.
//! 3. `space`: how near two units are, by words and runs of characters weighted within the story.
//! 4. `around`: what the sentences beside two sentences add to that.
//! 5. `choice`: which of those that are near say the same, and in what way; `verbatim` tells what is word for word.
//! 6. `follow`: which claims go where their sentence goes.
//!
//! No order of sentences is taken for granted.

mod around;
mod choice;
mod common;
mod follow;
mod mixer;
mod near;
mod space;
mod term;
mod unit;
mod verbatim;

use crate::fact::{CitationKind, FactValue};
use crate::story::align::choice::{Chosen, Size, choose};
use crate::story::align::space::{Index, Vocabulary};
use crate::story::align::term::Forms;
use crate::story::align::unit::Units;
use crate::story::align::verbatim::Wordings;
use crate::story::article::{Article, Mismatch};
use crate::story::claim::{Claim, ClaimId, Sentence, SentenceId};
use crate::story::link::Link;
use crate::text::TextSize;

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

/// Finds what the articles have in common.
pub(crate) fn align(articles: &[Article<'_>], mismatches: &[Mismatch]) -> Aligned {
    let units = unit::units(articles);
    let (sentences, claims) = indexes(articles, &units);
    let Chosen { units, sentence_links, links } =
        choose(articles.len(), units, sentences, claims, mismatches);
    Aligned { sentences: units.sentences, claims: units.claims, sentence_links, links }
}

/// Indexes the sentences and the claims by the features of the whole story.
fn indexes(articles: &[Article<'_>], units: &Units) -> (Size, Size) {
    let (mut forms, mut vocabulary) = (Forms::default(), Vocabulary::default());
    let mut read = Vec::with_capacity(units.sentences.len());
    for sentence in &units.sentences {
        let Some(article) = articles.get(sentence.passage.article.index()) else { continue };
        let terms = forms.read(article, sentence.passage.range);
        let traits = vocabulary.read(&terms, &forms);
        read.push((terms, traits));
    }
    let mut weights = vocabulary.weights();
    let mut sentences = Vec::with_capacity(units.sentences.len());
    let mut claims = Vec::with_capacity(units.claims.len());
    let (mut whole, mut parts) = (Wordings::new(&forms), Wordings::new(&forms));
    for ((terms, traits), sentence) in read.iter().zip(&units.sentences) {
        let article = sentence.passage.article;
        sentences.push((weights.vector(traits, &(0..place(terms.len()))), article));
        // Where it was written and by whom is not what it says.
        let said = past_dateline(articles, sentence);
        let said = terms.partition_point(|term| term.at < said);
        whole.add(terms.get(said..).unwrap_or_default());
        for claim in units.claims_of(sentence) {
            let range = claim.passage.range;
            let first = terms.partition_point(|term| term.at < range.start());
            let past = terms.partition_point(|term| term.at < range.end());
            claims.push((weights.vector(traits, &(place(first)..place(past))), article));
            parts.add(terms.get(first.max(said)..past).unwrap_or_default());
        }
    }
    let sentences = Size { index: Index::new(sentences), wordings: whole };
    (sentences, Size { index: Index::new(claims), wordings: parts })
}

/// Returns where a sentence begins behind the dateline that stands in it, if one does.
fn past_dateline(articles: &[Article<'_>], sentence: &Sentence) -> TextSize {
    let range = sentence.passage.range;
    let facts = articles.get(sentence.passage.article.index()).map(|article| article.facts);
    let within =
        facts.into_iter().flat_map(|facts| facts.passages_in(range).map(move |it| (facts, it)));
    let datelines = within.filter(|(facts, (_, id))| {
        matches!(facts.get(*id).map(|fact| &fact.value), Some(FactValue::Citation(citation))
            if citation.kind == CitationKind::Dateline)
    });
    datelines.map(|(_, (place, _))| place.end()).max().unwrap_or(range.start())
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
