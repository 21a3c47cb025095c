use proptest::prelude::{Strategy, any, prop_oneof, proptest};

use crate::anchor::{Anchor, TextQuote};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::{DocumentId, Metadata};
use crate::exchange::Article;
use crate::import::Overrides;
use crate::store::incoming::{Incoming, Logged, Outcome};
use crate::store::sample::{Came, arrive, at, bookmark, document, follow, incoming, put, store};
use crate::store::store::Store;
use crate::store::subscription::Scope;

const TEXT: &str = "The pier fell into the sea at night";
const PLACE: &str = "https://a.example/pier";

/// A passage that waits for the article at an address.
fn waiting(number: u8, address: &str) -> Bookmark {
    let address = Some(address.to_owned());
    let article = Article { address, ..Article::default() };
    let mut kept = bookmark(number, article.identity(), TEXT, "a note");
    "pier".clone_into(&mut kept.title);
    kept
}

fn of(store: &Store, number: u8) -> Option<DocumentId> {
    let id = BookmarkId::from_bytes([number; 16]);
    store.bookmark(id).unwrap().map(|kept| kept.document)
}

#[track_caller]
fn agrees(store: &Store) {
    let agreement = store.agreement().unwrap();
    assert_eq!((agreement.missing, agreement.lost), (Vec::<String>::new(), Vec::new()));
}

#[test]
fn a_note_goes_and_comes_with_the_article_it_waited_for() {
    let (_folder, store) = store();
    let note = waiting(1, PLACE);
    store.keep(&note, at(1)).unwrap();
    let id = put(&store, PLACE, "another text by now").id;
    for _ in 0..2 {
        assert_eq!(of(&store, 1), Some(id));
        agrees(&store);
        assert_eq!(store.undo().unwrap().unwrap().description, "article added");
        assert_eq!(store.bookmarks(None).unwrap(), std::slice::from_ref(&note));
        agrees(&store);
        assert_eq!(store.redo().unwrap().unwrap().description, "article added");
    }
    store.undo().unwrap();
    // What comes again in another way has it too.
    let feed = follow(&store, "f");
    store.put(&incoming(PLACE, "another text by now", 1), Logged::No, at(3)).unwrap();
    arrive(&store, feed, &[Came { id: "1", link: PLACE, text: "new", published: 0 }], 4);
    assert_eq!(of(&store, 1), Some(id));
    agrees(&store);
}

#[test]
fn what_comes_with_a_feed_has_its_notes_and_undo_passes_over_that() {
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    store.keep(&waiting(1, PLACE), at(1)).unwrap();
    let edited = Bookmark { note: "edited".to_owned(), ..waiting(1, PLACE) };
    store.edit_bookmark(&edited, at(2)).unwrap();
    let came = Came { id: "1", link: PLACE, text: "a summary", published: 0 };
    let id = arrive(&store, feed, &[came], 2)[0].id;
    assert_eq!(of(&store, 1), Some(id));
    // Neither taking back nor making again what was done before takes the note from its article.
    for expected in ["note changed", "bookmark added"] {
        let undone = store.undo().unwrap().unwrap();
        assert!(undone.description.starts_with(expected), "{}", undone.description);
        assert!(of(&store, 1).is_none_or(|document| document == id));
        agrees(&store);
    }
    for note in ["a note", "edited"] {
        store.redo().unwrap();
        let kept = store.bookmarks(Some(id)).unwrap().remove(0);
        assert_eq!(kept.note, note);
        agrees(&store);
    }
}

#[test]
fn a_title_alone_makes_no_article_the_one() {
    let (_folder, store) = store();
    let mut note = waiting(1, "https://elsewhere.example/");
    store.keep(&note, at(1)).unwrap();
    // Its title is the last part of its address.
    assert_eq!(put(&store, PLACE, "Another pier was built").outcome, Outcome::New);
    assert_eq!(of(&store, 1), Some(note.document));
    let id = put(&store, "https://b.example/pier", &format!("{TEXT}, they say")).id;
    assert_eq!(of(&store, 1), Some(id));
    // The same content is the same article, whatever it is called.
    note.id = BookmarkId::from_bytes([2; 16]);
    "something else".clone_into(&mut note.title);
    store.keep(&note, at(2)).unwrap();
    let same = put(&store, "https://c.example/other", TEXT).id;
    assert_eq!(of(&store, 2), Some(same));
}

