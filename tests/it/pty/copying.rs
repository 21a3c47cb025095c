//! Copying: what is sent to the terminal's clipboard, the tools that take its place, and the mouse left to the
//! terminal.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::pty::bytes;
use crate::pty::terminal::{Start, Terminal};

const START: &[u8] = b"\x1b]52;";

/// Returns what was put on the clipboard of the terminal; the rest of what was sent must be the program's own.
#[track_caller]
fn copied(terminal: &Terminal) -> Vec<String> {
    let mut raw = terminal.raw_output();
    let mut copied = Vec::new();
    while let Some(at) = raw.windows(START.len()).position(|part| part == START) {
        let end = at + raw[at..].iter().position(|byte| *byte == 0x07).expect("an end");
        let inner = raw[at..end].strip_prefix(b"\x1b]52;c;").expect("the clipboard").to_vec();
        copied.push(String::from_utf8(STANDARD.decode(inner).unwrap()).unwrap());
        raw.drain(at..=end);
    }
    bytes::assert_own(&raw);
    copied
}

fn quit(terminal: &mut Terminal) {
    terminal.keys("ZZ");
    assert_eq!(terminal.exit().exit_code(), 0);
}

#[test]
fn a_copy_is_one_sequence_with_the_words_of_the_text() {
    // What the document would put on the clipboard itself must not get there.
    let text = "Harbour reopens\n\nThe harbour \u{1b}]52;c;ZXZpbA==\u{7}reopened on Saturday. \u{9d}52;c;ZXZpbA==\u{9c}It was closed.\n\nMore.\n";
    let start = Start::sidelight(&["one.txt"]).file("one.txt", text).size(100, 24);
    let mut terminal = start.variable("SSH_CONNECTION", "a b c d").run();
    terminal.wait_for("READ");
    assert_eq!(copied(&terminal), [""; 0]);
    terminal.keys("}yy");
    terminal.wait_for("copied the paragraph");
    terminal.wait_for("OSC 52; your terminal must allow it");
    let all = copied(&terminal);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].starts_with("The harbour") && all[0].ends_with("It was closed."), "{all:?}");
    assert!(!all[0].chars().any(char::is_control), "{all:?}");
    terminal.keys("cvey");
    terminal.wait_for("copied 1 word");
    assert_eq!(copied(&terminal)[1..], ["The"]);
    quit(&mut terminal);
    assert_eq!(copied(&terminal).len(), 2);
}

#[test]
fn a_tool_gets_the_text_where_there_is_one() {
    let tool = "#!/bin/sh\ncat > \"$HOME/copied\"\n";
    let start = Start::sidelight(&["one.txt"]).file("one.txt", "One.\n\nTwo words.\n");
    let start = start.file("bin/wl-copy", tool).variable("WAYLAND_DISPLAY", "wayland-0");
    let folder = start.home_folder().join("bin");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(folder.join("wl-copy"), mode).unwrap();
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
    let mut terminal = start.variable("PATH", &path).run();
    terminal.wait_for("READ");
    terminal.keys("}yy");
    terminal.wait_for("copied the paragraph, 2 words (wl-copy)");
    let copied = std::fs::read_to_string(terminal.home().join("copied")).unwrap();
    assert_eq!(copied, "Two words.");
    terminal.leave();
}

#[test]
fn no_clipboard_is_wanted() {
    let start = Start::sidelight(&["--config", "config.toml", "one.txt"]);
    let start = start.file("one.txt", "One.\n\nTwo words.\n");
    let mut terminal = start.file("config.toml", "clipboard = \"none\"\n").run();
    terminal.wait_for("READ");
    terminal.keys("yy");
    terminal.wait_for("cannot copy: the setting");
    terminal.leave();
}

#[test]
fn the_mouse_is_left_to_the_terminal_and_taken_again() {
    let mut terminal = Start::sidelight(&["one.txt"]).file("one.txt", "One.\n\nTwo.\n").run();
    terminal.wait_for("READ");
    terminal.keys("gm");
    terminal.wait_for("the mouse is the terminal's");
    let raw = String::from_utf8(terminal.raw_output()).unwrap();
    assert!(raw.ends_with('l') || raw.contains("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l"));
    terminal.keys("gm");
    terminal.wait_for("the mouse selects here");
    let raw = String::from_utf8(terminal.raw_output()).unwrap();
    assert!(raw.rfind("\u{1b}[?1002h") > raw.rfind("\u{1b}[?1002l"));
    terminal.leave();
}
