//! How much of their wording two articles share, and which stretches.

use crate::story::origin::wording::{Token, Voice, Wording, cover, go_on};
use crate::text::TextRange;

/// At how many places of the other article a shingle is followed up, so that a text of one word repeated costs no
/// more than any other.
const PLACES: usize = 4;

/// What two wordings share.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    /// Which part of the article with less text outside quotations is in the other, from 0 to 1.
    pub(crate) contained: f32,
    /// How many shingles outside quotations they share: about as many words.
    pub(crate) shared: usize,
    /// The stretches of five words or more that they share, the longest first.
    pub(crate) runs: Vec<Run>,
}

/// A stretch that two articles share word by word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// How many words it has, a name counted as one.
    pub(crate) words: u32,
    /// Whose words it is: of the two articles the one that stands back further.
    pub(crate) voice: Voice,
    /// Whether a sentence that names something is in it, or a part of one.
    pub(crate) telling: bool,
    /// Where it stands in the first and in the second.
    pub(crate) places: [TextRange; 2],
}

/// Lays two wordings over each other.
pub(crate) fn overlap(one: &Wording, other: &Wording) -> Overlap {
    let shared = common(one.telling(), other.telling());
    let least = one.telling().len().min(other.telling().len());
    let contained = if least == 0 { 0.0 } else { shared as f32 / least as f32 };
    let mut runs = runs(one, other);
    runs.sort_by_key(|run| (std::cmp::Reverse(run.words), run.places[0].start()));
    Overlap { contained, shared, runs }
}

/// Counts what two sorted lists share.
fn common(one: &[u64], other: &[u64]) -> usize {
    let (mut count, mut rest) = (0, other.iter().peekable());
    for hash in one {
        while rest.next_if(|next| *next < hash).is_some() {}
        count += usize::from(rest.next_if_eq(&hash).is_some());
    }
    count
}

fn runs(one: &Wording, other: &Wording) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < one.tokens().len() {
        let places = one.shingle(at).into_iter().flat_map(|hash| other.places(hash).take(PLACES));
        let longest = places.map(|to| (alike(one.tokens(), at, other.tokens(), to), to)).max();
        match longest {
            Some((length, to)) if length > 0 => {
                let here = one.tokens().get(at..at + length).unwrap_or_default();
                let there = other.tokens().get(to..to + length).unwrap_or_default();
                runs.push(run(here, there));
                at += length;
            }
            _ => at += 1,
        }
    }
    runs
}

/// Returns how many tokens are alike from two places on.
fn alike(one: &[Token], at: usize, other: &[Token], to: usize) -> usize {
    let (Some(here), Some(there)) = (one.get(at..), other.get(to..)) else { return 0 };
    let (Some(first), Some(second)) = (here.first(), there.first()) else { return 0 };
    here.iter()
        .zip(there)
        .take_while(|(a, b)| a.word == b.word && go_on(first, a) && go_on(second, b))
        .count()
}

fn run(here: &[Token], there: &[Token]) -> Run {
    let voice = |tokens: &[Token]| {
        let mut voices: Vec<_> = tokens.iter().map(|token| token.voice).collect();
        voices.sort_unstable();
        voices.get(voices.len() / 2).copied().unwrap_or(Voice::Own)
    };
    let halves: u32 = here.iter().zip(there).map(|(a, b)| a.halves.min(b.halves)).sum();
    Run {
        words: halves / 2,
        voice: voice(here).max(voice(there)),
        telling: here.iter().any(|token| token.telling),
        places: [cover(here), cover(there)],
    }
}
