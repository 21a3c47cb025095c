//! Key scripts of keeping: notes, tags, labels, the bookmarks panel, kept facts, undo; and how they look.

use sidelight::bookmark::{Bookmark, Label};
use sidelight::library::{KeptCursor, KeptPage, Reply, RequestKind, Ticket};
use sidelight::tui::event::Event;
use sidelight::tui::state::popup::Popup;

use crate::script::{SEEDS, Script};

/// Keeps a picture of the screen at three sizes after the same keys.
#[track_caller]
fn picture(name: &str, texts: &[&str], keys: &str) {
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let screen = Script::sized(texts, columns, rows).keys(keys).screen();
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen);
    }
}

/// A script that has kept three sentences, the last with a note and tags.
fn three() -> Script {
    Script::new(&SEEDS).keys("8Ga10Ga12GAwhat he<Alt-Enter>stressed<Tab>trade #china<Enter>")
}

#[track_caller]
fn only(script: &Script) -> &Bookmark {
    match script.kept.bookmarks() {
        [only] => only,
        others => panic!("{} are kept", others.len()),
    }
}

/// The label of the first passage of the bookmarks panel.
#[track_caller]
fn first_label(script: &Script) -> Option<Label> {
    match &script.state.popup {
        Some(Popup::Bookmarks(panel)) => panel.passages()[0].bookmark.label,
        _ => panic!("no bookmarks on\n{}", script.screen()),
    }
}

#[test]
fn a_note_has_lines_and_tags_and_enter_keeps_it() {
    let script = Script::new(&SEEDS)
        .keys("8GAone<Alt-Enter>two<Ctrl-n>three<Tab>#Trade, culture 老街<Enter>");
    let kept = only(&script);
    assert_eq!(kept.note, "one\ntwo\nthree");
    assert_eq!(kept.tags, ["Trade", "culture", "老街"]);
    assert!(script.message().contains("kept"), "{}", script.message());
}

#[test]
fn what_was_typed_survives_escape_and_comes_back() {
    let script = Script::new(&SEEDS).keys("8GAhalf a tho<Esc>").expect_message("not lost");
    assert!(script.kept.bookmarks().is_empty());
    let script =
        script.keys("10GAother<Enter>8GA").expect_message("here again").keys("ught<Enter>");
    let notes: Vec<_> = script.kept.bookmarks().iter().map(|kept| kept.note.as_str()).collect();
    assert_eq!(notes, ["other", "half a thought"]);
    // Nothing typed leaves nothing behind.
    let script = Script::new(&SEEDS).keys("8GA<Esc>8GA");
    assert_eq!(script.message(), "");
}

#[test]
fn what_could_not_be_saved_comes_back() {
    let mut script = Script::new(&SEEDS);
    script.kept.fails = true;
    let mut script = script.keys("8GAimportant<Tab>x<Enter>").expect_message("not lost");
    assert!(script.kept.bookmarks().is_empty());
    script.kept.fails = false;
    let mut script = script.keys("A<Enter>");
    assert_eq!(
        (only(&script).note.as_str(), &only(&script).tags[..]),
        ("important", &["x".to_owned()][..])
    );
    script.kept.fails = true;
    let mut script = script.keys("e, more<Enter>").expect_message("disk full");
    assert_eq!(only(&script).note, "important");
    script.kept.fails = false;
    let script = script.keys("e<Enter>");
    assert_eq!(only(&script).note, "important, more");
}

#[test]
fn a_note_is_edited_where_the_reader_is() {
    let script = Script::new(&SEEDS).keys("8Gaegood<Enter>");
    assert_eq!(only(&script).note, "good");
    let script = script.keys("e<Ctrl-u><Enter>");
    assert_eq!(only(&script).note, "");
    script.keys("gge").expect_message("no bookmark");
}

