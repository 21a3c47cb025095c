//! The page: what a web page holds that may tell about its article, gathered in one bounded walk.
//!
//! It knows tags, attributes and places, and nothing of what they mean for an article.

use dom_query::{Document, NodeRef};

use crate::import::html::metadata::nodes::{attribute, shortened, text_of, without_kicker};
use crate::import::html::metadata::places::{Place, place_by};
use crate::import::html::metadata::words::{collapse, labels_of};

/// The most nodes that are walked; what stands behind them is left out.
const NODES: usize = 400_000;

/// The most elements and runs of text that are kept.
const KEPT: usize = 4_000;

/// The most bytes of all machine-readable blocks together.
const BLOCKS: usize = 4 * 1024 * 1024;

/// What a page holds that may tell about its article.
#[derive(Debug, Default)]
pub struct Page {
    /// Names and contents of `meta`, the names in lower case.
    pub metas: Vec<(String, String)>,
    /// The text of `title`.
    pub title: Option<String>,
    /// The language that the root states.
    pub language: Option<String>,
    /// The address that `link` calls canonical.
    pub canonical: Option<String>,
    /// The JSON-LD blocks.
    pub blocks: Vec<String>,
    /// The elements of the body that may tell something, in reading order.
    pub elements: Vec<Element>,
    /// The runs of text of the body, in reading order.
    pub runs: Vec<Run>,
}

/// An element with its text.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its name.
    pub tag: String,
    /// The words of its class and identity, in lower case.
    pub labels: Vec<String>,
    /// What `rel`, `itemprop` and `href` say.
    pub rel: String,
    /// The property it is marked as.
    pub property: String,
    /// Where it links to.
    pub href: String,
    /// A value for machines: `datetime`, `content` or the `title` of an abbreviation.
    pub value: Option<String>,
    /// Its text, white space collapsed.
    pub text: String,
    /// The text of a heading without its kicker, if it has one.
    pub bare: Option<String>,
    /// Where it stands.
    pub place: Place,
    /// How many bytes of text stand before it.
    pub at: usize,
}

/// A piece of text between two tags.
#[derive(Clone, Debug)]
pub struct Run {
    /// The text, white space collapsed.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// How many bytes of text stand before it.
    pub at: usize,
}

impl Page {
    /// Gathers a page.
    pub fn of(document: &Document) -> Self {
        let mut walk = Walk::default();
        walk.through(document.root());
        walk.page
    }

    /// Returns the contents of the `meta` of a name.
    pub fn meta<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.metas.iter().filter(move |(own, _)| own == name).map(|(_, content)| content.as_str())
    }
}

#[derive(Default)]
struct Walk {
    page: Page,
    /// The place of every open element.
    places: Vec<Place>,
    at: usize,
    bytes: usize,
    body: bool,
}

impl Walk {
    fn through(&mut self, root: NodeRef<'_>) {
        let start = root.id;
        let mut node = root;
        for _ in 0..NODES {
            let inside = self.enter(&node).then(|| node.first_child()).flatten();
            if let Some(child) = inside {
                self.places.push(self.place_of(&node));
                node = child;
                continue;
            }
            loop {
                if node.id == start {
                    return;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return };
                self.places.pop();
                node = parent;
            }
        }
    }

    fn place(&self) -> Place {
        self.places.last().copied().unwrap_or(Place::Main)
    }

    fn place_of(&self, node: &NodeRef<'_>) -> Place {
        let around = self.place();
        if around == Place::Comment || !node.is_element() {
            return around;
        }
        let tag = node.node_name().unwrap_or_default();
        if matches!(&*tag, "html" | "body" | "main") {
            return around;
        }
        let labels = attribute(node, "class") + " " + &attribute(node, "id");
        let own = place_by(&tag, &labels);
        if own == Place::Main { around } else { own }
    }

