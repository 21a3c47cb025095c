//! Annotations as linked data: a processor that is not ours makes statements of what is written, by the context of
//! the standard, and they are those that are meant.

use std::collections::HashMap;

use json_ld::syntax::{Parse as _, Value};
use json_ld::{IriBuf, JsonLdProcessor as _, RemoteDocument, rdf_types};
use sidelight::anchor::{Anchor, TextQuote};
use sidelight::bookmark::{Bookmark, BookmarkId, Evidence, KeptFact, Label};
use sidelight::document::{DocumentId, RevisionId};
use sidelight::exchange::{Article, Format, KeptPassage};
use sidelight::text::{TextRange, TextSize};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The terms that are used, with what the standard says they stand for (Web Annotation Vocabulary, appendix A).
const TERMS: &str = r#"{ "@context": {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": { "@type": "@id", "@id": "@id" },
    "type": { "@type": "@id", "@id": "@type" },
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "commenting": "oa:commenting",
    "highlighting": "oa:highlighting",
    "tagging": "oa:tagging",
    "body": { "@type": "@id", "@id": "oa:hasBody" },
    "target": { "@type": "@id", "@id": "oa:hasTarget" },
    "source": { "@type": "@id", "@id": "oa:hasSource" },
    "selector": { "@type": "@id", "@id": "oa:hasSelector" },
    "state": { "@type": "@id", "@id": "oa:hasState" },
    "motivation": { "@type": "@vocab", "@id": "oa:motivatedBy" },
    "purpose": { "@type": "@vocab", "@id": "oa:hasPurpose" },
    "styleClass": { "@id": "oa:styleClass" },
    "exact": { "@id": "oa:exact" },
    "prefix": { "@id": "oa:prefix" },
    "suffix": { "@id": "oa:suffix" },
    "start": { "@type": "xsd:nonNegativeInteger", "@id": "oa:start" },
    "end": { "@type": "xsd:nonNegativeInteger", "@id": "oa:end" },
    "value": { "@id": "rdf:value" },
    "format": { "@id": "dc:format" },
    "created": { "@type": "xsd:dateTime", "@id": "dcterms:created" },
    "modified": { "@type": "xsd:dateTime", "@id": "dcterms:modified" },
    "items": { "@type": "@id", "@id": "as:items", "@container": "@list" },
    "startIndex": { "@type": "xsd:nonNegativeInteger", "@id": "as:startIndex" }
} }"#;

