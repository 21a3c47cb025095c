//! What the screen shows, kept as pictures in text at 120x36 and 80x24.

use ratatui::style::Modifier;

use crate::script::{SEEDS, Script};

/// Keeps a picture of the screen at both sizes after the same keys.
#[track_caller]
fn picture(name: &str, texts: &[&str], keys: &str) {
    for (columns, rows) in [(120, 36), (80, 24)] {
        let screen = Script::sized(texts, columns, rows).keys(keys).screen();
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
    }
}

/// A text with every kind of block that plain text knows, wide characters and marks.
const MIXED: &str = "\
Harbour reopens after storm

By Ana Lopez

PORTO, March 2, 2024 (AP) -- The harbour reopened on Saturday, the port authority said.

What happened

- The quay was closed for 3 days.
- Two cranes fell, and 老街 was flooded 👨\u{200d}👩\u{200d}👧.

\"We are back,\" said Maria Cafe\u{301}, the harbour master.

    tide   high   low
    Sat    3.1    0.4

References

- Port news, p. 4
";

#[test]
fn the_wire_story() {
    picture("wire_story", &SEEDS, "");
}

#[test]
fn the_longer_piece() {
    picture("longer_piece", &[SEEDS[1], SEEDS[0]], "G");
}

#[test]
fn blocks_of_many_kinds() {
    picture("blocks", &[MIXED], "");
}

#[test]
fn a_search_with_its_matches() {
    picture("search", &SEEDS, "/strategic<Enter>nn");
}

#[test]
fn a_kept_passage_and_the_bookmarks() {
    picture("bookmarks", &SEEDS, "8Ga10GAwhat he stressed<Enter>B");
}

#[test]
fn a_selection() {
    picture("selection", &SEEDS, "8Gv))");
}

#[test]
fn the_facts_panel_with_the_focus() {
    picture("facts", &SEEDS, "<Tab>jj");
    picture("facts_longer", &[SEEDS[1], SEEDS[0]], "<Tab>jj");
}

#[test]
fn what_is_said_with_a_confirmed_statement() {
    picture("said", &[SEEDS[1], SEEDS[0]], "<Tab>ft/said<Enter><Enter>c");
}

#[test]
fn where_a_name_stands() {
    picture("named", &SEEDS, "<Tab>/li qiang<Enter><Enter>");
}

#[test]
fn why_a_fact_is_one() {
    picture("why", &[SEEDS[1], SEEDS[0]], "<Tab>/not disclosed<Enter>w");
}

#[test]
fn the_help() {
    picture("help", &SEEDS, "?");
}

#[test]
fn the_contents() {
    picture("contents", &[SEEDS[1]], "t");
}

#[test]
fn the_palette() {
    picture("palette", &SEEDS, "<Ctrl-p>next");
}

#[test]
fn the_command_line() {
    picture("command_line", &SEEDS, ":go-to<Tab>");
}

#[test]
fn zen() {
    picture("zen", &SEEDS, "<Ctrl-w>o");
}

#[test]
fn information() {
    picture("information", &SEEDS, "<Ctrl-g>");
}

#[test]
fn an_empty_library() {
    picture("empty", &[], "");
}

#[test]
fn small_screens() {
    for (columns, rows) in [(60, 20), (30, 10)] {
        let screen = Script::sized(&SEEDS, columns, rows).screen();
        insta::assert_snapshot!(format!("small_{columns}x{rows}"), screen);
        let screen = Script::sized(&SEEDS, columns, rows).keys("<Tab>").screen();
        insta::assert_snapshot!(format!("small_facts_{columns}x{rows}"), screen);
    }
}

/// Asserts that every cell of `needle`'s first place on the screen has a modifier.
#[track_caller]
fn expect_modifier(script: &Script, needle: &str, modifier: Modifier) {
    let buffer = script.buffer();
    let screen = script.screen();
    let (row, line) =
        screen.lines().enumerate().find(|(_, line)| line.contains(needle)).expect("on the screen");
    let column = sidelight::text::grapheme::width(&line[..line.find(needle).unwrap()]).get();
    for at in 0..needle.chars().count() {
        let cell =
            &buffer[(u16::try_from(column as usize + at).unwrap(), u16::try_from(row).unwrap())];
        assert!(cell.modifier.contains(modifier), "{needle} has {:?}", cell.modifier);
    }
}

#[test]
fn what_is_marked_has_a_weight_of_its_own() {
    let script = Script::new(&SEEDS).keys("8Ga");
    expect_modifier(&script, "fundamental guideline", Modifier::UNDERLINED);
    let script = Script::new(&SEEDS).keys("8Gv");
    expect_modifier(&script, "fundamental guideline", Modifier::REVERSED);
    let script = Script::new(&SEEDS).keys("/grand<Enter>");
    expect_modifier(&script, "grand", Modifier::REVERSED);
    let script = Script::new(&SEEDS);
    expect_modifier(&script, "eyeing closer", Modifier::BOLD);
}

#[test]
fn no_control_character_reaches_a_cell() {
    let nasty = "Title \u{1b}]0;owned\u{7} of it\n\nText with \u{9b}31m, \u{202e}reversed\u{202c} and \u{1b}[2J in it. \
                 Said Ev\u{1b}il Name on Monday.\n";
    for keys in [
        "",
        "a",
        "aB",
        "ABELL\u{7}\u{1b}<Enter>",
        "<Tab>",
        "<Tab>ggjw",
        "<Tab>ggj<Enter>",
        "<Tab>ggjc/evil",
        "t",
        "<Ctrl-g>",
        "/owned<Enter>",
    ] {
        let keys = keys.replace(['\u{7}', '\u{1b}'], "");
        let buffer = Script::new(&[nasty]).keys(&keys).buffer();
        for cell in buffer.content() {
            assert!(!cell.symbol().chars().any(char::is_control), "{:?}", cell.symbol());
            assert!(!cell.symbol().chars().any(sidelight::text::display::is_deceptive));
        }
    }
}
