use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use jiff::Timestamp;
use tempfile::TempDir;

use crate::document::DocumentId;
use crate::fetch::{Fault, Page, Reach, Realm, Stop};
use crate::library::doing::Doing;
use crate::library::fake::{At, Fake, page, rss};
use crate::library::{
    Extent, Followed, Library, Only, Outcome, Overrides, Reached, Refreshed, Scope, Subscription,
    Whole,
};
use crate::source::{FeedId, Location};

const FEED: &str = "https://feed.example/rss";
const PARAGRAPH: &str = "This is a paragraph of an article, as long as paragraphs of articles are, with a few clauses, \
    some commas, and enough words that no reader of pages takes it for a menu or a line of buttons.";

struct Place {
    folder: TempDir,
    library: Library,
    net: Fake,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(&folder.path().join("library.db")).unwrap();
        for entry in library.list(None, 9).unwrap() {
            library.remove(entry.id).unwrap();
        }
        Self { folder, library, net: Fake::default() }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn add(&self, address: &str) -> anyhow::Result<Reached> {
        let given = Overrides::default();
        self.library.add_address(&self.net, address, &given, &Stop::default(), &|_| ())
    }

    #[track_caller]
    fn page(&self, address: &str, expected: Outcome) -> DocumentId {
        match self.add(address).unwrap() {
            Reached::Page { added, .. } => {
                assert_eq!(added.outcome, expected);
                added.id
            }
            Reached::Feed(feed) => panic!("{feed:?}"),
        }
    }

    #[track_caller]
    fn follow(&self, address: &str, new: usize) -> FeedId {
        match self.add(address).unwrap() {
            Reached::Feed(followed) => {
                assert_eq!(followed.new, new);
                followed.feed.id
            }
            Reached::Page { added, .. } => panic!("{added:?}"),
        }
    }

    fn refresh(&self, feed: Option<FeedId>) -> Refreshed {
        self.library.refresh(&self.net, feed, &Stop::default(), &|_| ()).unwrap()
    }

    #[track_caller]
    fn refreshed(&self, new: usize, revised: usize) {
        let done = self.refresh(None);
        assert_eq!((done.new, done.revised, done.failed), (new, revised, Vec::new()));
    }

    fn reload(&self, document: DocumentId) -> anyhow::Result<bool> {
        self.library.reload(&self.net, document, &Stop::default(), &|_| ())
    }

    fn titles(&self, feed: Option<FeedId>) -> Vec<String> {
        let scope = Scope { feed, only: Only::All };
        let entries = self.library.list_of(scope, None, 1000).unwrap();
        entries.into_iter().map(|entry| entry.title).collect()
    }

    fn text(&self, document: DocumentId) -> String {
        self.library.open_document(document).unwrap().document.text().to_owned()
    }

    fn extent(&self, document: DocumentId) -> Extent {
        self.library.open_document(document).unwrap().extent
    }

    fn first(&self) -> DocumentId {
        self.library.list(None, 1).unwrap()[0].id
    }

    fn shown(&self, feed: FeedId) -> Subscription {
        self.library.store.subscription(feed).unwrap()
    }
}

#[track_caller]
fn check_message<T: std::fmt::Debug>(result: anyhow::Result<T>, expected: &[&str]) {
    let message = format!("{:#}", result.unwrap_err());
    for part in expected {
        assert!(message.contains(part), "`{message}` does not say `{part}`");
    }
    assert!(!message.contains('\n') && !message.ends_with('.'), "{message}");
}

