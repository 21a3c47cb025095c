//! What keys do where several articles are on one event: marks, jumps to the same passage, the story panel.

use std::sync::Arc;

use serde_json::{Value, json};
use sidelight::config::{RawBinding, RawKeys};
use sidelight::library::{OpenStory, Reply, RequestKind, Ticket};
use sidelight::story::{Comparison, Mark};
use sidelight::tui::event::Event;
use sidelight::tui::keymap::Keymap;
use sidelight::tui::panes::Pane;

use crate::script::{SEEDS, Script};

/// Two articles on one event and one on another. They share whole sentences and else hardly a word.
const HARBOUR: &str = "Trawlers at work\n\nThe harbour of Porto opened on Monday after three weeks of gales. Nobody \
                       was hurt, according to mayor Ana Lopez. Fishing boats sailed towards northern banks.\n";
const QUAY: &str = "Children learn\n\nPupils went back into classrooms downtown. The harbour of Porto opened on \
                    Monday after three weeks of gales. Insurers expect many claims about warehouses.\n\nNobody \
                    was hurt, according to mayor Ana Lopez.\n";
const YAKS: &str = "Yaks are hairy\n\nYaks live on high plains. They are hairy in 1996 and now.\n";

fn marks(script: &Script) -> Vec<Mark> {
    let telling = script.state.reader().unwrap().story.as_ref().expect("a story");
    telling.marked().iter().map(|marked| marked.mark).collect()
}

#[test]
fn an_article_is_shown_and_then_its_story_is_asked_for() {
    let script = Script::new(&[HARBOUR, QUAY]);
    let at = |kind| script.asked.iter().position(|asked| *asked == kind).expect("asked");
    assert!(at(RequestKind::Open) < at(RequestKind::Facts));
    assert!(at(RequestKind::Facts) < at(RequestKind::Story), "its facts are wanted first");
    let stories = script.asked.iter().filter(|kind| **kind == RequestKind::Story).count();
    assert_eq!(stories, 1, "once");
}

#[test]
fn the_story_of_one_article_is_that_of_the_others() {
    let script = Script::story(&[HARBOUR, QUAY]);
    let asked = script.asked.len();
    let script = script.keys("J");
    let again = &script.asked[asked..];
    assert!(!again.contains(&RequestKind::Story), "{again:?}");
    assert!(marks(&script).contains(&Mark::Same));
}

#[test]
fn an_answer_that_was_overtaken_is_dropped() {
    let mut script = Script::story(&[HARBOUR, QUAY]);
    let id = script.state.reader().unwrap().id();
    script.event(Event::Reply(Ticket(1), Reply::Story { document: id, story: None }));
    assert!(script.state.reader().unwrap().story.is_some());
}

#[test]
fn a_story_is_asked_for_again_when_it_may_have_changed() {
    let script = Script::story(&[HARBOUR, QUAY, YAKS]);
    assert!(script.state.reader().unwrap().story.is_some());
    let script = script.on_one_event(&[1, 2]);
    assert!(script.state.reader().unwrap().story.is_none(), "it was split from it");
    let script = script.keys("J");
    let telling = script.state.reader().unwrap().story.as_ref().expect("a story");
    assert_eq!(telling.others().len(), 1);
}

#[test]
fn the_marks_of_an_article_are_those_of_the_comparison() {
    for texts in [[HARBOUR, QUAY, YAKS], [SEEDS[0], SEEDS[1], HARBOUR]] {
        let script = Script::story(&texts).keys("J");
        let telling = script.state.reader().unwrap().story.clone().expect("a story");
        assert!(!telling.marked().is_empty());
        for marked in telling.marked() {
            let expected = telling.others().iter();
            let expected = expected.map(|other| telling.comparison().mark(marked.claim, *other));
            assert_eq!(telling.marks(marked.claim), expected.collect::<Vec<_>>());
        }
    }
}

/// What two articles of three say, one of them twice.
const FERRY: &str = "Timetables return\n\nCaptains met officials yesterday evening. Nobody was hurt, according to \
                     mayor Ana Lopez. Fares change in May.\n\nLater came one further statement. Nobody was hurt, \
                     according to mayor Ana Lopez.\n";

fn document(script: &Script) -> String {
    script.state.reader().unwrap().entry.title.clone()
}

