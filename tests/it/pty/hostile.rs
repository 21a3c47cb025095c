//! Inputs made to break a reader or its terminal: each is shown or refused in a line, and not a byte of theirs
//! reaches the terminal as anything but text.
//!
//! Needs the shared inputs (`SIDELIGHT_HOSTILE`); without them the tests say so and pass.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal, last_line};

/// What a name or a note can do at worst: a title, a colour, a clipboard, an eight-bit sequence, the other
/// direction, and ends of lines.
const ATTACKS: [&str; 6] = [
    "\u{1b}]0;owned\u{7} title",
    "\u{1b}[31mred\u{1b}[2J",
    "\u{1b}]52;c;eA==\u{1b}\\ clip",
    "\u{9b}31m eight \u{9d}0;owned\u{9c}",
    "\u{202e}txt.reversed\u{2066} isolated",
    "two\nlines\rand a \u{8}\u{8} back\u{7f}",
];

#[test]
fn hostile_articles_are_read_with_every_key() {
    let Some(mut files) = files(&["term", "unicode", "encoding", "notes", "shape"]) else { return };
    // A feed is followed, and what its entries lead to is fetched.
    files.retain(|path| path.extension().is_none_or(|ending| ending != "xml"));
    let names: Vec<_> = files.iter().map(|path| path.to_str().unwrap()).collect();
    let mut terminal = Start::sidelight(&names).size(160, 30).run();
    terminal.wait_until("the first article, and a word on what is refused", |screen| {
        last_line(screen).contains("more failed)")
    });
    // An error stays in sight for a few keys.
    terminal.keys("hgg<enter>jkjk");
    terminal.wait_for("READ");
    let count = article_count(&terminal.screen());
    let mut revisions = BTreeSet::new();
    loop {
        revisions.insert(open_after(&mut terminal, &revisions));
        press_every_key(&mut terminal);
        if revisions.len() == count {
            break;
        }
        terminal.keys("J");
    }
    assert!(count > 30, "{count}");
    // All the titles, and the passages with them.
    terminal.keys("B");
    terminal.wait_for("BOOKMARKS");
    terminal.keys("l");
    terminal.wait_for("whole library");
    terminal.keys("ggG<c-c>");
    terminal.wait_for("READ");
    terminal.leave();
}

#[test]
fn hostile_files_alone_are_shown_or_refused_in_a_line() {
    let Some(files) = files(&["encoding", "term", "shape"]) else { return };
    let mut refused = 0;
    // Those that are articles are read in the other test; here are all that may not be.
    for path in files.iter().filter(|path| !is_surely_text(path)) {
        let mut terminal = Start::sidelight(&[path.to_str().unwrap()]).size(250, 24).run();
        terminal.wait_until("an article or a refusal", |screen| {
            screen.contains("│ Facts") || screen.contains("sidelight: ")
        });
        if terminal.screen().contains("│ Facts") {
            terminal.leave();
            continue;
        }
        assert_eq!(terminal.exit().exit_code(), 1);
        assert_eq!(terminal.screen().lines().count(), 1, "{}", terminal.screen());
        assert!(!terminal.raw_output().contains(&0x1b), "no screen was taken");
        bytes::assert_own(&terminal.raw_output());
        refused += 1;
    }
    assert!(refused >= 3, "{refused}");
}

#[test]
fn hostile_names_and_titles_stay_text() {
    let names: Vec<_> = ATTACKS.iter().map(|attack| format!("{attack}.txt")).collect();
    let arguments: Vec<_> = names.iter().map(String::as_str).collect();
    let start = names.iter().zip(ATTACKS).fold(
        Start::sidelight(&arguments).size(100, 30),
        |start, (name, attack)| {
            // One line for a title, one for a text; each file is another article.
            start.file(name, format!("Title {attack}\n\nA text of {attack} to be read."))
        },
    );
    let mut terminal = start.run();
    terminal.wait_for("READ");
    assert_eq!(article_count(&terminal.screen()), ATTACKS.len() + 2);
    terminal.keys("<c-g>");
    terminal.wait_for("revision:");
    terminal.keys("q");
    terminal.wait_for("READ");
    for _ in ATTACKS {
        terminal.keys("aJ");
    }
    terminal.keys("<c-p>");
    terminal.wait_for("PALETTE");
    terminal.keys("title");
    terminal.wait_for(":title");
    terminal.keys("<c-c>");
    terminal.wait_for("READ");
    terminal.leave();
}

