//! Every change of what is kept is one row of the log, and goes back and forth along it.

use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use crate::bookmark::{Bookmark, BookmarkId, Edit, Label};
use crate::document::DocumentId;
use crate::store::sample::{anchor, at, bookmark, put, store};
use crate::store::store::Store;

const TEXT: &str = "some words of a text that is long enough";

fn id(number: u8) -> BookmarkId {
    BookmarkId::from_bytes([number; 16])
}

#[test]
fn a_bulk_edit_is_one_change_that_is_told_and_taken_back() {
    let (_folder, store) = store();
    let document = put(&store, "https://a/1", TEXT).id;
    for number in 1..=3 {
        store.keep(&bookmark(number, document, TEXT, ""), at(0)).unwrap();
    }
    let before = store.bookmarks(None).unwrap();
    let all = [id(1), id(2), id(3), id(9)];
    let add = Edit::Retag { add: vec!["trade".to_owned()], remove: vec!["B".to_owned()] };
    assert_eq!(store.edit_bookmarks(&all, &[add], at(7)).unwrap(), 3);
    let after = store.bookmarks(None).unwrap();
    assert!(after.iter().all(|kept| kept.tags == ["", "trade"] && kept.changed == Some(at(7))));
    let undone = store.undo().unwrap().unwrap();
    assert_eq!(undone.description, "tags changed on 3 passages");
    assert_eq!(undone.document, Some(document));
    assert_eq!(store.bookmarks(None).unwrap(), before);
    store.redo().unwrap();
    assert_eq!(store.bookmarks(None).unwrap(), after);

    assert_eq!(store.drop_bookmarks(&all, at(8)).unwrap(), 3);
    assert!(store.bookmarks(None).unwrap().is_empty());
    assert_eq!(store.undo().unwrap().unwrap().description, "bookmark dropped on 3 passages");
    assert_eq!(store.bookmarks(None).unwrap(), after);
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_trace_and_one_of_nothing_fails() {
    let (_folder, store) = store();
    let document = put(&store, "https://a/1", TEXT).id;
    store.keep(&bookmark(1, document, TEXT, "note"), at(0)).unwrap();
    let same = Edit::Note("note".to_owned());
    assert_eq!(store.edit_bookmarks(&[id(1)], &[same], at(1)).unwrap(), 0);
    assert!(store.undo().unwrap().unwrap().description.starts_with("bookmark added"));
    assert!(store.edit_bookmarks(&[id(1)], &[Edit::Label(None)], at(1)).is_err());
}

#[test]
fn undo_says_what_it_takes_back() {
    let (_folder, store) = store();
    let document = put(&store, "https://a/1", TEXT).id;
    store.keep(&bookmark(1, document, TEXT, ""), at(0)).unwrap();
    let cases = [
        (Edit::Note("a".to_owned()), "note added “som”"),
        (Edit::Note("b".to_owned()), "note changed “som”"),
        (Edit::Note(String::new()), "note deleted “som”"),
        (Edit::Label(Some(Label::Red)), "label red “som”"),
        (Edit::Label(None), "label taken away “som”"),
        (Edit::Tags(vec!["x".to_owned()]), "tags changed “som”"),
        (Edit::Passage(anchor(TEXT, 4)), "place accepted “some”"),
    ];
    for (edit, expected) in cases {
        store.edit_bookmarks(&[id(1)], &[edit], at(1)).unwrap();
        assert_eq!(store.undo().unwrap().unwrap().description, expected);
        assert_eq!(store.redo().unwrap().unwrap().description, expected);
    }
    store.set_article_tags(document, &["t".to_owned()], at(1)).unwrap();
    let undone = store.undo().unwrap().unwrap();
    assert_eq!(undone.description, "tags of an article changed");
    assert_eq!(undone.document, Some(document));
}

#[test]
fn tags_are_known_those_used_most_first() {
    let (_folder, store) = store();
    let document = put(&store, "https://a/1", TEXT).id;
    for (number, note) in [(1, "x"), (2, "y")] {
        store.keep(&bookmark(number, document, TEXT, note), at(0)).unwrap();
    }
    let tags = ["z".to_owned(), "y".to_owned()];
    store.set_article_tags(document, &tags, at(0)).unwrap();
    assert_eq!(store.article_tags(document).unwrap(), tags);
    assert_eq!(store.known_tags(9).unwrap(), ["b", "y", "x", "z"]);
    assert_eq!(store.known_tags(1).unwrap(), ["b"]);
}

/// Something the user does.
#[derive(Clone, Debug)]
enum Deed {
    Keep(u8),
    Edit(Vec<u8>, Edit),
    Drop(Vec<u8>),
    Tag(Vec<String>),
}

fn deed() -> impl Strategy<Value = Deed> {
    let some = || proptest::collection::vec(0u8..5, 1..4);
    let tags = || proptest::collection::vec("[a-cA-C]", 0..3);
    let edit = prop_oneof![
        "[a-z]{0,3}".prop_map(Edit::Note),
        tags().prop_map(Edit::Tags),
        (tags(), tags()).prop_map(|(add, remove)| Edit::Retag { add, remove }),
        proptest::option::of(proptest::sample::select(&Label::ALL[..])).prop_map(Edit::Label),
        (1usize..9).prop_map(|length| Edit::Passage(anchor(TEXT, length))),
    ];
    prop_oneof![
        (0u8..5).prop_map(Deed::Keep),
        (some(), edit).prop_map(|(some, edit)| Deed::Edit(some, edit)),
        some().prop_map(Deed::Drop),
        tags().prop_map(Deed::Tag),
    ]
}

type Everything = (Vec<Bookmark>, Vec<String>, Vec<String>);

fn everything(store: &Store, document: DocumentId) -> Everything {
    let mut bookmarks = store.bookmarks(None).unwrap();
    bookmarks.sort_by_key(|kept| kept.id);
    let mut known = store.known_tags(99).unwrap();
    known.sort();
    (bookmarks, store.article_tags(document).unwrap(), known)
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_undone_and_redone_is_as_it_was(
        deeds in proptest::collection::vec(deed(), 1..12), back in any::<u8>(),
    ) {
        let (_folder, store) = store();
        let document = put(&store, "https://a/1", TEXT).id;
        let ids = |some: &[u8]| some.iter().map(|number| id(*number)).collect::<Vec<_>>();
        let mut states = vec![everything(&store, document)];
        for (time, deed) in (1i64..).zip(&deeds) {
            match deed {
                Deed::Keep(number) => store.keep(&bookmark(*number, document, TEXT, ""), at(time)).unwrap(),
                Deed::Edit(some, edit) => {
                    // Of nothing that is there, which is refused.
                    let _ = store.edit_bookmarks(&ids(some), std::slice::from_ref(edit), at(time));
                }
                Deed::Drop(some) => {
                    store.drop_bookmarks(&ids(some), at(time)).unwrap();
                }
                Deed::Tag(tags) => store.set_article_tags(document, &crate::bookmark::tags_in(&tags.join(" ")), at(time)).unwrap(),
            }
            let now = everything(&store, document);
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        let steps = usize::from(back) % states.len();
        let end = states.len() - 1;
        for step in 1..=steps {
            assert!(store.undo().unwrap().is_some());
            assert_eq!(everything(&store, document), states[end - step]);
        }
        for step in (0..steps).rev() {
            assert!(store.redo().unwrap().is_some());
            assert_eq!(everything(&store, document), states[end - step]);
        }
        assert_eq!(store.redo().unwrap(), None);
    }
}
