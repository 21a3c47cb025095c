use crate::search::parse;
use crate::store::hit::Order;
use crate::store::sample::{at, bookmark, put, store};
use crate::store::search::Ask;
use crate::store::store::Store;

fn find(store: &Store, query: &str) -> (usize, String) {
    let ask = Ask { order: Order::Newest, after: None, limit: 9, feed: None };
    let found = store.search(&parse(query), ask, &|| false).unwrap();
    (found.hits.len(), found.remarks.join("\n"))
}

/// Each word of each article takes a few bytes, and the column of the text takes none of them.
#[test]
fn the_index_is_much_smaller_than_the_text() {
    let (_folder, store) = store();
    let (mut seed, mut bytes) = (7_u64, 0_u32);
    for number in 0..200 {
        let mut words = Vec::new();
        for _ in 0..300 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            words.push(format!("word{:04}", (seed >> 33) % 3_000));
        }
        let text = words.join(" ");
        bytes += u32::try_from(text.len()).unwrap();
        put(&store, &format!("{number}"), &text);
    }
    let sql = "SELECT sum(pgsize) FROM dbstat WHERE name GLOB 'article_index*'";
    let size =
        store.read(|connection| Ok(connection.query_row(sql, [], |row| row.get::<_, f64>(0))?));
    let share = size.unwrap() / f64::from(bytes);
    assert!(share < 0.62, "{share}");
}

#[test]
fn what_was_there_before_is_indexed_later() {
    let (_folder, store) = store();
    let id = put(&store, "a", "An old article.").id;
    put(&store, "b", "Another old article.");
    store.keep(&bookmark(1, id, "An old article.", "remember"), at(1)).unwrap();
    let forget = "DELETE FROM article_index; DELETE FROM title_index; DELETE FROM note_index;
                  UPDATE documents SET indexed = 0; UPDATE bookmarks SET indexed = 0;";
    store.write(|connection| Ok(connection.execute_batch(forget)?)).unwrap();
    let (count, remarks) = find(&store, "old");
    assert_eq!(count, 0);
    assert!(remarks.contains("2 articles are not indexed yet"), "{remarks}");
    let waiting = store.unindexed(None, 10).unwrap();
    assert_eq!(waiting.len(), 2);
    let ready: Vec<_> =
        waiting.iter().filter_map(|place| store.ready_index(*place).unwrap()).collect();
    store
        .put(
            &crate::store::sample::incoming("b", "It has another text now.", 1),
            crate::store::incoming::Logged::No,
            at(2),
        )
        .unwrap();
    store.put_indexes(&ready).unwrap();
    assert!(store.index_bookmarks().unwrap() && !store.index_bookmarks().unwrap());
    assert_eq!(find(&store, "old"), (1, String::new()));
    assert_eq!(find(&store, "another").0, 1);
    assert_eq!(find(&store, "remember").0, 1);
    assert!(store.unindexed(None, 10).unwrap().is_empty());
}

#[test]
fn a_word_is_looked_up_in_few_places_once_the_index_is_merged() {
    let (_folder, store) = store();
    let ids: Vec<_> = (0..30).map(|n| put(&store, &format!("{n}"), "A storm came.").id).collect();
    store.remove(ids[3], at(1)).unwrap();
    let places = || {
        let sql = "SELECT count(DISTINCT segid) FROM article_index_idx";
        store.read(|connection| Ok(connection.query_row(sql, [], |row| row.get::<_, u32>(0))?))
    };
    let (before, found) = (places().unwrap(), find(&store, "storm"));
    while store.merge_index().unwrap() {}
    let after = places().unwrap();
    assert!(before > 4 && after <= 2, "{before} {after}");
    assert_eq!(find(&store, "storm"), found);
    assert!(!store.merge_index().unwrap());
}
