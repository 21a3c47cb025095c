//! Origins: whether two articles are two witnesses or one.

use serde::{Deserialize, Serialize};

use crate::story::article::{Article, ArticleIndex, Passage};
use crate::story::comparison::Comparison;

/// How the origins of two articles relate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The two articles, the first before the second.
    pub articles: [ArticleIndex; 2],
    /// Whether they have one origin.
    pub relation: Relation,
    /// Why.
    pub evidence: Vec<Evidence>,
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
    /// One line for a reader: `cites People's Daily`, `14 words alike: …`.
    pub words: String,
    /// Where it is seen.
    pub passages: Vec<Passage>,
}

/// Returns how the origins of every two articles relate, by their places.
pub(crate) fn origins(articles: &[Article<'_>], _comparison: &Comparison) -> Vec<Origin> {
    let all: Vec<_> = ArticleIndex::all(articles.len()).collect();
    let mut origins = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            let articles = [*one, *other];
            origins.push(Origin { articles, relation: Relation::Unknown, evidence: Vec::new() });
        }
    }
    origins
}
