//! Content: which part of a page is the article, and what within it is not.

pub mod cards;
pub mod lines;
pub mod names;
pub mod phrases;
pub mod trim;

use crate::import::html::content::lines::{Line, Look, lines};
use crate::import::html::content::names::{Sense, sense};
use crate::import::html::content::phrases::is_imprint;
use crate::import::html::content::trim::{Subject, trim};
use crate::import::html::plan::{Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The least prose that makes an article, in characters.
const LEAST: i64 = 250;

/// The most that stands between a title and the body of its article, in characters.
const LEAD: usize = 700;

/// The least that is said under the title of a short article, in characters.
const SHORT: usize = 80;

/// What stands so close behind a title is likely of its article, in bytes.
const NEAR: usize = 2000;

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
    let page = Page::of(tree, title);
    let mut plan = Plan::whole(tree);
    page.mark(&mut plan);
    cards::mark(tree, &page.lines, &mut plan);
    let out = outs(tree, &plan);
    let kept: Vec<Line> = page.lines.iter().filter(|line| !out[line.first]).copied().collect();
    let worth = Sums::of(tree, &kept, |line| page.value(line));
    let Some(root) = page.choose(&worth) else { return page.short(&kept, plan) };
    let own: Vec<Line> = within(tree, &kept, root);
    let subject = Subject { tree, senses: &page.senses, root, title, lines: &own };
    trim(subject, &mut plan);
    let root = page.take_lead(root, &kept, &mut plan);
    Some(Article { root, plan })
}

/// Returns all of a page that is no article, without what leads through its site, if anything is left
/// then.
pub fn rest(tree: &Tree) -> Article {
    let page = Page::of(tree, None);
    let mut plan = Plan::whole(tree);
    page.mark(&mut plan);
    let out = outs(tree, &plan);
    let length =
        |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.length).sum::<usize>();
    let left = length(&mut page.lines.iter().filter(|line| !out[line.first]));
    let all = length(&mut page.lines.iter());
    let enough = left >= SHORT && left * 10 >= all;
    Article { root: 0, plan: if enough { plan } else { Plan::whole(tree) } }
}

fn within(tree: &Tree, lines: &[Line], root: NodeIndex) -> Vec<Line> {
    lines.iter().filter(|line| tree.is_within(line.first, root)).copied().collect()
}

/// Tells of every node whether it is left out, itself or with an element that it stands in.
fn outs(tree: &Tree, plan: &Plan) -> Vec<bool> {
    let mut outs = vec![false; tree.size()];
    for at in 0..tree.size() {
        outs[at] = plan.role(at) == Role::Out || (at > 0 && outs[tree.node(at).parent]);
    }
    outs
}

/// A page, and what is known of it.
struct Page<'p> {
    tree: &'p Tree,
    title: Option<NodeIndex>,
    lines: Vec<Line>,
    senses: Vec<Sense>,
    /// How much prose there is.
    prose: Sums,
}

impl<'p> Page<'p> {
    fn of(tree: &'p Tree, title: Option<NodeIndex>) -> Self {
        let lines = lines(tree);
        let senses = (0..tree.size()).map(|at| sense(tree, at)).collect();
        let prose = Sums::of(tree, &lines, |line| match line.look() {
            Look::Prose => weight(line),
            _ => 0,
        });
        Self { tree, title, lines, senses, prose }
    }

    /// Leaves out what names itself no part of an article.
    fn mark(&self, plan: &mut Plan) {
        let mut at = 1;
        while at < self.tree.size() {
            let role = self.role(at);
            plan.set(at, role);
            at = if role == Role::Told { at + 1 } else { self.tree.node(at).end };
        }
    }

    fn role(&self, at: NodeIndex) -> Role {
        let node = self.tree.node(at);
        let (inside, all) = (self.prose.within(self.tree, at), self.prose.within(self.tree, 0));
        let titled = self.title.is_some_and(|title| self.tree.is_within(title, at));
        if matches!(node.tag, Tag::Text | Tag::Body | Tag::Main | Tag::Article) {
            return Role::Told;
        }
        if !node.tag.is_block() {
            let alone = self.tree.words(node.parent).trim() == self.tree.words(at).trim();
            if !alone || titled {
                return Role::Told;
            }
        }
        let out = match (self.senses[at], node.tag) {
            (_, Tag::Nav) => !titled,
            (Sense::Stated | Sense::Body, _) => false,
            (Sense::Never, _) => !titled && all - inside >= LEAST && inside * 10 <= all * 7,
            (Sense::Comments, _) => !titled && all - inside >= LEAST,
            (Sense::Foreign, _) | (_, Tag::Aside | Tag::Footer | Tag::Form) => {
                !titled && inside * 4 <= all
            }
            (Sense::About, _) => !titled && inside * 10 <= all,
            _ => false,
        };
        if out {
            return Role::Out;
        }
        let structured = || {
            let parts = [Tag::Table, Tag::Pre, Tag::Blockquote, Tag::Heading(2), Tag::Ul];
            self.tree.descendants(at).any(|inner| parts.contains(&self.tree.node(inner).tag))
        };
        let caption = self.senses[at] == Sense::Caption && node.tag.is_block();
        if caption && inside * 3 <= all && !titled && !structured() {
            Role::Caption
        } else {
            Role::Told
        }
    }

