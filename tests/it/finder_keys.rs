//! What keys do with searches of the library: typing with live results, going to what was found and on from there,
//! filtering the list, and searches that are kept.

use ratatui::style::Modifier;

use sidelight::document::DocumentId;
use sidelight::library::{Found, Hit, HitCursor, HitPlace, Reply, RequestKind, Snippet, Ticket};
use sidelight::text::offset::range;
use sidelight::tui::event::Event;
use sidelight::tui::panes::Pane;
use sidelight::tui::state::popup::Popup;

use crate::script::Script;

const TEXTS: [&str; 4] = [
    "date 2025-11-01 A letter from home\n\nIt is the only one that says nothing of the sea.\n",
    "date 2025-11-02 The pier is open\n\nThe pier was opened on Sunday. Many came to the pier.\n\nThe mayor spoke.\n",
    "date 2025-11-03 The pier is closed\n\nA storm closed the pier on Monday, said the harbour master.\n",
    "date 2025-11-04 The storm is gone\n\nNobody knows where the storm went. It was strong.\n",
];

fn sized(columns: u16, rows: u16) -> Script {
    Script::sized(&TEXTS, columns, rows)
}

fn reader() -> Script {
    sized(120, 36)
}

fn sources() -> Script {
    reader().keys("<Alt-1>")
}

#[track_caller]
fn titles(script: &Script) -> Vec<&str> {
    script.state.sources.entries().iter().map(|entry| entry.title.as_str()).collect()
}

#[track_caller]
fn found(script: &Script) -> Vec<&str> {
    script.state.finder.results.hits().iter().map(|hit| hit.entry.title.as_str()).collect()
}

#[test]
fn what_is_typed_is_looked_for_at_once_and_once() {
    let script = reader().keys("g/sto");
    assert_eq!(script.finding.queries, ["s", "st", "sto"]);
    assert_eq!(found(&script), ["The pier is closed", "The storm is gone"]);
    let script = script.expect_screen("The storm is gone").expect_screen("2 articles");
    let script = script.keys("<Down><Up><Left>").expect_screen("search: sto");
    assert_eq!(script.finding.queries.len(), 3);
    script.keys("<Esc>").expect_screen("It is the only one").expect_focus(Pane::Reader);
}

#[test]
fn an_answer_that_was_overtaken_is_dropped() {
    let mut script = reader();
    script.finding.holds = true;
    let mut script = script.keys("g/sto");
    let asked: Vec<Ticket> = script.under_way.iter().map(|(ticket, _)| *ticket).collect();
    assert_eq!(asked.len(), 3);
    let answer = |script: &mut Script, ticket, query: &str| {
        let found = script.find(query, 50);
        script.event(Event::Reply(ticket, Reply::Found(Box::new(found))));
    };
    answer(&mut script, asked[0], "sunday");
    assert!(found(&script).is_empty(), "an older answer is not shown");
    answer(&mut script, asked[2], "storm");
    assert_eq!(found(&script).len(), 2);
    answer(&mut script, asked[1], "sunday");
    assert_eq!(found(&script).len(), 2, "an older answer does not take the place of a newer");
    let script = script.keys("<Esc>");
    assert!(script.state.popup.is_none());
}

#[test]
fn what_was_found_stays_until_the_next_answer_comes() {
    let mut script = reader().keys("g/storm");
    script.finding.holds = true;
    let script = script.keys(" pier").expect_screen("2 articles");
    assert_eq!(found(&script).len(), 2);
}

#[test]
fn enter_before_the_answer_goes_there_when_it_comes() {
    let mut script = reader();
    script.finding.holds = true;
    let mut script = script.keys("g/storm<Enter>").expect_screen("searching …");
    let (ticket, _) = script.under_way.pop().unwrap();
    let all = script.find("storm", 50);
    script.event(Event::Reply(ticket, Reply::Found(Box::new(all))));
    script.expect_screen("A storm closed the pier").expect_focus(Pane::Reader);
}

