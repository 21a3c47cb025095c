//! Finding passages in a text: the steps, from the surest to the last resort.
//!
//! What is costly is done once for all passages, and only when one needs it: comparing the text with the older
//! one, and the index of its words. Every step is bounded.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::anchor::fuzzy::{Candidate, Words};
use crate::anchor::mapping::{Mapped, mapped};
use crate::anchor::quote::TextQuote;
use crate::anchor::resolution::{Confidence, Resolution};
use crate::text::diff::TextDiff;
use crate::text::quote::{context_agreement, occurrences};
use crate::text::token::{Token, tokens, touched};
use crate::text::{TextRange, TextSize};

/// How much words must count for to be recognised without what stood around them: four words, or eight characters of
/// a script without spaces.
const STANDS_ALONE: u32 = 8;

/// How much words that are left must count for to tell without what stands around them: three words.
const TELLS: u32 = 6;

/// The least score of a place that is not certain.
const LEAST_SCORE: f32 = 0.70;

/// By how much the best place must be better than the second.
const MARGIN: f32 = 0.03;

/// The most places with the same words that are looked at closely.
const MOST_PLACES: usize = 64;

/// Which step found a passage, or that none did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// It stands where it was taken.
    Same,
    /// By comparing the text with the one it was taken in.
    Compared,
    /// Its words stand elsewhere.
    Quoted,
    /// By words and context that are similar.
    Similar,
    /// It was not found.
    None,
}

/// The places with the same words as a passage.
enum Copies {
    /// One of them is surely the right one.
    Sure(TextRange),
    /// There are several, and none is surely the right one.
    Several,
    /// There is one at most, and it need not be the right one.
    Unsure,
}

/// A text in which passages are looked for.
pub struct Finder<'t> {
    old: Option<&'t str>,
    text: Cow<'t, str>,
    diff: OnceCell<Option<TextDiff>>,
    words: OnceCell<Words>,
}

