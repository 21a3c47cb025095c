//! Using the program: files given and added, two instances, facts, commands, help and the mouse.

use crate::pty::terminal::{Button, Start, Terminal, last_line};

/// Forty paragraphs that tell which they are.
fn forty(name: &str) -> String {
    let paragraph = |number| format!("Paragraph {number} of {name} is short. And so it ends.");
    (1..=40).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn reading(size: (u16, u16)) -> Terminal {
    let terminal = Start::sidelight(&[]).size(size.0, size.1).run();
    terminal.wait_for("READ");
    terminal
}

/// Returns the first line of the text, as far as it is in view.
fn top(screen: &str) -> String {
    let texts = screen.lines().skip(2).map(|row| {
        let columns: Vec<_> = row.split('│').collect();
        // The list stands before the text where there is room for it.
        let has_list = screen.starts_with(" Sources") && columns.len() > 1;
        columns[usize::from(has_list)].trim_matches([' ', '›', '+']).to_owned()
    });
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// Goes to a paragraph by its number.
fn go_to_paragraph(terminal: &mut Terminal, number: u16) {
    terminal.keys(&format!("{number}G"));
    let place = format!("¶ {number}/");
    terminal.wait_until(&place, |screen| last_line(screen).contains(&place));
}

#[test]
fn a_file_is_opened_and_each_keeps_its_place() {
    let start = Start::sidelight(&["one.txt"]).file("one.txt", forty("one"));
    let mut first = start.file("two.txt", forty("two")).run();
    first.wait_for("Paragraph 1 of one");
    go_to_paragraph(&mut first, 30);
    let top_of_one = top(&first.screen());
    first.leave();

    let mut second = Start::sidelight(&["two.txt"]).at_home_of(&first).run();
    second.wait_for("Paragraph 1 of two");
    go_to_paragraph(&mut second, 20);
    let top_of_two = top(&second.screen());
    second.leave();

    for (file, expected) in [("one.txt", &top_of_one), ("two.txt", &top_of_two)] {
        let mut again = Start::sidelight(&[file]).at_home_of(&first).run();
        again.wait_for("READ");
        assert_eq!(top(&again.screen()), *expected);
        again.leave();
    }
    let mut last = Start::sidelight(&[]).at_home_of(&first).run();
    last.wait_for("READ");
    assert_eq!(top(&last.screen()), top_of_two, "the one read last is opened");
    last.leave();
}

#[test]
fn two_at_a_time_keep_the_passages_of_both() {
    let start = Start::sidelight(&["one.txt"]).file("one.txt", forty("one"));
    let mut one = start.file("two.txt", forty("two")).run();
    one.wait_for("Paragraph 1 of one");
    let mut two = Start::sidelight(&["two.txt"]).at_home_of(&one).run();
    two.wait_for("Paragraph 1 of two");
    for number in [3, 5] {
        for (terminal, name) in [(&mut one, "one"), (&mut two, "two")] {
            go_to_paragraph(terminal, number);
            terminal.keys("a");
            terminal.wait_for(&format!("kept “Paragraph {number} of {name}"));
        }
    }
    // Its own list is read after all it has kept was stored; then the other can see that too.
    for terminal in [&mut one, &mut two] {
        terminal.keys("B");
        terminal.wait_for("BOOKMARKS");
    }
    for terminal in [&mut one, &mut two] {
        terminal.keys("l");
        terminal.wait_until("the passages of both", |screen| {
            let told = ["3 of one", "5 of one", "3 of two", "5 of two"];
            told.iter().all(|place| screen.contains(&format!("+  “Paragraph {place}")))
        });
        terminal.leave();
    }
}

#[test]
fn what_is_typed_ahead_means_the_same_as_typed_slowly() {
    let start = Start::sidelight(&["one.txt", "two.txt"]).file("one.txt", forty("one"));
    let mut terminal = start.file("two.txt", forty("two")).run();
    terminal.wait_for("Paragraph 1 of one");
    // The article must have come before the passage is kept, and the panel before it is moved in.
    terminal.keys("hgg<enter>3GaJ5GaK7GaBlgge");
    terminal.wait_for("NOTE");
    terminal.keys("first<enter>");
    terminal.wait_until("three passages, the first with a note", |screen| {
        let rows: Vec<_> =
            screen.lines().filter(|row| row.contains("+  “") || row.contains("✎  “")).collect();
        // The last that was kept stands first.
        let places = ["Paragraph 7 of", "Paragraph 5 of", "Paragraph 3 of"];
        rows.len() == 3
            && rows.iter().zip(places).all(|(row, place)| row.contains(place))
            && rows[0].contains("first")
    });
    let screen = terminal.screen();
    let names: Vec<_> = ["Paragraph 3 of ", "Paragraph 5 of ", "Paragraph 7 of "]
        .iter()
        .map(|place| screen.split(&format!("“{place}")).nth(1).unwrap().chars().take(3).collect())
        .collect::<Vec<String>>();
    assert!(names[0] == names[2] && names[0] != names[1], "{screen}");
    terminal.leave();
}

#[test]
fn facts_lead_to_their_passages_and_jumps_back() {
    let mut terminal = reading((120, 36));
    terminal.wait_for("▾ WHO");
    terminal.keys("12]f");
    terminal.wait_until("a later paragraph", |screen| !last_line(screen).contains("¶ 1/"));
    terminal.keys("gg");
    terminal.wait_until("the start", |screen| last_line(screen).contains("¶ 1/"));
    let start = top(&terminal.screen());
    terminal.keys("<tab>");
    terminal.wait_for("FACTS");
    terminal.keys("G<enter>");
    terminal.wait_until("the text of the last fact", |screen| {
        last_line(screen).contains("READ") && !last_line(screen).contains("¶ 1/")
    });
    terminal.keys("<c-o>");
    terminal.wait_until("the start", |screen| top(screen) == start);
    terminal.leave();
}

#[test]
fn a_dismissed_fact_stays_dismissed_until_it_is_brought_back() {
    let text =
        "Harbour reopens\n\nPORTO, March 2, 2024 (AP) -- Mayor Ana Lopez said the quay was open.\n";
    let start = Start::sidelight(&["one.txt"]).file("one.txt", text).size(120, 36);
    let mut first = start.run();
    first.wait_for("▾ WHO");
    first.keys("<tab>/ana lopez<enter>");
    first.wait_for("“ana lopez”");
    first.keys("x");
    first.wait_for("dismissed “Ana Lopez”");
    first.keys("/porto<enter>c");
    first.wait_for("✓Porto");
    first.leave();

    let again = || Start::sidelight(&["one.txt"]).at_home_of(&first).size(120, 36).run();
    let mut second = again();
    second.wait_for("✓Porto");
    let listed = |screen: &str| {
        let mut rows = screen.lines().filter_map(|row| row.rsplit_once('│'));
        rows.any(|(_, panel)| panel.trim() == "Ana Lopez  Mayor")
    };
    assert!(!listed(&second.screen()), "{}", second.screen());
    second.keys("<tab>fd");
    second.wait_for("×Ana Lopez");
    second.keys("x");
    second.wait_for("is back among the facts");
    second.leave();

    let mut third = again();
    third.wait_until("the name in the panel", listed);
    third.leave();
}

#[test]
fn files_are_added_and_the_program_left_by_command() {
    let mut terminal = Start::sidelight(&[]).file("one.txt", forty("one")).run();
    terminal.wait_for("READ");
    terminal.keys(":");
    terminal.wait_for_prompt(":");
    terminal.keys(&format!("add {}<enter>", terminal.home().join("one.txt").display()));
    terminal.wait_until("three articles", |screen| {
        let head = screen.lines().next().and_then(|line| line.split('│').next());
        head.is_some_and(|head| head.trim_end().ends_with(" 3"))
    });
    terminal.keys(":add nowhere.txt<enter>");
    terminal.wait_until("a complaint", |screen| last_line(screen).contains("nowhere.txt"));
    terminal.keys(":q<enter>");
    assert_eq!(terminal.exit().exit_code(), 0);
}

#[test]
fn the_palette_and_the_help_find_by_what_is_typed() {
    let mut terminal = reading((120, 36));
    terminal.keys("<c-p>");
    terminal.wait_for("PALETTE");
    terminal.keys("info<enter>");
    terminal.wait_for("length: ");
    terminal.keys("<esc>");
    terminal.wait_without("length: ");
    terminal.keys("?");
    terminal.wait_for("In the text");
    terminal.keys("/text alone<enter>");
    terminal.wait_for("Ctrl-w o");
    terminal.keys("q");
    terminal.wait_without("Ctrl-w o");
    terminal.leave();
}

#[test]
fn the_wheel_scrolls_and_a_click_goes_there() {
    let mut terminal = reading((120, 36));
    let start = top(&terminal.screen());
    terminal.mouse(Button::WheelDown, 60, 10);
    terminal.wait_until("the text scrolled", |screen| top(screen) != start);
    terminal.mouse(Button::WheelUp, 60, 10);
    terminal.wait_until("the text at its start", |screen| top(screen) == start);
    terminal.mouse(Button::Left, 110, 10);
    terminal.wait_for("FACTS");
    terminal.mouse(Button::Left, 5, 5);
    terminal.wait_for("LIST");
    terminal.mouse(Button::Left, 5, 5);
    terminal.wait_until("the second article", |screen| {
        last_line(screen).contains("READ") && top(screen) != start
    });
    terminal.mouse(Button::Left, 60, 20);
    terminal.wait_until("the place of the click", |screen| !last_line(screen).contains("¶ 1/"));
    terminal.leave();
}

#[test]
fn articles_that_nobody_opened_are_read_in_the_background() {
    let mut terminal = reading((120, 36));
    terminal.wait_for("▾ WHO");
    terminal.keys("<tab>/li qiang<enter>");
    terminal.wait_for("“li qiang”");
    // The other sample names him too, which is known some time after the start.
    loop {
        terminal.keys("<enter>");
        terminal.wait_for("NAMED");
        if terminal.screen().contains("1 other article") {
            break;
        }
        terminal.keys("<esc>");
        terminal.wait_without("NAMED");
    }
    terminal.keys("G<enter>");
    terminal.wait_until("the other article", |screen| {
        last_line(screen).contains("READ") && last_line(screen).contains("/37")
    });
    terminal.leave();
}

/// A program in the home of a terminal that is run as the user's editor.
fn editor(body: &str) -> String {
    format!("#!/bin/sh\n{body}\n")
}

#[test]
fn a_note_is_edited_in_the_users_own_editor() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (good, bad) = (folder.path().join("good editor"), folder.path().join("bad"));
    let copy = folder.path().join("mode");
    let mode = format!("ls -l \"$2\" | cut -c1-10 > {}", copy.display());
    let good_body = format!("{mode}; echo editing-$1; echo 'from the editor' >> \"$2\"");
    std::fs::write(&good, editor(&good_body)).unwrap();
    std::fs::write(&bad, editor("echo spoilt > \"$1\"; exit 3")).unwrap();
    for path in [&good, &bad] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    let visual = format!("'{}' -x", good.display());
    let mut terminal = Start::sidelight(&[])
        .variable("VISUAL", &visual)
        .variable("TMPDIR", folder.path().to_str().unwrap())
        .size(100, 30)
        .run();
    terminal.wait_for("HANGZHOU");
    terminal.keys("<a-2>8GAtyped here<c-x><c-e>");
    terminal.wait_for("kept “");
    terminal.keys("gn");
    terminal.wait_for("✎ typed here");
    terminal.wait_for("from the editor");
    assert_eq!(std::fs::read_to_string(&copy).unwrap().trim(), "-rw-------");
    let left = std::fs::read_dir(folder.path()).unwrap().filter(|entry| {
        entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("sidelight-note")
    });
    assert_eq!(left.count(), 0, "the file is gone");
    terminal.leave();

    let mut terminal = Start::sidelight(&[])
        .variable("VISUAL", bad.to_str().unwrap())
        .variable("TMPDIR", folder.path().to_str().unwrap())
        .size(120, 30)
        .at_home_of(&terminal)
        .run();
    terminal.wait_for("✎");
    terminal.keys("<a-2>8GE");
    terminal.wait_for("failed");
    terminal.keys("<esc>");
    terminal.wait_without("failed");
    terminal.keys("gn");
    terminal.wait_for("✎ typed here");
    terminal.leave();
}
