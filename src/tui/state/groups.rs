//! Groups of claims that say the same, over all articles of a story.
//!
//! A group is built around claims that are each other's best match and takes at most one such claim of an
//! article, so that a chain of loose matches never makes one group of everything; what repeats a claim of the
//! group, or only mentions it, joins afterwards. Every claim is in exactly one group.

use std::collections::HashMap;

use crate::story::{ArticleIndex, ClaimId, Comparison, Link, LinkKind};

/// The claims of a comparison, sorted into groups.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// The group of every claim, by its number.
    of: Vec<usize>,
    members: Vec<Vec<ClaimId>>,
}

impl Groups {
    /// Sorts the claims of a comparison.
    pub fn new(comparison: &Comparison) -> Self {
        let articles: Vec<_> =
            comparison.claims().map(|(_, claim)| claim.passage.article).collect();
        let mut forest = Forest::new(articles);
        for link in mutual(comparison) {
            forest.join_apart(link.from, link.to);
        }
        for attaches in [LinkKind::is_match, |kind| kind == LinkKind::Mention] {
            for link in best(comparison, attaches) {
                if forest.is_alone(link.from) {
                    forest.join(link.from, link.to);
                }
            }
        }
        forest.groups()
    }

    /// Returns the groups, in the order of their first claims.
    pub fn iter(&self) -> impl Iterator<Item = &[ClaimId]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// Returns the number of the group of a claim.
    pub fn of(&self, claim: ClaimId) -> Option<usize> {
        self.of.get(claim.index()).copied()
    }

    /// Returns the claims of a group by their numbers.
    pub fn members(&self, group: usize) -> &[ClaimId] {
        self.members.get(group).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns how many groups there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Tells whether there is no group.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// Returns the matches in which each claim is the best the other has in its article, the surest first.
fn mutual(comparison: &Comparison) -> Vec<Link<ClaimId>> {
    let mut firsts: HashMap<(ClaimId, ArticleIndex), Link<ClaimId>> = HashMap::new();
    for (id, _) in comparison.claims() {
        for link in comparison.links(id).iter().filter(|link| link.kind.is_match()) {
            if let Some(other) = comparison.article_of(link.to) {
                firsts.entry((id, other)).or_insert(*link);
            }
        }
    }
    let is_mutual = |link: &&Link<ClaimId>| {
        let own = comparison.article_of(link.from);
        let back = own.and_then(|own| firsts.get(&(link.to, own)));
        link.from < link.to && back.is_some_and(|back| back.to == link.from)
    };
    let mut links: Vec<_> = firsts.values().filter(is_mutual).copied().collect();
    sort(&mut links);
    links
}

/// Returns the best link of every claim among those of some kinds, the surest first.
fn best(comparison: &Comparison, wanted: impl Fn(LinkKind) -> bool) -> Vec<Link<ClaimId>> {
    let first = |(id, _)| {
        let links = comparison.links(id).iter();
        links.copied().find(|link| wanted(link.kind) && comparison.claim(link.to).is_some())
    };
    let mut links: Vec<_> = comparison.claims().filter_map(first).collect();
    sort(&mut links);
    links
}

fn sort(links: &mut [Link<ClaimId>]) {
    links.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.from, a.to).cmp(&(b.from, b.to))));
}

/// Groups that grow together.
struct Forest {
    /// A claim of the same group that stands before each claim, or itself.
    parents: Vec<usize>,
    /// The articles of each group, at its first claim.
    articles: Vec<Vec<ArticleIndex>>,
    /// How many claims each group has, at its first claim.
    sizes: Vec<usize>,
}

impl Forest {
    fn new(articles: Vec<ArticleIndex>) -> Self {
        Self {
            parents: (0..articles.len()).collect(),
            sizes: vec![1; articles.len()],
            articles: articles.into_iter().map(|article| vec![article]).collect(),
        }
    }

    fn root(&mut self, claim: ClaimId) -> usize {
        let mut at = claim.index();
        while self.parents[at] != at {
            self.parents[at] = self.parents[self.parents[at]];
            at = self.parents[at];
        }
        at
    }

    fn is_alone(&mut self, claim: ClaimId) -> bool {
        let root = self.root(claim);
        self.sizes[root] == 1
    }

    /// Makes one group of two that have no article in common.
    fn join_apart(&mut self, one: ClaimId, other: ClaimId) {
        let (one_root, other_root) = (self.root(one), self.root(other));
        let shared =
            self.articles[one_root].iter().any(|it| self.articles[other_root].contains(it));
        if !shared {
            self.join(one, other);
        }
    }

    fn join(&mut self, one: ClaimId, other: ClaimId) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (first, second) = (one.min(other), one.max(other));
        self.parents[second] = first;
        self.sizes[first] += self.sizes[second];
        let articles = std::mem::take(&mut self.articles[second]);
        for article in articles {
            if !self.articles[first].contains(&article) {
                self.articles[first].push(article);
            }
        }
    }

    fn groups(mut self) -> Groups {
        let mut groups = Groups::default();
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        for claim in (0..self.parents.len()).filter_map(|at| u32::try_from(at).ok()).map(ClaimId) {
            let next = groups.members.len();
            let group = *numbers.entry(self.root(claim)).or_insert(next);
            if group == next {
                groups.members.push(Vec::new());
            }
            groups.members[group].push(claim);
            groups.of.push(group);
        }
        groups
    }
}

#[cfg(test)]
mod tests;