#[test]
fn what_is_kept_already_is_not_kept_twice() {
    let script = Script::new(&SEEDS).keys("7Gaa").expect_message("kept already; A edits its note");
    let script = script.keys("Agood<Enter>").expect_message("note saved");
    assert_eq!(only(&script).note, "good");
    let script = script.keys("Vaggk7G").expect_screen(" ✎ ");
    assert_eq!(script.kept.bookmarks().len(), 2, "the paragraph is another passage");
    let script = Script::story(&SEEDS).keys("<Tab>/mikhail<Enter>aa");
    only(&script.expect_message("kept already"));
}

#[test]
fn the_users_own_editor_leaves_the_note() {
    let mut script = Script::new(&SEEDS).keys("8GAdraft<Ctrl-x><Ctrl-e>");
    assert_eq!(script.edited_outside, ["draft"]);
    script.event(Event::Edited(Ok("from\nthe editor".to_owned())));
    assert_eq!(only(&script).note, "from\nthe editor");
    let mut script = script.keys("E");
    assert_eq!(script.edited_outside, ["draft", "from\nthe editor"]);
    script.event(Event::Edited(Err("the editor ed failed".to_owned())));
    assert!(script.state.note.is_none());
    let mut script = script.expect_message("the editor ed failed").keys("E");
    assert_eq!(only(&script).note, "from\nthe editor");
    script.event(Event::Edited(Ok(String::new())));
    assert_eq!(only(&script).note, "", "an emptied note is none");
}

#[test]
fn known_tags_complete() {
    let script = three().keys("14GA<Tab>#tr<Tab>chi<Tab><Enter>");
    let kept = script.kept.bookmarks().last().unwrap();
    assert_eq!(kept.tags, ["trade", "china"]);
}

#[test]
fn labels_go_around_and_are_told() {
    let script = Script::new(&SEEDS).keys("8GaC").expect_message("label: yellow");
    assert_eq!(only(&script).label, Some(Label::Yellow));
    let script = script.keys("4C").expect_message("label: purple").keys("C");
    assert_eq!(only(&script).label, None);
}

#[test]
fn every_change_is_undone_and_made_again() {
    let script = three().keys("eX<Enter>C#y<Enter>x");
    let states: Vec<usize> = vec![script.kept.bookmarks().len()];
    assert_eq!(states, [2]);
    let script = script.keys("U").expect_message("undone: bookmark dropped");
    let last = |script: &Script| script.kept.bookmarks()[2].clone();
    let all = last(&script);
    assert_eq!((all.note.as_str(), all.label), ("what he\nstressedX", Some(Label::Yellow)));
    assert_eq!(all.tags, ["trade", "chinay"]);
    let script = script.keys("UUU");
    let first = last(&script);
    assert_eq!((first.note.as_str(), first.label), ("what he\nstressed", None));
    assert_eq!(script.state.reader().unwrap().kept.len(), 3, "the text shows it too");
    let script = script.keys("3<Ctrl-r>");
    assert_eq!(last(&script), all);
}

#[test]
fn stepping_from_bookmark_to_bookmark_shows_the_note() {
    three().keys("gg3]b").expect_message("✎ what he / stressed · #trade #china");
}

#[test]
fn the_note_is_read_on_demand() {
    three()
        .keys("gn")
        .expect_screen("✎ what he")
        .expect_screen("stressed")
        .expect_screen("#trade #china");
}

#[test]
fn several_are_changed_as_one() {
    let script = three().keys("BvvtSeen -china<Enter>");
    let tags: Vec<_> = script.kept.bookmarks().iter().map(|kept| kept.tags.join(" ")).collect();
    assert_eq!(tags, ["Seen", "Seen", "trade china"]);
    let script = script.keys("U");
    assert_eq!(script.kept.bookmarks()[0].tags, [""; 0]);
    let script = script.keys("<Esc>ggVGCdd");
    assert!(script.kept.bookmarks().is_empty());
    let script = script.keys("U");
    assert!(script.kept.bookmarks().iter().all(|kept| kept.label == Some(Label::Yellow)));
    script.expect_screen("Bookmarks · this article · 3");
}

