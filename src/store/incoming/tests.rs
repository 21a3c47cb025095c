use crate::document::{DocumentId, RevisionId};
use crate::fact::{Fact, FactSet, FactValue, Hedge, Provenance};
use crate::source::Location;
use crate::store::error::Error;
use crate::store::incoming::{Logged, Outcome, label};
use crate::store::sample::{at, document, incoming, put, store};
use crate::store::texts::TextDigest;
use crate::text::range;

#[test]
fn a_document_has_revisions_and_each_keeps_its_original() {
    let (_folder, store) = store();
    let first = put(&store, "a", "one");
    assert_eq!(first.outcome, Outcome::New);
    assert_eq!(put(&store, "a", "two").outcome, Outcome::Revised);
    assert_eq!(put(&store, "a", "two").outcome, Outcome::Unchanged);
    assert_eq!(put(&store, "b", "two").outcome, Outcome::New);
    for text in ["one", "two"] {
        let revision = RevisionId::of(text.as_bytes());
        let original = store.original(first.id, revision).unwrap();
        assert_eq!(original.unwrap().bytes, text.as_bytes());
    }
    assert_eq!(store.original(first.id, RevisionId::of(b"x")).unwrap(), None);
    let stored = store.text(first.id).unwrap();
    assert_eq!(stored.revision, RevisionId::of(b"two"));
    assert_eq!(stored.document, Some(document("two")));
    assert_eq!(stored.digest, TextDigest::of(&document("two")));
    assert_eq!(store.location(first.id).unwrap(), Some(Location::Url("a".to_owned())));
    assert_eq!(put(&store, "a", "one").outcome, Outcome::Revised);
    assert_eq!(store.text(first.id).unwrap().document, Some(document("one")));
}

#[test]
fn a_stretch_of_a_text_is_read_alone() {
    let (_folder, store) = store();
    let text = "ä".repeat(50_000) + "中文 at the end";
    let id = put(&store, "a", &text).id;
    for (start, end) in
        [(0, 0), (0, 4), (100_000, 100_006), (0, text.len()), (text.len(), text.len())]
    {
        let read = store.text_range(id, range(start, end)).unwrap();
        assert_eq!(read.as_deref(), text.get(start..end), "{start}..{end}");
    }
    for (start, end) in [(1, 2), (0, text.len() + 1), (100_001, 100_003)] {
        assert_eq!(store.text_range(id, range(start, end)).unwrap(), None, "{start}..{end}");
    }
    let nobody = DocumentId::from_bytes([9; 16]);
    assert!(matches!(store.text_range(nobody, range(0, 0)), Err(Error::NoDocument { .. })));
}

#[test]
fn another_importer_makes_another_text_of_the_same_revision() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one").id;
    let digest = TextDigest::of(&document("one"));
    store.put_facts(id, digest, 1, &facts()).unwrap();
    store.put_anew(id, &incoming("a", "one", 2), at(1)).unwrap();
    assert_eq!(store.text(id).unwrap().importer, 2);
    assert_eq!(store.facts(id, digest, 1).unwrap(), None, "facts of another text");
    assert_eq!(put(&store, "a", "two").outcome, Outcome::Revised);
    store.put_anew(id, &incoming("a", "one", 3), at(1)).unwrap();
    assert_eq!(store.text(id).unwrap().document, Some(document("two")), "it came too late");
}

#[test]
fn facts_belong_to_one_text_and_one_extractor() {
    let (_folder, store) = store();
    let id = put(&store, "a", "one").id;
    let digest = TextDigest::of(&document("one"));
    assert_eq!(store.facts(id, digest, 1).unwrap(), None);
    store.put_facts(id, digest, 1, &facts()).unwrap();
    assert_eq!(store.facts(id, digest, 1).unwrap(), Some(facts()));
    assert_eq!(store.facts(id, digest, 2).unwrap(), None);
    let other = TextDigest::of(&document("other"));
    assert_eq!(store.facts(id, other, 1).unwrap(), None);
    store.put_facts(id, other, 1, &FactSet::default()).unwrap();
    assert_eq!(store.facts(id, digest, 1).unwrap(), Some(facts()), "those of another text came");
    store.put_facts(id, digest, 2, &FactSet::default()).unwrap();
    assert_eq!(store.facts(id, digest, 2).unwrap(), Some(FactSet::default()));
}

#[test]
fn what_the_program_adds_is_no_change_of_the_users() {
    let (_folder, store) = store();
    store.put(&incoming("a", "one", 1), Logged::No, at(1)).unwrap();
    assert_eq!(store.undo().unwrap(), None);
    assert_eq!(store.counts().unwrap().documents, 1);
}

#[test]
fn a_document_without_a_title_is_called_by_its_name() {
    let table = [
        ("a.txt", "a.txt"),
        ("/b/c/a.txt", "a.txt"),
        ("https://example.org/x/", "x"),
        ("", "untitled"),
        ("/", "untitled"),
    ];
    for (name, expected) in table {
        assert_eq!(label(name), expected, "{name}");
    }
}

fn facts() -> FactSet {
    FactSet::new(vec![Fact {
        range: range(0, 3),
        value: FactValue::Hedge(Hedge { cue: range(0, 3) }),
        provenance: Provenance::new("a test", 50),
    }])
}
