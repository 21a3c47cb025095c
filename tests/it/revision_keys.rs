//! Reading what changed in an article, and its older versions, as scripts of keys.

use std::sync::Arc;

use jiff::Timestamp;
use sidelight::document::{BlockKind, DocumentBuilder, RevisionId};
use sidelight::library::{
    Changes, FactChange, Paragraph, Piece, PieceKind, Reply, RequestKind, Revision,
};
use sidelight::tui::event::Event;

use crate::script::Script;

const STORY: &str =
    "Flood in Kalden\n\nThe flood came at night.\n\nFifteen people died in the valley.";

fn piece(kind: PieceKind, text: &str) -> Piece {
    Piece { kind, text: text.to_owned() }
}

fn changes(script: &Script) -> Changes {
    let changed = |gone, came, rest| {
        Paragraph::Changed(vec![
            piece(PieceKind::Gone, gone),
            piece(PieceKind::Came, came),
            piece(PieceKind::Same, rest),
        ])
    };
    Changes {
        document: script.state.reader().unwrap().id(),
        title: "Flood in Kalden".to_owned(),
        since: RevisionId::of(b"old"),
        at: "2025-11-12T08:00:00Z".parse().unwrap(),
        paragraphs: vec![
            Paragraph::Same(12),
            changed("Twelve", "Fifteen", " people died in the valley."),
            Paragraph::Same(1),
            changed("Two", "Three", " towns sent rescue teams."),
        ],
        facts: Some(vec![FactChange {
            kind: "quantity",
            before: Some("Twelve people".to_owned()),
            now: Some("Fifteen people".to_owned()),
        }]),
    }
}

/// Answers what was last asked of older revisions.
fn answered(mut script: Script, reply: Reply) -> Script {
    let ticket = script.state.awaited.past.unwrap();
    script.event(Event::Reply(ticket, reply));
    script
}

fn with_changes(columns: u16, rows: u16) -> Script {
    let script = Script::sized(&[STORY], columns, rows).keys("<Enter>gc");
    assert_eq!(script.asked.last(), Some(&RequestKind::Changes));
    let reply = Reply::Changes(Some(Box::new(changes(&script))));
    answered(script, reply)
}

#[test]
fn what_changed_is_shown_and_stepped_through() {
    for (columns, rows) in [(120, 36), (80, 24), (60, 20)] {
        let script = with_changes(columns, rows)
            .expect_screen("Changed since 12 Nov 2025")
            .expect_screen("quantity: Twelve people → Fifteen people")
            .expect_screen("[-Twelve-]{+Fifteen+} people died")
            .expect_screen("12 paragraphs as they were")
            .expect_message("2 paragraphs changed");
        insta::assert_snapshot!(format!("changes_{columns}x{rows}"), script.screen());
        script.keys("n").expect_message("change 2 of 2").keys("N").expect_message("change 1 of 2");
    }
    let script = with_changes(120, 36).keys("q");
    assert!(script.state.popup.is_none());
}

#[test]
fn an_answer_that_nobody_waits_for_any_more_is_dropped() {
    let mut script = Script::new(&[STORY]).keys("<Enter>gc");
    let first = script.state.awaited.past.unwrap();
    let late = Reply::Changes(Some(Box::new(changes(&script))));
    script = script.keys("gv");
    script.event(Event::Reply(first, late));
    assert!(script.state.popup.is_none());
}

#[test]
fn an_old_version_is_chosen_and_says_that_it_is_old() {
    let script = Script::new(&[STORY]).keys("<Enter>gv");
    let document = script.state.reader().unwrap().id();
    let at = |day: &str| -> Timestamp { format!("2025-11-{day}T08:00:00Z").parse().unwrap() };
    let revision = |day, bytes: &[u8], current| Revision {
        id: RevisionId::of(bytes),
        fetched: at(day),
        size: 5,
        current,
    };
    let revisions = vec![revision("12", b"new", true), revision("03", b"old", false)];
    let script = answered(script, Reply::Revisions { document, revisions })
        .expect_screen("12 Nov 2025, 08:00 UTC  current")
        .keys("j<Enter>");
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, "Twelve people died in the valley.");
    let old = Arc::new(builder.finish().unwrap());
    let script = answered(script, Reply::OldText(document, Some(old)))
        .expect_screen("Old version of 3 Nov 2025")
        .expect_screen("Twelve people died")
        .expect_message("this is an old version");
    script.keys("q").expect_screen("Fifteen people died");
}

#[test]
fn an_article_without_an_older_version_says_so() {
    let script = Script::new(&[STORY]).keys("<Enter>gc");
    answered(script, Reply::Changes(None)).expect_message("no older version");
    Script::new(&[]).keys("gv");
}

#[test]
fn a_passage_that_is_gone_is_shown_in_the_text_in_which_it_was_kept() {
    let paragraphs: Vec<_> =
        (1..60).map(|number| format!("Paragraph {number} of the story says little.")).collect();
    let text = format!("{STORY}\n\n{}", paragraphs.join("\n\n"));
    for (columns, rows) in [(120, 36), (80, 24)] {
        let gone = || {
            let mut script = Script::sized(&[&text], columns, rows).keys("<Enter>60Ga");
            let kept = script.kept.bookmarks()[0].clone();
            let old = script.state.reader().unwrap().document.clone();
            script.kept.drifted.push(kept.id);
            let script = script.keys("Bh").expect_screen("drifted · 1").keys("<Enter>");
            assert_eq!(script.asked.last(), Some(&RequestKind::TextOfAnchor));
            (script, kept, old)
        };
        let (script, kept, old) = gone();
        let script = answered(script, Reply::OldText(kept.document, Some(old)))
            .expect_screen("As it was kept")
            .expect_screen(&format!("⟦{}⟧", kept.anchor.quote.exact))
            .expect_message("the text in which it was kept");
        insta::assert_snapshot!(format!("as_kept_{columns}x{rows}"), script.screen());
        script.keys("q").expect_screen("drifted · 1");
        // Where that text is not kept, the article opens.
        let (script, kept, _) = gone();
        let script = answered(script, Reply::OldText(kept.document, None));
        assert!(script.state.popup.is_none());
        script.expect_message("the text in which this was kept is not there any more");
    }
}