#[test]
fn the_panel_is_filtered_sorted_and_peeked_into() {
    let script = three().keys("B/stressed tag:china").expect_screen("Bookmarks · this article · 1");
    let script = script.keys("<Esc>").expect_screen("this article · 3");
    let script = script.keys("/is:noted tag:CHINA<Enter>").expect_screen("· 1 ·");
    let script = script.keys("<Space>").expect_screen("⟦").keys("q").expect_screen("· 1 ·");
    let script = script.keys("<Esc>").expect_screen("this article · 3 · as in the text");
    let script =
        script.keys("\\").expect_screen("newest first").keys("|").expect_screen("oldest first");
    let script = script.keys("/nothing like it<Enter>").expect_screen("No bookmark fits");
    script.keys("<Esc>l").expect_screen("whole library");
}

#[test]
fn the_panel_speaks_the_language_of_the_search() {
    for (typed, count) in [
        ("stress", 2),
        ("-stressed", 1),
        ("NOT tag:trade", 2),
        ("stressed OR zebra", 2),
        ("note:\"he stressed\"", 1),
        ("tag:CHINA is:noted -label:red", 1),
        ("-is:drifted", 3),
        ("near:\"what stressed\"", 1),
    ] {
        let script = three().keys(&format!("B/{typed}<Enter>"));
        script.expect_screen(&format!(
            "Bookmarks · this article · {count} · as in the text · /{typed}"
        ));
    }
    // What nothing has as a word is taken for the beginning of one, until it is one.
    let script = three().keys("B/stre").expect_screen("· 3 · as in the text · /stre*");
    let script = script.keys("ssed").expect_screen("/stressed").keys("<Enter>");
    let script = script.keys("/xyzzy<Enter>").expect_screen("No bookmark fits");
    script.keys("<Esc>").expect_screen("· 3 · as in the text");
}

#[test]
fn what_is_not_understood_is_told_while_typing_and_after() {
    let script = three().keys("B/is:nice").expect_screen("is:nice is left out; write unread");
    let script = script.expect_screen("this article · 3").keys("<Enter>");
    let script = script.expect_screen("is:nice is left out; write unread");
    let script = script.keys("<Esc>");
    assert!(!script.screen().contains("left out"), "{}", script.screen());
}

#[test]
fn tab_completes_what_narrows_the_panel() {
    let script =
        three().keys("B/-la<Tab>").expect_screen("/-label:").expect_screen("label:  lang:");
    let script = script.keys("<Tab>").expect_screen("/-lang:").keys("<Tab>");
    let script =
        script.keys("r<Tab>").expect_screen("this article · 3 · as in the text · /-label:red");
    let script = script.keys("<Ctrl-u>ta<Tab>").expect_screen("/tag:").keys("<Tab>");
    let script = script
        .expect_screen("/tag:china")
        .keys("<Tab>")
        .expect_screen("· 1 · as in the text · /tag:trade");
    let script =
        script.keys("is:n<Tab><Enter>").expect_screen("· 1 · as in the text · /tag:trade is:noted");
    assert!(!script.screen().contains("fact  drifted"), "{}", script.screen());
}

#[test]
fn a_bookmark_leads_to_its_passage_and_one_without_its_article_is_read() {
    let script = three().keys("ggBG<Enter>");
    let quote = script.kept.bookmarks()[2].anchor.quote.exact.clone();
    let mut script = script.expect_cursor(&quote[..20]);
    let open = script.state.reader().unwrap().id();
    script.forget(open);
    let script = script.keys("Bl").expect_screen("removed ·");
    script.keys("<Enter>").expect_message("was removed").expect_screen("⟦");
}

