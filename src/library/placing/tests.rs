use std::path::PathBuf;

use tempfile::TempDir;

use crate::anchor::{Anchor, Resolution};
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::import::{Overrides, Payload, import};
use crate::library::library::Library;
use crate::source::Location;
use crate::store::Incoming;
use crate::text::range;

const STORY: &str = "Flood in Kalden\n\nThe flood came at night and nobody was warned in time.\n\n\
    Twelve people died in the valley, police said on Monday morning.\n\n\
    Rescue teams from three towns searched the houses until noon.\n";

const DIED: &str = "Twelve people died in the valley";

struct Place {
    _folder: TempDir,
    file: PathBuf,
    library: Library,
    article: DocumentId,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        let file = folder.path().join("a.txt");
        std::fs::write(&file, STORY).unwrap();
        let article = library.add_file(&file, &Overrides::default()).unwrap().id;
        Self { _folder: folder, file, library, article }
    }

    fn refetched(&self, text: &str) {
        std::fs::write(&self.file, text).unwrap();
        self.library.add_file(&self.file, &Overrides::default()).unwrap();
    }

    fn keep(&self, exact: &str) -> Bookmark {
        let opened = self.library.open_document(self.article).unwrap();
        let start = opened.document.text().find(exact).unwrap();
        let place = range(start, start + exact.len());
        let bookmark = Bookmark {
            id: BookmarkId::from_bytes([1; 16]),
            document: self.article,
            title: opened.entry.title.clone(),
            anchor: Anchor::new(opened.document.text(), opened.revision, place),
            note: "a note".to_owned(),
            tags: Vec::new(),
            label: None,
            fact: None,
            created: jiff::Timestamp::UNIX_EPOCH,
            changed: None,
        };
        self.library.keep(&bookmark).unwrap();
        bookmark
    }

    /// Returns the state of the only bookmark and the words at its place.
    fn found(&self) -> (&'static str, Option<String>) {
        let resolved = self.library.resolved_bookmarks(self.article).unwrap();
        let [one] = resolved.as_slice() else { panic!("{resolved:?}") };
        let state = match one.resolution {
            Resolution::Exact(_) => "placed",
            Resolution::Moved(_) => "moved",
            Resolution::Drifted(..) => "drifted",
            Resolution::Changed => "changed",
        };
        let opened = self.library.look_into(self.article).unwrap();
        assert_eq!(opened.places.bookmarks, [one.resolution], "opening says the same");
        let words = one.resolution.range().map(|range| opened.document.slice(range).to_owned());
        (state, words)
    }
}

#[test]
fn a_note_outlives_every_edit_of_its_article() {
    let moved = "Twelve people died in the valley, police said on Monday morning.\n\n";
    let table = [
        ("nothing", STORY.to_owned(), "placed", Some(DIED)),
        ("set before it", STORY.replace("at night", "late at night"), "moved", Some(DIED)),
        ("moved", format!("{}\n{moved}", STORY.replace(moved, "")), "moved", Some(DIED)),
        (
            "edited",
            STORY.replace("Twelve people died in", "Fifteen people died in"),
            "drifted",
            Some("Fifteen people died in the valley"),
        ),
        (
            "split",
            STORY.replace("valley, police said", "valley.\n\nPolice said"),
            "placed",
            Some(DIED),
        ),
        ("joined", STORY.replace("in time.\n\n", "in time. "), "moved", Some(DIED)),
        ("deleted", STORY.replace(moved, ""), "changed", None),
        ("all replaced", "An article about another thing altogether.".to_owned(), "changed", None),
    ];
    for (what, new, state, words) in table {
        let place = Place::new();
        let bookmark = place.keep(DIED);
        place.refetched(&new);
        let (found, said) = place.found();
        assert_eq!((found, said.as_deref()), (state, words), "{what}");
        // The note and its passage are as they were, and shown in the text they were taken in.
        assert_eq!(
            place.library.bookmarks(None).unwrap(),
            std::slice::from_ref(&bookmark),
            "{what}"
        );
        let kept = place.library.store.text_of_anchor(place.article, &bookmark.anchor).unwrap();
        assert_eq!(kept.unwrap().slice(bookmark.anchor.position), DIED, "{what}");
    }
}

