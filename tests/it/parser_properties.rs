//! What is true of every parser whatever it is given: it ends, what it makes is sound, and nothing in it
//! can harm a terminal.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::{Index, select};

use sidelight::document::{Document, SpanStyle};
use sidelight::import::decode::{Hints, decode_with};
use sidelight::import::{Overrides, Payload, import, opml};

use crate::book_archive::archive;

/// Pieces of Markdown that open, close and nest.
const MARKDOWN: [&str; 24] = [
    "# ", "## ", "- ", "1. ", "> ", "```\n", "`", "*", "**", "~~", "[", "](", ")", "![", "<b>",
    "</b>", "|", "\n", "\n\n", "    ", "word", " zwei", "三", "\u{202e}",
];

/// Pieces of feeds, pages and lists.
const MARKUP: [&str; 28] = [
    "<rss>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "<feed>",
    "<entry>",
    "<opml>",
    "<outline xmlUrl='https://a.example/'>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&lt;",
    "&nbsp;",
    "&#27;",
    "&#x202e;",
    "<html>",
    "<p>",
    "</p>",
    "<table>",
    "<a href='javascript:x'>",
    "<svg>",
    "{\"version\":\"https://jsonfeed.org/version/1\"",
    "word ",
    "\u{1b}[31m",
];

fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    vec(select(of), 0..60).prop_map(|pieces| pieces.concat())
}

/// Bytes as they may come: any, or those of a text with some of them changed.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let text = prop_oneof![pieces(&MARKDOWN), pieces(&MARKUP)];
    let changed = (text, vec((any::<Index>(), any::<u8>()), 0..4)).prop_map(|(text, changes)| {
        let mut bytes = text.into_bytes();
        change(&mut bytes, &changes);
        bytes
    });
    prop_oneof![vec(any::<u8>(), 0..400), changed]
}

fn change(bytes: &mut [u8], changes: &[(Index, u8)]) {
    for (at, byte) in changes.iter().filter(|_| !bytes.is_empty()).collect::<Vec<_>>() {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
}

#[track_caller]
fn assert_sound(document: &Document) {
    let foreign = |ch: char| {
        (ch.is_control() && ch != '\n' && ch != '\t') || sidelight::text::display::is_deceptive(ch)
    };
    let text = document.text();
    assert!(!text.contains(foreign), "{text:?}");
    let mut end = 0;
    for block in document.blocks() {
        let (start, stop) = (usize::from(block.range.start()), usize::from(block.range.end()));
        assert!(start >= end && text.get(start..stop).is_some(), "{block:?}");
        end = stop;
        for span in &block.spans {
            assert!(block.range.contains_range(span.range), "{span:?}");
            if let SpanStyle::Link(address) = &span.style {
                let lower = address.trim_start().to_ascii_lowercase();
                let runs = ["javascript:", "data:", "file:", "vbscript:"];
                assert!(
                    !address.contains(foreign)
                        && !runs.iter().any(|scheme| lower.starts_with(scheme)),
                    "{address:?}"
                );
            }
        }
    }
    let metadata = document.metadata();
    let title = metadata.title.as_ref().map(|title| title.text.clone());
    for said in [title, metadata.byline.clone(), metadata.site.clone(), metadata.address.clone()] {
        assert!(!said.unwrap_or_default().contains(foreign), "{metadata:?}");
    }
    assert!(document.diagnostics().iter().all(|remark| !remark.message.contains(foreign)));
}

proptest! {
    #[test]
    fn any_bytes_under_any_name_are_a_sound_document_or_refused(
        bytes in bytes(),
        name in select(vec!["a", "a.txt", "a.md", "a.html", "a.xml", "a.json", "a.epub", "https://a.example/b"]),
        media_type in select(vec![None, Some("text/html; charset=gbk"), Some("application/rss+xml"), Some("x")]),
    ) {
        let overrides = Overrides::default();
        let payload = Payload::new(&bytes, name, &overrides).with_media_type(media_type);
        if let Ok(document) = import(&payload) {
            assert_sound(&document);
        }
    }

    #[test]
    fn markdown_keeps_its_words(text in pieces(&MARKDOWN), words in vec("[a-z]{3,8}", 1..20)) {
        let text = format!("{text}\n\n{}\n", words.join(" "));
        let overrides = Overrides::default();
        let document = import(&Payload::new(text.as_bytes(), "a.md", &overrides)).unwrap();
        assert_sound(&document);
        let missing = words.iter().find(|word| !document.text().contains(word.as_str()));
        assert_eq!(missing, None, "{:?}", document.text());
    }

    #[test]
    fn decoding_never_fails_on_what_is_text(
        bytes in bytes(),
        media_type in select(vec![None, Some("text/plain; charset=shift_jis"), Some("text/html; charset=none")]),
    ) {
        let hints = Hints { media_type, address: None };
        let decoded = decode_with(&bytes, hints);
        if let Ok(text) = std::str::from_utf8(&bytes)
            && !text.contains(|ch: char| ch.is_control() && ch != '\n')
            && !text.contains("charset")
        {
            let decoded = decoded.map(|decoded| decoded.text.into_owned());
            assert_eq!(decoded.as_deref().map(|text| text.trim_start_matches('\u{feff}')), Some(text.trim_start_matches('\u{feff}')));
        }
    }

    #[test]
    fn lists_of_feeds_are_read_or_refused(text in pieces(&MARKUP)) {
        for outline in opml::read(text.as_bytes()).unwrap_or_default() {
            assert!(outline.address.starts_with("http"), "{outline:?}");
        }
    }

    #[test]
    fn a_damaged_book_is_read_in_part_or_refused(
        chapters in vec(pieces(&MARKUP), 1..3),
        changes in vec((any::<Index>(), any::<u8>()), 0..6),
        cut in prop_oneof![Just(None), any::<Index>().prop_map(Some)],
    ) {
        let mut bytes = archive(&chapters);
        change(&mut bytes, &changes);
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let overrides = Overrides::default();
        if let Ok(document) = import(&Payload::new(&bytes, "a.epub", &overrides)) {
            assert_sound(&document);
        }
    }
}
