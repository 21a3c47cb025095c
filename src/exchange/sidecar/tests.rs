use super::{is_sidecar, read};
use crate::bookmark::Label;
use crate::exchange::kept::Unreadable;
use crate::exchange::{Format, KeptPassage};

const NEW: &str = r#"-- we can read Lua syntax here!
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "I",
            ["color"] = "green",
            ["datetime"] = "2025-04-10 10:00:00",
            ["datetime_updated"] = "2025-04-11 10:00:00",
            ["drawer"] = "lighten",
            ["note"] = "really?\
Second line",
            ["page"] = "/body/DocFragment[8]/body/p[3]/text().0",
            ["pageno"] = 12,
            ["text"] = "Nobody was \"there\".",
        },
        [2] = { ["datetime"] = "2025-04-12 10:00:00", ["page"] = "/body", ["text"] = "in I" },
        [3] = { ["datetime"] = "2025-04-13 10:00:00", ["note"] = "alone", ["text"] = "in I" },
    },
    ["doc_path"] = "/mnt/us/pier.epub",
    ["doc_props"] = { ["authors"] = "Ann Author\
Bob Builder", ["language"] = "en", ["title"] = "The Pier" },
    ["percent_finished"] = 0.25,
}
"#;

const OLD: &str = r#"-- we can read Lua syntax here!
return {
    ["bookmarks"] = {
        [1] = { ["datetime"] = "2020-06-04 15:57:19", ["highlighted"] = true, ["notes"] = "Nobody was there.",
            ["page"] = 3, ["text"] = "really?" },
        [2] = { ["datetime"] = "2020-06-04 15:58:00", ["highlighted"] = true, ["notes"] = "It fell.",
            ["page"] = 4, ["text"] = "Page 4 It fell. @ 2020-06-04 15:58:00" },
        [3] = { ["datetime"] = "2020-06-04 15:59:00", ["notes"] = "in I", ["page"] = 5,
            ["text"] = "Page 5 in I @ 2020-06-04 15:59:00" },
    },
    ["highlight"] = {
        [3] = { [1] = { ["datetime"] = "2020-06-04 15:57:19", ["drawer"] = "lighten", ["text"] = "Nobody was there." } },
        [4] = { [1] = { ["datetime"] = "2020-06-04 15:58:00", ["drawer"] = "lighten", ["text"] = "It fell." } },
    },
    ["stats"] = { ["authors"] = "Ann Author", ["title"] = "The Pier" },
}
"#;

#[test]
fn what_the_present_version_keeps_is_read() {
    assert_eq!(Format::of(NEW), Some(Format::Koreader));
    let brought = read(NEW).unwrap();
    let [one, alone] = brought.as_slice() else { panic!("{brought:?}") };
    assert_eq!(one.quote.exact, "Nobody was \"there\".");
    assert_eq!(one.note, "really?\nSecond line");
    assert_eq!(one.label, Some(Label::Green));
    assert_eq!(one.created, Some("2025-04-10T10:00:00Z".parse().unwrap()));
    assert_eq!(one.changed, Some("2025-04-11T10:00:00Z".parse().unwrap()));
    assert_eq!(one.article.title.as_deref(), Some("The Pier"));
    assert_eq!(one.article.byline.as_deref(), Some("Ann Author, Bob Builder"));
    assert_eq!(one.article.path.as_deref(), Some("/mnt/us/pier.epub"));
    assert_eq!((alone.quote.exact.as_str(), alone.note.as_str()), ("", "alone"));
    assert_eq!(read(NEW).unwrap(), brought);
}

#[test]
fn what_earlier_versions_kept_is_read() {
    assert!(is_sidecar(OLD));
    let brought = read(OLD).unwrap();
    let said: Vec<_> =
        brought.iter().map(|one| (one.quote.exact.as_str(), one.note.as_str())).collect();
    assert_eq!(said, [("Nobody was there.", "really?"), ("It fell.", "")]);
    assert_eq!(brought[0].created, Some("2020-06-04T15:57:19Z".parse().unwrap()));
    assert_eq!(brought[0].article.byline.as_deref(), Some("Ann Author"));
    // Where both versions wrote, nothing comes twice.
    let both = OLD.replacen(
        "return {",
        "return { [\"annotations\"] = { { [\"datetime\"] = \"2020-06-04 15:58:00\", [\"drawer\"] = \"lighten\", [\"text\"] = \"It fell.\" } },",
        1,
    );
    assert_eq!(read(&both).unwrap().len(), 2);
}

/// So many that comparing each with each would take minutes.
#[test]
fn very_many_passages_of_one_moment_are_read() {
    const MANY: usize = 200_000;
    let at = "[\"datetime\"] = \"2020-06-04 15:57:19\"";
    let highlights =
        (0..MANY).map(|number| format!("{{ {at}, [\"text\"] = \"It fell {number}.\" }},"));
    let highlights: String = highlights.collect();
    let note = format!("{{ {at}, [\"notes\"] = \"Nobody.\", [\"text\"] = \"n\" }},").repeat(MANY);
    let all = format!(
        "return {{ [\"bookmarks\"] = {{ {note} }}, [\"highlight\"] = {{ {{ {highlights} }} }} }}"
    );
    let brought = read(&all).unwrap();
    assert_eq!(brought.len(), MANY + 1);
    assert_eq!(brought[MANY - 1].quote.exact, format!("It fell {}.", MANY - 1));
    assert_eq!((brought[MANY].quote.exact.as_str(), brought[MANY].note.as_str()), ("", "n"));
}

#[test]
fn a_note_goes_to_the_words_it_is_on_or_to_the_only_ones_of_its_moment() {
    let book = |notes: &str, words: &str| {
        let part = |name: &str, words: &str, fields: fn(&str) -> String| {
            let all: String =
                words.split(' ').filter(|word| !word.is_empty()).map(fields).collect();
            format!("[\"{name}\"] = {{ {all} }},")
        };
        let note = |word: &str| {
            format!(
                "{{ [\"datetime\"] = \"2020-06-04 15:57:19\", [\"highlighted\"] = true, [\"notes\"] = \"{word}\", [\"text\"] = \"on {word}\" }},"
            )
        };
        let marked = |word: &str| {
            format!(
                "{{ {{ [\"datetime\"] = \"2020-06-04 15:57:19\", [\"text\"] = \"{word}\" }} }},"
            )
        };
        let text = format!(
            "return {{ {} {} }}",
            part("bookmarks", notes, note),
            part("highlight", words, marked)
        );
        let all = read(&text).unwrap().into_iter();
        all.map(|one| format!("{}: {}", one.quote.exact, one.note)).collect::<Vec<_>>()
    };
    assert_eq!(book("b a", "a b"), ["a: on a", "b: on b"]);
    // Edited later.
    assert_eq!(book("b", "a"), ["a: on b"]);
    assert_eq!(book("a b", "a c"), ["a: on a", "c: on b"]);
    assert_eq!(book("x y", "a"), ["a: ", "x: on x", "y: on y"]);
}

#[test]
fn what_is_no_such_file_is_told_with_its_line() {
    assert!(matches!(
        read("return {\n  [\"annotations\"] = call(),\n}"),
        Err(Unreadable::Line { line: 2, .. })
    ));
    assert!(matches!(read("return { 1 }"), Err(Unreadable::Form { .. })));
    assert!(
        !is_sidecar("{\"entries\": []}")
            && !is_sidecar("return to [\"highlight\"]".trim_start_matches("return"))
    );
    let none: [KeptPassage; 0] = [];
    assert_eq!(Format::Koreader.write(&none, &[]), None);
}
