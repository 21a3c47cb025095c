//! Trimming: the lines within an article that are not of it: what leads elsewhere, labels, what stands
//! before its title and after its end.

use crate::import::html::content::lines::{Line, Look};
use crate::import::html::content::phrases::leads_away;
use crate::import::html::plan::{Plan, Role};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};

/// The most characters of a line that only leads away.
const LEAD: usize = 200;

/// Leaves out what is not of an article. `lines` are those of the article that are not yet left out.
pub fn trim(
    tree: &Tree,
    root: NodeIndex,
    lines: &[Line],
    title: Option<NodeIndex>,
    plan: &mut Plan,
) {
    let mut trimming = Trimming { tree, root, lines, plan, out: vec![false; lines.len()] };
    trimming.before_title(title);
    trimming.links();
    trimming.leads();
    trimming.head();
    trimming.tail();
    trimming.finish();
}

struct Trimming<'t> {
    tree: &'t Tree,
    root: NodeIndex,
    lines: &'t [Line],
    plan: &'t mut Plan,
    out: Vec<bool>,
}

impl Trimming<'_> {
    /// Before the title there is nothing of the article.
    fn before_title(&mut self, title: Option<NodeIndex>) {
        let Some(title) = title.filter(|title| self.tree.is_within(*title, self.root)) else {
            return;
        };
        let before = self.lines.iter().take_while(|line| line.first < title).count();
        let prose = |lines: &[Line]| -> usize {
            lines.iter().filter(|line| line.look() == Look::Prose).map(|line| line.length).sum()
        };
        let (front, rest) = self.lines.split_at(before);
        if prose(front) * 4 < prose(rest) {
            self.out.iter_mut().take(before).for_each(|out| *out = true);
        }
        for (out, line) in self.out.iter_mut().zip(self.lines) {
            *out |= self.tree.is_within(line.first, title);
        }
    }

    /// Paragraphs and lists that are nothing but links lead elsewhere.
    fn links(&mut self) {
        for (out, line) in self.out.iter_mut().zip(self.lines) {
            let heading = matches!(self.tree.node(line.block).tag, Tag::Heading(_) | Tag::Dt);
            let full = line.linked * 10 >= line.length * 8;
            *out |= full && !heading && line.length >= 25;
        }
        for (first, end) in self.groups() {
            let lines = &self.lines[first..end];
            let (all, linked) = lines
                .iter()
                .fold((0, 0), |(all, linked), line| (all + line.length, linked + line.linked));
            if linked * 10 >= all * 6 && lines.len() > 1 {
                self.out[first..end].iter_mut().for_each(|out| *out = true);
            }
        }
    }

    /// Returns the lists and tables, as ranges of lines.
    fn groups(&self) -> Vec<(usize, usize)> {
        let nodes = self.tree.descendants(self.root);
        let lists = nodes.filter(|at| {
            matches!(self.tree.node(*at).tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table)
        });
        let place = |node: NodeIndex| self.lines.partition_point(|line| line.first < node);
        lists
            .map(|at| (place(at), place(self.tree.node(at).end)))
            .filter(|(first, end)| first < end)
            .collect()
    }

    /// Lines that begin as those do that lead to other articles go, and what they lead to.
    fn leads(&mut self) {
        for at in 0..self.lines.len() {
            let line = &self.lines[at];
            if line.length > LEAD || !leads_away(&self.words(line)) {
                continue;
            }
            let heading = matches!(self.tree.node(line.block).tag, Tag::Heading(_));
            let short = line.length < 40;
            if heading || short || line.linked * 2 > line.length {
                self.out[at] = true;
            }
        }
    }

    /// Before the first prose, what is short is about the article.
    fn head(&mut self) {
        let first = (0..self.lines.len())
            .find(|at| !self.out[*at] && self.lines[*at].look() == Look::Prose);
        for at in 0..first.unwrap_or(0) {
            let line = &self.lines[at];
            if line.look() == Look::Crumb && !self.is_heading(line) {
                self.out[at] = true;
            }
        }
    }

    /// After the last prose, links and headings lead elsewhere.
    fn tail(&mut self) {
        for at in (0..self.lines.len()).rev() {
            let line = &self.lines[at];
            if self.out[at] {
                continue;
            }
            let ends = line.look() == Look::Crumb && line.linked * 2 > line.length;
            if !ends && !self.is_heading(line) {
                return;
            }
            self.out[at] = true;
        }
    }

    fn is_heading(&self, line: &Line) -> bool {
        matches!(self.tree.node(line.block).tag, Tag::Heading(_))
    }

    fn words(&self, line: &Line) -> String {
        let texts = (line.first..line.end).filter(|at| self.tree.node(*at).tag == Tag::Text);
        texts.map(|at| self.tree.words(at)).collect()
    }

    fn finish(self) {
        for (line, _) in self.lines.iter().zip(&self.out).filter(|(_, out)| **out) {
            for at in line.first..line.end {
                self.plan.set(at, Role::Out);
            }
        }
    }
}