impl<'t> Finder<'t> {
    /// Looks for passages of other texts, which are not at hand.
    pub fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self { old: None, text: text.into(), diff: OnceCell::new(), words: OnceCell::new() }
    }

    /// Looks in a text for passages of an older one.
    pub const fn between(old: &'t str, text: &'t str) -> Self {
        Self {
            old: Some(old),
            text: Cow::Borrowed(text),
            diff: OnceCell::new(),
            words: OnceCell::new(),
        }
    }

    /// Returns the text in which passages are looked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Finds a passage that stood at a position.
    pub fn find(&self, position: TextRange, quote: &TextQuote) -> Resolution {
        self.find_by(position, quote).0
    }

    /// Finds a passage that stood at a position, and says by which step.
    pub fn find_by(&self, position: TextRange, quote: &TextQuote) -> (Resolution, Step) {
        let old = self.old.filter(|old| quote.is_at(old, position));
        let Some(old) = old else { return self.by_quote(position, quote, None) };
        if old == self.text {
            return (Resolution::Exact(position), Step::Same);
        }
        self.by_comparison(position, quote)
    }

    fn diff(&self) -> Option<&TextDiff> {
        self.diff.get_or_init(|| self.old.map(|old| TextDiff::new(old, &self.text))).as_ref()
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(&self.text))
    }

    fn by_comparison(&self, position: TextRange, quote: &TextQuote) -> (Resolution, Step) {
        let Some(diff) = self.diff() else { return self.by_quote(position, quote, None) };
        let (first, past) = touched(diff.old(), position);
        if first == past {
            return (place_between(diff, first, position, &self.text), Step::Compared);
        }
        let weight =
            |tokens: &[Token], at: usize| tokens.get(at).map_or(0, |token| token.kind.weight());
        let found = mapped(
            diff.to(),
            first..past,
            |at| weight(diff.old(), at),
            |at| weight(diff.new_tokens(), at),
        );
        let Some(Mapped { tokens, share, kept }) = found else {
            return self.by_quote(position, quote, Some(&(first..past)));
        };
        let Some(range) = covered(diff.new_tokens(), tokens) else {
            return (Resolution::Changed, Step::None);
        };
        let range = covered(diff.old(), first..past)
            .and_then(|old| self.within(old, range, position))
            .unwrap_or_else(|| self.with_ends(range, quote));
        let said = self.text.get(Range::<usize>::from(range));
        if said == Some(quote.exact.as_str()) {
            let same = range == position;
            let found = if same { Resolution::Exact(range) } else { Resolution::Moved(range) };
            return (found, if same { Step::Same } else { Step::Compared });
        }
        // All of it elsewhere is better than a part of it here.
        let drifted = (Resolution::Drifted(range, Confidence::from_share(share)), Step::Compared);
        match self.by_exact(position, quote, Some(&(first..past))) {
            Copies::Sure(range) if stands_alone(quote) => (Resolution::Moved(range), Step::Quoted),
            // A word or two of a few may stand in its place by chance: what stands around them must tell.
            _ if kept < TELLS
                && self.words().score_of(range, share, position, quote) < LEAST_SCORE =>
            {
                (Resolution::Changed, Step::None)
            }
            _ => drifted,
        }
    }

    /// Finds a passage by what it says and what stood around it. `own` are its tokens in the old text, where that
    /// is at hand.
    fn by_quote(
        &self,
        position: TextRange,
        quote: &TextQuote,
        own: Option<&Range<usize>>,
    ) -> (Resolution, Step) {
        if own.is_none() && quote.is_at(&self.text, position) && self.agrees(position, quote) {
            return (Resolution::Exact(position), Step::Same);
        }
        match self.by_exact(position, quote, own) {
            Copies::Sure(range) => return (Resolution::Moved(range), Step::Quoted),
            // One of them may be it, so that nothing else is.
            Copies::Several => return (Resolution::Changed, Step::None),
            Copies::Unsure => {}
        }
        match self.by_likeness(position, quote, own) {
            Some((range, score)) => {
                (Resolution::Drifted(range, Confidence::from_share(score)), Step::Similar)
            }
            None => (Resolution::Changed, Step::None),
        }
    }

    /// Tells whether the context agrees at the old position, or the words are there only once.
    fn agrees(&self, range: TextRange, quote: &TextQuote) -> bool {
        let TextQuote { exact, prefix, suffix } = quote;
        let whole = prefix.len() + suffix.len();
        context_agreement(&self.text, range, prefix, suffix) * 2 >= whole
            || occurrences(&self.text, exact).nth(1).is_none()
    }

    /// Finds the one place where the same words stand that is surely the right one.
    fn by_exact(
        &self,
        position: TextRange,
        quote: &TextQuote,
        own: Option<&Range<usize>>,
    ) -> Copies {
        let TextQuote { exact, prefix, suffix } = quote;
        let agreement = |range| context_agreement(&self.text, range, prefix, suffix);
        let mut places: Vec<_> = occurrences(&self.text, exact)
            .filter(|range| !self.is_taken(*range, own))
            .map(|range| (agreement(range), range))
            .collect();
        if let [(_, only)] = places.as_slice()
            && stands_alone(quote)
        {
            return Copies::Sure(*only);
        }
        places.sort_by_key(|(agreement, range)| (std::cmp::Reverse(*agreement), range.start()));
        places.truncate(MOST_PLACES);
        let mut scored: Vec<_> = places
            .into_iter()
            .map(|(agreement, range)| {
                (self.words().score_of(range, 1.0, position, quote), agreement, range)
            })
            .collect();
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(other.1.cmp(&one.1)));
        match scored.as_slice() {
            [(score, _, range)] if *score >= LEAST_SCORE => Copies::Sure(*range),
            [(score, agreed, range), (second, less, _), ..]
                if *score >= LEAST_SCORE
                    && agreed > less
                    && (*score > second + MARGIN || *agreed > less + 8) =>
            {
                Copies::Sure(*range)
            }
            [_, _, ..] => Copies::Several,
            _ => Copies::Unsure,
        }
    }

    /// Finds the one place that is like the passage and has surely no rival.
    fn by_likeness(
        &self,
        position: TextRange,
        quote: &TextQuote,
        own: Option<&Range<usize>>,
    ) -> Option<(TextRange, f32)> {
        let mut candidates = self.words().candidates(position, quote);
        candidates.retain(|candidate| !self.is_taken(candidate.range, own));
        candidates.sort_by(|one, other| other.score.total_cmp(&one.score));
        let Candidate { range, score } = *candidates.first()?;
        let rival = candidates.iter().skip(1).find(|other| other.range.intersect(range).is_none());
        let clear = rival.is_none_or(|rival| rival.score + MARGIN < score);
        (score >= LEAST_SCORE && clear).then_some((range, score))
    }

    /// Tells whether a place belongs to something else that was in the old text already.
    fn is_taken(&self, range: TextRange, own: Option<&Range<usize>>) -> bool {
        let (Some(own), Some(diff)) = (own, self.diff()) else { return false };
        let (first, past) = touched(diff.new_tokens(), range);
        let from = diff.from().get(first..past).unwrap_or_default();
        let of_others = from
            .iter()
            .flatten()
            .filter(|old| usize::try_from(**old).is_ok_and(|old| !own.contains(&old)));
        of_others.count() * 2 > from.len()
    }

    /// Returns the part of a place where a passage is that began or ended within a word, if all its words are as they
    /// were.
    fn within(&self, old: TextRange, new: TextRange, position: TextRange) -> Option<TextRange> {
        let is_part = old.start() <= position.start() && position.end() <= old.end();
        let same = self.old.filter(|text| is_part && text[old] == self.text[new]);
        same.map(|_| TextRange::at(new.start() + (position.start() - old.start()), position.len()))
    }

    /// Gives a place the white space at its ends that the passage has.
    fn with_ends(&self, range: TextRange, quote: &TextQuote) -> TextRange {
        let exact = quote.exact.as_str();
        let before = exact.len() - exact.trim_start().len();
        let after = exact.len() - exact.trim_end().len();
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let wider = Range { start: start.saturating_sub(before), end: end + after };
        match self.text.get(wider.clone()) {
            Some(wide) if wide == exact => crate::text::range(wider.start, wider.end),
            _ => range,
        }
    }
}

/// Tells whether the words of a quotation are enough to know it by.
fn stands_alone(quote: &TextQuote) -> bool {
    let weight: u32 = tokens(&quote.exact).iter().map(|token| token.kind.weight()).sum();
    weight >= STANDS_ALONE
}

/// Returns where something between two words is now: where those words are.
fn place_between(diff: &TextDiff, next: usize, position: TextRange, text: &str) -> Resolution {
    let place = |at: usize| {
        let to = diff.to().get(at).copied().flatten()?;
        diff.new_tokens().get(usize::try_from(to).ok()?)
    };
    let empty = |at: TextSize| {
        let range = TextRange::empty(at);
        if range == position { Resolution::Exact(range) } else { Resolution::Moved(range) }
    };
    if let Some(token) = place(next) {
        return empty(token.range.start());
    }
    if let Some(token) = next.checked_sub(1).and_then(place) {
        return empty(token.range.end());
    }
    if text.is_empty() && position == TextRange::default() {
        return Resolution::Exact(position);
    }
    Resolution::Changed
}

/// Returns what some tokens cover.
fn covered(all: &[Token], found: Range<usize>) -> Option<TextRange> {
    let found = all.get(found)?;
    Some(found.first()?.range.cover(found.last()?.range))
}

#[cfg(test)]
mod tests;
