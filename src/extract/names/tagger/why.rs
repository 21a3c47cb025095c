//! Why the tagger believes in a name: the kinds of features that spoke for it most, in words.
//!
//! The sentences are made beforehand, so that none is made for a name. It must not know weights.

use crate::fact::EntityKind;

/// What a feature looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect {
    Word,
    Around,
    Spelling,
    Lists,
    Beside,
    Run,
    Elsewhere,
}

/// How many aspects there are.
pub(crate) const ASPECTS: usize = 7;

impl Aspect {
    /// Returns what the features of a template look at.
    pub(crate) const fn of(template: u32) -> Self {
        match template {
            1 | 2 | 29 => Self::Word,
            12..=23 | 28 | 30..=37 => Self::Spelling,
            40 | 41 | 51 | 52 | 55 => Self::Lists,
            42..=48 | 53 | 54 | 56 | 73 | 76 | 77 => Self::Beside,
            60..=64 | 68..=70 | 80..=83 => Self::Run,
            90..=99 => Self::Elsewhere,
            _ => Self::Around,
        }
    }
}

macro_rules! sentences {
    ($($first:literal),+) => {
        [$(sentences!(@row $first,
            "the word itself", "the words around it", "its spelling", "listed names",
            "what stands beside it", "the capitals it stands among", "how it stands elsewhere",
            "listed organisations", "listed places")),+]
    };
    (@row $first:literal, $($second:literal),+) => {
        [$(concat!("a tagger trained on news, mostly for ", $first, " and ", $second)),+]
    };
}

/// By the aspect that spoke most and the one after it; lists have a row for every kind.
static SENTENCES: [[&str; ASPECTS + 2]; ASPECTS + 2] = sentences!(
    "the word itself",
    "the words around it",
    "its spelling",
    "listed names",
    "what stands beside it",
    "the capitals it stands among",
    "how it stands elsewhere",
    "listed organisations",
    "listed places"
);

/// Returns the sentence for the two aspects that spoke most for a name of a kind.
pub(crate) fn sentence(kind: EntityKind, spoke: &[f32; ASPECTS]) -> &'static str {
    let best = |except: Option<usize>| {
        let others = (0..ASPECTS).filter(|at| Some(*at) != except);
        others.max_by(|one, other| spoke[*one].total_cmp(&spoke[*other])).unwrap_or(0)
    };
    let first = best(None);
    let second = best(Some(first));
    let row = |aspect: usize| match kind {
        EntityKind::Organization if aspect == Aspect::Lists as usize => ASPECTS,
        EntityKind::Place if aspect == Aspect::Lists as usize => ASPECTS + 1,
        _ => aspect,
    };
    SENTENCES[row(first)][row(second)]
}

#[cfg(test)]
mod tests {
    use super::{ASPECTS, Aspect, sentence};
    use crate::fact::EntityKind::{Person, Place};

    #[test]
    fn the_sentence_names_what_spoke_most() {
        let mut spoke = [0.0; ASPECTS];
        spoke[Aspect::Lists as usize] = 2.0;
        spoke[Aspect::Elsewhere as usize] = 3.0;
        assert_eq!(
            sentence(Place, &spoke),
            "a tagger trained on news, mostly for how it stands elsewhere and listed places"
        );
        spoke[Aspect::Lists as usize] = 4.0;
        assert_eq!(
            sentence(Person, &spoke),
            "a tagger trained on news, mostly for listed names and how it stands elsewhere"
        );
    }
}