#[test]
fn enter_goes_to_the_hit_and_n_on_from_there_to_the_next_article() {
    let script = reader().keys("g/storm<Enter>").expect_cursor("A storm closed");
    let script = script.expect_message("match 1 of 1; Backspace: the results");
    let script =
        script.keys("n").expect_message("last match here; n again goes to The storm is gone");
    let script = script.keys("n").expect_message("match 1 of 2");
    let script = script.expect_cursor("The storm is gone").keys("n").expect_message("match 2 of 2");
    let script = script.expect_cursor("Nobody knows where the storm");
    let script = script.keys("nn").expect_message("last match here; no older article fits");
    let script = script.keys("N").expect_message("match 1 of 2");
    let script =
        script.keys("N").expect_message("first match here; N again goes to The pier is closed");
    // Anything else takes the offer back.
    let script = script.keys("jN").expect_message("first match here; N again");
    script.keys("N").expect_cursor("A storm closed");
}

#[test]
fn what_was_found_and_is_gone_says_so_and_the_results_stay() {
    let mut script = reader().keys("g/storm<Ctrl-r>j");
    let gone = script.state.finder.results.selected().unwrap().entry.id;
    script.forget(gone);
    let script = script.keys("<Enter>").expect_message("is not here any more");
    script.expect_message("U brings it back").expect_screen("Search · storm");
}

#[test]
fn backspace_leads_back_to_the_results_and_then_to_where_it_began() {
    for back in ["<Backspace>", "<Ctrl-o>"] {
        let script = reader().keys("g/storm<Down><Enter>").expect_cursor("The storm is gone");
        let script = script.keys("n").keys(back);
        assert!(matches!(script.state.popup, Some(Popup::Results)));
        assert_eq!(script.state.finder.results.list.selected(), 1);
        let script = script.keys("<Esc>").expect_screen("Nobody knows where");
        script.keys(back).expect_screen("It is the only one");
    }
}

#[test]
fn a_jump_elsewhere_comes_before_the_results() {
    let script = reader().keys("g/pier<Enter>Gma").keys("gg''").keys("<Ctrl-o>");
    assert!(script.state.popup.is_none());
}

#[test]
fn what_was_found_is_shown_again() {
    let script = reader().keys("g/storm<Enter>");
    let script = script.keys("g/<Enter>").expect_screen("Search · storm · newest first");
    let script = script.keys("jk<Down><Enter>").expect_cursor("The storm is gone");
    let script = script.keys("gr").expect_screen("Search · storm").keys("q");
    assert!(script.state.popup.is_none());
    let script = script.keys("g/<Up>").expect_screen("search: storm").keys("<Esc>gr");
    assert_eq!(found(&script).len(), 2);
    reader().keys("gr").expect_message("nothing has been searched for yet; g/ does");
    let script = reader().keys("g/<Enter>").expect_message("nothing was searched for");
    assert!(script.state.popup.is_none());
}

#[test]
fn what_is_given_up_leaves_what_was_found_before_and_what_was_shown() {
    let script = reader().keys("g/storm<Enter>g/pier<Esc>").expect_cursor("A storm closed");
    assert_eq!(script.state.finder.results.query, "storm");
    let script = reader().keys("?g/x<Esc>");
    assert!(matches!(script.state.popup, Some(Popup::Help(_))));
    // Deleting past the start gives it up too.
    let script = reader().keys("g/a<Backspace><Backspace>");
    assert!(script.state.popup.is_none() && script.state.prompt.is_none());
}

#[test]
fn the_order_is_changed_while_typing_and_in_the_list() {
    let script = reader().keys("g/storm").expect_screen("newest first");
    let script = script.keys("<Ctrl-t>").expect_screen("what fits best first");
    let script = script.keys("<Ctrl-r>\\").expect_screen("newest first");
    assert_eq!(script.finding.queries.iter().filter(|query| *query == "storm").count(), 3);
}

#[test]
fn tab_completes_and_shows_what_there_is() {
    let script = reader().keys("g/storm p<Tab>").expect_screen("search: storm person:");
    let script = script.expect_screen(" person:  place:").keys("<Tab>");
    let script = script.expect_screen("search: storm place:").keys("<Tab>");
    let script = script.expect_screen("search: storm person:").keys("<S-Tab>");
    let script = script.expect_screen("search: storm place:").keys("x");
    assert!(!script.screen().contains("person:  place:"));
    assert_eq!(script.asked.iter().filter(|kind| **kind == RequestKind::CompleteQuery).count(), 1);
    // Nothing to complete leaves what is typed.
    reader().keys("g/zzz<Tab>").expect_screen("search: zzz");
}

