//! Terms: the words of a text in one form, however an article writes them.
//!
//! A day is its date, a number its figures, a name the fullest form of it, a nationality its country, and a word
//! is without case, accents and ending. What stands for several words stands at the place of the first. It must
//! not know weights.

mod number;
mod stem;

use crate::extract::homeland;
use crate::fact::key::folded;
use crate::fact::{Amount, FactValue};
use crate::story::align::term::number::{figures, is_numeral};
use crate::story::align::term::stem::stem;
use crate::story::article::Article;
use crate::text::segment::words;
use crate::text::{TextRange, TextSize};

/// One word in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The form.
    pub(crate) word: String,
    /// Where the words begin that it stands for.
    pub(crate) at: TextSize,
}

/// A passage that is written in one form of its own.
struct Canon {
    range: TextRange,
    /// The words that stand for it.
    words: Vec<String>,
    /// Whether only the numerals in it are meant, and other words stay.
    numerals: bool,
}

/// Returns the terms of a sentence in order.
pub(crate) fn terms(article: &Article<'_>, sentence: TextRange) -> Vec<Term> {
    let text = article.document.text();
    let canons = canons(article, sentence);
    let mut found = Vec::new();
    let mut next = 0;
    let mut written = None;
    for range in words(text, sentence) {
        while canons.get(next).is_some_and(|canon| canon.range.end() <= range.start()) {
            next += 1;
        }
        let word = &text[range];
        let inside = canons.get(next).filter(|canon| {
            canon.range.start() < range.end() && (!canon.numerals || is_numeral(word))
        });
        match inside {
            Some(canon) if written != Some(next) => {
                written = Some(next);
                let all = canon.words.iter().cloned();
                found.extend(all.map(|word| Term { word, at: range.start() }));
            }
            Some(_) => {}
            None => plain(word, range.start(), &mut found),
        }
    }
    found
}

/// Adds a word that is no name, time or number with a value.
fn plain(word: &str, at: TextSize, found: &mut Vec<Term>) {
    if let Some(place) = homeland(word) {
        let parts = place.split(' ').map(folded);
        found.extend(parts.map(|word| Term { word, at }));
        return;
    }
    let whole = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    for part in whole.split('-') {
        let folded = folded(part);
        if !folded.is_empty() {
            found.push(Term { word: stem(folded), at });
        }
    }
}

/// Returns a word in the form in which it is compared.
#[cfg(test)]
pub(crate) fn formed(word: &str) -> String {
    stem(folded(word))
}

/// Returns the passages of a sentence that have a form of their own, in order, without overlaps.
fn canons(article: &Article<'_>, sentence: TextRange) -> Vec<Canon> {
    let mut found: Vec<Canon> = Vec::new();
    for (range, id) in article.facts.passages_in(sentence) {
        if found.last().is_some_and(|last| last.range.end() > range.start()) {
            continue;
        }
        let Some(fact) = article.facts.get(id) else { continue };
        let (words, numerals) = match &fact.value {
            FactValue::Time(time) => (vec![format!("@{}", time.value.to_lowercase())], false),
            FactValue::Quantity(quantity) => match quantity.amount {
                Amount::Exact(amount) => (vec![figures(amount)], true),
                Amount::Between(least, most) => (vec![figures(least), figures(most)], true),
            },
            FactValue::Entity(entity) => (name(&entity.name), false),
            _ => continue,
        };
        if !words.is_empty() {
            found.push(Canon { range, words, numerals });
        }
    }
    found
}

fn name(name: &str) -> Vec<String> {
    let whole = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let parts = whole.split([' ', '-']).map(|part| match homeland(part) {
        Some(place) => folded(place),
        None => folded(part),
    });
    parts.filter(|word| !word.is_empty() && word != "the").collect()
}