/// Answers the comparison that is under way with one that is changed as JSON.
fn answer(script: &mut Script, change: impl FnOnce(&mut Value, &OpenStory)) {
    let id = script.state.reader().unwrap().id();
    let story = script.story_of(id).expect("a story");
    let mut value = serde_json::to_value(&story.comparison).unwrap();
    change(&mut value, &story);
    let comparison: Comparison = serde_json::from_value(value).unwrap();
    let story = OpenStory { comparison, ..(*story).clone() };
    script.answer(Reply::Story { document: id, story: Some(Arc::new(story)) });
}

/// Two articles on one event of which the comparison is still to come.
fn comparing() -> Script {
    let mut script = Script::new(&[HARBOUR, QUAY]);
    script.compares = false;
    script.on_one_event(&[0, 1])
}

/// The words that are marked in the text.
fn shown(script: &Script) -> Vec<&str> {
    let reader = script.state.reader().unwrap();
    reader.shown.iter().map(|range| reader.document.slice(*range)).collect()
}

#[test]
fn the_same_passage_is_gone_to_and_comes_back_around() {
    let script = Script::story(&[HARBOUR, QUAY]).keys(")").expect_cursor("The harbour of Porto");
    let script = script.keys("s").expect_cursor("The harbour of Porto").expect_focus(Pane::Reader);
    assert_eq!(document(&script), "Children learn");
    assert!(shown(&script)[0].contains("opened on Monday"), "{:?}", shown(&script));
    let script = script
        .expect_message("B · the same")
        .expect_message("“Children learn”")
        .expect_message("in the same words");
    let script = script.keys("s").expect_message("back where you started");
    assert_eq!(document(&script), "Trawlers at work");
    assert!(shown(&script)[0].contains("opened on Monday"), "marked on both sides");
    let script = script.keys("s<Ctrl-o>").expect_cursor("The harbour of Porto");
    assert_eq!(document(&script), "Trawlers at work", "the jumps lead back too");
    let script = script.keys("S<Backspace>");
    assert_eq!(document(&script), "Trawlers at work");
}

#[test]
fn where_no_other_source_has_it_the_reader_stays() {
    let script = Script::story(&[HARBOUR, QUAY]).keys(")))").expect_cursor("Fishing boats");
    let script = script.keys("s").expect_cursor("Fishing boats");
    script.expect_message("B “Children learn” is silent here");
    let script = Script::story(&[HARBOUR, QUAY, FERRY]).keys(")))s").expect_cursor("Fishing boats");
    script.expect_message("no other source says this");
}

#[test]
fn every_place_in_every_source_is_gone_to_once() {
    let script = Script::story(&[HARBOUR, QUAY, FERRY]).keys("))").expect_cursor("Nobody was hurt");
    let script = script.keys("s");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys("s").expect_message("place 1 of 2 there");
    assert_eq!(document(&script), "Timetables return");
    let first = script.state.reader().unwrap().cursor;
    let script = script.keys("s").expect_message("place 2 of 2 there").expect_cursor("Nobody");
    assert_ne!(script.state.reader().unwrap().cursor, first);
    let script = script.keys("s").expect_message("back where you started");
    assert_eq!(document(&script), "Trawlers at work");
    let script = script.keys("S");
    assert_eq!(document(&script), "Timetables return", "the other way round");
    let script = Script::story(&[HARBOUR, QUAY, FERRY]).keys("))2s");
    assert_eq!(document(&script), "Timetables return");
    let script = script.keys("S");
    assert_eq!(document(&script), "Children learn");
}

#[test]
fn a_denied_place_leaves_the_others_of_the_sentence() {
    let ferry = format!("{FERRY}\nNobody was hurt, according to mayor Ana Lopez.\n");
    let script = Script::story(&[HARBOUR, &ferry]).keys("))s").expect_message("place 1 of 3");
    let script = script.keys("x<Ctrl-o>").expect_cursor("Nobody was hurt");
    script.keys("s").expect_message("place 1 of 2");
}

#[test]
fn who_moves_on_starts_anew_from_there() {
    let script = Script::story(&[HARBOUR, QUAY]).keys(")s))").expect_cursor("Nobody was hurt");
    let script = script.keys("s").expect_cursor("Nobody was hurt");
    assert_eq!(document(&script), "Trawlers at work");
    script.expect_message("in the same words");
}

