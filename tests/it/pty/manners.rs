//! Manners: how the terminal is taken, kept and given back, whatever happens.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal, last_line};

/// What takes the screen.
const ENTER: &[u8] = b"\x1b[?1049h";

fn reading(start: Start) -> Terminal {
    let terminal = start.run();
    terminal.wait_for("READ");
    terminal
}

fn assert_given_back(terminal: &Terminal) {
    let raw = terminal.raw_output();
    bytes::assert_own(&raw);
    bytes::assert_given_back(&raw);
    assert!(terminal.is_as_before(), "the terminal is not set as it was");
}

#[test]
fn the_terminal_is_given_back_at_every_end() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = reading(Start::sidelight(&[]));
        assert!(!terminal.is_as_before());
        terminal.signal(signal);
        assert_eq!(terminal.exit().exit_code(), code);
        assert_given_back(&terminal);
    }
    for keys in ["Q", "ZZ", "qq", "<c-c><c-c>", ":q<enter>"] {
        let mut terminal = reading(Start::sidelight(&[]));
        terminal.keys(keys);
        assert_eq!(terminal.exit().exit_code(), 0, "{keys}");
        assert_given_back(&terminal);
    }
}

#[test]
fn what_was_told_to_be_kept_is_there_after_any_end() {
    let ends: [fn(&mut Terminal); 4] = [
        |terminal| terminal.signal(Signal::TERM),
        |terminal| terminal.signal(Signal::HUP),
        |terminal| drop(terminal.hang_up()),
        |terminal| terminal.keys("Q"),
    ];
    for end in ends {
        let mut first = reading(Start::sidelight(&[]));
        first.keys("<space>a");
        first.wait_for("kept “");
        end(&mut first);
        first.exit();
        let mut second = reading(Start::sidelight(&[]).at_home_of(&first));
        assert!(!last_line(&second.screen()).contains(" 0 %"), "{}", second.screen());
        second.keys("B");
        second.wait_for("BOOKMARKS");
        assert!(second.screen().contains("+  “"), "{}", second.screen());
        second.leave();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_soon() {
    let mut terminal = reading(Start::sidelight(&[]));
    let start = Instant::now();
    assert_eq!(terminal.hang_up().exit_code(), 129);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_terminal_that_nobody_reads_keeps_no_signal_off() {
    let start = Start::sidelight(&["long.txt"]).size(250, 700);
    let start =
        start.file("config.toml", "text-width = 200\nsources-width = 20\nfacts-width = 20\n");
    let mut terminal = reading(start.file("long.txt", "words that fill lines ".repeat(9_000)));
    let frame = terminal.raw_output().len();
    assert!(frame > 100_000, "one frame is more than the system holds: {frame}");
    // What follows the first frame by itself is out of the way.
    terminal.keys("<space>");
    terminal.wait_until("the next page", |screen| !last_line(screen).contains(" 0 %"));
    let before = terminal.raw_output().len();
    terminal.stall();
    terminal.keys("<c-l>");
    terminal.wait_for_more_than(before);
    let before = Instant::now();
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.exit().exit_code(), 143);
    // Half a second to end by itself, a fifth to give the terminal back.
    assert!(before.elapsed() < Duration::from_secs(5), "{:?}", before.elapsed());
}

#[test]
fn keys_come_from_the_terminal_when_the_article_is_piped() {
    let script = "echo A few words, piped in. | \"$PROGRAM\" -";
    let start = Start::program("sh", &["-c", script]);
    let mut terminal = start.variable("PROGRAM", env!("CARGO_BIN_EXE_sidelight")).run();
    terminal.wait_for("A few words, piped in.");
    terminal.keys("a");
    terminal.wait_for("kept “A few words");
    terminal.leave();
}

#[test]
fn a_shell_suspends_it_and_brings_it_back() {
    let program = env!("CARGO_BIN_EXE_sidelight");
    let start = Start::program("sh", &["-i"]).variable("PS1", "shell> ");
    let mut terminal = start.variable("ENV", "").variable("PROGRAM", program).run();
    terminal.wait_for("shell>");
    terminal.keys("$PROGRAM<enter>");
    terminal.wait_for("READ");
    terminal.keys("<space>");
    terminal.wait_until("the next page", |screen| !last_line(screen).contains(" 0 %"));
    let page = text(&terminal.screen());
    for _ in 0..2 {
        terminal.keys("<c-z>");
        terminal.wait_until("the shell", |screen| last_line(screen).starts_with("shell>"));
        bytes::assert_given_back(&terminal.raw_output());
        terminal.keys("stty -a<enter>");
        terminal.wait_until("keys that come as lines, with echo", |screen| {
            screen.contains(" icanon") && screen.contains(" echo ")
        });
        terminal.keys("fg<enter>");
        terminal.wait_until("the same page", |screen| text(screen) == page);
    }
    assert_eq!(count(&terminal.raw_output(), ENTER), 3);
    terminal.keys("ZZ");
    terminal.wait_until("the shell", |screen| last_line(screen).starts_with("shell>"));
    terminal.keys("exit<enter>");
    assert_eq!(terminal.exit().exit_code(), 0);
    bytes::assert_given_back(&terminal.raw_output());
}

#[test]
fn every_size_is_survived() {
    let mut terminal = reading(Start::sidelight(&[]));
    for (keys, mode) in [("", "READ"), ("B", "BOOKMARKS"), ("?", "HELP"), ("q<c-p>", "PALETTE")] {
        terminal.keys(keys);
        terminal.wait_for(mode);
        for (columns, rows) in [(1, 1), (2, 9), (300, 1), (5, 80), (300, 90), (80, 24)] {
            terminal.resize(columns, rows);
        }
    }
    terminal.keys("<c-c>");
    terminal.wait_for("READ");
    terminal.resize(79, 23);
    terminal.wait_until("a status line in row 23", |screen| {
        screen.lines().count() == 23 && last_line(screen).contains("READ")
    });
    terminal.leave();
}

#[test]
fn a_large_paste_is_no_keys() {
    let mut terminal = reading(Start::sidelight(&[]));
    terminal.paste(&"q".repeat(1_000_000));
    terminal.keys("/");
    terminal.wait_for_prompt("/");
    terminal.paste(&"Q\n".repeat(500_000));
    terminal.wait_until("what was pasted", |screen| last_line(screen).contains("Q Q Q"));
    terminal.keys("<c-u>and<c-c>");
    terminal.wait_for("READ");
    terminal.leave();
}

#[test]
fn colours_are_sent_unless_the_user_wants_none() {
    let colors = |variables: &[(&str, &str)]| {
        let start = variables.iter().fold(Start::sidelight(&[]).size(120, 36), |start, pair| {
            start.variable(pair.0, pair.1)
        });
        let mut terminal = reading(start);
        terminal.wait_for("▾ WHO");
        for (keys, shown) in [
            ("/china<enter>", "matches"),
            ("<tab>", "FACTS"),
            ("?", "HELP"),
            ("q<c-p>", "PALETTE"),
            ("<c-c>:nonsense<enter>", "no command nonsense"),
        ] {
            terminal.keys(keys);
            terminal.wait_for(shown);
        }
        terminal.leave();
        let sent = bytes::colors(&terminal.raw_output());
        // Frames may be passed over; which colours there are, without weights, is always the same.
        let colors =
            sent.iter().map(|parameters| parameters.rsplit(';').next().unwrap().to_owned());
        colors.collect::<BTreeSet<_>>()
    };
    assert_eq!(colors(&[("NO_COLOR", "1")]), BTreeSet::new());
    assert_eq!(colors(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]), BTreeSet::new());
    let dark = colors(&[]);
    let light = colors(&[("COLORFGBG", "0;15")]);
    assert!(!dark.is_empty() && !light.is_empty());
    assert_ne!(dark, light, "a light background has colours of its own");
    assert_eq!(colors(&[("COLORFGBG", "15;0")]), dark);
}

#[test]
fn a_terminal_that_cannot_place_text_is_refused_in_a_sentence() {
    for term in ["dumb", ""] {
        let mut terminal = Start::sidelight(&[]).variable("TERM", term).run();
        assert_eq!(terminal.exit().exit_code(), 1);
        let sent = String::from_utf8(terminal.raw_output()).unwrap();
        assert!(!sent.contains('\u{1b}'), "{sent:?}");
        assert_eq!(sent.lines().count(), 1, "{sent:?}");
        assert!(sent.contains("TERM") && sent.ends_with("\r\n"), "{sent:?}");
        let entries = std::fs::read_dir(terminal.home()).unwrap();
        assert_eq!(entries.count(), 0, "nothing is written to the disk");
    }
}

#[test]
fn faults_of_the_config_are_told_with_line_and_reason() {
    let config = "text-width = 60\nshiny = true\n\n[keys.reader]\n\"g\" = \"end\"\n";
    let start = Start::sidelight(&[]).size(160, 24).file("config.toml", config);
    let mut terminal = start.run();
    terminal.wait_for("config.toml line 2: ");
    let told = last_line(&terminal.screen()).to_owned();
    assert!(told.contains("shiny") && told.contains("1 of 2: "), "{told}");
    // What is right of it holds, and so do the keys as they come.
    terminal.keys("G");
    terminal.wait_until("the end", |screen| last_line(screen).contains("100 %"));
    terminal.keys("gg");
    terminal.wait_until("the start", |screen| last_line(screen).contains(" 0 %"));
    terminal.leave();
    // The status line has room for one; afterwards all of them stand on standard error.
    let left = terminal.screen();
    assert!(left.contains("sidelight: config.toml line 2: "), "{left}");
    assert!(left.contains("sidelight: config.toml line 5: "), "{left}");

    let config = "[keys.reader]\n\"g\" = \"end\"\n";
    let mut terminal = Start::sidelight(&[]).size(160, 24).file("config.toml", config).run();
    terminal.wait_for("config.toml line 2: ");
    terminal.leave();
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let mut terminal = Start::sidelight(&[]).size(120, 36).run();
    // The story is the last to come; then the reading position is saved, which does not show.
    terminal.wait_for("▾ WHO");
    terminal.wait_for("same in next source");
    terminal.keys("<space>");
    terminal.wait_until("the next page", |screen| !last_line(screen).contains(" 0 %"));
    let sent = terminal.output_within(Duration::from_millis(2_500));
    assert_eq!(String::from_utf8_lossy(&sent), "");
    terminal.leave();
}

/// Returns the screen without the list, which tells more and more of the progress.
fn text(screen: &str) -> String {
    let rows = screen.lines().map(|row| row.split_once('│').map_or(row, |(_, text)| text));
    rows.collect::<Vec<_>>().join("\n")
}

fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}
