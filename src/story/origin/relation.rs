//! How the origins of two articles relate, and why: the data that faces show.

use serde::{Deserialize, Serialize};

use crate::story::article::{ArticleIndex, Passage};

/// How the origins of two articles relate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The two articles, the first before the second.
    pub articles: [ArticleIndex; 2],
    /// Whether they have one origin.
    pub relation: Relation,
    /// Why, the weightiest first.
    pub evidence: Vec<Evidence>,
    /// Whether anything speaks for one origin: words alike, a citation, a common source. Where nothing does, the
    /// evidence says why nothing is known.
    pub in_contact: bool,
}

/// Whether two articles have one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// Two origins, shown to differ.
    Independent,
    /// One origin.
    Same,
    /// Nothing shows whether there are two.
    Unknown,
}

impl Relation {
    /// Returns the name used by the headless face.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Independent => "independent",
            Self::Same => "same",
            Self::Unknown => "unknown",
        }
    }
}

/// Something that speaks for or against one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// One line for a reader, without the article's name, which its passages give: `cites People's Daily`,
    /// `14 words alike: …`.
    pub words: String,
    /// Where it is seen.
    pub passages: Vec<Passage>,
}