#[test]
fn a_text_that_comes_later_can_show_whose_note_it_is() {
    let (_folder, store) = store();
    store.keep(&waiting(1, "https://elsewhere.example/"), at(1)).unwrap();
    let id = put(&store, PLACE, "A summary.").id;
    assert_ne!(of(&store, 1), Some(id));
    let whole = incoming(PLACE, &format!("A summary. {TEXT}."), 1);
    store.put_fetched(id, Some(&whole), at(2)).unwrap();
    assert_eq!(of(&store, 1), Some(id));
    assert_eq!(store.undo().unwrap().unwrap().description, "article added");
    assert_ne!(of(&store, 1), Some(id), "it waits again");
}

#[test]
fn an_article_that_comes_back_with_a_feed_has_the_notes_that_waited_meanwhile() {
    let came = [Came { id: "1", link: PLACE, text: TEXT, published: 0 }];
    for address in ["f", "g"] {
        let (_folder, store) = store();
        let feed = follow(&store, "f");
        let id = arrive(&store, feed, &came, 1)[0].id;
        store.unfollow(feed, at(2)).unwrap();
        assert!(store.list(Scope::default(), None, 9).unwrap().is_empty());
        store.keep(&waiting(1, PLACE), at(3)).unwrap();
        assert_ne!(of(&store, 1), Some(id));
        // The feed that it went with brings it back at once, another one when it is read.
        arrive(&store, follow(&store, address), &came, 5);
        assert_eq!(of(&store, 1), Some(id), "{address}");
        agrees(&store);
        // What has a note stays when the feed goes.
        for walk in [Store::undo, Store::redo] {
            assert_eq!(walk(&store).unwrap().unwrap().description, "feed followed");
            assert_eq!(of(&store, 1), Some(id), "{address}");
            assert_eq!(store.list(Scope::default(), None, 9).unwrap().len(), 1);
            agrees(&store);
        }
    }
}

#[test]
fn a_note_that_is_made_again_finds_the_article_that_came_meanwhile() {
    for is_dropped in [false, true] {
        let (_folder, store) = store();
        let feed = follow(&store, "f");
        store.keep(&waiting(1, PLACE), at(1)).unwrap();
        if is_dropped {
            store.drop_bookmark(BookmarkId::from_bytes([1; 16]), at(2)).unwrap();
        } else {
            store.undo().unwrap();
        }
        let came = Came { id: "1", link: PLACE, text: "a summary", published: 0 };
        let id = arrive(&store, feed, &[came], 3)[0].id;
        assert_eq!(of(&store, 1), None);
        let walk = if is_dropped { Store::undo } else { Store::redo };
        walk(&store).unwrap();
        assert_eq!(of(&store, 1), Some(id), "dropped: {is_dropped}");
        agrees(&store);
    }
}

#[test]
fn the_words_of_a_note_count_by_title_only_among_the_same_words() {
    let (_folder, store) = store();
    let note = waiting(1, "https://elsewhere.example/");
    store.keep(&note, at(1)).unwrap();
    put(&store, PLACE, "At last The ship came");
    assert_eq!(of(&store, 1), Some(note.document));
    let id = put(&store, "https://b.example/pier", &format!("They say: {TEXT}")).id;
    assert_eq!(of(&store, 1), Some(id));
}

#[test]
fn an_address_that_a_page_names_gives_it_no_notes_on_words_it_has_not() {
    let (_folder, store) = store();
    let note = Bookmark { title: "a title".to_owned(), ..waiting(1, PLACE) };
    store.keep(&note, at(1)).unwrap();
    let page = |address: &str, text: &str| {
        let place = crate::source::Location::Url(address.to_owned());
        let metadata = Metadata { address: Some(PLACE.to_owned()), ..Metadata::default() };
        let document = document(text).with_metadata(metadata);
        Incoming::new(place, address, text.as_bytes(), 1, document, Overrides::default()).unwrap()
    };
    store.put(&page("https://b.example/1", "nothing of it"), Logged::Yes, at(2)).unwrap();
    assert_eq!(of(&store, 1), Some(note.document));
    let added = store
        .put(&page("https://b.example/2", &format!("{TEXT}, they say")), Logged::Yes, at(3))
        .unwrap();
    assert_eq!(of(&store, 1), Some(added.id));
}

#[test]
fn notes_that_stood_on_an_article_stay_when_its_restoring_is_taken_back() {
    let (_folder, store) = store();
    let note = waiting(1, PLACE);
    store.keep(&note, at(1)).unwrap();
    let id = store.put(&incoming(PLACE, TEXT, 1), Logged::Yes, at(2)).unwrap().id;
    store.remove(id, at(3)).unwrap();
    let again = store.put(&incoming(PLACE, TEXT, 1), Logged::Yes, at(4)).unwrap();
    assert_eq!((again.id, again.outcome), (id, Outcome::Restored));
    for _ in 0..2 {
        for (description, document) in
            [("article added", id), ("article removed", id), ("article added", note.document)]
        {
            assert_eq!(store.undo().unwrap().unwrap().description, description);
            assert_eq!(of(&store, 1), Some(document));
            agrees(&store);
        }
        for _ in 0..3 {
            store.redo().unwrap();
            assert_eq!(of(&store, 1), Some(id));
            agrees(&store);
        }
    }
}

