//! Lines: the stretches of words of a page that stand apart, and how much each looks like running text.

use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};
use crate::import::script::{ends_sentence, is_cjk};

/// A stretch of words that stands apart.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Its first words.
    pub first: NodeIndex,
    /// The node after its last words.
    pub end: NodeIndex,
    /// The element that sets it apart.
    pub block: NodeIndex,
    /// How long it is, in characters of a script with spaces.
    pub length: usize,
    /// How much of it is links.
    pub linked: usize,
    /// How much of it is a link that it begins with.
    pub link_in_front: usize,
    /// Whether it ends as a sentence does.
    pub sentence: bool,
    /// How many commas and the like are in it.
    pub commas: usize,
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Running text.
    Prose,
    /// Links, labels, crumbs.
    Crumb,
    /// It may belong to either.
    Unclear,
}

impl Line {
    /// Tells what a line looks like.
    pub fn look(&self) -> Look {
        if self.linked * 2 > self.length {
            let told = self.sentence && self.linked * 10 < self.length * 8 && self.length >= 40;
            return if told { Look::Unclear } else { Look::Crumb };
        }
        let sentences = self.sentence || self.commas > 0;
        let mostly_own = self.linked * 5 < self.length * 2;
        if mostly_own && (self.length >= 100 || (self.length >= 40 && sentences)) {
            return Look::Prose;
        }
        if self.length < 25 && !self.sentence { Look::Crumb } else { Look::Unclear }
    }
}

/// Returns the lines of a page.
pub fn lines(tree: &Tree) -> Vec<Line> {
    let mut walk =
        Walk { tree, lines: Vec::new(), blocks: vec![0], links: 0, open: None, breaks: 0 };
    let mut at = 0;
    while at < tree.size() {
        while walk.blocks.len() > 1
            && walk.blocks.last().is_some_and(|block| tree.node(*block).end <= at)
        {
            walk.blocks.pop();
            walk.close();
        }
        walk.visit(at);
        at += 1;
    }
    walk.close();
    walk.lines
}

struct Walk<'w> {
    tree: &'w Tree,
    lines: Vec<Line>,
    blocks: Vec<NodeIndex>,
    /// The node at which the open link ends.
    links: NodeIndex,
    open: Option<Line>,
    breaks: usize,
}

impl Walk<'_> {
    fn visit(&mut self, at: NodeIndex) {
        let node = self.tree.node(at);
        match node.tag {
            Tag::Text => self.words(at),
            Tag::Br => {
                self.breaks += 1;
                if self.breaks > 1 {
                    self.close();
                }
            }
            Tag::A => self.links = self.links.max(node.end),
            tag if tag.is_block() => {
                self.close();
                self.blocks.push(at);
            }
            _ => {}
        }
    }

    fn words(&mut self, at: NodeIndex) {
        let words = self.tree.words(at).trim();
        if words.is_empty() {
            return;
        }
        self.breaks = 0;
        let block = self.blocks.last().copied().unwrap_or(0);
        let line = self.open.get_or_insert(Line {
            first: at,
            end: at + 1,
            block,
            length: 0,
            linked: 0,
            link_in_front: 0,
            sentence: false,
            commas: 0,
        });
        let length = length(words);
        line.end = at + 1;
        line.length += length;
        line.linked += if at < self.links { length } else { 0 };
        if line.linked == line.length {
            line.link_in_front = line.linked;
        }
        line.sentence = ends_sentence(words) || words.ends_with([':', ';']);
        line.commas += words.matches([',', ';', '，', '、', '；', '،']).count();
    }

    fn close(&mut self) {
        self.breaks = 0;
        self.lines.extend(self.open.take());
    }
}

/// Returns how long words are: one character of a script without spaces says as much as three.
fn length(words: &str) -> usize {
    words.chars().map(|ch| if is_cjk(ch) { 3 } else { 1 }).sum()
}
