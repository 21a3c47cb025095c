//! The tree: what can be read of a page, as one list of nodes in reading order.
//!
//! The words of all nodes lie in one text, white space drawn together as browsers do, so that the
//! words of any node are one slice and every walk is a loop over indices. Scripts, styles, comments and
//! what a page hides are not in it. It must not know what any element means to a document.

use dom_query::{Document, Element, NodeData, NodeRef};

use crate::import::html::tag::Tag;
use crate::import::script::is_cjk;
use crate::text::clean::clean;

/// The attributes that are kept.
const KEPT: [&str; 36] = [
    "align",
    "alt",
    "alttext",
    "aria-label",
    "class",
    "colspan",
    "data-lazy-src",
    "data-original",
    "data-src",
    "data-srcset",
    "datetime",
    "dir",
    "encoding",
    "headers",
    "height",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "reversed",
    "role",
    "rowspan",
    "scope",
    "src",
    "srcset",
    "start",
    "style",
    "title",
    "type",
    "value",
    "width",
    "epub:type",
];

/// The longest hidden words for a screen reader's sake that are decoration, in bytes.
const DECORATION: usize = 60;

/// A place in the list of nodes.
pub type NodeIndex = usize;

/// One node: an element or words.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it is.
    pub tag: Tag,
    /// The element it stands in; the first node is its own.
    pub parent: NodeIndex,
    /// The first node after its last descendant.
    pub end: NodeIndex,
    words: (usize, usize),
    attributes: (usize, usize),
}

/// Whether what a page hides is in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is not.
    Dropped,
    /// It is, as for a page that only a script would show.
    Kept,
}

/// A page, flat.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(&'static str, String)>,
    words: String,
}

impl Tree {
    /// Makes a tree of a parsed page.
    pub fn of(page: &Document, hidden: Hidden) -> Self {
        let mut growing = Growing {
            tree: Self { nodes: Vec::new(), attributes: Vec::new(), words: String::new() },
            open: Vec::new(),
            preserved: 0,
            floor: 0,
            hidden,
        };
        growing.walk(&page.root());
        growing.tree
    }

    /// Returns how many nodes there are.
    pub fn size(&self) -> NodeIndex {
        self.nodes.len()
    }

    /// Returns a node.
    pub fn node(&self, index: NodeIndex) -> &Node {
        &self.nodes[index]
    }

    /// Returns all words in a node, white space drawn together.
    pub fn words(&self, index: NodeIndex) -> &str {
        let (start, end) = self.nodes[index].words;
        self.words.get(start..end).unwrap_or_default()
    }

    /// Returns where the words of a node begin and end among all words of the page, in bytes.
    pub fn extent(&self, index: NodeIndex) -> (usize, usize) {
        self.nodes[index].words
    }

    /// Returns an attribute, if it is one of those that are kept.
    pub fn attribute(&self, index: NodeIndex, name: &str) -> Option<&str> {
        let (start, end) = self.nodes[index].attributes;
        let attributes = self.attributes.get(start..end).unwrap_or_default();
        attributes.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    /// Returns the children of a node in order.
    pub fn children(&self, index: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let end = self.nodes[index].end;
        let mut next = index + 1;
        std::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.nodes[child].end;
            Some(child)
        })
    }

    /// Returns the nodes within a node in reading order, without itself.
    pub fn descendants(&self, index: NodeIndex) -> std::ops::Range<NodeIndex> {
        index + 1..self.nodes[index].end
    }

    /// Returns the elements that a node stands in, the nearest first.
    pub fn ancestors(&self, index: NodeIndex) -> impl Iterator<Item = NodeIndex> {
        let mut at = index;
        std::iter::from_fn(move || {
            let parent = self.nodes[at].parent;
            let next = (parent != at).then_some(parent)?;
            at = next;
            Some(next)
        })
    }

    /// Tells whether a node is another or stands in it.
    pub fn is_within(&self, index: NodeIndex, other: NodeIndex) -> bool {
        (other..self.nodes[other].end).contains(&index)
    }
}

/// A tree that is being made.
struct Growing {
    tree: Tree,
    /// The open elements.
    open: Vec<Open>,
    /// How many of them keep their line ends.
    preserved: usize,
    /// A space at or before this place does not stand for those after it: a picture is between.
    floor: usize,
    hidden: Hidden,
}

struct Open {
    index: NodeIndex,
    fate: Fate,
}

/// What becomes of an element when it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// It goes if it holds but few words.
    GoesIfSmall,
}

impl Growing {
    /// Walks the page without recursion.
    fn walk(&mut self, root: &NodeRef<'_>) {
        self.enter(Tag::Block, Fate::Stays);
        let mut node = root.first_child();
        let mut depth = 0_usize;
        while let Some(here) = node {
            let entered = self.visit(&here);
            let child = if entered { here.first_child() } else { None };
            if child.is_some() {
                depth += 1;
                node = child;
                continue;
            }
            if entered {
                self.leave();
            }
            let mut at = here;
            node = loop {
                if let Some(next) = at.next_sibling() {
                    break Some(next);
                }
                let Some(parent) = at.parent().filter(|_| depth > 0) else { break None };
                depth -= 1;
                self.leave();
                at = parent;
            };
        }
        while !self.open.is_empty() {
            self.leave();
        }
    }

    /// Takes a node up; tells whether it is open now.
    fn visit(&mut self, node: &NodeRef<'_>) -> bool {
        if let Some(element) = node.element_ref() {
            return self.element(&element);
        }
        node.query(|node| {
            if let NodeData::Text { contents } = &node.data {
                self.text(contents);
            }
        });
        false
    }

