use super::{OLDER, Pending, REST, page};
use crate::document::DocumentId;
use crate::fact::{Entity, EntityId, EntityKind, Fact, FactSet, FactValue, Provenance};
use crate::store::incoming::Logged;
use crate::store::sample::{at, document, incoming, put, store};
use crate::store::store::Store;
use crate::store::texts::TextDigest;
use crate::text::range;

/// Facts that name people, each so often.
fn facts(names: &[(&str, usize)]) -> FactSet {
    let fact = |(number, (name, times)): (u32, &(&str, usize))| Fact {
        range: range(0, 1),
        value: FactValue::Entity(Entity {
            id: EntityId(number),
            kind: EntityKind::Person,
            name: (*name).to_owned(),
            roles: Vec::new(),
            mentions: vec![range(0, 1); *times],
        }),
        provenance: Provenance::new("test", 50),
    };
    FactSet::new((0..).zip(names).map(fact).collect())
}

fn read(store: &Store, id: DocumentId, text: &str, extractor: u16, names: &[(&str, usize)]) {
    let digest = TextDigest::of(&document(text));
    store.put_facts(id, digest, extractor, &facts(names)).unwrap();
}

/// The names and numbers of mentions of those that name what has a name, page by page.
fn naming(store: &Store, name: &str) -> Vec<(String, u32)> {
    let key = facts(&[(name, 1)]).entities().next().unwrap().key().unwrap();
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let page = store.naming(&key, after.as_ref(), 2).unwrap();
        let Some(last) = page.last() else { return all };
        after = Some(last.entry.cursor);
        all.extend(page.iter().map(|found| (found.entry.title.clone(), found.mentions)));
    }
}

fn outdated(store: &Store, extractor: u16) -> Vec<DocumentId> {
    let mut all: Vec<Pending> = Vec::new();
    loop {
        let page = store.outdated(extractor, all.last().copied(), 2).unwrap();
        if page.is_empty() {
            return all.into_iter().map(|place| place.document).collect();
        }
        all.extend(page);
    }
}

#[test]
fn documents_that_name_the_same_are_found_newest_first() {
    let (_folder, store) = store();
    let ids: Vec<_> = (0..5).map(|which| put(&store, &format!("d{which}"), "text").id).collect();
    for (which, id) in ids.iter().enumerate() {
        read(&store, *id, "text", 1, &[("Ana Orr", which + 1), ("Bo Lind", 1), ("Orr", 1)]);
    }
    let named = |which: usize| (format!("d{which}"), u32::try_from(which + 1).unwrap());
    assert_eq!(naming(&store, "Ana Orr"), [4, 3, 2, 1, 0].map(named));
    assert_eq!(naming(&store, "Mr. Ana Orr"), [4, 3, 2, 1, 0].map(named), "the key decides");
    assert_eq!(naming(&store, "Cy Berg"), []);
    read(&store, ids[2], "text", 1, &[("Bo Lind", 1)]);
    assert_eq!(naming(&store, "Ana Orr"), [4, 3, 1, 0].map(named));
    store.remove(ids[3], at(1)).unwrap();
    assert_eq!(naming(&store, "Ana Orr"), [4, 1, 0].map(named));
    store.undo().unwrap();
    assert_eq!(naming(&store, "Ana Orr"), [4, 3, 1, 0].map(named));
}

#[test]
fn what_one_text_takes_for_two_with_one_key_is_one() {
    let (_folder, store) = store();
    let id = put(&store, "d", "text").id;
    read(&store, id, "text", 1, &[("Ana Orr", 1), ("Dr. Ana Orr", 3)]);
    let key = facts(&[("Ana Orr", 1)]).entities().next().unwrap().key().unwrap();
    let found = store.naming(&key, None, 9).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name.as_str(), found[0].mentions), ("Dr. Ana Orr", 4));
}

#[test]
fn names_go_with_their_text() {
    let (_folder, store) = store();
    let id = put(&store, "d", "text").id;
    read(&store, id, "text", 3, &[("Ana Orr", 2)]);
    assert_eq!(outdated(&store, 3), []);
    put(&store, "d", "text");
    assert_eq!(naming(&store, "Ana Orr").len(), 1, "the same again changes nothing");
    put(&store, "d", "another");
    assert_eq!(naming(&store, "Ana Orr"), []);
    assert_eq!(outdated(&store, 3), [id]);
    read(&store, id, "text", 3, &[("Ana Orr", 2)]);
    assert_eq!(naming(&store, "Ana Orr"), [], "those of an older text come too late");
    put(&store, "d", "text");
    assert_eq!(outdated(&store, 3), [id], "what was found in it before is not what is listed");
    // Another importer makes the same text anew, without its facts.
    read(&store, id, "text", 3, &[("Ana Orr", 2)]);
    store.put(&incoming("d", "text", 2), Logged::No, at(1)).unwrap();
    assert_eq!(outdated(&store, 3), [id]);
}

#[test]
fn what_an_older_extractor_read_is_found_without_what_is_read() {
    let (_folder, store) = store();
    let ids: Vec<_> = (0..6).map(|which| put(&store, &format!("d{which}"), "text").id).collect();
    for which in [0, 1, 3] {
        read(&store, ids[which], "text", 4, &[]);
    }
    read(&store, ids[5], "text", 5, &[]);
    assert_eq!(outdated(&store, 5), [ids[3], ids[1], ids[0], ids[4], ids[2]]);
    assert_eq!(outdated(&store, 4), [ids[4], ids[2]], "what a newer one read is left to it");
    store.remove(ids[4], at(1)).unwrap();
    assert_eq!(outdated(&store, 4), [ids[2]]);
}

/// A library may have very many documents, and each name many things.
#[test]
fn pages_neither_scan_nor_sort() {
    let (_folder, store) = store();
    let plan = |sql: &str| -> Vec<String> {
        store
            .read(|connection| {
                let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
                let rows = statement.raw_query().mapped(|row| row.get(3));
                Ok(rows.collect::<Result<_, _>>()?)
            })
            .unwrap()
    };
    let named = plan(&page());
    // The last two look up the story of each row.
    assert_eq!(named.len(), 4, "{named:?}");
    assert!(named[3].contains("stories USING INTEGER PRIMARY KEY"), "{named:?}");
    assert!(named[0].contains("entities_newest (key=? AND (added,turn)"), "{named:?}");
    assert!(named[1].contains("INTEGER PRIMARY KEY"), "{named:?}");
    for (sql, key) in [(REST, "(extracted=? AND number<?)"), (OLDER, "(extracted<?)")] {
        let outdated = plan(sql);
        assert_eq!(outdated.len(), 1, "{outdated:?}");
        assert!(
            outdated[0].contains("documents_extracted") && outdated[0].contains(key),
            "{outdated:?}"
        );
    }
}