#[test]
fn a_page_is_added_once_and_its_changes_are_revisions() {
    let place = Place::new();
    let address = "https://page.example/a";
    place.net.html(address, "A page", "", &[PARAGRAPH; 3]);
    let id = place.page(address, Outcome::New);
    assert_eq!(place.library.location(id).unwrap(), Some(Location::Url(address.to_owned())));
    assert!(place.text(id).contains(PARAGRAPH));
    assert_eq!(place.page("https://page.example/a#part", Outcome::Unchanged), id);
    place.net.html(address, "A page", "", &[PARAGRAPH, "And another paragraph, which is new."]);
    assert_eq!(place.page(address, Outcome::Revised), id);
    assert!(!place.reload(id).unwrap());
    place.net.html(address, "A page", "", &["Only this is left of it, which is a pity."]);
    assert!(place.reload(id).unwrap(), "a page that the user added may become shorter");
    place.library.remove(id).unwrap();
    assert_eq!(place.page(address, Outcome::Restored), id);
    check_message(place.add("https://page.example/none"), &["page.example/none", "fails"]);
    place.net.text("https://page.example/empty", "text/html", "");
    check_message(place.add("https://page.example/empty"), &["page.example/empty has no text"]);
}

#[test]
fn a_page_is_where_it_was_found_in_the_end() {
    let place = Place::new();
    let end =
        Page { address: "https://page.example/end".to_owned(), ..page("", "text/plain", "a text") };
    place.net.put("https://page.example/start", At::Page(end));
    let id = place.page("https://page.example/start", Outcome::New);
    let location = place.library.location(id).unwrap();
    assert_eq!(location, Some(Location::Url("https://page.example/end".to_owned())));
    assert_eq!(place.page("https://page.example/start", Outcome::Unchanged), id);
}

#[test]
fn the_feeds_that_a_page_names_can_be_followed() {
    let place = Place::new();
    let head = r#"<link rel="alternate" type="application/rss+xml" title="News" href="/rss">"#;
    place.net.html("https://feed.example/", "A site", head, &[PARAGRAPH; 3]);
    place.net.feed(FEED, "The news", &[("1", "", "one")]);
    let Reached::Page { feeds, .. } = place.add("https://feed.example/").unwrap() else {
        panic!("it was taken for a feed");
    };
    assert_eq!(feeds.len(), 1);
    assert_eq!((feeds[0].address.as_str(), feeds[0].title.as_deref()), (FEED, Some("News")));
    let follow = |address: &str| -> anyhow::Result<Followed> {
        place.library.follow(&place.net, address, &Stop::default(), &|_| ())
    };
    let Followed { feed, new } = follow("https://feed.example/").unwrap();
    assert_eq!(
        (feed.title.as_str(), feed.location.to_string().as_str(), new),
        ("The news", FEED, 1)
    );
    assert_eq!(place.net.reach(), Reach::PublicOnly);
    assert_eq!(follow(FEED).unwrap().feed.id, feed.id);
    place.net.html("https://page.example/", "No feeds", "", &[PARAGRAPH]);
    check_message(follow("https://page.example/"), &["names no feed"]);
}

#[test]
fn a_feed_is_followed_and_read_again() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[("2", "", "two"), ("1", "", "one")]);
    let feed = place.follow(FEED, 2);
    assert_eq!(place.titles(Some(feed)), ["Title 2", "Title 1"], "the first of the feed is on top");
    let Subscription { title, documents, unread, .. } = place.shown(feed);
    assert_eq!((title.as_str(), documents, unread), ("News", 2, 2));
    assert_eq!(place.follow(FEED, 0), feed);
    place.refreshed(0, 0);
    place.net.feed(FEED, "New news", &[("3", "", "three"), ("2", "", "changed"), ("1", "", "one")]);
    place.refreshed(1, 1);
    assert_eq!(place.titles(Some(feed)), ["Title 3", "Title 2", "Title 1"]);
    assert_eq!(place.shown(feed).title, "New news");
    assert!(place.text(place.first()).contains("three"));
    place.refreshed(0, 0);
    assert_eq!(place.library.undo().unwrap().unwrap().description, "feed followed");
    assert_eq!(place.titles(None), [""; 0]);
    place.refreshed(0, 0);
    assert_eq!(place.titles(None), [""; 0]);
}