#[test]
fn a_completion_of_what_is_not_there_any_more_is_dropped() {
    let mut script = reader().keys("g/p");
    let ticket = script.state.ticket();
    script.state.awaited.completions = Some((ticket, "p".to_owned()));
    let mut script = script.keys("i");
    script.event(Event::Reply(ticket, Reply::Completions(vec!["person:".to_owned()])));
    script.expect_screen("search: pi");
}

#[test]
fn remarks_and_an_empty_result_are_told() {
    reader().keys("g/colour:red").expect_screen("“colour:red” is taken as a word");
    let script = reader().keys("g/zebra").expect_screen("Nothing found.");
    let script = script.expect_screen("0 articles").keys("<Enter>");
    assert!(script.state.prompt.is_some(), "there is nowhere to go");
}

#[test]
fn further_pages_come_when_the_selection_nears_the_end() {
    let mut script = reader();
    let hit = script.find("pier", 1).hits[0].clone();
    let page = |number: u8| Found {
        hits: (0..50).map(|place| numbered(&hit, number, place)).collect(),
        next: (number < 3).then(|| cursor(number)),
        remarks: Vec::new(),
    };
    script.finding.answer = Some(page(1));
    let mut script = script.keys("g/x").expect_screen("50+ articles");
    script.finding.answer = Some(page(2));
    let script = script.keys("<PgDn>");
    assert_eq!(script.finding.queries.len(), 1);
    let mut script = script.keys("<Ctrl-r>G").expect_screen("100+ articles");
    script.finding.answer = Some(page(3));
    let script = script.keys("Gk").expect_screen("150 articles");
    assert_eq!(script.finding.queries.len(), 3);
    script.keys("GG").expect_screen("page 3 place 49");
}

/// A place in the hits, as an answer carries it.
fn cursor(number: u8) -> HitCursor {
    HitCursor::new(i64::from(number))
}

fn numbered(hit: &Hit, number: u8, place: u8) -> Hit {
    let mut hit = hit.clone();
    hit.entry.id = DocumentId::from_bytes([number * 60 + place; 16]);
    hit.entry.title = format!("page {number} place {place}");
    hit
}

#[test]
fn a_match_in_a_note_leads_to_the_passage() {
    let mut script = reader().keys("K").keys("2GAa remarkable note<Enter>");
    let kept = script.state.reader().unwrap().kept[0].bookmark.clone();
    let entry = script.find("storm", 1).hits[0].entry.clone();
    let entry = sidelight::library::ListEntry { id: kept.document, ..entry };
    let text = "a remarkable note".to_owned();
    let snippet = Snippet { text, marked: vec![range(2, 12)] };
    let hit = Hit { entry, place: HitPlace::Bookmark(kept.id), snippet };
    script.finding.answer = Some(Found { hits: vec![hit], next: None, remarks: Vec::new() });
    let script = script.keys("ggg/remarkable").expect_screen("+ a remarkable note").keys("<Enter>");
    let shown = script.state.reader().unwrap().shown.clone();
    assert_eq!(shown.len(), 1);
    script.expect_message("found by what is known of it");
}

#[test]
fn an_article_that_has_changed_is_not_cut_in_the_middle_of_a_character() {
    let mut script = reader();
    let mut hit = script.find("pier", 1).hits[0].clone();
    hit.place = HitPlace::Text(range(100_000, 100_004));
    script.finding.answer = Some(Found { hits: vec![hit], next: None, remarks: Vec::new() });
    script.keys("g/zebra<Enter>").expect_message("the article has changed since it was found");
}

