//! What keys do in the facts panel: filters, order, verdicts, evidence, why.

use sidelight::fact::FactKind;
use sidelight::library::RequestKind;
use sidelight::tui::panes::Pane;
use sidelight::tui::state::panel::{Filter, PanelRow};
use sidelight::tui::state::popup::Popup;
use sidelight::verdict::Verdict;

use crate::script::{SEEDS, Script};

/// Two articles that name the same person and place, and one that names neither.
const STORM: &str = "Harbour reopens after storm\n\nPORTO, March 2, 2024 (AP) -- Mayor Ana Lopez said on \
                     Saturday that the harbour would open on March 4. The quay was closed for 3 days.\n\n\
                     Lopez thanked the crews. On March 4 she will speak again.\n";
const QUAY: &str = "Quay to be rebuilt\n\nLISBON, April 5, 2024 (AP) -- The quay of Porto could be rebuilt by \
                    2026, Mayor Ana Lopez said. It may cost 5 million euros.\n";
const YAKS: &str = "Yaks are hairy\n\nYaks live on high plains. They are hairy in 1996 and now.\n";

fn panel(keys: &str) -> Script {
    Script::new(&[STORM, QUAY, YAKS]).keys("<Tab>gg").keys(keys)
}

/// The words of the rows of the panel that are entries.
fn entries(script: &Script) -> Vec<String> {
    let reader = script.state.reader().unwrap();
    let rows = reader.panel.rows().iter();
    rows.filter_map(|row| match row {
        PanelRow::Entry(index) => {
            let label = sidelight::tui::wording::entry(reader, reader.panel.entry(*index).unwrap());
            Some(label.unwrap().main.to_string())
        }
        _ => None,
    })
    .collect()
}

fn selected(script: &Script) -> String {
    let reader = script.state.reader().unwrap();
    let entry = reader.panel.selected_entry().expect("an entry");
    sidelight::tui::wording::entry(reader, entry).unwrap().main.to_string()
}

#[test]
fn typing_narrows_the_facts_and_escape_shows_them_all_again() {
    let all = entries(&panel(""));
    let script = panel("/lopez");
    let narrowed = entries(&script);
    assert!(narrowed.len() < all.len() && !narrowed.is_empty(), "{narrowed:?}");
    assert_eq!(selected(&script), "Ana Lopez");
    assert_eq!(entries(&panel("/lopez<Esc>")), all, "giving up brings all back");
    let script = script.keys("<Enter>").expect_screen("“lopez”");
    let script = script.keys("<Esc>").expect_focus(Pane::Facts);
    assert_eq!((entries(&script), selected(&script)), (all.clone(), "Ana Lopez".to_owned()));
    script.keys("<Esc>").expect_focus(Pane::Reader);
    let script = panel("/nothing like it<Enter>").expect_message("no fact contains");
    assert_eq!(entries(&script), all);
}

#[test]
fn a_name_is_found_by_every_form_of_it() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>/chinese premier<Enter>");
    assert_eq!(selected(&script), "Li Qiang");
}

#[test]
fn what_is_narrowed_is_narrowed_within_folded_sections_too() {
    let script = panel("zM");
    assert!(entries(&script).is_empty());
    assert_eq!(selected(&script.keys("/lopez<Enter>")), "Ana Lopez");
}

#[test]
fn a_kind_is_chosen_from_those_there_are() {
    let script = panel("ft").expect_screen("Show which facts").expect_screen("WHEN");
    assert!(!script.screen().contains("dismissed"), "there is nothing dismissed yet");
    let script = script.keys("/when<Enter><Enter>").expect_screen("· WHEN · ");
    let filtered = entries(&script);
    assert!(!filtered.is_empty() && filtered.len() < entries(&panel("")).len());
    assert!(!filtered.contains(&"Ana Lopez".to_owned()));
    assert_eq!(script.state.reader().unwrap().panel.filter(), Filter::Kind(filtered_kind(&script)));
    let script = script.keys("fa");
    assert_eq!(entries(&script), entries(&panel("")));
    assert_eq!(entries(&panel("ft/when<Enter><Enter><Esc>")), entries(&panel("")));
}

fn filtered_kind(script: &Script) -> sidelight::fact::FactKind {
    script.state.reader().unwrap().panel.selected_entry().unwrap().kind
}

#[test]
fn the_facts_that_are_shown_are_those_stepped_through_in_the_text() {
    let script = panel("ft/when<Enter><Enter>q").expect_focus(Pane::Reader).keys("gg]f");
    let shown = script.state.reader().unwrap().shown[0];
    let words = script.state.reader().unwrap().document.slice(shown).to_owned();
    assert!(words.contains("March") || words.contains("Saturday"), "{words}");
}

