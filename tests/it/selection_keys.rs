//! The caret, selecting and copying: a text, keys or the mouse, and what is then selected.

use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_oneof, proptest};
use unicode_segmentation::UnicodeSegmentation;

use sidelight::text::TextRange;
use sidelight::tui::event::Event;
use sidelight::tui::panes::Pane;

use crate::script::{SEEDS, Script};

const TEXT: &str = "\
The first line is a title

One two, three. “Four ‘five’ six,” she said. It isn't far.

老街淹水了。她说：“我们还在。” Cafe\u{301} 👨\u{200d}👩\u{200d}👧 open.

    let x = 1;

    let y = 2;

The last paragraph ends here.
";

fn script(keys: &str) -> Script {
    Script::sized(&[TEXT], 160, 24).keys(keys)
}

/// Returns the character under the caret.
fn under(script: &Script) -> &str {
    let reader = script.state.reader().unwrap();
    let at = reader.caret.expect("a caret").at;
    reader.document.text()[usize::from(at)..].graphemes(true).next().unwrap_or_default()
}

/// Returns the text from the caret on.
fn rest(script: &Script) -> &str {
    let reader = script.state.reader().unwrap();
    &reader.document.text()[usize::from(reader.caret.expect("a caret").at)..]
}

#[track_caller]
fn check_caret(keys: &str, expected: &str) {
    let script = script(keys);
    assert!(rest(&script).starts_with(expected), "{keys}: {:.30}", rest(&script));
}

#[track_caller]
fn check_selected(keys: &str, expected: &str) {
    let script = script(keys);
    assert!(script.state.reader().unwrap().selection.is_some(), "{keys}");
    assert_eq!(script.passage(), expected, "{keys}");
}

#[test]
fn the_caret_moves_by_characters_words_rows_sentences_and_paragraphs() {
    for (keys, expected) in [
        ("c", "The first"),
        ("ch", "The first"),
        ("cll", "e first"),
        ("c4l", "first"),
        ("cw", "first"),
        ("c3we", "s a title"),
        ("c2wb", "first"),
        ("c$", "e\n\nOne"),
        ("c$0", "The first"),
        ("c$l", "One two"),
        ("c}", "One two"),
        ("c})", "“Four"),
        ("c}))((", "One two"),
        ("c}w", "two,"),
        ("c}ww", "three."),
        ("c}$w", "老街"),
        ("cG", ".\n"),
        ("cGgg", "The first"),
        ("c}j", "老街"),
        ("cGk", ";\n\nThe last"),
        ("c}fo", "o, three"),
        ("c}2fe", "ee. “Four"),
        ("c}to", "wo, three"),
        ("c}fe;", "ee. “Four"),
        ("c}te;;", "ee. “Four"),
        ("c}$Fe", "e said"),
        ("c}$Fe;;", "e. “Four"),
        ("c}$Feg;", "e said"),
        ("c}$<Alt-t>e", " said"),
        ("c}fZ", "One two"),
        ("c}/isn<Enter>", "isn't"),
        ("c/last<Enter>", "last paragraph"),
        ("c4G", "    let x"),
        ("<F7>w", "first"),
    ] {
        check_caret(keys, expected);
    }
}

#[test]
fn words_are_told_in_every_script_and_characters_stay_whole() {
    let script = script("c2}");
    assert_eq!(under(&script), "老");
    let script = script.keys("w");
    assert_eq!(under(&script), "街");
    let script = script.keys("fC");
    assert!(rest(&script).starts_with("Cafe\u{301} "));
    let script = script.keys("e");
    assert_eq!(under(&script), "e\u{301}");
    let script = script.keys("ll");
    assert_eq!(under(&script), "👨\u{200d}👩\u{200d}👧");
    assert_eq!(under(&script.keys("l")), " ");
}

#[test]
fn the_column_is_kept_over_short_rows_and_tables() {
    let text = "# Title\n\n| name | height |\n|------|--------|\n| Porto | 12 |\n| Lisbon | 3 |\n\nAfter it comes text.\n";
    let script = Script::sized(&[text], 80, 24).keys("cj");
    assert!(rest(&script).starts_with("name"));
    let script = script.keys("w");
    assert!(rest(&script).starts_with("height"));
    let script = script.keys("j");
    assert!(rest(&script).starts_with("12"), "{:.20}", rest(&script));
    let script = script.keys("j");
    assert!(rest(&script).starts_with('3'));
    assert!(rest(&script.keys("0")).starts_with("Lisbon"));
}

