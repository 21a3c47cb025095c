//! `search`: what is found in the library, and how it is printed.

use serde_json::Value;

use crate::cli::{json_lines, run};

/// A library with the sample articles, which a first start makes.
fn found(query: &[&str]) -> Vec<Value> {
    let line = query.iter().fold(run("search --format json"), super::Run::with);
    let outcome = line.finish();
    assert_eq!(outcome.code, 0, "{}", outcome.errors);
    json_lines(&outcome.output)
}

fn marked(hit: &Value) -> Vec<String> {
    let text = hit["snippet"]["text"].as_str().unwrap();
    let at = |place: &Value, name: &str| usize::try_from(place[name].as_u64().unwrap()).unwrap();
    let marks = hit["snippet"]["marked"].as_array().unwrap();
    marks.iter().map(|place| text[at(place, "start")..at(place, "end")].to_owned()).collect()
}

#[test]
fn hits_in_json_have_all_their_fields() {
    let hits = found(&["premiers", "cooperat*"]);
    assert!(!hits.is_empty());
    for hit in &hits {
        let mut names: Vec<_> = hit.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        let expected =
            ["added", "id", "location", "place", "published", "site", "snippet", "title"];
        assert_eq!(names, expected);
        assert_eq!(hit["place"]["kind"], "text");
        let marks = marked(hit);
        assert!(!marks.is_empty());
        for mark in marks {
            let mark = mark.to_lowercase();
            assert!(mark.starts_with("premier") || mark.starts_with("cooperat"), "{mark}");
        }
    }
    assert_eq!(found(&["site:xinhua"]).len(), 1);
    assert_eq!(found(&["source:xinhua"])[0]["title"], found(&["site:xinhua"])[0]["title"]);
    assert_eq!(found(&["site:xinhua", "--limit", "0"]).len(), 0);
    assert_eq!(found(&["--by", "relevance", "Mishustin"]).len(), 2);
    assert_eq!(found(&["--", "-Mishustin"]).len(), 0);
}

#[test]
fn tables_have_no_colours_and_the_line_of_the_match() {
    let table = run("search mishustin").succeeds();
    assert_eq!(table.lines().count(), 2);
    assert!(table.lines().all(|line| line.contains("Mishustin")), "{table}");
}

#[test]
fn nothing_found_is_told_and_no_failure() {
    let outcome = run("search zzzzz").finish();
    assert_eq!((outcome.code, outcome.output.as_str()), (0, ""));
    assert_eq!(outcome.errors, "sidelight: nothing is found for zzzzz\n");
    let outcome = run("search colour:zzzzz").finish();
    assert_eq!(outcome.code, 0);
    assert!(outcome.errors.contains("hint: colour: is no field"), "{}", outcome.errors);
    run("search").fails(2, &["QUERY"]);
}
