//! The views of a whole story, by key scripts: matrix, two sources side by side, timeline.

use std::sync::Arc;

use sidelight::library::{OpenStory, Reply};
use sidelight::tui::panes::{Pane, Side};
use sidelight::tui::state::story_view::StoryView;

use crate::script::{SEEDS, Script};

/// An invented wire story.
const WIRE: &str = "\
Rescue in rough weather

KALLAVIK, March 4, 2024 (Nordwire) -- The ferry Astrid ran aground near Kallavik harbour on Monday morning.

All 212 passengers were taken ashore by two rescue boats before noon, the coast guard said.

Its owner runs eleven ships between outer islands.
";

/// The same event in another paper, in another order and with a sentence of its own.
const PAPER: &str = "\
Blankets and hot soup

By Ida Holm

March 5, 2024

All 212 passengers were taken ashore by three rescue boats before noon, the coast guard said.

The mayor praised fishermen who cooked for strangers all night.

The ferry Astrid ran aground near Kallavik harbour on Monday morning.
";

/// A third source that says little.
const NOTE: &str = "\
Weekly digest

The ferry Astrid ran aground near Kallavik harbour on Monday morning.

Grain prices fell again on the exchange of Vester.
";

fn three() -> Script {
    Script::story(&[WIRE, PAPER, NOTE])
}

/// Keeps a picture of the screen at both sizes after the same keys over the seeds.
#[track_caller]
fn picture(name: &str, keys: &str) {
    for (columns, rows) in [(120, 36), (80, 24)] {
        let script = Script::sized(&SEEDS, columns, rows).on_one_event(&[0, 1]);
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.keys(keys).screen());
    }
}

/// Returns the words of the selected row of the matrix.
fn label(script: &Script) -> String {
    match &script.state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.selected().unwrap().label.to_string(),
        Some(StoryView::Timeline(timeline)) => timeline.selected().unwrap().what.to_string(),
        _ => String::new(),
    }
}

#[track_caller]
fn expect_label(script: Script, expected: &str) -> Script {
    assert!(label(&script).contains(expected), "selected is {}", label(&script));
    script
}

#[track_caller]
fn expect_rows(script: Script, expected: impl Fn(usize) -> bool) -> Script {
    let count = match &script.state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.len(),
        Some(StoryView::Timeline(timeline)) => timeline.len(),
        _ => panic!("no view with rows"),
    };
    assert!(expected(count), "{count} rows");
    script
}

#[test]
fn the_views_on_the_seeds() {
    picture("matrix", "5)M");
    picture("matrix_peek", "5)M<Space>");
    picture("beside", "5)D");
    picture("beside_changed", "5)D<Tab>)");
    picture("timeline", "T");
    picture("timeline_reports", "T\\");
}

#[test]
fn the_views_on_a_small_screen() {
    for (name, keys) in [("matrix", "5)M"), ("beside", "5)D"), ("timeline", "T")] {
        let script = Script::sized(&SEEDS, 58, 20).on_one_event(&[0, 1]).keys(keys);
        insta::assert_snapshot!(format!("{name}_58x20"), script.screen());
    }
}

#[test]
fn the_matrix_opens_where_the_reader_is_and_closes_without_a_trace() {
    let script = three().keys("/ferry Astrid<Enter><Esc>");
    let (top, cursor) = (script.top().to_owned(), script.cursor().to_owned());
    let script = expect_label(script.keys("M"), "ferry Astrid ran aground").keys("jjll");
    let script = script.keys("q").expect_focus(Pane::Reader);
    assert!(script.state.story_view.is_none());
    assert_eq!((script.top(), script.cursor()), (top.as_str(), cursor.as_str()));
}

#[test]
fn the_matrix_says_who_says_what() {
    let script = three().keys("M/astrid<Enter>");
    let script = expect_rows(script, |rows| rows == 1);
    let Some(StoryView::Matrix(matrix)) = &script.state.story_view else { panic!("no matrix") };
    assert_eq!(matrix.selected().unwrap().cells().len(), 3);
    let script = script.keys("<Esc>/mayor<Enter>").expect_screen("is silent here");
    script.keys("l").expect_screen("“The mayor praised");
}

