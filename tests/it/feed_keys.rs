//! What keys do with shelves and feeds, and what is shown while the network works.

use sidelight::import::feed::Named;
use sidelight::library::{Added, Doing, Outcome, Reply, Request, RequestKind, Subscription, Whole};
use sidelight::source::{FeedId, Location};
use sidelight::tui::panes::Pane;

use crate::script::Script;

const TEXTS: [&str; 4] = [
    "date 2025-11-01 A letter from home\n\nIt is the only one that no feed brought.\n",
    "date 2025-11-02 The pier is open\n\nThe pier was opened on Sunday.\n",
    "date 2025-11-03 The pier is closed\n\nThe pier was closed on Monday.\n",
    "date 2025-11-04 The pier is gone\n\nNobody knows where the pier is.\n",
];

fn feed(number: u8, title: &str) -> Subscription {
    Subscription {
        id: FeedId::from_bytes([number; 16]),
        title: title.to_owned(),
        location: Location::Url(format!("https://example.org/{number}.xml")),
        documents: 3,
        unread: 3,
        error: None,
        fetched: None,
        whole: Whole::default(),
    }
}

fn sized(columns: u16, rows: u16) -> Script {
    let mut script = Script::sized(&TEXTS, columns, rows);
    script.follow(feed(1, "Pier news"), &[1, 2, 3]);
    let broken = Subscription {
        error: Some("https://example.org/2.xml cannot be reached; check the network".to_owned()),
        unread: 0,
        ..feed(2, "Silent feed")
    };
    script.follow(broken, &[]);
    script.keys("<Alt-1>")
}

fn sources() -> Script {
    sized(120, 36)
}

#[track_caller]
fn titles(script: &Script) -> Vec<&str> {
    script.state.sources.entries().iter().map(|entry| entry.title.as_str()).collect()
}

#[test]
fn a_shelf_shows_its_articles_and_h_leads_back() {
    let script = sources().keys("h").expect_screen("All articles").expect_screen("Pier news");
    let script = script.keys("G").keys("k<Enter>").expect_screen("Pier news");
    assert_eq!(titles(&script), ["The pier is open", "The pier is closed", "The pier is gone"]);
    let script = script.keys("h").keys("gg<Enter>").expect_screen("Sources");
    assert_eq!(titles(&script).len(), 4);
    let script = script.keys("hj<Enter>").expect_screen("Sources · unread");
    assert_eq!(titles(&script).len(), 3);
    script.keys("h<Esc>").expect_screen("Sources · unread").expect_focus(Pane::Sources);
}

#[test]
fn a_query_is_looked_for_on_the_shelf() {
    let feed = Some(FeedId::from_bytes([1; 16]));
    let script = sources().keys("h3j<Enter>/pier").expect_screen("/ pier · Pier news");
    let script = script.keys("<Enter>").expect_message("only what fits “pier” in this feed");
    let script = script.keys("fu").expect_screen("/ pier · Pier news · un…");
    assert!(script.finding.feeds.iter().all(|asked| *asked == feed));
    let script = script.keys("S<Ctrl-u>Piers<Enter>").expect_message("it looks in all feeds");
    let script = script.expect_screen("/ pier · Pier news").keys("fa").expect_screen("Pier news");
    assert_eq!(titles(&script).len(), 3);
    // A search of the library and one that is kept look everywhere.
    let script = script.keys("g/pier<Esc>");
    assert_eq!(script.finding.feeds.last(), Some(&None));
    let script = script.keys("hgg3j<Enter>").expect_screen("Piers");
    assert_eq!(script.finding.feeds.last(), Some(&None));
}

#[test]
fn filters_keep_the_feed() {
    let script = sources().keys("h3j<Enter>jufu");
    assert_eq!(titles(&script), ["The pier is open", "The pier is gone"]);
    let script = script.expect_screen("Pier news · unread").keys("*fs");
    assert_eq!(titles(&script), ["The pier is open"]);
    let script = script.keys("fa");
    assert_eq!(titles(&script).len(), 3);
    let script = script.keys("<Alt-2>").keys(":show-unread<Enter>").expect_focus(Pane::Sources);
    assert_eq!(titles(&script).len(), 2);
}

#[test]
fn an_empty_list_says_why() {
    sources().keys("h3j<Enter>Afu").expect_screen("Nothing unread.");
    sources().keys("fs").expect_screen("Nothing starred.");
}

