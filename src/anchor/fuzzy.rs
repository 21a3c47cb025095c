//! Places that are like a quotation: found by its rarest words, judged by its words and its context.
//!
//! Only places that share rare words with the quotation are looked at, and few of them, so that a long text costs
//! little more than a short one. It decides nothing.

use std::collections::HashMap;
use std::ops::Range;

use crate::anchor::mapping::mapped;
use crate::anchor::quote::{CONTEXT, TextQuote};
use crate::text::align::aligned;
use crate::text::token::{Token, TokenKind, folded, tokens, touched};
use crate::text::{TextRange, TextSize};

/// How many of the rarest words of a quotation are looked up.
const SEEDS: usize = 24;

/// A word that stands more often in the text tells nothing of the place.
const COMMON: usize = 256;

/// How many places are looked at closely.
const PLACES: usize = 16;

/// Quotations of more tokens are not looked for by likeness.
const LONGEST: usize = 20_000;

/// How much words, what stood before, what stood after and the position tell.
const WEIGHTS: [f32; 4] = [50.0, 20.0, 20.0, 2.0];

/// A place that is like a quotation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The place.
    pub(crate) range: TextRange,
    /// How like, from 0 to 1.
    pub(crate) score: f32,
}

/// The words of a text and where they stand.
pub(crate) struct Words {
    /// The length of the text in bytes.
    length: usize,
    tokens: Vec<Token>,
    /// The number of the word at each place; signs have numbers too.
    numbers: Vec<u32>,
    known: HashMap<String, u32>,
    /// Where each word stands, by its number.
    places: Vec<Vec<u32>>,
}

/// A quotation as tokens, with its context.
struct Quoted {
    tokens: Vec<Token>,
    numbers: Vec<u32>,
    exact: Range<usize>,
}

impl Words {
    /// Reads a text.
    pub(crate) fn new(text: &str) -> Self {
        let tokens = tokens(text);
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut places: Vec<Vec<u32>> = Vec::new();
        let mut numbers = Vec::with_capacity(tokens.len());
        for (at, piece) in (0u32..).zip(folded(text, &tokens)) {
            let number = known.get(&*piece).copied().unwrap_or_else(|| {
                let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
                known.insert(piece.into_owned(), next);
                places.push(Vec::new());
                next
            });
            // One more than tells anything is enough to know that it is common.
            if let Some(places) = places.get_mut(index(number)).filter(|all| all.len() <= COMMON) {
                places.push(at);
            }
            numbers.push(number);
        }
        Self { length: text.len(), tokens, numbers, known, places }
    }

    /// Returns the places that are most like a quotation.
    pub(crate) fn candidates(&self, position: TextRange, quote: &TextQuote) -> Vec<Candidate> {
        let quoted = self.quoted(quote);
        if quoted.exact.is_empty() || quoted.exact.len() > LONGEST {
            return Vec::new();
        }
        let starts = self.likely_starts(&quoted);
        let found = starts.into_iter().filter_map(|start| self.judged(start, position, &quoted));
        found.collect()
    }

    /// Returns how like a place with a share of the words is, by its context and position too.
    pub(crate) fn score_of(
        &self,
        range: TextRange,
        share: f32,
        position: TextRange,
        quote: &TextQuote,
    ) -> f32 {
        let quoted = self.quoted(quote);
        let (first, past) = touched(&self.tokens, range);
        let contexts = quoted.exact.start + quoted.tokens.len() - quoted.exact.end;
        let from = first.saturating_sub(contexts);
        let window = from..(past + contexts).min(self.tokens.len());
        let sides = [
            (0..quoted.exact.start, window.start..first),
            (quoted.exact.end..quoted.tokens.len(), past..window.end),
        ];
        let [before, after] = sides.map(|(old, new)| self.agreement(&quoted, old, new));
        self.score(share, before, after, range, position)
    }

    /// Reads a quotation; a word of the context that was cut is left out.
    fn quoted(&self, quote: &TextQuote) -> Quoted {
        let TextQuote { exact, prefix, suffix } = quote;
        let whole = [prefix.as_str(), exact, suffix].concat();
        let mut tokens = tokens(&whole);
        let passage = TextRange::at(TextSize::of(prefix.as_str()), TextSize::of(exact.as_str()));
        let (first, past) = touched(&tokens, passage);
        let is_cut = |context: &str| context.chars().nth(CONTEXT - 1).is_some();
        if is_cut(suffix) && past < tokens.len() {
            tokens.pop();
        }
        let skipped = usize::from(is_cut(prefix) && first > 0);
        tokens.drain(..skipped);
        let unknown = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let numbers = folded(&whole, &tokens)
            .map(|piece| self.known.get(&*piece).copied().unwrap_or(unknown))
            .collect();
        Quoted { exact: first - skipped..past - skipped, tokens, numbers }
    }

