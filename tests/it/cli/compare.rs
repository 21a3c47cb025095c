//! `compare`: the contract of its JSON, field by field, and how it fails.

use std::collections::HashMap;

use serde_json::Value;

use crate::cli::{Run, SEEDS, json_lines, quoted, run};

const FIRE: &str = "Fire guts warehouse in Torvik\n\nTORVIK, March 3 -- A fire destroyed a warehouse in \
    the harbour of Torvik on Tuesday, killing four workers, police said.\n\nThe blaze began shortly after \
    midnight, fire chief Anna Berg said.\n\nThe harbour was reopened in the evening.\n";

const FIRE_TOO: &str = "Warehouse blaze in Torvik\n\nA fire destroyed a warehouse in the harbour of \
    Torvik on Tuesday, killing three workers.\n\nThe owner, Nordlager, said the building had been \
    inspected in January. “We are in shock,” it wrote.\n";

fn seeds(format: &str) -> Run {
    run("compare").with("--format").with(format).with(SEEDS[0]).with(SEEDS[1])
}

/// Returns the one object that is printed.
#[track_caller]
fn comparison(run: &Run) -> Value {
    let mut lines = json_lines(&run.succeeds());
    assert_eq!(lines.len(), 1);
    lines.pop().unwrap()
}

#[track_caller]
fn has_fields(value: &Value, fields: &[&str]) {
    let mut names: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut expected = fields.to_vec();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().unwrap()
}

fn one_of(value: &Value, names: &[&str]) {
    assert!(names.contains(&value.as_str().unwrap()), "{value} is none of {names:?}");
}

/// Expects a passage of one of the story's documents and returns its words.
#[track_caller]
fn words<'v>(all: &'v Value, story: &Value, place: &Value) -> &'v str {
    assert!(list(story, "documents").contains(&place["document"]), "{place}");
    let index = usize::try_from(place["document"].as_u64().unwrap()).unwrap();
    let words = quoted(all["documents"][index]["text"].as_str().unwrap(), place);
    assert!(!words.trim().is_empty(), "{place}");
    words
}

fn key(place: &Value) -> [u64; 3] {
    ["document", "start", "end"].map(|field| place[field].as_u64().unwrap())
}

/// Expects the contract, whatever is compared.
#[track_caller]
fn holds_the_contract(all: &Value) {
    has_fields(all, &["documents", "stories"]);
    let count = list(all, "documents").len();
    for document in list(all, "documents") {
        has_fields(document, &["path", "title", "text"]);
        assert!(document["path"].is_string() && document["text"].is_string());
    }
    let mut members: Vec<_> = list(all, "stories")
        .iter()
        .flat_map(|story| list(story, "documents"))
        .map(|index| index.as_u64().unwrap())
        .collect();
    members.sort_unstable();
    assert_eq!(members, (0..count as u64).collect::<Vec<_>>(), "each document is of one story");
    for story in list(all, "stories") {
        has_fields(story, &["documents", "claims", "differences", "origins"]);
        claims_hold(all, story);
        for difference in list(story, "differences") {
            has_fields(difference, &["class", "level", "sides"]);
            one_of(
                &difference["class"],
                &[
                    "number",
                    "date",
                    "name",
                    "holder",
                    "list",
                    "quote",
                    "wording",
                    "escalation",
                    "self",
                ],
            );
            one_of(&difference["level"], &["differs", "check", "later"]);
            assert!(list(difference, "sides").len() >= 2);
            for side in list(difference, "sides") {
                has_fields(side, &["document", "start", "end"]);
                words(all, story, side);
            }
        }
        let members = list(story, "documents");
        assert_eq!(list(story, "origins").len(), members.len() * (members.len() - 1) / 2);
        for origin in list(story, "origins") {
            has_fields(origin, &["documents", "relation", "evidence"]);
            one_of(&origin["relation"], &["independent", "same", "unknown"]);
            assert_eq!(list(origin, "documents").len(), 2);
            assert!(list(origin, "documents").iter().all(|index| members.contains(index)));
            for evidence in list(origin, "evidence") {
                has_fields(evidence, &["words", "passages"]);
                assert!(!evidence["words"].as_str().unwrap().contains('\n'));
                for passage in list(evidence, "passages") {
                    words(all, story, passage);
                }
            }
        }
    }
}

#[track_caller]
fn claims_hold(all: &Value, story: &Value) {
    let claims: HashMap<_, _> =
        list(story, "claims").iter().map(|claim| (key(claim), claim)).collect();
    assert_eq!(claims.len(), list(story, "claims").len(), "no passage is two claims");
    for claim in list(story, "claims") {
        has_fields(claim, &["document", "start", "end", "certainty", "stance", "status", "links"]);
        words(all, story, claim);
        one_of(&claim["certainty"], &["asserted", "attributed", "hedged", "unknown"]);
        one_of(&claim["stance"], &["report", "comment"]);
        one_of(&claim["status"], &["matched", "partial", "only-here"]);
        let mut matched = false;
        for link in list(claim, "links") {
            has_fields(link, &["document", "start", "end", "score", "kind"]);
            one_of(&link["kind"], &["same", "wording", "mention", "possible"]);
            let score = link["score"].as_f64().unwrap();
            assert!((0.0..=1.0).contains(&score), "{score}");
            assert_ne!(link["document"], claim["document"], "a link joins two articles");
            let other = claims.get(&key(link)).expect("a link leads to a claim");
            let back = list(other, "links").iter().find(|back| key(back) == key(claim));
            let back = back.expect("links go both ways");
            assert_eq!((&back["kind"], &back["score"]), (&link["kind"], &link["score"]));
            matched |= ["same", "wording"].contains(&link["kind"].as_str().unwrap());
        }
        assert_eq!(claim["status"] == "matched", matched, "{claim}");
    }
}

