//! Addresses given to the program in a terminal, from a server of this machine.

use crate::pty::bytes;
use crate::pty::terminal::Start;
use crate::server::{Gate, Reply, Server};

const PAGE: &str = "# The pier\n\nThe pier fell on Monday. Nobody was hurt.\n";

const FEED: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Pier news</title>\
    <link>http://example.org/</link><description>d</description>\
    <item><guid>1</guid><title>Story</title><description>It fell.</description></item>\
    </channel></rss>";

#[test]
fn an_address_is_fetched_and_opened() {
    let gate = Gate::new();
    let reply = Reply::raw("HTTP/1.1 200 OK\r\nContent-Type: text/markdown\r\n")
        .then_wait(&gate)
        .then(format!("Content-Length: {}\r\n\r\n{PAGE}", PAGE.len()));
    let server = Server::start(move |_| reply.clone());
    let address = server.address("/pier.md");
    let mut terminal = Start::sidelight(&[&address]).run();
    terminal.wait_for(&format!("fetching {address}"));
    gate.open();
    terminal.wait_for("READ");
    let screen = terminal.screen();
    assert!(screen.contains("The pier fell on Monday."), "{screen}");
    assert!(!screen.contains("fetching"), "{screen}");
    terminal.leave();
    assert_eq!(server.paths(), ["/pier.md"]);
}

#[test]
fn the_address_of_a_feed_is_followed_and_said() {
    let server = Server::start(|_| Reply::of_type("application/rss+xml", FEED));
    let mut terminal = Start::sidelight(&[&server.address("/feed")]).size(120, 30).run();
    terminal.wait_for("following Pier news, 1 new");
    let screen = terminal.screen();
    assert!(screen.contains("It fell."), "the newest article is open\n{screen}");
    terminal.leave();
}

#[test]
fn the_line_of_progress_is_wiped_away() {
    let server = Server::start(|_| Reply::of_type("text/markdown", PAGE));
    let mut terminal = Start::sidelight(&["add", &server.address("/pier.md")]).run();
    assert_eq!(terminal.exit().exit_code(), 0);
    assert_eq!(terminal.screen().trim_end(), "new        The pier");
    bytes::assert_own(&terminal.raw_output());
}

#[test]
fn an_interrupt_ends_what_is_fetched() {
    let server = Server::start(|_| Reply::raw("").then_silence());
    let address = server.address("/silent");
    let mut terminal = Start::sidelight(&["add", &address]).run();
    terminal.wait_for(&format!("fetching {address}"));
    terminal.keys("<c-c>");
    assert!(!terminal.exit().success());
}