#[test]
fn the_list_is_filtered_while_typing_and_whole_again() {
    let script = sources().keys("/storm").expect_screen("filter: storm");
    assert_eq!(titles(&script), ["The pier is closed", "The storm is gone"]);
    let script =
        script.keys("<Enter>").expect_screen("/ storm").expect_message("S keeps it, fa shows all");
    let script = script.keys("n");
    assert_eq!(script.state.sources.list.selected(), 1);
    let script = script.keys("N<Enter>").expect_screen("The storm is gone");
    let script = script.keys("<Alt-1><Esc>").expect_focus(Pane::Sources);
    assert_eq!(titles(&script).len(), 4);
    let script = script.keys("n").expect_message("match");
    let script = script.keys("/pier<Enter>fa");
    assert_eq!(titles(&script).len(), 4);
    let script = script.keys("/pier<Enter>/storm<Esc>");
    assert_eq!(titles(&script), ["The pier is open", "The pier is closed"]);
    let script = script.keys("E").expect_screen("filter: pier").keys("<Ctrl-u><Enter>");
    assert_eq!(titles(&script).len(), 4);
}

#[test]
fn what_the_filter_finds_is_marked_in_the_article() {
    let script = sources().keys("/pier<Enter><Enter>");
    let search = script.state.reader().unwrap().search.clone().unwrap();
    assert_eq!(search.count(), (0, 3));
    script.keys("n").expect_message("match 1 of 3");
}

#[test]
fn a_filtered_list_is_narrowed_to_what_is_unread_and_is_not_marked_as_read() {
    let script = sources().keys("/pier<Enter>jufu");
    assert_eq!(script.finding.queries.last().map(String::as_str), Some("pier is:unread"));
    assert_eq!(titles(&script), ["The pier is open"]);
    let script = script.expect_screen("/ pier · unread").keys("A");
    let script = script.expect_message("only a whole shelf");
    assert!(!script.asked.contains(&RequestKind::MarkAllRead));
    script.keys("/zebra<Enter>").expect_screen("Nothing fits");
}

#[test]
fn a_filtered_list_is_asked_for_again_when_articles_come_in() {
    let mut script = sources().keys("/storm<Enter>");
    let before = script.finding.queries.len();
    let reply = Reply::Refreshed { feeds: 1, new: 1, revised: 0, failed: Vec::new() };
    script.event(Event::Reply(Ticket(0), reply));
    assert_eq!(script.finding.queries[before..], ["storm"]);
    assert_eq!(titles(&script).len(), 2);
}

#[test]
fn a_search_is_kept_shown_renamed_changed_removed_and_brought_back() {
    let script = sources().keys("/storm<Enter>S").expect_screen("call this search: storm");
    let script = script.keys("<Ctrl-u>Bad weather<Enter>").expect_screen("/ Bad weather");
    let script =
        script.keys("fagsG").expect_screen("/ Bad weather").expect_screen("What fits: storm");
    let script = script.keys("<Enter>");
    assert_eq!(titles(&script), ["The pier is closed", "The storm is gone"]);
    let script = script.keys("e<Ctrl-u>Weather<Enter>").expect_screen("/ Weather");
    let script = script.keys("E").expect_screen("look for: storm").keys(" pier<Enter>");
    assert_eq!(titles(&script), ["The pier is closed"]);
    assert_eq!(script.finding.searches[0].query, "storm pier");
    let script = script.keys("gs").expect_screen("What fits: storm pier");
    let script = script.keys("A").expect_message("this is a search, not a feed");
    let script =
        script.keys("dd").expect_message("“Weather” is not kept any more; U brings it back");
    assert!(script.finding.searches.is_empty() && !script.screen().contains("What fits"));
    let script = script.keys("U").expect_screen("/ Weather");
    assert_eq!(script.finding.searches.len(), 1);
}

#[test]
fn results_are_kept_by_key_and_by_command() {
    let script = reader().keys("g/storm<Ctrl-r>SWind<Enter>").expect_message("kept as “stormWind”");
    let script = script.keys(":save-search Wind<Enter>").expect_message("kept as “Wind”");
    // The same name again means the same search.
    let script = script.keys("<Esc>:search-library pier<Enter>").expect_screen("Search · pier");
    let script = script.keys(":save-search Wind<Enter>");
    let kept: Vec<_> = script.finding.searches.iter().map(|kept| kept.query.as_str()).collect();
    assert_eq!(kept, ["storm", "pier"]);
    reader().keys(":save-search x<Enter>").expect_message("there is no search to keep");
}

