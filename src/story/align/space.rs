//! The space in which units are near each other: words and runs of four characters, weighted by how rare they
//! are within the story.
//!
//! A unit is a vector of two halves, its words and its runs of characters, each of length 1 before they are
//! joined; the product of two vectors is half the cosine of the one and half that of the other. All weights are
//! whole numbers, so that no order of sentences or articles changes a sum. What a row is near is found
//! through an index from features to units; features of very many units are left out, so that the work
//! grows with the length of the text and not with its square. It must not know what is near enough.

use std::collections::HashMap;
use std::ops::Range;

use crate::story::align::common::{self, RUN};
use crate::story::align::mixer::Fast;
use crate::story::align::term::{Form, Forms, Term};
use crate::story::article::ArticleIndex;

/// What a product of 1 is in whole numbers.
const UNIT: f32 = (1_u32 << 30) as f32;
/// The same of a weight.
const ROOT: f64 = (1_u32 << 15) as f64;
/// The weight of a single word before vectors are brought to length 1.
const FINE: f64 = 1_024.0;
/// A feature of more units than this says nothing of any two.
const MOST_UNITS: usize = 400;
/// Among so few units it is no gain to tell those of the article that is looked from.
const FEW_UNITS: usize = 8;
/// A story of fewer sentences is weighed as if it had so many, for in one of two nothing is rare.
const FEWEST_SENTENCES: u32 = 24;

/// The number of a word or run of characters.
type Feature = u32;

/// A unit as features with their weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vector(Vec<(Feature, u32)>);

/// The features of one sentence in order, each with the term where it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    words: Vec<(Feature, u32)>,
    runs: Vec<(Feature, u32)>,
}

/// Gives every word and run of the story a number, and counts the sentences that have it.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// The word that each form is, by the number of the form.
    words: Vec<Option<Feature>>,
    /// Words of several forms that say about the same, by the first of these.
    groups: HashMap<&'static str, Feature, Fast>,
    runs: HashMap<u128, Feature, Fast>,
    features: Features,
    sentences: u32,
}

/// What is known of every word and run.
#[derive(Debug, Default)]
struct Features {
    /// How rare each is in news of every kind.
    rarity: Vec<f64>,
    /// In how many sentences of the story each stands.
    frequency: Vec<u32>,
    /// The last sentence each was seen in.
    seen: Vec<u32>,
}

impl Features {
    fn next(&mut self, rarity: f64) -> Feature {
        let feature = u32::try_from(self.rarity.len()).unwrap_or(u32::MAX);
        self.rarity.push(rarity);
        self.frequency.push(0);
        self.seen.push(0);
        feature
    }

    fn count(&mut self, feature: Feature, sentence: u32) {
        let index = feature as usize;
        if let (Some(seen), Some(count)) = (self.seen.get_mut(index), self.frequency.get_mut(index))
            && *seen != sentence
        {
            *seen = sentence;
            *count += 1;
        }
    }
}

impl Vocabulary {
    /// Reads the terms of a sentence.
    pub(crate) fn read(&mut self, terms: &[Term], forms: &Forms<'_>) -> Traits {
        self.sentences += 1;
        let words =
            (0_u32..).zip(terms).map(|(at, term)| (self.word(term.form, forms), at)).collect();
        let runs = runs_of(terms, forms).map(|(run, at)| (self.run(run), at)).collect();
        Traits { words, runs }
    }

    fn word(&mut self, form: Form, forms: &Forms<'_>) -> Feature {
        let known = self.words.get(form.index()).copied().flatten();
        let feature = known.unwrap_or_else(|| self.new_word(form, forms.text(form)));
        self.features.count(feature, self.sentences);
        feature
    }

    fn new_word(&mut self, form: Form, word: &str) -> Feature {
        let features = &mut self.features;
        let feature = match common::alike(word) {
            Some((first, rarity)) => {
                *self.groups.entry(first).or_insert_with(|| features.next(rarity))
            }
            None => features.next(common::word(word)),
        };
        let length = self.words.len().max(form.index() + 1);
        self.words.resize(length, None);
        self.words[form.index()] = Some(feature);
        feature
    }

    fn run(&mut self, run: [char; RUN]) -> Feature {
        let features = &mut self.features;
        let new = || features.next(common::run(run));
        let feature = *self.runs.entry(run.into_iter().fold(0, key)).or_insert_with(new);
        self.features.count(feature, self.sentences);
        feature
    }

    /// Ends the reading: from now on every feature weighs what it does in this story.
    pub(crate) fn weights(&self) -> Weights {
        let all = f64::from(self.sentences.max(FEWEST_SENTENCES));
        let rarities = self.features.rarity.iter().zip(&self.features.frequency);
        let weigh = |(everywhere, count): (&f64, &u32)| {
            let here = ((all + 1.0) / (f64::from(*count) + 0.5)).ln().max(0.0);
            (everywhere * here).sqrt()
        };
        Weights {
            rarity: rarities.map(weigh).collect(),
            counts: vec![0; self.features.rarity.len()],
        }
    }
}

/// How rare every word and run is, everywhere and in the story.
#[derive(Debug)]
pub(crate) struct Weights {
    rarity: Vec<f64>,
    /// How often each stands in the half of a unit that is weighed, 0 between two.
    counts: Vec<u32>,
}