#[test]
fn entries_read_back_from_their_originals() {
    let place = Place::new();
    let text = "&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word&lt;/p&gt;&lt;p&gt;and more&lt;/p&gt;";
    place.net.feed(FEED, "News", &[("1", "https://feed.example/1.txt", text)]);
    place.follow(FEED, 1);
    let before = place.library.open_document(place.first()).unwrap();
    let connection = rusqlite::Connection::open(place.library.path()).unwrap();
    connection.execute("UPDATE texts SET importer = 0", []).unwrap();
    let after = place.library.open_document(place.first()).unwrap();
    assert_eq!(after.document, before.document);
    assert_eq!((before.extent, after.extent), (Extent::Summary, Extent::Summary));
    assert_eq!(
        place.library.store.text(place.first()).unwrap().importer,
        crate::import::IMPORTER_VERSION
    );
}

#[test]
fn an_article_is_one_document_wherever_it_comes_from() {
    let place = Place::new();
    let article = "https://page.example/article";
    place.net.html(article, "An article", "", &[PARAGRAPH; 3]);
    let id = place.page(article, Outcome::New);
    place.net.feed(FEED, "News", &[("1", article, "a summary")]);
    place.net.feed(
        "https://other.example/rss",
        "Other",
        &[("x", &format!("{article}#top"), "other")],
    );
    let (feed, other) = (place.follow(FEED, 0), place.follow("https://other.example/rss", 0));
    assert_eq!(place.titles(None), ["An article"]);
    assert_eq!(place.titles(Some(feed)), place.titles(Some(other)));
    place.net.feed(FEED, "News", &[("1", article, "another summary")]);
    place.refreshed(0, 0);
    assert!(place.text(id).contains(PARAGRAPH));
    assert_eq!(place.extent(id), Extent::Whole);
}

#[test]
fn addresses_that_lead_to_several_entries_are_none_of_them() {
    let place = Place::new();
    let home = "https://feed.example/home";
    place.net.feed(FEED, "News", &[("1", home, "one"), ("2", home, "two")]);
    place.follow(FEED, 2);
    let id = place.first();
    assert!(matches!(place.library.location(id).unwrap(), Some(Location::Entry { .. })));
    assert_eq!(place.extent(id), Extent::Whole);
    check_message(place.reload(id), &["`Title 1` has no address"]);
}

#[test]
fn the_whole_article_takes_the_place_of_a_summary_and_stays() {
    let place = Place::new();
    let article = "https://feed.example/article";
    place.net.feed(FEED, "News", &[("1", article, "A summary of it.")]);
    place.follow(FEED, 1);
    let id = place.first();
    assert_eq!(place.extent(id), Extent::Summary);
    place.net.put(article, At::Fails(Fault::Server));
    check_message(place.reload(id), &["feed.example/article fails"]);
    assert_eq!(place.extent(id), Extent::Summary);
    place.net.html(article, "The article", "", &[PARAGRAPH; 3]);
    assert!(place.reload(id).unwrap());
    assert_eq!(place.net.reach(), Reach::PublicOnly);
    assert!(place.text(id).contains(PARAGRAPH));
    assert_eq!(place.extent(id), Extent::Whole);
    place.refreshed(0, 0);
    place.net.feed(FEED, "News", &[("1", article, "A summary of it."), ("2", "", "two")]);
    place.refreshed(1, 0);
    assert!(place.text(id).contains(PARAGRAPH), "the same summary again");
    place.net.feed(FEED, "News", &[("1", article, "Another summary.")]);
    place.net.put(article, At::Fails(Fault::Server));
    let missed = place.refresh(None);
    assert_eq!((missed.new, missed.revised, missed.failed.len()), (0, 0, 1), "{missed:?}");
    assert!(place.text(id).contains(PARAGRAPH));
    let more = format!("{PARAGRAPH} And this is what has changed in it.");
    place.net.html(article, "The article", "", &[PARAGRAPH, PARAGRAPH, &more]);
    place.net.feed(FEED, "News!", &[("1", article, "Another summary.")]);
    place.refreshed(0, 1);
    assert!(place.text(id).contains("has changed"));
    place.net.feed(FEED, "News?", &[("1", article, &format!("{} the end.", PARAGRAPH.repeat(9)))]);
    place.refreshed(0, 1);
    assert!(place.text(id).contains("the end."), "the feed says more than the page");
}