#[test]
fn without_a_story_that_is_said_and_how_to_make_one() {
    for keys in ["s", "]o", "[x", "]s"] {
        let script = Script::new(&[HARBOUR, YAKS]).keys(")").keys(keys);
        let script = script.expect_message("no other source is on this event");
        assert!(script.message().contains("gJ"), "{}", script.message());
        assert_eq!(document(&script), "Trawlers at work");
    }
    let mut script = Script::new(&[HARBOUR, YAKS]);
    script.state.keymap = Arc::new(rebound());
    script.keys("s").expect_message("gY joins articles");
}

/// The keys of a user who joins stories with others.
fn rebound() -> Keymap {
    let binding = |keys: &str, action: &str| RawBinding {
        context: "global".to_owned(),
        keys: keys.to_owned(),
        actions: vec![action.to_owned()],
        line: 1,
    };
    let bindings = vec![binding("gJ", "none"), binding("gY", "join-stories")];
    let (keymap, problems) = Keymap::new(&RawKeys { bindings });
    assert!(problems.is_empty(), "{problems:?}");
    keymap
}

#[test]
fn before_the_comparison_has_come_a_key_says_so() {
    let mut script = comparing().keys(")s").expect_message("still being compared");
    let text = script.state.text_area();
    answer(&mut script, |_, _| {});
    assert_eq!(script.state.text_area(), text, "the text stays where it is");
    script.keys("s").expect_message("in the same words");
}

#[test]
fn what_is_not_known_of_the_story_is_not_called_none() {
    let mut script = comparing();
    let message = "disk full".to_owned();
    script.answer(Reply::Failed { message, what: RequestKind::Story });
    let mut script = script.keys(")s").expect_message("could not be compared");
    answer(&mut script, |_, _| {});
    script.keys("s").expect_message("in the same words");
    let mut script = Script::new(&[HARBOUR, QUAY]);
    let open = script.state.reader().unwrap().id();
    script.forget(open);
    script.restore(0, &HARBOUR.replace("gales", "storms"));
    let script = script.on_one_event(&[0, 1]).keys(")s").expect_message("a newer text");
    assert!(script.state.reader().unwrap().story.is_none());
}

#[test]
fn a_weak_match_is_offered_and_gone_to_when_asked_for_again() {
    let mut script = comparing();
    answer(&mut script, |value, _| {
        for link in value["links"].as_array_mut().unwrap() {
            link["kind"] = json!("Possible");
        }
    });
    let script = script.keys(")s").expect_message("possible match in B");
    assert_eq!(document(&script), "Trawlers at work");
    let script = script.keys("s").expect_message("possibly the same");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys("s").expect_message("back where you started");
    let script = script.keys("s))s");
    assert_eq!(document(&script), "Trawlers at work", "offered anew elsewhere");
}

#[test]
fn a_weak_match_is_gone_to_only_after_it_has_been_offered() {
    let possible = || {
        let mut script = Script::new(&[HARBOUR, QUAY, FERRY]);
        script.compares = false;
        let mut script = script.on_one_event(&[0, 1, 2]);
        answer(&mut script, |value, _| {
            for link in value["links"].as_array_mut().unwrap() {
                link["kind"] = json!("Possible");
            }
        });
        script.keys("))")
    };
    let script = possible().keys("2s").expect_message("possible match in B");
    assert_eq!(document(&script), "Trawlers at work", "not in one command");
    let script = possible().keys("s").expect_message("possible match in B").keys("S");
    let script = script.expect_message("possible match in C");
    assert_eq!(document(&script), "Trawlers at work", "another one is offered");
    let script = script.keys("s").expect_message("possible match in B").keys("s");
    assert_eq!(document(&script), "Children learn");
}

#[test]
fn the_passage_of_a_selected_fact_is_gone_to_from_the_panel() {
    let script =
        Script::story(&[HARBOUR, QUAY]).keys("<Tab>/porto<Enter>").expect_focus(Pane::Facts);
    let script = script.keys("s").expect_focus(Pane::Reader).expect_cursor("The harbour of Porto");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys("<Ctrl-o>").expect_cursor("The harbour of Porto");
    assert_eq!(document(&script), "Trawlers at work");
}

#[test]
fn a_round_ends_with_its_comparison() {
    let mut script = Script::story(&[HARBOUR, QUAY, FERRY]);
    script.compares = false;
    let mut script = script.on_one_event(&[2, 0, 1]).keys("))s");
    assert_eq!(document(&script), "Children learn", "by the comparison before");
    answer(&mut script, |_, _| {});
    let script = script.keys("x");
    assert!(script.denied().is_empty(), "its places are of other articles now");
    let script = script.keys("s");
    assert_ne!(document(&script), "Children learn");
}

