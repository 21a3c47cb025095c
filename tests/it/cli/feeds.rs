//! Feeds on the command line: following, refreshing, listing, exchanging.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{Run, json_lines, run};
use crate::server::{Reply, Request, Server};

const BROKEN: &str = "/broken";

/// A site with a feed that has one entry more each time the switch is set.
struct Site {
    server: Server,
    more: Arc<AtomicBool>,
}

impl Site {
    fn start() -> Self {
        let more = Arc::new(AtomicBool::new(false));
        let switch = Arc::clone(&more);
        let server = Server::start(move |request| answer(request, switch.load(Ordering::SeqCst)));
        Self { server, more }
    }

    fn at(&self, path: &str) -> String {
        self.server.address(path)
    }
}

fn answer(request: &Request, more: bool) -> Reply {
    let tag = if more { "\"two\"" } else { "\"one\"" };
    match request.path.as_str() {
        "/feed" | BROKEN if request.header("if-none-match") == Some(tag) => Reply::status(304),
        BROKEN if more => Reply::status(500),
        "/feed" | BROKEN => {
            let type_ = ("Content-Type", "application/rss+xml");
            Reply::with(200, &[type_, ("ETag", tag)], rss(request, more).as_bytes())
        }
        "/page" => Reply::html(
            "<html><head><title>The pier page</title>\
             <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head>\
             <body><h1>The pier page</h1><p>The pier fell on Monday, said the harbour master, and \
             nobody was hurt when it did.</p></body></html>",
        ),
        "/bare" => Reply::html("<h1>Bare</h1><p>This page names no feed at all, and says so.</p>"),
        _ => Reply::status(404),
    }
}

fn rss(request: &Request, more: bool) -> String {
    let item = |number: usize| {
        format!(
            "<item><guid>{number}</guid><title>Story {number}</title>\
             <description>What story {number} says.</description></item>"
        )
    };
    let items: Vec<_> = (1..=if more { 3 } else { 2 }).map(item).collect();
    let again = if request.path == BROKEN { " again" } else { "" };
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Pier news{again}</title>\
         <link>http://example.org/</link><description>d</description>{}</channel></rss>",
        items.concat()
    )
}

struct Home {
    folder: TempDir,
    library: PathBuf,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library.db");
        Self { folder, library }
    }

    fn run(&self, line: &str) -> Run {
        run(line).library(&self.library)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn feeds(&self) -> Vec<Value> {
        json_lines(&self.run("feeds --format json").succeeds())
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_feed_is_followed_refreshed_and_left() {
    let (site, home) = (Site::start(), Home::new());
    assert_eq!(home.run("feeds").succeeds(), "");
    let followed =
        &json_lines(&home.run("follow --format json").with(site.at("/feed")).succeeds())[0];
    assert_eq!(followed["kind"], "feed");
    assert_eq!(followed["outcome"], "following");
    assert_eq!((&followed["title"], &followed["new"]), (&json!("Pier news"), &json!(2)));

    let feed = &home.feeds()[0];
    assert_eq!(feed["id"], followed["id"]);
    assert_eq!(feed["location"], site.at("/feed"));
    assert_eq!((&feed["documents"], &feed["unread"]), (&json!(2), &json!(2)));
    assert_eq!((&feed["error"], &feed["whole"]), (&Value::Null, &json!("when-opened")));
    assert!(feed["fetched"].is_string(), "{feed}");
    let table = home.run("feeds").succeeds();
    assert!(table.starts_with("2 new  Pier news  http://127.0.0.1:"), "{table}");

    let refreshed = |line: &str| json_lines(&home.run(line).succeeds())[0].clone();
    let none = json!({"feeds": 1, "new": 0, "revised": 0, "failed": []});
    assert_eq!(refreshed("refresh --format json"), none);
    site.more.store(true, Ordering::SeqCst);
    let one = json!({"feeds": 1, "new": 1, "revised": 0, "failed": []});
    assert_eq!(refreshed("refresh --format json"), one);
    assert_eq!(
        home.run("refresh").with("pier NEWS").succeeds(),
        "1 feed fetched: 0 new, 0 revised\n"
    );
    let stories = home.run("list").succeeds();
    assert!(stories.contains("Story 3"), "{stories}");

    assert_eq!(home.run("unfollow").with(site.at("/feed#x")).succeeds(), "unfollowed  Pier news\n");
    assert_eq!(home.feeds(), Vec::<Value>::new());
    assert_eq!(refreshed("refresh --format json")["feeds"], 0);
}

#[test]
fn a_page_is_added_and_the_feed_that_it_names_is_followed() {
    let (site, home) = (Site::start(), Home::new());
    let outcome = home.run("add").with(site.at("/page")).finish();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.output, "new        The pier page\n");
    let hint =
        format!("hint: sidelight follow {} follows the feed of this page\n", site.at("/feed"));
    assert_eq!(outcome.errors, hint);
    assert_eq!(home.feeds(), Vec::<Value>::new());
    let again = &json_lines(&home.run("add --format json").with(site.at("/page")).succeeds())[0];
    assert_eq!((&again["kind"], &again["outcome"]), (&json!("article"), &json!("unchanged")));
    assert_eq!(
        home.run("follow").with(site.at("/page")).succeeds(),
        "following  Pier news (2 new)\n"
    );
    assert_eq!(home.feeds()[0]["location"], site.at("/feed"));
    home.run("follow").with(site.at("/bare")).fails(1, &["/bare is a page that names no feed"]);
    home.run("follow").with(site.at("/none")).fails(1, &["/none is not there (404)"]);
    home.run("follow -").fails(1, &["standard input cannot be followed"]);
}

#[test]
fn adding_the_address_of_a_feed_follows_it() {
    let (site, home) = (Site::start(), Home::new());
    let added = home.run("add").with(site.at("/feed")).succeeds();
    assert_eq!(added, "following  Pier news (2 new)\n");
    assert_eq!(home.feeds().len(), 1);
    let printed = run("text --width 0").with(site.at("/feed")).succeeds();
    assert!(printed.contains("Story 1") && printed.contains("What story 2 says."), "{printed}");
}

#[test]
fn a_feed_may_be_a_file() {
    let home = Home::new();
    let file = home.path("feed.xml");
    let request = Request { method: String::new(), path: "/feed".to_owned(), headers: Vec::new() };
    std::fs::write(&file, rss(&request, false)).unwrap();
    let followed = home.run("follow").with(text(&file)).succeeds();
    assert_eq!(followed, "following  Pier news (2 new)\n");
    std::fs::write(&file, rss(&request, true)).unwrap();
    let refreshed = home.run("refresh").with(text(&file)).succeeds();
    assert_eq!(refreshed, "1 feed fetched: 1 new, 0 revised\n");
}

#[test]
fn a_feed_that_fails_is_told_and_does_not_end_the_others() {
    let (site, home) = (Site::start(), Home::new());
    home.run("follow").with(site.at(BROKEN)).with(site.at("/feed")).succeeds();
    site.more.store(true, Ordering::SeqCst);
    let outcome = home.run("refresh").finish();
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.output, "1 feed fetched: 1 new, 0 revised\n");
    assert!(outcome.errors.contains("/broken has a fault of its own (500); try again later\n"));
    let feeds = home.feeds();
    let error =
        feeds.iter().find(|feed| feed["title"] == "Pier news again").unwrap()["error"].clone();
    assert!(error.as_str().unwrap().contains("(500)"), "{error}");
    home.run("refresh").with("Pier").fails(1, &["no feed is called Pier; sidelight feeds"]);
    home.run("unfollow nothing").fails(1, &["no feed is called nothing"]);
}

