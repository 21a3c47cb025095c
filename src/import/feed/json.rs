//! Feeds in JSON: JSON Feed 1 and 1.1, and what this program keeps of an entry.
//!
//! Values of another type than they should have are left out, and where the JSON breaks off or has a fault
//! the items before it are still read.

use serde_json::{Map, Value};

use crate::document::Diagnostic;
use crate::import::feed::address::{Written, is_address};
use crate::import::feed::dates;
use crate::import::feed::draft::{Authors, Draft, DraftEntry, ENTRIES};
use crate::import::feed::entry::Body;
use crate::import::feed::words::is_html;

/// The key under which this program keeps what JSON Feed has no place for.
pub const EXTENSION: &str = "_sidelight";

/// Reads a feed; `None` if it is none.
pub fn read(text: &str) -> Option<Draft> {
    let mut remarks = Vec::new();
    let feed = match serde_json::from_str(text) {
        Ok(Value::Object(feed)) => feed,
        Ok(_) => return None,
        Err(_) => {
            remarks
                .push(Diagnostic::new("the feed is not well-formed; what could be read was read"));
            salvage(text)?
        }
    };
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    let items = feed.get("items").and_then(Value::as_array);
    if !version.contains("jsonfeed.org/version") && items.is_none() {
        return None;
    }
    let mut draft = Draft { remarks, language: string(&feed, "language"), ..Draft::default() };
    if let Some(title) = string(&feed, "title") {
        draft.title.offer(0, line(&feed, title));
    }
    if let Some(site) = string(&feed, "home_page_url") {
        draft.site.offer(0, written(site));
    }
    authors(&feed, &mut draft.authors);
    let items = items.map(Vec::as_slice).unwrap_or_default();
    if items.len() > ENTRIES {
        let message = format!("only the first {ENTRIES} entries were read");
        draft.remarks.push(Diagnostic::new(message));
    }
    let items = items.iter().take(ENTRIES).filter_map(Value::as_object);
    draft.entries = items.map(entry).collect();
    Some(draft)
}

fn entry(item: &Map<String, Value>) -> DraftEntry {
    let mut entry = DraftEntry::default();
    let own = item.get(EXTENSION).and_then(Value::as_object);
    if let Some(id) = string(item, "id") {
        if own.is_none() && is_address(&id) {
            entry.link.offer(3, written(id.clone()));
        }
        entry.id.offer(0, id);
    }
    if let Some(title) = string(item, "title") {
        entry.title.offer(0, line(item, title));
    }
    for (rank, key) in [(0, "url"), (1, "external_url")] {
        if let Some(link) = string(item, key) {
            entry.link.offer(rank, written(link));
        }
    }
    for (rank, key) in [(0, "image"), (1, "banner_image")] {
        if let Some(image) = string(item, key) {
            entry.image.offer(rank, written(image));
        }
    }
    if let Some(date) = string(item, "date_published").and_then(|date| dates::read(&date)) {
        entry.published.offer(0, date);
    }
    if let Some(date) = string(item, "date_modified").and_then(|date| dates::read(&date)) {
        entry.updated.offer(0, date);
    }
    let base = own.and_then(|own| string(own, "base")).map(written).unwrap_or_default();
    let content = string(item, "content_html").map(Body::Html);
    if let Some(content) = content.or_else(|| string(item, "content_text").map(Body::Text)) {
        entry.content.offer(0, (content, base.clone()));
    }
    let summary = own.and_then(|own| string(own, "summary_html")).map(Body::Html);
    if let Some(summary) = summary.or_else(|| string(item, "summary").map(Body::Text)) {
        entry.summary.offer(0, (summary, base));
    }
    authors(item, &mut entry.authors);
    for enclosure in objects(item, "attachments") {
        if let Some(address) = string(enclosure, "url") {
            entry.enclosures.push((written(address), string(enclosure, "mime_type")));
        }
    }
    entry
}

/// Titles are text, but many feeds give HTML; those that this program wrote do not.
fn line(holder: &Map<String, Value>, title: String) -> Body {
    let own = holder.contains_key(EXTENSION);
    if !own && is_html(&title) { Body::Html(title) } else { Body::Text(title) }
}

fn authors(holder: &Map<String, Value>, authors: &mut Authors) {
    let old = holder.get("author").and_then(Value::as_object);
    for author in objects(holder, "authors").chain(old) {
        if let Some(name) = string(author, "name") {
            authors.add(0, &name);
        }
    }
}

fn objects<'v>(
    holder: &'v Map<String, Value>,
    key: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let values = holder.get(key).and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_object)
}

/// Returns a string, or a number as one; an empty one is none.
fn string(holder: &Map<String, Value>, key: &str) -> Option<String> {
    let text = match holder.get(key)? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn written(text: String) -> Written {
    Written { text, base: None }
}

/// Reads what stands before the fault: first with the control characters that JSON forbids taken for
/// spaces, then field by field and item by item.
fn salvage(text: &str) -> Option<Map<String, Value>> {
    let text: String = text.chars().map(|ch| if ch < ' ' { ' ' } else { ch }).collect();
    if let Ok(Value::Object(feed)) = serde_json::from_str(&text) {
        return Some(feed);
    }
    let mut feed = Map::new();
    let mut rest = text.trim_start().strip_prefix('{')?;
    while let Some((key, after)) = value(rest) {
        let Value::String(key) = key else { break };
        rest = after.trim_start().strip_prefix(':').unwrap_or(after);
        let Some(inside) = rest.trim_start().strip_prefix('[').filter(|_| key == "items") else {
            let Some((value, after)) = value(rest) else { break };
            feed.insert(key, value);
            rest = after;
            continue;
        };
        let mut items = Vec::new();
        rest = inside;
        while let Some((item, after)) = value(rest) {
            items.push(item);
            rest = after;
        }
        feed.insert(key, Value::Array(items));
        rest = rest.trim_start().strip_prefix(']').unwrap_or(rest);
    }
    (!feed.is_empty()).then_some(feed)
}

/// Takes a value from the front, and a comma before it.
fn value(text: &str) -> Option<(Value, &str)> {
    let text = text.trim_start_matches(|ch: char| ch.is_ascii_whitespace() || ch == ',');
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    let value = values.next()?.ok()?;
    Some((value, text.get(values.byte_offset()..)?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn faults_keep_what_stands_before_them() {
        let table = [
            (
                "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":1},{\"id\":\"2\"}]}",
                2,
                0,
            ),
            ("{\"items\":[{\"title\":\"raw\nline end\"},{}]}", 2, 1),
            ("{\"title\":\"x\",\"items\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3", 2, 1),
            ("{\"items\":[{\"id\":\"1\"},],\"title\":\"x\",}", 1, 1),
            ("{\"items\":[{\"id\":\"1\"} junk {\"id\":\"2\"}]}", 1, 1),
        ];
        for (text, entries, remarks) in table {
            let draft = read(text).unwrap();
            assert_eq!((draft.entries.len(), draft.remarks.len()), (entries, remarks), "{text}");
        }
        for text in ["[]", "{}", "{\"a\": 1}", "{\"a\": ", "{", "null"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