#[test]
fn the_caret_is_left_with_its_keys_and_esc() {
    for keys in ["cc", "<F7><F7>", "c<Esc>", "<F7>c", "cvc", "cv<Esc><Esc>", "cw<Esc>"] {
        let script = script(keys);
        let reader = script.state.reader().unwrap();
        assert!(reader.caret.is_none() && reader.selection.is_none(), "{keys}");
        assert_eq!(script.drawn().0, None);
    }
    let script = script("cv<Esc>");
    assert!(script.state.reader().unwrap().caret.is_some());
    script.expect_focus(Pane::Reader).keys("<Esc>ll").expect_focus(Pane::Facts);
}

#[test]
fn an_empty_text_has_no_caret() {
    // A mark without anything under it is drawn nowhere.
    let script = Script::sized(&["\u{301}"], 80, 24);
    let script = script.keys("cjklhwbe0^$ggG(){}fxvViwisipiqoyYyyycymyu<Esc><Esc>c");
    let reader = script.state.reader().unwrap();
    assert!(reader.caret.is_none(), "{:?} {:?}", reader.document.text(), reader.document.blocks());
    script.expect_message("no text");
}

#[test]
fn characters_are_selected_from_the_caret() {
    check_selected("cv", "T");
    check_selected("cve", "The");
    check_selected("cwve", "first");
    check_selected("cwveb", "f");
    check_selected("cwvh", " f");
    check_selected("cwvho$", "The first line is a title".get(3..).unwrap());
    check_selected("c}v)", "One two, three. “");
    check_selected("c}v/she<Enter>", "One two, three. “Four ‘five’ six,” s");
    check_selected("c}vt.", "One two, three");
}

#[test]
fn units_are_selected_and_grow() {
    check_selected("c}wiw", "two");
    check_selected("c}wiwiw", "two, three");
    check_selected("c}wiww", "two, three");
    check_selected("c}wis", "One two, three.");
    check_selected("c}wisis", "One two, three. “Four ‘five’ six,” she said.");
    check_selected("c}ip", "One two, three. “Four ‘five’ six,” she said. It isn't far.");
}

#[test]
fn quotations_are_selected_from_the_inside_out() {
    check_selected("c/five<Enter>iq", "five");
    check_selected("c/five<Enter>iqiq", "Four ‘five’ six,");
    check_selected("c/我们<Enter>iq", "我们还在。");
    script("c/far<Enter>iq").expect_message("no quotation");
    check_selected("c/five<Enter>iqo", "five");
}

#[test]
fn from_reading_sentences_and_paragraphs_are_selected() {
    check_selected("}v", "One two, three.");
    check_selected("}v)", "One two, three. “Four ‘five’ six,” she said.");
    check_selected("}vv", "One two, three.");
    check_selected("}vvh", "One two, three");
    check_selected("}V", "One two, three. “Four ‘five’ six,” she said. It isn't far.");
    check_selected("}vV", "One two, three. “Four ‘five’ six,” she said. It isn't far.");
    let script = script("}v<Esc>");
    let reader = script.state.reader().unwrap();
    assert!(reader.selection.is_none() && reader.caret.is_none());
}

#[test]
fn every_kind_of_selection_is_kept_as_it_is() {
    let script = script("c}wiwa");
    assert_eq!(script.kept(), [("two", "")]);
    let script = script.keys("bv2lAwhy<Enter>");
    assert_eq!(script.kept(), [("two", "why")]);
    let script = script.keys("/five<Enter>iqa");
    assert_eq!(script.kept()[1], ("five", ""));
    assert!(script.state.reader().unwrap().caret.is_some());
}

#[test]
fn the_caret_stays_when_the_width_changes_and_comes_into_view() {
    let long = "Some words of a long text that goes on. ".repeat(120);
    let script = Script::sized(&[&long], 120, 36).keys("c99w");
    let before = script.state.reader().unwrap().caret.unwrap().at;
    let script = script.resize(34, 10);
    assert_eq!(script.state.reader().unwrap().caret.unwrap().at, before);
    let (cursor, buffer) = script.drawn();
    let cursor = cursor.expect("a cursor");
    assert_eq!(buffer[cursor].symbol(), under(&script));
    let script = script.keys("200j");
    let (cursor, buffer) = script.drawn();
    assert_eq!(buffer[cursor.expect("a cursor")].symbol(), under(&script));
    let script = script.keys("<Space><Space>gg<PgDn>");
    let (cursor, buffer) = script.drawn();
    assert_eq!(buffer[cursor.expect("a cursor")].symbol(), under(&script));
}