/// How what statements start with is written here.
const SHORT: [(&str, &str); 6] = [
    ("http://www.w3.org/ns/oa#", "oa:"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"),
    ("http://www.w3.org/2001/XMLSchema#", "xsd:"),
    ("http://www.w3.org/ns/activitystreams#", "as:"),
    ("http://purl.org/dc/terms/", "dcterms:"),
    ("http://purl.org/dc/elements/1.1/", "dc:"),
];

fn document(address: &str, text: &str) -> RemoteDocument {
    let address = IriBuf::new(address.to_owned()).unwrap();
    let kind = "application/ld+json".parse().unwrap();
    RemoteDocument::new(Some(address), Some(kind), Value::parse_str(text).unwrap().0)
}

/// Returns all statements, sorted; what has no name of its own is `_`, and the words of JSON are left out.
fn statements(text: &str) -> Vec<String> {
    let loader =
        HashMap::from([(IriBuf::new(CONTEXT.to_owned()).unwrap(), document(CONTEXT, TERMS))]);
    let page = document("urn:example:page", text);
    let mut generator = rdf_types::generator::Blank::new();
    let mut rdf = pollster::block_on(page.to_rdf(&mut generator, &loader)).unwrap();
    let mut lines = Vec::new();
    for quad in rdf.quads() {
        let parts = [quad.0.to_string(), quad.1.to_string(), quad.2.to_string()];
        let parts = parts.map(|part| {
            let json = part.ends_with("^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>");
            let part = if json { "JSON".to_owned() } else { part };
            let part = if part.starts_with("_:") { "_".to_owned() } else { part };
            SHORT.iter().fold(part, |part, (long, short)| part.replace(long, short))
        });
        lines.push(parts.join(" "));
    }
    lines.sort();
    lines
}

fn kept() -> KeptPassage {
    let document = DocumentId::from_bytes([0x11; 16]);
    let anchor = Anchor {
        revision: RevisionId::of(b"bytes"),
        position: TextRange::new(TextSize::new(5), TextSize::new(9)),
        quote: TextQuote { exact: "pier".into(), prefix: "The ".into(), suffix: " fell".into() },
    };
    let evidence = vec![Evidence { document, title: "T".into(), anchor: anchor.clone() }];
    let fact = KeptFact { kind: "place".into(), wording: "pier".into(), evidence };
    KeptPassage {
        bookmark: Bookmark {
            id: BookmarkId::from_bytes([0x22; 16]),
            document,
            title: "The pier".into(),
            anchor,
            note: "a note".into(),
            tags: vec!["harbour".into()],
            label: Some(Label::Green),
            fact: Some(Box::new(fact)),
            created: "2025-11-04T12:00:00Z".parse().unwrap(),
            changed: Some("2025-11-05T12:00:00Z".parse().unwrap()),
        },
        article: Article {
            title: Some("The pier".into()),
            address: Some("https://example.org/pier".into()),
            ..Article::default()
        },
        points: Some((4, 8)),
    }
}

#[test]
fn a_processor_of_linked_data_takes_every_word_as_it_is_meant() {
    let text = Format::JsonLd.write(&[kept()], &[]).unwrap();
    let annotation = "urn:uuid:22222222-2222-2222-2222-222222222222";
    let revision = format!("_ urn:sidelight:revision \"{}\"", RevisionId::of(b"bytes"));
    let document = format!("{annotation} urn:sidelight:document \"{}\"", "11".repeat(16));
    let said = [
        "dcterms:created \"2025-11-04T12:00:00Z\"^^<xsd:dateTime>",
        "dcterms:modified \"2025-11-05T12:00:00Z\"^^<xsd:dateTime>",
        "oa:hasBody _",
        "oa:hasBody _",
        "oa:hasTarget _",
        "oa:motivatedBy oa:commenting",
        "oa:motivatedBy oa:highlighting",
        "oa:motivatedBy oa:tagging",
        "rdf:type oa:Annotation",
        "urn:sidelight:article JSON",
        "urn:sidelight:fact JSON",
        "urn:sidelight:title \"The pier\"",
    ];
    let nameless = [
        "as:items _",
        "as:startIndex \"0\"^^<xsd:nonNegativeInteger>",
        "rdf:type as:OrderedCollectionPage",
        "rdf:rest rdf:nil",
        &format!("rdf:first {annotation}"),
        "rdf:type oa:TextualBody",
        "dc:format \"text/plain\"",
        "oa:hasPurpose oa:commenting",
        "rdf:value \"a note\"",
        "rdf:type oa:TextualBody",
        "dc:format \"text/plain\"",
        "oa:hasPurpose oa:tagging",
        "rdf:value \"harbour\"",
        "rdf:type oa:SpecificResource",
        "oa:hasSource https://example.org/pier",
        "oa:hasSelector _",
        "oa:hasSelector _",
        "oa:hasState _",
        "oa:styleClass \"green\"",
        "rdf:type oa:TextQuoteSelector",
        "oa:exact \"pier\"",
        "oa:prefix \"The \"",
        "oa:suffix \" fell\"",
        "rdf:type oa:TextPositionSelector",
        "oa:start \"4\"^^<xsd:nonNegativeInteger>",
        "oa:end \"8\"^^<xsd:nonNegativeInteger>",
        "rdf:type urn:sidelight:RevisionState",
        "urn:sidelight:start \"5\"^^<xsd:integer>",
        "urn:sidelight:end \"9\"^^<xsd:integer>",
    ];
    let mut expected: Vec<String> =
        said.iter().map(|said| format!("{annotation} {said}")).collect();
    expected.extend(nameless.iter().map(|said| format!("_ {said}")));
    expected.extend([revision, document]);
    expected.sort();
    assert_eq!(statements(&text), expected);
}
