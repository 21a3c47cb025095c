//! Linked data: what the JSON-LD blocks of a page say of its article.
//!
//! All nodes of all blocks and graphs are gathered, the one that is the article is chosen, and its
//! references to other nodes are followed. Nothing here judges what is true.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::import::html::metadata::repair::values;
use crate::import::html::metadata::words::opened;

/// The most nodes of all blocks that are looked at.
const NODES: usize = 5_000;

/// What the article's node says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The headline.
    pub headline: Option<String>,
    /// The names of those who wrote it.
    pub authors: Vec<Author>,
    /// When it was published, as written.
    pub published: Option<String>,
    /// When it was changed, as written.
    pub modified: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The language it is in.
    pub language: Option<String>,
    /// Whether the node says it is an article and no mere page.
    pub is_article: bool,
}

/// A name and whether it is said to be a person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// Whether it is a person.
    pub person: bool,
}

type Node = Map<String, Value>;

/// Reads the blocks of a page.
pub fn read(blocks: &[String]) -> Linked {
    let values: Vec<Value> = blocks.iter().flat_map(|block| values(block)).collect();
    let nodes = nodes(&values);
    let known = Known::of(&nodes);
    let Some((index, _)) = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| rank(node) > 0)
        // Of several equal the first: the others are teasers.
        .max_by_key(|(index, node)| (rank(node), fullness(node), std::cmp::Reverse(*index)))
    else {
        return Linked { publisher: site(&nodes), ..Linked::default() };
    };
    let mut linked = known.article(nodes[index]);
    let page = nodes.iter().find(|node| rank(node) == 1 && node.contains_key("datePublished"));
    if let Some(page) = page {
        linked.published = linked.published.or_else(|| text(page.get("datePublished")));
        linked.modified = linked.modified.or_else(|| text(page.get("dateModified")));
    }
    linked.publisher = linked.publisher.or_else(|| site(&nodes));
    linked
}

/// Gathers the objects of all blocks, lists and graphs, without those inside an article.
fn nodes(values: &[Value]) -> Vec<&Node> {
    let mut nodes = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        if nodes.len() >= NODES {
            break;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().rev().take(NODES)),
            Value::Object(node) => {
                nodes.push(node);
                for key in [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "hasPart",
                    "itemListElement",
                    "item",
                    "author",
                    "publisher",
                ] {
                    open.extend(
                        node.get(key).filter(|inside| inside.is_object() || inside.is_array()),
                    );
                }
            }
            _ => {}
        }
    }
    nodes
}

fn kinds(node: &Node) -> impl Iterator<Item = &str> {
    let kind = node.get("@type");
    let list = kind.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    kind.and_then(Value::as_str).into_iter().chain(list.iter().filter_map(Value::as_str))
}

/// Tells how likely a node is the article of its page: 0 is none.
fn rank(node: &Node) -> u8 {
    let of_kind = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        match kind {
            _ if kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report" => {
                4
            }
            "Recipe"
            | "Review"
            | "DiscussionForumPosting"
            | "LiveBlogPosting"
            | "PodcastEpisode"
            | "Book"
            | "Chapter"
            | "HowTo"
            | "Thesis" => 3,
            "CreativeWork" | "VideoObject" | "Event" | "Product" | "MediaObject" | "QAPage"
            | "Question" => 2,
            _ if kind.ends_with("Page") => 1,
            _ => 0,
        }
    };
    kinds(node).map(of_kind).max().unwrap_or(0)
}

fn fullness(node: &Node) -> usize {
    ["headline", "author", "datePublished"].iter().filter(|key| node.contains_key(**key)).count()
}

fn site(nodes: &[&Node]) -> Option<String> {
    let site = nodes.iter().find(|node| kinds(node).any(|kind| kind == "WebSite"))?;
    text(site.get("name"))
}

/// The nodes that have an identity.
struct Known<'v> {
    by_identity: HashMap<&'v str, &'v Node>,
}

