use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;

use super::Service;
use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, BookmarkId};
use crate::document::DocumentId;
use crate::extract::EXTRACTOR_VERSION;
use crate::fact::{Entity, FactSet};
use crate::fetch::Stop;
use crate::library::errand::beside;
use crate::library::fake::{At, Fake, rss};
use crate::library::jobs::Importer;
use crate::library::{
    Doing, Library, Only, Opened, Reply, Request, RequestKind, Scope, Ticket, Whole,
};
use crate::store::{Store, TextDigest};
use crate::text::{Columns, range};
use crate::verdict::{Subject, Verdict};

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
    net: Fake,
    service: Service,
    replies: Receiver<(Ticket, Reply)>,
}

impl Face {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (sender, replies) = channel();
        // When the background has found something is no concern of these tests.
        let deliver = move |ticket, reply| match reply {
            Reply::StoriesChanged(_) => {}
            reply => sender.send((ticket, reply)).unwrap(),
        };
        let (library, net) =
            (Library::open(&folder.path().join("library.db")).unwrap(), Fake::default());
        let service = Service::start_with(library, Arc::new(net.clone()), deliver).unwrap();
        Self { folder, net, service, replies }
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

    fn wait_for_progress(&self, expected: u64) {
        let (ticket, reply) = self.next();
        assert!(matches!(reply, Reply::Progress(_)), "{reply:?}");
        assert_eq!(ticket, Ticket(expected));
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
        label: None,
        fact: None,
        created: Timestamp::UNIX_EPOCH,
        changed: None,
    }
}

#[test]
fn every_request_has_its_reply() {
    let face = Face::new();
    let document = face.first();
    let opened = face.open(document);
    let kept = bookmark(&opened, 1);
    let anchor = kept.anchor.clone();
    face.save(Request::Keep(Box::new(kept.clone())));
    face.save(Request::EditBookmark(Box::new(Bookmark {
        note: "a note".to_owned(),
        ..kept.clone()
    })));
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
fn what_an_older_extractor_found_keeps_no_article_from_opening() {
    let face = Face::new();
    let document = face.first();
    let content = face.open(document).document;
    let store = Store::open(&face.path("library.db")).unwrap();
    let text = TextDigest::of(&content);
    store.put_facts(document, text, EXTRACTOR_VERSION - 1, &FactSet::default()).unwrap();
    // The text comes at once; its facts are found anew on another thread, and then kept.
    assert!(face.open(document).facts.is_none());
    let request = Request::Facts { document, content };
    let Reply::Facts { facts, importance, .. } = face.ask(request) else { panic!("no facts") };
    assert_eq!(importance.len(), facts.facts().len());
    assert!(!facts.facts().is_empty());
    assert_eq!(face.open(document).facts, Some(facts));
}

#[test]
fn what_is_said_of_facts_and_who_names_whom_is_answered() {
    let face = Face::new();
    let document = face.first();
    let opened = face.open(document);
    let request = Request::Facts { document, content: Arc::clone(&opened.document) };
    let Reply::Facts { facts, .. } = face.ask(request) else { panic!("no facts") };
    let subject = Subject::of(&opened.document, opened.revision, &facts, &facts.facts()[0]);
    let judgements = vec![(subject.clone(), Some(Verdict::Confirmed))];
    face.save(Request::Judge { document, judgements });
    let said = vec![(subject, Verdict::Confirmed)];
    assert_eq!(face.open(document).verdicts, said);
    let Reply::Verdicts { verdicts, .. } = face.ask(Request::Verdicts(document)) else {
        panic!("no verdicts");
    };
    assert_eq!(verdicts, said);
    let Reply::Undone(Some(undone)) = face.ask(Request::Undo) else { panic!("nothing undone") };
    assert_eq!(undone.description, "fact confirmed");
    let key = facts.entities().find_map(Entity::key).unwrap();
    let Reply::Naming(found) = face.ask(Request::Naming { key, after: None, limit: 9 }) else {
        panic!("nobody names it");
    };
    assert_eq!(found[0].entry.id, document);
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
        face.service.send(Ticket(0), Request::Keep(Box::new(bookmark(&opened, number))));
    }
    face.service.send(Ticket(1), Request::Add { path: face.path("late.txt") });
    let path = face.path("library.db");
    face.service.finish();
    let library = Library::open(&path).unwrap();
    assert_eq!(library.bookmarks(None).unwrap().len(), 50);
    assert_eq!(library.counts().unwrap().documents, 3);
}

const FEED: &str = "https://feed.example/rss";