#[test]
fn the_facts_of_a_sentence_are_shown_whatever_was_filtered() {
    let script = panel("ft/cited<Enter><Enter>qG").keys("gd").expect_focus(Pane::Facts);
    assert!(script.state.reader().unwrap().panel.shows_all());
    let script = panel("ft/cited<Enter><Enter>q").keys("100]f");
    script.expect_message("no further fact of those that the panel shows");
}

#[test]
fn facts_stand_by_importance_or_as_in_the_text() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>gg");
    let important = entries(&script);
    let script = script.keys("\\").expect_message("as they stand in the text");
    let in_order = entries(&script);
    assert_ne!(important, in_order);
    let starts = |script: &Script| {
        let panel = &script.state.reader().unwrap().panel;
        let entries = panel.entries().iter();
        entries.map(|entry| (entry.kind, entry.passages[0].start())).collect::<Vec<_>>()
    };
    assert!(starts(&script).is_sorted());
    let script = script.expect_screen("in order").keys("\\");
    assert_eq!(entries(&script), important);
}

#[test]
fn a_dismissed_fact_leaves_the_panel_and_the_text_and_comes_back() {
    let all = entries(&panel(""));
    let script = panel("/lopez<Enter><Esc>x").expect_message("dismissed “Ana Lopez”");
    assert!(!entries(&script).contains(&"Ana Lopez".to_owned()));
    assert_eq!(script.asked.last(), Some(&RequestKind::Judge));
    assert_ne!(selected(&script), "Ana Lopez", "the next is selected");
    let stepped = script.state.reader().unwrap();
    let named = |range: &sidelight::text::TextRange| stepped.document.slice(*range) == "Lopez";
    let passages = stepped.panel.entries().iter().filter(|entry| entry.verdict.is_none());
    assert!(!passages.flat_map(|entry| &entry.passages).any(named));
    // It is listed among the dismissed, from where the same key brings it back.
    let script = script.keys("fd").expect_screen("· dismissed · 1").expect_screen("×");
    assert_eq!(entries(&script), ["Ana Lopez"]);
    let script = script.keys("x").expect_message("is back").expect_screen("nothing is dismissed");
    assert_eq!(entries(&script.keys("<Esc>")), all);
    assert_eq!(entries(&panel("/lopez<Enter><Esc>xU")), all, "undo brings it back");
    panel("x").expect_message("a heading is neither right nor wrong");
}

#[test]
fn a_confirmed_fact_has_a_mark_and_loses_it() {
    let script = panel("/lopez<Enter><Esc>c").expect_message("confirmed “Ana Lopez”");
    let verdict = |script: &Script| {
        let entry = script.state.reader().unwrap().panel.selected_entry().unwrap();
        entry.verdict
    };
    assert_eq!(verdict(&script), Some(Verdict::Confirmed));
    let script = script.expect_screen("✓Ana Lopez").keys("c").expect_message("no longer");
    assert_eq!(verdict(&script), None);
    let script = script.keys("cx");
    assert!(!entries(&script).contains(&"Ana Lopez".to_owned()), "the last word counts");
    let script = script.keys("U");
    assert_eq!(verdict(&script.keys("/lopez<Enter>")), Some(Verdict::Confirmed));
}

#[test]
fn what_was_said_of_facts_stays_when_the_article_is_opened_again() {
    let mut script = panel("/lopez<Enter><Esc>x/porto<Enter><Esc>c");
    let id = script.state.reader().unwrap().id();
    script.state.close(id);
    let script = script.keys("<Tab>gg<Enter><Tab>");
    assert_eq!(script.state.reader().unwrap().id(), id);
    assert!(!entries(&script).contains(&"Ana Lopez".to_owned()));
    script.expect_screen("✓Porto");
}

#[test]
fn one_passage_of_a_day_is_dismissed_alone() {
    let script = panel("/march 4<Enter><Esc>");
    let many = script.state.reader().unwrap().panel.selected_entry().unwrap().passages.clone();
    assert!(many.len() > 1, "{many:?}");
    let script = script.keys("ljx");
    let reader = script.state.reader().unwrap();
    let left: Vec<_> = reader
        .panel
        .entries()
        .iter()
        .filter(|entry| entry.verdict.is_none())
        .flat_map(|entry| entry.passages.iter().copied())
        .filter(|passage| many.contains(passage))
        .collect();
    assert_eq!(left, many[1..]);
    let script = panel("/march 4<Enter><Esc>xU");
    let again = script.keys("/march 4<Enter>");
    let entry = again.state.reader().unwrap().panel.selected_entry().unwrap();
    assert_eq!(entry.passages, many, "all of it is one change");
}