#[test]
fn all_of_a_list_can_be_marked_as_read() {
    let script =
        sources().keys("h3j<Enter>A").expect_message("all marked as read; U takes it back");
    assert!(script.state.sources.entries().iter().all(|entry| entry.read));
    assert!(script.asked.contains(&RequestKind::MarkAllRead));
}

#[test]
fn a_feed_is_renamed_and_left() {
    let script = sources().keys("h3je").expect_screen("call this feed: Pier news");
    let script = script.keys("<Ctrl-u>Quay news<Enter>").expect_screen("Quay news");
    let script = script.keys("w").expect_message("whole articles are fetched with the feed");
    let script = script.keys("dd").expect_message("“Quay news” is not followed any more; U");
    assert!(!script.screen().contains("  Quay news"));
    script.keys("ggdd").expect_message("only a feed can be removed here");
}

#[test]
fn fetching_shows_how_far_it_is_and_what_came_of_it() {
    let mut script = sources().keys("R");
    let Some((_, Request::Refresh(None))) = script.under_way.last() else {
        panic!("not all feeds are fetched: {:?}", script.under_way);
    };
    script.answer(Reply::Progress(Doing::Refreshing { done: 6, all: 12, new: 7 }));
    let mut script = script.expect_screen("fetching feeds ██████░░░░░░ 6/12, 7 new");
    script.answer(Reply::Refreshed { feeds: 12, new: 9, revised: 1, failed: Vec::new() });
    let script = script.expect_message("12 feeds fetched: 9 new articles, 1 changed");
    assert!(!script.screen().contains("██"));

    let mut script = sources().keys("h3jr");
    let Some((_, Request::Refresh(Some(id)))) = script.under_way.last() else {
        panic!("one feed is not fetched: {:?}", script.under_way);
    };
    assert_eq!(*id, FeedId::from_bytes([1; 16]));
    let failed = vec!["one.example cannot be reached".to_owned(), "another".to_owned()];
    script.answer(Reply::Refreshed { feeds: 1, new: 0, revised: 0, failed });
    script.expect_message("one.example cannot be reached (and 1 more)");
}

#[test]
fn esc_stops_what_is_under_way_and_else_means_what_it_did() {
    let mut script = sources().keys("R");
    script.answer(Reply::Progress(Doing::Refreshing { done: 0, all: 2, new: 0 }));
    let (ticket, _) = script.under_way[0].clone();
    let mut script = script.keys("<Esc>").expect_message("stopping").expect_focus(Pane::Sources);
    let stop = script.under_way.pop();
    assert!(matches!(stop, Some((_, Request::Stop(stopped))) if stopped == ticket));
    let mut script = script.keys("<Esc>").expect_focus(Pane::Reader);
    script.answer(Reply::Refreshed { feeds: 2, new: 0, revised: 0, failed: Vec::new() });
    let script = script.keys("R<Ctrl-c>").expect_message("stopping");
    assert!(!script.quit);
}

#[test]
fn an_address_is_fetched_and_a_feed_is_shown() {
    let mut script =
        sources().keys("ahttps://example.org/new.xml<Enter>").expect_message("fetching");
    assert!(matches!(
        script.under_way.last(),
        Some((_, Request::AddAddress { address })) if address == "https://example.org/new.xml"
    ));
    script.answer(Reply::Progress(Doing::Fetching {
        address: "https://example.org/new.xml".to_owned(),
        received: 40_000,
        expected: Some(80_000),
    }));
    let mut script = script.expect_screen("fetching example.org ██████░░░░░░ 40 kB");
    script.answer(Reply::Following { feed: feed(1, "Pier news"), new: 3 });
    let script = script.expect_message("following “Pier news”: 3 new articles");
    assert_eq!(titles(&script).len(), 3);
    script.expect_focus(Pane::Sources);
}

#[test]
fn an_article_is_fetched_again() {
    let mut script = sources().keys("<Enter>r");
    let Some((_, Request::Reload(id))) = script.under_way.last().cloned() else {
        panic!("the article is not fetched: {:?}", script.under_way);
    };
    let opened = script.asked.iter().filter(|kind| **kind == RequestKind::Open).count();
    script.answer(Reply::Reloaded { document: id, revised: true });
    assert_eq!(script.asked.iter().filter(|kind| **kind == RequestKind::Open).count(), opened + 1);
    let mut script = script.expect_message("this is the new text").keys("r");
    script.answer(Reply::Reloaded { document: id, revised: false });
    script.expect_message("nothing has changed");
}