#[test]
fn rows_of_one_source_alone_and_all_again() {
    let all = match three().keys("M").state.story_view {
        Some(StoryView::Matrix(matrix)) => matrix.len(),
        _ => panic!("no matrix"),
    };
    let script = expect_rows(three().keys("Mfo"), |rows| rows < all && rows > 1);
    let Some(StoryView::Matrix(matrix)) = &script.state.story_view else { panic!("no matrix") };
    assert!((0..matrix.len()).all(|row| matrix.row(row).unwrap().cells().len() == 1));
    let script = expect_rows(script.keys("fa"), |rows| rows == all);
    let script = expect_rows(script.keys("fogg<Esc>"), |rows| rows == all);
    assert!(script.keys("<Esc>").state.story_view.is_none());
}

#[test]
fn what_is_selected_stays_so_when_the_story_comes_anew() {
    let script = expect_label(three().keys("M/mayor<Enter>l"), "The mayor praised");
    let source = |script: &Script| match &script.state.story_view {
        Some(StoryView::Matrix(matrix)) => {
            matrix.story().member(matrix.source()).unwrap().entry.title.clone()
        }
        _ => panic!("no matrix"),
    };
    let before = source(&script);
    let script = expect_label(script.on_one_event(&[2, 1, 0]), "The mayor praised");
    assert_eq!(source(&script), before);
    for keys in ["Mfojj", "M\\jjj"] {
        let script = three().keys(keys);
        let before = label(&script);
        expect_label(script.on_one_event(&[2, 1, 0]), &before);
    }
    let script = three().keys("Mlll").on_one_event(&[0, 1]);
    let Some(StoryView::Matrix(matrix)) = &script.state.story_view else { panic!("no matrix") };
    assert!(matrix.source().index() < matrix.columns());
}

#[test]
fn the_order_of_the_rows_changes() {
    let script = three().keys("M\\").expect_message("most sources").keys("gg");
    let script = expect_label(script, "ferry Astrid ran aground");
    script.keys("\\").expect_message("as the story tells it");
}

#[test]
fn enter_opens_the_source_at_the_passage() {
    let script = three().keys("M/astrid<Enter>");
    let script = script.keys("hhhl<Enter>").expect_cursor("The ferry Astrid ran aground");
    assert_eq!(script.state.reader().unwrap().entry.title, "Blankets and hot soup");
    assert!(script.state.story_view.is_none());
    let script = script.keys("<Ctrl-o>");
    assert_eq!(script.state.reader().unwrap().entry.title, "Rescue in rough weather");
}

#[test]
fn enter_on_a_silent_cell_stays() {
    let script = three().keys("M/mayor<Enter>hhh<Enter>").expect_message("silent here");
    assert!(script.state.story_view.is_some());
}

#[test]
fn a_look_at_all_wordings_leads_back_to_the_matrix() {
    let script = three().keys("M/212<Enter><Space>").expect_screen("by three");
    let script = script.keys("q");
    assert!(script.state.story_view.is_some() && script.state.popup.is_none());
    script.keys("?").expect_screen("In the matrix").keys("q").expect_screen("MATRIX");
}

#[test]
fn a_filter_without_a_row_shows_all_again() {
    let script = three().keys("M/zeppelin<Enter>").expect_message("no row contains zeppelin");
    expect_rows(script, |rows| rows > 3);
}

#[test]
fn the_views_say_why_there_is_nothing_to_show() {
    for keys in ["M", "D", "T"] {
        let script = Script::new(&[WIRE, PAPER]).keys(keys);
        let script = script.expect_message("no other source is on this event");
        assert!(script.state.story_view.is_none());
        Script::new(&[]).keys(keys).expect_message("no article is open");
    }
}

/// Returns the row of the screen that holds some words in the left or in the right half.
#[track_caller]
fn row_of(script: &Script, words: &str, side: Side) -> usize {
    let screen = script.screen();
    let half = usize::from(script.state.size.width / 2);
    let holds = |line: &str| {
        let (left, right): (Vec<_>, Vec<_>) =
            line.chars().enumerate().partition(|(at, _)| *at < half);
        let part = if side == Side::Left { left } else { right };
        part.into_iter().map(|(_, ch)| ch).collect::<String>().contains(words)
    };
    screen.lines().position(holds).unwrap_or_else(|| panic!("no {words:?} there on\n{screen}"))
}

