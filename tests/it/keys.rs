//! What keys do: a text, keys, a text.

use std::sync::Arc;

use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use sidelight::document::DocumentId;
use sidelight::library::{Added, Outcome, Reply, RequestKind, Ticket, Undone};
use sidelight::tui::action::Action;
use sidelight::tui::event::Event;
use sidelight::tui::key::KeyPress;
use sidelight::tui::keymap::Context;
use sidelight::tui::panes::Pane;
use sidelight::tui::state::popup::Popup;

use crate::script::{SEEDS, Script};

/// Forty numbered paragraphs of two sentences.
fn forty() -> String {
    let paragraph =
        |number| format!("Paragraph {number} begins here. And paragraph {number} ends.");
    (1..=40).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn reader(keys: &str) -> Script {
    Script::sized(&[&forty()], 80, 24).keys(keys)
}

#[test]
fn scrolling_goes_by_lines_pages_and_places() {
    reader("").expect_top("Paragraph 1 ");
    reader("jj").expect_top("Paragraph 2 ").keys("kk").expect_top("Paragraph 1 ");
    let long = "word ".repeat(200);
    let script = Script::sized(&[&long], 40, 12).keys("j");
    assert_eq!(script.top().len() % 5, 0);
    assert!(script.top().len() < long.trim_end().len());
}

#[test]
fn the_end_stays_at_the_bottom_of_the_view() {
    let end = reader("G");
    let top = end.top().to_owned();
    assert!(end.keys("<Space>jjd").expect_top(&top).keys("gg").top().starts_with("Paragraph 1 "));
}

#[test]
fn a_count_repeats_and_names_places() {
    reader("20G").expect_cursor("Paragraph 20 ").keys("gg").expect_top("Paragraph 1 ");
    reader("5)").expect_cursor("And paragraph 3 ");
    reader("3}").expect_cursor("Paragraph 4 ").keys("2{").expect_cursor("Paragraph 2 ");
    let half = reader("50%");
    assert!(half.top().contains("Paragraph 2"), "{:.40}", half.top());
}

#[test]
fn paging_down_and_up_returns() {
    let script = reader("<Space>");
    assert_ne!(script.top().get(..12), Some("Paragraph 1 "));
    script.keys("b").expect_top("Paragraph 1 ").keys("d").keys("u").expect_top("Paragraph 1 ");
}

#[test]
fn placing_puts_the_paragraph_where_it_is_wanted() {
    reader("20Gzt").expect_top("Paragraph 20 ");
    let center = reader("20Gzz");
    assert!(!center.top().starts_with("Paragraph 20 "));
    center.expect_screen("Paragraph 20 begins");
}

#[test]
fn the_cursor_follows_when_scrolling_leaves_it_behind() {
    let script = reader("<Space><Space>");
    let cursor = script.cursor().to_owned();
    assert!(!cursor.contains("Paragraph 1 "), "{cursor}");
    let screen = script.screen();
    assert!(screen.contains(cursor.split_whitespace().nth(1).unwrap()), "{cursor}\n{screen}");
}

#[test]
fn a_search_goes_to_its_match_while_it_is_typed_and_back_if_given_up() {
    let script = reader("/paragraph 33 e").expect_screen("paragraph 33");
    script.keys("<Esc>").expect_top("Paragraph 1 ");
    reader("/paragraph 3<Enter>")
        .expect_cursor("Paragraph 3 ")
        .expect_message("match 1 of 22")
        .keys("n")
        .expect_cursor("And paragraph 3 ")
        .keys("n")
        .expect_cursor("Paragraph 30 ")
        .keys("N")
        .expect_cursor("And paragraph 3 ")
        .keys("<Ctrl-o>")
        .keys("/nothing like it<Enter>")
        .expect_message("no match");
}

#[test]
fn a_search_matches_across_line_ends() {
    let text = "word ".repeat(30) + "over the end of the line " + &"word ".repeat(30);
    Script::sized(&[&text], 40, 12)
        .keys("/over the end of the line<Enter>")
        .expect_message("1 of 1");
}

#[test]
fn an_empty_search_repeats_the_last_one_and_history_brings_it_back() {
    reader("/ends<Enter>/<Enter>").expect_message("match");
    let script = reader("/ends<Enter>/<Up>");
    assert_eq!(
        script.state.prompt.as_ref().map(sidelight::tui::state::prompt::Prompt::text),
        Some("ends")
    );
}

#[test]
fn a_passage_is_kept_shown_listed_gone_to_and_removed() {
    let script = reader("10Ga").expect_message("kept “Paragraph 10 begins here.”");
    assert_eq!(script.kept(), [("Paragraph 10 begins here.", "")]);
    let script = script.keys("ggB").expect_screen("“Paragraph 10 begins here.”").keys("<Enter>");
    let script = script.expect_cursor("Paragraph 10 ").keys("x").expect_message("removed");
    assert!(script.kept().is_empty());
}

#[test]
fn a_selection_is_kept_with_its_note() {
    let script = reader("4Gv)))").keys("A");
    assert!(script.passage().starts_with("Paragraph 4 begins"));
    let script = script.keys("a note with é<Enter>");
    let expected = "Paragraph 4 begins here. And paragraph 4 ends.\n\nParagraph 5 begins here. And paragraph 5 ends.";
    assert_eq!(script.kept(), [(expected, "a note with é")]);
    assert!(script.state.reader().unwrap().selection.is_none());
    let script = script.keys("Be<Ctrl-u>other<Enter>");
    assert_eq!(script.kept()[0].1, "other");
}

#[test]
fn a_selection_of_paragraphs_takes_them_whole() {
    let script = reader("4GV}");
    assert!(script.passage().starts_with("Paragraph 4 begins"));
    assert!(script.passage().ends_with("paragraph 5 ends."));
    let script = script.keys("{{");
    assert!(script.passage().starts_with("Paragraph 3 begins"));
    assert!(script.passage().ends_with("paragraph 4 ends."));
    assert!(script.keys("<Esc>").state.reader().unwrap().selection.is_none());
}

#[test]
fn marks_lead_back_to_their_places() {
    reader("12Gmagg'a").expect_cursor("Paragraph 12 ");
    reader("12Ggg''").expect_cursor("Paragraph 12 ");
    reader("'q").expect_message("not set");
    let forty = forty();
    Script::sized(&[&forty, "Another article. It is short."], 80, 24)
        .keys("9GmA")
        .keys("J")
        .expect_cursor("Another")
        .keys("'A")
        .expect_cursor("Paragraph 9 ");
}

#[test]
fn jumps_go_back_and_forward_across_articles() {
    let forty = forty();
    Script::sized(&[&forty, "Another article. It is short."], 80, 24)
        .keys("30GJ")
        .expect_cursor("Another")
        .keys("H")
        .expect_cursor("Paragraph 30 ")
        .keys("H")
        .expect_cursor("Paragraph 1 ")
        .keys("LL")
        .expect_cursor("Another")
        .keys("gl")
        .expect_screen("Jumps");
}

#[test]
fn resizing_keeps_the_character_at_the_top() {
    let script = Script::new(&[SEEDS[1]]).keys("<Space><Space>");
    let top = script.top().get(..20).unwrap().to_owned();
    let script = script.resize(60, 20).resize(1, 1).resize(200, 50).resize(120, 36);
    // The character stays in the first line; the line may start before it.
    let reader = script.state.reader().unwrap();
    let first = reader.rows(1);
    assert!(format!("{first:?}").contains("Line"), "{first:?}");
    assert!(script.screen().contains(top.split(' ').next().unwrap()));
}

#[test]
fn every_size_can_be_drawn() {
    for (columns, rows) in [(0, 0), (1, 1), (2, 1), (1, 30), (30, 10), (59, 3), (60, 20), (300, 2)]
    {
        for keys in [
            "",
            "?",
            "B",
            "<Ctrl-p>",
            "t",
            ":",
            "<Tab>",
            "<Tab>ft",
            "<Tab>gg/li<Enter><Enter>",
            "<Tab>ggjcw",
            "<Tab><Tab>",
            "<Ctrl-w>o",
        ] {
            let script = Script::sized(&SEEDS, columns, rows).keys(keys);
            assert_eq!(script.buffer().area.width, columns);
        }
    }
}

#[test]
fn the_focus_goes_round_and_a_pane_is_shown_when_it_has_it() {
    let script = Script::sized(&SEEDS, 50, 20).expect_focus(Pane::Reader).keys("<Tab>");
    script
        .expect_focus(Pane::Facts)
        .expect_screen("Facts")
        .keys("<Tab>")
        .expect_focus(Pane::Sources)
        .expect_screen("Sources")
        .keys("<Tab>")
        .expect_focus(Pane::Reader)
        .keys("h")
        .expect_focus(Pane::Sources)
        .keys("<Enter>")
        .expect_focus(Pane::Reader);
}

#[test]
fn zen_shows_the_text_alone_and_all_again() {
    let script = Script::new(&SEEDS).keys("<Ctrl-w>o");
    assert!(!script.screen().contains("Sources"));
    script.keys("<Ctrl-w>o").expect_screen("Sources");
}

#[test]
fn the_column_gets_wider_and_narrower() {
    let width = |script: &Script| script.state.text_area().width;
    let script = Script::sized(&SEEDS, 200, 40);
    let usual = width(&script);
    let script = script.keys("++");
    assert_eq!(width(&script), usual + 8);
    let script = script.keys("---");
    assert_eq!(width(&script), usual - 4);
    assert_eq!(width(&script.keys("=")), usual);
}

#[test]
fn a_selected_fact_shows_its_passage_and_enter_goes_there() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>").expect_focus(Pane::Facts).keys("Gk");
    let shown = script.state.reader().unwrap().shown.clone();
    assert!(!shown.is_empty());
    let script = script.keys("<Enter>").expect_focus(Pane::Reader);
    let cursor = script.state.reader().unwrap().cursor;
    assert!(
        shown
            .iter()
            .any(|passage| cursor.start() <= passage.start() && passage.start() < cursor.end())
    );
    script.keys("<Ctrl-o>").expect_top("date 2025-11-04");
}

