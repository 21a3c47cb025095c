//! Groups: articles of one origin count once, copies of copies too.

use std::collections::BTreeMap;

use crate::story::article::ArticleIndex;
use crate::story::origin::relation::{Origin, Relation};

/// The articles of a story by their origins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins {
    /// The number of each article's group: the first article of the group.
    group: Vec<usize>,
    /// Of every two articles, row by row, how near they are.
    nearness: Vec<Nearness>,
}

/// How near two articles are to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Nearness {
    /// Nothing shows it.
    #[default]
    Unknown,
    /// One may have from the other what both say.
    InContact,
    /// They have one origin.
    Same,
    /// They are shown to differ.
    Independent,
    /// They are copies of articles that are shown to differ, and nothing else speaks for one origin.
    ApartAsCopies,
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
    /// Groups so many articles by how every two relate. Two groups are not joined where that would put together
    /// articles that are shown to differ: what copies from both stays with the first.
    pub fn new(articles: usize, origins: &[Origin]) -> Self {
        let group = (0..articles).collect();
        let nearness = vec![Nearness::Unknown; articles * articles];
        let mut grouped = Self { group, nearness };
        for origin in origins {
            let [one, other] = origin.articles.map(ArticleIndex::index);
            grouped.set(one, other, nearness_of(origin));
        }
        for origin in origins.iter().filter(|origin| origin.relation == Relation::Same) {
            let [one, other] = origin.articles.map(ArticleIndex::index);
            grouped.join(one, other);
        }
        grouped.part_copies();
        grouped
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
        let all: Vec<_> = (0..self.group.len()).collect();
        self.apart_among(&all)
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
        if all.len() < 2 {
            return Support::Alone;
        }
        match self.apart_among(&all) {
            known if known > 1 => Support::Corroborated(known),
            _ if self.is_one(&all) => Support::SameOrigin,
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

    /// Returns how many of the groups of some articles are all apart from each other, as far as one pass over them
    /// finds. Only these articles count: another copy of the same text may be apart where they are not.
    fn apart_among(&self, articles: &[usize]) -> usize {
        let groups = self.groups(articles.iter().copied());
        let within =
            |group: usize| articles.iter().filter(move |article| self.of(**article) == group);
        let apart = |one: usize, other: usize| {
            one != other
                && within(one).any(|a| {
                    within(other).any(|b| {
                        let nearness = self.nearness(*a, *b);
                        matches!(nearness, Nearness::Independent | Nearness::ApartAsCopies)
                    })
                })
        };
        let most = groups.iter().map(|first| {
            let mut chosen = vec![*first];
            for group in &groups {
                if chosen.iter().all(|other| apart(*group, *other)) {
                    chosen.push(*group);
                }
            }
            chosen.len()
        });
        most.max().unwrap_or(0)
    }

    /// Tells whether some articles have one origin: each by a group or a pair with one before it.
    fn is_one(&self, articles: &[usize]) -> bool {
        let Some((first, rest)) = articles.split_first() else { return true };
        let (mut reached, mut rest) = (vec![*first], rest.to_vec());
        let mut next = 0;
        while let Some(from) = reached.get(next).copied() {
            let is_same = |to: &mut usize| {
                self.of(from) == self.of(*to) || self.nearness(from, *to) == Nearness::Same
            };
            reached.extend(rest.extract_if(.., is_same));
            next += 1;
        }
        rest.is_empty()
    }

    fn members_of(&self, group: usize) -> Vec<usize> {
        (0..self.group.len()).filter(|article| self.of(*article) == group).collect()
    }

    fn nearness(&self, one: usize, other: usize) -> Nearness {
        let at = one * self.group.len() + other;
        self.nearness.get(at).copied().unwrap_or_default()
    }

    fn set(&mut self, one: usize, other: usize, nearness: Nearness) {
        for (row, column) in [(one, other), (other, one)] {
            if let Some(slot) = self.nearness.get_mut(row * self.group.len() + column) {
                *slot = nearness;
            }
        }
    }

    /// Joins the groups of two articles, unless they hold two that are shown to differ.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        let (first, second) = (self.members_of(one), self.members_of(other));
        let differ = first
            .iter()
            .any(|a| second.iter().any(|b| self.nearness(*a, *b) == Nearness::Independent));
        if differ {
            return;
        }
        for number in &mut self.group {
            if *number == one || *number == other {
                *number = one.min(other);
            }
        }
    }

    /// Finds the copies that are as far from each other as the articles that they copy.
    fn part_copies(&mut self) {
        let count = self.group.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let apart: Vec<_> = pairs.filter(|(one, other)| self.are_parted(*one, *other)).collect();
        for (one, other) in apart {
            self.set(one, other, Nearness::ApartAsCopies);
        }
    }

    /// Tells whether of two articles of which nothing else is known each stands with one of two that are shown to
    /// differ, and neither may have anything from the other of these.
    fn are_parted(&self, one: usize, other: usize) -> bool {
        let (own, others) = (self.of(one), self.of(other));
        if own == others || self.nearness(one, other) != Nearness::Unknown {
            return false;
        }
        // Those of the group of one that the other article has nothing from.
        let beside = |group: usize, from: usize| -> Vec<usize> {
            let is_free = |at: &usize| {
                !matches!(self.nearness(*at, from), Nearness::InContact | Nearness::Same)
            };
            self.members_of(group).into_iter().filter(is_free).collect()
        };
        let (first, second) = (beside(own, other), beside(others, one));
        first.iter().any(|a| second.iter().any(|b| self.nearness(*a, *b) == Nearness::Independent))
    }
}

