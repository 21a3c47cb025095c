//! A reader's way with a feed of two hundred entries, in a real terminal and from a server of this machine:
//! follow, read, star, filter, refresh, stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal, last_line};
use crate::server::{Gate, Reply, Server};

/// How many entries the feed has at first.
const ENTRIES: usize = 200;

fn text(number: usize) -> String {
    let words =
        format!("The pier of story {number} was painted on Monday, and all of it is told here. ");
    format!("&lt;p&gt;{}&lt;/p&gt;", words.repeat(12))
}

fn feed(entries: usize) -> String {
    let item = |number| {
        format!(
            "<item><guid>{number}</guid><title>Story {number}</title><description>{}</description>\
             <pubDate>Mon, 03 Nov 2025 {:02}:{:02}:00 GMT</pubDate></item>",
            text(number),
            number / 60,
            number % 60,
        )
    };
    let items: Vec<_> = (1..=entries).map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>Pier news</title>{}</channel></rss>",
        items.concat()
    )
}

/// A server whose feed has one entry more after the first time, and then does not change any more.
fn server(asked: &Arc<AtomicUsize>) -> Server {
    let asked = Arc::clone(asked);
    Server::start(move |request| {
        let times = asked.fetch_add(1, Ordering::Relaxed);
        if request.header("if-none-match") == Some("\"two\"") {
            return Reply::status(304);
        }
        let (tag, entries) =
            if times == 0 { ("\"one\"", ENTRIES) } else { ("\"two\"", ENTRIES + 1) };
        let headers = [("Content-Type", "application/rss+xml"), ("ETag", tag)];
        Reply::with(200, &headers, feed(entries).as_bytes())
    })
}

fn command(terminal: &mut Terminal, typed: &str) {
    terminal.keys(":");
    terminal.wait_until("the prompt", |screen| last_line(screen).trim() == ":");
    terminal.keys(typed);
    terminal.keys("<enter>");
}

/// Returns what the source list shows.
fn list(screen: &str) -> String {
    screen.lines().filter_map(|line| line.split('│').next()).collect::<Vec<_>>().join("\n")
}

fn goes_through(columns: u16, rows: u16) {
    let asked = Arc::default();
    let server = server(&asked);
    let mut terminal = Start::sidelight(&[]).size(columns, rows).run();
    terminal.wait_for("READ");
    command(&mut terminal, &format!("add {}", server.address("/feed")));
    terminal.wait_for("following “Pier news”: 200 new articles");
    terminal.wait_for("Story 200");

    // Read the newest, star the second, filter.
    terminal.keys("<enter>");
    terminal.wait_for("The pier of story 200");
    terminal.keys("hj*");
    terminal.wait_for("starred");
    terminal.keys("fu");
    terminal.wait_for("Pier news · unread");
    terminal.wait_until("the read one gone", |screen| !list(screen).contains("Story 200"));
    terminal.keys("fs");
    terminal.wait_for("Pier news · starred");
    terminal.wait_until("the starred one alone", |screen| {
        list(screen).contains("Story 199") && !list(screen).contains("Story 198")
    });
    terminal.keys("fa");
    terminal.wait_for("Story 198");

    // A new entry comes once.
    terminal.keys("R");
    terminal.wait_for("1 feed fetched: 1 new article");
    terminal.wait_for("Story 201");
    terminal.keys("R");
    terminal.wait_for("1 feed fetched: nothing new");
    terminal.keys("h");
    terminal.wait_for("SHELVES");
    assert!(terminal.screen().contains("Pier news"), "{}", terminal.screen());
    terminal.leave();
    bytes::assert_own(&terminal.raw_output());
    assert_eq!(asked.load(Ordering::Relaxed), 3);
}

#[test]
fn a_feed_is_followed_read_starred_filtered_and_refreshed() {
    goes_through(120, 36);
    goes_through(80, 24);
}

#[test]
fn a_slow_server_is_told_of_and_stopped() {
    let gate = Gate::new();
    let reply = Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n<rss>").then_wait(&gate);
    let server = Server::start(move |_| reply.clone());
    let mut terminal = Start::sidelight(&[]).size(80, 24).run();
    terminal.wait_for("READ");
    command(&mut terminal, &format!("add {}", server.address("/slow")));
    terminal.wait_for("Esc stops");
    // Reading goes on meanwhile.
    terminal.keys("<space>");
    terminal.wait_until("the next page", |screen| !last_line(screen).contains(" 0 %"));
    terminal.keys("<esc>");
    terminal.wait_until("the end of it", |screen| last_line(screen).contains("stopped"));
    terminal.leave();
}