#[test]
fn moving_in_the_text_shows_which_facts_are_there() {
    let script = Script::new(&[SEEDS[0]]).keys("3}");
    let reader = script.state.reader().unwrap();
    let here = reader.panel.count_in(reader.cursor);
    assert!(here > 0);
    script.expect_screen(&format!("{here} here"));
}

#[test]
fn sections_of_facts_fold_and_unfold() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>gg");
    let rows = |script: &Script| script.state.reader().unwrap().panel.rows().len();
    let all = rows(&script);
    let script = script.keys("<Enter>");
    assert!(rows(&script) < all);
    let script = script.keys("<Enter>");
    assert_eq!(rows(&script), all);
    let script = script.keys("jl");
    assert!(rows(&script) > all);
    assert_eq!(rows(&script.keys("h")), all);
}

#[test]
fn facts_are_stepped_through_in_the_text() {
    let script = Script::new(&[SEEDS[0]]).keys("]f]f]f");
    let reader = script.state.reader().unwrap();
    let third = reader.shown[0];
    let script = script.keys("]f[f");
    assert_eq!(script.state.reader().unwrap().shown[0].start(), third.start());
}

#[test]
fn the_position_is_saved_when_reading_pauses_and_when_leaving() {
    let mut script = reader("<Space>");
    assert!(!script.asked.contains(&RequestKind::SavePosition));
    script.event(Event::Pause);
    assert!(script.asked.contains(&RequestKind::SavePosition));
    let count = script.asked.len();
    script.event(Event::Pause);
    assert_eq!(script.asked.len(), count);
    let script = script.keys("jQ");
    assert!(script.quit);
    assert_eq!(script.asked.last(), Some(&RequestKind::SavePosition));
}

