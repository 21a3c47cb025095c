//! Forms: under what a name is known, and by what shorter forms it may be meant.

use crate::extract::entities::gender::Gender;

/// A name as it is compared with others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// Whoever shares one of these with it is the same, if nothing else speaks against it.
    pub(crate) exact: Vec<String>,
    /// By these it may be meant where the text has them; the lower the rank, the more usual.
    pub(crate) short: Vec<(u8, String)>,
    /// As these it may be a short form of something else, the best first.
    pub(crate) asked: Vec<String>,
    /// What keeps two people of one name apart.
    pub(crate) person: Traits,
    /// How many words it has.
    words: usize,
}

impl Form {
    /// Makes a form of a name of so many words.
    pub(crate) fn of_length(words: usize) -> Self {
        Self { words, ..Self::default() }
    }

    /// Takes out forms without a letter or digit.
    pub(crate) fn clear_empty(&mut self) {
        for list in [&mut self.exact, &mut self.asked] {
            list.retain(|words| !words.is_empty());
        }
        self.short.retain(|(_, words)| !words.is_empty());
    }

    /// Returns how many words the name has.
    pub(crate) const fn length(&self) -> usize {
        self.words
    }

    /// Returns what the name says of the person's gender.
    pub(crate) const fn gender(&self) -> Option<Gender> {
        self.person.gender
    }
}

/// What keeps two people of one name apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traits {
    /// What the name or the title before it says.
    pub(crate) gender: Option<Gender>,
    /// The names between the first and the last.
    pub(crate) middle: Vec<String>,
    /// `jr`, `sr`, `iii`.
    pub(crate) suffix: Option<String>,
}

impl Traits {
    /// Tells whether two names may be of one person, as far as these go.
    pub(crate) fn agree(&self, other: &Self) -> bool {
        let gender = match (self.gender, other.gender) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => true,
        };
        let middle = self.middle.is_empty()
            || other.middle.is_empty()
            || self.middle.iter().any(|own| other.middle.iter().any(|name| abbreviates(own, name)));
        gender && middle && self.suffix == other.suffix
    }
}

/// Tells whether two middle names may be one: `A.` and `Andrew`.
fn abbreviates(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    one == other || short.chars().count() == 1 && long.starts_with(short)
}
