//! The rows of the journal: what each says, and which of them later rows have overtaken.
//!
//! A row is one line of JSON: `change` (its number in the log of the store), `at`, `kind`, `undone` (only if the
//! change was taken back), `state` (what is so since then, as the log writes it: `{"bookmark":[id,{…}]}`) and
//! `about` (the articles and feeds that it names, with title and place, so that it can be read without the store).
//! The first line says whose rows these are. It knows neither what the states mean nor where the rows lie.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::store::error::Fault;

/// The form of the rows.
const FORMAT: u32 = 1;

/// The longest line that is written and read, in bytes with its end.
pub(crate) const LONGEST: usize = 64 * 1024 * 1024;

/// What is said to people who open the file.
const EXPLANATION: &str = "Every change that the user made, one line each, oldest first. The last line about something holds. \
     Sidelight only adds lines; sidelight doctor brings them back into a library";

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Tells the file from others: `notes`.
    pub(crate) sidelight: String,
    /// The form of the rows.
    pub(crate) format: u32,
    /// The identity of the store.
    pub(crate) store: String,
    /// Every change up to this number is in the rows, or was overtaken by one of them.
    #[serde(default)]
    pub(crate) through: i64,
    /// What people should know.
    pub(crate) about: String,
}

/// A change of the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Its number in the log of changes.
    pub(crate) change: i64,
    /// When it was made.
    pub(crate) at: Timestamp,
    /// What kind of change it is.
    pub(crate) kind: String,
    /// Whether it was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) undone: bool,
    /// What is so since then.
    pub(crate) state: Value,
    /// What it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) about: Vec<Subject>,
}

/// An article or a feed that a change names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Subject {
    /// What it is: `article` or `feed`.
    pub(crate) is: String,
    /// Its identity.
    pub(crate) id: String,
    /// Its title.
    pub(crate) title: String,
    /// Where it is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Value>,
}

/// A line of the journal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Line {
    /// The first.
    Head(Head),
    /// A change.
    Row(Box<Row>),
}

impl Head {
    /// Returns the first line for a store.
    pub(crate) fn new(store: &str, through: i64) -> Self {
        Self {
            sidelight: "notes".to_owned(),
            format: FORMAT,
            store: store.to_owned(),
            through,
            about: EXPLANATION.to_owned(),
        }
    }
}

impl Line {
    /// Reads a line; `None` if it is none of ours, or only part of one.
    pub(crate) fn read(line: &[u8]) -> Option<Self> {
        if let Ok(row) = serde_json::from_slice(line) {
            return Some(Self::Row(Box::new(row)));
        }
        let head: Head = serde_json::from_slice(line).ok()?;
        (head.sidelight == "notes" && head.format <= FORMAT).then_some(Self::Head(head))
    }
}

impl Row {
    /// Names what the row says something of, if a later row about the same takes its place entirely.
    pub(crate) fn subject(&self) -> Option<String> {
        let parts = match self.kind.as_str() {
            "bookmark" | "read" | "starred" | "present" | "global-mark" | "feed-title"
            | "feed-whole" | "story-title" | "saved-search" | "tags" => 1,
            "mark" => 2,
            _ => return None,
        };
        let values = self.state.get(&self.kind)?.as_array()?;
        let mut name = self.kind.clone();
        for value in values.get(..parts)? {
            name.push(' ');
            name.push_str(value.as_str()?);
        }
        Some(name)
    }

    /// Takes a row about many things apart into rows about one each, so that each can be overtaken alone.
    pub(crate) fn apart(mut self) -> Vec<Self> {
        let (kind, states) = match (self.kind.as_str(), self.state.get_mut(&self.kind)) {
            ("bookmarks", Some(Value::Array(all))) => ("bookmark", std::mem::take(all)),
            ("all-read", Some(Value::Array(parts))) if parts.len() == 2 => {
                let read = parts[1].take();
                let Value::Array(ids) = parts[0].take() else { return Vec::new() };
                ("read", ids.into_iter().map(|id| json!([id, read])).collect())
            }
            _ => return vec![self],
        };
        let about: BTreeMap<&str, &Subject> =
            self.about.iter().map(|subject| (subject.id.as_str(), subject)).collect();
        let rows = states.into_iter().map(|state| {
            let named = match kind {
                "read" => state[0].as_str(),
                _ => state[1]["document"].as_str(),
            };
            let about = named.and_then(|id| about.get(id)).copied().cloned();
            Self {
                change: self.change,
                at: self.at,
                kind: kind.to_owned(),
                undone: self.undone,
                state: json!({ kind: state }),
                about: about.into_iter().collect(),
            }
        });
        rows.collect()
    }
}