#[test]
fn q_goes_back_step_by_step_and_then_quits() {
    let script = reader("?q").expect_focus(Pane::Reader).keys("q").expect_focus(Pane::Sources);
    assert!(!script.quit);
    assert!(script.keys("q").quit);
    assert!(reader("<Esc><Esc><Esc>").expect_focus(Pane::Reader).keys("ZZ").quit);
    let interrupted = reader("<Ctrl-c>");
    assert!(!interrupted.quit);
    assert!(interrupted.keys("<Ctrl-c>").quit);
}

#[test]
fn help_shows_the_keys_of_the_pane_and_is_searched() {
    reader("?").expect_screen("In the text").keys("/text alone<Enter>").expect_screen("Ctrl-w o");
    reader("h?").expect_screen("In the source list");
}

#[test]
fn commands_run_by_name_number_and_share() {
    reader(":12<Enter>").expect_cursor("Paragraph 12 ");
    reader(":end<Enter>").expect_screen("Paragraph 40 ");
    assert!(reader(":q<Enter>").quit);
    reader(":nonsense<Enter>").expect_message("no command nonsense");
    reader(":next-par<Tab><Enter>").expect_cursor("Paragraph 2 ");
    reader(":next-paragraph 4<Enter>").expect_cursor("Paragraph 5 ");
    reader(":set-mark x<Enter>").expect_message("mark x set");
    reader(":theme plain<Enter>");
}

