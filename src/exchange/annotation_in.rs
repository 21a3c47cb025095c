//! W3C Web Annotations as JSON-LD: what is read, from this program and others.
//!
//! Others say the same in many ways: one body or a list, a target that is a string, their own words beside those of the standard. What
//! is not understood is left out. What Hypothesis exports is read too.

use jiff::Timestamp;
use serde_json::Value;

use crate::bookmark::{BookmarkId, Label};
use crate::document::RevisionId;
use crate::exchange::kept::{Article, Brought, Unreadable};
use crate::exchange::link::Link;
use crate::exchange::moment;
use crate::exchange::readwise::label;
use crate::text::{TextRange, TextSize};

/// How deep pages and collections may lie in each other.
const DEPTH: usize = 4;

/// Reads annotations: one, a list, a page, a collection, or what Hypothesis answers.
///
/// # Errors
///
/// Fails if the text is no JSON or holds no annotation in any of these ways.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    const FORM: Unreadable = Unreadable::Form { form: "a file of web annotations" };
    let value: Value = serde_json::from_str(text).map_err(|_| FORM)?;
    let mut found = Vec::new();
    if !gather(&value, DEPTH, &mut found) {
        return Err(FORM);
    }
    Ok(found)
}

/// Collects annotations; false if the value is nothing that holds any.
fn gather(value: &Value, depth: usize, found: &mut Vec<Brought>) -> bool {
    if let Value::Array(values) = value {
        let mut any = values.is_empty();
        for value in values {
            any |= gather(value, depth, found);
        }
        return any;
    }
    let within = ["items", "rows", "annotations", "first"].iter().find_map(|name| value.get(name));
    match within {
        Some(inner) if depth > 0 => gather(inner, depth - 1, found),
        Some(_) => false,
        None if value.get("target").is_some() || value.get("uri").is_some() => {
            found.extend(annotation(value));
            true
        }
        None => false,
    }
}

fn annotation(value: &Value) -> Option<Brought> {
    let target = first(value.get("target").unwrap_or(&Value::Null));
    let source = text_of(target)
        .or_else(|| {
            target.get("source").and_then(|source| text_of(source).or_else(|| string(source, "id")))
        })
        .or_else(|| string(value, "uri"));
    let mut article = article(value, source);
    let link = article.address.as_deref().and_then(|address| address.parse::<Link>().ok());
    if let Some(link) = link {
        article.id = article.id.or(Some(link.document));
        article.address = None;
    }
    if article == Article::default() {
        return None;
    }
    let selectors: Vec<&Value> = many(target.get("selector").unwrap_or(&Value::Null));
    let of_kind = |kind: &str| {
        selectors
            .iter()
            .copied()
            .find(|selector| selector.get("type").and_then(Value::as_str) == Some(kind))
    };
    let quote = of_kind("TextQuoteSelector");
    let part = |name: &str| quote.and_then(|quote| string(quote, name)).unwrap_or_default();
    let mut brought = Brought::new(article, part("exact"));
    brought.quote.prefix = part("prefix");
    brought.quote.suffix = part("suffix");
    brought.points = of_kind("TextPositionSelector").and_then(span);
    brought.position = target.get("state").and_then(position);
    brought.title = string(value, "sl:title");
    brought.note = note(value);
    brought.tags = tags(value);
    brought.label = class(target).or_else(|| class(value));
    brought.fact = value.get("sl:fact").and_then(|fact| serde_json::from_value(fact.clone()).ok());
    brought.created = when(value, &["created"]);
    brought.changed = when(value, &["modified", "updated"]);
    if brought.changed == brought.created && value.get("updated").is_some() {
        brought.changed = None;
    }
    Some(named(brought, value))
}

/// Gives a passage the identity that the annotation states.
fn named(mut brought: Brought, value: &Value) -> Brought {
    let Some(name) = string(value, "id").or_else(|| string(value, "@id")) else { return brought };
    let digits: Option<String> =
        name.strip_prefix("urn:uuid:").map(|uuid| uuid.chars().filter(|ch| *ch != '-').collect());
    match digits.and_then(|digits| digits.parse::<BookmarkId>().ok()) {
        Some(id) => {
            brought.id = id;
            brought
        }
        None => brought.called(&["annotation", &name]),
    }
}

fn article(value: &Value, source: Option<String>) -> Article {
    let stated =
        value.get("sl:article").and_then(|article| serde_json::from_value(article.clone()).ok());
    let Some(article) = stated else {
        let title = value.get("document").and_then(|document| document.get("title"));
        let title = title.and_then(|title| text_of(first(title)));
        return Article { title, address: source, ..Article::default() };
    };
    let id = string(value, "sl:document").and_then(|id| id.parse().ok());
    Article { id, ..article }
}

fn position(state: &Value) -> Option<(RevisionId, TextRange)> {
    let hash = string(first(state), "sl:revision")?.parse().ok()?;
    let at = |name: &str| u32::try_from(first(state).get(name)?.as_u64()?).ok().map(TextSize::from);
    let (start, end) = (at("sl:start")?, at("sl:end")?);
    (start <= end).then(|| (RevisionId::from_hash(hash), TextRange::new(start, end)))
}

fn span(selector: &Value) -> Option<(usize, usize)> {
    let at = |name: &str| usize::try_from(selector.get(name)?.as_u64()?).ok();
    let (start, end) = (at("start")?, at("end")?);
    (start <= end).then_some((start, end))
}

/// Returns what is said of the passage: every body that is no tag.
fn note(value: &Value) -> String {
    let mut notes: Vec<String> = bodies(value)
        .filter(|body| purpose(body) != Some("tagging"))
        .filter_map(|body| text_of(body).or_else(|| string(body, "value")))
        .collect();
    notes.extend(string(value, "bodyValue"));
    notes.extend(string(value, "text").filter(|text| !text.is_empty()));
    notes.join("\n\n")
}

fn tags(value: &Value) -> Vec<String> {
    let bodies = bodies(value).filter(|body| purpose(body) == Some("tagging"));
    let mut tags: Vec<_> = bodies.filter_map(|body| string(body, "value")).collect();
    tags.extend(value.get("tags").map(many).unwrap_or_default().into_iter().filter_map(text_of));
    tags
}

fn bodies(value: &Value) -> impl Iterator<Item = &Value> {
    value.get("body").map(many).unwrap_or_default().into_iter()
}

fn purpose(body: &Value) -> Option<&str> {
    many(body.get("purpose").unwrap_or(&Value::Null)).into_iter().find_map(Value::as_str)
}

fn class(value: &Value) -> Option<Label> {
    many(value.get("styleClass")?).into_iter().filter_map(Value::as_str).find_map(label)
}

fn when(value: &Value, names: &[&str]) -> Option<Timestamp> {
    names.iter().find_map(|name| moment::read(value.get(name)?.as_str()?))
}

fn string(value: &Value, name: &str) -> Option<String> {
    text_of(value.get(name)?)
}

fn text_of(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// Returns the values of a list, or the one value that is none.
fn many(value: &Value) -> Vec<&Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

fn first(value: &Value) -> &Value {
    match value {
        Value::Array(values) => values.first().unwrap_or(&Value::Null),
        one => one,
    }
}