#[test]
fn two_sources_stand_side_by_side_at_the_same_height() {
    let script = three().keys("/All 212<Enter><Esc>D");
    let (left, right) =
        (row_of(&script, "All 212", Side::Left), row_of(&script, "All 212", Side::Right));
    assert_eq!(left, right, "{}", script.screen());
    let script = script.keys("((((").keys("/The ferry Astrid<Enter><Esc>");
    assert_eq!(
        row_of(&script, "The ferry Astrid", Side::Left),
        row_of(&script, "The ferry Astrid", Side::Right),
    );
    script.expect_screen("the same");
}

#[test]
fn where_the_other_is_silent_it_says_so_and_stays() {
    let script = three().keys("/All 212<Enter><Esc>D");
    let before = row_of(&script, "The mayor", Side::Right);
    let script = script.keys(")").expect_cursor("Its owner");
    let script = script.expect_screen("silent here");
    assert_eq!(row_of(&script, "The mayor", Side::Right), before);
}

#[test]
fn what_only_may_match_is_shown_beside_when_asked_for() {
    let mut script = Script::new(&[WIRE, PAPER]);
    script.compares = false;
    let mut script = script.on_one_event(&[0, 1]);
    let id = script.state.reader().unwrap().id();
    let story = script.story_of(id).unwrap();
    let mut value = serde_json::to_value(&story.comparison).unwrap();
    for link in value["links"].as_array_mut().unwrap() {
        link["kind"] = serde_json::json!("Possible");
    }
    let comparison = serde_json::from_value(value).unwrap();
    let story = OpenStory { comparison, ..(*story).clone() };
    script.answer(Reply::Story { document: id, story: Some(Arc::new(story)) });
    let script = script.keys("/All 212<Enter><Esc>D").expect_screen("s shows a possible match");
    let script = script.keys("s").expect_screen("possibly the same").expect_cursor("All 212");
    let rows = [Side::Left, Side::Right].map(|side| row_of(&script, "All 212", side));
    assert_eq!(rows[0], rows[1], "{}", script.screen());
    let script = script.keys(")").expect_screen("silent here");
    script.keys("(").expect_screen("possibly the same").keys("s").expect_message("again goes");
}

#[test]
fn changing_sides_leaves_both_texts_where_they_are() {
    let filler = |name: &str| format!("Nothing of the {name} is told elsewhere.\n\n").repeat(40);
    let long = |text: &str, name: &str| format!("{text}\n{}", filler(name));
    let texts = [long(WIRE, "wire"), long(PAPER, "paper")];
    let script = Script::story(&[&texts[0], &texts[1]]).keys("/All 212<Enter><Esc>ztkD");
    let rows =
        |script: &Script| [Side::Left, Side::Right].map(|side| row_of(script, "All 212", side));
    let before = rows(&script);
    let script =
        script.keys("<Tab>").expect_cursor("All 212 passengers were taken ashore by three");
    assert_eq!(rows(&script), before, "{}", script.screen());
    let script = script.keys("<Tab>").expect_cursor("All 212 passengers were taken ashore by two");
    assert_eq!(rows(&script), before, "{}", script.screen());
}

#[test]
fn the_second_source_is_chosen() {
    let script = three().keys("/ferry Astrid<Enter><Esc>D").expect_screen("B ");
    let script = script.keys("]s").expect_screen("Weekly digest").keys("[s");
    script.expect_screen("Blankets and").keys("3D").expect_screen("Weekly digest");
    three().keys("1D").expect_message("A is the open article");
    three().keys("9D").expect_message("there is no 9");
    let two = Script::story(&[WIRE, PAPER]).keys("D]s");
    two.expect_message("no third source");
}

#[test]
fn side_by_side_ends() {
    for keys in ["q", "D"] {
        let script = three().keys("D").keys(keys);
        assert!(script.state.story_view.is_none() && !script.quit);
    }
    let script = three().keys("D<Alt-1>").expect_focus(Pane::Sources);
    assert!(script.state.story_view.is_none());
}

#[test]
fn words_that_differ_are_marked_on_both_sides() {
    use ratatui::style::Modifier;
    let script = three().keys("/All 212<Enter><Esc>D");
    let buffer = script.buffer();
    for (word, side) in [("two", Side::Left), ("three", Side::Right)] {
        let row = row_of(&script, &format!("by {word}"), side);
        let line: Vec<_> = (0..script.state.size.width)
            .map(|column| &buffer[(column, u16::try_from(row).unwrap())])
            .collect();
        let marked: String = line
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::REVERSED | Modifier::BOLD))
            .map(|cell| cell.symbol())
            .collect();
        assert!(marked.contains(word), "{marked}");
    }
}

