//! Articles read and compared: what is printed of stories rests on this, in whatever form.

use anyhow::Result;

use crate::cli::exit::{Failures, attempt};
use crate::cli::input::Articles;
use crate::cli::network::Network;
use crate::document::Document;
use crate::extract::extract;
use crate::fact::FactSet;
use crate::story::{Article, ArticleIndex, Comparison, compare};

/// Articles and the stories they form.
#[derive(Debug)]
pub struct Compared {
    /// The articles, in the order in which they were given.
    pub sources: Vec<Source>,
    /// The stories, by their first articles.
    pub stories: Vec<Story>,
}

/// Which articles are compared with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Those on one event.
    ByEvent,
    /// All.
    OneStory,
}

/// One article.
#[derive(Debug)]
pub struct Source {
    /// What the user called it.
    pub name: String,
    /// Its text.
    pub document: Document,
    /// What it says.
    pub facts: FactSet,
}

/// The articles on one event, compared.
#[derive(Debug)]
pub struct Story {
    /// Which articles, by their places among all; in the order in which they are compared.
    pub members: Vec<usize>,
    /// What they say, alone and together.
    pub comparison: Comparison,
}

impl Story {
    /// Returns the place among all articles of one that is compared.
    pub fn source(&self, article: ArticleIndex) -> usize {
        self.members.get(article.index()).copied().unwrap_or_default()
    }
}

/// Reads articles; what cannot be read is left out and told later.
///
/// # Errors
///
/// Fails if nothing more can be printed.
pub fn read(articles: &Articles) -> Result<(Vec<Source>, Failures)> {
    let network = Network::new();
    let mut sources = Vec::new();
    let failures = attempt(&articles.inputs, |input| {
        let document = input.document(&network, &articles.given)?;
        let facts = extract(&document);
        sources.push(Source { name: input.name(), document, facts });
        Ok(())
    })?;
    Ok((sources, failures))
}

impl Compared {
    /// Compares articles.
    pub fn new(sources: Vec<Source>, grouping: Grouping) -> Self {
        let groups = match grouping {
            Grouping::ByEvent | Grouping::OneStory => vec![(0..sources.len()).collect()],
        };
        let stories = groups.into_iter().map(|members| story(&sources, members)).collect();
        Self { sources, stories }
    }
}

fn story(sources: &[Source], members: Vec<usize>) -> Story {
    let articles: Vec<_> = members
        .iter()
        .filter_map(|member| sources.get(*member))
        .map(|source| Article { document: &source.document, facts: &source.facts })
        .collect();
    let comparison = compare(&articles, &[]);
    Story { members, comparison }
}
