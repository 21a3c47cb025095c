//! Content: which part of a page is the article, and what within it is not.

pub mod lines;
pub mod names;
pub mod phrases;
pub mod trim;

use crate::import::html::content::lines::{Line, Look, lines};
use crate::import::html::content::names::{Sense, sense};
use crate::import::html::content::trim::trim;
use crate::import::html::plan::{Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The least prose that makes an article, in characters.
const LEAST: i64 = 250;

/// An article within a page.
#[derive(Debug)]
pub struct Article {
    /// The element that holds it.
    pub root: NodeIndex,
    /// What in it is left out.
    pub plan: Plan,
}

/// Finds the article of a page, if there is one. `title` is the element that says its title.
pub fn find(tree: &Tree, title: Option<NodeIndex>) -> Option<Article> {
    let lines = lines(tree);
    let prose =
        Sums::of(tree, &lines, |line| if line.look() == Look::Prose { weight(line) } else { 0 });
    let mut plan = Plan::whole(tree);
    mark(tree, &prose, &mut plan);
    let kept: Vec<Line> =
        lines.iter().filter(|line| !is_out(tree, &plan, line.first)).copied().collect();
    let worth = Sums::of(tree, &kept, value);
    let root = choose(tree, &worth)?;
    let own: Vec<Line> = kept.into_iter().filter(|line| tree.is_within(line.first, root)).collect();
    trim(tree, root, &own, title, &mut plan);
    Some(Article { root, plan })
}

/// Leaves out what names itself no part of an article.
fn mark(tree: &Tree, prose: &Sums, plan: &mut Plan) {
    let all = prose.within(tree, 0);
    let mut at = 0;
    while at < tree.size() {
        let node = tree.node(at);
        let inside = prose.within(tree, at);
        if at > 0
            && node.tag.is_block()
            && node.tag != Tag::Body
            && leaves_out(tree, at, inside, all)
        {
            plan.set(at, Role::Out);
            at = node.end;
            continue;
        }
        if sense(tree, at) == Sense::Caption && inside * 3 < all {
            plan.set(at, Role::Caption);
            at = node.end;
            continue;
        }
        at += 1;
    }
}

fn leaves_out(tree: &Tree, at: NodeIndex, inside: i64, all: i64) -> bool {
    match tree.node(at).tag {
        Tag::Nav => return true,
        Tag::Aside | Tag::Footer | Tag::Form if inside * 4 < all => return true,
        Tag::Article | Tag::Main => return false,
        _ => {}
    }
    match sense(tree, at) {
        Sense::Foreign => inside * 4 < all,
        Sense::About => inside * 10 < all,
        Sense::Comments => all - inside >= LEAST,
        _ => false,
    }
}

fn is_out(tree: &Tree, plan: &Plan, at: NodeIndex) -> bool {
    plan.role(at) == Role::Out || tree.ancestors(at).any(|around| plan.role(around) == Role::Out)
}

fn weight(line: &Line) -> i64 {
    i64::try_from(line.length - line.linked).unwrap_or(i64::MAX)
}

/// Returns what a line adds to an article that holds it.
fn value(line: &Line) -> i64 {
    match line.look() {
        Look::Prose => weight(line),
        Look::Crumb => -10 - i64::try_from(line.length.min(60)).unwrap_or(0) / 4,
        Look::Unclear => 0,
    }
}

/// Chooses the element whose lines are worth most; one that names itself the body goes first.
fn choose(tree: &Tree, worth: &Sums) -> Option<NodeIndex> {
    let candidates = || (0..tree.size()).filter(|at| tree.node(*at).tag.is_block());
    let value = |at: NodeIndex| worth.within(tree, at);
    let best = candidates().max_by_key(|at| (value(*at), *at))?;
    let most = value(best);
    if most < LEAST {
        return None;
    }
    let named = candidates().filter(|at| {
        let tag = tree.node(*at).tag;
        matches!(tag, Tag::Article | Tag::Main) || sense(tree, *at) == Sense::Body
    });
    let hint = named.filter(|at| value(*at) * 10 >= most * 7).max_by_key(|at| (value(*at), *at));
    let inmost = candidates().filter(|at| value(*at) * 100 >= most * 85).last();
    hint.or(inmost)
}

/// Sums over the nodes of a tree.
struct Sums {
    before: Vec<i64>,
}

impl Sums {
    fn of(tree: &Tree, lines: &[Line], value: impl Fn(&Line) -> i64) -> Self {
        let mut before = vec![0; tree.size() + 1];
        for line in lines {
            before[line.first + 1] = value(line);
        }
        for at in 1..before.len() {
            before[at] += before[at - 1];
        }
        Self { before }
    }

    fn within(&self, tree: &Tree, at: NodeIndex) -> i64 {
        self.before[tree.node(at).end] - self.before[at]
    }
}
