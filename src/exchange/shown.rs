//! What a page shows of a kept passage, and what must stand beside it unseen so that nothing is lost.
//!
//! A page is read by people: it shows quotation, note and tags as their program likes them, which may not be all that
//! they are. What cannot be read back from what is shown stands in the object beside it. When the page is read, what is
//! shown counts where somebody has changed it.

use serde_json::{Map, Value};

use crate::exchange::kept::{Brought, Edited};
use crate::exchange::record::{Record, json};
use crate::text::{ContentHash, Safe};

/// What of the object beside tells whether the page was changed.
const SUM: &str = "sum";

/// What a page shows of a passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The quotation.
    pub quote: String,
    /// The note.
    pub note: String,
    /// The tags.
    pub tags: Vec<String>,
}

impl Shown {
    /// Returns what a record says, as if all of it could be shown.
    fn of(record: &Record) -> Self {
        let (quote, note) = (record.exact.clone(), record.note.clone());
        Self { quote, note, tags: record.tags.clone() }
    }
}

/// Writes what must stand beside a page that `seen` can be read from.
pub fn beside(record: &Record, seen: &Shown, page: &str) -> String {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(record) else { return String::new() };
    let all = Shown::of(record);
    for (name, is_shown) in [
        ("exact", seen.quote == all.quote),
        ("note", seen.note == all.note),
        ("tags", seen.tags == all.tags),
    ] {
        if is_shown {
            fields.remove(name);
        }
    }
    fields.retain(|_, value| !value.is_null());
    fields.insert(SUM.to_owned(), sum(page).into());
    json(&Value::Object(fields))
}

/// Reads a passage from what stands beside a page and what is seen on it; `show` tells what would be seen of a record.
pub fn restored(
    beside: &str,
    seen: &Shown,
    page: &str,
    show: impl Fn(&Record) -> Shown,
) -> Option<Brought> {
    let mut fields: Map<String, Value> = serde_json::from_str(beside).ok()?;
    let edited = if is_changed(&fields, page) { Edited::InFile } else { Edited::No };
    let mut complete = |name: &str, value: Value| {
        fields.entry(name).or_insert(value);
    };
    complete("exact", seen.quote.clone().into());
    complete("note", seen.note.clone().into());
    complete("tags", seen.tags.clone().into());
    let mut record: Record = serde_json::from_value(Value::Object(fields)).ok()?;
    if edited == Edited::InFile {
        let expected = show(&record);
        if seen.note != expected.note {
            record.note.clone_from(&seen.note);
        }
        if seen.tags != expected.tags {
            record.tags.clone_from(&seen.tags);
        }
    }
    Some(Brought { edited, ..record.brought() })
}

/// Tells whether a page is another than was written.
fn is_changed(fields: &Map<String, Value>, page: &str) -> bool {
    fields.get(SUM).and_then(Value::as_str) != Some(sum(page).as_str())
}

/// Names what a page shows, whatever white space an editor took from the ends of its lines.
fn sum(page: &str) -> String {
    let lines: Vec<_> = page.lines().map(str::trim_end).collect();
    let hash = ContentHash::of(lines.join("\n").trim().as_bytes()).to_string();
    hash.chars().take(16).collect()
}

/// Returns the lines of a text as a page can show them: without control characters and white space at their ends.
pub fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('\n').map(|line| Safe::new(line).as_str().trim_end().to_owned())
}

/// Returns a text without empty lines at its start and its end.
pub fn trimmed<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let is_full = |line: &&str| !line.trim().is_empty();
    let start = lines.iter().position(is_full).unwrap_or(lines.len());
    let end = lines.iter().rposition(is_full).map_or(start, |last| last + 1);
    lines.get(start..end).unwrap_or_default().to_vec()
}
