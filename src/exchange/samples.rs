//! Kept passages for the tests of the formats.

use jiff::Timestamp;
use proptest::arbitrary::any;
use proptest::prop_oneof;
use proptest::strategy::{Just, Strategy};

use crate::anchor::{Anchor, TextQuote};
use crate::bookmark::{Bookmark, BookmarkId, Evidence, KeptFact, Label};
use crate::document::{DocumentId, RevisionId};
use crate::exchange::kept::{Article, KeptPassage};
use crate::text::range;

/// Texts that formats stumble over.
pub(crate) const HARD: &[&str] = &[
    "",
    " ",
    "plain words",
    "“Typographic” — and \"straight\" 'quotes'",
    "two\nlines\n\nand a paragraph",
    "\r\nwindows\r\n",
    "trailing space \n\ttab",
    "=1+1",
    "'=quoted",
    "+49",
    "-dash",
    "@at",
    "a,b;c\"d\"",
    "# heading\n* star\n- item\n> quote\n1. one",
    "```\ncode\n```\n~~~",
    "<!-- comment --> <b>&amp;</b> --> <!--",
    "<!-- /sidelight -->",
    "%% comment %% ^block-id [[link]] #tag",
    "#+end_quote\n** headline\n:END:\n:PROPERTIES:\n,comma",
    "\u{0}\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}\u{9b}",
    "\\u{1b} \\\\u{7}\\\u{9b}\\\\\u{202e}\rover",
    "\u{2028}\u{2029}\u{feff}\u{202e}\u{200b}",
    "中文的句子,带标点。",
    "👩\u{200d}👩\u{200d}👧 e\u{301} \u{10ffff}",
    "\\back\\slash {brace} {{ template }} %percent $dollar$ ~tilde_under^hat",
    "==========",
    "---\ntitle: x\n---",
];

/// Any text, the hard ones often.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let hard = (0..HARD.len()).prop_map(|index| HARD[index].to_owned());
    prop_oneof![hard.clone(), any::<String>(), (hard, any::<String>()).prop_map(|(a, b)| a + &b)]
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    prop_oneof![Just(None), text().prop_map(Some)]
}

fn anchor() -> impl Strategy<Value = Anchor> {
    (text(), text(), text(), 0usize..1000, 0usize..1000, any::<u64>()).prop_map(
        |(exact, prefix, suffix, start, length, revision)| Anchor {
            revision: RevisionId::of(&revision.to_le_bytes()),
            position: range(start, start + length),
            quote: TextQuote { exact, prefix, suffix },
        },
    )
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (0i64..4_000_000_000, 0i32..1_000_000_000)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

fn article() -> impl Strategy<Value = Article> {
    let day = (1600i16..2300, 1i8..13, 1i8..29)
        .prop_map(|(year, month, day)| Some(jiff::civil::date(year, month, day)));
    let published = prop_oneof![Just(None), day];
    (maybe_text(), maybe_text(), maybe_text(), published, maybe_text(), maybe_text()).prop_map(
        |(title, byline, site, published, address, path)| Article {
            id: None,
            title,
            byline,
            site,
            published,
            added: published,
            language: Some("en".to_owned()),
            address,
            path,
            progress: Some(0.25),
        },
    )
}

/// Any kept passage.
pub(crate) fn kept() -> impl Strategy<Value = KeptPassage> {
    let said = (text(), proptest::collection::vec(text(), 0..4), 0usize..6);
    let fact = (text(), text(), anchor(), any::<bool>());
    let when = (moment(), proptest::option::of(moment()));
    (any::<[u8; 32]>(), text(), anchor(), said, fact, when, article()).prop_map(
        |(ids, title, anchor, (note, tags, label), (kind, wording, place, has), when, article)| {
            let (mut id, mut document) = ([0; 16], [0; 16]);
            id.copy_from_slice(&ids[..16]);
            document.copy_from_slice(&ids[16..]);
            let document = DocumentId::from_bytes(document);
            let evidence = vec![Evidence { document, title: wording.clone(), anchor: place }];
            let bookmark = Bookmark {
                id: BookmarkId::from_bytes(id),
                document,
                title,
                anchor,
                note,
                tags,
                label: Label::ALL.get(label).copied(),
                fact: has.then(|| Box::new(KeptFact { kind, wording, evidence })),
                created: when.0,
                changed: when.1,
            };
            KeptPassage {
                article: Article { id: Some(document), ..article },
                bookmark,
                points: None,
            }
        },
    )
}