/// Writes a row as a line; as one for each thing that it is about if a line for all would be longer than is read again.
///
/// # Errors
///
/// Fails, and writes nothing, if even so a line is too long.
pub(crate) fn write_row(out: &mut String, row: Row, longest: usize) -> Result<(), Fault> {
    let start = out.len();
    write(out, &row)?;
    if out.len() - start <= longest {
        return Ok(());
    }
    out.truncate(start);
    for part in row.apart() {
        let line = out.len();
        write(out, &part)?;
        let bytes = out.len() - line;
        if bytes > longest {
            out.truncate(start);
            return Err(Fault::LongChange(bytes));
        }
    }
    Ok(())
}

/// Writes something as a line, within the store.
pub(crate) fn write(out: &mut String, value: &impl Serialize) -> Result<(), Fault> {
    write_line(out, value).map_err(|_| Fault::Unreadable("a change"))
}

/// Writes something as a line.
pub(crate) fn write_line(out: &mut String, value: &impl Serialize) -> serde_json::Result<()> {
    out.push_str(&serde_json::to_string(value)?);
    out.push('\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::{Head, Line, Row, Subject, write_line, write_row};
    use crate::store::error::Fault;

    fn row(kind: &str, state: serde_json::Value) -> Row {
        let at = Timestamp::UNIX_EPOCH;
        Row { change: 7, at, kind: kind.to_owned(), undone: false, state, about: Vec::new() }
    }

    #[test]
    fn lines_read_back_and_parts_of_them_do_not() {
        let row = row("read", json!({"read": ["ab", true]}));
        let head = Head::new("cd", 3);
        let mut text = String::new();
        write_line(&mut text, &row).unwrap();
        assert_eq!(Line::read(text.trim().as_bytes()), Some(Line::Row(Box::new(row))));
        for length in 0..text.len() - 1 {
            assert_eq!(Line::read(&text.as_bytes()[..length]), None);
        }
        text.clear();
        write_line(&mut text, &head).unwrap();
        assert_eq!(Line::read(text.as_bytes()), Some(Line::Head(head)));
        assert_eq!(Line::read(br#"{"sidelight":"notes","format":2,"store":"","about":""}"#), None);
    }

    #[test]
    fn a_row_that_is_too_long_for_a_line_is_one_line_for_each_thing() {
        let many = row("bookmarks", json!({"bookmarks": [["a", {"note": "x"}], ["b", null]]}));
        let written = |longest| {
            let mut out = String::from("before\n");
            let done = write_row(&mut out, many.clone(), longest);
            (out.lines().skip(1).map(|line| line.len() + 1).collect::<Vec<_>>(), done)
        };
        let (whole, done) = written(1000);
        assert!(done.is_ok() && whole.len() == 1, "{whole:?}");
        assert_eq!(written(whole[0]).0, whole);
        let (parts, done) = written(whole[0] - 1);
        assert!(done.is_ok() && parts.len() == 2, "{parts:?}");
        let longest = parts[0];
        let (none, done) = written(longest - 1);
        assert!(matches!(done, Err(Fault::LongChange(bytes)) if bytes == longest), "{none:?}");
        assert!(none.is_empty());
    }

    #[test]
    fn a_row_is_overtaken_by_one_about_the_same_only() {
        let mark = |name| row("mark", json!({"mark": ["ab", name, null]})).subject();
        assert_eq!(mark("x"), mark("x"));
        assert_ne!(mark("x"), mark("y"));
        let bookmark = |value| row("bookmark", json!({"bookmark": ["ab", value]})).subject();
        assert_eq!(bookmark(json!(null)), bookmark(json!({"note": "n"})));
        assert_eq!(row("verdicts", json!({"verdicts": ["ab", []]})).subject(), None);
        assert_eq!(row("read", json!("no list")).subject(), None);
        let tags = |tags| row("tags", json!({"tags": ["ab", tags]})).subject();
        assert_eq!(tags(json!(["one"])), tags(json!([])));
    }

    #[test]
    fn a_row_about_many_things_is_one_about_each() {
        let subject = |id: &str| Subject {
            is: "article".to_owned(),
            id: id.to_owned(),
            title: String::new(),
            place: None,
        };
        let mut many =
            row("bookmarks", json!({"bookmarks": [["a", {"document": "x"}], ["b", null]]}));
        many.about = vec![subject("w"), subject("x")];
        let mut first = row("bookmark", json!({"bookmark": ["a", {"document": "x"}]}));
        first.about = vec![subject("x")];
        assert_eq!(many.apart(), [first, row("bookmark", json!({"bookmark": ["b", null]}))]);
        let all = row("all-read", json!({"all-read": [["a", "b"], true]})).apart();
        let read = |id| row("read", json!({"read": [id, true]}));
        assert_eq!(all, [read("a"), read("b")]);
        assert_eq!(read("a").apart(), [read("a")]);
    }
}