#[test]
fn what_has_drifted_has_a_tab_and_is_attached_anew() {
    let mut script = three();
    let id = script.kept.bookmarks()[0].id;
    script.kept.drifted.push(id);
    let script = script.keys("Bh").expect_screen("Bookmarks · drifted · 1").keys("r");
    let before = script.kept.bookmarks()[0].anchor.clone();
    let script = script.expect_message("attaches").keys("20Ga").expect_message("attached");
    assert_eq!(script.kept.bookmarks().len(), 3);
    assert_ne!(script.kept.bookmarks()[0].anchor, before);
    let script = script.keys("U");
    assert_eq!(script.kept.bookmarks()[0].anchor, before);
}

#[test]
fn a_place_that_was_found_again_is_accepted_by_one_key() {
    let mut script = three();
    let (id, place) = (script.kept.bookmarks()[0].id, script.kept.bookmarks()[1].anchor.position);
    let before = script.kept.bookmarks()[0].anchor.position;
    script.kept.found.push((id, place));
    let script = script.keys("B").expect_screen("±").keys("r");
    assert!(!script.screen().contains('±'), "{}", script.screen());
    let script = script.keys("U").expect_screen("±").keys("h");
    let script = script.expect_screen("Bookmarks · drifted · 1").keys("r");
    let script = script.expect_message("takes it back").expect_screen("Bookmarks · drifted · 0");
    assert_eq!(script.kept.bookmarks()[0].anchor.position, place);
    let script = script.keys("U").expect_screen("Bookmarks · drifted · 1");
    assert_eq!(script.kept.bookmarks()[0].anchor.position, before);
}

#[test]
fn a_panel_that_is_closed_stays_so_whatever_comes_for_it() {
    for keys in ["/zz<Enter>q", "/zz<Enter><Enter>", "/zz<Enter>?q", "/zz<Enter>q:info<Enter>"] {
        let mut script = three().keys("B");
        script.kept.holds = true;
        let mut script = script.keys(keys);
        let before = script.screen();
        script.answer_kept_pages();
        let is_open = keys.ends_with("?q");
        assert_eq!(script.screen().contains("Bookmarks · "), is_open, "{keys}");
        assert_eq!(script.screen() == before, !is_open, "{keys}");
    }
    // What is opened while the panel is on its way stays.
    let mut script = three();
    script.kept.holds = true;
    let mut script = script.keys("B?");
    let before = script.screen();
    script.answer_kept_pages();
    assert_eq!(script.screen(), before);
    // What is looked at stays before the panel that comes anew.
    let mut script = three().keys("B");
    script.kept.holds = true;
    let mut script = script.keys("l<Space>");
    script.answer_kept_pages();
    let script = script.expect_screen("⟦");
    script.keys("q").expect_screen("Bookmarks · whole library");
}

#[test]
fn a_page_that_cannot_be_read_is_asked_for_once() {
    let mut script = three().keys("B");
    script.kept.unreadable = true;
    let pages = |script: &Script| {
        script.asked.iter().filter(|kind| **kind == RequestKind::KeptPage).count()
    };
    let before = pages(&script);
    let mut script = script.keys("/c");
    script.event(Event::Pause);
    assert_eq!(pages(&script), before + 1);
    let script = script.keys("h<Left><Right>");
    assert_eq!(pages(&script), before + 2);
    let mut script = script.keys("<Enter>").expect_message("cannot read the library");
    assert_eq!(pages(&script), before + 3, "what is accepted is asked for once more");
    script.kept.unreadable = false;
    script.keys("/ch<Ctrl-u>tag:china").expect_screen("· 1 · as in the text · /tag:china");
}

#[test]
fn a_page_that_fails_too_late_leaves_what_is_awaited_now() {
    let mut script = three().keys("B");
    script.kept.holds = true;
    let mut script = script.keys("l");
    let what = RequestKind::KeptPage;
    let message = "cannot read the library".to_owned();
    script.event(Event::Reply(Ticket(0), Reply::Failed { message, what }));
    script.answer_kept_pages();
    script.expect_screen("Bookmarks · whole library · 3");
}