/// So many that reading the log or the article once for each would take minutes.
#[test]
fn thousands_of_waiting_notes_come_and_go_and_come_again() {
    const MANY: u32 = 2_500;
    let (_folder, store) = store();
    let feed = follow(&store, "f");
    let mut text = String::new();
    let mut notes = Vec::new();
    for number in 0..MANY {
        let words = format!("Passage {number} tells what happened at the harbour that night.");
        let mut kept = waiting(1, PLACE);
        let mut bytes = [0; 16];
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        kept.id = BookmarkId::from_bytes(bytes);
        let (prefix, suffix) = (" ".to_owned(), String::new());
        kept.anchor = Anchor::unplaced(TextQuote { exact: words.clone(), prefix, suffix });
        text = text + " " + &words;
        notes.push((None, kept));
    }
    assert!(store.keep_read(notes, store.arrivals().unwrap(), at(1)).unwrap());
    let id =
        arrive(&store, feed, &[Came { id: "1", link: PLACE, text: &text, published: 0 }], 2)[0].id;
    store.undo().unwrap();
    store.redo().unwrap();
    let kept = store.bookmarks(Some(id)).unwrap();
    assert_eq!(kept.len(), usize::try_from(MANY).unwrap());
    assert!(kept.iter().all(|kept| kept.anchor.fits(&text)));
}

/// Something that happens to notes that wait and their articles.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Keep(u8),
    Edit(u8),
    Drop(u8),
    Put(u8),
    Arrive(u8),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (1_u8..4).prop_map(Deed::Keep),
        (1_u8..4).prop_map(Deed::Edit),
        (1_u8..4).prop_map(Deed::Drop),
        (1_u8..4).prop_map(Deed::Put),
        (1_u8..4).prop_map(Deed::Arrive),
        any::<bool>().prop_map(|undo| if undo { Deed::Undo } else { Deed::Redo }),
    ]
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// After anything, a note whose article is there is on it, and the journal says the same as the store.
    #[test]
    fn notes_are_on_their_articles_after_anything(
        deeds in proptest::collection::vec(deed(), 0..14)
    ) {
        let (_folder, store) = store();
        let feed = follow(&store, "f");
        let address = |number: u8| format!("https://{number}.example/x");
        for (deed, now) in deeds.iter().zip(1..) {
            let known = |number| {
                let id = BookmarkId::from_bytes([number; 16]);
                store.bookmark(id).unwrap()
            };
            match *deed {
                // A note is only kept as waiting while its article is not there.
                Deed::Keep(number) if store.list(Scope::default(), None, 9).unwrap().is_empty() => {
                    store.keep(&waiting(number, &address(number)), at(now)).unwrap();
                }
                Deed::Keep(_) => {}
                Deed::Edit(number) => {
                    if let Some(kept) = known(number) {
                        let note = format!("note {now}");
                        store.edit_bookmark(&Bookmark { note, ..kept }, at(now)).unwrap();
                    }
                }
                Deed::Drop(number) => {
                    store.drop_bookmark(BookmarkId::from_bytes([number; 16]), at(now)).unwrap();
                }
                Deed::Put(number) => drop(put(&store, &address(number), &format!("text {number}"))),
                Deed::Arrive(number) => {
                    let (id, link, text) = (number.to_string(), address(number), format!("text {number}"));
                    arrive(&store, feed, &[Came { id: &id, link: &link, text: &text, published: 0 }], now);
                }
                Deed::Undo => drop(store.undo().unwrap()),
                Deed::Redo => drop(store.redo().unwrap()),
            }
            let here = store.list(Scope::default(), None, 9).unwrap();
            let mut lost = Vec::new();
            for number in 1..4 {
                let place = crate::source::Location::Url(address(number));
                let id = store.article_at(&place).unwrap();
                let Some(id) = id.filter(|id| here.iter().any(|entry| entry.id == *id)) else { continue };
                if of(&store, number).is_some_and(|document| document != id) {
                    lost.push(number);
                }
            }
            assert_eq!(lost, [0; 0], "after {deed:?}");
            agrees(&store);
        }
    }
}