#[test]
fn a_view_follows_a_change_of_size() {
    let mut script = three().keys("/All 212<Enter><Esc>D");
    for (columns, rows) in [(80, 24), (58, 20), (30, 10), (8, 3), (120, 36)] {
        script = script.resize(columns, rows);
        assert!(!script.screen().is_empty());
    }
    let script = script.keys("/All 212<Enter>");
    assert_eq!(row_of(&script, "All 212", Side::Left), row_of(&script, "All 212", Side::Right),);
    for keys in ["M", "T"] {
        let mut script = three().keys(keys);
        for (columns, rows) in [(80, 24), (30, 10), (8, 3), (1, 1), (120, 36)] {
            script = script.resize(columns, rows).keys("jjk");
            assert!(!script.screen().is_empty());
        }
    }
}

#[test]
fn the_timeline_shows_what_happened_when_and_who_says_so() {
    let script = three().keys("T").expect_screen("Timeline").expect_screen("4 Mar 2024");
    let script = script.keys("/astrid<Enter>");
    let script = expect_label(script, "ferry Astrid ran aground");
    let script = script.keys("<Enter>");
    assert!(script.cursor().contains("The ferry Astrid ran aground"), "{}", script.cursor());
}

#[test]
fn the_timeline_by_report_says_who_was_first() {
    let script = three().keys("T\\").expect_message("by who reported it first");
    let script = script.expect_screen("published").expect_screen("statements");
    let script = script.keys("/mayor<Enter><Space>").expect_screen("fishermen");
    let script = script.keys("q<Enter>").expect_cursor("The mayor praised");
    assert_eq!(script.state.reader().unwrap().entry.title, "Blankets and hot soup");
}

/// The three sources with an article about something else between them in the list.
fn listed() -> Script {
    let other =
        "Choir wins prize\n\nThe choir of Vester won the first prize on Saturday evening.\n";
    Script::new(&[WIRE, other, PAPER, NOTE]).on_one_event(&[0, 2, 3]).keys("<Alt-1>gg")
}

/// Returns what the rows of the source list show first, below the header.
fn shown_rows(script: &Script) -> Vec<String> {
    let screen = script.screen();
    let rows = screen.lines().skip(2).step_by(2).take(script.state.sources.rows().len());
    let pane = |line: &str| line.split('│').next().unwrap_or_default().trim_end().to_owned();
    rows.map(pane).collect()
}

#[track_caller]
fn expect_shown(script: Script, expected: &[&str]) -> Script {
    let shown = shown_rows(&script);
    let fits = |(row, start): (&String, &&str)| row.trim_start().starts_with(start);
    assert!(shown.len() == expected.len() && shown.iter().zip(expected).all(fits), "{shown:#?}");
    script
}

#[test]
fn the_list_shows_a_story_with_its_sources() {
    let script =
        expect_shown(listed(), &["▾ Rescue", "▪ A Nordwire", "B “Blankets", "C “Weekly", "Choir"]);
    script.expect_screen("3 sources · 2 new").expect_screen("only here");
    let seeds = Script::sized(&SEEDS, 120, 36).on_one_event(&[0, 1]).keys("<Alt-1>");
    let screen = seeds.screen();
    let row = screen.lines().find(|line| line.contains("4 Nov 2025") && line.contains('+'));
    assert!(row.is_some(), "the date is whole beside what is only here:\n{screen}");
    for (columns, rows) in [(120, 36), (80, 24)] {
        let script = Script::sized(&SEEDS, columns, rows).on_one_event(&[0, 1]);
        insta::assert_snapshot!(format!("list_{columns}x{rows}"), script.keys("<Alt-1>").screen());
    }
}

#[test]
fn a_story_is_folded_and_unfolded() {
    let folded = ["▸ Rescue", "Choir"];
    for keys in ["<Space>", "za", "h", "zM", "jza", "jjhh"] {
        let script = expect_shown(listed().keys(keys), &folded);
        let again = if keys == "zM" { "zR" } else { "ggl" };
        assert_eq!(shown_rows(&script.keys(again)).len(), 5, "{keys}");
    }
}

#[test]
fn left_on_a_folded_story_shows_the_shelves() {
    listed().keys("hh").expect_screen("Shelves");
    listed().keys("gs").expect_screen("Shelves").keys("<Esc>").expect_screen("3 sources");
}