#[test]
fn what_is_undone_while_a_tab_is_on_its_way_leaves_the_tab() {
    let mut script = three().keys("BC");
    script.kept.holds = true;
    let mut script = script.keys("lU");
    script.answer_kept_pages();
    script.expect_screen("Bookmarks · whole library · 3").expect_message("undone");
    // The panel behind a text to look at is read again too.
    let script = three().keys("BggC");
    assert_eq!(first_label(&script), Some(Label::Yellow));
    let script = script.keys("<Space>U").expect_screen("⟦").keys("q");
    assert_eq!(first_label(&script), None);
}

#[test]
fn what_is_changed_while_it_is_read_again_is_shown_as_it_is_then() {
    let mut script = three().keys("BggC");
    script.kept.holds = true;
    let mut script = script.keys("UCC");
    let pages = script.under_way.len();
    assert_eq!(pages, 3, "asked for again after each change");
    script.answer_kept_pages();
    assert_eq!(script.kept.bookmarks()[0].label, Some(Label::Green));
    assert_eq!(first_label(&script), Some(Label::Green));
}

#[test]
fn an_empty_list_that_is_still_read_does_not_say_that_nothing_fits() {
    let mut script = three().keys("B");
    script.kept.holds = true;
    let mut script = script.keys("/stressed<Enter>");
    let next = Some(KeptCursor::numbered(0));
    let page = KeptPage { next, ..KeptPage::default() };
    script.answer(Reply::KeptPage(Box::new(page)));
    let script = script.expect_screen("searching …").expect_screen("this article · … · as");
    assert!(!script.screen().contains("No bookmark fits"), "{}", script.screen());
}

#[test]
fn kept_passages_are_copied_from_the_panel_with_or_without_their_source() {
    let script = three();
    let quote = script.kept.bookmarks()[0].anchor.quote.exact.clone();
    let mut script = script.keys("Bggyyycym");
    let [plain, cited, markdown] = script.copied.as_slice() else { panic!("{:?}", script.copied) };
    assert_eq!(*plain, quote);
    assert!(cited.starts_with('“') && cited.len() > quote.len() + 6, "{cited}");
    assert!(markdown.starts_with("> "), "{markdown}");
    assert!(script.message().contains("as Markdown"), "{}", script.message());
    // The words are there also when the article is not.
    let open = script.state.reader().unwrap().id();
    script.forget(open);
    let script = script.keys("<Esc>Blggyc");
    assert_eq!(script.copied.len(), 4, "{}", script.message());
    let script = script.keys("o").expect_message("was removed");
    assert_eq!(script.kept.bookmarks().len(), 3);
}

#[test]
fn the_help_is_of_the_panel_and_gives_it_back() {
    let script = three().keys("B?").expect_screen("Keys · In the bookmarks");
    script
        .keys("<Esc>")
        .expect_screen("Bookmarks · this article")
        .keys("?q")
        .expect_screen("BOOKMARKS");
}

#[test]
fn the_list_copies_where_an_article_is_from() {
    let script = Script::new(&SEEDS).keys("<Alt-1>jyc");
    assert_eq!(script.copied.len(), 1, "{}", script.message());
    let script = script.keys("yu").expect_message("no address");
    assert_eq!(script.copied.len(), 1);
}

#[test]
fn a_fact_is_kept_with_its_evidence_in_every_source() {
    let script = Script::story(&SEEDS).keys("<Tab>/mikhail<Enter>a");
    let kept = only(&script).clone();
    let fact = kept.fact.unwrap();
    assert_eq!(fact.kind, "person");
    assert!(fact.wording.starts_with("Mikhail Mishustin"), "{}", fact.wording);
    assert_eq!(fact.evidence[0].document, kept.document);
    assert_eq!(fact.evidence[0].anchor, kept.anchor);
    let elsewhere = fact.evidence.iter().filter(|it| it.document != kept.document).count();
    assert!(elsewhere > 0 && fact.evidence.len() > elsewhere + 1, "{}", fact.evidence.len());
    let script = script.keys("B<Right>");
    assert!(script.screen().matches("“").count() > 3, "{}", script.screen());
    // The last evidence is in the other article, and Enter goes there.
    let script = script.keys("G<Enter>");
    let reader = script.state.reader().unwrap();
    assert_ne!(reader.id(), kept.document);
    let last = &fact.evidence.last().unwrap().anchor.quote.exact;
    assert_eq!(reader.document.slice(reader.cursor), last);
    let script =
        Script::story(&SEEDS).keys("<Tab>fp").expect_message("no fact").keys("/mikhail<Enter>afp");
    assert_eq!(script.state.reader().unwrap().panel.count_shown(), 1);
}