#[test]
fn the_palette_finds_commands_and_articles_by_a_few_letters() {
    reader("<Ctrl-p>info").expect_screen("info").keys("<Enter>").expect_screen("length:");
    let forty = forty();
    Script::sized(&[&forty, "Zebras are striped. Always."], 80, 24)
        .keys("<Ctrl-p>zebra<Enter>")
        .expect_cursor("Zebras");
}

#[test]
fn the_contents_lead_to_headings() {
    Script::new(&[SEEDS[1]])
        .keys("t")
        .expect_screen("Contents")
        .keys("j<Enter>")
        .expect_cursor("Broadening Cooperation")
        .keys("]h")
        .expect_cursor("Economic Resilience")
        .keys("[h[h")
        .expect_cursor("High-Level Dialogue");
}

#[test]
fn an_article_is_removed_from_the_list_and_the_list_says_how_to_get_it_back() {
    let forty = forty();
    let script = Script::sized(&[&forty, "Zebras are striped. Always."], 80, 24).keys("hdd");
    let script = script.expect_message("U brings it back");
    assert_eq!(script.state.sources.entries().len(), 1);
}

#[test]
fn stars_and_read_marks_are_set_from_the_list() {
    let script = Script::new(&SEEDS).keys("hj*u");
    let entry = script.state.sources.selected().unwrap();
    assert!(entry.starred && entry.read);
    assert!(script.asked.contains(&RequestKind::SetStarred));
    assert!(script.asked.contains(&RequestKind::SetRead));
}