#[test]
fn a_search_is_typed_after_the_name_of_the_command() {
    for typed in [":search storm<Enter>", ":search-library storm<Enter>"] {
        let script = reader().keys(typed).expect_screen("Search · storm");
        assert_eq!(found(&script).len(), 2);
        script.keys("<Enter>").expect_cursor("A storm closed");
    }
    let script = reader().keys(":search<Enter>");
    assert!(script.state.prompt.is_some() && script.state.popup.is_none());
    sources().keys(":search pier<Enter>").expect_screen("2 articles");
}

#[test]
fn empty_pages_are_gone_through_to_the_first_that_has_something() {
    let empty = |number: i64| Found { next: Some(HitCursor::new(number)), ..Found::default() };
    let mut script = reader();
    script.finding.holds = true;
    let mut script = script.keys("g/storm<Enter>");
    for number in [900, 800] {
        let (ticket, _) = script.under_way.pop().unwrap();
        script.event(Event::Reply(ticket, Reply::Found(Box::new(empty(number)))));
        script = script.expect_screen("searching …");
        assert!(!script.screen().contains("Nothing found"));
    }
    let (ticket, _) = script.under_way.pop().unwrap();
    let all = script.find("storm", 50);
    script.event(Event::Reply(ticket, Reply::Found(Box::new(all))));
    script.expect_cursor("A storm closed");

    let mut script = sources().keys("/sto");
    script.finding.holds = true;
    let mut script = script.keys("r");
    let (ticket, _) = script.under_way.pop().unwrap();
    script.event(Event::Reply(ticket, Reply::Found(Box::new(empty(900)))));
    let (ticket, _) = script.under_way.pop().unwrap();
    let all = script.find("stor", 50);
    script.event(Event::Reply(ticket, Reply::Found(Box::new(all))));
    assert_eq!(titles(&script), ["The pier is closed", "The storm is gone"]);
}

#[test]
fn matches_of_a_long_article_are_found_beside_the_keys() {
    let line = "The storm came in the night and nobody spoke of anything else.\n\n";
    let text = format!("date 2025-11-05 A long night\n\n{}", line.repeat(4_000));
    let mut script = Script::sized(&[&text, TEXTS[1]], 120, 36).keys("g/storm");
    script.finding.holds = true;
    let mut script = script.keys("<Enter>").expect_screen("… matches");
    let search = script.state.reader().unwrap().search.clone().unwrap();
    assert!(!search.is_whole() && (20..1_000).contains(&search.count().1), "only what is near");
    let (ticket, _) = script.under_way.pop().unwrap();
    let script_n = script.keys("n").expect_message("a match; the others are being counted");
    script = script_n.keys("N");
    let found = {
        let reader = script.state.reader().unwrap();
        sidelight::search::passages(&reader.document, "storm")
    };
    assert_eq!(found.len(), 4_000);
    script.event(Event::Reply(ticket, Reply::Passages(found)));
    let search = script.state.reader().unwrap().search.clone().unwrap();
    assert_eq!((search.is_whole(), search.count()), (true, (1, 4_000)));
    script.keys("n").expect_message("match 2 of 4000").expect_screen("2/4000 matches");
}