#[test]
fn a_text_that_has_changed_is_not_jumped_into() {
    let mut script = Script::story(&[HARBOUR, QUAY]);
    let other = script.state.reader().unwrap().story.as_ref().expect("a story");
    let other = other.story().members[1].entry.id;
    script.forget(other);
    script.restore(1, &QUAY.replace("Pupils", "Children"));
    let script = script.keys(")s").expect_message("has changed since the sources were compared");
    assert!(shown(&script).is_empty(), "nothing is marked in another text");
}

#[test]
fn what_only_this_source_has_is_stepped_through() {
    let script = Script::story(&[HARBOUR, QUAY]).keys(")]o").expect_cursor("Fishing boats");
    let script = script.expect_message("only this source says it");
    let script = script.keys("]o").expect_message("no further passage that only this source has");
    let script = script.keys("[o").expect_message("only this source says it");
    assert!(script.cursor().starts_with("Trawlers at work"), "the headline: {}", script.cursor());
    script.keys("[o").expect_message("before this").keys("9]o").expect_cursor("Fishing boats");
}

#[test]
fn what_differs_is_stepped_through_with_the_words_of_both_sides() {
    let mut script = comparing();
    script = script.keys("]x").expect_message("still being compared");
    answer(&mut script, |value, story| {
        let side = |article: u16, words: &str| {
            let text = story.members[usize::from(article)].content.text();
            let start = text.find(words).unwrap();
            let at = u32::try_from(start).unwrap().into();
            let claim = story.comparison.claim_at(sidelight::story::ArticleIndex(article), at);
            json!({
                "passage": {"article": article, "range": [start, start + words.len()]},
                "claim": claim.unwrap().0,
            })
        };
        let sides = [side(0, "Monday"), side(1, "weeks")];
        let difference =
            json!({"class": "Date", "level": "Differs", "sides": sides, "apart": [[0, 1]]});
        value["differences"] = json!([difference]);
    });
    let script = script.keys("]x").expect_cursor("The harbour of Porto");
    let script = script.expect_message("1 of 1 · date: A “Monday” · B “weeks”");
    let script = script.keys("]x").expect_message("no further difference");
    let script =
        script.expect_screen("! › The harbour").keys("G[x").expect_cursor("The harbour of Porto");
    script.keys("]?").expect_message("no speculation is found in this article");
}

#[test]
fn the_sources_of_the_story_are_opened_one_after_the_other() {
    let script = Script::story(&[HARBOUR, QUAY, FERRY]).keys("]s");
    assert_eq!(document(&script), "Children learn");
    let script = script.expect_message("source 2 of 3").keys("]s]s");
    assert_eq!(document(&script), "Trawlers at work", "round and back");
    let script = script.keys("[s").expect_message("source 3 of 3");
    assert_eq!(document(&script), "Timetables return");
    let script = script.expect_screen("source C of 3").keys("2[s");
    assert_eq!(document(&script), "Trawlers at work");
}

#[test]
fn the_actions_are_found_by_name() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("):same-next<Enter>");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys(":next-only-here<Enter>").expect_message("only this source says it");
    script.keys("?").expect_screen("Same passage in the next source");
}

#[test]
fn several_sources_have_a_column_each_where_there_is_room() {
    let narrow = Script::story(&[HARBOUR, QUAY, FERRY]).keys(")");
    assert!(narrow.screen().contains("= › The harbour of Porto"), "{}", narrow.screen());
    let wide = narrow.keys("<Ctrl-w>o");
    let screen = wide.screen();
    assert!(screen.contains("=. › The harbour of Porto"), "{screen}");
    assert!(screen.lines().nth(1).unwrap().contains("─BC──"), "{screen}");
}

fn selected_words(script: &Script) -> String {
    let panel = script.state.reader().unwrap().story_panel.as_ref().expect("the story panel");
    let row = panel.selected().expect("a row");
    sidelight::tui::wording::story_row(panel, row).main.to_string()
}

#[test]
fn the_story_stands_in_the_place_of_the_facts_until_these_are_asked_for() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("gs").expect_focus(Pane::Facts);
    let script = script.expect_screen("▾ STORY").expect_screen("A “Trawlers at work”");
    let script = script.expect_screen("▾ IN BOTH 2").expect_screen("▾ ONLY HERE");
    let script = script.expect_screen("A and B: origin unknown").expect_screen("▾ MISSING HERE");
    let script = script.keys("gs").expect_screen("▾ WHERE");
    let script = script.keys("gs<Esc>").expect_screen("▾ WHERE").expect_focus(Pane::Facts);
    let script = script.keys("gsfa").expect_screen("▾ WHERE");
    script.keys(":story-panel<Enter>").expect_screen("▾ STORY");
}