#[test]
fn pasted_text_is_never_taken_for_keys() {
    let mut script = reader("");
    script.event(Event::Paste("qqqQQQ".to_owned()));
    assert!(!script.quit);
    let mut script = script.keys("/");
    script.event(Event::Paste("paragraph\n7 begins".to_owned()));
    script.keys("<Enter>").expect_cursor("Paragraph 7 ");
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_a_click_focuses() {
    let mouse = |kind, column, row| {
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    };
    let mut script = Script::new(&[SEEDS[1]]);
    let top = script.top().to_owned();
    script.event(mouse(MouseEventKind::ScrollDown, 60, 10));
    assert_ne!(script.top(), top);
    script.event(mouse(MouseEventKind::ScrollUp, 60, 10));
    assert_eq!(script.top(), top);
    script.event(mouse(MouseEventKind::Down(MouseButton::Left), 110, 10));
    let mut script = script.expect_focus(Pane::Facts);
    script.event(mouse(MouseEventKind::Down(MouseButton::Left), 5, 2));
    let mut script = script.expect_focus(Pane::Sources);
    script.event(mouse(MouseEventKind::Down(MouseButton::Left), 40, 12));
    assert_ne!(script.expect_focus(Pane::Reader).cursor(), "");
}

#[test]
fn a_key_that_does_nothing_says_where_the_keys_are() {
    reader("X").expect_message("? shows the keys");
}

#[test]
fn a_pane_key_closes_what_stands_over_the_panes() {
    let script = reader("B<Tab>");
    assert!(script.state.popup.is_none());
    assert!(reader("??").state.popup.is_none());
    let interrupted = reader("?<Ctrl-c>");
    assert!(interrupted.state.popup.is_none() && !interrupted.quit);
    assert!(reader("B:<Esc>").state.popup.is_some());
}

#[test]
fn a_new_width_asks_for_the_lines_of_a_long_text_again() {
    let long = "A sentence of some words. ".repeat(4_000);
    let script = Script::sized(&[&long], 100, 30);
    let count =
        |script: &Script| script.asked.iter().filter(|kind| **kind == RequestKind::Index).count();
    assert_eq!(count(&script), 1);
    assert!(script.state.reader().unwrap().layout.index().is_some());
    let script = script.resize(60, 30);
    assert_eq!(count(&script), 2);
    assert!(script.state.reader().unwrap().layout.index().is_some());
    let script = script.keys("G").keys("40%");
    assert!(script.state.reader().unwrap().progress(20) > 0.3);
}

const ZEBRAS: &str = "Zebras are striped. Always.";
const YAKS: &str = "Yaks are hairy. Mostly.";

#[test]
fn facts_of_another_revision_are_not_taken_for_those_of_the_shown_one() {
    let mut script = Script::new(&[ZEBRAS]);
    let document = script.state.reader().unwrap().id();
    let facts = Script::new(&[SEEDS[0]]).state.reader().unwrap().facts.clone().unwrap();
    let rows = script.state.reader().unwrap().panel.rows().len();
    script.event(Event::Reply(
        Ticket(0),
        Reply::Facts { document, facts, importance: Arc::default() },
    ));
    assert_eq!(script.state.reader().unwrap().panel.rows().len(), rows);
    script.expect_screen("Zebras");
}

#[test]
fn lines_of_an_older_revision_are_not_taken_for_those_of_the_shown_one() {
    let long = "A sentence of some words. ".repeat(4_000);
    let mut script = Script::new(&[ZEBRAS, &long]);
    script.event(Event::Key(KeyPress::character('J')));
    let reader = script.state.reader().unwrap();
    let stale = (Ticket(77), reader.id());
    let index = Arc::clone(reader.layout.index().unwrap());
    let script = script.keys("K");
    let mut script = script.expect_cursor("Zebras");
    assert_eq!(script.state.awaited.index, None);
    script.event(Event::Reply(stale.0, Reply::Index { width: index.width(), index }));
    assert!(script.state.reader().unwrap().layout.index().is_none());
}

#[test]
fn what_comes_up_when_the_open_article_is_removed_is_laid_out_to_the_room() {
    let script = Script::new(&[&forty(), ZEBRAS]).keys("J").resize(80, 24).keys("hdd");
    let reader = script.state.reader().unwrap();
    assert_eq!(reader.layout.width(), script.state.text_columns());
    script.expect_screen("Paragraph 1 begins").keys("H").expect_message("no earlier place");
}

#[test]
fn a_removed_article_leaves_the_list_at_once_and_the_selection_stays_near() {
    let script = Script::new(&[ZEBRAS, YAKS, "Ants are small. Very.", "Bees buzz. Often."]);
    let script = script.keys("hjdd");
    let selected = |script: &Script| script.state.sources.selected().unwrap().title.clone();
    assert_eq!(script.state.sources.entries().len(), 3);
    assert!(selected(&script).starts_with("Ants"), "{}", selected(&script));
    let script = script.keys("dd");
    assert!(selected(&script).starts_with("Bees"), "{}", selected(&script));
    let script = script.keys("dd");
    assert!(selected(&script).starts_with("Zebras"), "{}", selected(&script));
    script.keys("dd").expect_screen("The library is empty").keys("dd").keys("<Enter>");
}

#[test]
fn a_new_revision_is_opened_although_an_older_one_is_open() {
    let mut script = Script::new(&[ZEBRAS, YAKS]);
    let id = script.state.reader().unwrap().id();
    let opened =
        |script: &Script| script.asked.iter().filter(|kind| **kind == RequestKind::Open).count();
    let before = opened(&script);
    let added = vec![Added { id, outcome: Outcome::Revised }];
    let place = "zebras.txt".to_owned();
    script.event(Event::Reply(
        Ticket(9),
        Reply::Added { place, added, unsupported: 0, failed: Vec::new(), feeds: Vec::new() },
    ));
    assert_eq!(opened(&script), before + 1);
    script.expect_cursor("Zebras").expect_message("a new revision");
}

#[test]
fn a_mark_in_another_article_is_found_by_its_words() {
    let script = Script::sized(&[&forty(), ZEBRAS], 80, 24).keys("9GmAJ");
    let script = script.keys("'A").expect_cursor("Paragraph 9 ").keys("20GmA").keys("J'A");
    script.expect_cursor("Paragraph 20 ");
}

#[test]
fn rows_of_every_list_are_found_by_what_they_say() {
    let texts = [&forty(), ZEBRAS, YAKS];
    let selected = |script: &Script| script.state.sources.list.selected();
    // In the list of articles it filters; what was looked for last is found once all are shown again.
    let script = Script::new(&texts).keys("h/yak<Enter>fan");
    assert_eq!(selected(&script), 2);
    let shelf = |script: &Script| script.state.sources.shelves.list.selected();
    let script = Script::new(&texts).keys("hgs/starred");
    assert_eq!(shelf(&script), 2);
    assert_eq!(shelf(&Script::new(&texts).keys("hgs/starred<Esc>")), 0);
    let script = script.keys("<Enter>gg/a<Enter>").keys("n");
    assert_eq!(shelf(&script.keys("N")), 0);
    Script::new(&texts).keys("hgs/nothing like it<Enter>").expect_message("no row contains");
    Script::new(&texts).keys("hn").expect_message("nothing has been searched");
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>gg/brics<Enter><Enter>");
    assert!(script.cursor().contains("BRICS"), "{}", script.cursor());
    Script::new(&[SEEDS[1]]).keys("t/economic<Enter><Enter>").expect_cursor("Economic");
    let script = reader("4Ga9Ga12GaB/paragraph 9<Enter><Enter>");
    script.expect_cursor("Paragraph 9 ");
}

#[test]
fn a_fact_is_kept_with_its_sentence() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>gga").expect_message("nothing to keep");
    let script = script.keys("/brics<Enter>a");
    assert!(script.kept()[0].0.contains("BRICS"), "{:?}", script.kept());
    let script = script.keys("Aa note<Enter>");
    assert_eq!(script.kept(), [(script.kept()[0].0, "a note")]);
    script.expect_focus(Pane::Facts);
}

