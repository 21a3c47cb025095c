//! Groups of claims that say the same, over all articles of a story.
//!
//! The core of a group is made of the surest matches and has at most one claim of an article, so that a chain of
//! loose matches never makes one group of everything. What repeats the core nearly as surely, or only mentions it,
//! joins afterwards; a looser match stays by itself. Every claim is in exactly one group.

use std::collections::HashMap;

use crate::story::{ArticleIndex, ClaimId, Comparison, Link, LinkKind};

/// The least part of the score of a group's core with which another claim joins the group.
const NEAR: f32 = 0.75;

/// The claims of a comparison, sorted into groups.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// The group of every claim, by its number.
    of: Vec<usize>,
    members: Vec<Vec<ClaimId>>,
    /// Whether each claim is of the core of its group, by its number.
    core: Vec<bool>,
}

impl Groups {
    /// Sorts the claims of a comparison.
    pub fn new(comparison: &Comparison) -> Self {
        let articles: Vec<_> =
            comparison.claims().map(|(_, claim)| claim.passage.article).collect();
        let mut forest = Forest::new(articles);
        for link in matches(comparison) {
            forest.join_apart(link);
        }
        let core: Vec<_> = comparison.claims().map(|(id, _)| !forest.is_alone(id)).collect();
        for attaches in [LinkKind::is_match, |kind| kind == LinkKind::Mention] {
            for link in best(comparison, attaches) {
                if forest.is_alone(link.from) && forest.is_near(link) {
                    forest.join(link.from, link.to);
                }
            }
        }
        let mut groups = forest.groups();
        groups.core = core;
        groups
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

    /// Returns the claims around which a group is built: of those that joined later none.
    pub fn core(&self, members: &[ClaimId]) -> Vec<ClaimId> {
        let is_core = |id: &&ClaimId| self.core.get(id.index()).copied().unwrap_or(false);
        let core: Vec<_> = members.iter().filter(is_core).copied().collect();
        if core.is_empty() { members.to_vec() } else { core }
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

/// Returns the matches of all claims, each once, the surest first.
fn matches(comparison: &Comparison) -> Vec<Link<ClaimId>> {
    let all = comparison.claims().flat_map(|(id, _)| comparison.links(id));
    let is_match = |link: &&Link<ClaimId>| {
        link.kind.is_match() && link.from < link.to && comparison.claim(link.to).is_some()
    };
    let mut links: Vec<_> = all.filter(is_match).copied().collect();
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
    /// The score of the surest match in each group, at its first claim.
    scores: Vec<f32>,
}

impl Forest {
    fn new(articles: Vec<ArticleIndex>) -> Self {
        Self {
            parents: (0..articles.len()).collect(),
            sizes: vec![1; articles.len()],
            scores: vec![0.0; articles.len()],
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

    /// Tells whether a claim matches another nearly as surely as the core of that one's group does.
    fn is_near(&mut self, link: Link<ClaimId>) -> bool {
        let root = self.root(link.to);
        link.score >= self.scores[root] * NEAR
    }

    /// Makes one group of two that match and have no article in common.
    fn join_apart(&mut self, link: Link<ClaimId>) {
        let (one, other) = (self.root(link.from), self.root(link.to));
        let shared = self.articles[one].iter().any(|it| self.articles[other].contains(it));
        if !shared {
            let score = link.score.max(self.scores[one]).max(self.scores[other]);
            self.join(link.from, link.to);
            let root = self.root(link.from);
            self.scores[root] = score;
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
