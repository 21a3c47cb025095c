//! Taking passages along and coming back: `W` in the program, and `sidelight open` with links good and bad.

use std::path::PathBuf;

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal, last_line};

const TEXT: &str =
    "The pier fell\n\nNobody was there to see it fall into the sea.\n\nThe quay stands.\n";

/// Starts with an article of which a sentence is kept.
fn kept() -> Terminal {
    let start = Start::sidelight(&["pier.txt"]).size(160, 30).file("pier.txt", TEXT);
    let mut terminal = start.run();
    terminal.wait_for("READ");
    terminal.keys("2Ga");
    terminal.wait_for("kept “");
    terminal
}

fn exports(terminal: &Terminal) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(terminal.home().join("exports")).unwrap();
    folder.map(|entry| entry.unwrap().path()).collect()
}

/// Returns the link that stands in the first export.
fn link(terminal: &Terminal) -> String {
    let page = std::fs::read_to_string(&exports(terminal)[0]).unwrap();
    let (_, rest) = page.split_once("(sidelight://").unwrap();
    format!("sidelight://{}", rest.split_once(')').unwrap().0)
}

fn write(terminal: &mut Terminal, path: &str) {
    terminal.keys("W");
    terminal
        .wait_until("the prompt", |screen| last_line(screen).contains("write kept passages to:"));
    if !path.is_empty() {
        terminal.keys("<c-u>");
        terminal.paste(path);
        terminal.wait_for_prompt(path);
    }
    terminal.keys("<enter>");
}

#[test]
fn passages_are_written_and_brought_up_to_date() {
    let mut terminal = kept();
    write(&mut terminal, "");
    terminal.wait_for("1 written to");
    let files = exports(&terminal);
    assert_eq!(files.len(), 1, "{files:?}");
    let page = std::fs::read_to_string(&files[0]).unwrap();
    assert!(page.contains("Nobody was there to see it fall into the sea."), "{page}");
    std::fs::write(&files[0], page + "\nMy own words.\n").unwrap();
    terminal.keys("3Ga");
    terminal.wait_for("kept “The quay");
    write(&mut terminal, "");
    terminal.wait_for("2 written to");
    let page = std::fs::read_to_string(&files[0]).unwrap();
    assert_eq!(page.matches("sidelight:kept ").count() / 2, 2, "{page}");
    assert!(page.contains("\nMy own words.\n"), "{page}");
    assert_eq!(exports(&terminal), files);
    // What is no export stays as it is.
    write(&mut terminal, "~/pier.txt");
    terminal.wait_for("does not tell the form");
    std::fs::write(terminal.home().join("mine.md"), "my page").unwrap();
    write(&mut terminal, "~/mine.md");
    terminal.wait_for("is there already");
    assert_eq!(std::fs::read_to_string(terminal.home().join("mine.md")).unwrap(), "my page");
    write(&mut terminal, "~/nowhere/x.md");
    terminal.wait_for("cannot be written");
    terminal.leave();
}

#[test]
fn a_link_leads_back_or_says_why_not() {
    let mut first = kept();
    write(&mut first, "");
    first.wait_for("1 written to");
    first.leave();
    let link = link(&first);
    let open = |target: &str| Start::sidelight(&["open", target]).size(160, 30).at_home_of(&first);

    let mut there = open(&link).run();
    there.wait_for("Nobody was there");
    there.leave();

    // The passage is gone from the text.
    let changed = TEXT.replace("Nobody was there to see it fall into the sea.", "It was rebuilt.");
    let mut again = Start::sidelight(&["pier.txt"]).size(160, 30).at_home_of(&first);
    again = again.file("pier.txt", changed);
    let mut again = again.run();
    again.wait_for("It was rebuilt.");
    again.leave();
    let mut missed = open(&link).run();
    missed.wait_for("the passage is not in the text as it is now");
    missed.wait_for("It was rebuilt.");
    missed.leave();

    // Words that would be an escape sequence are no words of the article.
    let article = link.split_once('?').unwrap().0;
    let mut words = open(&format!("{article}#:~:text=%1b%5d0;owned%07%c2%9b31m")).run();
    words.wait_for("not kept any more");
    words.leave();

    let gone = "sidelight://article/0123456789abcdef0123456789abcdef".to_owned();
    let long = format!("{article}#:~:text={}", "a".repeat(9000));
    for (target, message) in [
        (gone, "no article"),
        (long, "no link"),
        (format!("{article}#:~:text=%zz"), "no link"),
        (format!("{article}#:~:text=%ff%fe"), "no link"),
        (format!("{article}?at=%1b"), "no link"),
        ("sidelight://article/\u{1b}]0;owned\u{7}".to_owned(), "no link"),
        ("SIDELIGHT://\u{202e}\u{9b}31m\nx".to_owned(), "no link"),
        ("sidelight://".to_owned(), "no link"),
    ] {
        let mut refused = open(&target).size(250, 60).run();
        assert_eq!(refused.exit().exit_code(), 1, "{target:?}");
        let screen = refused.screen();
        assert!(screen.contains(message), "{target:?}: {screen}");
        assert!(!refused.raw_output().contains(&0x1b), "{target:?}");
        bytes::assert_own(&refused.raw_output());
        assert!(screen.lines().count() <= 2, "{target:?}: {screen}");
    }
}