#[test]
fn a_claim_of_the_story_is_kept_with_what_says_the_same() {
    let script = Script::story(&SEEDS).keys("<Tab>fcja");
    let fact = only(&script).fact.clone().unwrap();
    let other = fact.evidence.iter().any(|it| it.document != only(&script).document);
    assert!(other, "{fact:?}");
}

#[test]
fn an_article_has_tags() {
    let script = Script::new(&SEEDS).keys("<Alt-1>tnews #asia<Enter>");
    let id = script.state.reader().unwrap().id();
    assert_eq!(script.kept.tags_of(id), ["news", "asia"]);
    let script = script.expect_screen("#news #asia").keys("t<Ctrl-u><Enter>");
    assert_eq!(script.kept.tags_of(id), [""; 0]);
    let script = script.keys("U");
    assert_eq!(script.kept.tags_of(id), ["news", "asia"]);
}

#[test]
fn a_paste_goes_into_the_note_with_its_lines() {
    let mut script = Script::new(&SEEDS).keys("8GA");
    script.event(Event::Paste("one\ntwo\u{1b}".to_owned()));
    let script = script.keys("<Enter>");
    assert_eq!(only(&script).note, "one\ntwo␛");
}

#[test]
fn a_note_being_written() {
    picture(
        "note",
        &SEEDS,
        "8Ga10GAIs this the line of the ministry, or of the speaker alone? Ask for the full text.<Alt-Enter>See also the communique.<Tab>trade tr",
    );
}

#[test]
fn notes_and_labels_in_the_text() {
    picture("kept_text", &SEEDS, "7GaC6GAa note<Tab>trade<Enter>3C5Ga5G");
}

#[test]
fn the_panel_of_all_that_is_kept() {
    picture("kept_panel", &SEEDS, "7GaC6GAwhat he stressed<Tab>trade culture<Enter>3C5GaBvj");
}

#[test]
fn the_panel_while_what_narrows_it_is_completed() {
    picture(
        "kept_sifted",
        &SEEDS,
        "7GaC6GAwhat he stressed<Tab>trade culture<Enter>3C5GaB/stressed is:<Tab><Tab><Tab><Tab><Tab>",
    );
}

#[test]
fn a_kept_fact_unfolded() {
    picture(
        "kept_fact",
        &SEEDS,
        "<Tab>/mikhail<Enter>AWho speaks for the energy side?<Tab>people<Enter><Esc>B<Right>",
    );
}

#[test]
fn the_note_of_a_passage() {
    picture("note_read", &SEEDS, "6GAwhat he stressed<Alt-Enter>and what not<Tab>trade<Enter>gn");
}

#[test]
fn a_note_is_not_attached_in_another_article() {
    let mut script = three();
    let id = script.kept.bookmarks()[0].id;
    script.kept.drifted.push(id);
    let before = script.kept.bookmarks().to_vec();
    let other = script.keys("Bhr").expect_message("attaches").keys("<Alt-1>j<Enter>");
    let script = other.keys("<Alt-2>5Ga").expect_message("of another article");
    assert_eq!(script.kept.bookmarks(), before);
    let script = script.keys("a").expect_message("kept “");
    assert_eq!(script.kept.bookmarks().len(), 4);
}
