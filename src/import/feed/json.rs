//! Feeds in JSON: JSON Feed 1 and 1.1, and what this program keeps of an entry.
//!
//! Fields and items are read one by one, so that a fault costs only what follows it. Values of another type
//! than they should have are left out.

use crate::document::Diagnostic;
use crate::import::feed::address::{Written, is_address};
use crate::import::feed::dates;
use crate::import::feed::draft::{Authors, Draft, DraftEntry, ENTRIES};
use crate::import::feed::entry::Body;
use crate::import::feed::lean::Lean;
use crate::import::feed::words::is_html;

/// The key under which this program keeps what JSON Feed has no place for.
const EXTENSION: &str = "_sidelight";

/// Reads a feed; `None` if it is none.
pub fn read(text: &str) -> Option<Draft> {
    let mut parts = Parts::read(text);
    if parts.end == End::Fault {
        // JSON forbids control characters in strings, and many writers leave them in.
        let spaced: String = text.chars().map(|ch| if ch < ' ' { ' ' } else { ch }).collect();
        let again = Parts::read(&spaced);
        parts = Parts { end: End::Fault, ..again };
    }
    let feed = Lean::Object(parts.fields);
    let version = feed.text("version").unwrap_or_default();
    if !version.contains("jsonfeed.org/version") && !parts.has_items {
        return None;
    }
    let mut draft = Draft { language: feed.text("language"), ..Draft::default() };
    if let Some(title) = feed.text("title") {
        draft.title.offer(0, line(&feed, title));
    }
    if let Some(site) = feed.text("home_page_url") {
        draft.site.offer(0, written(site));
    }
    authors(&feed, &mut draft.authors);
    draft.entries = parts.entries;
    match parts.end {
        End::Whole => {}
        End::Fault => draft
            .remarks
            .push(Diagnostic::new("the feed is not well-formed; what could be read was read")),
        End::Full => {
            let message = format!("only the first {ENTRIES} entries were read");
            draft.remarks.push(Diagnostic::cut(message));
        }
    }
    Some(draft)
}

/// Why reading ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// There is no more.
    Whole,
    /// What follows is no JSON.
    Fault,
    /// There are as many entries as are read.
    Full,
}

/// The parts of a feed.
struct Parts {
    fields: Vec<(String, Lean)>,
    entries: Vec<DraftEntry>,
    has_items: bool,
    end: End,
}

impl Parts {
    fn read(text: &str) -> Self {
        let mut parts =
            Self { fields: Vec::new(), entries: Vec::new(), has_items: false, end: End::Whole };
        let mut rest = Rest(text.trim());
        if !rest.skip('{') {
            parts.end = End::Fault;
        }
        while parts.end == End::Whole && !rest.skip('}') {
            if parts.field(&mut rest).is_none() {
                parts.end = End::Fault;
            }
            rest.skip(',');
        }
        parts
    }

    /// Reads a field, or the items; `None` if what follows is neither.
    fn field(&mut self, rest: &mut Rest<'_>) -> Option<()> {
        let Lean::Text(key) = rest.value()? else { return None };
        if !rest.skip(':') {
            return None;
        }
        if key != "items" || !rest.skip('[') {
            let value = rest.value()?;
            self.fields.push((key, value));
            return Some(());
        }
        self.has_items = true;
        while !rest.skip(']') {
            let item = rest.value()?;
            if self.entries.len() == ENTRIES {
                self.end = End::Full;
                return Some(());
            }
            if item.is_object() {
                self.entries.push(entry(&item));
            }
            rest.skip(',');
        }
        Some(())
    }
}

/// What has not been read yet.
struct Rest<'t>(&'t str);

impl Rest<'_> {
    fn skip(&mut self, sign: char) -> bool {
        let after = self.0.trim_start().strip_prefix(sign);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    fn value(&mut self) -> Option<Lean> {
        let mut values = serde_json::Deserializer::from_str(self.0).into_iter();
        let value = values.next()?.ok()?;
        self.0 = self.0.get(values.byte_offset()..)?;
        Some(value)
    }
}

fn entry(item: &Lean) -> DraftEntry {
    let mut entry = DraftEntry::default();
    let own = item.get(EXTENSION);
    if let Some(id) = item.text("id") {
        if own.is_none() && is_address(&id) {
            entry.link.offer(3, written(id.clone()));
        }
        entry.id.offer(0, id);
    }
    if let Some(title) = item.text("title") {
        entry.title.offer(0, line(item, title));
    }
    for (rank, key) in [(0, "url"), (1, "external_url")] {
        if let Some(link) = item.text(key) {
            entry.link.offer(rank, written(link));
        }
    }
    for (rank, key) in [(0, "image"), (1, "banner_image")] {
        if let Some(image) = item.text(key) {
            entry.image.offer(rank, written(image));
        }
    }
    if let Some(date) = item.text("date_published").and_then(|date| dates::read(&date)) {
        entry.published.offer(0, date);
    }
    if let Some(date) = item.text("date_modified").and_then(|date| dates::read(&date)) {
        entry.updated.offer(0, date);
    }
    let base = own.and_then(|own| own.text("base")).map(written).unwrap_or_default();
    let content = item.text("content_html").map(Body::Html);
    if let Some(content) = content.or_else(|| item.text("content_text").map(Body::Text)) {
        entry.content.offer(0, (content, base.clone()));
    }
    let summary = own.and_then(|own| own.text("summary_html")).map(Body::Html);
    if let Some(summary) = summary.or_else(|| item.text("summary").map(Body::Text)) {
        entry.summary.offer(0, (summary, base));
    }
    authors(item, &mut entry.authors);
    for enclosure in item.list("attachments") {
        if let Some(address) = enclosure.text("url") {
            entry.enclosures.push((written(address), enclosure.text("mime_type")));
        }
    }
    entry
}

/// Titles are text, but many feeds give HTML; those that this program wrote do not.
fn line(holder: &Lean, title: String) -> Body {
    let own = holder.get(EXTENSION).is_some();
    if !own && is_html(&title) { Body::Html(title) } else { Body::Text(title) }
}

fn authors(holder: &Lean, authors: &mut Authors) {
    for author in holder.list("authors").iter().chain(holder.get("author")) {
        if let Some(name) = author.text("name") {
            authors.add(0, &name);
        }
    }
}

fn written(text: String) -> Written {
    Written { text, base: None }
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
            ("{\"items\":[{\"id\":\"1\"},],\"title\":\"x\",}", 1, 0),
            ("{\"items\":[{\"id\":\"1\"} junk {\"id\":\"2\"}]}", 1, 1),
        ];
        for (text, entries, remarks) in table {
            let draft = read(text).unwrap();
            assert_eq!((draft.entries.len(), draft.remarks.len()), (entries, remarks), "{text}");
        }
        for text in ["[]", "{}", "{\"a\": 1}", "{\"a\": ", "{", "null", "{\"items\": 1}"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
