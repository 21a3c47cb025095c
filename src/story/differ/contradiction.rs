//! Contradictions in words: an opposite, or one article says that it was and the other that it was not.
//!
//! The two must speak of the same: most of their words are shared, and what stands before the word that is turned
//! round is. What one only asks, doubts or denies contradicts nothing.

use crate::story::article::Passage;
use crate::story::differ::found::Found;
use crate::story::differ::opposite::{Opposites, opens, turns};
use crate::story::differ::reading::{ClaimPair, Pair, Reading};
use crate::story::differ::words::{Lexicon, Term, Word, WordKind, distinct_stems};
use crate::story::difference::{DifferenceClass, Level, Side};
use crate::text::TextRange;

/// How many words that say something stand near a word, on each side.
const NEAR: usize = 3;

/// How far before a word that is turned round the word stands that turns it.
const REACH: usize = 3;

/// The fewest words that say something which both share.
const LEAST_SHARED: usize = 2;

/// The most words of a claim that are held against another.
const LONGEST: usize = 60;

/// Finds claims that say the opposite of each other.
pub(crate) fn contradictions(reading: &Reading<'_>, pair: &Pair, found: &mut Vec<Found>) {
    for claims in pair.claims.iter().filter(|claims| claims.kind.is_match()) {
        let (one, other) = (reading.words_of(claims.one), reading.words_of(claims.other));
        if one.len() > LONGEST || other.len() > LONGEST {
            continue;
        }
        let (Some(around), Some(beyond)) =
            (reading.sentence(pair.one), reading.sentence(pair.other))
        else {
            continue;
        };
        let lexicon = &reading.lexicon;
        let opposites = &reading.opposites;
        let one = Said { lexicon, opposites, words: one, around: &around.words };
        let other = Said { lexicon, opposites, words: other, around: &beyond.words };
        let Some((here, there, level)) = one.against(&other).or_else(|| one.negated(&other)) else {
            continue;
        };
        found.extend(sides(reading, claims, here, there).map(|sides| Found {
            class: DifferenceClass::Wording,
            level,
            sides,
        }));
    }
}

/// A claim with the words of its sentence.
struct Said<'r> {
    lexicon: &'r Lexicon,
    opposites: &'r Opposites,
    words: &'r [Word],
    around: &'r [Word],
}