#[test]
fn evidence_that_is_longer_than_the_screen_scrolls() {
    let script = Script::sized(&[SEEDS[0]], 60, 16).keys("<Tab>ggj<Space>");
    let first = script.screen();
    let script = script.keys("j");
    assert_ne!(script.screen(), first);
    let last = script.keys("G");
    let end = last.screen();
    assert!(end.contains("past year.”"), "{end}");
    let up = last.keys("k");
    assert_ne!(up.screen(), end);
    assert_eq!(up.keys("gg").screen(), first);
}

#[test]
fn the_help_scrolls_back_at_once_from_its_end() {
    let script = reader("?G");
    let end = script.screen();
    assert_ne!(script.keys("k").screen(), end);
}

#[test]
fn the_next_unread_article_is_opened_from_the_text() {
    let script = Script::new(&[&forty(), ZEBRAS, YAKS]).keys("]u").expect_cursor("Zebras");
    script.keys("]u").expect_cursor("Yaks").keys("]u").expect_message("no further unread");
}

#[test]
fn an_article_is_looked_at_without_leaving_the_list() {
    Script::new(&[&forty(), ZEBRAS])
        .keys("hjp")
        .expect_cursor("Zebras")
        .expect_focus(Pane::Sources);
}

#[test]
fn commands_about_articles_work_in_the_text_on_the_open_one() {
    let script = Script::new(&[&forty(), ZEBRAS]).keys("hjl").expect_focus(Pane::Reader).keys("K");
    let script = script.keys(":toggle-star<Enter>").expect_message("starred");
    assert!(script.state.sources.entries()[0].starred);
    let script = script.keys(":add<Enter>");
    assert!(script.state.prompt.is_some());
    let script = script.keys("<Esc>:remove<Enter>");
    assert_eq!(script.state.sources.entries().len(), 1);
    script.expect_cursor("Zebras");
}

