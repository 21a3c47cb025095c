//! Signatures: the most telling words and names of an article, weighed by how rare they are.
//!
//! The weights of the words make one vector of length one, those of the names another; how much two articles
//! have in common is the cosine of each. A signature is small, for every article of a library has one.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::story::cluster::profile::{Count, Profile, Term};

/// The most words of a signature.
const MOST_WORDS: usize = 96;

/// The most names of a signature.
const MOST_NAMES: usize = 32;

/// How many words and names candidates are looked for by.
const TELLING_WORDS: usize = 12;
const TELLING_NAMES: usize = 6;

/// As how many articles the shares of the list of common words count against those of the library.
const PRIOR: f32 = 1000.0;

/// In how many articles of a library, or of a sample of it, terms stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequencies {
    /// How many articles were counted.
    pub articles: u64,
    /// How many of them have each term; those that are not in it have none.
    pub of: HashMap<Term, u64>,
}

/// What an article is on, so that it can be compared with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// By term; the weights make a vector of length one.
    words: Vec<(Term, f32)>,
    names: Vec<(Term, f32)>,
    published: Option<Date>,
}

/// How much two articles have in common, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Likeness {
    pub(crate) words: f32,
    pub(crate) names: f32,
}

impl Frequencies {
    /// Returns how telling a term is: higher for rarer ones.
    fn rarity(&self, count: &Count) -> f32 {
        let articles = self.articles as f32;
        let here = self.of.get(&count.term).copied().unwrap_or(0) as f32;
        let share = (PRIOR * count.share + here) / (PRIOR + articles);
        // What is common in general is so in a library where it was not counted yet.
        let share = if count.counted { share.max(count.share) } else { share };
        -share.clamp(1e-9, 1.0).ln()
    }
}

impl Signature {
    /// Weighs the words and names of an article.
    pub fn new(profile: &Profile, frequencies: &Frequencies) -> Self {
        Self {
            words: weighed(&profile.words, frequencies, MOST_WORDS),
            names: weighed(&profile.names, frequencies, MOST_NAMES),
            published: profile.published,
        }
    }

    /// Returns when the article was published.
    pub const fn published(&self) -> Option<Date> {
        self.published
    }

    /// Returns how many different words it has; of a long text as many as a signature holds.
    pub(crate) const fn different_words(&self) -> usize {
        self.words.len()
    }

    /// Tells whether it names anybody or anything.
    pub(crate) const fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// Returns the terms by which articles like it are looked for, with their weights, the most telling first.
    pub fn telling(&self) -> Vec<(Term, f32)> {
        let mut telling = heaviest(&self.words, TELLING_WORDS);
        telling.extend(heaviest(&self.names, TELLING_NAMES));
        telling.sort_by(|a, b| b.1.total_cmp(&a.1));
        telling
    }

    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        Likeness {
            words: product(&self.words, &other.words),
            names: product(&self.names, &other.names),
        }
    }

    /// Writes it in few bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = |terms: &[(Term, f32)]| u8::try_from(terms.len()).unwrap_or(u8::MAX);
        let mut bytes = vec![count(&self.words), count(&self.names)];
        for (term, weight) in self.words.iter().chain(&self.names) {
            bytes.extend(term.0.to_le_bytes());
            bytes.push(quantized(*weight));
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; the day of publication is kept elsewhere. `None` if it is damaged.
    pub fn from_bytes(bytes: &[u8], published: Option<Date>) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<2>()?;
        let [words, names] = *head;
        let (words, names) = (usize::from(words), usize::from(names));
        if rest.len() != (words + names) * 5 {
            return None;
        }
        let mut terms = rest.chunks_exact(5).map(|chunk| {
            let [a, b, c, d, weight] = *chunk else { return (Term(0), 0.0) };
            (Term(u32::from_le_bytes([a, b, c, d])), f32::from(weight) / f32::from(u8::MAX))
        });
        let words = terms.by_ref().take(words).collect();
        Some(Self { words, names: terms.collect(), published })
    }
}

fn quantized(weight: f32) -> u8 {
    let scaled = (weight * f32::from(u8::MAX)).round().clamp(0.0, f32::from(u8::MAX));
    // The number is whole and in range by now.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let byte = scaled as u8;
    byte
}

/// Makes the heaviest terms a vector of length one, by term.
fn weighed(counts: &[Count], frequencies: &Frequencies, most: usize) -> Vec<(Term, f32)> {
    let weigh =
        |count: &Count| (count.term, (1.0 + count.times.max(1.0).ln()) * frequencies.rarity(count));
    let all: Vec<_> = counts.iter().map(weigh).collect();
    let length = all.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    let mut kept = heaviest(&all, most);
    for (_, weight) in &mut kept {
        *weight /= length.max(f32::MIN_POSITIVE);
    }
    kept.sort_by_key(|(term, _)| *term);
    kept
}

