//! Reading from the first start on: what was read, kept and noted is there again at the next.

use crate::pty::terminal::{Start, Terminal, last_line};

/// What a screen looks like whose width has room for everything, and smaller ones.
const SIZES: [(u16, u16); 4] = [(120, 36), (80, 24), (60, 20), (30, 10)];

#[test]
fn what_was_read_kept_and_noted_is_there_again() {
    for size in SIZES {
        let mut first = Start::sidelight(&[]).size(size.0, size.1).run();
        expect_samples(&mut first);
        page_down(&mut first);
        search(&mut first, "cooperation");
        first.keys("a");
        step_to_next_match(&mut first);
        keep_with_note(&mut first, "my own note");
        let place = go_to_first_bookmark(&mut first);
        first.leave();

        let mut second = Start::sidelight(&[]).size(size.0, size.1).at_home_of(&first).run();
        second.wait_for("READ");
        assert_eq!(share(&second.screen()), share(&place), "{size:?}\n{}", second.screen());
        expect_bookmarks(&mut second);
        second.leave();
    }
}

/// A first start has two articles and reads the first.
fn expect_samples(terminal: &mut Terminal) {
    terminal.wait_for("READ");
    terminal.keys("h");
    terminal.wait_until("a list of two articles", |screen| {
        let is_counted = screen.lines().any(|line| {
            let head = line.split('│').next().unwrap_or_default();
            head.trim_start().starts_with("Sources") && head.trim_end().ends_with(" 2")
        });
        is_counted && screen.contains("LIST")
    });
    terminal.keys("<enter>");
    terminal.wait_for("READ");
}

fn page_down(terminal: &mut Terminal) {
    let before = position(&terminal.screen());
    terminal.keys("<space>");
    terminal.wait_until("another page", |screen| position(screen) != before);
}

fn search(terminal: &mut Terminal, text: &str) {
    terminal.keys("/");
    terminal.wait_for_prompt("/");
    terminal.keys(text);
    terminal.wait_for_prompt(text);
    terminal.keys("<enter>");
    terminal.wait_until("a match", |screen| match_number(screen).is_some());
    assert!(terminal.screen().contains(text), "{}", terminal.screen());
}

fn step_to_next_match(terminal: &mut Terminal) {
    let before = match_number(&terminal.screen());
    terminal.keys("n");
    terminal.wait_until("the next match", |screen| {
        match_number(screen).is_some_and(|number| Some(number) != before)
    });
}

fn keep_with_note(terminal: &mut Terminal, note: &str) {
    terminal.keys("A");
    terminal.wait_until("the note", |screen| screen.contains("tags:"));
    terminal.keys(note);
    terminal.wait_for(note);
    terminal.keys("<enter>");
    terminal.wait_until("the note taken", |screen| !screen.contains("tags:"));
}

/// Returns the screen with the place.
fn go_to_first_bookmark(terminal: &mut Terminal) -> String {
    open_bookmarks(terminal);
    terminal.keys("gg<enter>");
    terminal.wait_without("Bookmarks · ");
    terminal.screen()
}

fn expect_bookmarks(terminal: &mut Terminal) {
    open_bookmarks(terminal);
    // The last is the one with a note; the editor shows it however narrow the list is.
    terminal.keys("Ge");
    terminal.wait_until("the note", |screen| {
        screen.contains("tags:") && screen.contains("my own note")
    });
    terminal.keys("<esc>");
    terminal.wait_until("no note", |screen| !screen.contains("tags:"));
}

fn open_bookmarks(terminal: &mut Terminal) {
    terminal.keys("B");
    terminal.wait_until("two bookmarks", |screen| {
        screen.contains("Bookmarks · ")
            && screen.matches("+  “").count() + screen.matches("✎  “").count() == 2
    });
}

/// Returns the paragraph and the share as the status line tells them, `¶ 6/16 18 %`.
fn position(screen: &str) -> String {
    let told = last_line(screen).split_once('¶').map_or("", |(_, told)| told);
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how much of the article has been read, `18 %`.
fn share(screen: &str) -> String {
    let position = position(screen);
    position.split_once(' ').map_or("", |(_, share)| share).to_owned()
}

/// Returns the number of the match the status line tells, of `2/9 matches`.
fn match_number(screen: &str) -> Option<usize> {
    let line = last_line(screen);
    if let Some((before, _)) = line.split_once(" matches") {
        return before.split_whitespace().next_back()?.split_once('/')?.0.parse().ok();
    }
    // Where there is no room for both, the message stands alone.
    line.split_once("match ")?.1.split_whitespace().next()?.parse().ok()
}

#[test]
fn a_passage_is_followed_into_the_other_source_and_back() {
    let mut terminal = Start::sidelight(&[]).size(120, 36).run();
    terminal.wait_for("same in next source");
    terminal.keys("4G");
    terminal.wait_until("the dateline", |screen| position(screen).starts_with("4/16"));
    let here = position(&terminal.screen());
    terminal.keys("s");
    terminal.wait_until("the other source", |screen| {
        last_line(screen).contains("B · the same") && position(screen) != here
    });
    terminal.keys("H");
    terminal.wait_until("back again", |screen| position(screen) == here);
    terminal.keys("gs");
    terminal.wait_for("▾ STORY");
    terminal.leave();
}