#[test]
fn what_is_copied_is_the_text_without_line_ends_of_the_screen() {
    let copied = |keys: &str| script(keys).copied.pop().unwrap_or_default();
    assert_eq!(copied("c}v)hhy"), "One two, three.");
    assert_eq!(copied("}yy"), "One two, three. “Four ‘five’ six,” she said. It isn't far.");
    assert_eq!(copied("}vy"), "One two, three.");
    assert_eq!(copied("}yc"), "“One two, three.” “The first line is a title”");
    assert_eq!(copied("}ym"), "> One two, three.\n>\n> — The first line is a title");
    assert_eq!(copied("c/five<Enter>iqY"), "“five” “The first line is a title”");
    assert_eq!(copied("c/five<Enter>iqgy"), "> five\n>\n> — The first line is a title");
    script("yu").expect_message("no address");
    script("}vy").expect_message("copied 3 words (a tool)");
    let long = "Some words of a long text that goes\non and on. ".repeat(20);
    let script = Script::sized(&[&long], 60, 20).keys("yy");
    assert!(!script.copied[0].contains('\n') && script.copied[0].contains("goes on and on."));
}

#[test]
fn copying_ends_the_selection_and_a_caret_stays() {
    let script = script("}vy");
    let reader = script.state.reader().unwrap();
    assert!(reader.selection.is_none() && reader.caret.is_none());
    let script = script.keys("cvly");
    let reader = script.state.reader().unwrap();
    assert!(reader.selection.is_none() && reader.caret.is_some());
}

/// Lets the mouse do something at a cell of the screen.
fn mouse(script: &mut Script, kind: MouseEventKind, cell: (u16, u16), modifiers: KeyModifiers) {
    let (column, row) = cell;
    script.event(Event::Mouse(MouseEvent { kind, column, row, modifiers }));
}

/// Returns the cell where the screen first shows a text.
#[track_caller]
fn cell(script: &Script, text: &str) -> (u16, u16) {
    let screen = script.screen();
    let found = screen.lines().enumerate().find_map(|(row, line)| {
        let column = sidelight::text::grapheme::width(&line[..line.find(text)?]).to_u16();
        Some((column, u16::try_from(row).unwrap()))
    });
    found.unwrap_or_else(|| panic!("no {text:?} on\n{screen}"))
}

const LEFT: MouseButton = MouseButton::Left;
const NONE: KeyModifiers = KeyModifiers::NONE;

#[test]
fn dragging_selects_and_a_click_clears() {
    let mut script = script("");
    let (from, to) = (cell(&script, "two, three"), cell(&script, "e. “Four"));
    mouse(&mut script, MouseEventKind::Down(LEFT), from, NONE);
    assert!(script.state.reader().unwrap().selection.is_none());
    mouse(&mut script, MouseEventKind::Drag(LEFT), to, NONE);
    assert_eq!(script.passage(), "two, three");
    mouse(&mut script, MouseEventKind::Up(LEFT), to, NONE);
    let further = cell(&script, "said");
    mouse(&mut script, MouseEventKind::Drag(LEFT), further, NONE);
    assert_eq!(script.passage(), "two, three", "the button is up");
    mouse(&mut script, MouseEventKind::Down(LEFT), further, KeyModifiers::SHIFT);
    assert_eq!(script.passage(), "two, three. “Four ‘five’ six,” she s");
    let script_copied = script.keys("y");
    assert_eq!(script_copied.copied, ["two, three. “Four ‘five’ six,” she s"]);
    let mut script = script_copied;
    for (button, keys) in [(LEFT, "}v"), (MouseButton::Right, "}v")] {
        script = script.keys(keys);
        assert!(script.state.reader().unwrap().selection.is_some());
        mouse(&mut script, MouseEventKind::Down(button), from, NONE);
        assert!(script.state.reader().unwrap().selection.is_none());
    }
}

#[test]
fn clicks_at_one_place_select_a_word_a_sentence_a_paragraph() {
    let mut script = script("");
    let (column, row) = cell(&script, "hree. “Four");
    let at = MouseEvent { kind: MouseEventKind::Down(LEFT), column, row, modifiers: NONE };
    script.event(Event::Mouse(at));
    for (count, expected) in [
        (2, "three"),
        (3, "One two, three."),
        (4, "One two, three. “Four ‘five’ six,” she said. It isn't far."),
    ] {
        script.event(Event::ClickAgain(at, count));
        assert_eq!(script.passage(), expected);
    }
    script.event(Event::ClickAgain(at, 2));
    let further = cell(&script, "ix,”");
    mouse(&mut script, MouseEventKind::Drag(LEFT), further, NONE);
    assert_eq!(script.passage(), "three. “Four ‘five’ six", "by words");
}