fn heaviest(terms: &[(Term, f32)], most: usize) -> Vec<(Term, f32)> {
    let mut sorted = terms.to_vec();
    sorted.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sorted.truncate(most);
    sorted
}

/// Multiplies two vectors that are sorted by term.
fn product(one: &[(Term, f32)], other: &[(Term, f32)]) -> f32 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some((a, weight)), Some((b, factor))) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += weight * factor;
                left.next();
                right.next();
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{Frequencies, Signature};
    use crate::document::{BlockKind, Document, DocumentBuilder};
    use crate::extract::extract;
    use crate::fact::FactSet;
    use crate::story::cluster::profile::Profile;

    fn document(text: &str, language: Option<&str>) -> Document {
        let mut builder = DocumentBuilder::new();
        builder.metadata().language = language.map(str::to_owned);
        builder.simple(BlockKind::Paragraph, text);
        builder.finish().unwrap()
    }

    fn signature(text: &str, language: Option<&str>) -> Signature {
        let profile = Profile::of(&document(text, language), &FactSet::default());
        Signature::new(&profile, &Frequencies::default())
    }

    #[track_caller]
    fn alike(one: &str, other: &str, language: Option<&str>) -> f32 {
        signature(one, language).likeness(&signature(other, language)).words
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        let rare = alike("The avalanche hit Gornau", "Avalanche near Gornau", None);
        let common =
            alike("The minister said on Monday that", "The police said on Monday that", None);
        assert!(rare > 0.8, "{rare}");
        assert!(common < rare, "{common}");
        let text = "The minister said that an avalanche had hit the village.";
        assert!((alike(text, text, None) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn languages_without_a_list_and_without_spaces_are_told_apart() {
        let one = "El presidente de la empresa dijo que no habrá despidos en la fábrica de Burgos";
        let other = "El alcalde de la ciudad dijo que no habrá fiestas en la plaza de Sevilla";
        assert!(alike(one, other, Some("es")) < 0.17, "{}", alike(one, other, Some("es")));
        let fire = "杭州一座仓库发生火灾，两名工人死亡。";
        let again = "杭州仓库火灾致两名工人死亡，消防部门正在调查。";
        let vote = "议会以九票之差否决了养老金法案。";
        assert!(alike(fire, again, Some("zh")) > 0.3, "{}", alike(fire, again, Some("zh")));
        assert!(alike(fire, vote, Some("zh")) < 0.1);
    }

    #[test]
    fn a_word_that_is_common_in_the_library_tells_little() {
        let one = document("The kernel mailing list debated the scheduler patches", None);
        let other = document("The kernel mailing list welcomed filesystem patches", None);
        let profiles = [&one, &other].map(|document| Profile::of(document, &FactSet::default()));
        let common: HashMap<_, _> = {
            let [one, other] = &profiles;
            one.terms()
                .filter(|term| other.terms().any(|other| other == *term))
                .map(|term| (term, 900))
                .collect()
        };
        let frequencies = Frequencies { articles: 1000, of: common };
        let [one, other] =
            profiles.each_ref().map(|profile| Signature::new(profile, &Frequencies::default()));
        let before = one.likeness(&other).words;
        let [one, other] = profiles.each_ref().map(|profile| Signature::new(profile, &frequencies));
        let after = one.likeness(&other).words;
        assert!(after < before / 2.0, "{before} {after}");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "President Ana Lopez of Quelara met Erik Solheim in Oslo to sign the treaty on fishing.";
        let document = document(text, None);
        let profile = Profile::of(&document, &extract(&document));
        let signature = Signature::new(&profile, &Frequencies::default());
        assert!(signature.has_names());
        let read = Signature::from_bytes(&signature.to_bytes(), None).unwrap();
        assert!(read.likeness(&signature).words > 0.98 && read.likeness(&signature).names > 0.98);
        assert_eq!(Signature::from_bytes(&read.to_bytes(), None), Some(read.clone()));
        let bytes = read.to_bytes();
        for end in 0..bytes.len() {
            assert_eq!(Signature::from_bytes(&bytes[..end], None), None);
        }
        assert_eq!(
            Signature::from_bytes(&Signature::default().to_bytes(), None),
            Some(Signature::default())
        );
    }

    #[test]
    fn any_text_has_a_signature() {
        let long = "word ".repeat(1_000_000);
        for text in
            ["word", ".", "é", "一", &long, &long.replace(' ', ""), &long.replace("word", "字")]
        {
            let signature = signature(text, None);
            assert!(signature.likeness(&signature).words <= 1.01);
            assert!(signature.telling().len() <= 18);
        }
        let empty = DocumentBuilder::new().finish().unwrap();
        let profile = Profile::of(&empty, &FactSet::default());
        assert_eq!(Signature::new(&profile, &Frequencies::default()), Signature::default());
    }
}
