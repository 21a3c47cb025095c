use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;

use super::Service;
use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::extract::EXTRACTOR_VERSION;
use crate::fact::FactSet;
use crate::library::{Library, Opened, Reply, Request, RequestKind, Scope, Ticket};
use crate::store::{Store, TextDigest};
use crate::text::{Columns, range};

#[test]
fn a_large_text_is_opened_without_its_facts_which_then_come_from_the_store() {
    let face = Face::new();
    let path = face.path("large.txt");
    fs::write(&path, "In 1996 there was one.\n\n".to_owned() + &"word ".repeat(150_000)).unwrap();
    let Reply::Added { added, .. } = face.ask(Request::Add { path }) else { panic!("not added") };
    let opened = face.open(added[0].id);
    assert!(opened.facts.is_none());
    // Facts that no extraction would find show where they come from.
    let store = Store::open(&face.path("library.db")).unwrap();
    let (text, none) = (TextDigest::of(&opened.document), FactSet::default());
    store.put_facts(added[0].id, text, EXTRACTOR_VERSION, &none).unwrap();
    let ask = Request::Facts { document: added[0].id, content: Arc::clone(&opened.document) };
    let Reply::Facts { facts, .. } = face.ask(ask) else { panic!("no facts") };
    assert_eq!(*facts, none);
    assert!(face.open(added[0].id).facts.is_none());
}

struct Face {
    folder: TempDir,
    service: Service,
    replies: Receiver<(Ticket, Reply)>,
}

impl Face {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (sender, replies) = channel();
        let deliver = move |ticket, reply| sender.send((ticket, reply)).unwrap();
        let service =
            Service::start(Library::open(&folder.path().join("library.db")).unwrap(), deliver)
                .unwrap();
        Self { folder, service, replies }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn next(&self) -> (Ticket, Reply) {
        self.replies.recv_timeout(Duration::from_secs(60)).unwrap()
    }

    fn ask(&self, request: Request) -> Reply {
        self.service.send(Ticket(7), request);
        self.last(7)
    }

    /// Returns the last reply to a ticket, while nothing else is under way.
    fn last(&self, expected: u64) -> Reply {
        loop {
            let (ticket, reply) = self.next();
            assert_eq!(ticket, Ticket(expected));
            if !matches!(reply, Reply::Progress(_)) {
                return reply;
            }
        }
    }

    fn first(&self) -> DocumentId {
        match self.ask(Request::List { scope: Scope::default(), after: None, limit: 10 }) {
            Reply::Listed { entries, counts } => {
                assert_eq!(u64::try_from(entries.len()).unwrap(), counts.documents);
                entries[0].id
            }
            other => panic!("{other:?}"),
        }
    }

