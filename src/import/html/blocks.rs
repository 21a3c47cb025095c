//! Blocks: a walk over a part of a page that makes typed blocks of it.
//!
//! What stands in what is kept on a stack, so that no depth matters. Which nodes are left out, and
//! which have another role than their element says, is decided before, in a [`Plan`].

use crate::document::{Block, BlockKind, DocumentBuilder, Marker, SpanStyle};
use crate::import::html::address::Base;
use crate::import::html::leaf::Leaf;
use crate::import::html::numbering::Numbering;
use crate::import::html::picture::Picture;
use crate::import::html::plan::{Plan, Role};
use crate::import::html::style::{language, style};
use crate::import::html::tag::Tag;
use crate::import::html::tree::{NodeIndex, Tree};
use crate::import::html::{cells, note, picture, table};
use crate::import::script::ends_sentence;
use crate::text::TextRange;

/// Appends a node of a tree, and all in it, as blocks.
pub fn append(
    builder: &mut DocumentBuilder,
    tree: &Tree,
    root: NodeIndex,
    plan: &Plan,
    base: &Base,
) {
    let mut walk = Walk {
        builder,
        tree,
        plan,
        base,
        containers: Vec::new(),
        styles: Vec::new(),
        leaf: None,
        pictures: Vec::new(),
        breaks: 0,
        quotations: 0,
        lists: 0,
        codes: 0,
    };
    walk.run(root);
}

/// What an open element does to the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Container {
    Heading(u8),
    Quotation,
    List(Numbering),
    /// An item and its marker until a block has taken it.
    Item(Option<Marker>),
    Code(Option<String>),
    Caption,
    Credit,
    /// A remark and its label until a block has taken it.
    Note(Option<String>),
    Definition,
    /// An element that only stands apart.
    Apart,
    /// A stretch of a line that looks or acts differently.
    Span,
    /// Words that are closed by these.
    Closed(&'static str),
    /// Nothing.
    Plain,
}

struct Walk<'w> {
    builder: &'w mut DocumentBuilder,
    tree: &'w Tree,
    plan: &'w Plan,
    base: &'w Base,
    /// The open elements, each with the node at which it ends.
    containers: Vec<(Container, NodeIndex)>,
    styles: Vec<SpanStyle>,
    leaf: Option<Leaf>,
    /// Pictures within the open leaf, which follow it.
    pictures: Vec<Picture>,
    /// How many line ends stand before the next words.
    breaks: usize,
    quotations: u8,
    lists: u8,
    codes: u8,
}

