//! `sidelight bookmarks`: the passages and facts that were kept.

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;

use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, KeptFact};
use crate::cli::arguments::{Format, WhichKept};
use crate::cli::escape::write_line;
use crate::cli::exit::Exit;
use crate::cli::json::place::Place;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::document::DocumentId;
use crate::library::Library;
use crate::search::{Clause, Condition, Query, Sift};
use crate::text::Safe;

/// Lists the passages and facts that were kept, or those that are asked for, oldest first.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn bookmarks(
    out: &mut impl Write,
    library: &Library,
    kept: &WhichKept,
    format: Format,
) -> Result<Exit> {
    let asked = asked(kept);
    let sift = Sift::new(&asked, &[], Timestamp::now());
    let mut bookmarks = library.bookmarks(None)?;
    bookmarks.retain(|bookmark| is_of(bookmark, kept) && sift.admits(bookmark, &[]));
    match format {
        Format::Json => bookmarks
            .iter()
            .try_for_each(|bookmark| write_line(out, &BookmarkJson::of(bookmark)))?,
        Format::Table => {
            let rows: Vec<_> = bookmarks.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(Exit::Done)
}

/// Returns what is asked for, as the query that asks for the same.
fn asked(kept: &WhichKept) -> Query {
    let tag = |tag: &String| Condition::Tag(tag.trim_start_matches('#').to_owned());
    let labels: Vec<_> = kept.label.iter().map(|label| label.0).collect();
    let mut conditions: Vec<_> = kept.tag.iter().map(tag).collect();
    conditions.extend((!labels.is_empty()).then_some(Condition::Label(labels)));
    conditions.extend(kept.since.map(Condition::Kept));
    let clause = |condition| Clause { negated: false, condition };
    Query { clauses: conditions.into_iter().map(clause).collect(), remarks: Vec::new() }
}

/// Tells whether a bookmark is of the article that is asked for, by its id or a part of its title.
fn is_of(bookmark: &Bookmark, kept: &WhichKept) -> bool {
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
    #[serde(flatten)]
    passage: PassageJson<'a>,
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
    evidence: Vec<PassageJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PassageJson<'a> {
    document: String,
    title: &'a str,
    revision: String,
    #[serde(flatten)]
    place: Place,
    quote: &'a str,
}

impl<'a> BookmarkJson<'a> {
    fn of(bookmark: &'a Bookmark) -> Self {
        let anchor = &bookmark.anchor;
        Self {
            id: bookmark.id.to_string(),
            passage: PassageJson::of(bookmark.document, &bookmark.title, anchor),
            prefix: &anchor.quote.prefix,
            suffix: &anchor.quote.suffix,
            note: &bookmark.note,
            tags: &bookmark.tags,
            label: bookmark.label.map(crate::bookmark::Label::name),
            fact: bookmark.fact.as_deref().map(FactJson::of),
            created: bookmark.created,
            changed: bookmark.changed,
        }
    }
}

impl<'a> FactJson<'a> {
    fn of(fact: &'a KeptFact) -> Self {
        let evidence = fact.evidence.iter();
        let evidence =
            evidence.map(|one| PassageJson::of(one.document, &one.title, &one.anchor)).collect();
        Self { kind: &fact.kind, wording: &fact.wording, evidence }
    }
}

impl<'a> PassageJson<'a> {
    fn of(document: DocumentId, title: &'a str, anchor: &'a Anchor) -> Self {
        Self {
            document: document.to_string(),
            title,
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
    use crate::cli::arguments::{Format, LabelName, WhichKept};
    use crate::document::{DocumentId, RevisionId};
    use crate::library::Library;
    use crate::search::Since;
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
        let listed = |kept: WhichKept, format| {
            let mut out = Vec::new();
            bookmarks(&mut out, &library, &kept, format).unwrap();
            String::from_utf8(out).unwrap()
        };
        let red = WhichKept { label: vec![LabelName(Some(Label::Red))], ..WhichKept::default() };
        let json: serde_json::Value =
            serde_json::from_str(listed(red, Format::Json).trim()).unwrap();
        assert_eq!(json["label"], "red");
        assert_eq!(json["fact"]["evidence"][0]["quote"], "quay");
        assert_eq!(json["tags"][0], "trade");
        let table = listed(WhichKept::default(), Format::Table);
        assert_eq!(table.lines().count(), 2);
        for expected in ["red", "ask them #trade #sea", "place: quay (1 passages)", "“quay”"] {
            assert!(table.contains(expected), "{expected}\n{table}");
        }
        let count = |kept: WhichKept| listed(kept, Format::Json).lines().count();
        assert_eq!(count(WhichKept { tag: vec!["#Sea".into()], ..WhichKept::default() }), 2);
        assert_eq!(count(WhichKept { tag: vec!["land".into()], ..WhichKept::default() }), 0);
        assert_eq!(count(WhichKept { label: vec![LabelName(None)], ..WhichKept::default() }), 1);
        assert_eq!(
            count(WhichKept { document: Some("harbour 2".into()), ..WhichKept::default() }),
            1
        );
        assert_eq!(count(WhichKept { since: Some(Since::Days(1)), ..WhichKept::default() }), 0);
        let by_id =
            WhichKept { document: Some(bookmark(2).document.to_string()), ..WhichKept::default() };
        assert!(is_of(&bookmark(2), &by_id) && !is_of(&bookmark(1), &by_id));
    }
}