    /// Returns where the quotation with its context could start, by where its rarest words stand.
    fn likely_starts(&self, quoted: &Quoted) -> Vec<usize> {
        let mut seeds: Vec<(usize, usize, &[u32])> = (0..)
            .zip(&quoted.numbers)
            .filter_map(|(at, number)| {
                let places = self.places.get(index(*number))?;
                let tells = quoted.tokens.get(at)?.kind != TokenKind::Sign;
                (tells && places.len() <= COMMON).then_some((places.len(), at, places.as_slice()))
            })
            .collect();
        seeds.sort_unstable();
        seeds.truncate(SEEDS);
        let length = quoted.tokens.len();
        let mut starts: Vec<usize> = seeds
            .iter()
            .flat_map(|(_, at, places)| {
                places.iter().map(move |place| (index(*place) + length).saturating_sub(*at))
            })
            .collect();
        starts.sort_unstable();
        let near = length / 2 + 2;
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut first = 0;
        for (last, start) in starts.iter().enumerate() {
            while starts.get(first).is_some_and(|from| from + near < *start) {
                first += 1;
            }
            let count = last + 1 - first;
            let Some(from) = starts.get(first).copied() else { continue };
            match groups.last_mut() {
                Some((most, place)) if from <= *place + near => {
                    if count > *most {
                        (*most, *place) = (count, from);
                    }
                }
                _ => groups.push((count, from)),
            }
        }
        groups.sort_by_key(|(count, start)| (std::cmp::Reverse(*count), *start));
        groups.truncate(PLACES);
        groups.into_iter().map(|(_, start)| start.saturating_sub(length)).collect()
    }

    /// Looks closely at a place.
    fn judged(&self, start: usize, position: TextRange, quoted: &Quoted) -> Option<Candidate> {
        let length = quoted.tokens.len();
        let window = start.saturating_sub(length)..(start + 3 * length).min(self.tokens.len());
        let to = aligned(&quoted.numbers, self.numbers.get(window.clone())?);
        let weight =
            |tokens: &[Token], at: usize| tokens.get(at).map_or(0, |token| token.kind.weight());
        let found = mapped(
            &to,
            quoted.exact.clone(),
            |at| weight(&quoted.tokens, at),
            |at| weight(&self.tokens, window.start + at),
        )?;
        let tokens = window.start + found.tokens.start..window.start + found.tokens.end;
        let words = self.tokens.get(tokens.clone())?;
        let range = words.first()?.range.cover(words.last()?.range);
        let sides = [
            (0..quoted.exact.start, window.start..tokens.start),
            (quoted.exact.end..length, tokens.end..window.end),
        ];
        let [before, after] = sides.map(|(old, new)| self.agreement(quoted, old, new));
        let score = self.score(found.share, before, after, range, position);
        Some(Candidate { range, score })
    }

    /// Returns how much of a part of the context stands next to a place; `None` if there was no context.
    fn agreement(&self, quoted: &Quoted, old: Range<usize>, new: Range<usize>) -> Option<f32> {
        let length = old.len() + old.len() / 2 + 1;
        // What stood before is looked for just before, what stood after just after.
        let new = if old.start < quoted.exact.start {
            new.end.saturating_sub(length).max(new.start)..new.end
        } else {
            new.start..(new.start + length).min(new.end)
        };
        let words = quoted.numbers.get(old.clone())?;
        let to = aligned(words, self.numbers.get(new)?);
        let weight = |at: usize| {
            let token = quoted.tokens.get(old.start + at);
            token.map_or(0, |token| token.kind.weight().max(1))
        };
        let whole: u32 = (0..words.len()).map(weight).sum();
        let kept: u32 =
            (0..).zip(&to).filter(|(_, to)| to.is_some()).map(|(at, _)| weight(at)).sum();
        (whole > 0).then(|| kept as f32 / whole as f32)
    }

    fn score(
        &self,
        words: f32,
        before: Option<f32>,
        after: Option<f32>,
        range: TextRange,
        position: TextRange,
    ) -> f32 {
        let (here, there) = (u32::from(range.start()), u32::from(position.start()));
        let near = 1.0 - here.abs_diff(there) as f32 / self.length.max(1) as f32;
        let parts = [Some(words), before, after, Some(near.max(0.0))];
        let told =
            parts.iter().zip(WEIGHTS).filter_map(|(part, weight)| Some((((*part)?), weight)));
        let (sum, weights) = told.fold((0.0, 0.0), |(sum, weights), (part, weight)| {
            (sum + part * weight, weights + weight)
        });
        sum / weights
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