#[test]
fn lists_of_feeds_come_and_go() {
    let mut script = sources().keys(":import-feeds ~/feeds.opml<Enter>");
    script.answer(Reply::FeedsImported { new: 2, known: 1 });
    let script = script.expect_message("2 feeds followed now, 1 were before; R fetches them");
    let script = script.keys(":export-feeds<Enter>").expect_message("export-feeds wants a file");
    assert!(!script.asked.contains(&RequestKind::ExportFeeds));
    let script = script.keys(":export-feeds out.opml<Enter>");
    assert!(script.asked.contains(&RequestKind::ExportFeeds));
}

#[test]
fn shelves_are_found_and_clicked() {
    let script = sources().keys("h/silent<Enter>");
    assert_eq!(script.state.sources.shelves.list.selected(), 4);
    script.keys("r").expect_focus(Pane::Sources);
}

#[test]
fn the_page_behind_a_link_is_added() {
    let text = "# Piers\n\nOne [pier](https://example.org/pier) stands. A [mail](mailto:a@example.org) came, \
                and [a quay](https://example.org/quay?a=1) was [built](#built).\n";
    let script = Script::new(&[text]).keys(";a").expect_screen("Links · 2");
    let script = script.expect_screen("pier  https://example.org/pier");
    let script =
        script.keys("/quay<Enter><Enter>").expect_message("fetching https://example.org/quay?a=1");
    assert!(matches!(
        script.under_way.last(),
        Some((_, Request::AddAddress { address })) if address == "https://example.org/quay?a=1"
    ));
    sources().keys("<Enter>;a").expect_message("links to no page");
}

#[test]
fn a_summary_is_made_whole_when_it_is_opened() {
    let open = || {
        let mut script = sources();
        script.summarise(1);
        script
            .keys("j<Enter>")
            .expect_message("this is only a summary")
            .expect_screen("summary only")
    };
    let mut script = open();
    let Some((_, Request::Reload(id))) = script.under_way.last().cloned() else {
        panic!("it is not fetched: {:?}", script.under_way);
    };
    script.make_whole(1);
    script.answer(Reply::Reloaded { document: id, revised: true });
    let script = script.expect_message("this is the whole article");
    assert!(!script.screen().contains("summary only"));

    let mut script = open();
    script.answer(Reply::Failed {
        message: "https://example.org cannot be reached; check the network".to_owned(),
        what: RequestKind::Reload,
    });
    script.expect_message("only a summary is here: https://example.org cannot be reached");
}

#[test]
fn what_a_limit_cuts_is_said_when_the_article_is_opened() {
    let nested =
        format!("<html><title>Deep</title>{}<p>{}", "<div>".repeat(2_000), "Words. ".repeat(90));
    let script = Script::new(&[&nested]).expect_message("cut short: ");
    script.expect_message("nested too deep").expect_screen("cut short");
}

#[test]
fn the_feed_of_a_page_is_offered() {
    let mut script = sources().keys("ahttps://example.org/a<Enter>");
    let id = script.state.sources.entries()[1].id;
    let feeds = vec![Named { address: "https://example.org/feed".to_owned(), title: None }];
    script.answer(Reply::Added {
        place: "https://example.org/a".to_owned(),
        added: vec![Added { id, outcome: Outcome::New }],
        unsupported: 0,
        failed: Vec::new(),
        feeds,
    });
    let script = script.expect_message("added; :follow follows its feed https://example.org/feed");
    let script = script.keys(":follow<Enter>");
    assert!(matches!(
        script.under_way.last(),
        Some((_, Request::Follow { address })) if address == "https://example.org/feed"
    ));
    script.keys(":follow<Enter>").expect_message("follow wants an address");
}

#[test]
fn pictures() {
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let shelves = sized(columns, rows).keys("h3j").screen();
        insta::assert_snapshot!(format!("shelves_{columns}x{rows}"), shelves);
        let mut script = sized(columns, rows).keys("h3j<Enter>fuR");
        script.answer(Reply::Progress(Doing::Refreshing { done: 40, all: 120, new: 31 }));
        insta::assert_snapshot!(format!("fetching_{columns}x{rows}"), script.screen());
    }
}
