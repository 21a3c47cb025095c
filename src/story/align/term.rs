//! Terms: the words of a text in one form, however an article writes them.
//!
//! A day is its date, a number its figures, a name the fullest form of it, a nationality its country, and a word
//! is without case, accents and ending. What stands for several words stands at the place of the first. Every
//! form has a number, and what a word as it is written stands for is worked out once for a story. It must not
//! know weights.

mod number;
mod stem;

use std::collections::HashMap;
use std::ops::Range;

use crate::extract::homeland;
use crate::fact::key::folded;
use crate::fact::{Amount, FactValue};
use crate::story::align::mixer::Fast;
use crate::story::align::term::number::{figures, is_numeral};
use crate::story::align::term::stem::stem;
use crate::story::article::Article;
use crate::text::segment::words;
use crate::text::{TextRange, TextSize};

/// The number of a form within its [`Forms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form(u32);

impl Form {
    /// Returns the number as an index.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// One word in its one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The form.
    pub(crate) form: Form,
    /// Where the words begin that it stands for.
    pub(crate) at: TextSize,
}

/// The forms of all words of a story, each once.
#[derive(Debug, Default)]
pub(crate) struct Forms<'t> {
    numbers: HashMap<String, Form, Fast>,
    texts: Vec<String>,
    /// What the words of the texts stand for, as places in `meant`.
    words: HashMap<&'t str, Range<usize>, Fast>,
    /// The same of whole names.
    names: HashMap<&'t str, Range<usize>, Fast>,
    meant: Vec<Form>,
}

/// A passage that is written in one form of its own.
struct Canon {
    range: TextRange,
    /// The forms that stand for it, as places in `meant`.
    meant: Range<usize>,
    /// Whether only the numerals in it are meant, and other words stay.
    numerals: bool,
}

impl<'t> Forms<'t> {
    /// Returns the words of a form.
    pub(crate) fn text(&self, form: Form) -> &str {
        self.texts.get(form.index()).map_or("", String::as_str)
    }

    /// Returns the number of a form that was read, if it was.
    pub(crate) fn known(&self, word: &str) -> Option<Form> {
        self.numbers.get(word).copied()
    }

    /// Returns the terms of a sentence in order.
    pub(crate) fn read(&mut self, article: &Article<'t>, sentence: TextRange) -> Vec<Term> {
        let text = article.document.text();
        let canons = self.canons(article, sentence);
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
            let meant = match inside {
                Some(_) if written == Some(next) => continue,
                Some(canon) => {
                    written = Some(next);
                    canon.meant.clone()
                }
                None => self.word(word),
            };
            let forms = self.meant.get(meant).unwrap_or_default();
            found.extend(forms.iter().map(|form| Term { form: *form, at: range.start() }));
        }
        found
    }

    /// Returns what a word stands for that is no name, time or number with a value.
    fn word(&mut self, word: &'t str) -> Range<usize> {
        if let Some(known) = self.words.get(word) {
            return known.clone();
        }
        let meant = if let Some(place) = homeland(word) {
            self.mean(place.split(' ').map(folded))
        } else {
            let whole = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
            let parts = whole.split('-').map(folded).filter(|part| !part.is_empty());
            self.mean(parts.map(stem))
        };
        self.words.insert(word, meant.clone());
        meant
    }

    /// Returns what a name stands for.
    fn name(&mut self, name: &'t str) -> Range<usize> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let whole = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        let parts = whole.split([' ', '-']).map(|part| folded(homeland(part).unwrap_or(part)));
        let meant = self.mean(parts.filter(|word| !word.is_empty() && word != "the"));
        self.names.insert(name, meant.clone());
        meant
    }

    fn mean(&mut self, words: impl Iterator<Item = String>) -> Range<usize> {
        let first = self.meant.len();
        for word in words {
            let form = self.form(word);
            self.meant.push(form);
        }
        first..self.meant.len()
    }

    /// Returns the number of a form.
    pub(crate) fn form(&mut self, word: String) -> Form {
        if let Some(known) = self.known(&word) {
            return known;
        }
        let form = Form(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.texts.push(word.clone());
        self.numbers.insert(word, form);
        form
    }

    /// Returns the passages of a sentence that have a form of their own, in order, without overlaps.
    fn canons(&mut self, article: &Article<'t>, sentence: TextRange) -> Vec<Canon> {
        let mut found: Vec<Canon> = Vec::new();
        for (range, id) in article.facts.passages_in(sentence) {
            if found.last().is_some_and(|last| last.range.end() > range.start()) {
                continue;
            }
            let Some(fact) = article.facts.get(id) else { continue };
            let (meant, numerals) = match &fact.value {
                FactValue::Time(time) => {
                    (self.mean([format!("@{}", time.value.to_lowercase())].into_iter()), false)
                }
                FactValue::Quantity(quantity) => match quantity.amount {
                    Amount::Exact(amount) => (self.mean([figures(amount)].into_iter()), true),
                    Amount::Between(least, most) => {
                        (self.mean([figures(least), figures(most)].into_iter()), true)
                    }
                },
                FactValue::Entity(entity) => (self.name(&entity.name), false),
                _ => continue,
            };
            if !meant.is_empty() {
                found.push(Canon { range, meant, numerals });
            }
        }
        found
    }
}

/// Returns a word in the form in which it is compared.
#[cfg(test)]
pub(crate) fn formed(word: &str) -> String {
    stem(folded(word))
}