#[test]
fn the_json_keeps_its_contract() {
    let all = comparison(&seeds("json"));
    holds_the_contract(&all);
    assert_eq!(all["documents"][0]["path"], SEEDS[0]);
    let story = &all["stories"][0];
    assert_eq!(list(&all, "stories").len(), 1);
    let matched = |claim: &&Value| claim["status"] == "matched";
    assert!(list(story, "claims").iter().filter(matched).count() > 20);
    assert!(list(story, "claims").iter().any(|claim| claim["status"] == "only-here"));
    assert_ne!(story["origins"][0]["relation"], "independent");
}

#[test]
fn invented_articles_keep_the_contract_too() {
    let run = run("compare --format json --one-story --published 2026-03-04")
        .file("a.txt", FIRE.as_bytes())
        .file("b.md", FIRE_TOO.as_bytes())
        .with("-")
        .input("Torvik: ein Lagerhaus brennt. Vier Arbeiter starben.".as_bytes());
    let all = comparison(&run);
    holds_the_contract(&all);
    assert_eq!(list(&all, "documents").len(), 3);
    assert_eq!(all["documents"][2]["path"], "-");
    let linked = list(&all["stories"][0], "claims").iter().find(|claim| {
        words(&all, &all["stories"][0], claim).starts_with("TORVIK, March 3")
            || words(&all, &all["stories"][0], claim).contains("A fire destroyed a warehouse")
    });
    assert!(!list(linked.unwrap(), "links").is_empty());
}

#[test]
fn hostile_and_empty_texts_are_compared_without_harm() {
    let run = run("compare --format json --one-story")
        .file("a.txt", b"x")
        .file("b.txt", "\u{1b}]0;title\u{7} A \u{202e}bell rang. A \u{200b}bell rang.".as_bytes())
        .file("c.html", b"<p>A bell rang.</p><script>alert(1)</script>");
    holds_the_contract(&comparison(&run));
}

#[test]
fn one_that_fails_stops_no_other() {
    let outcome = run("compare --format json")
        .file("a.txt", FIRE.as_bytes())
        .with("no-such-file.txt")
        .file("b.txt", FIRE_TOO.as_bytes())
        .finish();
    assert_eq!(outcome.code, 1);
    assert!(outcome.errors.contains("no-such-file.txt"), "{outcome:?}");
    let all = json_lines(&outcome.output).pop().unwrap();
    holds_the_contract(&all);
    assert_eq!(list(&all, "documents").len(), 2);

    let none = run("compare --format json missing-1.txt missing-2.txt").finish();
    assert_eq!((none.code, none.output.as_str()), (1, ""));
    assert_eq!(none.errors.lines().count(), 2);
}

#[test]
fn wrong_usage_is_told() {
    run("compare").fails(2, &["FILE"]);
    run("compare one.txt").fails(2, &["two files"]);
    run("compare a.txt b.txt --title Both").fails(2, &["--title"]);
    run("compare - -").fails(2, &["standard input"]);
    run("compare a.txt b.txt --format xml").fails(2, &["xml"]);
}

#[test]
fn the_library_stays_as_it_is() {
    let run = seeds("json");
    run.succeeds();
    assert_eq!(std::fs::read_dir(run.home.path()).unwrap().count(), 0);
}

#[test]
fn the_table_fits_a_terminal_and_is_plain_in_a_pipe() {
    let output = seeds("table").succeeds();
    assert!(!output.contains('\u{1b}'));
    assert!(output.lines().all(|line| line.chars().count() <= 80), "{output}");
    for part in
        ["STORY  ", "  A  Xinhua", "  B  ", "ORIGINS  ", "unknown", "IN BOTH", "ONLY A", "ONLY B"]
    {
        assert!(output.contains(part), "{part} in {output}");
    }
    assert!(output.contains("speculation"));
    assert!(!output.contains("corroborated"), "origins that are not known corroborate nothing");
}

#[test]
fn hostile_strings_are_harmless_in_the_table() {
    let output = run("compare --one-story")
        .file(
            "a\u{7}.txt",
            "# A \u{202e}bell | `rang`\n\nA bell rang in Torvik on Monday.".as_bytes(),
        )
        .file(
            "b.html",
            b"<title>&#27;[31m</title><p>A bell rang in Torvik on Monday, says the mayor.</p>",
        )
        .succeeds();
    assert!(output.contains("a␇.txt") || output.contains("a\u{2407}.txt"), "{output}");
    assert!(!output.contains('\u{202e}'));
}

#[test]
fn articles_on_different_events_are_different_stories() {
    let given = |one: bool| {
        let mut run = run("compare --format json");
        if one {
            run = run.with("--one-story");
        }
        run.with(SEEDS[0]).file("fire.txt", FIRE.as_bytes()).with(SEEDS[1])
    };
    let all = comparison(&given(false));
    holds_the_contract(&all);
    let stories: Vec<_> = list(&all, "stories").iter().map(|story| &story["documents"]).collect();
    assert_eq!(stories, [&serde_json::json!([0, 2]), &serde_json::json!([1])]);
    let alone = &all["stories"][1];
    assert!(list(alone, "claims").iter().all(|claim| claim["status"] == "only-here"));
    assert!(list(alone, "origins").is_empty());
    let together = comparison(&given(true));
    assert_eq!(together["stories"][0]["documents"], serde_json::json!([0, 1, 2]));
}