#[test]
fn what_only_the_feed_says_of_an_article_stays_with_it() {
    let place = Place::new();
    let article = "https://feed.example/article";
    let dated = rss("News", &[("1", article, "A summary of it.")])
        .replace("</item>", "<pubDate>Tue, 04 Nov 2025 12:00:00 GMT</pubDate></item>");
    place.net.text(FEED, "application/rss+xml", &dated);
    place.follow(FEED, 1);
    let body = format!("<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>");
    place.net.text(article, "text/html", &format!("<!DOCTYPE html><body>{body}</body>"));
    let id = place.first();
    let shown = || {
        let entry = place.library.open_document(id).unwrap().entry;
        (entry.title, entry.published)
    };
    let said = ("Title 1".to_owned(), Some(jiff::civil::date(2025, 11, 4)));
    assert_eq!(shown(), said);
    assert!(place.reload(id).unwrap());
    assert_eq!(shown(), said);
    let connection = rusqlite::Connection::open(place.library.path()).unwrap();
    connection.execute("UPDATE texts SET importer = 0", []).unwrap();
    place.library.open_document(id).unwrap();
    assert_eq!(shown(), said, "imported anew");
}

#[test]
fn a_page_that_says_less_than_its_entry_is_not_taken() {
    let place = Place::new();
    let article = "https://feed.example/article";
    place.net.feed(FEED, "News", &[("1", article, "A summary that is longer than its page is.")]);
    place.follow(FEED, 1);
    place.net.html(article, "No", "", &["Log in."]);
    assert!(!place.reload(place.first()).unwrap());
    assert!(place.text(place.first()).contains("A summary"));
    assert_eq!(place.extent(place.first()), Extent::Whole, "it is not asked for again and again");
}

#[test]
fn whole_articles_come_with_a_feed_that_wants_them() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[]);
    let feed = place.follow(FEED, 0);
    place.library.set_whole(feed, Whole::WithFeed).unwrap();
    let links = ["a", "b", "c", "d"].map(|name| format!("https://feed.example/{name}"));
    let entries: Vec<_> =
        links.iter().map(|link| (link.as_str(), link.as_str(), "A summary.")).collect();
    place.net.feed(FEED, "News", &entries);
    for link in &links[1..] {
        place.net.html(link, link, "", &[PARAGRAPH; 3]);
    }
    let seen = Mutex::new(Vec::new());
    let tell = |doing| {
        if let Doing::Refreshing { done, all, new } = doing {
            seen.lock().unwrap().push((done, all, new));
        }
    };
    let done = place.library.refresh(&place.net, None, &Stop::default(), &tell).unwrap();
    assert_eq!((done.feeds, done.new, done.failed.len()), (1, 4, 1), "{done:?}");
    let seen = seen.into_inner().unwrap();
    assert_eq!(seen.iter().max(), Some(&(5, 5, 4)));
    let whole = place.library.list(None, 9).unwrap();
    let whole = whole.iter().filter(|entry| place.extent(entry.id) == Extent::Whole).count();
    assert_eq!(whole, 3);
}

