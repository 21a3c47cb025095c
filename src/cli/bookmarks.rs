//! `sidelight bookmarks`: the passages and facts that were kept.

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use crate::bookmark::{Bookmark, Evidence, KeptFact};
use crate::cli::arguments::{Format, Kept};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::json::place::Place;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::library::{Library, Sift};
use crate::text::Safe;

/// Lists the passages and facts that were kept, or those that are asked for, oldest first.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn bookmarks(
    out: &mut impl Write,
    library: &Library,
    kept: &Kept,
    format: Format,
) -> Result<Exit> {
    let (sift, now) = (sift(kept), Timestamp::now());
    let mut bookmarks = library.bookmarks(None)?;
    bookmarks.retain(|bookmark| is_of(bookmark, kept) && sift.admits(bookmark, "", now));
    match format {
        Format::Json => bookmarks
            .iter()
            .try_for_each(|bookmark| write_line(out, &BookmarkJson::from(bookmark)))?,
        Format::Table => {
            let rows: Vec<_> = bookmarks.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

fn sift(kept: &Kept) -> Sift {
    Sift {
        tags: kept.tag.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect(),
        labels: kept.label.iter().filter_map(|label| label.0).collect(),
        unlabelled: kept.label.iter().any(|label| label.0.is_none()),
        since: kept.since,
        ..Sift::default()
    }
}

/// Tells whether a bookmark is of the article that is asked for, by its id or a part of its title.
fn is_of(bookmark: &Bookmark, kept: &Kept) -> bool {
    kept.document.as_ref().is_none_or(|wanted| {
        bookmark.document.to_string() == *wanted
            || bookmark.title.to_lowercase().contains(&wanted.to_lowercase())
    })
}

fn row(bookmark: &Bookmark) -> Vec<Safe> {
    let tags: Vec<_> = bookmark.tags.iter().map(|tag| format!("#{tag}")).collect();
    let note = [bookmark.note.clone(), tags.join(" ")].join(" ");
    let words = match &bookmark.fact {
        Some(fact) => format!("{}: {} ({} passages)", fact.kind, fact.wording, fact.evidence.len()),
        None => format!("“{}”", bookmark.anchor.quote.exact),
    };
    let label = bookmark.label.map_or("", crate::bookmark::Label::name);
    [bookmark.title.as_str(), label, note.trim(), &words].map(Safe::new).to_vec()
}

#[derive(Debug, Serialize)]
struct BookmarkJson<'a> {
    id: String,
    document: String,
    title: &'a str,
    revision: String,
    #[serde(flatten)]
    place: Place,
    quote: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    note: &'a str,
    tags: &'a [String],
    label: Option<&'static str>,
    fact: Option<FactJson<'a>>,
    created: Timestamp,
    changed: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
struct FactJson<'a> {
    kind: &'a str,
    wording: &'a str,
    evidence: Vec<EvidenceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct EvidenceJson<'a> {
    document: String,
    title: &'a str,
    revision: String,
    #[serde(flatten)]
    place: Place,
    quote: &'a str,
}

impl<'a> From<&'a Bookmark> for BookmarkJson<'a> {
    fn from(bookmark: &'a Bookmark) -> Self {
        let anchor = &bookmark.anchor;
        Self {
            id: bookmark.id.to_string(),
            document: bookmark.document.to_string(),
            title: &bookmark.title,
            revision: anchor.revision.to_string(),
            place: anchor.position.into(),
            quote: &anchor.quote.exact,
            prefix: &anchor.quote.prefix,
            suffix: &anchor.quote.suffix,
            note: &bookmark.note,
            tags: &bookmark.tags,
            label: bookmark.label.map(crate::bookmark::Label::name),
            fact: bookmark.fact.as_deref().map(FactJson::from),
            created: bookmark.created,
            changed: bookmark.changed,
        }
    }
}

impl<'a> From<&'a KeptFact> for FactJson<'a> {
    fn from(fact: &'a KeptFact) -> Self {
        let evidence = fact.evidence.iter().map(EvidenceJson::from).collect();
        Self { kind: &fact.kind, wording: &fact.wording, evidence }
    }
}

impl<'a> From<&'a Evidence> for EvidenceJson<'a> {
    fn from(evidence: &'a Evidence) -> Self {
        let anchor = &evidence.anchor;
        Self {
            document: evidence.document.to_string(),
            title: &evidence.title,
            revision: anchor.revision.to_string(),
            place: anchor.position.into(),
            quote: &anchor.quote.exact,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bookmarks, is_of};
    use crate::anchor::Anchor;
    use crate::bookmark::{Bookmark, BookmarkId, Evidence, KeptFact, Label};
    use crate::cli::arguments::{Format, Kept, LabelName};
    use crate::document::{DocumentId, RevisionId};
    use crate::library::{Library, Since};
    use crate::text::range;

    fn bookmark(number: u8) -> Bookmark {
        let text = "The quay reopened on Saturday.";
        let anchor = Anchor::new(text, RevisionId::of(text.as_bytes()), range(4, 8));
        let document = DocumentId::from_bytes([number; 16]);
        let title = format!("Harbour {number}");
        let evidence = vec![Evidence { document, title: title.clone(), anchor: anchor.clone() }];
        let fact = KeptFact { kind: "place".into(), wording: "quay".into(), evidence };
        Bookmark {
            id: BookmarkId::from_bytes([number; 16]),
            document,
            title,
            anchor,
            note: "ask them".into(),
            tags: vec!["trade".into(), "sea".into()],
            label: (number == 1).then_some(Label::Red),
            fact: (number == 1).then(|| Box::new(fact)),
            created: jiff::Timestamp::from_second(i64::from(number)).unwrap(),
            changed: None,
        }
    }

    #[test]
    fn what_is_asked_for_is_listed_with_all_that_is_said_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        for number in [1, 2] {
            library.keep(&bookmark(number)).unwrap();
        }
        let listed = |kept: Kept, format| {
            let mut out = Vec::new();
            bookmarks(&mut out, &library, &kept, format).unwrap();
            String::from_utf8(out).unwrap()
        };
        let red = Kept { label: vec![LabelName(Some(Label::Red))], ..Kept::default() };
        let json: serde_json::Value =
            serde_json::from_str(listed(red, Format::Json).trim()).unwrap();
        assert_eq!(json["label"], "red");
        assert_eq!(json["fact"]["evidence"][0]["quote"], "quay");
        assert_eq!(json["tags"][0], "trade");
        let table = listed(Kept::default(), Format::Table);
        assert_eq!(table.lines().count(), 2);
        for expected in ["red", "ask them #trade #sea", "place: quay (1 passages)", "“quay”"] {
            assert!(table.contains(expected), "{expected}\n{table}");
        }
        let count = |kept: Kept| listed(kept, Format::Json).lines().count();
        assert_eq!(count(Kept { tag: vec!["#Sea".into()], ..Kept::default() }), 2);
        assert_eq!(count(Kept { tag: vec!["land".into()], ..Kept::default() }), 0);
        assert_eq!(count(Kept { label: vec![LabelName(None)], ..Kept::default() }), 1);
        assert_eq!(count(Kept { document: Some("harbour 2".into()), ..Kept::default() }), 1);
        assert_eq!(count(Kept { since: Some(Since::Days(1)), ..Kept::default() }), 0);
        let by_id = Kept { document: Some(bookmark(2).document.to_string()), ..Kept::default() };
        assert!(is_of(&bookmark(2), &by_id) && !is_of(&bookmark(1), &by_id));
    }
}