    /// Takes what a node tells; `true` if its children are to be seen.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(node);
            return false;
        }
        let Some(tag) = node.node_name() else { return !node.is_comment() };
        match &*tag {
            "meta" => self.meta(node),
            "link" => self.link(node),
            "html" => {
                let language = attribute(node, "lang");
                let language =
                    if language.is_empty() { attribute(node, "xml:lang") } else { language };
                self.page.language = Some(language).filter(|tag| !tag.is_empty());
            }
            "title" => {
                if self.page.title.is_none() {
                    self.page.title = Some(collapse(&node.text()));
                }
                return false;
            }
            "script" => {
                self.script(node);
                return false;
            }
            "style" | "template" | "svg" | "iframe" | "object" | "select" | "textarea" => {
                return false;
            }
            "body" => self.body = true,
            _ => self.element(node, &tag),
        }
        true
    }

    fn text(&mut self, node: &NodeRef<'_>) {
        if !self.body {
            return;
        }
        let text = collapse(&node.text());
        if text.is_empty() {
            return;
        }
        let length = text.len();
        if self.page.runs.len() < KEPT {
            let text = shortened(text);
            self.page.runs.push(Run { text, place: self.place(), at: self.at });
        }
        self.at += length;
    }

    fn meta(&mut self, node: &NodeRef<'_>) {
        let content = collapse(&attribute(node, "content"));
        if content.is_empty() || self.page.metas.len() >= KEPT {
            return;
        }
        let content = shortened(content);
        // One `meta` may carry several names, some of them as a list.
        for key in ["property", "name", "itemprop"] {
            for name in attribute(node, key).to_lowercase().split_whitespace().take(4) {
                self.page.metas.push((name.to_owned(), content.clone()));
            }
        }
        let property = attribute(node, "itemprop");
        if self.body && !property.is_empty() {
            self.push(node, "meta", Vec::new(), &property);
        }
    }

    fn link(&mut self, node: &NodeRef<'_>) {
        let rel = attribute(node, "rel").to_lowercase();
        if rel.split_whitespace().any(|word| word == "canonical") && self.page.canonical.is_none() {
            self.page.canonical = Some(attribute(node, "href")).filter(|href| !href.is_empty());
        }
    }

    fn script(&mut self, node: &NodeRef<'_>) {
        let kind = attribute(node, "type").to_lowercase();
        if !kind.trim().starts_with("application/ld+json") {
            return;
        }
        let text = node.text();
        self.bytes += text.len();
        if self.bytes <= BLOCKS {
            self.page.blocks.push(text.to_string());
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, tag: &str) {
        let labels = labels_of(&(attribute(node, "class") + " " + &attribute(node, "id")));
        let property = attribute(node, "itemprop");
        let telling = matches!(tag, "h1" | "h2" | "h3" | "time" | "address")
            || !property.is_empty()
            || node.has_attr("rel") && attribute(node, "rel").contains("author")
            || labels.iter().any(|word| is_telling(word))
            || tag == "a" && leads_to_a_person(&attribute(node, "href"));
        if telling {
            self.push(node, tag, labels, &property);
        }
    }

    fn push(&mut self, node: &NodeRef<'_>, tag: &str, labels: Vec<String>, property: &str) {
        if self.page.elements.len() >= KEPT {
            return;
        }
        let value = ["datetime", "content", "title"].iter().find_map(|key| {
            let usual = *key != "title" || matches!(tag, "abbr" | "time" | "span");
            usual.then(|| collapse(&attribute(node, key))).filter(|value| !value.is_empty())
        });
        let place = self.place_of(node);
        let text = text_of(node);
        let bare = if matches!(tag, "h1" | "h2" | "h3") { without_kicker(node) } else { None };
        self.page.elements.push(Element {
            tag: tag.to_owned(),
            labels,
            rel: attribute(node, "rel").to_lowercase(),
            property: property.to_lowercase(),
            href: attribute(node, "href"),
            value: value.map(shortened),
            bare,
            text,
            place,
            at: self.at,
        });
    }
}

/// Tells whether a word of a class speaks of who, when or what an article is called.
fn is_telling(word: &str) -> bool {
    let stems = ["author", "autor", "auteur", "byline", "headline", "datum", "fecha", "pubdate"];
    stems.iter().any(|stem| word.contains(stem))
        || word.contains("date") && !word.contains("candidate") && !word.contains("mandate")
        || word.contains("publish") && !word.contains("publisher")
        || word.starts_with("firma") && word.len() <= 7
        || matches!(
            word,
            "title"
                | "titel"
                | "time"
                | "writer"
                | "meta"
                | "posted"
                | "created"
                | "creator"
                | "vcard"
                | "reporter"
                | "columnist"
                | "contributor"
                | "redakteur"
                | "verfasser"
                | "data"
                | "timestamp"
                | "credit"
                | "credits"
                | "username"
                | "submitted"
                | "by"
                | "subject"
                | "info"
                | "posttitle"
        )
}

fn leads_to_a_person(href: &str) -> bool {
    ["/author/", "/authors/", "/autor/", "/autoren/", "/auteur/", "/autore/", "/autori/"]
        .iter()
        .any(|part| href.contains(part))
}