#[test]
fn failures_are_told_kept_and_followed_by_rest() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[("1", "", "one")]);
    place.net.feed("https://good.example/rss", "Good", &[("1", "", "good")]);
    let feed = place.follow(FEED, 1);
    place.follow("https://good.example/rss", 1);
    place.net.put(FEED, At::Fails(Fault::Server));
    let done = place.refresh(None);
    assert_eq!((done.feeds, done.failed.len()), (1, 1));
    assert!(done.failed[0].contains("feed.example/rss fails"), "{done:?}");
    let shown = place.shown(feed);
    assert_eq!(shown.error.as_ref(), Some(&done.failed[0]));
    assert!(shown.fetched.is_some());
    place.net.asked();
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), ["https://good.example/rss"], "one that fails is left alone");
    assert_eq!(place.refresh(Some(feed)).failed.len(), 1, "but not when it is asked for");
    place.net.feed(FEED, "News", &[("2", "", "two")]);
    assert_eq!(place.refresh(Some(feed)).new, 1);
    assert_eq!(place.shown(feed).error, None);
    place.net.text(FEED, "text/html", "<!DOCTYPE html><p>We are closed for today.</p>");
    let done = place.refresh(None);
    assert!(done.failed[0].contains("feed.example/rss is"), "{done:?}");
    assert_eq!(place.titles(Some(feed)).len(), 2, "what came before stays");
}

#[test]
fn a_server_that_wants_to_be_left_alone_is() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[]);
    let feed = place.follow(FEED, 0);
    let until = Timestamp::now() + jiff::SignedDuration::from_hours(1);
    place.net.put(FEED, At::Busy(Some(until)));
    assert!(place.refresh(None).failed[0].contains("asks to wait"));
    place.net.asked();
    let barred = place.refresh(Some(feed));
    let when = until.strftime("asked to wait until %-d %b %Y, %H:%M UTC;").to_string();
    assert!(barred.failed[0].contains(&when), "{barred:?}");
    assert_eq!(place.net.asked(), [""; 0]);
}

#[test]
fn a_feed_that_moved_or_is_gone() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[("1", "", "one")]);
    let feed = place.follow(FEED, 1);
    let new = "https://new.example/rss";
    let entries = [("1", "", "one"), ("2", "", "two")];
    let moved = Page {
        moved: Some(new.to_owned()),
        ..page(new, "application/rss+xml", &rss("News", &entries))
    };
    place.net.put(FEED, At::Page(moved.clone()));
    place.net.put(new, At::Page(Page { moved: None, ..moved }));
    place.refreshed(1, 0);
    assert_eq!(place.shown(feed).location, Location::Url(new.to_owned()));
    place.net.asked();
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [new]);
    assert_eq!(place.follow(new, 0), feed);
    place.net.put(new, At::Fails(Fault::Gone));
    assert_eq!(place.refresh(None).failed.len(), 1);
    place.net.asked();
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [""; 0], "what is gone is not asked for again");
    assert!(place.shown(feed).error.is_some());
}

#[test]
fn many_feeds_are_fetched_at_once_and_a_dead_host_only_as_often_as_it_must() {
    let place = Place::new();
    for number in 0..20 {
        let address = format!("https://{number}.example/rss");
        place.net.feed(&address, &format!("Feed {number}"), &[("1", "", "one")]);
        place.follow(&address, 1);
        let dead = format!("https://dead.example/{number}");
        place.net.feed(&dead, &format!("Dead {number}"), &[]);
        place.follow(&dead, 0);
        place.net.put(&dead, At::Fails(Fault::Unreachable));
        place.net.feed(
            &address,
            &format!("Feed {number}"),
            &[("1", "", "one"), ("2", "", &address)],
        );
    }
    place.net.asked();
    let done = place.refresh(None);
    assert_eq!((done.feeds, done.new, done.failed.len()), (20, 20, 20));
    let asked = place.net.asked();
    let dead = asked.iter().filter(|address| address.contains("dead")).count();
    assert!(dead <= 2, "{asked:?}");
    assert_eq!(place.library.counts().unwrap().documents, 40);
}

#[test]
fn stopping_leaves_the_rest() {
    let place = Place::new();
    for number in 0..9 {
        let address = format!("https://{number}.example/rss");
        place.net.feed(&address, "Feed", &[]);
        place.follow(&address, 0);
    }
    let stop = Stop::default();
    stop.stop();
    let done = place.library.refresh(&place.net, None, &stop, &|_| ()).unwrap();
    assert_eq!((done.feeds, done.failed.len()), (0, 1));
    assert!(done.failed[0].contains("stopped with 9 of 9 left"), "{done:?}");
}

