//! Names that differ: one word of a name another, another person in one office, another place of one event.
//!
//! What is only ordered, accented, transliterated or shortened otherwise is one name.

use std::ops::Range;

use crate::fact::{Entity, EntityKind, FactValue};
use crate::story::article::Article;
use crate::story::differ::country::is_wide;
use crate::story::differ::found::Found;
use crate::story::differ::holder::same;
use crate::story::differ::reading::{Pair, Reading, SentenceReading};
use crate::story::differ::variant::{is_related, only_difference};
use crate::story::differ::words::{Lexicon, Term, Word, indices, is_listed};
use crate::story::difference::{DifferenceClass, Level};
use crate::text::TextRange;

/// Offices that one person holds at a time.
const OFFICES: &str = " president premier chancellor minister mayor governor king queen pope chairman chairwoman \
    chair chief head director ceo captain coach manager principal commissioner sheriff secretary \
    ambassador speaker treasurer prosecutor judge editor founder owner rector dean conductor ";

/// Words that make another office of an office.
const QUALIFIERS: &str =
    " former ex deputy vice acting interim assistant late next new then outgoing incoming ";

/// Words before a place where something happens.
const WHERE: &str = " in at near outside off ";

/// How far an article is searched for a name, in bytes: of a book only the beginning is compared.
const SEARCHED: usize = 500_000;

/// How many words that say something are near a place, on each side.
const NEAR: usize = 4;

/// Finds names that differ between two matched sentences.
pub(crate) fn names(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    let Some((one, other)) = reading.both(pair) else { return };
    let (Some(article), Some(theirs)) =
        (reading.article(one.passage.article), reading.article(other.passage.article))
    else {
        return;
    };
    if !pair.matched {
        return;
    }
    let both = Both { reading, sentences: [one, other], articles: [article, theirs] };
    both.varied(found);
    let (named, others) = (named(one, article), self::named(other, theirs));
    both.in_one_office(&named, &others, found);
    both.in_one_place(&named, &others, found);
}

struct Both<'r, 'a> {
    reading: &'r Reading<'a>,
    sentences: [&'r SentenceReading; 2],
    articles: [&'a Article<'a>; 2],
}

/// A name in a sentence with whom or what it names.
struct Named<'a> {
    entity: &'a Entity,
    range: TextRange,
    at: Range<usize>,
}

impl Both<'_, '_> {
    /// Finds names of which one word differs, such as two spellings that are no transliterations.
    fn varied(&self, found: &mut Vec<Found>) {
        let [one, other] = self.sentences;
        let lexicon = &self.reading.lexicon;
        for a in &one.names {
            for b in &other.names {
                let (words, others) = (spoken(lexicon, one, a), spoken(lexicon, other, b));
                let Some((x, y)) = only_difference(&words, &others) else { continue };
                let enough = words.len() >= 3 || self.is_person(0, a) && self.is_person(1, b);
                if !enough || !is_related(x, y) {
                    continue;
                }
                let (here, there) = (cover(&one.words, a), cover(&other.words, b));
                if self.has(1, &self.articles[0].document.text()[here])
                    || self.has(0, &self.articles[1].document.text()[there])
                {
                    continue;
                }
                self.push(
                    [self.person_in(0, here), self.person_in(1, there)],
                    Level::Differs,
                    found,
                );
            }
        }
    }

    /// Finds two people who are said to hold one office.
    fn in_one_office(&self, named: &[Named<'_>], others: &[Named<'_>], found: &mut Vec<Found>) {
        let [one, other] = self.sentences;
        let people = |named: &&Named<'_>| named.entity.kind == EntityKind::Person;
        for a in named.iter().filter(people) {
            let Some(office) = self.office(one, a) else { continue };
            for b in others.iter().filter(people) {
                let is_same = self.office(other, b).is_some_and(|own| own == office);
                if is_same && !same(a.entity, b.entity) && self.are_apart(a.entity, b.entity) {
                    self.push([a.range, b.range], Level::Differs, found);
                }
            }
        }
    }

    /// Finds two places that are given for one event.
    fn in_one_place(&self, named: &[Named<'_>], others: &[Named<'_>], found: &mut Vec<Found>) {
        let [one, other] = self.sentences;
        let place = |named: &&Named<'_>| named.entity.kind == EntityKind::Place;
        for a in named.iter().filter(place).filter(|a| self.is_where(one, a)) {
            for b in others.iter().filter(place).filter(|b| self.is_where(other, b)) {
                let (near, there) = (near(one, &a.at), near(other, &b.at));
                let shared = near.iter().filter(|term| there.contains(term)).count();
                let alike = shares_word(&a.entity.name, &b.entity.name);
                let word = |sentence: &SentenceReading, at: &Range<usize>| {
                    let before = at.start.checked_sub(1).and_then(|at| sentence.words.get(at));
                    before.map(|before| before.form)
                };
                if shared < 2 || alike || !self.are_apart(a.entity, b.entity) {
                    continue;
                }
                // A town may lie in a country or region, and near another town.
                let town = |entity: &Entity| !is_wide(&entity.name);
                let bound = near.first() == there.first()
                    && word(one, &a.at) == word(other, &b.at)
                    && town(a.entity)
                    && town(b.entity);
                let level = if bound { Level::Differs } else { Level::Check };
                self.push([a.range, b.range], level, found);
            }
        }
    }