#[test]
fn lists_of_feeds_come_and_go() {
    let (site, home) = (Site::start(), Home::new());
    let list = home.path("feeds.opml");
    let opml = format!(
        "<opml version=\"2.0\"><head><title>l</title></head><body><outline text=\"Ours\">\
         <outline type=\"rss\" text=\"Mine\" xmlUrl=\"{}\"/></outline></body></opml>",
        site.at("/feed")
    );
    std::fs::write(&list, opml).unwrap();
    let outcome = home.run("import").with(text(&list)).finish();
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert_eq!(outcome.output, "1 feed is followed now, 0 were before\n");
    assert_eq!(outcome.errors, "hint: sidelight refresh fetches them\n");
    let again = json_lines(&home.run("import --format json").with(text(&list)).succeeds());
    assert_eq!(again, [json!({"new": 0, "known": 1})]);
    assert_eq!(home.run("refresh").succeeds(), "1 feed fetched: 2 new, 0 revised\n");
    assert_eq!(home.feeds()[0]["title"], "Mine");

    let printed = home.run("export --feeds -").succeeds();
    assert!(printed.contains(&site.at("/feed")) && printed.contains("Ours"), "{printed}");
    let written = home.path("out.opml");
    let done = home.run("export --format json --feeds").with(text(&written)).succeeds();
    assert_eq!(json_lines(&done), [json!({"feeds": 1})]);
    assert_eq!(std::fs::read_to_string(&written).unwrap(), printed);
    std::fs::write(home.path("notes.txt"), "mine").unwrap();
    home.run("export --feeds").with(text(&home.path("notes.txt"))).fails(1, &["no list of feeds"]);
    home.run("import").with(text(&home.path("notes.txt"))).fails(1, &["notes.txt"]);
    home.run("export").fails(2, &["--feeds"]);
}

#[test]
fn what_a_feed_calls_itself_does_no_harm() {
    let server = Server::start(|_| {
        Reply::of_type(
            "application/rss+xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>\
             <title>&#27;]0;owned&#7;\u{202e}Pier&#x9b;31m\u{1b}[2J</title><link>javascript:x</link>\
             <item><guid>1</guid><title>&#27;[31mred</title><description>It fell.</description></item>\
             </channel></rss>",
        )
    });
    let home = Home::new();
    // Every run checks that nothing but text comes out.
    for line in ["follow", "feeds", "list", "refresh", "export --feeds -"] {
        let run = home.run(line);
        let run = if line == "follow" { run.with(server.address("/feed")) } else { run };
        assert_eq!(run.finish().code, 0, "{line}");
    }
    assert!(home.feeds()[0]["title"].as_str().unwrap().contains("Pier"));
}
