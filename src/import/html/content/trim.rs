//! Trimming: the lines within an article that are not of it: what leads elsewhere, labels, what stands
//! before its title and after its end.

use crate::import::html::content::lines::{Line, Look};
use crate::import::html::content::names::Sense;
use crate::import::html::content::phrases::{Aim, aim, heads_comments, is_imprint};
use crate::import::html::plan::{Plan, Role};
use crate::import::html::table;
use crate::import::html::tag::Tag;
use crate::import::html::title;
use crate::import::html::tree::{NodeIndex, Tree};

/// The most characters of a line that only leads away.
const LEAD: usize = 220;

/// The most characters of a line that says who wrote an article and when.
const IMPRINT: usize = 120;

/// The least prose under a heading that keeps it, whatever it says, in characters.
const SECTION: usize = 500;

/// How many lines at the front may say the title again.
const FRONT: usize = 12;

/// The least prose before what readers say, in characters.
const ENOUGH: usize = 400;

/// The most characters of what stands below a title before the article begins.
const DECK: usize = 350;

/// What is trimmed: the element of an article, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    /// The page.
    pub tree: &'s Tree,
    /// What the names of its elements say.
    pub senses: &'s [Sense],
    /// The element of the article.
    pub root: NodeIndex,
    /// The element that says its title.
    pub title: Option<NodeIndex>,
    /// Its lines that are not yet left out.
    pub lines: &'s [Line],
}

/// Leaves out what is not of an article.
pub fn trim(subject: Subject<'_>, plan: &mut Plan) {
    let fates = vec![Fate::Stays; subject.lines.len()];
    let mut trimming = Trimming { subject, plan, fates, celled: Vec::new() };
    trimming.celled = trimming.celled();
    trimming.before_title();
    trimming.comments();
    trimming.links();
    trimming.aims();
    trimming.empty_sections();
    trimming.head();
    trimming.tail();
    trimming.finish();
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Stays,
    Goes,
    /// It stays as a remark before the article.
    Lead,
}

struct Trimming<'t> {
    subject: Subject<'t>,
    plan: &'t mut Plan,
    fates: Vec<Fate>,
    /// Which lines stand in the cells of a table of data.
    celled: Vec<bool>,
}