#[test]
fn a_feed_that_is_a_file_is_read_again() {
    let place = Place::new();
    let path = place.file("feed.xml", &rss("A file", &[("1", "", "one")]));
    assert!(Library::is_feed(&path).unwrap());
    assert!(!Library::is_feed(&place.file("text.txt", &rss("A text", &[]))).unwrap());
    let Followed { feed, new } = place.library.follow_file(&path).unwrap();
    assert_eq!((feed.title.as_str(), new), ("A file", 1));
    assert!(matches!(feed.location, Location::File(_)));
    place.refreshed(0, 0);
    place.file("feed.xml", &rss("A file", &[("1", "", "changed"), ("2", "", "two")]));
    place.refreshed(1, 1);
    fs::remove_file(&path).unwrap();
    let done = place.refresh(None);
    assert!(done.failed[0].contains("there is no file"), "{done:?}");
    assert_eq!(place.net.asked(), [""; 0]);
    let text = place.file("text.txt", "no feed at all");
    check_message(place.library.follow_file(&text), &["text.txt is"]);
}

#[test]
fn private_feeds_may_lead_to_private_pages() {
    let place = Place::new();
    let entries = [("1", "http://192.168.1.1/article", "A summary.")];
    let private =
        Page { realm: Realm::Private, ..page(FEED, "application/rss+xml", &rss("Home", &entries)) };
    place.net.put(FEED, At::Page(private));
    place.follow(FEED, 1);
    place.net.html("http://192.168.1.1/article", "Here", "", &[PARAGRAPH; 3]);
    assert!(place.reload(place.first()).unwrap());
    assert_eq!(place.net.reach(), Reach::Anywhere);
}

#[test]
fn two_that_refresh_at_once_make_no_duplicates() {
    let place = Place::new();
    let feeds: Vec<_> = (0..4)
        .map(|number| {
            let address = format!("https://{number}.example/rss");
            place.net.feed(&address, "Feed", &[]);
            place.follow(&address, 0);
            address
        })
        .collect();
    let ids: Vec<_> = (0..60).map(|number| number.to_string()).collect();
    for (number, address) in feeds.iter().enumerate() {
        let texts: Vec<_> = ids.iter().map(|id| format!("Text {id} of feed {number}.")).collect();
        let entries: Vec<_> =
            ids.iter().zip(&texts).map(|(id, text)| (id.as_str(), "", text.as_str())).collect();
        place.net.feed(address, "Feed", &entries);
    }
    let path = place.library.path();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let library = Library::open(path).unwrap();
                let done = library.refresh(&place.net, None, &Stop::default(), &|_| ()).unwrap();
                assert_eq!(done.failed, [""; 0]);
            });
        }
    });
    assert_eq!(place.library.counts().unwrap().documents, 240);
}

/// Refreshing is ended between any two pieces and begun again: nothing is lost, nothing comes twice.
#[test]
fn a_refresh_that_is_broken_off_is_made_good_by_the_next() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[]);
    let feed = place.follow(FEED, 0);
    let ids: Vec<_> = (0..500).map(|number| number.to_string()).collect();
    let entries: Vec<_> = ids.iter().map(|id| (id.as_str(), "", id.as_str())).collect();
    place.net.feed(FEED, "News", &entries);
    let came = rss("News", &entries);
    let parsed = crate::import::feed::parse(came.as_bytes(), None, None).unwrap();
    let (pieces, path) = (Mutex::new(0), place.library.path());
    crate::library::errand::beside(&place.library, |writer| {
        let reader = Library::open(path).unwrap();
        let stop = || {
            let mut pieces = pieces.lock().unwrap();
            *pieces += 1;
            *pieces > 1
        };
        let now = Timestamp::now();
        crate::library::intake::take_in(&reader, &writer, feed, &parsed, now, &stop).unwrap()
    });
    let killed = tempfile::tempdir().unwrap();
    for name in ["library.db", "library.db-wal", "library.db.id"] {
        let bytes = fs::read(place.folder.path().join(name)).unwrap();
        fs::write(killed.path().join(name), bytes).unwrap();
    }
    let again = Library::open(&killed.path().join("library.db")).unwrap();
    assert_eq!(again.counts().unwrap().documents, 400);
    let done = again.refresh(&place.net, None, &Stop::default(), &|_| ()).unwrap();
    assert_eq!((done.new, done.revised), (100, 0));
    assert_eq!(again.store.subscription(feed).unwrap().unread, 500);
}