#[test]
fn opening_a_story_opens_what_has_not_been_read() {
    let title = |script: &Script| script.state.reader().unwrap().entry.title.clone();
    let script = listed().keys("<Enter>").expect_focus(Pane::Reader);
    assert_eq!(title(&script), "Blankets and hot soup");
    let script = script.keys("J");
    assert_eq!(title(&script), "Weekly digest");
    let script = script.keys("J");
    assert_eq!(title(&script), "Choir wins prize");
    let script = script.keys("KKK");
    assert_eq!(title(&script), "Rescue in rough weather");
    script.expect_screen("3 sources").keys("K").expect_message("no further article");
}

#[test]
fn steps_go_from_story_to_story() {
    let script = listed().keys("G[s");
    assert_eq!(script.state.sources.list.selected(), 0);
    script.keys("]s").expect_message("no further story");
    Script::new(&[WIRE]).keys("<Alt-1>]s").expect_message("no further story");
}

#[test]
fn finding_in_the_list_finds_stories_and_sources() {
    let script = listed().keys("/choir<Enter>fagg");
    assert_eq!(script.state.sources.list.selected(), 0);
    assert_eq!(script.keys("n").state.sources.list.selected(), 4);
}

#[test]
fn two_articles_are_joined_and_that_is_undone() {
    let script = Script::new(&[WIRE, PAPER]).keys("<Alt-1>gJ").expect_message("gJ on another");
    let script = script.keys("jgJ").expect_message("are one story now; U takes it back");
    let script = expect_shown(script, &["▾ Rescue", "▪ A Nordwire", "B “Blankets"]);
    let script = script.keys("<Alt-2>D").expect_screen("SIDE BY SIDE").keys("q");
    let script = script.keys("U").expect_message("undone");
    let script = expect_shown(script, &["▸ Rescue", "Blankets"]);
    script.keys("D").expect_message("no other source");
}

#[test]
fn joining_is_given_up() {
    let script =
        Script::new(&[WIRE, PAPER]).keys("<Alt-1>gJ<Esc>").expect_message("nothing is joined");
    let script = script.keys("gJ").expect_message("gJ on another");
    script.keys("gJ").expect_message("it was the same article");
    listed().keys("jgJjgJ").expect_message("one story already");
    Script::new(&[]).keys("gJ").expect_message("no article to join");
}

#[test]
fn the_open_article_is_joined_with_one_of_the_list() {
    let script = Script::new(&[WIRE, PAPER]).keys("gJ").expect_focus(Pane::Sources);
    script.keys("jgJ").expect_message("are one story now");
}

#[test]
fn an_article_is_taken_out_of_its_story() {
    let script = listed().keys("gX").expect_message("choose the article");
    let script = script.keys("jjjgX").expect_message("taken out of its story; U brings it back");
    let script =
        expect_shown(script, &["▾ Rescue", "▪ A Nordwire", "B “Blankets", "Choir", "Weekly"]);
    let script = script.keys("gX").expect_message("is in no story");
    let script = script.keys("U").expect_message("undone");
    assert_eq!(shown_rows(&script).len(), 5);
    let script = listed().keys("<Alt-2>D").keys("q<Alt-2>gX");
    script.keys("D").expect_message("no other source");
}

#[test]
fn a_story_is_renamed() {
    let script = listed().keys("e").expect_screen("call this story");
    let script = script.keys("<Ctrl-u>The Astrid<Enter>").expect_message("“The Astrid”");
    let script = script.expect_screen("▾ The Astrid");
    let script =
        script.keys("<Alt-2>:rename-story<Enter>").expect_message("as its articles call it");
    let script = script.expect_screen("▾ Rescue").keys(":rename-story Aground<Enter>");
    script.expect_screen("▾ Aground").keys("M").expect_screen("Matrix · Aground");
}

#[test]
fn a_story_that_loses_its_article_closes_its_views() {
    for view in ["M", "D", "T"] {
        let mut script = Script::story(&[WIRE, PAPER]).keys(view);
        assert!(script.state.story_view.is_some());
        script = script.on_one_event(&[]);
        assert!(script.state.story_view.is_none(), "{view}");
    }
    let mut script = three().keys("M/212<Enter>");
    script = script.on_one_event(&[0, 1]);
    expect_label(script, "212 passengers").expect_screen("1 of");
}