#[test]
fn feeds_are_followed_refreshed_and_let_go() {
    let face = Face::new();
    face.net.feed(FEED, "News", &[("1", "https://feed.example/1", "one")]);
    let add = Request::AddAddress { address: FEED.to_owned() };
    let Reply::Following { feed, new: 1 } = face.ask(add) else { panic!("not followed") };
    let document = face.first();
    face.net.html("https://feed.example/1", "One", "", &["A longer text than the entry has."]);
    let Reply::Reloaded { revised: true, .. } = face.ask(Request::Reload(document)) else {
        panic!("not fetched again");
    };
    face.net.feed(FEED, "News", &[("2", "", "two")]);
    for which in [None, Some(feed.id)] {
        let Reply::Refreshed { feeds: 1, new, failed, .. } = face.ask(Request::Refresh(which))
        else {
            panic!("not refreshed");
        };
        assert_eq!((new, failed.len()), (usize::from(which.is_none()), 0));
    }
    face.save(Request::RenameFeed { feed: feed.id, title: "My news".to_owned() });
    face.save(Request::SetWhole { feed: feed.id, whole: Whole::WithFeed });
    let Reply::Subscriptions(feeds) = face.ask(Request::Subscriptions) else { panic!("none") };
    let shown = (feeds[0].title.as_str(), feeds[0].unread, feeds[0].whole);
    assert_eq!(shown, ("My news", 2, Whole::WithFeed));
    let scope = Scope { feed: Some(feed.id), only: Only::Unread };
    let unread = || match face.ask(Request::List { scope, after: None, limit: 9 }) {
        Reply::Listed { entries, .. } => entries.len(),
        other => panic!("{other:?}"),
    };
    assert_eq!(unread(), 2);
    face.save(Request::MarkAllRead(scope));
    assert_eq!(unread(), 0);
    let path = face.path("feeds.opml");
    let Reply::FeedsExported { feeds: 1, .. } =
        face.ask(Request::ExportFeeds { path: path.clone() })
    else {
        panic!("not written");
    };
    face.save(Request::Unfollow(feed.id));
    let Reply::FeedsImported { new: 1, known: 0 } = face.ask(Request::ImportFeeds { path }) else {
        panic!("not read");
    };
    let follow = Request::Follow { address: FEED.to_owned() };
    assert!(matches!(face.ask(follow), Reply::Following { new: 0, .. }));
    let Reply::Failed { what: RequestKind::AddAddress, message } =
        face.ask(Request::AddAddress { address: "https://none.example/".to_owned() })
    else {
        panic!("something came of nothing");
    };
    assert!(message.contains("none.example"), "{message}");
    fs::write(face.path("feed.xml"), rss("A file", &[("1", "", "one")])).unwrap();
    let file = Request::Add { path: face.path("feed.xml") };
    assert!(matches!(face.ask(file), Reply::Following { new: 1, .. }));
}

#[test]
fn a_silent_server_holds_nothing_up_and_can_be_stopped() {
    let face = Face::new();
    let [(_holding, silence), (_holding_too, other_silence)] = [channel(), channel()];
    let [silent, other_silent] =
        [silence, other_silence].map(|silence| At::Silent(Arc::new(Mutex::new(silence))));
    face.net.feed(FEED, "News", &[]);
    let Reply::Following { .. } = face.ask(Request::AddAddress { address: FEED.to_owned() }) else {
        panic!("not followed");
    };
    face.net.put(FEED, silent);
    face.net.put("https://silent.example/", other_silent);
    face.net.html(
        "https://quick.example/",
        "Quick",
        "",
        &["It answers at once, as servers should."],
    );
    face.service.send(Ticket(1), Request::Refresh(None));
    face.wait_for_progress(1);
    face.service
        .send(Ticket(2), Request::AddAddress { address: "https://silent.example/".to_owned() });
    face.wait_for_progress(2);
    let quick = Request::AddAddress { address: "https://quick.example/".to_owned() };
    assert!(matches!(face.ask(quick), Reply::Added { .. }));
    face.save(Request::SetStarred { document: face.first(), starred: true });
    face.save(Request::Stop(Ticket(2)));
    let Reply::Failed { message, what: RequestKind::AddAddress } = face.last(2) else {
        panic!("it was not stopped");
    };
    assert!(message.contains("stopped"), "{message}");
    face.save(Request::Stop(Ticket(1)));
    let Reply::Refreshed { feeds: 0, failed, .. } = face.last(1) else {
        panic!("it was not stopped");
    };
    assert!(failed[0].contains("stopped"), "{failed:?}");
    face.save(Request::Stop(Ticket(99)));
}

#[test]
fn the_end_waits_for_no_server() {
    let face = Face::new();
    let (holding, silence) = channel();
    face.net.put(FEED, At::Silent(Arc::new(Mutex::new(silence))));
    face.service.send(Ticket(1), Request::AddAddress { address: FEED.to_owned() });
    face.wait_for_progress(1);
    let document = face.first();
    face.service.send(Ticket(2), Request::SetStarred { document, starred: true });
    face.service.finish();
    let library = Library::open(&face.folder.path().join("library.db")).unwrap();
    assert_eq!(library.counts().unwrap().starred, 1);
    drop(holding);
}

#[test]
fn a_folder_can_be_stopped_between_two_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(folder.path().join(name), name).unwrap();
    }
    let path = folder.path().join("library.db");
    let library = Library::open(&path).unwrap();
    let stop = Stop::default();
    let reply = beside(&library, |writer| {
        // The second file is the last: the wish is seen before the third.
        let tell = |doing: Doing| {
            if matches!(doing, Doing::Importing { done: 1, .. }) {
                stop.stop();
            }
        };
        Importer::new(&path, writer).add(folder.path(), &stop, &tell).unwrap()
    });
    let Reply::Added { added, failed, .. } = reply else { panic!("{reply:?}") };
    assert_eq!((added.len(), failed.len()), (2, 1));
    assert!(failed[0].contains("stopped before all of it"), "{failed:?}");
}

#[test]
fn a_library_that_cannot_be_opened_is_said_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    fs::write(&path, "").unwrap();
    let message = format!("{:#}", Library::open(&path).unwrap_err());
    assert!(message.contains("is empty"), "{message}");
}