#[test]
fn dragging_past_the_edge_scrolls_and_the_wheel_leaves_the_selection() {
    let long: Vec<_> = (1..=60).map(|number| format!("Paragraph {number} is short.")).collect();
    let mut script = Script::sized(&[&long.join("\n\n")], 80, 24);
    let from = cell(&script, "Paragraph 2 ");
    mouse(&mut script, MouseEventKind::Down(LEFT), from, NONE);
    for _ in 0..20 {
        mouse(&mut script, MouseEventKind::Drag(LEFT), (from.0, 23), NONE);
    }
    assert!(!script.top().starts_with("Paragraph 1 "));
    assert!(
        script.passage().starts_with("Paragraph 2 ") && script.passage().contains("Paragraph 19")
    );
    let selected = script.passage().to_owned();
    mouse(&mut script, MouseEventKind::ScrollUp, from, NONE);
    mouse(&mut script, MouseEventKind::ScrollUp, from, NONE);
    assert_eq!(script.passage(), selected);
    for _ in 0..80 {
        mouse(&mut script, MouseEventKind::Drag(LEFT), (from.0, 0), NONE);
    }
    assert!(script.passage().starts_with("Paragraph 1 "), "{}", script.passage());
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    script("gm").expect_message("the terminal's").keys("gm").expect_message("selects here");
}

#[test]
fn a_selected_passage_is_looked_for_in_the_other_sources() {
    let texts = [SEEDS[0], SEEDS[1]];
    let script = Script::story(&texts).keys("c/strategic<Enter>is*");
    let reader = script.state.reader().unwrap();
    let went =
        reader.document.text() != script_text(&texts, 0) || script.message().contains("match");
    assert!(went || script.message().contains("source"), "{}", script.message());
    let alone = Script::sized(&[TEXT], 160, 24).keys("c/e<Enter>iw*");
    assert!(alone.message().contains("match"), "{}", alone.message());
}

/// Returns the text of an article as it is imported.
fn script_text(texts: &[&str], index: usize) -> String {
    Script::new(&[texts[index]]).state.reader().unwrap().document.text().to_owned()
}

/// A key or a few that move, select or scroll.
fn moves() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "h",
        "j",
        "k",
        "l",
        "w",
        "b",
        "e",
        "0",
        "^",
        "$",
        "(",
        ")",
        "{",
        "}",
        "gg",
        "G",
        "fa",
        "te",
        "F ",
        ";",
        "g;",
        "v",
        "V",
        "o",
        "iw",
        "is",
        "ip",
        "iq",
        "<Space>",
        "d",
        "u",
        "3j",
        "4w",
        "n",
        "/a<Enter>",
        "zt",
        "2G",
        "<Esc>",
        "c",
    ])
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn caret_and_selection_stay_on_characters_of_the_text(
        text in prop_oneof![
            "[a-e .,“”\"'\n]{0,300}",
            "[ab天地 \n\té\u{301}👨\u{200d}👩🇩🇪.|#-]{0,160}",
            any::<String>(),
            Just("| a | b |\n|---|---|\n| c d e f g h i j k | 天地天地天地 |\n| | x |\n".to_owned()),
        ],
        keys in prop::collection::vec(moves(), 0..24),
        columns in 20_u16..90, narrower in 20_u16..70,
    ) {
        let mut script = Script::sized(&[&format!("w{text}")], columns, 12).keys("c");
        for (index, key) in keys.iter().enumerate() {
            script = script.keys(key);
            if index == 9 {
                script = script.resize(narrower, 10);
            }
            let _ = script.drawn();
            let Some(reader) = script.state.reader() else { continue };
            let document = &reader.document;
            let is_boundary = |range: TextRange, at| {
                let block = document.block(document.block_at(at).unwrap()).unwrap().range;
                let within = document.slice(block);
                let at = usize::from(at - block.start());
                range.end() <= document.end()
                    && (at == within.len() || within.grapheme_indices(true).any(|(start, _)| start == at))
            };
            if let Some(caret) = reader.caret {
                prop_assert!(is_boundary(TextRange::empty(caret.at), caret.at), "{} {:?}", key, caret);
                prop_assert!(caret.at < document.end());
            }
            if let Some(selection) = reader.selection {
                let range = selection.range();
                prop_assert!(is_boundary(range, range.start()), "{} {:?}", key, range);
                prop_assert!(is_boundary(range, range.end()), "{} {:?}", key, range);
                prop_assert!(!range.is_empty());
            }
        }
    }
}

/// Keeps a picture of the screen at three sizes after the same keys.
#[track_caller]
fn picture(name: &str, texts: &[&str], keys: &str) {
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let script = Script::sized(texts, columns, rows).keys(keys);
        let cursor = script.drawn().0;
        let screen = format!("{}cursor: {cursor:?}\n", script.screen());
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
    }
}

#[test]
fn pictures_of_caret_and_selection() {
    picture("caret", &SEEDS, "c}ww");
    picture("by_character", &SEEDS, "c}wv2j");
    picture("by_sentence", &SEEDS, "8Gv)");
}
