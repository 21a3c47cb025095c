//! What keys do where several articles are on one event: marks, jumps to the same passage, the story panel.

use sidelight::library::{Reply, RequestKind, Ticket};
use sidelight::story::Mark;
use sidelight::tui::event::Event;

use crate::script::{SEEDS, Script};

/// Two articles on one event and one on another.
const HARBOUR: &str = "Harbour reopens after storm\n\nThe harbour of Porto opened again on Monday after the long \
                       storm. Nobody was hurt by the storm, the mayor said. Fishing boats sailed at dawn to the \
                       northern banks.\n";
const QUAY: &str = "Storm over, says mayor\n\nChildren went back to school in the old town. The harbour of Porto \
                    opened again on Monday after the long storm. Insurers expect many claims from owners of \
                    warehouses.\n\nNobody was hurt by the storm, the mayor said.\n";
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