#[test]
fn the_palette_pages_and_completes() {
    let script = Script::sized(&SEEDS, 80, 24).keys("<Ctrl-p><PgDn>");
    let Some(Popup::Palette(palette)) = &script.state.popup else { panic!("no palette") };
    assert!(palette.list.selected() > 4);
    let script = script.keys("<PgUp><PgUp>next-th<Tab>").expect_screen("next-theme");
    let Some(Popup::Palette(palette)) = &script.state.popup else { panic!("no palette") };
    assert_eq!(palette.input.text(), "next-theme");
}

/// Two short articles with headings and facts.
const SHORT: [&str; 2] = [
    "Harbour reopens\n\nPORTO, March 2, 2024 (AP) -- The harbour reopened on Saturday, Ana Lopez said.\n\n\
     What happened\n\nThe quay was closed for 3 days in Porto. Two cranes fell on Friday.\n",
    ZEBRAS,
];

/// Every action bound in a context does something there: a key that only says it has no meaning is a fault.
#[test]
fn every_bound_key_has_a_meaning_where_it_is_bound() {
    let contexts = [
        (Context::Reader, ""),
        (Context::Sources, "h"),
        (Context::Facts, "<Tab>j"),
        (Context::Bookmarks, "B"),
        (Context::List, "t"),
        (Context::List, "gl"),
        (Context::Help, "?"),
        (Context::Help, "<Tab>ggj<Space>"),
    ];
    for (context, way) in contexts {
        let keymap = Script::new(&SHORT).state.keymap;
        for action in Action::ALL {
            let Some(keys) = keymap.keys_of(*action, context).into_iter().next() else { continue };
            let keys: Vec<_> = keys.split(' ').map(|key| key.replace("{char}", "a")).collect();
            let mut script = Script::new(&SHORT).keys("2Ga3GaGgg").keys(way);
            assert_eq!(script.state.context(), context);
            for key in keys {
                let named = KeyPress::parse(&key).map(|press| vec![press]);
                let pressed =
                    named.unwrap_or_else(|| key.chars().map(KeyPress::character).collect());
                for press in pressed {
                    script.event(Event::Key(press));
                }
            }
            let said = script.message();
            assert!(
                !said.contains("no meaning") && !said.contains("does nothing"),
                "{action}: {said}"
            );
        }
    }
}

#[test]
fn an_error_outlives_a_few_keys_and_remarks_that_come_with_it() {
    let mut script = reader("");
    let message = "cannot write: the disk is full".to_owned();
    script.event(Event::Reply(Ticket(0), Reply::Failed { message, what: RequestKind::Keep }));
    script.event(Event::Reply(Ticket(0), Reply::Undone(None)));
    let script = script.expect_message("disk is full").keys("jj").expect_message("disk is full");
    assert_eq!(script.keys("jjj").message(), "");
    let script = reader(":nonsense<Enter>").expect_message("no command").keys("<Esc>");
    assert_eq!(script.message(), "");
    reader(":nonsense<Enter>").keys("zf").expect_message("facts are marked");
    assert_eq!(reader(":nonsense<Enter>:a").message(), "");
    let mut script = reader(":ze");
    let message = "cannot write: the disk is full".to_owned();
    script.event(Event::Reply(Ticket(0), Reply::Failed { message, what: RequestKind::Keep }));
    script.keys("n").expect_message("disk is full");
}

#[test]
fn a_sequence_without_a_meaning_says_so_and_one_given_up_does_not() {
    reader("gz").expect_message("g z does nothing here");
    reader("3X").expect_message("X does nothing here");
    assert_eq!(reader("g<Esc>").message(), "");
    let script = reader("v3<Esc>");
    assert!(script.state.count.is_none() && script.state.reader().unwrap().selection.is_some());
    let script = reader("<Ctrl-c>X<Ctrl-c>");
    assert!(!script.quit);
    assert!(reader("B<Ctrl-c>").state.popup.is_none());
}

#[test]
fn what_takes_no_argument_says_so() {
    reader(":undo x<Enter>").expect_message("takes a number");
    reader(":zen x<Enter>").expect_message("takes nothing");
}