    fn open(&self, document: DocumentId) -> Box<Opened> {
        match self.ask(Request::Open(document)) {
            Reply::Opened(opened) => opened,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn save(&self, request: Request) {
        let kind = request.kind();
        match self.ask(request) {
            Reply::Saved(saved) => assert_eq!(saved, kind),
            other => panic!("{other:?}"),
        }
    }
}

fn bookmark(opened: &Opened, number: u8) -> Bookmark {
    Bookmark {
        id: BookmarkId::from_bytes([number; 16]),
        document: opened.entry.id,
        title: opened.entry.title.clone(),
        anchor: Anchor::new(opened.document.text(), opened.revision, range(0, 3)),
        note: String::new(),
        tags: Vec::new(),
        created: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn every_request_has_its_reply() {
    let face = Face::new();
    let document = face.first();
    let opened = face.open(document);
    let kept = bookmark(&opened, 1);
    let anchor = kept.anchor.clone();
    face.save(Request::Keep(kept.clone()));
    face.save(Request::EditBookmark(Bookmark { note: "a note".to_owned(), ..kept.clone() }));
    let Reply::Bookmarks(bookmarks) = face.ask(Request::Bookmarks(Some(document))) else {
        panic!("no bookmarks");
    };
    assert_eq!(bookmarks[0].note, "a note");
    face.save(Request::SavePosition { document, anchor: anchor.clone(), progress: 0.3 });
    face.save(Request::SetMark { document, name: 'A', anchor: anchor.clone() });
    let Reply::Mark { name: 'A', place } = face.ask(Request::GlobalMark('A')) else {
        panic!("no mark");
    };
    assert_eq!(place, Some((document, anchor)));
    face.save(Request::SetRead { document, read: true });
    face.save(Request::SetStarred { document, starred: true });
    face.save(Request::DropBookmark(kept.id));
    face.save(Request::Remove(document));
    let Reply::Undone(Some(undone)) = face.ask(Request::Undo) else { panic!("nothing undone") };
    assert_eq!((undone.description.as_str(), undone.document), ("article removed", Some(document)));
    assert!(matches!(face.ask(Request::Redo), Reply::Redone(Some(_))));
    assert!(matches!(face.ask(Request::Redo), Reply::Redone(None)));
    let Reply::Failed { message, what } = face.ask(Request::Open(document)) else {
        panic!("a removed document was opened");
    };
    assert_eq!(what, RequestKind::Open);
    assert!(message.contains("undo brings back"), "{message}");
}

#[test]
fn facts_are_found_delivered_and_kept() {
    let face = Face::new();
    let document = face.first();
    let opened = face.open(document);
    assert!(opened.facts.is_none());
    let content = Arc::clone(&opened.document);
    let request = Request::Facts { document, content: Arc::clone(&content) };
    let Reply::Facts { facts, .. } = face.ask(request) else { panic!("no facts") };
    assert_eq!(face.open(document).facts, Some(facts));
    let width = Columns::default();
    let Reply::Index { width: of, .. } = face.ask(Request::Index { content, width }) else {
        panic!("no index");
    };
    assert_eq!(of, width);
}

#[test]
fn files_and_folders_are_added() {
    let face = Face::new();
    fs::create_dir(face.path("f")).unwrap();
    for name in ["f/a.txt", "f/b.txt", "c.txt"] {
        fs::write(face.path(name), name).unwrap();
    }
    fs::write(face.path("f/empty.txt"), "").unwrap();
    let Reply::Added { added, unsupported, failed, .. } =
        face.ask(Request::Add { path: face.path("f") })
    else {
        panic!("not added");
    };
    assert_eq!((added.len(), unsupported, failed.len()), (2, 1, 0));
    let Reply::Added { added, .. } = face.ask(Request::Add { path: face.path("c.txt") }) else {
        panic!("not added");
    };
    assert_eq!(face.first(), added[0].id);
    let Reply::Failed { message, what } = face.ask(Request::Add { path: face.path("none.txt") })
    else {
        panic!("what is not there was added");
    };
    assert_eq!(what, RequestKind::Add);
    assert!(message.contains("none.txt"), "{message}");
}

#[test]
fn what_was_asked_for_is_on_disk_when_the_service_ends() {
    let face = Face::new();
    let document = face.first();
    let opened = face.open(document);
    fs::write(face.path("late.txt"), "late").unwrap();
    for number in 0..50 {
        face.service.send(Ticket(0), Request::Keep(bookmark(&opened, number)));
    }
    face.service.send(Ticket(1), Request::Add { path: face.path("late.txt") });
    let path = face.path("library.db");
    face.service.finish();
    let library = Library::open(&path).unwrap();
    assert_eq!(library.bookmarks(None).unwrap().len(), 50);
    assert_eq!(library.counts().unwrap().documents, 3);
}

#[test]
fn a_library_that_cannot_be_opened_is_said_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fs::write(&path, "").unwrap();
    let message = format!("{:#}", Library::open(&path).unwrap_err());
    assert!(message.contains("is empty"), "{message}");
}