#[test]
fn refused_names_stay_text() {
    for attack in ATTACKS {
        // Nothing is there by that name.
        let mut terminal = Start::sidelight(&[attack]).size(250, 24).run();
        assert_eq!(terminal.exit().exit_code(), 1);
        assert_eq!(terminal.screen().lines().count(), 1, "{}", terminal.screen());
        assert!(!terminal.raw_output().contains(&0x1b));
        bytes::assert_own(&terminal.raw_output());

        // Something is there, but it is no text; and what is typed names nothing.
        let name = format!("{attack}.txt");
        let start = Start::sidelight(&["good.txt", &name]).size(250, 24);
        let mut terminal = start.file("good.txt", "A good text.").file(&name, [0; 99]).run();
        terminal.wait_until("a refusal", |screen| last_line(screen).contains("binary data"));
        terminal.keys(":");
        terminal.wait_for_prompt(":");
        terminal.paste(&format!("add {attack}"));
        terminal.keys("<enter>");
        terminal.wait_until("a complaint", |screen| !last_line(screen).contains("binary data"));
        terminal.leave();
    }
}

#[test]
fn hostile_notes_are_kept_and_shown_as_text() {
    let mut notes: Vec<_> = ATTACKS.iter().map(|&attack| attack.to_owned()).collect();
    if let Some(files) = files(&["notes"]) {
        let bodies = std::fs::read_to_string(&files[0]).unwrap();
        notes.extend(bodies.split("\n---\n").map(str::to_owned));
    }
    let mut terminal = Start::sidelight(&[]).size(200, 40).run();
    terminal.wait_for("READ");
    for note in &notes {
        terminal.keys("A");
        terminal.wait_for("NOTE");
        terminal.paste(note);
        terminal.keys("<enter>");
        terminal.wait_for("kept “");
        terminal.keys(")");
        terminal.wait_for("READ");
    }
    terminal.keys("B");
    terminal.wait_for(&format!("this article · {}", notes.len()));
    assert_eq!(terminal.screen().matches("✎  “").count(), notes.len(), "{}", terminal.screen());
    terminal.keys("gg<space>");
    terminal.wait_for("LOOK");
    terminal.keys("q");
    terminal.wait_for("BOOKMARKS");
    terminal.keys("gge");
    terminal.wait_for("NOTE");
    terminal.keys("<c-c>");
    terminal.wait_for("BOOKMARKS");
    terminal.leave();
}

/// Waits until another article than those before is open; returns what its information says it is.
fn open_after(terminal: &mut Terminal, before: &BTreeSet<String>) -> String {
    loop {
        terminal.keys("<c-g>");
        terminal.wait_for("revision:");
        let screen = terminal.screen();
        terminal.keys("<c-c>");
        terminal.wait_for("READ");
        let told = screen.split("revision:").nth(1).unwrap_or_default();
        let revision = told.split_whitespace().next().unwrap_or_default().to_owned();
        assert!(!revision.is_empty(), "{screen}");
        if !before.contains(&revision) {
            return revision;
        }
    }
}

/// Goes through an article with the keys of a reader.
fn press_every_key(terminal: &mut Terminal) {
    for (keys, shown) in [
        ("<space>})", "READ"),
        ("<tab>", "FACTS"),
        ("jG", "FACTS"),
        ("<c-c>G", "READ"),
        ("gg/", "/"),
        ("e", "/e"),
        ("<c-c>V", "SELECT"),
        ("a", "kept “"),
        ("B", "BOOKMARKS"),
        ("<c-c>t", ""),
        ("<c-c>+-", "text column"),
    ] {
        terminal.keys(keys);
        terminal.wait_until(shown, |screen| last_line(screen).contains(shown));
    }
}

/// Returns how many articles the head of the list tells.
fn article_count(screen: &str) -> usize {
    let head = screen.split('│').next().unwrap_or_default();
    let count = head.split_whitespace().next_back().and_then(|count| count.parse().ok());
    count.unwrap_or_else(|| panic!("no count in\n{screen}"))
}

fn is_surely_text(path: &Path) -> bool {
    let size = path.metadata().unwrap().len();
    path.extension().is_some_and(|ending| ending == "txt") && (400..10_000).contains(&size)
}

/// Returns the files of some folders in order; `None` where there are none.
fn files(folders: &[&str]) -> Option<Vec<PathBuf>> {
    let Some(folder) = std::env::var_os("SIDELIGHT_HOSTILE") else {
        eprintln!("SIDELIGHT_HOSTILE names no folder of hostile inputs; nothing is tried");
        return None;
    };
    let mut files = Vec::new();
    for part in folders {
        let entries = std::fs::read_dir(Path::new(&folder).join(part)).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    files.sort();
    Some(files)
}