impl Said<'_> {
    /// Finds a word of this claim whose opposite the other has.
    fn against(&self, other: &Said<'_>) -> Option<(TextRange, TextRange, Level)> {
        if !self.is_on_the_same(other) {
            return None;
        }
        for (at, one) in self.turning() {
            for (to, theirs) in other.turning() {
                let (form, own) = (self.lexicon.form(one), self.lexicon.form(theirs));
                if !self.opposites.are(one, theirs) || self.has(own) || other.has(form) {
                    continue;
                }
                // `did not fall` and `rose` agree.
                if self.is_turned(at) || other.is_turned(to) {
                    continue;
                }
                if self.is_open(at) || other.is_open(to) {
                    continue;
                }
                let (left, right) = (self.before(at), other.before(to));
                let (ahead, behind) = (self.after(at), other.after(to));
                let meet = |one: &[Term], other: &[Term]| {
                    one.first().is_some_and(|term| other.contains(term))
                };
                // `The court rejected the appeal`, `the appeal was accepted by the court`.
                let subject = match (self.is_passive(at), other.is_passive(to)) {
                    (true, false) => meet(&left, &behind),
                    (false, true) => meet(&right, &ahead),
                    _ => meet(&left, &right) || meet(&right, &left),
                };
                let object = left.is_empty() && right.is_empty() && meet(&ahead, &behind);
                if subject || object {
                    let level = if subject { Level::Differs } else { Level::Check };
                    return Some((one.range, theirs.range, level));
                }
            }
        }
        None
    }

    /// Finds a word that is turned round in one claim and not in the other.
    fn negated(&self, other: &Said<'_>) -> Option<(TextRange, TextRange, Level)> {
        if !self.is_on_the_same(other) {
            return None;
        }
        match (self.negation(), other.negation()) {
            (Some(at), None) => self.denies(at, other),
            (None, Some(to)) => {
                other.denies(to, self).map(|(theirs, own, level)| (own, theirs, level))
            }
            _ => None,
        }
    }

    /// The only negation of the claim, if its sentence has no other.
    fn negation(&self) -> Option<usize> {
        let is = |word: &&Word| turns(self.lexicon.form(word));
        let range = self.words.iter().find(is)?.range;
        self.words.iter().position(|word| word.range == range)
    }

    /// Tells what the other says of the word that is negated here, if it says it plainly.
    fn denies(&self, at: usize, other: &Said<'_>) -> Option<(TextRange, TextRange, Level)> {
        let turns_round =
            |words: &[Word]| words.iter().filter(|word| turns(self.lexicon.form(word))).count();
        if turns_round(self.around) != 1 || turns_round(other.around) != 0 {
            return None;
        }
        let next = self.words.get(at + 1).map(|word| self.lexicon.form(word)).unwrap_or_default();
        // `not only`, `no longer`, `no fewer than`, `not until`: these are other statements.
        if matches!(
            next,
            "only"
                | "just"
                | "longer"
                | "fewer"
                | "less"
                | "more"
                | "later"
                | "until"
                | "yet"
                | "all"
                | "every"
                | "immediately"
                | "one"
                | "necessarily"
                | "least"
                | "merely"
                | "simply"
        ) {
            return None;
        }
        // `did not open until noon`, `not as bad as`: it did, or a part of it.
        let rest = self.around.iter().map(|word| self.lexicon.form(word));
        if rest.into_iter().any(|form| matches!(form, "until" | "unless" | "than" | "as" | "if")) {
            return None;
        }
        let word = self.words.iter().skip(at + 1).take(REACH).find(|word| word.is_content())?;
        let place = self.words.iter().position(|own| own.range == word.range)?;
        let same = |own: &&Word| own.stem == word.stem && !own.capital;
        let theirs = other.words.iter().find(same).filter(|_| !word.capital)?;
        let to = other.words.iter().position(|own| own.range == theirs.range)?;
        if other.is_open(to) || self.is_open(at) || opens(self.lexicon.form(word)) {
            return None;
        }
        let (left, right) = (self.before(at), other.before(to));
        let subject = left.first().is_some_and(|term| right.contains(term))
            || right.first().is_some_and(|term| left.contains(term));
        // `It was not inspected last year`: what `it` is cannot be told, so the words behind must meet.
        let (ahead, behind) = (self.after(place), other.after(to));
        let object = left.is_empty() && ahead.first().is_some_and(|term| behind.contains(term));
        let level = match (subject, object) {
            (true, _) => Level::Differs,
            (false, true) => Level::Check,
            (false, false) => return None,
        };
        let range = self.words.get(at)?.range.cover(self.words.get(place)?.range);
        Some((range, theirs.range, level))
    }

    /// Tells whether both speak of the same: most words that say something are shared.
    fn is_on_the_same(&self, other: &Said<'_>) -> bool {
        let (one, theirs) = (content(self.words), content(other.words));
        let shared = one.iter().filter(|term| theirs.contains(term)).count();
        let fewer = one.len().min(theirs.len());
        shared >= LEAST_SHARED && (shared + 1) * 2 > fewer
    }

    /// The words that have opposites.
    fn turning(&self) -> impl Iterator<Item = (usize, &Word)> {
        let words = self.words.iter().enumerate();
        words.filter(|(_, word)| !word.capital && self.opposites.has(word))
    }

    /// Tells whether the sentence has a word.
    fn has(&self, form: &str) -> bool {
        self.around.iter().any(|word| self.lexicon.form(word) == form)
    }

    fn is_passive(&self, at: usize) -> bool {
        let before = self.words.get(at.saturating_sub(2)..at).unwrap_or_default();
        before.iter().any(|word| {
            matches!(
                self.lexicon.form(word),
                "was" | "were" | "been" | "be" | "is" | "are" | "being"
            )
        })
    }

    fn is_turned(&self, at: usize) -> bool {
        let before = self.words.get(at.saturating_sub(REACH)..at).unwrap_or_default();
        before.iter().any(|word| turns(self.lexicon.form(word)))
    }

    /// Tells whether what is said is left open, or of what might be.
    fn is_open(&self, at: usize) -> bool {
        let before = self.words.get(..at).unwrap_or_default();
        before.iter().any(|word| {
            let form = self.lexicon.form(word);
            opens(form) || matches!(form, "may" | "might" | "could" | "would" | "can" | "should")
        })
    }

    /// The stems before a word, the nearest first.
    fn before(&self, at: usize) -> Vec<Term> {
        let words = self.words.get(..at).unwrap_or_default().iter().rev();
        words.filter(|word| word.is_content()).map(|word| word.stem).take(NEAR).collect()
    }

    /// The stems behind a word, the nearest first.
    fn after(&self, at: usize) -> Vec<Term> {
        let words = self.words.get(at + 1..).unwrap_or_default().iter();
        words.filter(|word| word.is_content()).map(|word| word.stem).take(NEAR).collect()
    }
}

fn sides(
    reading: &Reading<'_>,
    claims: &ClaimPair,
    here: TextRange,
    there: TextRange,
) -> Option<[Side; 2]> {
    let side = |claim, range| {
        let article = reading.comparison.article_of(claim)?;
        Some(Side { passage: Passage { article, range }, claim })
    };
    Some([side(claims.one, here)?, side(claims.other, there)?])
}

fn content(words: &[Word]) -> Vec<Term> {
    let says = |word: &&Word| matches!(word.kind, WordKind::Content | WordKind::Number);
    distinct_stems(words.iter().filter(says))
}