#[test]
fn a_name_leads_to_its_mentions_and_to_other_articles() {
    let script = panel("/lopez<Enter><Enter>");
    assert!(matches!(script.state.popup, Some(Popup::Evidence(_))));
    let script = script.expect_screen("1 other article").expect_screen("IN OTHER ARTICLES");
    let script = script.expect_screen("Quay to be rebuilt");
    // Down past the line above the articles, and there.
    let there = script.keys("G<Enter>").expect_focus(Pane::Reader);
    assert_eq!(there.state.reader().unwrap().entry.title, "Quay to be rebuilt");
    assert!(there.cursor().contains("Lopez"), "{}", there.cursor());
    let reader = there.state.reader().unwrap();
    assert_eq!(reader.document.slice(reader.shown[0]), "Ana Lopez");
    assert!(there.keys("<Ctrl-o>").state.reader().unwrap().entry.title.starts_with("Harbour"));
    let here = panel("/lopez<Enter><Enter>j<Enter>").expect_focus(Pane::Reader);
    assert!(here.cursor().starts_with("Lopez thanked"), "{}", here.cursor());
}

#[test]
fn what_is_named_once_and_nowhere_else_is_gone_to_at_once() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>/brics<Enter><Enter>");
    assert!(script.state.popup.is_none());
    assert!(script.expect_focus(Pane::Reader).cursor().contains("BRICS"));
}

#[test]
fn the_line_above_the_other_articles_is_passed_over() {
    let script = Script::new(&[STORM, YAKS]).keys("<Tab>/lopez<Enter><Enter>");
    let row = |script: &Script| match &script.state.popup {
        Some(Popup::Evidence(evidence)) => (evidence.list.selected(), evidence.mentions().len()),
        _ => panic!("no evidence"),
    };
    let script = script.expect_screen("no other article in the library names Ana Lopez");
    let (_, mentions) = row(&script);
    let script = script.keys("G");
    assert_eq!(row(&script).0, mentions - 1, "there is nothing to select below");
    let script = panel("/lopez<Enter><Enter>G");
    assert_eq!(row(&script).0, row(&script).1 + 1);
    assert_eq!(row(&script.keys("k")).0, mentions - 1);
}

#[test]
fn all_passages_of_a_fact_are_marked_and_stepped_through() {
    let script = Script::new(&[SEEDS[0]]).keys("<Tab>/li qiang<Enter>*");
    let script = script.expect_message("8 passages marked").keys("<Esc>q");
    let script = script.keys("ggn").expect_message("of 8").expect_focus(Pane::Reader);
    let first = script.cursor().to_owned();
    assert!(first.contains("Li"), "{first}");
    let script = script.keys("n").expect_message("match 2 of 8").keys("N");
    assert_eq!(script.cursor(), first);
    let script = script.keys("<Esc><Esc>");
    assert!(script.state.reader().unwrap().search.is_none());
}

#[test]
fn a_fact_says_why_it_is_one() {
    let script =
        panel("/lopez<Enter>w").expect_screen("read as: person").expect_screen("found by:");
    script.expect_screen("written: Ana Lopez, Lopez");
    let script = Script::new(&[QUAY]).keys("<Tab>/rebuilt by<Enter>Gw");
    let script = script.expect_screen("certainty: ? the text says that it may be so: “could be”");
    script.expect_screen("how sure that is:");
    panel("w").expect_message("nothing to say");
}

/// The rows of a section of the panel that are entries, and how many more its last row says there are.
fn section(script: &Script, kind: FactKind) -> (usize, Option<usize>) {
    let panel = &script.state.reader().unwrap().panel;
    let of_kind = |row: &&PanelRow| match row {
        PanelRow::Entry(entry) => panel.entry(*entry).unwrap().kind == kind,
        _ => false,
    };
    let more = panel.rows().iter().find_map(|row| match row {
        PanelRow::More(of, count) if *of == kind => Some(*count),
        _ => None,
    });
    (panel.rows().iter().filter(of_kind).count(), more)
}