impl Weights {
    /// Returns the vector of the part of a sentence whose terms have the given places.
    pub(crate) fn vector(&mut self, traits: &Traits, terms: &Range<u32>) -> Vector {
        let mut vector = Vec::new();
        for half in [&traits.words, &traits.runs] {
            let first = half.partition_point(|(_, at)| *at < terms.start);
            let past = half.partition_point(|(_, at)| *at < terms.end);
            self.weigh(half.get(first..past).unwrap_or_default(), &mut vector);
        }
        vector.retain(|(_, weight)| *weight > 0);
        Vector(vector)
    }

    /// Adds features, weighed by their number and rarity, to a length of the root of one half.
    fn weigh(&mut self, features: &[(Feature, u32)], vector: &mut Vec<(Feature, u32)>) {
        let added = vector.len();
        for (feature, _) in features {
            let count = &mut self.counts[*feature as usize];
            if *count == 0 {
                vector.push((*feature, 0));
            }
            *count += 1;
        }
        let added = &mut vector[added..];
        let mut square = 0;
        for (feature, weight) in added.iter_mut() {
            let count = std::mem::take(&mut self.counts[*feature as usize]);
            let count = if count == 1 { 1.0 } else { f64::from(count).ln() + 1.0 };
            *weight = whole(count * self.rarity[*feature as usize] * FINE);
            square += u64::from(*weight).pow(2);
        }
        let length = (2.0 * square.max(1) as f64).sqrt();
        for (_, weight) in added {
            *weight = whole(f64::from(*weight) / length * ROOT);
        }
    }
}

/// Rounds a weight, which is small and not negative, down to a whole number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
const fn whole(weight: f64) -> u32 {
    weight as u32
}

fn key(key: u128, ch: char) -> u128 {
    key << 32 | u128::from(u32::from(ch))
}

/// Returns the runs of characters of terms with a space before and between them, each with the place of the term
/// where its second character stands.
pub(crate) fn runs_of(
    terms: &[Term],
    forms: &Forms<'_>,
) -> impl Iterator<Item = ([char; RUN], u32)> {
    let mut window = [' '; RUN];
    let mut places = [0_u32; RUN];
    let chars = (0_u32..).zip(terms).flat_map(|(at, term)| {
        let word = forms.text(term.form).chars();
        [' '].into_iter().chain(word).map(move |ch| (ch, at))
    });
    chars.enumerate().filter_map(move |(index, (ch, at))| {
        window.rotate_left(1);
        places.rotate_left(1);
        (window[RUN - 1], places[RUN - 1]) = (ch, at);
        (index + 1 >= RUN).then_some((window, places[1]))
    })
}

/// From features to the units that have them.
#[derive(Debug)]
pub(crate) struct Index {
    vectors: Vec<Vector>,
    /// For every unit the units of its article.
    own: Vec<Range<u32>>,
    /// Where the units of each feature begin, and the end.
    starts: Vec<u32>,
    units: Vec<(u32, u32)>,
    products: Vec<u32>,
}

impl Index {
    /// Indexes units, which stand by article, given as a vector with its article.
    pub(crate) fn new(units: Vec<(Vector, ArticleIndex)>) -> Self {
        let mut own = Vec::with_capacity(units.len());
        for of_article in units.chunk_by(|(_, one), (_, other)| one == other) {
            let [first, past] = [own.len(), own.len() + of_article.len()].map(number);
            own.extend(of_article.iter().map(|_| first..past));
        }
        let vectors: Vec<_> = units.into_iter().map(|(vector, _)| vector).collect();
        let features = vectors.iter().flat_map(|vector| &vector.0).map(|(feature, _)| *feature);
        let features = features.max().map_or(0, |last| last as usize + 1);
        let mut starts = vec![0_u32; features + 1];
        for (feature, _) in vectors.iter().flat_map(|vector| &vector.0) {
            starts[*feature as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut units = vec![(0, 0); starts.last().map_or(0, |end| *end as usize)];
        for (unit, vector) in (0_u32..).zip(&vectors) {
            for (feature, weight) in &vector.0 {
                let at = &mut next[*feature as usize];
                units[*at as usize] = (unit, *weight);
                *at += 1;
            }
        }
        let products = vec![0; vectors.len()];
        Self { vectors, own, starts, units, products }
    }

    /// Works out how near a unit is to every unit of the other articles.
    pub(crate) fn look_from(&mut self, unit: usize) {
        self.products.fill(0);
        let (Some(vector), Some(own)) = (self.vectors.get(unit), self.own.get(unit)) else {
            return;
        };
        for (feature, weight) in &vector.0 {
            let feature = *feature as usize;
            let units =
                &self.units[self.starts[feature] as usize..self.starts[feature + 1] as usize];
            if units.len() > MOST_UNITS {
                continue;
            }
            let parts = if units.len() <= FEW_UNITS {
                [units, &[]]
            } else {
                let first = units.partition_point(|(unit, _)| *unit < own.start);
                let past = units.partition_point(|(unit, _)| *unit < own.end);
                [&units[..first], &units[past..]]
            };
            for (other, theirs) in parts.into_iter().flatten() {
                self.products[*other as usize] += weight * theirs;
            }
        }
    }

    /// Writes how near the unit last looked from is to every unit of the other articles, from 0 to 1.
    pub(crate) fn write(&self, row: &mut [f32]) {
        for (nearness, product) in row.iter_mut().zip(&self.products) {
            *nearness = *product as f32 / UNIT;
        }
    }

    /// Returns how near the unit last looked from is to a unit of another article, from 0 to 1.
    pub(crate) fn nearness(&self, other: usize) -> f32 {
        self.products.get(other).copied().unwrap_or(0) as f32 / UNIT
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
