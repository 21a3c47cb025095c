//! Pages of kept passages against the same lists made in memory.

use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use super::{Edge, KeptOrder, KeptPage, KeptQuery, Standing, Way, Whose};
use crate::anchor::Resolution;
use crate::bookmark::{Bookmark, BookmarkId, Label};
use crate::document::DocumentId;
use crate::store::incoming::Logged;
use crate::store::sample::{at, bookmark, incoming, put, store};
use crate::store::sift::Sift;
use crate::store::store::Store;

const TEXT: &str = "some words of a text that is long enough to be kept in parts";

fn query(whose: Whose, typed: &str, order: KeptOrder, way: Way) -> KeptQuery {
    KeptQuery { whose, sift: Sift::parse(typed), order, way }
}

fn library(typed: &str) -> KeptQuery {
    query(Whose::Library, typed, KeptOrder::Newest, Way::Usual)
}

fn ids(page: &KeptPage) -> Vec<BookmarkId> {
    page.rows.iter().map(|row| row.bookmark.id).collect()
}

/// Reads every page forwards, or backwards from the end.
fn all(store: &Store, query: &KeptQuery, limit: usize, backwards: bool) -> Vec<BookmarkId> {
    let mut edge = if backwards { Edge::Last } else { Edge::First };
    let mut found = Vec::new();
    loop {
        let page = store.kept_page(query, &edge, limit, at(0)).unwrap();
        let next = if backwards { page.rows.first() } else { page.rows.last() };
        let next = next.map(|row| row.cursor.clone());
        if backwards {
            found.splice(0..0, ids(&page));
        } else {
            found.extend(ids(&page));
        }
        match next.filter(|_| page.more) {
            Some(cursor) if backwards => edge = Edge::Before(cursor),
            Some(cursor) => edge = Edge::After(cursor),
            None => return found,
        }
    }
}

fn any_bookmark() -> impl Strategy<Value = (u8, u8, i64, Option<i64>, Option<Label>, bool)> {
    let label = prop_oneof![
        proptest::strategy::Just(None),
        proptest::sample::select(&Label::ALL[..]).prop_map(Some)
    ];
    (0u8..3, 1u8..9, 0i64..4, proptest::option::of(0i64..9), label, any::<bool>())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn pages_are_the_sorted_list_cut_anywhere(
        kept in proptest::collection::vec(any_bookmark(), 0..14), limit in 1usize..6,
    ) {
        let (_folder, store) = store();
        let documents: Vec<_> =
            (0..3).map(|index| put(&store, &format!("https://a/{index}"), TEXT).id).collect();
        let mut bookmarks: Vec<Bookmark> = Vec::new();
        for (number, (document, first, created, changed, label, noted)) in (0u8..).zip(&kept) {
            let note = if *noted { "noted" } else { "" };
            let mut kept = bookmark(number, documents[usize::from(*document)], TEXT, note);
            kept.anchor = crate::store::sample::anchor(TEXT, usize::from(*first));
            kept.anchor.position = crate::text::range(usize::from(*first), usize::from(*first) + 1);
            kept.title = format!("title {document}");
            kept.created = at(*created);
            kept.changed = changed.map(at);
            kept.label = *label;
            store.keep(&kept, at(0)).unwrap();
            bookmarks.push(kept);
        }
        for order in KeptOrder::ALL {
            let mut sorted: Vec<_> = bookmarks.iter().enumerate().collect();
            let label = |kept: &Bookmark| kept.label.map_or("zz", Label::name);
            sorted.sort_by(|(a, one), (b, other)| match order {
                KeptOrder::Place => {
                    let key = |kept: &Bookmark| (kept.title.clone(), kept.document, kept.anchor.position.start());
                    key(one).cmp(&key(other)).then(a.cmp(b))
                }
                KeptOrder::Newest => (other.created, b).cmp(&(one.created, a)),
                KeptOrder::Changed => {
                    let key = |kept: &Bookmark| kept.changed.unwrap_or(kept.created);
                    (key(other), b).cmp(&(key(one), a))
                }
                KeptOrder::Label => (label(one), one.created, a).cmp(&(label(other), other.created, b)),
            });
            let mut expected: Vec<_> = sorted.iter().map(|(_, kept)| kept.id).collect();
            let usual = query(Whose::Library, "", order, Way::Usual);
            assert_eq!(all(&store, &usual, limit, false), expected, "{order:?}");
            assert_eq!(all(&store, &usual, limit, true), expected, "{order:?} backwards");
            let noted: Vec<_> = sorted.iter().filter(|(_, kept)| !kept.note.is_empty()).map(|(_, kept)| kept.id).collect();
            let query_noted = query(Whose::Library, "is:noted", order, Way::Usual);
            assert_eq!(all(&store, &query_noted, limit, false), noted, "{order:?} noted");
            let of_one: Vec<_> = sorted.iter().filter(|(_, kept)| kept.document == documents[0]).map(|(_, kept)| kept.id).collect();
            let one = query(Whose::Document(documents[0]), "", order, Way::Usual);
            assert_eq!(all(&store, &one, limit, false), of_one, "{order:?} of one document");
            expected.reverse();
            let reversed = query(Whose::Library, "", order, Way::Reversed);
            assert_eq!(all(&store, &reversed, limit, false), expected, "{order:?} reversed");
        }
    }
}

#[test]
fn a_page_says_how_many_there_are_and_what_has_become_of_each() {
    let (_folder, store) = store();
    let (kept, gone) = (put(&store, "https://a/1", TEXT).id, put(&store, "https://a/2", TEXT).id);
    store.keep(&bookmark(1, kept, TEXT, "one"), at(0)).unwrap();
    store.keep(&bookmark(2, gone, TEXT, "two"), at(0)).unwrap();
    store.keep(&bookmark(3, DocumentId::from_bytes([9; 16]), TEXT, ""), at(0)).unwrap();
    store.remove(gone, at(0)).unwrap();
    let page = store.kept_page(&library(""), &Edge::First, 10, at(0)).unwrap();
    assert_eq!((page.total, page.more), (Some(3), false));
    let standing: Vec<_> = page.rows.iter().map(|row| row.standing).collect();
    let there = Standing::There(Resolution::Exact(crate::text::range(0, 3)));
    assert_eq!(standing, [Standing::Removed, Standing::Removed, there]);
    assert_eq!(store.kept_page(&library("is:noted"), &Edge::First, 10, at(0)).unwrap().total, None);
}

#[test]
fn what_has_drifted_is_found_and_nothing_else() {
    let (_folder, store) = store();
    let id = put(&store, "https://a/1", TEXT).id;
    store.keep(&bookmark(1, id, TEXT, "one"), at(0)).unwrap();
    assert!(all(&store, &library("is:drifted"), 10, false).is_empty());
    store.put(&incoming("https://a/1", "another thing altogether", 1), Logged::Yes, at(1)).unwrap();
    let page = store.kept_page(&library("is:drifted"), &Edge::First, 10, at(0)).unwrap();
    assert_eq!(ids(&page), [BookmarkId::from_bytes([1; 16])]);
    assert_eq!(page.rows[0].standing, Standing::There(Resolution::Changed));
    store
        .put(&incoming("https://a/1", &format!("{TEXT} and more"), 1), Logged::Yes, at(2))
        .unwrap();
    assert!(all(&store, &library("is:drifted"), 10, false).is_empty());
}