#[test]
fn a_feed_that_is_unfollowed_while_it_is_read_was_not_read_whole() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[]);
    let feed = place.follow(FEED, 0);
    let came = rss("News", &[("1", "", "one")]);
    let parsed = crate::import::feed::parse(came.as_bytes(), None, None).unwrap();
    let path = place.library.path();
    let taken = crate::library::errand::beside(&place.library, |writer| {
        let reader = Library::open(path).unwrap();
        let unfollow = || {
            Library::open(path).unwrap().unfollow(feed).unwrap();
            false
        };
        let now = Timestamp::now();
        crate::library::intake::take_in(&reader, &writer, feed, &parsed, now, &unfollow).unwrap()
    });
    assert_eq!((taken.new, taken.end), (0, crate::library::intake::End::Stopped));
}

#[test]
fn a_feed_with_a_password_keeps_it_when_it_moves() {
    let place = Place::new();
    let (secret, new) = ("https://me:word@feed.example/rss", "https://new.example/rss");
    let moved = |entries: &[_]| Page {
        moved: Some(new.to_owned()),
        ..page(new, "application/rss+xml", &rss("News", entries))
    };
    place.net.put(secret, At::Page(moved(&[("1", "", "one")])));
    let feed = place.follow(secret, 1);
    assert_eq!(place.shown(feed).location, Location::Url(secret.to_owned()));
    place.net.put(secret, At::Page(moved(&[("1", "", "one"), ("2", "", "two")])));
    place.refreshed(1, 0);
    assert_eq!(place.shown(feed).location, Location::Url(secret.to_owned()));
}

#[test]
fn whole_articles_that_did_not_come_are_asked_for_by_the_next_refresh() {
    let place = Place::new();
    place.net.feed(FEED, "News", &[]);
    let feed = place.follow(FEED, 0);
    place.library.set_whole(feed, Whole::WithFeed).unwrap();
    let (one, gone) = ("https://feed.example/one", "https://feed.example/gone");
    place.net.put(one, At::Fails(Fault::Server));
    place.net.feed(FEED, "News", &[("1", one, "A summary."), ("2", gone, "A summary of it.")]);
    assert_eq!(place.refresh(None).failed.len(), 1, "two articles, told in one line");
    place.net.html(one, "One", "", &[PARAGRAPH; 3]);
    place.net.asked();
    place.refresh(None);
    assert_eq!(place.net.asked(), [gone, one, FEED]);
    let whole = place.library.list(None, 9).unwrap();
    let whole = whole.iter().filter(|entry| place.extent(entry.id) == Extent::Whole).count();
    assert_eq!(whole, 1);
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [FEED], "what is not there is not asked for again and again");
}