#[test]
fn the_story_panel_follows_the_text_and_the_other_articles() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("gsq").expect_focus(Pane::Reader);
    let script = script.keys("))");
    assert!(selected_words(&script).starts_with("Nobody was hurt"), "{}", selected_words(&script));
    let script = script.keys("J").expect_screen("›  B “Children learn”");
    let script = script.keys("]o");
    let words = selected_words(&script);
    assert!(script.cursor().starts_with(&words), "{words}");
}

#[test]
fn parts_of_the_story_are_shown_alone() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("<Tab>fo").expect_screen("· only here");
    assert!(!script.screen().contains("IN BOTH"));
    let script =
        script.keys("fm").expect_screen("· missing here").expect_screen("B Insurers expect");
    let script = script.keys("fx").expect_message("no difference is found");
    let script = script.expect_screen("· missing here").keys("fc");
    script.expect_message("nothing is shown to come from two origins");
}

#[test]
fn what_is_selected_in_the_panel_stays_so_when_the_story_comes_anew() {
    for keys in ["gs/insurers<Enter>", "gs/nobody<Enter>", "gs/both<Enter>"] {
        let script = Script::story(&[HARBOUR, QUAY]).keys(keys);
        let before = selected_words(&script);
        let script = script.on_one_event(&[1, 0]);
        let after = selected_words(&script);
        let words = |row: &str| row.split_once(' ').map_or(String::new(), |(_, rest)| rest.into());
        assert_eq!(words(&before), words(&after), "letters change, words do not");
    }
    let script = Script::story(&[HARBOUR, QUAY]).keys("gs/nobody<Enter>x");
    assert!(selected_words(&script).contains("Nobody"), "where it stands now");
}

#[test]
fn a_row_leads_to_its_passage_here_or_there() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("<Tab>fm/insurers<Enter><Enter>");
    let script = script.expect_focus(Pane::Reader).expect_cursor("Insurers expect");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys("<Ctrl-o>");
    assert_eq!(document(&script), "Trawlers at work");
    let script = script.keys("<Tab>fo/fishing<Enter><Enter>").expect_cursor("Fishing boats");
    assert_eq!(document(&script), "Trawlers at work");
}

#[test]
fn both_quotations_are_looked_at_one_above_the_other() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("gs/nobody<Enter><Space>");
    let script = script.expect_screen("A “Trawlers at work”, ").expect_screen("B “Children learn");
    let screen = script.screen();
    assert!(screen.matches("Nobody was hurt").count() >= 2, "{screen}");
    let script = script.keys("q").expect_focus(Pane::Facts);
    let script = script.keys("gg/origin<Enter><Space>");
    script.expect_screen("A and B: origin unknown");
}

#[test]
fn the_same_passage_is_gone_to_from_the_story_panel() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("gs/nobody<Enter>s");
    let script = script.expect_cursor("Nobody was hurt").expect_focus(Pane::Reader);
    assert_eq!(document(&script), "Children learn");
}

#[test]
fn a_wrong_match_is_not_shown_again_until_it_is_taken_back() {
    let script = Script::story(&[HARBOUR, QUAY]).keys("gs/nobody<Enter>x");
    let script = script.expect_message("U takes it back").expect_screen("▾ IN BOTH 1");
    assert_eq!(script.asked.iter().filter(|kind| **kind == RequestKind::DenyMatch).count(), 1);
    let script = script.keys("q))s").expect_message("is silent here");
    let script = script.keys("U").expect_screen("▾ IN BOTH 2").keys("s");
    assert_eq!(document(&script), "Children learn");
    let script = script.keys("x").expect_message("U takes it back").keys("[s))s");
    let script = script.expect_message("is silent here").keys(":deny-match<Enter>");
    script.expect_message("go to a match first");
}