    /// Returns what a line adds to an article that holds it.
    fn value(&self, line: &Line) -> i64 {
        let before = self.title.is_some_and(|title| line.first < title);
        let listed = self.tree.node(line.block).tag == Tag::Li;
        match line.look() {
            Look::Prose if listed && line.link_in_front >= 25 => 0,
            Look::Prose if before => weight(line) / 4,
            Look::Prose if self.is_near_title(line) => weight(line) * 3 / 2,
            Look::Prose => weight(line),
            Look::Crumb => -10 - i64::try_from(line.length.min(60)).unwrap_or(0) / 4,
            Look::Unclear => 0,
        }
    }

    /// Tells whether a line follows the title closely.
    fn is_near_title(&self, line: &Line) -> bool {
        self.title.is_some_and(|title| {
            let (_, end) = self.tree.extent(title);
            let (start, _) = self.tree.extent(line.first);
            line.first > title && start < end + NEAR
        })
    }

    /// Returns the article of a page with little prose: what is around its title.
    fn short(&self, kept: &[Line], plan: Plan) -> Option<Article> {
        let title = self.title?;
        let tree = self.tree;
        let root = tree.ancestors(title).find(|at| {
            let own = within(tree, kept, *at);
            let after = own.iter().filter(|line| {
                line.first > title
                    && !tree.is_within(line.first, title)
                    && line.linked * 2 < line.length
            });
            after.map(|line| line.length).sum::<usize>() >= SHORT
        })?;
        let mut plan = plan;
        let own = within(tree, kept, root);
        trim(
            Subject { tree, senses: &self.senses, root, title: Some(title), lines: &own },
            &mut plan,
        );
        Some(Article { root, plan })
    }

    /// Chooses the element whose lines are worth most; one that names itself the body goes first.
    fn choose(&self, worth: &Sums) -> Option<NodeIndex> {
        let tree = self.tree;
        let candidates = || (0..tree.size()).filter(|at| tree.node(*at).tag.is_block());
        let value = |at: NodeIndex| worth.within(tree, at);
        let stated: Vec<NodeIndex> =
            candidates().filter(|at| self.senses[*at] == Sense::Stated && value(*at) > 0).collect();
        let most = candidates().map(value).max()?;
        if let [only] = stated[..]
            && value(only) * 5 >= most
        {
            return Some(only);
        }
        if most < LEAST {
            return None;
        }
        let named = candidates().filter(|at| {
            matches!(tree.node(*at).tag, Tag::Article | Tag::Main)
                || matches!(self.senses[*at], Sense::Body | Sense::Stated)
        });
        let hints: Vec<NodeIndex> = named.filter(|at| value(*at) * 10 >= most * 7).collect();
        let best = hints.iter().map(|at| value(*at)).max().unwrap_or(0);
        let hint = hints.into_iter().rev().find(|at| value(*at) * 100 >= best * 90);
        let inmost = (0..tree.size())
            .rev()
            .filter(|at| tree.node(*at).tag.is_block())
            .find(|at| value(*at) * 100 >= most * 85);
        hint.or(inmost)
    }

    /// Takes up what an article says between its title and its body, as a remark before it; returns
    /// the element that holds both.
    fn take_lead(&self, root: NodeIndex, kept: &[Line], plan: &mut Plan) -> NodeIndex {
        let tree = self.tree;
        let Some(title) = self.title.filter(|title| *title < root) else { return root };
        let lead: Vec<&Line> = kept
            .iter()
            .filter(|line| line.first > title && line.first < root)
            .filter(|line| !tree.is_within(line.first, title) && line.look() == Look::Prose)
            .filter(|line| plan.role(line.first) != Role::Out)
            .filter(|line| line.sentence || !is_imprint(tree.words(line.block)))
            .collect();
        let length: usize = lead.iter().map(|line| line.length).sum();
        if lead.is_empty() || length > LEAD {
            return root;
        }
        let first = lead[0].first;
        let Some(both) = tree.ancestors(root).find(|at| tree.is_within(first, *at)) else {
            return root;
        };
        let stays = |at: NodeIndex| tree.is_within(at, root) || tree.is_within(root, at);
        let holds = |at: NodeIndex| {
            lead.iter()
                .any(|line| (line.first..line.end).contains(&at) || tree.is_within(line.first, at))
        };
        for at in tree.descendants(both) {
            if !stays(at) && !holds(at) {
                plan.set(at, Role::Out);
            }
        }
        // Several lines are rather the beginning of the text than what stands over it.
        if let [line] = lead[..]
            && !tree.is_within(root, line.block)
        {
            plan.set(line.block, Role::Note);
        }
        both
    }
}

fn weight(line: &Line) -> i64 {
    i64::try_from(line.length - line.linked).unwrap_or(i64::MAX)
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