#[test]
fn an_entry_that_changed_while_its_page_failed_or_went_gets_its_new_text() {
    let place = Place::new();
    let article = "https://feed.example/article";
    place.net.feed(FEED, "News", &[("1", article, "A summary of it.")]);
    place.follow(FEED, 1);
    let id = place.first();
    place.net.html(article, "The article", "", &[PARAGRAPH; 3]);
    assert!(place.reload(id).unwrap());
    place.net.put(article, At::Fails(Fault::Server));
    place.net.feed(FEED, "News", &[("1", article, "Another summary.")]);
    assert_eq!(place.refresh(None).failed.len(), 1);
    assert!(place.text(id).contains(PARAGRAPH));
    place.net.html(article, "The article", "", &[PARAGRAPH, PARAGRAPH, "It is new."]);
    place.refreshed(0, 1);
    assert!(place.text(id).contains("It is new."), "the feed is as it was");
    place.net.put(article, At::Fails(Fault::Gone));
    place.net.feed(FEED, "News", &[("1", article, "It was all wrong.")]);
    place.refreshed(0, 1);
    assert!(place.text(id).contains("all wrong"));
    place.net.asked();
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [FEED]);
}

#[test]
fn a_page_that_the_user_added_too_stays_when_its_feed_goes() {
    let place = Place::new();
    let article = "https://feed.example/article";
    place.net.feed(FEED, "News", &[("1", article, "A summary of it.")]);
    let feed = place.follow(FEED, 1);
    let id = place.first();
    place.net.html(article, "The article", "", &[PARAGRAPH; 3]);
    assert!(place.reload(id).unwrap());
    assert_eq!(place.page(article, Outcome::Unchanged), id);
    place.library.unfollow(feed).unwrap();
    assert_eq!(place.titles(None), ["The article"]);
}

#[test]
fn a_feed_that_moved_is_not_followed_twice() {
    let place = Place::new();
    let new = "https://new.example/rss";
    let entries = [("1", "", "one"), ("2", "", "two")];
    let there = page(new, "application/rss+xml", &rss("News", &entries));
    let moved = Page { moved: Some(new.to_owned()), ..there.clone() };
    place.net.feed(FEED, "News", &[("1", "", "one")]);
    let feed = place.follow(FEED, 1);
    place.net.put(FEED, At::Page(moved.clone()));
    place.net.put(new, At::Page(there));
    assert_eq!(place.follow(FEED, 1), feed, "it moves");
    assert_eq!(place.shown(feed).location, Location::Url(new.to_owned()));
    assert_eq!(place.library.subscriptions().unwrap().len(), 1);

    place.net.feed(FEED, "Old news", &[("0", "", "nothing")]);
    let old = place.follow(FEED, 1);
    assert_ne!(old, feed);
    place.net.put(FEED, At::Page(moved));
    place.refreshed(0, 0);
    let ids: Vec<_> =
        place.library.subscriptions().unwrap().into_iter().map(|feed| feed.id).collect();
    assert_eq!(ids, [feed]);
    assert_eq!(place.titles(Some(feed)), place.titles(None));
    assert_eq!((place.titles(None).len(), place.shown(feed).unread), (3, 3));
    place.net.asked();
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [new]);
}

#[test]
fn feeds_of_a_server_that_wants_to_be_left_alone_wait_with_it() {
    let place = Place::new();
    let until = Timestamp::now() + jiff::SignedDuration::from_hours(1);
    let feeds: Vec<_> = (0..4)
        .map(|number| {
            let address = format!("https://feed.example/{number}");
            place.net.feed(&address, &format!("Feed {number}"), &[]);
            let feed = place.follow(&address, 0);
            place.net.put(&address, At::Busy(Some(until)));
            feed
        })
        .collect();
    place.net.asked();
    let done = place.refresh(None);
    assert_eq!(done.failed.len(), 4);
    assert!(done.failed.iter().all(|why| why.contains("asks to wait")), "{done:?}");
    let asked = place.net.asked().len();
    assert!(asked < 4, "{asked}");
    let records: Vec<_> =
        feeds.iter().map(|feed| place.library.store.feed(*feed).unwrap()).collect();
    assert!(records.iter().all(|feed| feed.due == until && feed.barred == until), "{records:?}");
    assert_eq!(records.iter().filter(|feed| feed.failures > 0).count(), asked);
    place.refreshed(0, 0);
    assert_eq!(place.net.asked(), [""; 0]);
}