fn nearness_of(origin: &Origin) -> Nearness {
    match origin.relation {
        Relation::Same => Nearness::Same,
        Relation::Independent => Nearness::Independent,
        Relation::Unknown if origin.in_contact => Nearness::InContact,
        Relation::Unknown => Nearness::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::{Origins, Support};
    use crate::story::article::ArticleIndex;
    use crate::story::origin::relation::{Origin, Relation};

    fn origin(one: u16, other: u16, relation: Relation) -> Origin {
        let articles = [ArticleIndex(one), ArticleIndex(other)];
        Origin { articles, relation, evidence: Vec::new(), in_contact: relation == Relation::Same }
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
    #[test]
    fn what_copies_from_both_corroborates_neither() {
        let support = |origins: &Origins, articles: &[u16]| {
            origins.support(articles.iter().copied().map(ArticleIndex))
        };
        let mut roundup = origin(1, 2, Relation::Unknown);
        roundup.in_contact = true;
        let pairs = [origin(0, 1, Relation::Independent), origin(0, 2, Relation::Same), roundup];
        let origins = Origins::new(3, &pairs);
        assert_eq!(support(&origins, &[1, 2]), Support::Unknown, "it may be copied");
        assert_eq!(support(&origins, &[0, 1]), Support::Corroborated(2));
        assert_eq!(support(&origins, &[0, 1, 2]), Support::Corroborated(2));
        assert_eq!(origins.known(), 2);
    }

    #[test]
    fn what_copies_from_both_makes_them_no_less_two() {
        let pairs = [
            origin(0, 1, Relation::Independent),
            origin(0, 2, Relation::Same),
            origin(1, 2, Relation::Same),
        ];
        for pairs in [pairs.clone(), {
            let mut other = pairs;
            other.reverse();
            other
        }] {
            let origins = Origins::new(3, &pairs);
            let support =
                |articles: &[u16]| origins.support(articles.iter().copied().map(ArticleIndex));
            assert_eq!((origins.most(), origins.known()), (2, 2));
            assert!(!origins.is_same(ArticleIndex(0), ArticleIndex(1)));
            assert_eq!(support(&[0, 1]), Support::Corroborated(2));
            assert_eq!(support(&[1, 2]), Support::SameOrigin);
            assert_eq!(support(&[0, 2]), Support::SameOrigin);
        }
    }
}