impl Trimming<'_> {
    fn tag(&self, line: &Line) -> Tag {
        self.subject.tree.node(line.block).tag
    }

    fn is_heading(&self, line: &Line) -> bool {
        matches!(self.tag(line), Tag::Heading(_))
    }

    fn words(&self, line: &Line) -> String {
        let tree = self.subject.tree;
        let texts = (line.first..line.end).filter(|at| tree.node(*at).tag == Tag::Text);
        texts.map(|at| tree.words(at)).collect()
    }

    fn is_imprint(&self, line: &Line) -> bool {
        let words = self.words(line);
        !line.sentence && words.chars().count() < IMPRINT && is_imprint(&words)
    }

    /// Tells whether a line is the caption of a picture.
    fn is_caption(&self, line: &Line) -> bool {
        let around = self.subject.tree.ancestors(line.first);
        around.take(8).any(|at| self.plan.role(at) == Role::Caption)
    }

    fn go(&mut self, range: std::ops::Range<usize>) {
        self.fates[range].iter_mut().for_each(|fate| *fate = Fate::Goes);
    }

    /// Returns the lines in an element.
    fn own(&self, at: NodeIndex) -> std::ops::Range<usize> {
        let place = |node: NodeIndex| self.subject.lines.partition_point(|line| line.first < node);
        place(at)..place(self.subject.tree.node(at).end)
    }

    /// Tells which lines stand in the cells of a table of data, where short lines are what is told.
    fn celled(&self) -> Vec<bool> {
        let Subject { tree, root, lines, .. } = self.subject;
        let mut celled = vec![false; lines.len()];
        for at in tree.descendants(root) {
            if tree.node(at).tag == Tag::Table && table::is_data(tree, at, self.plan) {
                celled[self.own(at)].iter_mut().for_each(|celled| *celled = true);
            }
        }
        celled
    }

    /// A heading goes with all that stood under it.
    fn empty_sections(&mut self) {
        let lines = self.subject.lines;
        for at in 0..lines.len() {
            if !self.is_heading(&lines[at]) {
                continue;
            }
            let under = lines[at + 1..].iter().take_while(|line| !self.is_heading(line)).count();
            let gone = self.fates[at + 1..=at + under].iter().all(|fate| *fate == Fate::Goes);
            if under > 0 && gone {
                self.fates[at] = Fate::Goes;
            }
        }
    }

    /// Before the title there is nothing of the article.
    fn before_title(&mut self) {
        let Subject { tree, root, lines, .. } = self.subject;
        let Some(title) = self.subject.title.filter(|title| tree.is_within(*title, root)) else {
            return;
        };
        let own = self.own(title);
        let prose = |lines: &[Line]| -> usize {
            lines.iter().filter(|line| line.look() == Look::Prose).map(|line| line.length).sum()
        };
        let (front, rest) = lines.split_at(own.start);
        if prose(front) * 4 < prose(rest) {
            self.go(0..own.start);
            for at in root..title {
                if tree.node(at).tag == Tag::Img {
                    self.plan.set(at, Role::Out);
                }
            }
        }
        self.go(own);
    }

    /// After a heading above comments there is nothing of the article, if enough stands before.
    fn comments(&mut self) {
        let lines = self.subject.lines;
        let mut before = 0;
        for (at, line) in lines.iter().enumerate() {
            if self.is_heading(line) && before >= ENOUGH && heads_comments(&self.words(line)) {
                return self.go(at..lines.len());
            }
            before += if line.look() == Look::Prose { line.length } else { 0 };
        }
    }

    /// Paragraphs and lists that are nothing but links lead elsewhere.
    fn links(&mut self) {
        let Subject { tree, root, lines, .. } = self.subject;
        for (at, line) in lines.iter().enumerate() {
            let named = matches!(self.tag(line), Tag::Heading(_) | Tag::Dt) || self.celled[at];
            if line.linked * 10 >= line.length * 8 && !named && line.length >= 25 {
                self.fates[at] = Fate::Goes;
            }
        }
        let mut sums = vec![(0, 0)];
        for line in lines {
            let (all, linked) = sums.last().copied().unwrap_or_default();
            sums.push((all + line.length, linked + line.linked));
        }
        for at in tree.descendants(root) {
            let own = self.own(at);
            let held = match tree.node(at).tag {
                Tag::Ul | Tag::Ol | Tag::Dl => true,
                Tag::Table => own.len() > 1 && !self.celled[own.start],
                _ => false,
            };
            let ((before, linked_before), (all, linked)) = (sums[own.start], sums[own.end]);
            if held && own.len() > 1 && (linked - linked_before) * 10 >= (all - before) * 6 {
                self.go(own);
            }
        }
    }

    /// Lines that lead to other articles or ask for something go; a heading that does goes with what stands
    /// under it, if that is not much.
    fn aims(&mut self) {
        let lines = self.subject.lines;
        let all: usize = lines.iter().map(|line| line.length).sum();
        for (at, line) in lines.iter().enumerate() {
            if line.length > LEAD || self.is_caption(line) || self.celled[at] {
                continue;
            }
            let aim = aim(&self.words(line));
            if self.is_heading(line) && aim != Aim::Tells {
                let (end, prose) = self.section(at);
                if prose * 8 < all && prose < SECTION {
                    self.go(at..end);
                }
                continue;
            }
            let tag = self.tag(line);
            let listed = matches!(tag, Tag::Li | Tag::Dd | Tag::Dt);
            let linked = line.linked * 2 > line.length;
            let goes = match aim {
                _ if tag == Tag::Pre => false,
                Aim::Tells => false,
                _ if linked => true,
                _ if listed => false,
                Aim::Calls => true,
                Aim::Leads => {
                    let told = line.sentence || line.look() == Look::Prose;
                    line.length < 40 && !told
                }
            };
            if goes {
                self.fates[at] = Fate::Goes;
            }
        }
    }

    /// Returns where ends what stands under a heading in the same element, and how much prose it is.
    fn section(&self, at: usize) -> (usize, usize) {
        let Subject { tree, lines, .. } = self.subject;
        let heading = lines[at].block;
        let end = tree.node(tree.node(heading).parent).end;
        let under = lines[at + 1..]
            .iter()
            .take_while(|line| line.first < end && !self.is_heading(line))
            .map(|line| {
                let told = line.look() == Look::Prose || self.tag(line) == Tag::Pre;
                if told { line.length - line.linked } else { 0 }
            });
        under.fold((at + 1, 0), |(end, prose), own| (end + 1, prose + own))
    }

    /// Before the first prose, what is short is about the article, and the title is not said again.
    fn head(&mut self) {
        let lines = self.subject.lines;
        if let Some(title) = self.subject.title {
            let title = self.subject.tree.words(title);
            for (at, line) in lines.iter().enumerate().take(FRONT) {
                if line.length < LEAD && title::says(title, &self.words(line)) {
                    self.fates[at] = Fate::Goes;
                }
            }
        }
        let is_prose = |at: usize| {
            self.fates[at] == Fate::Stays
                && lines[at].look() == Look::Prose
                && !self.is_heading(&lines[at])
                && !self.is_caption(&lines[at])
                && !self.is_lead(&lines[at])
        };
        let first = (0..lines.len()).find(|at| is_prose(*at)).unwrap_or(0);
        let leads: usize = (0..first)
            .filter(|at| self.fates[*at] == Fate::Stays && lines[*at].look() == Look::Prose)
            .filter(|at| !self.is_caption(&lines[*at]))
            .map(|at| lines[at].length)
            .sum();
        for (at, line) in lines.iter().enumerate().take(first) {
            if self.fates[at] != Fate::Stays || self.is_caption(line) || self.celled[at] {
                continue;
            }
            let next = at + 1 == first;
            self.fates[at] = match line.look() {
                _ if self.is_heading(line) && next && self.has_like(at) => Fate::Stays,
                _ if self.is_heading(line) && line.length >= 40 => Fate::Lead,
                _ if self.is_heading(line) && next => Fate::Stays,
                _ if self.is_imprint(line) => Fate::Goes,
                Look::Crumb => Fate::Goes,
                Look::Prose if leads <= DECK => Fate::Lead,
                Look::Prose | Look::Unclear => Fate::Stays,
            };
        }
    }

    /// Tells whether a heading of the same level follows.
    fn has_like(&self, at: usize) -> bool {
        let tag = self.tag(&self.subject.lines[at]);
        self.subject.lines[at + 1..].iter().any(|line| self.tag(line) == tag)
    }

    /// Tells whether a line stands in an element that names itself what goes before an article.
    fn is_lead(&self, line: &Line) -> bool {
        let Subject { tree, senses, root, .. } = self.subject;
        std::iter::once(line.block)
            .chain(tree.ancestors(line.block))
            .take_while(|at| *at > root)
            .any(|at| senses[at] == Sense::Lead || tree.node(at).tag == Tag::Header)
    }

    /// After the last prose, links, calls and imprints lead elsewhere, and headings with nothing under them.
    fn tail(&mut self) {
        let lines = self.subject.lines;
        for at in (0..lines.len()).rev() {
            let line = &lines[at];
            if self.fates[at] != Fate::Stays || self.is_caption(line) {
                continue;
            }
            let listed = matches!(self.tag(line), Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Pre);
            let linked = line.linked * 2 > line.length;
            let aims = || aim(&self.words(line)) != Aim::Tells;
            let short = line.look() == Look::Crumb && (linked || (!listed && aims()));
            let imprint = !listed && self.is_imprint(line);
            let heads_nothing = self.words(line).trim_end().ends_with(':');
            if !short && !imprint && !heads_nothing && !self.is_heading(line) {
                return;
            }
            self.fates[at] = Fate::Goes;
        }
    }

    /// Writes down what goes; an element of which nothing stays goes too, with its pictures.
    fn finish(mut self) {
        let Subject { tree, root, lines, .. } = self.subject;
        let mut stays = vec![0_usize; tree.size() + 1];
        for (line, fate) in lines.iter().zip(&self.fates) {
            match fate {
                Fate::Stays => stays[line.first + 1] = 1,
                Fate::Goes => (line.first..line.end).for_each(|at| self.plan.set(at, Role::Out)),
                Fate::Lead => {
                    stays[line.first + 1] = 1;
                    self.plan.set(line.block, Role::Note);
                }
            }
        }
        for at in 1..stays.len() {
            stays[at] += stays[at - 1];
        }
        self.rules(&stays);
        for at in tree.descendants(root) {
            let node = tree.node(at);
            let worded = !tree.words(at).trim().is_empty();
            if node.tag.is_block() && worded && stays[node.end] == stays[at] {
                self.plan.set(at, Role::Out);
            }
        }
    }

    /// Lines across the page stay only between what stays.
    fn rules(&mut self, stays: &[usize]) {
        let Subject { tree, root, .. } = self.subject;
        let all = stays[tree.node(root).end];
        let mut last = stays[root];
        for at in tree.descendants(root) {
            if tree.node(at).tag == Tag::Hr {
                let parts = stays[at] > last && stays[at] < all;
                last = last.max(stays[at]);
                if !parts {
                    self.plan.set(at, Role::Out);
                }
            }
        }
    }
}
