//! The space in which units are near each other: words and runs of four characters, weighted by how rare they
//! are within the story.
//!
//! A unit is a vector of two halves, its words and its runs of characters, each of length 1 before they are
//! joined; the product of two vectors is half the cosine of the one and half that of the other. All weights are
//! whole numbers, so that no order of sentences or articles changes a sum. What a row is near is found
//! through an index from features to units; features of very many units are left out, so that the work
//! grows with the length of the text and not with its square. It must not know what is near enough.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::story::align::common;
use crate::story::align::term::Term;

/// What a product of 1 is in whole numbers.
const UNIT: f32 = (1_u32 << 30) as f32;
/// The same of a weight.
const ROOT: f64 = (1_u32 << 15) as f64;
/// The weight of a single word before vectors are brought to length 1.
const FINE: f64 = 1_024.0;
/// A feature of more units than this says nothing of any two.
const MOST_UNITS: usize = 400;
/// A story of fewer sentences is weighed as if it had so many, for in one of two nothing is rare.
const FEWEST_SENTENCES: u32 = 24;
/// How many characters stand in a run.
const RUN: usize = 4;

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
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: HashMap<Cow<'static, str>, Feature, Fast>,
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
    /// Makes a vocabulary that knows only what is common everywhere.
    pub(crate) fn new() -> Self {
        let mut features = Features::default();
        let mut words: HashMap<_, _, Fast> = common::words()
            .map(|(word, rarity)| (Cow::Borrowed(word), features.next(rarity)))
            .collect();
        for (alike, rarity) in common::alike() {
            let feature = features.next(rarity);
            words.extend(alike.map(|word| (Cow::Borrowed(word), feature)));
        }
        let mut runs = HashMap::default();
        for (run, rarity) in common::runs() {
            let key = run.chars().fold(0, key);
            runs.insert(key, features.next(rarity));
        }
        Self { words, runs, features, sentences: 0 }
    }

    /// Reads the terms of a sentence.
    pub(crate) fn read(&mut self, terms: &[Term]) -> Traits {
        self.sentences += 1;
        let words = (0_u32..).zip(terms).map(|(at, term)| (self.word(&term.word), at)).collect();
        let runs = runs_of(terms).map(|(run, at)| (self.run(run), at)).collect();
        Traits { words, runs }
    }

    fn word(&mut self, word: &str) -> Feature {
        let feature = self.words.get(word).copied().unwrap_or_else(|| {
            let new = self.features.next(common::rare_word());
            self.words.insert(Cow::Owned(word.to_owned()), new);
            new
        });
        self.features.count(feature, self.sentences);
        feature
    }

    fn run(&mut self, run: [char; RUN]) -> Feature {
        let features = &mut self.features;
        let new = || features.next(common::rare_run());
        let feature = *self.runs.entry(run.into_iter().fold(0, key)).or_insert_with(new);
        self.features.count(feature, self.sentences);
        feature
    }

    /// Ends the reading: from now on every feature weighs what it does in this story.
    pub(crate) fn weights(&self) -> Weights {
        let all = f64::from(self.sentences.max(FEWEST_SENTENCES));
        let rarities = self.features.rarity.iter().zip(&self.features.frequency);
        let weigh = |(everywhere, count): (&f64, &u32)| match count {
            // Listed, but not in this story.
            0 => 0.0,
            count => {
                let here = ((all + 1.0) / (f64::from(*count) + 0.5)).ln().max(0.0);
                (everywhere * here).sqrt()
            }
        };
        Weights { rarity: rarities.map(weigh).collect(), features: Vec::new() }
    }
}

/// How rare every word and run is, everywhere and in the story.
#[derive(Debug)]
pub(crate) struct Weights {
    rarity: Vec<f64>,
    /// Room for the features of one unit.
    features: Vec<Feature>,
}

