//! The examples of the `CommonMark` specification: no word that a browser would show is lost.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`); without them the test says so and passes.

use std::path::PathBuf;

use sidelight::import::{Overrides, Payload, Refusal, import};

#[test]
fn every_example_keeps_its_text() {
    let Some(examples) = examples() else { return };
    let mut faults = Vec::new();
    for example in &examples {
        let (markdown, html) =
            (example["markdown"].as_str().unwrap(), example["html"].as_str().unwrap());
        let overrides = Overrides::default();
        let payload = Payload::new(markdown.as_bytes(), "example.md", &overrides);
        let text = match import(&payload) {
            Ok(document) => document.text().to_owned(),
            Err(Refusal::Empty) => String::new(),
            Err(refusal) => panic!("{markdown:?} {refusal}"),
        };
        let expected = visible(&words_of(html));
        if !is_subsequence(&expected, &visible(&text)) {
            faults.push(format!("{markdown:?}\n  html {html:?}\n  text {text:?}"));
        }
    }
    assert!(faults.is_empty(), "{} of {}\n{}", faults.len(), examples.len(), faults.join("\n"));
}

fn examples() -> Option<Vec<serde_json::Value>> {
    let Some(corpora) = std::env::var_os("SIDELIGHT_CORPORA") else {
        eprintln!("SIDELIGHT_CORPORA is not set: the CommonMark examples were not tried");
        return None;
    };
    let path = PathBuf::from(corpora).join("formats/commonmark/dev/spec.json");
    let examples: Vec<_> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(examples.len() > 100);
    Some(examples)
}

/// What a browser shows of HTML, with the descriptions of pictures, without a tree.
fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        let tag = &rest[at..];
        let ends = [
            ("<!--", "-->"),
            ("<![CDATA[", "]]>"),
            ("<?", "?>"),
            ("<script", "</script>"),
            ("<style", "</style>"),
        ];
        let end =
            ends.iter().find(|(opening, _)| tag.starts_with(opening)).map_or(">", |(_, end)| end);
        // A browser drops a tag that never ends.
        let length = tag.find(end).map_or(tag.len(), |at| at + end.len());
        if let Some((_, alt)) =
            tag[..length].split_once("alt=\"").filter(|_| tag.starts_with("<img"))
        {
            words.push_str(alt.split('"').next().unwrap());
        }
        rest = &tag[length..];
    }
    words.push_str(rest);
    for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        words = words.replace(name, sign);
    }
    words
}

fn visible(text: &str) -> Vec<char> {
    let text = sidelight::text::clean::clean(text);
    text.chars().filter(|ch| !ch.is_whitespace()).collect()
}

fn is_subsequence(part: &[char], whole: &[char]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|ch| whole.any(|other| other == ch))
}