#[test]
fn who_comes_from_a_sentence_denies_it_with_all_its_clauses() {
    let one = "Morning talk\n\nThe old bridge of Lund collapsed on Sunday night, and firemen rescued nine drivers \
               from the river.\n\nTrains run as usual in the north.\n";
    let other = "Evening page\n\nSchools open late in autumn.\n\nThe old bridge of Lund collapsed on Sunday night, and \
                 firemen rescued nine drivers from the river.\n";
    let script = Script::story(&[one, other]).keys(")s");
    assert_eq!(document(&script), "Evening page");
    let script = script.keys("x").expect_message("U takes it back").keys("[sgg)");
    let script = script.expect_cursor("The old bridge").keys("s");
    let script = script.expect_message("is silent here");
    assert_eq!(document(&script), "Morning talk", "no clause leads there any more");
}

#[test]
fn the_story_of_the_open_article_grows_with_what_was_read_meanwhile() {
    let mut script = Script::story(&[HARBOUR, QUAY, FERRY]).on_one_event(&[0, 1]);
    assert_eq!(script.state.reader().unwrap().story.as_ref().unwrap().others().len(), 1);
    script.regroup(&[0, 1, 2]);
    let script = script.list_anew();
    assert_eq!(script.state.reader().unwrap().story.as_ref().unwrap().others().len(), 2);
}

#[test]
fn of_a_difference_the_selected_side_and_one_with_other_words_are_denied() {
    let town = |title: &str, boats: &str| {
        format!(
            "{title}\n\nThe storm sank {boats} fishing boats in the harbour of Porto on Monday, mayor Ana \
             Lopez said.\n"
        )
    };
    let texts = [town("Gales", "12"), town("Winds", "12"), town("Seas", "14")];
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    for (side, expected) in [("", ["12", "14"]), ("j", ["12", "14"]), ("jjj", ["14", "12"])] {
        let script = Script::story(&texts).keys("<Tab>fxj").keys(side).keys("x");
        let denied = script.denied();
        let [pair] = denied.as_slice() else { panic!("{denied:?} after {side:?}") };
        assert!(pair[0].contains(expected[0]) && pair[1].contains(expected[1]), "{pair:?}");
    }
    let script = Script::story(&[texts[0], texts[2]]).keys("<Tab>fxjx");
    let telling = script.state.reader().unwrap().story.as_ref().expect("a story");
    assert_eq!(telling.comparison().differences(), [], "what does not match does not differ");
}

#[test]
fn a_kept_passage_is_let_go_before_a_match_is_denied() {
    let script = Script::story(&[HARBOUR, QUAY]).keys(")sax");
    assert!(script.kept().is_empty() && !script.asked.contains(&RequestKind::DenyMatch));
    let script = script.keys("x");
    assert!(script.asked.contains(&RequestKind::DenyMatch));
}

#[test]
fn sections_fold_and_headings_lead_nowhere() {
    let script =
        Script::story(&[HARBOUR, QUAY]).keys("gs/both<Enter>h").expect_screen("▸ IN BOTH 2");
    let script = script.keys("l").expect_screen("▾ IN BOTH 2").keys("<Enter>");
    let script = script.expect_screen("▸ IN BOTH 2").keys("zRzM").expect_screen("▸ STORY");
    let script = script.keys("h").expect_focus(Pane::Reader);
    script.keys("gs").expect_focus(Pane::Facts).keys("x").expect_message("select a match");
}

#[test]
fn facts_carry_what_other_sources_say_of_them() {
    let script = Script::story(&[HARBOUR, QUAY]).expect_screen("=   Porto");
    let alone = Script::new(&[HARBOUR, QUAY]);
    assert!(!alone.screen().contains("=   Porto"), "without a story there are no marks");
    let script = script.keys("J");
    script.expect_screen("=   Porto");
}

/// Keeps a picture of the screen after the same keys in the sample articles, which are one story.
fn picture(name: &str, keys: &str) {
    for (columns, rows) in [(120, 36), (80, 24)] {
        let script = Script::sized(&SEEDS, columns, rows).on_one_event(&[0, 1]);
        let screen = script.keys(keys).screen();
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
    }
}

#[test]
fn pictures() {
    picture("text", "4G");
    picture("same", "8Gs");
    picture("story", "4Ggs");
    picture("differences", "<Tab>fxj");
    picture("missing", "<Tab>fmj");
    picture("both", "<Tab>gs/in both<Enter>jj<Space>");
}

#[test]
fn a_narrow_screen_shows_what_matters() {
    let script = Script::sized(&SEEDS, 60, 20).on_one_event(&[0, 1]).keys("4Gs");
    insta::assert_snapshot!("same_60x20", script.screen());
}