#[test]
fn the_cursor_of_a_scrolled_prompt_stands_behind_what_is_typed() {
    for wide in ["天", "a天", "👩‍👩‍👧", "é"] {
        let script = Script::sized(&[ZEBRAS], 30, 10).keys("/");
        let script = script.keys(&wide.repeat(25));
        let (cursor, buffer) = script.drawn();
        let cursor = cursor.expect("a cursor");
        let line: String = (0..cursor.0).map(|column| buffer[(column, 9)].symbol()).collect();
        assert!(line.trim_end().ends_with(wide), "{line:?}");
        assert!(cursor.0 < 30);
        assert!((cursor.0..30).all(|column| buffer[(column, 9)].symbol() == " "), "{line:?}");
    }
}

#[test]
fn the_words_searched_for_here_are_those_of_the_fact_gone_to() {
    let script = Script::new(&[SEEDS[0]]).keys("]f]f]f]f*");
    assert!(script.message().contains("match"), "{}", script.message());
    let reader = script.state.reader().unwrap();
    let typed = reader.search.as_ref().unwrap().typed.clone();
    assert!(typed.len() < 60, "{typed}");
}

#[test]
fn long_facts_are_read_whole_below_the_list() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>/communique<Enter>");
    script.expect_screen("│ Li + Mishustin signed a joint").expect_screen("│ communique");
    Script::new(&["Nothing is here."]).expect_screen("no facts found");
}

#[test]
fn panes_come_back_from_zen_with_the_pane_asked_for() {
    let script = Script::new(&SEEDS).keys("<Ctrl-w>o<Tab>").expect_focus(Pane::Facts);
    script
        .expect_screen("Sources")
        .expect_screen("Facts")
        .keys("<S-Tab>")
        .expect_focus(Pane::Reader);
}

#[test]
fn popups_and_prompts_outlive_a_new_size() {
    for keys in ["?G", "B", "t", "<Ctrl-p>", "<Ctrl-g>", ":add", "/par", "<Tab>ggj<Space>G"] {
        let mut script = Script::new(&[SEEDS[1], SEEDS[0]]).keys(keys);
        for (columns, rows) in [(30, 8), (2, 2), (200, 60), (1, 1), (80, 24)] {
            script = script.resize(columns, rows);
            script.screen();
        }
        let script = script.keys("<Down><Up><Esc>");
        assert!(script.state.popup.is_none() && script.state.prompt.is_none(), "{keys}");
    }
}

#[test]
fn what_undo_brings_back_is_selected_and_what_it_takes_away_is_closed() {
    let texts = ["Ants are small. Very.", ZEBRAS, YAKS];
    let script = Script::new(&texts).keys("hjdd");
    let id = DocumentId::from_bytes([2; 16]);
    let mut script = script.keys("gg");
    script.restore(1, ZEBRAS);
    let undone = Undone { description: "article removed".to_owned(), document: Some(id) };
    script.event(Event::Reply(Ticket(0), Reply::Undone(Some(undone))));
    assert_eq!(script.state.sources.selected().unwrap().id, id);
    let mut script = script.keys("l").expect_cursor("Zebras");
    script.forget(id);
    let undone = Undone { description: "article added".to_owned(), document: Some(id) };
    script.event(Event::Reply(Ticket(0), Reply::Undone(Some(undone))));
    assert!(script.state.open_reader(id).is_none());
    script.expect_cursor("Ants");
}

#[test]
fn commands_that_move_the_text_move_a_list_alike() {
    let script = Script::new(&[&forty(), ZEBRAS, YAKS]).keys("h:line-down 2<Enter>");
    assert_eq!(script.state.sources.list.selected(), 2);
    assert_eq!(script.keys(":top<Enter>").state.sources.list.selected(), 0);
}

#[test]
fn an_interrupt_takes_back_one_thing_at_a_time_before_it_quits() {
    let script = reader("v<Ctrl-c>");
    assert!(script.state.reader().unwrap().selection.is_none());
    let script = script.keys("<Tab>").expect_focus(Pane::Facts).keys("<Ctrl-c>");
    let script = script.expect_focus(Pane::Reader).keys("<Ctrl-c>").expect_message("again");
    assert!(!script.quit);
    assert!(script.keys("<Ctrl-c>").quit);
}

#[test]
fn a_message_is_seen_on_the_smallest_screen() {
    let script = Script::sized(&SEEDS, 30, 10).keys(":nonsense<Enter>");
    script.expect_screen("no command nonsense");
}