impl<'v> Known<'v> {
    fn of(nodes: &[&'v Node]) -> Self {
        let mut by_identity: HashMap<&str, &Node> = HashMap::new();
        for node in nodes {
            let Some(identity) = node.get("@id").and_then(Value::as_str) else { continue };
            let best = by_identity.get(identity).is_none_or(|other| other.len() < node.len());
            if best {
                by_identity.insert(identity, node);
            }
        }
        Self { by_identity }
    }

    fn article(&self, node: &'v Node) -> Linked {
        let headline = text(node.get("headline"));
        let authors = ["author", "authors", "creator"]
            .iter()
            .map(|key| self.authors(node.get(*key)))
            .find(|authors| !authors.is_empty())
            .unwrap_or_default();
        let publisher = self.authors(node.get("publisher")).into_iter().next();
        Linked {
            headline: headline.or_else(|| text(node.get("name"))),
            authors,
            published: text(node.get("datePublished"))
                .or_else(|| text(node.get("dateCreated")))
                .or_else(|| text(node.get("uploadDate"))),
            modified: text(node.get("dateModified")),
            publisher: publisher.map(|publisher| publisher.name),
            image: self.image(node.get("image")).or_else(|| self.image(node.get("thumbnailUrl"))),
            language: language(node),
            is_article: rank(node) >= 3,
        }
    }

    fn resolved(&self, node: &'v Node) -> &'v Node {
        let identity = node.get("@id").and_then(Value::as_str);
        let other = identity.and_then(|identity| self.by_identity.get(identity)).copied();
        if node.contains_key("name") { node } else { other.unwrap_or(node) }
    }

    fn authors(&self, value: Option<&'v Value>) -> Vec<Author> {
        let list = match value {
            Some(Value::Array(list)) => list.as_slice(),
            Some(value) => std::slice::from_ref(value),
            None => &[],
        };
        let mut authors: Vec<Author> = Vec::new();
        for value in list.iter().take(40) {
            let author = match value {
                Value::String(name) => match self.by_identity.get(name.as_str()) {
                    Some(node) => named(node),
                    None => Some(Author { name: opened(name), person: false }),
                },
                Value::Object(node) => named(self.resolved(node)),
                _ => None,
            };
            authors.extend(author.filter(|author| !author.name.is_empty()));
        }
        authors
    }

    fn image(&self, value: Option<&'v Value>) -> Option<String> {
        match value? {
            Value::String(address) => Some(address.trim().to_owned()),
            Value::Array(list) => self.image(list.first().filter(|first| !first.is_array())),
            Value::Object(node) => {
                let identity = node.get("@id").and_then(Value::as_str);
                let node = identity
                    .and_then(|identity| self.by_identity.get(identity))
                    .copied()
                    .unwrap_or(node);
                ["url", "contentUrl"]
                    .iter()
                    .find_map(|key| node.get(*key)?.as_str())
                    .map(|address| address.trim().to_owned())
            }
            _ => None,
        }
        .filter(|address| !address.is_empty())
    }
}

fn language(node: &Node) -> Option<String> {
    match node.get("inLanguage")? {
        Value::Object(language) => {
            text(language.get("alternateName")).or_else(|| text(language.get("name")))
        }
        other => text(Some(other)),
    }
}

fn named(node: &Node) -> Option<Author> {
    let organization = kinds(node).any(|kind| kind.ends_with("Organization"));
    let name = text(node.get("name")).or_else(|| {
        let given = text(node.get("givenName"))?;
        let family = text(node.get("familyName"))?;
        Some(format!("{given} {family}"))
    })?;
    Some(Author { name, person: !organization })
}

/// Returns a string, or the first of a list or the value of a typed one.
fn text(value: Option<&Value>) -> Option<String> {
    let value = match value? {
        Value::Array(list) => list.first()?,
        other => other,
    };
    let text = match value {
        Value::String(text) => opened(text),
        Value::Number(number) => number.to_string(),
        Value::Object(node) => opened(node.get("@value")?.as_str()?),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Author, read};

    fn blocks(blocks: &[&str]) -> Vec<String> {
        blocks.iter().map(|block| (*block).to_owned()).collect()
    }

    #[test]
    fn the_article_of_a_graph_is_found_and_its_references_followed() {
        let graph = r##"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","@id":"#site","name":"The Daily"},
            {"@type":"WebPage","@id":"#page","datePublished":"2020-04-12T15:45:01+00:00","name":"A | The Daily"},
            {"@type":["Article","NewsArticle"],"headline":"Olives &#038; Herbs","author":{"@id":"#a"},
             "publisher":{"@id":"#site"},"image":{"@id":"#i"},"inLanguage":"en-GB"},
            {"@type":"ImageObject","@id":"#i","url":"https://x.y/i.jpg"},
            {"@type":["Person"],"@id":"#a","name":"Kay Ro&eacute;"}]}"##;
        let linked = read(&blocks(&["not json", graph]));
        assert_eq!(linked.headline.as_deref(), Some("Olives & Herbs"));
        assert_eq!(linked.authors, [Author { name: "Kay Roé".to_owned(), person: true }]);
        assert_eq!(linked.published.as_deref(), Some("2020-04-12T15:45:01+00:00"));
        assert_eq!(linked.publisher.as_deref(), Some("The Daily"));
        assert_eq!(linked.language.as_deref(), Some("en-GB"));
        assert!(linked.is_article);
    }

    #[test]
    fn several_authors_and_lists_are_read() {
        let list = r#"[{"@type":"BreadcrumbList","itemListElement":[]},
            {"@type":"BlogPosting","name":"T","author":["A B",{"@type":"Organization","name":"C"}],"dateCreated":"2019-12-03"}]"#;
        let linked = read(&blocks(&[list]));
        let names: Vec<_> = linked.authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, ["A B", "C"]);
        assert_eq!(linked.published.as_deref(), Some("2019-12-03"));
    }
}