    fn push(&self, [here, there]: [TextRange; 2], level: Level, found: &mut Vec<Found>) {
        let [one, other] = self.sentences;
        let sides = self.reading.side(one, here).zip(self.reading.side(other, there));
        if let Some((here, there)) = sides {
            found.push(Found { class: DifferenceClass::Name, level, sides: [here, there] });
        }
    }

    /// Tells whether neither article knows whom or what the other names.
    fn are_apart(&self, a: &Entity, b: &Entity) -> bool {
        let [one, other] = self.articles;
        !other.facts.entities().any(|entity| same(entity, a))
            && !one.facts.entities().any(|entity| same(entity, b))
            && !self.has(1, &a.name)
            && !self.has(0, &b.name)
    }

    /// Tells whether an article has a name, as whole words.
    fn has(&self, article: usize, name: &str) -> bool {
        let text = self.articles[article].document.text();
        let mut end = text.len().min(SEARCHED);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = text.get(..end).unwrap_or(text);
        text.match_indices(name).any(|(at, _)| {
            let after = text.get(at + name.len()..).and_then(|rest| rest.chars().next());
            !after.is_some_and(char::is_alphanumeric)
        })
    }

    fn is_person(&self, article: usize, at: &Range<usize>) -> bool {
        let range = cover(&self.sentences[article].words, at);
        self.person(article, range).is_some()
    }

    /// Returns the part of a name that names a person, without office, or all of it.
    fn person_in(&self, article: usize, range: TextRange) -> TextRange {
        self.person(article, range).unwrap_or(range)
    }

    fn person(&self, article: usize, range: TextRange) -> Option<TextRange> {
        let facts = self.articles[article].facts;
        let mut inside = facts.passages_in(range).filter(|(at, _)| range.contains_range(*at));
        inside.find_map(|(at, id)| match &facts.get(id)?.value {
            FactValue::Entity(entity) if entity.kind == EntityKind::Person => Some(at),
            _ => None,
        })
    }

    /// Returns the office that the words beside a person give: the office and whose it is.
    fn office(&self, sentence: &SentenceReading, named: &Named<'_>) -> Option<Vec<Term>> {
        let lexicon = &self.reading.lexicon;
        let is_office = |word: &Word| is_listed(OFFICES, lexicon.form(word));
        let before = sentence.words.get(..named.at.start)?;
        let end = match before.last() {
            Some(last) if is_office(last) => before.len(),
            Some(last) if lexicon.form(last) == "," && before.len() > 1 => before.len() - 1,
            _ => return None,
        };
        let before = before.get(..end)?;
        is_office(before.last()?).then_some(())?;
        let start = before.iter().rposition(|word| !word.is_content()).map_or(0, |at| at + 1);
        let words = before.get(start.max(before.len().saturating_sub(3))..)?;
        let other = words.iter().any(|word| is_listed(QUALIFIERS, lexicon.form(word)));
        (!other).then(|| words.iter().map(|word| word.stem).collect())
    }

    fn is_where(&self, sentence: &SentenceReading, named: &Named<'_>) -> bool {
        let lexicon = &self.reading.lexicon;
        let before = named.at.start.checked_sub(1).and_then(|before| sentence.words.get(before));
        let after = sentence.words.get(named.at.end).map(|word| lexicon.form(word));
        let further = sentence.words.get(named.at.end + 1).is_some_and(|word| word.capital);
        before.is_some_and(|word| is_listed(WHERE, lexicon.form(word)))
            && !(after == Some(",") && further)
            && after != Some("-")
    }
}

/// Tells whether two names share a word, or nearly.
fn shares_word(one: &str, other: &str) -> bool {
    let begins = |a: &str, b: &str| {
        a == b || a.chars().count() >= 4 && a.chars().take(4).eq(b.chars().take(4))
    };
    one.split_whitespace().any(|a| other.split_whitespace().any(|b| begins(a, b)))
}

/// Returns the names in a sentence that facts know.
fn named<'a>(sentence: &SentenceReading, article: &'a Article<'a>) -> Vec<Named<'a>> {
    let inside = article.facts.passages_in(sentence.passage.range);
    inside
        .filter_map(|(range, id)| match &article.facts.get(id)?.value {
            FactValue::Entity(entity) => {
                let at = indices(&sentence.words, range);
                (!at.is_empty()).then_some(Named { entity, range, at })
            }
            _ => None,
        })
        .collect()
}

/// Returns the stems near a name, those before it first, the nearest first.
fn near(sentence: &SentenceReading, at: &Range<usize>) -> Vec<Term> {
    let before = sentence.words.get(..at.start).unwrap_or_default().iter().rev();
    let after = sentence.words.get(at.end..).unwrap_or_default().iter();
    let before = before.filter(|word| word.is_content()).map(|word| word.stem).take(NEAR);
    let after = after.filter(|word| word.is_content()).map(|word| word.stem).take(NEAR);
    before.chain(after).collect()
}

fn spoken<'r>(lexicon: &'r Lexicon, of: &SentenceReading, at: &Range<usize>) -> Vec<&'r str> {
    let words = of.words.get(at.clone()).unwrap_or_default();
    words
        .iter()
        .map(|word| lexicon.form(word))
        .filter(|form| *form != "-" && *form != "of")
        .collect()
}

fn cover(words: &[Word], at: &Range<usize>) -> TextRange {
    match (words.get(at.start), words.get(at.end.saturating_sub(1))) {
        (Some(first), Some(last)) => first.range.cover(last.range),
        _ => TextRange::default(),
    }
}