#[test]
fn hostile_hits_are_shown_harmless() {
    let mut script = sized(60, 20);
    let mut hit = script.find("pier", 1).hits[0].clone();
    hit.entry.title =
        "\u{1b}[31mred\u{202e}der\u{0} 你好你好你好你好你好你好你好你好你好你好你好你好你好"
            .to_owned();
    hit.entry.site = Some("\u{9b}2J\n".repeat(30));
    let long = "x".repeat(400);
    let text = format!("a\u{7}b\u{202e} {long} match\u{1b}]52;c;AAAA\u{7} end");
    let at = text.find("match").unwrap();
    hit.snippet = Snippet { text, marked: vec![range(at, at + 5), range(at + 3, 9_999)] };
    let mut wide = hit.clone();
    let text = "字".repeat(90);
    wide.snippet = Snippet { text, marked: vec![range(240, 243)] };
    script.finding.answer =
        Some(Found { hits: vec![hit, wide], next: None, remarks: vec!["\u{1b}[2J".to_owned()] });
    for columns in [60, 59, 33, 20, 7, 2, 1] {
        script = script.resize(columns, 20).keys("g/x");
        let screen = script.screen();
        assert!(!screen.chars().any(|ch| ch.is_control() && ch != '\n'), "{screen:?}");
        assert!(!screen.contains(['\u{202e}', '\u{9b}']));
        script = script.keys("<Esc>");
    }
    let script = script.resize(60, 20).keys("g/x").expect_screen("match").expect_screen("…字");
    let buffer = script.buffer();
    let strong = |symbol: &str| {
        let cells = buffer.content().iter().filter(|cell| cell.symbol() == symbol);
        cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED)).count()
    };
    assert!(strong("字") == 1 && strong("m") == 1);
}

#[test]
fn results_are_clicked() {
    let mut script = reader().keys("g/pier<Ctrl-r>");
    let click = |row| {
        Event::Mouse(ratatui::crossterm::event::MouseEvent {
            kind: ratatui::crossterm::event::MouseEventKind::Down(
                ratatui::crossterm::event::MouseButton::Left,
            ),
            column: 5,
            row,
            modifiers: ratatui::crossterm::event::KeyModifiers::NONE,
        })
    };
    script.event(click(5));
    assert_eq!(script.state.finder.results.list.selected(), 1);
    script.event(click(30));
    script.event(click(4));
    script.expect_cursor("The pier is closed");
}

#[test]
fn a_search_that_fails_says_so_and_waits_for_nothing() {
    let mut script = reader();
    script.finding.holds = true;
    let mut script = script.keys("g/storm<Enter>");
    let (ticket, _) = script.under_way.pop().unwrap();
    let message = "the index cannot be read; run sidelight doctor".to_owned();
    script.event(Event::Reply(ticket, Reply::Failed { message, what: RequestKind::Search }));
    assert!(script.state.awaited.found.is_none());
    script.expect_message("the index cannot be read").expect_screen("Nothing found.");
}

#[test]
fn pictures() {
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let picture = |name: &str, script: Script| {
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), script.screen());
        };
        picture("language", sized(columns, rows).keys("g/"));
        picture("results", sized(columns, rows).keys("g/storm<Down>"));
        picture("nothing", sized(columns, rows).keys("g/zebra"));
        picture("remarks", sized(columns, rows).keys("g/colour:red"));
        picture("completion", sized(columns, rows).keys("g/storm p<Tab><Tab>"));
        picture("list", sized(columns, rows).keys("g/storm<Ctrl-r>"));
        picture("arrived", sized(columns, rows).keys("g/storm<Enter>"));
        picture("filtering", sized(columns, rows).keys("<Alt-1>/storm"));
        picture("filtered", sized(columns, rows).keys("<Alt-1>/storm<Enter>j"));
        let kept = sized(columns, rows).keys("<Alt-1>/storm<Enter>S<Ctrl-u>Bad weather<Enter>");
        picture("kept", kept.keys("fagsG"));
    }
}

#[test]
fn the_last_word_may_still_be_begun() {
    let mut script = reader();
    script.finding.whole_words = true;
    let script = script.keys("g/sto").expect_screen("Search · sto* · newest first");
    assert_eq!(found(&script).len(), 2);
    let script = script.keys("<Ctrl-t>").expect_screen("Search · sto* · what fits best first");
    let script = script.keys("<Ctrl-t>").expect_screen("Search · sto* · newest first");
    let script = script.keys("rm").expect_screen("Search · newest first");
    assert_eq!(found(&script).len(), 2);
    let script = script.keys("<Ctrl-u>sto<Enter>").expect_cursor("A storm closed");
    assert_eq!(script.state.finder.results.query, "sto*");
    let script = script.keys("g/xyz<Ctrl-r>").expect_screen("Nothing found");
    assert_eq!(script.state.finder.results.query, "xyz");
}
