//! Groups: articles of one origin count once, copies of copies too.

use std::collections::BTreeMap;

use crate::story::article::ArticleIndex;
use crate::story::origin::relation::{Origin, Relation};

/// The articles of a story by their origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// The number of each article's group: the first article of the group.
    group: Vec<usize>,
    /// The pairs of groups that are shown to differ, each smaller number first, sorted.
    apart: Vec<(usize, usize)>,
}

/// On how many origins something rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Support {
    /// Only one article says it.
    Alone,
    /// Several articles of one origin.
    SameOrigin,
    /// Several articles of which nothing shows whether they have one origin.
    Unknown,
    /// Articles of so many origins that are shown to differ, two or more.
    Corroborated(usize),
}

impl Support {
    /// Returns the words for a reader: `corroborated: 2 origins`.
    pub fn words(self) -> String {
        match self {
            Self::Alone => "only here".to_owned(),
            Self::SameOrigin => "same origin".to_owned(),
            Self::Unknown => "origin unknown".to_owned(),
            Self::Corroborated(origins) => format!("corroborated: {origins} origins"),
        }
    }
}

impl Origins {
    /// Groups so many articles by how every two relate.
    pub fn new(articles: usize, origins: &[Origin]) -> Self {
        let mut group: Vec<usize> = (0..articles).collect();
        for origin in origins.iter().filter(|origin| origin.relation == Relation::Same) {
            let [one, other] = origin.articles.map(|article| root(&group, article.index()));
            if let Some(slot) = group.get_mut(one.max(other)) {
                *slot = one.min(other);
            }
        }
        let group: Vec<_> = (0..articles).map(|article| root(&group, article)).collect();
        let mut origins = Self { group, apart: apart_of(origins) };
        let pairs = std::mem::take(&mut origins.apart);
        origins.apart = pairs
            .into_iter()
            .map(|(one, other)| {
                let (one, other) = (origins.of(one), origins.of(other));
                (one.min(other), one.max(other))
            })
            .filter(|(one, other)| one != other)
            .collect();
        origins.apart.sort_unstable();
        origins.apart.dedup();
        origins
    }

    /// Tells whether two articles have one origin, also by way of others.
    pub fn is_same(&self, one: ArticleIndex, other: ArticleIndex) -> bool {
        self.of(one.index()) == self.of(other.index())
    }

    /// Returns how many origins the articles have at most: copies count once.
    pub fn most(&self) -> usize {
        self.groups(0..self.group.len()).len()
    }

    /// Returns how many origins of the articles are shown to differ from each other; one if none are.
    pub fn known(&self) -> usize {
        self.apart_among(&self.groups(0..self.group.len()))
    }

    /// Returns the articles of each origin, by the first of them.
    pub fn members(&self) -> Vec<Vec<ArticleIndex>> {
        let mut members: BTreeMap<usize, Vec<ArticleIndex>> = BTreeMap::new();
        for (article, number) in ArticleIndex::all(self.group.len()).zip(&self.group) {
            members.entry(*number).or_default().push(article);
        }
        members.into_values().collect()
    }

    /// Returns on how many origins rests what some articles say.
    pub fn support(&self, articles: impl IntoIterator<Item = ArticleIndex>) -> Support {
        let mut all: Vec<usize> = articles.into_iter().map(ArticleIndex::index).collect();
        all.sort_unstable();
        all.dedup();
        let count = all.len();
        let groups = self.groups(all);
        match (count, groups.len(), self.apart_among(&groups)) {
            (0 | 1, ..) => Support::Alone,
            (_, 1, _) => Support::SameOrigin,
            (_, _, known) if known > 1 => Support::Corroborated(known),
            _ => Support::Unknown,
        }
    }

    fn of(&self, article: usize) -> usize {
        self.group.get(article).copied().unwrap_or(article)
    }

    fn groups(&self, articles: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut groups: Vec<_> = articles.into_iter().map(|article| self.of(article)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Returns how many of some groups are all apart from each other, as far as one pass over them finds.
    fn apart_among(&self, groups: &[usize]) -> usize {
        let most = groups.iter().map(|first| {
            let mut chosen = vec![*first];
            for group in groups {
                let apart = |other: &usize| {
                    let pair = (*group.min(other), *group.max(other));
                    self.apart.binary_search(&pair).is_ok()
                };
                if chosen.iter().all(apart) {
                    chosen.push(*group);
                }
            }
            chosen.len()
        });
        most.max().unwrap_or(0)
    }
}

fn apart_of(origins: &[Origin]) -> Vec<(usize, usize)> {
    let apart = origins.iter().filter(|origin| origin.relation == Relation::Independent);
    apart.map(|origin| (origin.articles[0].index(), origin.articles[1].index())).collect()
}

/// Returns the first article that one is joined to.
fn root(group: &[usize], article: usize) -> usize {
    let mut at = article;
    while let Some(next) = group.get(at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Origins, Support};
    use crate::story::article::ArticleIndex;
    use crate::story::origin::relation::{Origin, Relation};

    fn origin(one: u16, other: u16, relation: Relation) -> Origin {
        let articles = [ArticleIndex(one), ArticleIndex(other)];
        Origin { articles, relation, evidence: Vec::new() }
    }

    #[test]
    fn copies_count_once_and_copies_of_copies_too() {
        let origins = Origins::new(
            5,
            &[
                origin(0, 1, Relation::Same),
                origin(1, 2, Relation::Same),
                origin(0, 2, Relation::Unknown),
                origin(0, 3, Relation::Independent),
                origin(2, 4, Relation::Unknown),
            ],
        );
        let support =
            |articles: &[u16]| origins.support(articles.iter().copied().map(ArticleIndex));
        assert!(origins.is_same(ArticleIndex(0), ArticleIndex(2)));
        assert_eq!((origins.most(), origins.known()), (3, 2));
        assert_eq!(support(&[0]), Support::Alone);
        assert_eq!(support(&[0, 2]), Support::SameOrigin);
        assert_eq!(support(&[2, 4]), Support::Unknown);
        assert_eq!(support(&[2, 3]), Support::Corroborated(2), "a copy is as far away as its text");
        assert_eq!(support(&[0, 1, 2, 3, 4]), Support::Corroborated(2));
        assert_eq!(origins.members().len(), 3);
        assert_eq!(Origins::new(0, &[]).known(), 0);
    }
}
