//! Articles read and compared: what is printed of stories rests on this, in whatever form.

use std::sync::Arc;

use anyhow::Result;

use crate::cli::exit::{Failures, attempt};
use crate::cli::input::Articles;
use crate::cli::network::Network;
use crate::document::{Document, DocumentId, TitleOrigin};
use crate::extract::extract;
use crate::fact::FactSet;
use crate::library::OpenStory;
use crate::story::{
    Article, ArticleIndex, Comparison, Frequencies, Group, Headline, Profile, Signature, StoryId,
    choose, compare, headline,
};
use crate::text::TextRange;

/// Articles and the stories they form.
#[derive(Debug)]
pub struct Compared {
    /// The articles, in the order in which they were given.
    pub sources: Vec<Source>,
    /// The stories, by their first articles.
    pub stories: Vec<Story>,
    /// Which articles were compared with each other.
    pub grouping: Grouping,
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
    /// What the user called it, or where it came from.
    pub name: String,
    /// Its identity in the library, if it is of the library.
    pub id: Option<DocumentId>,
    /// Its text.
    pub document: Arc<Document>,
    /// What it says.
    pub facts: Arc<FactSet>,
}

/// The articles on one event, compared.
#[derive(Debug)]
pub struct Story {
    /// Its identity in the library, if it is of the library.
    pub id: Option<StoryId>,
    /// What it is called.
    pub title: String,
    /// Which articles, by their places among all; in the order in which they are compared.
    pub members: Vec<usize>,
    /// How many articles of the library it has beyond those.
    pub left_out: usize,
    /// What they say, alone and together.
    pub comparison: Comparison,
}

impl Source {
    /// Returns its title, if it has one.
    pub fn title(&self) -> Option<&str> {
        self.document.metadata().title.as_ref().map(|title| title.text.as_str())
    }

    /// Returns the address that leads to it: its publisher's, or where it was fetched.
    pub fn address(&self) -> Option<&str> {
        let stated = self.document.metadata().address.as_deref().filter(|it| is_web(it));
        stated.or_else(|| Some(self.name.as_str()).filter(|it| is_web(it)))
    }

    /// Returns the number of the paragraph that a passage begins in, as the reader counts.
    pub fn paragraph(&self, range: TextRange) -> u32 {
        self.document.block_at(range.start()).map_or(0, |index| index.0 + 1)
    }
}

impl Story {
    /// Returns the place among all articles of one that is compared.
    pub fn source(&self, article: ArticleIndex) -> usize {
        self.members.get(article.index()).copied().unwrap_or_default()
    }
}

/// Tells whether an address is one of the web.
pub fn is_web(address: &str) -> bool {
    let lower = address.get(..8).unwrap_or(address).to_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
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
        let facts = Arc::new(extract(&document));
        let document = Arc::new(document);
        sources.push(Source { name: input.name(), id: None, document, facts });
        Ok(())
    })?;
    Ok((sources, failures))
}

impl Compared {
    /// Compares articles.
    pub fn new(sources: Vec<Source>, grouping: Grouping) -> Self {
        let groups = match grouping {
            Grouping::ByEvent => by_event(&sources),
            Grouping::OneStory => vec![(0..sources.len()).collect()],
        };
        let stories = groups.into_iter().map(|members| story(&sources, members)).collect();
        Self { sources, stories, grouping }
    }

    /// Takes over a story of the library as it is compared there; `locations` says where each article came from.
    pub fn of_library(story: OpenStory, locations: Vec<String>) -> Self {
        let members = (0..story.members.len()).collect();
        let sources = story.members.into_iter().zip(locations).map(|(member, name)| Source {
            name,
            id: Some(member.entry.id),
            document: member.content,
            facts: member.facts,
        });
        let sources = sources.collect();
        let OpenStory { id, title, left_out, comparison, .. } = story;
        let stories = vec![Story { id: Some(id), title, members, left_out, comparison }];
        Self { sources, stories, grouping: Grouping::ByEvent }
    }
}

fn story(sources: &[Source], members: Vec<usize>) -> Story {
    let of = || members.iter().filter_map(|member| sources.get(*member));
    let articles: Vec<_> =
        of().map(|source| Article { document: &source.document, facts: &source.facts }).collect();
    let comparison = compare(&articles, &[]);
    let headlines: Vec<_> = of().filter_map(headline_of).collect();
    let title = headline(&headlines).map(|(_, title)| title);
    let title = title.or_else(|| of().find_map(Source::title).map(str::to_owned));
    Story { id: None, title: title.unwrap_or_default(), members, left_out: 0, comparison }
}

fn headline_of(source: &Source) -> Option<Headline<'_>> {
    let metadata = source.document.metadata();
    let title = metadata.title.as_ref().filter(|title| title.origin != TitleOrigin::Derived)?;
    Some(Headline { text: &title.text, origin: title.origin, site: metadata.site.as_deref() })
}

/// Puts articles on one event together, by the first of each; the same articles in another order form the same
/// stories wherever they are clearly on one event.
fn by_event(sources: &[Source]) -> Vec<Vec<usize>> {
    let common = Frequencies::default();
    let signatures: Vec<_> = sources
        .iter()
        .map(|source| Signature::new(&Profile::of(&source.document, &source.facts), &common))
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in 0..sources.len() {
        join(index, &mut groups, &signatures);
    }
    // Whoever came before its story was there is looked at once more.
    let (alone, mut groups): (Vec<_>, Vec<_>) =
        groups.into_iter().partition(|group| group.len() == 1);
    for index in alone.into_iter().flatten() {
        join(index, &mut groups, &signatures);
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

fn join(index: usize, groups: &mut Vec<Vec<usize>>, signatures: &[Signature]) {
    let candidates: Vec<_> = groups.iter().map(|group| candidate(group, signatures)).collect();
    let chosen = signatures.get(index).and_then(|signature| choose(signature, &candidates));
    match chosen.and_then(|choice| groups.get_mut(choice.group)) {
        Some(group) => group.push(index),
        None => groups.push(vec![index]),
    }
}

fn candidate(group: &[usize], signatures: &[Signature]) -> Group {
    let members: Vec<_> =
        group.iter().filter_map(|member| signatures.get(*member)).cloned().collect();
    let days = || members.iter().filter_map(Signature::published);
    let span = days().min().zip(days().max());
    match members.as_slice() {
        [alone] => Group::alone(alone.clone()),
        _ => Group::story(members, span),
    }
}