impl Walk<'_> {
    fn run(&mut self, root: NodeIndex) {
        let end = self.tree.node(root).end;
        let mut at = root;
        while at < end {
            while self.containers.last().is_some_and(|(_, end)| *end <= at) {
                self.leave();
            }
            at = self.visit(at);
        }
        while !self.containers.is_empty() {
            self.leave();
        }
        self.flush();
    }

    /// Takes up a node; returns the node to go on with.
    fn visit(&mut self, at: NodeIndex) -> NodeIndex {
        let node = self.tree.node(at);
        let role = self.plan.role(at);
        if role == Role::Out {
            if node.tag.is_block() {
                self.flush();
            }
            return node.end;
        }
        match node.tag {
            Tag::Text => self.words(self.tree.words(at)),
            Tag::Br => self.breaks += 1,
            Tag::Hr => self.rule(),
            Tag::Img => self.picture(at),
            Tag::Math => return self.formula(at),
            Tag::Table if table::is_data(self.tree, at, self.plan) => return self.table(at),
            Tag::Button if !self.within(|container| matches!(container, Container::Heading(_))) => {
                return node.end;
            }
            Tag::A if note::is_way_back(self.tree, at) => return node.end,
            Tag::Noscript if self.repeats(at) => return node.end,
            tag if self.codes > 0 && tag.is_block() => self.line_of_code(),
            tag => {
                if tag.is_block() {
                    self.flush();
                }
                let container = self.container(at, role);
                self.enter(container, at);
            }
        }
        at + 1
    }

    fn container(&mut self, at: NodeIndex, role: Role) -> Container {
        let tag = self.tree.node(at).tag;
        match role {
            Role::Caption => return Container::Caption,
            Role::Credit => return Container::Credit,
            Role::Note => return Container::Note(None),
            Role::Told | Role::Out => {}
        }
        if tag.is_block() && note::is_note(self.tree, at) {
            let label = (tag == Tag::Li).then(|| self.next_marker(at));
            return Container::Note(match label {
                Some(Marker::Ordinal(number)) => Some(format!("[{number}] ")),
                _ => None,
            });
        }
        match tag {
            Tag::Heading(level) => Container::Heading(level),
            Tag::Blockquote => Container::Quotation,
            Tag::Ul | Tag::Ol => Container::List(Numbering::of(self.tree, at)),
            Tag::Li => Container::Item(Some(self.next_marker(at))),
            Tag::Pre => Container::Code(language(self.tree, at)),
            Tag::Figcaption | Tag::Caption => Container::Caption,
            Tag::Dd => Container::Definition,
            Tag::Q => {
                self.words("“");
                Container::Closed("”")
            }
            Tag::Rt => {
                self.words("(");
                Container::Closed(")")
            }
            Tag::Sup if note::is_bare_reference(self.tree, at) => {
                self.words("[");
                Container::Closed("]")
            }
            tag if tag.is_block() => Container::Apart,
            _ => Container::Plain,
        }
    }

    fn enter(&mut self, container: Container, at: NodeIndex) {
        let node = self.tree.node(at);
        let container = match (&container, style(self.tree, at, self.base)) {
            (Container::Plain | Container::Apart, Some(style)) => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.open_span(style.clone());
                }
                self.styles.push(style);
                Container::Span
            }
            _ => container,
        };
        match container {
            Container::Quotation => self.quotations = self.quotations.saturating_add(1),
            Container::List(_) => self.lists = self.lists.saturating_add(1),
            Container::Code(_) => self.codes = self.codes.saturating_add(1),
            _ => {}
        }
        self.containers.push((container, node.end));
    }

    fn leave(&mut self) {
        match self.containers.last() {
            Some((Container::Span | Container::Plain | Container::Closed(_), _)) | None => {}
            Some(_) => self.flush(),
        }
        match self.containers.pop() {
            Some((Container::Quotation, _)) => self.quotations = self.quotations.saturating_sub(1),
            Some((Container::List(_), _)) => self.lists = self.lists.saturating_sub(1),
            Some((Container::Code(_), _)) => self.codes = self.codes.saturating_sub(1),
            Some((Container::Closed(words), _)) => self.words(words),
            Some((Container::Span, _)) => {
                self.styles.pop();
                if let Some(leaf) = &mut self.leaf {
                    leaf.close_span();
                }
            }
            _ => {}
        }
    }

    fn next_marker(&mut self, at: NodeIndex) -> Marker {
        let list = self.containers.iter_mut().rev().find_map(|(container, _)| match container {
            Container::List(numbering) => Some(numbering),
            _ => None,
        });
        list.map_or(Marker::Bullet, |numbering| numbering.next(self.tree, at))
    }

    fn within(&self, test: impl Fn(&Container) -> bool) -> bool {
        self.containers.iter().any(|(container, _)| test(container))
    }

    /// Tells whether what stands for scripts only says again what is there without.
    fn repeats(&self, at: NodeIndex) -> bool {
        let words = self.tree.words(at).trim();
        let pictures = self.tree.descendants(at).any(|node| self.tree.node(node).tag == Tag::Img);
        let shown = self.tree.words(0).len() > 2 * words.len();
        shown && (!words.is_empty() || !pictures || !self.pictures.is_empty())
    }

    fn words(&mut self, words: &str) {
        if self.codes == 0 && words.trim_matches([' ', '\n', '\t']).is_empty() {
            if let Some(leaf) = &mut self.leaf {
                leaf.push(words);
            }
            return;
        }
        if self.breaks > 0 {
            self.line_ends(words);
        }
        self.open_leaf().push(words);
    }

    /// Ends the lines before these words: two and more begin a paragraph, and so does one before what
    /// looks like a line of its own.
    fn line_ends(&mut self, next: &str) {
        let breaks = std::mem::take(&mut self.breaks);
        let Some(leaf) = &mut self.leaf else { return };
        let kind = self.containers.iter().rev().find_map(|(container, _)| match container {
            Container::Code(_) => Some(false),
            Container::Heading(_) | Container::Caption | Container::Credit => Some(false),
            Container::Span | Container::Plain | Container::Closed(_) | Container::Apart => None,
            _ => Some(true),
        });
        if self.codes > 0 {
            (0..breaks).for_each(|_| leaf.end_line());
            return;
        }
        let goes_on = next.trim_start().chars().next().is_some_and(char::is_lowercase)
            && !ends_sentence(leaf.last_line().trim_end());
        if kind == Some(false) || (breaks == 1 && goes_on) {
            leaf.end_line();
        } else {
            self.flush();
        }
    }

    fn open_leaf(&mut self) -> &mut Leaf {
        self.leaf.get_or_insert_with(|| match self.codes {
            0 => Leaf::flowing(&self.styles),
            _ => Leaf::preserved(&self.styles),
        })
    }

    /// Begins a line of code for an element that stands apart.
    fn line_of_code(&mut self) {
        if let Some(leaf) = &mut self.leaf
            && !leaf.last_line().is_empty()
        {
            leaf.end_line();
        }
    }

    /// Closes the open leaf.
    fn flush(&mut self) {
        self.breaks = 0;
        if let Some(leaf) = self.leaf.take() {
            self.finish(leaf);
        }
        for picture in std::mem::take(&mut self.pictures) {
            picture.put(self.builder);
        }
    }

    fn finish(&mut self, mut leaf: Leaf) -> Option<TextRange> {
        if leaf.is_empty() {
            return None;
        }
        let kind = self.kind(&mut leaf);
        leaf.finish(self.builder, kind, self.quotations)
    }

    /// Returns what a leaf becomes here.
    fn kind(&mut self, leaf: &mut Leaf) -> BlockKind {
        let lists = self.lists;
        let told = self.containers.iter_mut().rev().find_map(|(container, _)| {
            Some(match container {
                Container::Heading(level) => BlockKind::Heading(*level),
                Container::Quotation => BlockKind::Quotation,
                Container::Item(marker) => BlockKind::ListItem {
                    depth: lists.saturating_sub(1),
                    marker: marker.take().unwrap_or(Marker::Continued),
                },
                Container::Definition => {
                    BlockKind::ListItem { depth: lists, marker: Marker::Continued }
                }
                Container::Code(language) => BlockKind::Code { language: language.clone() },
                Container::Caption => BlockKind::Caption,
                Container::Credit => BlockKind::Credit,
                Container::Note(label) => {
                    if let Some(label) = label.take() {
                        leaf.put_before(&label);
                    }
                    BlockKind::Note
                }
                _ => return None,
            })
        });
        told.unwrap_or(BlockKind::Paragraph)
    }

    fn rule(&mut self) {
        self.flush();
        self.builder.separate();
        let here = TextRange::empty(self.builder.position());
        self.builder.block(Block::new(BlockKind::Rule, here));
    }

    fn picture(&mut self, at: NodeIndex) {
        if picture::is_character(self.tree, at) {
            return self.words(&picture::description(self.tree, at));
        }
        let Some(picture) = Picture::read(self.tree, at, self.plan, self.base, self.quotations)
        else {
            return;
        };
        if self.leaf.as_ref().is_some_and(|leaf| !leaf.is_empty()) {
            self.pictures.push(picture);
        } else {
            picture.put(self.builder);
        }
    }

    fn formula(&mut self, at: NodeIndex) -> NodeIndex {
        let stated = self.tree.attribute(at, "alttext").map(str::trim);
        let words = stated.filter(|words| !words.is_empty()).unwrap_or(self.tree.words(at));
        self.words(words);
        self.tree.node(at).end
    }

    fn table(&mut self, at: NodeIndex) -> NodeIndex {
        self.flush();
        let parts = table::parts(self.tree, at, self.plan);
        for caption in parts.captions {
            let mut leaf = Leaf::flowing(&[]);
            leaf.push(self.tree.words(caption));
            leaf.finish(self.builder, BlockKind::Caption, self.quotations);
        }
        let leaf = cells::leaf(self.tree, &parts.rows, self.plan, self.base);
        leaf.finish(self.builder, BlockKind::Paragraph, self.quotations);
        self.tree.node(at).end
    }
}
