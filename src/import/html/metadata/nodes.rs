//! Nodes: the text inside one, and what of a heading is a kicker and not the headline.

use dom_query::NodeRef;

use crate::import::html::metadata::words::{collapse, labels_of};

/// The most characters of one element's text.
const LONGEST: usize = 600;

/// The most nodes inside one element that are looked at.
const NODES: usize = 400;

/// Returns an attribute, or nothing.
pub fn attribute(node: &NodeRef<'_>, name: &str) -> String {
    node.attr(name).map(|value| value.to_string()).unwrap_or_default()
}

/// Cuts a text that is too long.
pub fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned(),
        None => text,
    }
}

/// Collects the text inside a node up to a bound; blocks are set apart by spaces.
pub fn text_of(node: &NodeRef<'_>) -> String {
    let start = node.id;
    let mut text = String::new();
    let Some(mut node) = node.first_child() else { return text };
    for _ in 0..NODES {
        if text.len() > LONGEST * 2 {
            break;
        }
        let mut inside = None;
        if node.is_text() {
            text.push_str(&node.text());
        } else if let Some(tag) = node.node_name() {
            if !is_inline(&tag) {
                text.push(' ');
            }
            inside = if is_unseen(&node, &tag) { None } else { node.first_child() };
        }
        if let Some(child) = inside {
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if parent.id != start => {
                    node = parent;
                    if !node.node_name().is_some_and(|tag| is_inline(&tag)) {
                        text.push(' ');
                    }
                }
                _ => return shortened(collapse(&text)),
            }
        }
    }
    shortened(collapse(&text))
}

fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "span"
            | "b"
            | "i"
            | "em"
            | "strong"
            | "a"
            | "sup"
            | "sub"
            | "font"
            | "small"
            | "mark"
            | "u"
            | "abbr"
            | "wbr"
    )
}

fn is_unseen(node: &NodeRef<'_>, tag: &str) -> bool {
    matches!(tag, "script" | "style" | "noscript" | "svg" | "template")
        || is_for_readers_aloud(&attribute(node, "class"))
}

fn is_for_readers_aloud(class: &str) -> bool {
    ["screen-reader", "sr-only", "visually-hidden", "visuallyhidden", "element-invisible"]
        .iter()
        .any(|name| class.contains(name))
}

/// Returns the text of a heading without the kicker that stands in it before the headline proper, if
/// it is set apart there by elements of its own.
pub fn without_kicker(heading: &NodeRef<'_>) -> Option<String> {
    let mut heading = *heading;
    let mut depth = 0;
    let parts = loop {
        depth += 1;
        let parts: Vec<_> = heading
            .children_it(false)
            .filter(|child| !text_with_own(child).is_empty())
            .take(12)
            .collect();
        match parts.as_slice() {
            [only] if only.is_element() && depth < 8 => heading = *only,
            _ => break parts,
        }
    };
    let marked = parts.iter().find(|part| {
        part.is_element()
            && labels_of(&attribute(part, "class"))
                .iter()
                .any(|word| matches!(word.as_str(), "headline" | "title"))
    });
    let whole = text_of(&heading);
    if let Some(marked) = marked.filter(|_| parts.len() > 1).map(text_of)
        && marked.contains(' ')
        && marked.len() * 2 > whole.len()
    {
        return Some(marked);
    }
    let [first, rest @ ..] = parts.as_slice() else { return None };
    let tag = first.node_name()?;
    let labels = labels_of(&attribute(first, "class"));
    let kicker = labels.iter().any(|word| is_kicker(word));
    let set_apart = !is_inline(&tag)
        || kicker
        || matches!(&*tag, "span" | "small")
            && rest.iter().all(|part| part.is_element() || !labels.is_empty());
    let text = rest.iter().map(text_with_own).collect::<Vec<_>>().join(" ");
    let text = collapse(&text);
    let text = text.trim_start_matches([':', '–', '-', '|', ' ']);
    let own = text_of(first);
    let shorter = own.chars().count() <= text.chars().count();
    let enough = text.split(' ').count() >= 3 && own.chars().count() >= 4;
    (set_apart && enough && (shorter || kicker)).then(|| text.to_owned())
}

fn text_with_own(node: &NodeRef<'_>) -> String {
    if node.is_text() {
        return collapse(&node.text());
    }
    let unseen = node.node_name().is_none_or(|tag| is_unseen(node, &tag));
    if unseen { String::new() } else { text_of(node) }
}

fn is_kicker(word: &str) -> bool {
    matches!(
        word,
        "kicker"
            | "overline"
            | "dachzeile"
            | "topline"
            | "eyebrow"
            | "roofline"
            | "spitzmarke"
            | "toptitle"
            | "pretitle"
            | "antetitulo"
            | "supertitle"
            | "occhiello"
            | "topic"
            | "label"
            | "category"
            | "rubrik"
            | "small"
            | "subheadline"
            | "subline"
    )
}