impl Weights {
    /// Returns the vector of the part of a sentence whose terms have the given places.
    pub(crate) fn vector(&mut self, traits: &Traits, terms: &Range<u32>) -> Vector {
        let mut vector = Vec::new();
        let mut features = std::mem::take(&mut self.features);
        for half in [&traits.words, &traits.runs] {
            let first = half.partition_point(|(_, at)| *at < terms.start);
            let past = half.partition_point(|(_, at)| *at < terms.end);
            let within = half.get(first..past).unwrap_or_default();
            features.clear();
            features.extend(within.iter().map(|(feature, _)| *feature));
            features.sort_unstable();
            self.weigh(&features, &mut vector);
        }
        self.features = features;
        vector.sort_unstable();
        Vector(vector)
    }

    /// Adds sorted features, weighed by their number and rarity, to a length of the root of one half.
    fn weigh(&self, features: &[Feature], vector: &mut Vec<(Feature, u32)>) {
        let first = vector.len();
        for same in features.chunk_by(|one, other| one == other) {
            let Some(feature) = same.first() else { continue };
            let rarity = self.rarity.get(*feature as usize).copied().unwrap_or(0.0);
            let count = if same.len() == 1 { 1.0 } else { (same.len() as f64).ln() + 1.0 };
            vector.push((*feature, whole(count * rarity * FINE)));
        }
        let added = vector.get(first..).unwrap_or_default();
        let square: u64 = added.iter().map(|(_, weight)| u64::from(*weight).pow(2)).sum();
        let length = (2.0 * square.max(1) as f64).sqrt();
        for (_, weight) in vector.iter_mut().skip(first) {
            *weight = whole(f64::from(*weight) / length * ROOT);
        }
        vector.retain(|(_, weight)| *weight > 0);
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
pub(crate) fn runs_of(terms: &[Term]) -> impl Iterator<Item = ([char; RUN], u32)> {
    let mut window = [' '; RUN];
    let mut places = [0_u32; RUN];
    let chars = (0_u32..)
        .zip(terms)
        .flat_map(|(at, term)| [' '].into_iter().chain(term.word.chars()).map(move |ch| (ch, at)));
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
    /// Where the units of each feature begin, and the end.
    starts: Vec<u32>,
    units: Vec<(u32, u32)>,
    products: Vec<u32>,
}

impl Index {
    /// Indexes units.
    pub(crate) fn new(vectors: Vec<Vector>) -> Self {
        let features = vectors.iter().filter_map(|vector| vector.0.last()).map(|last| last.0);
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
        Self { vectors, starts, units, products }
    }

    /// Works out how near a unit is to every unit.
    pub(crate) fn look_from(&mut self, unit: usize) {
        self.products.fill(0);
        let Some(vector) = self.vectors.get(unit) else { return };
        for (feature, weight) in &vector.0 {
            let feature = *feature as usize;
            let range = self.starts[feature] as usize..self.starts[feature + 1] as usize;
            if range.len() > MOST_UNITS {
                continue;
            }
            for (other, theirs) in &self.units[range] {
                self.products[*other as usize] += weight * theirs;
            }
        }
    }

    /// Writes how near the unit last looked from is to every unit, from 0 to 1.
    pub(crate) fn write(&self, row: &mut [f32]) {
        for (nearness, product) in row.iter_mut().zip(&self.products) {
            *nearness = *product as f32 / UNIT;
        }
    }

    /// Returns how near the unit last looked from is to a unit, from 0 to 1.
    pub(crate) fn nearness(&self, other: usize) -> f32 {
        self.products.get(other).copied().unwrap_or(0) as f32 / UNIT
    }
}

/// A quick hasher for keys that nobody chooses to collide: a story is small.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mixer(u64);

/// Makes such hashers.
pub(crate) type Fast = BuildHasherDefault<Mixer>;

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(u64::from(value));
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_u128(&mut self, value: u128) {
        let folded = (value >> 53 ^ value) & u128::from(u64::MAX);
        self.write_u64(u64::try_from(folded).unwrap_or(0));
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