#[test]
fn a_text_that_another_importer_replaces_stays_for_its_notes() {
    let place = Place::new();
    let bookmark = place.keep(DIED);
    let location = Location::File(place.file.canonicalize().unwrap());
    let given = Overrides::default();
    let other = import(&Payload::new(b"Another reading of the page.", "a.txt", &given)).unwrap();
    let incoming =
        Incoming::new(location, "a.txt", STORY.as_bytes(), u16::MAX, other, given).unwrap();
    place.library.store.put_anew(place.article, &incoming, jiff::Timestamp::UNIX_EPOCH).unwrap();
    let current = place.library.store.text(place.article).unwrap();
    assert_eq!(current.document.unwrap().text().trim(), "Another reading of the page.");
    let kept = place.library.store.text_of_anchor(place.article, &bookmark.anchor).unwrap();
    assert_eq!(kept.unwrap().slice(bookmark.anchor.position), DIED);
    assert_eq!(place.found().0, "changed");
}

#[test]
fn a_drifted_place_is_accepted_by_the_user_and_undone() {
    let place = Place::new();
    let bookmark = place.keep(DIED);
    place.refetched(&STORY.replace("Twelve people died in", "Fifteen people died in"));
    let accepted = place.library.accept_drift(bookmark.id).unwrap();
    assert_eq!(accepted.anchor.quote.exact, "Fifteen people died in the valley");
    assert_eq!(accepted.note, "a note");
    assert_eq!(place.found(), ("placed", Some("Fifteen people died in the valley".to_owned())));
    place.library.undo().unwrap();
    assert_eq!(place.library.bookmarks(None).unwrap(), [bookmark]);
    assert_eq!(place.found().0, "drifted");
}

#[test]
fn a_changed_passage_is_attached_only_where_the_user_says() {
    let place = Place::new();
    let bookmark = place.keep(DIED);
    let new = "Nothing else is known of the flood that came at night.";
    place.refetched(new);
    let message = place.library.accept_drift(bookmark.id).unwrap_err().to_string();
    assert!(message.contains("not in the current text"), "{message}");
    for wrong in [range(0, 0), range(0, 9000)] {
        assert!(place.library.reattach(bookmark.id, wrong).is_err());
    }
    place.library.reattach(bookmark.id, range(0, 12)).unwrap();
    assert_eq!(place.found(), ("placed", Some("Nothing else".to_owned())));
}

#[test]
fn an_article_that_changed_says_since_when_and_what() {
    let place = Place::new();
    let opened = place.library.open_document(place.article).unwrap();
    assert_eq!(opened.read_before, None);
    let anchor = Anchor::new(opened.document.text(), opened.revision, range(0, 5));
    place.library.save_position(place.article, &anchor, 0.0).unwrap();
    assert_eq!(place.library.changes(place.article, None).unwrap(), None);
    place.refetched(&STORY.replace("Twelve", "Fifteen"));
    let now = place.library.open_document(place.article).unwrap();
    let (since, _) = now.read_before.unwrap();
    assert_eq!(since, opened.revision);
    let changes = place.library.changes(place.article, now.read_before).unwrap().unwrap();
    assert_eq!(changes.since, opened.revision);
    assert!(changes.paragraphs.len() >= 2);
    let revisions = place.library.revisions(place.article).unwrap();
    assert_eq!(revisions.len(), 2);
    assert!(revisions[0].current && !revisions[1].current);
    let old = place.library.text_of_revision(place.article, revisions[1].id).unwrap();
    assert!(old.unwrap().text().contains("Twelve people"));
}
