//! Notes made to break storage, rendering and formats: out in every form, wiped, in again, and equal; and each form
//! read by a parser that is not ours.
//!
//! Needs the shared inputs (`SIDELIGHT_HOSTILE`); without them the tests say so and pass.

use std::collections::BTreeMap;
use std::path::PathBuf;

use orgize::Org;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};
use serde_json::Value;
use sidelight::anchor::Anchor;
use sidelight::bookmark::{Bookmark, BookmarkId};
use sidelight::document::{DocumentId, RevisionId};
use sidelight::exchange::{Format, read};
use sidelight::library::{Bringing, Choice, Library, PassagesImported};
use sidelight::text::{TextRange, TextSize};

const LOSSLESS: [Format; 4] = [Format::JsonLd, Format::Markdown, Format::Org, Format::JsonLines];

/// The hostile bodies, and all of them together as they stand in their file.
fn bodies() -> Option<Vec<String>> {
    let Some(hostile) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE is not set: no hostile notes were tried");
        return None;
    };
    let path = PathBuf::from(hostile).join("notes/note_bodies.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut bodies: Vec<_> = text.split("\n---\n").map(str::to_owned).collect();
    bodies.push(text);
    Some(bodies)
}

/// A library in which each body is a note, a title, a tag and a passage.
fn filled(bodies: &[String]) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(&folder.path().join("library.db")).unwrap();
    for (number, body) in bodies.iter().enumerate() {
        let number = u8::try_from(number + 1).unwrap();
        let whole = TextRange::new(TextSize::new(0), TextSize::of(body.as_str()));
        let kept = Bookmark {
            id: BookmarkId::from_bytes([number; 16]),
            document: DocumentId::from_bytes([number; 16]),
            title: body.clone(),
            anchor: Anchor::new(body, RevisionId::of(body.as_bytes()), whole),
            note: body.clone(),
            tags: vec![body.clone(), "plain".to_owned()],
            label: None,
            fact: None,
            created: jiff::Timestamp::from_second(i64::from(number)).unwrap(),
            changed: None,
        };
        library.keep(&kept).unwrap();
    }
    (folder, library)
}

fn all(library: &Library) -> BTreeMap<BookmarkId, Bookmark> {
    library.bookmarks(None).unwrap().into_iter().map(|kept| (kept.id, kept)).collect()
}

fn written(library: &Library, format: Format) -> String {
    library.kept_as(&Choice::default(), format).unwrap().0
}

fn bring(library: &Library, text: &str, format: Format) -> PassagesImported {
    library.bring(read(text, Some(format)).unwrap(), Bringing::Keep).unwrap()
}

#[test]
fn hostile_notes_go_out_and_come_back_as_they_were() {
    let Some(bodies) = bodies() else { return };
    let (_folder, library) = filled(&bodies);
    let before = all(&library);
    for format in LOSSLESS.into_iter().chain([Format::Readwise]) {
        let text = written(&library, format);
        assert_eq!(Format::of(&text), Some(format));
        let has_controls = text.contains(|ch: char| ch.is_control() && !"\n\r\t".contains(ch));
        assert!(!has_controls, "{format:?}");
        assert_eq!(written(&library, format), text, "{format:?}");
        assert_eq!(bring(&library, &text, format).same, before.len(), "{format:?}");
        if format == Format::Readwise {
            continue;
        }
        for id in before.keys() {
            library.drop_bookmark(*id).unwrap();
        }
        assert_eq!(bring(&library, &text, format).new, before.len(), "{format:?}");
        assert_eq!(all(&library), before, "{format:?}");
        assert_eq!(bring(&library, &text, format).same, before.len(), "{format:?}");
    }
}

#[test]
fn hostile_notes_are_pages_of_text_to_other_readers() {
    let Some(bodies) = bodies() else { return };
    let (_folder, library) = filled(&bodies);
    let count = bodies.len();

    let lines = written(&library, Format::JsonLines);
    let objects: Vec<Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let notes: Vec<_> = objects.iter().map(|object| object["note"].as_str().unwrap()).collect();
    assert_eq!(notes, bodies);

    let page: Value = serde_json::from_str(&written(&library, Format::JsonLd)).unwrap();
    let items = page["items"].as_array().unwrap();
    let notes: Vec<_> =
        items.iter().map(|item| item["body"][0]["value"].as_str().unwrap()).collect();
    assert_eq!(notes, bodies);

    let table = written(&library, Format::Readwise);
    let rows: Vec<_> =
        csv::Reader::from_reader(table.as_bytes()).into_records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), count);
    let cells = rows.iter().flatten();
    assert_eq!(cells.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t'])).count(), 0);

    let text = written(&library, Format::Org);
    let org = Org::parse(&text);
    let levels: Vec<_> = org.headlines().map(|headline| headline.title(&org).level).collect();
    assert_eq!(levels, [1, 2].repeat(count));

    let text = written(&library, Format::Markdown);
    let (mut headings, mut ways_back) = (Vec::new(), 0);
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => headings.push(level),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("sidelight://") => {
                ways_back += 1;
            }
            _ => {}
        }
    }
    assert_eq!(ways_back, count, "no note swallows the link back");
    assert_eq!(headings.iter().filter(|level| **level == HeadingLevel::H1).count(), count);
}
