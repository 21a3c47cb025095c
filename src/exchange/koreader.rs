//! What `KOReader` exports as JSON: one book, or many.

use jiff::Timestamp;
use serde_json::Value;

use crate::exchange::kept::{Article, Brought, Unreadable};
use crate::exchange::readwise::label;

/// Tells whether a text is such an export.
pub fn is_koreader(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return false };
    let is_book = |value: &Value| value.get("entries").is_some_and(Value::is_array);
    is_book(&value) || books(&value).iter().any(is_book)
}

/// Reads the passages of all books.
///
/// # Errors
///
/// Fails if the text is no JSON, or holds no book.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    const FORM: Unreadable = Unreadable::Form { form: "an export of KOReader" };
    let value: Value = serde_json::from_str(text).map_err(|_| FORM)?;
    let one = std::slice::from_ref(&value);
    let books = if value.get("entries").is_some() { one } else { books(&value) };
    if books.is_empty() {
        return Err(FORM);
    }
    Ok(books.iter().flat_map(book).collect())
}

fn books(value: &Value) -> &[Value] {
    value.get("documents").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn book(book: &Value) -> Vec<Brought> {
    let article = Article {
        title: text(book, "title"),
        byline: text(book, "author"),
        path: text(book, "file"),
        ..Article::default()
    };
    let entries = book.get("entries").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    entries.iter().filter_map(|entry| passage(&article, entry)).collect()
}

fn passage(article: &Article, entry: &Value) -> Option<Brought> {
    let (exact, note) = (text(entry, "text"), text(entry, "note"));
    if exact.is_none() && note.is_none() {
        return None;
    }
    let mut brought = Brought::new(article.clone(), exact.unwrap_or_default());
    if brought.quote.exact.is_empty() {
        let page = entry.get("page").map(Value::to_string).unwrap_or_default();
        let title = article.title.as_deref().unwrap_or_default();
        brought = brought.called(&["koreader", title, &page, note.as_deref().unwrap_or_default()]);
    }
    brought.note = note.unwrap_or_default();
    brought.label = text(entry, "color").and_then(|color| label(&color));
    let second = entry.get("time").and_then(Value::as_i64);
    brought.created = second.and_then(|second| Timestamp::from_second(second).ok());
    Some(brought)
}

fn text(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{is_koreader, read};
    use crate::bookmark::Label;

    const BOOK: &str = r#"{"title": "The Pier", "author": "Ann Author", "file": "/mnt/us/pier.epub", "number_of_pages": 20, "entries": [
        {"chapter": "I", "page": 3, "time": 1591286239, "sort": "highlight", "drawer": "lighten", "color": "green", "text": "Nobody was there.", "note": "really?"},
        {"chapter": "I", "page": 4, "time": 1591286240, "text": "", "note": ""},
        {"page": 5, "time": 1591286250, "text": "", "note": "alone"}]}"#;

    #[test]
    fn one_book_or_many_are_read() {
        let many =
            format!("{{\"created_on\": 1, \"version\": \"json/1.0.0\", \"documents\": [{BOOK}]}}");
        for text in [BOOK, &many] {
            assert!(is_koreader(text));
            let brought = read(text).unwrap();
            let [one, alone] = brought.as_slice() else { panic!("{brought:?}") };
            assert_eq!(
                (one.quote.exact.as_str(), one.note.as_str()),
                ("Nobody was there.", "really?")
            );
            assert_eq!(one.label, Some(Label::Green));
            assert_eq!(one.created, Some("2020-06-04T15:57:19Z".parse().unwrap()));
            assert_eq!(one.article.path.as_deref(), Some("/mnt/us/pier.epub"));
            assert_eq!((alone.quote.exact.as_str(), alone.note.as_str()), ("", "alone"));
        }
        for text in ["", "{}", "[]", "{\"documents\": 1}"] {
            assert!(read(text).is_err() && !is_koreader(text), "{text}");
        }
    }
}
