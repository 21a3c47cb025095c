//! Invented pairs of sentences from many fields: what must be said to differ, and what must not.

mod numbers;
mod odd;
mod words;

use jiff::civil::Date;

use crate::document::{BlockKind, Document, DocumentBuilder, Metadata};
use crate::extract::extract;
use crate::fact::{Certainty, FactSet, Stance};
use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::claim::{Claim, ClaimId, Sentence, SentenceId, Status};
use crate::story::comparison::Comparison;
use crate::story::differ::differences;
use crate::story::difference::DifferenceClass;
use crate::story::link::{Link, LinkKind};
use crate::text::TextRange;
use crate::text::segment::sentences;

/// A class, a level and what the two sides say.
pub(crate) type Row<'t> = (&'t str, &'t str, [&'t str; 2]);

/// An article of some sentences, each a claim of its own.
pub(crate) fn article(text: &str, published: Option<&str>) -> (Document, FactSet) {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    let published = published.map(|day| day.parse::<Date>().unwrap());
    let metadata = Metadata { published, ..Metadata::default() };
    let document = builder.finish().unwrap().with_metadata(metadata);
    let facts = extract(&document);
    (document, facts)
}

/// A comparison in which the sentences of all articles at the same place are matched.
fn aligned(articles: &[Article<'_>]) -> Comparison {
    let (mut found, mut claims, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for (index, article) in ArticleIndex::all(articles.len()).zip(articles) {
        let document = article.document;
        let whole = TextRange::up_to(document.end());
        for (place, range) in sentences(document.text(), whole).into_iter().enumerate() {
            let at = u32::try_from(claims.len()).unwrap();
            let passage = Passage { article: index, range };
            found.push(Sentence { passage, claims: at..at + 1 });
            let (certainty, stance) = (Certainty::Asserted, Stance::Report);
            let status = Status::Matched;
            claims.push(Claim { passage, sentence: SentenceId(at), certainty, stance, status });
            places.push((index, place));
        }
    }
    let (mut sentence_links, mut links) = (Vec::new(), Vec::new());
    for (from, (article, place)) in (0..).zip(&places) {
        for (to, (other, there)) in (0..).zip(&places) {
            if article != other && place == there {
                let (score, kind) = (0.6, LinkKind::Wording);
                links.push(Link { from: ClaimId(from), to: ClaimId(to), score, kind });
                let (from, to) = (SentenceId(from), SentenceId(to));
                sentence_links.push(Link { from, to, score, kind });
            }
        }
    }
    Comparison::new(articles.len(), found, claims, sentence_links, links)
}

/// What is said to differ between articles whose sentences match one by one, with their dates.
pub(crate) fn told(texts: &[(&str, Option<&str>)]) -> Vec<(String, String, Vec<String>)> {
    let read: Vec<_> = texts.iter().map(|(text, day)| article(text, *day)).collect();
    let articles: Vec<_> =
        read.iter().map(|(document, facts)| Article { document, facts }).collect();
    let comparison = aligned(&articles);
    let words = |side: &crate::story::difference::Side| {
        let document = articles[side.passage.article.index()].document;
        document.text()[side.passage.range].to_owned()
    };
    differences(&articles, &comparison)
        .iter()
        .map(|found| {
            let sides = found.sides.iter().map(words).collect();
            (found.class.name().to_owned(), found.level.name().to_owned(), sides)
        })
        .collect()
}

/// Asserts that two matched texts differ in just this.
#[track_caller]
pub(crate) fn differ(one: &str, other: &str, expected: &[Row<'_>]) {
    let found = told(&[(one, None), (other, None)]);
    let shown: Vec<_> = found
        .iter()
        .map(|(class, level, sides)| {
            let sides = [sides[0].as_str(), sides[1].as_str()];
            (class.as_str(), level.as_str(), sides)
        })
        .collect();
    assert_eq!(shown, expected, "\n{one}\n{other}");
}

/// Asserts that two matched texts do not differ.
#[track_caller]
pub(crate) fn agree(one: &str, other: &str) {
    differ(one, other, &[]);
}

#[test]
fn every_class_has_a_name() {
    assert_eq!(DifferenceClass::Itself.name(), "self");
}
