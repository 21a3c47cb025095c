//! W3C Web Annotations as JSON-LD: what is written. [`crate::exchange::annotation_in`] reads them.
//!
//! All that the standard has a word for is said in its words. The rest stands under a prefix of our own, which the
//! context declares, so that nothing is lost and nobody else is misled. Positions of the standard count Unicode
//! code points; bytes stand beside them.

use serde_json::{Map, Value, json};

use crate::bookmark::{Bookmark, BookmarkId, Label};
use crate::exchange::kept::{Article, KeptPassage};
use crate::exchange::link::link_to;
use crate::exchange::record::json as harmless;

/// The context that the standard publishes.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What our own words start with, and what that stands for.
pub const OWN: (&str, &str) = ("sl", "urn:sidelight:");

/// Writes kept passages as one page of annotations, a line for each.
pub fn write(kept: &[KeptPassage]) -> String {
    let items: Vec<_> = kept.iter().map(|kept| harmless(&annotation(kept))).collect();
    let head =
        json!({ "sl": OWN.1, "sl:fact": { "@type": "@json" }, "sl:article": { "@type": "@json" } });
    let mut own = Map::new();
    own.insert("@version".to_owned(), json!(1.1));
    if let Value::Object(head) = head {
        own.extend(head);
    }
    let context = harmless(&json!([CONTEXT, Value::Object(own)]));
    let items = if items.is_empty() { String::new() } else { format!("\n{}\n", items.join(",\n")) };
    format!(
        "{{\"@context\":{context},\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[{items}]}}\n"
    )
}

fn annotation(kept: &KeptPassage) -> Value {
    let KeptPassage { bookmark, article, .. } = kept;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("id", urn(bookmark.id).into());
    put("type", "Annotation".into());
    put("motivation", motivation(bookmark));
    put("created", bookmark.created.to_string().into());
    if let Some(changed) = bookmark.changed {
        put("modified", changed.to_string().into());
    }
    let bodies = bodies(bookmark);
    if !bodies.is_empty() {
        put("body", bodies.into());
    }
    put("target", target(kept));
    put("sl:document", bookmark.document.to_string().into());
    put("sl:title", bookmark.title.clone().into());
    put("sl:article", json!(Article { id: None, ..article.clone() }));
    if let Some(fact) = &bookmark.fact {
        put("sl:fact", json!(fact));
    }
    Value::Object(out)
}

/// Returns the identity of a passage as a name that is the same everywhere.
pub(crate) fn urn(id: BookmarkId) -> String {
    let digits = id.to_string();
    let parts: Vec<_> = [0..8, 8..12, 12..16, 16..20, 20..32]
        .into_iter()
        .filter_map(|part| digits.get(part))
        .collect();
    format!("urn:uuid:{}", parts.join("-"))
}

fn motivation(bookmark: &Bookmark) -> Value {
    let mut words = vec!["highlighting"];
    if !bookmark.note.is_empty() {
        words.push("commenting");
    }
    if !bookmark.tags.is_empty() {
        words.push("tagging");
    }
    if words.len() == 1 { words[0].into() } else { words.into() }
}

fn bodies(bookmark: &Bookmark) -> Vec<Value> {
    let body = |value: &str, purpose: &str| json!({ "type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose });
    let note = (!bookmark.note.is_empty()).then(|| body(&bookmark.note, "commenting"));
    note.into_iter().chain(bookmark.tags.iter().map(|tag| body(tag, "tagging"))).collect()
}

fn target(kept: &KeptPassage) -> Value {
    let KeptPassage { bookmark, article, points } = kept;
    let (position, quote) = (bookmark.anchor.position, &bookmark.anchor.quote);
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix,
    })];
    if let Some((start, end)) = points {
        selectors.push(json!({ "type": "TextPositionSelector", "start": start, "end": end }));
    }
    let address = article.address.as_deref().filter(|address| is_iri(address));
    let source = address.map_or_else(|| link_to(bookmark.document, None), str::to_owned);
    let mut target = json!({
        "type": "SpecificResource",
        "source": source,
        "selector": selectors,
        "state": {
            "type": "sl:RevisionState",
            "sl:revision": bookmark.anchor.revision.to_string(),
            "sl:start": u32::from(position.start()),
            "sl:end": u32::from(position.end()),
        },
    });
    if let Some(label) = bookmark.label {
        target["styleClass"] = Label::name(label).into();
    }
    target
}

/// Tells whether an address can stand where the standard wants one.
fn is_iri(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web && !address
        .contains(|ch: char| ch.is_whitespace() || ch.is_control() || "<>\"{}|\\^`".contains(ch))
}

#[cfg(test)]
mod tests;