#[test]
fn a_long_section_shows_the_most_important_until_the_rest_is_asked_for() {
    let script = Script::new(&[SEEDS[1]]).keys("<Tab>gg");
    let all = script.state.reader().unwrap().panel.count(Filter::Kind(FactKind::Said));
    let short = (8, Some(all - 8));
    assert!(all > 10, "a long section");
    assert_eq!(section(&script, FactKind::Said), short);
    let more = format!("… {} more", all - 8);
    for keys in ["<Enter>", "l", "<Space>", "za"] {
        let script = Script::new(&[SEEDS[1]]).keys("<Tab>zMzR");
        assert_eq!(section(&script, FactKind::Said), (all, None), "all is unfolded");
        let mut script = script.keys("zM");
        assert!(entries(&script).is_empty());
        // Unfolded one by one, a section is short again.
        while !matches!(selected_row(&script), PanelRow::Section(FactKind::Said, _)) {
            script = script.keys("j");
        }
        script = script.keys("l");
        assert_eq!(section(&script, FactKind::Said), short);
        script = script.keys("9j").expect_screen(&more).expect_screen("the less important ones");
        assert!(matches!(selected_row(&script), PanelRow::More(FactKind::Said, _)));
        script = script.keys(keys);
        assert_eq!(section(&script, FactKind::Said), (all, None), "{keys}");
        assert!(script.state.reader().unwrap().panel.selected_entry().is_some(), "{keys}");
    }
    let script = script.keys("ft/said<Enter><Enter>");
    assert_eq!(section(&script, FactKind::Said), (all, None), "who chooses a kind wants all of it");
    let found = Script::new(&[SEEDS[1]]).keys("<Tab>gg/the<Enter>");
    assert_eq!(section(&found, FactKind::Said).1, None, "what is looked for is shown");
}

fn selected_row(script: &Script) -> PanelRow {
    script.state.reader().unwrap().panel.selected().expect("a row")
}

#[test]
fn a_fact_that_is_out_of_sight_is_shown_when_the_text_asks_for_it() {
    let here = |script: &Script| {
        let reader = script.state.reader().unwrap();
        let entry = reader.panel.selected_entry().expect("an entry");
        entry.passages.iter().any(|passage| passage.intersect(reader.cursor).is_some())
    };
    // Folded, or left out of a long section.
    let script = Script::new(&[SEEDS[1]]).keys("<Tab>zMq3Ggd").expect_focus(Pane::Facts);
    assert!(here(&script));
    let script = Script::new(&[SEEDS[1]]).keys("gg").keys("60]f");
    let reader = script.state.reader().unwrap();
    let entry = reader.panel.selected_entry().expect("the fact that is gone to");
    assert!(entry.passages.iter().any(|passage| reader.shown.contains(passage)));
}

#[test]
fn undo_takes_back_what_was_said_and_redo_says_it_again() {
    let script = panel("/lopez<Enter><Esc>c").expect_message("U undoes").keys("U");
    let verdict = |script: &Script| {
        let narrowed = script.state.reader().unwrap();
        narrowed.panel.selected_entry().unwrap().verdict
    };
    assert_eq!(verdict(&script), None);
    let script = script.keys("<Ctrl-r>").expect_message("redone");
    assert_eq!(verdict(&script), Some(Verdict::Confirmed));
    let screen = panel("").screen();
    let last = screen.lines().last().unwrap();
    for hint in ["x wrong", "c right", "U undo", "? help"] {
        assert!(last.contains(hint), "{last}");
    }
}

#[test]
fn the_help_says_what_the_marks_mean() {
    let script = panel("?").keys("/the text says that it may be so<Enter>");
    script.expect_screen("Marks").expect_screen("not known or not told");
}

#[test]
fn facts_stand_under_headings_with_their_count() {
    let script = panel("");
    let reader = script.state.reader().unwrap();
    let kinds: Vec<_> = reader
        .panel
        .rows()
        .iter()
        .filter_map(|row| match row {
            PanelRow::Section(kind, count) => Some((*kind, *count)),
            _ => None,
        })
        .collect();
    assert!(kinds.is_sorted() && kinds.len() > 4, "{kinds:?}");
    for (kind, count) in kinds {
        assert_eq!(reader.panel.count(Filter::Kind(kind)), count);
        assert!(script.screen().contains(&format!("▾ {} {count}", kind.heading())), "{kind:?}");
    }
}

#[test]
fn an_article_opens_with_what_matters_in_it() {
    let script = Script::new(&[SEEDS[0]]);
    assert_eq!(script.state.reader().unwrap().panel.list.top(), 0);
    assert!(matches!(selected_row(&script), PanelRow::Section(FactKind::Who, _)));
    let names: Vec<_> = entries(&script).into_iter().take(2).collect();
    assert_eq!(names, ["Li Qiang", "Mikhail Mishustin"], "who signs it stands below");
    let below = script.keys("G");
    assert_ne!(below.state.reader().unwrap().panel.list.selected(), 0);
    assert!(matches!(selected_row(&below.keys("gg")), PanelRow::Section(FactKind::Who, _)));
}

#[test]
fn space_looks_at_every_passage_and_leaves_the_text_where_it_is() {
    let script = panel("/lopez<Enter>");
    let cursor = script.cursor().to_owned();
    let script = script.keys("<Space>").expect_screen("“Lopez thanked the crews.”");
    let script = script.keys("<Esc>").expect_focus(Pane::Facts);
    assert_eq!(script.cursor(), cursor);
}
