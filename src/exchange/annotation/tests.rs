use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, proptest};
use serde_json::Value;

use super::write;
use crate::bookmark::Label;
use crate::exchange::annotation_in::read;
use crate::exchange::kept::Brought;
use crate::exchange::samples::kept;

/// The terms of the published context <http://www.w3.org/ns/anno.jsonld> that stand for something.
const TERMS: &[&str] = &[
    "id",
    "type",
    "Annotation",
    "Dataset",
    "Image",
    "Video",
    "Audio",
    "Text",
    "TextualBody",
    "ResourceSelection",
    "SpecificResource",
    "FragmentSelector",
    "CssSelector",
    "XPathSelector",
    "TextQuoteSelector",
    "TextPositionSelector",
    "DataPositionSelector",
    "SvgSelector",
    "RangeSelector",
    "TimeState",
    "HttpRequestState",
    "CssStylesheet",
    "Choice",
    "Person",
    "Software",
    "Organization",
    "AnnotationCollection",
    "AnnotationPage",
    "Audience",
    "Motivation",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "reviewing",
    "tagging",
    "assessing",
    "auto",
    "ltr",
    "rtl",
    "body",
    "target",
    "source",
    "selector",
    "state",
    "scope",
    "styleClass",
    "stylesheet",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "bodyValue",
    "value",
    "format",
    "language",
    "purpose",
    "motivation",
    "created",
    "modified",
    "creator",
    "generated",
    "generator",
    "canonical",
    "via",
    "items",
    "first",
    "last",
    "next",
    "prev",
    "partOf",
    "startIndex",
    "total",
    "cached",
    "sourceDate",
    "sourceDateStart",
    "sourceDateEnd",
    "conformsTo",
    "refinedBy",
    "startSelector",
    "endSelector",
    "renderedVia",
    "processingLanguage",
    "textDirection",
    "accessibility",
    "audience",
    "name",
    "nickname",
    "email",
    "email_sha1",
    "homepage",
    "label",
];

/// Collects every key that a reader of linked data would look up, and every type.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| names(value, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                found.insert(name.clone());
                if name == "type" || name == "motivation" || name == "purpose" {
                    let all = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
                    found.extend(all.iter().map(|kind| kind.as_str().unwrap().to_owned()));
                }
                // These are JSON to the reader, and the context is not data.
                if !["sl:fact", "sl:article", "@context"].contains(&name.as_str()) {
                    names(value, found);
                }
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_is_lost_and_every_word_is_one_of_the_context(
        kept in proptest::collection::vec(kept(), 0..4)
    ) {
        let text = write(&kept);
        let expected: Vec<Brought> = kept.iter().cloned().map(Brought::from).collect();
        assert_eq!(read(&text).unwrap(), expected);
        let page: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(page["@context"][0], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(page["@context"][1]["sl"], "urn:sidelight:");
        let mut found = BTreeSet::new();
        names(&page, &mut found);
        for name in found {
            let known = name == "@context" || name.starts_with("sl:") || TERMS.contains(&name.as_str());
            assert!(known, "{name} is no term of the context");
        }
        for item in page["items"].as_array().unwrap() {
            url::Url::parse(item["id"].as_str().unwrap()).unwrap();
            url::Url::parse(item["target"]["source"].as_str().unwrap()).unwrap();
        }
    }
}

#[test]
fn an_export_of_hypothesis_is_read() {
    let text = r#"{"total": 2, "rows": [{
        "id": "aBcD-1", "created": "2023-05-01T10:00:00.123456+00:00", "updated": "2023-05-02T10:00:00+00:00",
        "user": "acct:x@hypothes.is", "uri": "https://example.org/a", "text": "a *note*", "tags": ["t 1", "t2"],
        "group": "__world__", "permissions": {"read": []}, "hidden": false,
        "target": [{"source": "https://example.org/a", "selector": [
            {"type": "RangeSelector", "startOffset": 3, "startContainer": "/p[1]"},
            {"type": "TextPositionSelector", "start": 10, "end": 14},
            {"type": "TextQuoteSelector", "exact": "pier", "prefix": "The ", "suffix": " fell"}]}],
        "document": {"title": ["The pier"]}, "links": {"html": "https://hypothes.is/a/aBcD"}},
        {"id": "page", "uri": "https://example.org/b", "text": "of the page", "tags": [], "target": [{"source": "https://example.org/b"}]}]}"#;
    let brought = read(text).unwrap();
    let [one, page] = brought.as_slice() else { panic!("{brought:?}") };
    assert_eq!(one.quote.exact, "pier");
    assert_eq!(one.quote.prefix, "The ");
    assert_eq!(one.points, Some((10, 14)));
    assert_eq!(one.note, "a *note*");
    assert_eq!(one.tags, ["t 1", "t2"]);
    assert_eq!(one.article.address.as_deref(), Some("https://example.org/a"));
    assert_eq!(one.article.title.as_deref(), Some("The pier"));
    assert!(one.changed > one.created);
    assert_eq!((page.quote.exact.as_str(), page.note.as_str()), ("", "of the page"));
    assert_eq!(read(text).unwrap()[0].id, one.id);
}

#[test]
fn annotations_are_read_in_the_ways_of_the_standard() {
    let one = |body: &str| {
        let text = format!(
            r#"{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": "http://example.org/1", "type": "Annotation", {body}}}"#
        );
        read(&text).unwrap().remove(0)
    };
    assert_eq!(one(r#""bodyValue": "a", "target": "http://example.org/t""#).note, "a");
    let tagged = one(
        r#""body": {"type": "TextualBody", "purpose": "tagging", "value": "t"}, "target": {"source": {"id": "http://example.org/t"}, "styleClass": "red"}"#,
    );
    assert_eq!((tagged.tags, tagged.label), (vec!["t".to_owned()], Some(Label::Red)));
    assert_eq!(tagged.article.address.as_deref(), Some("http://example.org/t"));
    let two = one(
        r#""body": ["a", {"value": "b"}], "target": ["http://example.org/t", "http://example.org/u"], "x": {"y": 1}"#,
    );
    assert_eq!(two.note, "a\n\nb");
    for text in ["", "{}", "[1]", "{\"items\": 1}", "null"] {
        assert!(read(text).is_err(), "{text}");
    }
    let deep = format!("{}{}", "{\"items\":".repeat(100), "}".repeat(100));
    assert!(read(&deep).is_err());
}