    fn element(&mut self, element: &Element) -> bool {
        let Some(tag) = Tag::of(&element.name.local) else { return false };
        let fate = match self.hidden {
            Hidden::Kept => Fate::Stays,
            Hidden::Dropped if is_hidden(element) => return false,
            Hidden::Dropped if value(element, "aria-hidden") == Some("true") => Fate::GoesIfSmall,
            Hidden::Dropped => Fate::Stays,
        };
        self.enter(tag, fate);
        for attribute in &element.attrs {
            let local: &str = &attribute.name.local;
            let Some(name) = KEPT.iter().find(|name| **name == local) else { continue };
            let unreadable = attribute.value.starts_with("data:");
            if !unreadable {
                self.tree.attributes.push((name, clean(&attribute.value).into_owned()));
            }
        }
        if let Some(last) = self.tree.nodes.last_mut() {
            last.attributes.1 = self.tree.attributes.len();
        }
        true
    }

    fn enter(&mut self, tag: Tag, fate: Fate) {
        let (words, attributes) = (self.tree.words.len(), self.tree.attributes.len());
        let index = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            tag,
            parent: self.open.last().map_or(0, |open| open.index),
            end: index + 1,
            words: (words, words),
            attributes: (attributes, attributes),
        });
        self.preserved += usize::from(tag == Tag::Pre);
        if tag == Tag::Img {
            self.floor = words;
        }
        self.open.push(Open { index, fate });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let (end, words) = (self.tree.nodes.len(), self.tree.words.len());
        let Some(node) = self.tree.nodes.get_mut(open.index) else { return };
        node.end = end;
        node.words.1 = words;
        self.preserved -= usize::from(node.tag == Tag::Pre);
        if open.fate == Fate::GoesIfSmall && words - node.words.0 <= DECORATION {
            let (words, attributes) = (node.words.0, node.attributes.0);
            self.tree.words.truncate(words);
            self.tree.attributes.truncate(attributes);
            self.tree.nodes.truncate(open.index);
        }
    }

    fn text(&mut self, contents: &str) {
        if contents.is_empty() {
            return;
        }
        self.enter(Tag::Text, Fate::Stays);
        let cleaned = clean(contents);
        if self.preserved > 0 {
            self.tree.words.push_str(&cleaned);
        } else {
            push_collapsed(&mut self.tree.words, &cleaned, self.floor);
        }
        self.leave();
    }
}

/// Appends words with every run of white space as one space; a line end between characters of a
/// script without spaces is none. A space before `floor` does not stand for one after it.
fn push_collapsed(words: &mut String, text: &str, floor: usize) {
    let mut gap: Option<bool> = None;
    for ch in text.chars() {
        if matches!(ch, ' ' | '\n' | '\t') {
            gap = Some(gap.unwrap_or(false) || ch == '\n');
            continue;
        }
        if let Some(feed) = gap.take() {
            let spaceless = feed && is_cjk(ch) && words.chars().next_back().is_some_and(is_cjk);
            if !spaceless {
                push_space(words, floor);
            }
        }
        words.push(ch);
    }
    if gap.is_some() {
        push_space(words, floor);
    }
}

fn push_space(words: &mut String, floor: usize) {
    if words.len() == floor || !words.ends_with(' ') {
        words.push(' ');
    }
}

fn value<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    let found = element.attrs.iter().find(|attribute| &*attribute.name.local == name);
    found.map(|attribute| attribute.value.as_ref())
}

fn is_hidden(element: &Element) -> bool {
    if element.attrs.iter().any(|attribute| &*attribute.name.local == "hidden") {
        return true;
    }
    let Some(style) = value(element, "style") else { return false };
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules.any(|(name, value)| {
        let (name, value) = (name.trim(), value.trim());
        (name.eq_ignore_ascii_case("display") && starts_with(value, "none"))
            || (name.eq_ignore_ascii_case("visibility") && starts_with(value, "hidden"))
    })
}

fn starts_with(value: &str, word: &str) -> bool {
    value.get(..word.len()).is_some_and(|front| front.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::{Hidden, Tree};
    use crate::import::html::tag::Tag;

    fn words(html: &str) -> String {
        Tree::of(&Document::from(html), Hidden::Dropped).words(0).trim().to_owned()
    }

    #[test]
    fn white_space_is_drawn_together_and_hidden_words_are_not_there() {
        let table = [
            ("<p>one\n  two</p> <p> three</p>", "one two three"),
            ("<pre>a\n  b</pre>", "a\n  b"),
            ("<p>天\n地</p>", "天地"),
            ("<p>a<script>b</script><style>c</style><!-- d -->e", "ae"),
            ("<p hidden>a</p><p style='Display: none'>b</p><p style='color:red'>c", "c"),
            ("<i aria-hidden=true>★</i>a", "a"),
            ("a&#27;b&#x202e;c", "a␛bc"),
        ];
        for (html, expected) in table {
            assert_eq!(words(html), expected, "{html}");
        }
    }

    #[test]
    fn a_node_knows_its_place() {
        let page = Document::from("<div class=a><p>one <b>two</b></p></div><p>three");
        let tree = Tree::of(&page, Hidden::Dropped);
        let find = |tag| (0..tree.size()).find(|index| tree.node(*index).tag == tag).unwrap();
        let (p, b) = (find(Tag::P), find(Tag::Strong));
        assert_eq!(tree.words(p), "one two");
        assert_eq!(tree.words(b), "two");
        assert!(tree.is_within(b, p) && !tree.is_within(p, b));
        let div = tree.node(p).parent;
        assert_eq!(tree.attribute(div, "class"), Some("a"));
        assert_eq!(tree.children(div).collect::<Vec<_>>(), [p]);
        assert_eq!(tree.ancestors(b).next(), Some(p));
    }
}
