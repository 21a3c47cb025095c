use proptest::prelude::{any, prop_assert, proptest};
use proptest::test_runner::Config;

use super::Ask;
use crate::anchor::Anchor;
use crate::bookmark::{Bookmark, Label};
use crate::document::{BlockKind, DocumentBuilder, DocumentId, RevisionId, Title, TitleOrigin};
use crate::extract::extract;
use crate::import::Overrides;
use crate::search::{parse, tokens};
use crate::source::{FeedId, Location};
use crate::store::hit::{Found, HitPlace, Order, SavedSearch, SearchId};
use crate::store::incoming::{Incoming, Logged};
use crate::store::sample::{Came, arrive, at, bookmark, document, follow, incoming, put, store};
use crate::store::store::Store;
use crate::store::texts::TextDigest;

fn ask(store: &Store, query: &str, order: Order) -> Found {
    let ask = Ask { order, after: None, limit: 50, feed: None };
    store.search(&parse(query), ask, &|| false).unwrap()
}

/// Returns the titles of what is found.
fn titles(store: &Store, query: &str) -> Vec<String> {
    ask(store, query, Order::Newest).hits.into_iter().map(|hit| hit.entry.title).collect()
}

fn remarks(store: &Store, query: &str) -> String {
    ask(store, query, Order::Newest).remarks.join("\n")
}

/// Puts an article with all that can be asked of it.
fn article(
    store: &Store,
    title: &str,
    site: &str,
    day: &str,
    language: &str,
    text: &str,
) -> DocumentId {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Paragraph, text);
    let metadata = builder.metadata();
    metadata.title = Some(Title { text: title.to_owned(), origin: TitleOrigin::Given });
    metadata.site = Some(site.to_owned());
    metadata.published = day.parse().ok();
    metadata.language = Some(language.to_owned());
    let document = builder.finish().unwrap();
    let place = Location::Url(format!("https://www.{title}.example/{site}"));
    let incoming =
        Incoming::new(place, title, text.as_bytes(), 1, document, Overrides::default()).unwrap();
    store.put(&incoming, Logged::Yes, at(0)).unwrap().id
}

#[test]
fn words_are_found_in_all_their_forms() {
    let (_folder, store) = store();
    put(&store, "a", "The talks in São Paulo went on.");
    put(&store, "b", "They talked of 明月 and of the U.S. economy.");
    put(&store, "c", "Nothing else.");
    let table: [(&str, &[&str]); 14] = [
        ("talk", &["b", "a"]),
        ("\"talk\"", &[]),
        ("\"talks\"", &["a"]),
        ("sao paulo", &["a"]),
        ("SÃO", &["a"]),
        ("明月", &["b"]),
        ("月明", &[]),
        ("us econ*", &["b"]),
        ("talk -economy", &["a"]),
        ("-talk", &["c"]),
        ("economy OR nothing", &["c", "b"]),
        ("near:3:\"talk paulo\"", &["a"]),
        ("near:1:\"talk on\"", &[]),
        ("", &["c", "b", "a"]),
    ];
    for (query, expected) in table {
        assert_eq!(titles(&store, query), expected, "{query}");
    }
    let hit = ask(&store, "paulo", Order::Newest).hits.remove(0);
    let HitPlace::Text(range) = hit.place else { panic!("{hit:?}") };
    assert_eq!(&"The talks in São Paulo went on."[range], "Paulo");
    assert_eq!(&hit.snippet.text[hit.snippet.marked[0]], "Paulo");
}

#[test]
fn what_is_changed_is_found_as_it_is_now() {
    let (_folder, store) = store();
    let id = put(&store, "a", "An old text.").id;
    store.put(&incoming("a", "A new text.", 1), Logged::Yes, at(1)).unwrap();
    assert_eq!(titles(&store, "old"), Vec::<String>::new());
    assert_eq!(titles(&store, "new"), ["a"]);
    let mut anew = incoming("a", "A new text.", 2);
    anew = anew.with_media_type(None);
    store.put_anew(id, &anew, at(2)).unwrap();
    assert_eq!(titles(&store, "new"), ["a"]);
    store.remove(id, at(3)).unwrap();
    assert_eq!(titles(&store, "new"), Vec::<String>::new());
    store.undo().unwrap();
    assert_eq!(titles(&store, "new"), ["a"]);
    let other = Store::open(store.path()).unwrap();
    put(&other, "b", "Another new text.");
    assert_eq!(titles(&store, "new"), ["b", "a"]);
}

#[test]
fn articles_are_chosen_by_what_is_known_of_them() {
    let (_folder, store) = store();
    let first = article(&store, "one", "Xinhua", "2025-11-04", "en", "Talks were held.");
    article(&store, "two", "BBC News", "2024-02-10", "de", "Talks were held, too.");
    store.set_starred(first, true, at(1)).unwrap();
    store.set_read(first, true, at(1)).unwrap();
    let table: [(&str, &[&str]); 20] = [
        ("site:xinhua", &["one"]),
        ("source:xinhua", &["one"]),
        ("talks -source:\"bbc news\"", &["one"]),
        ("talks -site:xinhua", &["two"]),
        ("site:\"BBC News\" talks", &["two"]),
        ("site:one.example", &["one"]),
        ("date:2025-11", &["one"]),
        ("date:2024..2025-10", &["two"]),
        ("date:..2024 talks", &["two"]),
        ("date:2024-01..", &["two", "one"]),
        ("date:2023", &[]),
        ("lang:de", &["two"]),
        ("lang:German talk", &["two"]),
        ("is:starred", &["one"]),
        ("is:unread talks", &["two"]),
        ("-is:unread", &["one"]),
        ("title:two", &["two"]),
        ("title:talks", &[]),
        ("tw*", &["two"]),
        ("o* is:starred talks", &["one"]),
    ];
    for (query, expected) in table {
        assert_eq!(titles(&store, query), expected, "{query}");
    }
    for field in ["source", "site"] {
        assert_eq!(store.values(field, "bb", 5).unwrap(), ["BBC News"], "{field}");
    }
    assert!(remarks(&store, "tw*").contains("titles only"));
    assert!(remarks(&store, "org:nobody").contains("names an organization called nobody"));
    assert!(remarks(&store, "tag:nothing").contains("nothing has the tag"));
}

/// Articles in several languages: the language, the day, the site, the text.
const ARTICLES: [(&str, &str, &str, &str); 9] = [
    (
        "en",
        "2025-11-04",
        "Harbour Post",
        "The U.S. envoy said the ceasefire talks had begun; prices rose by 3.4 percent.",
    ),
    (
        "de",
        "2025-12-01",
        "Süd Zeitung",
        "Die Stadt München baut größere Häuser; die Straße bleibt frei.",
    ),
    ("fr", "2025-11-20", "Le Matin", "Les élections d’hier : l’économie préoccupe les électeurs."),
    ("zh", "2025-11-05", "新华日报", "国务院总理李强在北京讨论停火谈判。明月当空。"),
    ("th", "2025-10-12", "ข่าวไทย", "กรุงเทพมหานครมีฝนตกหนัก น้ำท่วมถนนหลายสาย"),
    ("ja", "2025-11-07", "朝の新聞", "東京タワーの改修工事が始まった。カメラも新しくなる。"),
    ("ko", "2025-11-09", "서울신문", "서울 시장은 경제 정책과 휴전 회담을 말했다."),
    ("ar", "2025-11-11", "صحيفة النهار", "بدأت محادثات السلام في القاهرة، قال أحمد."),
    ("ru", "2026-02-10", "Вечерняя газета", "В Москве прошли новые выборы. Ёлка стоит на площади."),
];

#[test]
fn every_language_is_searched_as_its_readers_write() {
    let (_folder, store) = store();
    for (language, day, site, text) in ARTICLES {
        article(&store, language, site, day, language, text);
    }
    let table: [(&str, &[&str]); 50] = [
        ("talk", &["en"]),
        ("us envoy", &["en"]),
        ("U.S.", &["en"]),
        ("3.4", &["en"]),
        ("\"ceasefire talks\"", &["en"]),
        ("\"ceasefire talk\"", &[]),
        ("near:4:\"envoy talks\"", &["en"]),
        ("near:1:\"envoy talks\"", &[]),
        ("munchen haus", &["de"]),
        ("STRASSE", &["de"]),
        ("grösser*", &["de"]),
        ("élection", &["fr"]),
        ("economie", &["fr"]),
        ("l'économie", &["fr"]),
        ("hier", &["fr"]),
        ("停火", &["zh"]),
        ("火停", &[]),
        ("停火 明月 -和平", &["zh"]),
        ("near:停火", &["zh"]),
        ("停*", &["zh"]),
        ("กรุงเทพ", &["th"]),
        ("น้ำท่วม", &["th"]),
        ("タワー", &["ja"]),
        ("東京 カメラ", &["ja"]),
        ("휴전", &["ko"]),
        ("경제 OR 明月", &["ko", "zh"]),
        ("سلام", &["ar"]),
        ("السلام", &["ar"]),
        ("احمد", &["ar"]),
        ("выбор*", &["ru"]),
        ("выборов", &["ru"]),
        ("елка москва", &["ru"]),
        ("source:신문", &["ko"]),
        ("source:вечерняя", &["ru"]),
        ("site:新华日报", &["zh"]),
        ("source:süd", &["de"]),
        ("lang:zh", &["zh"]),
        ("lang:Deutsch", &["de"]),
        ("-lang:en date:2025-11 -source:matin", &["ar", "ko", "ja", "zh"]),
        ("date:2026", &["ru"]),
        ("date:2026-02..2025-12", &["ru", "de"]),
        ("date:..2025-10-31", &["th"]),
        ("date:2025-12-01", &["de"]),
        ("lang:fr OR talk", &[]),
        ("talk OR élection OR 停火", &["zh", "fr", "en"]),
        ("NOT lang:en lang:fr", &["fr"]),
        ("\"talks had", &["en"]),
        ("tag:", &[]),
        ("is:nice", &[]),
        ("colour:red", &[]),
    ];
    for (query, expected) in table {
        assert_eq!(titles(&store, query), expected, "{query}");
    }
    for (query, remark) in [
        ("tag:", "tag: needs a value; it is left out (column 1)"),
        (
            "talk is:nice",
            "is:nice is left out; write unread, read, starred, kept, noted, fact or drifted (column 6)",
        ),
        ("colour:red", "colour: is no field; it is taken as words (column 1)"),
        (
            "person:nobody",
            "no article names a person called nobody; 9 have not been read for names yet",
        ),
        ("tag:x", "nothing has the tag x"),
        ("story:x", "no story is called x"),
    ] {
        assert_eq!(remarks(&store, query), remark, "{query}");
    }
}

#[test]
fn names_are_found_by_what_articles_say() {
    let (_folder, store) = store();
    let text = "Chinese Premier Li Qiang met Russian Prime Minister Mikhail Mishustin in Hangzhou on Monday.";
    let id = put(&store, "a", text).id;
    put(&store, "b", "Nobody is named here.");
    let content = document(text);
    store.put_facts(id, TextDigest::of(&content), 1, &extract(&content)).unwrap();
    for query in ["person:\"Li Qiang\"", "person:mishustin", "person:mishus", "place:Hangzhou met"]
    {
        assert_eq!(titles(&store, query), ["a"], "{query}");
    }
    assert_eq!(titles(&store, "-person:\"Li Qiang\""), ["b"]);
    assert!(titles(&store, "org:Hangzhou").is_empty());
    assert!(remarks(&store, "person:Nobody").contains("no article names"));
    assert_eq!(store.values("person", "mis", 5).unwrap(), ["Mikhail Mishustin"]);
    let hit = ask(&store, "person:mishustin", Order::Newest).hits.remove(0);
    assert_eq!(&hit.snippet.text[hit.snippet.marked[0]], "Mishustin");
}

#[test]
fn notes_are_found_also_of_articles_that_are_gone() {
    let (_folder, store) = store();
    let text = "The ceasefire held.";
    let id = put(&store, "a", text).id;
    put(&store, "b", "Another article.");
    let kept = bookmark(1, id, text, "Überraschung");
    store.keep(&kept, at(5)).unwrap();
    let place = |query: &str| ask(&store, query, Order::Newest).hits.first().map(|hit| hit.place);
    let there = Some(HitPlace::Bookmark(kept.id));
    for query in [
        "uberraschung",
        "note:Überraschung",
        "note:uberraschungs",
        "tag:b note:uberraschung",
        "the uberrasch*",
    ] {
        assert_eq!(place(query), there, "{query}");
    }
    assert_eq!(titles(&store, "ceasefire note:uberraschung"), ["a"]);
    assert_eq!(titles(&store, "ceasefire note:uberraschungs"), ["a"]);
    assert_eq!(titles(&store, "-note:uberraschung"), ["b"]);
    assert_eq!(titles(&store, "tag:b"), ["a"]);
    assert_eq!(titles(&store, "is:kept"), ["a"]);
    assert_eq!(titles(&store, "-is:kept"), ["b"]);
    assert!(titles(&store, "article note:uberraschung").is_empty());
    store.remove(id, at(6)).unwrap();
    assert_eq!(place("uberraschung"), there);
    assert!(place("ceasefire").is_none());
    let changed = Bookmark { note: "etwas anderes".to_owned(), tags: Vec::new(), ..kept.clone() };
    store.edit_bookmark(&changed, at(7)).unwrap();
    assert!(place("note:uberraschung").is_none() && place("anderes") == there);
    store.undo().unwrap();
    assert_eq!(place("uberraschung"), there);
    store.drop_bookmark(kept.id, at(8)).unwrap();
    assert!(place("uberraschung").is_none());
    store.undo().unwrap();
    assert_eq!(place("uberraschung"), there);
    let lost = Bookmark {
        document: DocumentId::from_bytes([9; 16]),
        note: "verloren".to_owned(),
        ..bookmark(2, id, text, "x")
    };
    store.keep(&lost, at(9)).unwrap();
    for query in ["verloren", "note:verloren", "tag:x", "is:kept verloren"] {
        assert_eq!(place(query), Some(HitPlace::Bookmark(lost.id)), "{query}");
    }
}

#[test]
fn each_tag_is_asked_of_a_passage() {
    let (_folder, store) = store();
    let text = "A text.";
    let here = put(&store, "a", text).id;
    let gone = DocumentId::from_bytes([9; 16]);
    let all: [(u8, DocumentId, &str, &[&str]); 4] = [
        (1, here, "harbour", &["one", "Two"]),
        (2, gone, "harbour", &["one"]),
        (3, gone, "harbour", &["two"]),
        (4, gone, "quay", &["one", "two"]),
    ];
    for (number, id, note, tags) in all {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let kept = Bookmark { tags, ..bookmark(number, id, text, note) };
        store.keep(&kept, at(i64::from(number))).unwrap();
    }
    let table: [(&str, &[u8]); 10] = [
        ("harbour", &[1, 2, 3]),
        ("tag:nosuch harbour", &[]),
        ("tag:nosuch tag:one harbour", &[]),
        ("-tag:nosuch harbour", &[1, 2, 3]),
        ("tag:one", &[1, 2, 4]),
        ("tag:one tag:two", &[1, 4]),
        ("tag:one tag:two harbour", &[1]),
        ("tag:one -tag:two", &[2]),
        ("-tag:one harbour", &[3]),
        ("-tag:two note:harbour", &[2]),
    ];
    for (query, expected) in table {
        let hits = ask(&store, query, Order::Newest).hits;
        let mut found: Vec<u8> = hits
            .iter()
            .map(|hit| match hit.place {
                HitPlace::Bookmark(id) => id.as_bytes()[0],
                _ => 1,
            })
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{query}");
    }
}

#[test]
fn a_tag_is_found_among_very_many() {
    let (_folder, store) = store();
    let (a, b) = (put(&store, "a", "One text.").id, put(&store, "b", "Other text.").id);
    let mut many: Vec<String> = (0..2_100).map(|number| format!("mé{number}")).collect();
    many.extend(["straße", "strasse", "stras", "zebra", "zebras", "日本"].map(str::to_owned));
    store.set_article_tags(a, &many, at(1)).unwrap();
    let others = ["ZÉBRA", "Strase", "e\u{301}tat", "zebr", "m", "日"].map(str::to_owned);
    store.set_article_tags(b, &others, at(2)).unwrap();
    let table: [(&str, &[&str]); 9] = [
        ("tag:Zébra", &["b", "a"]),
        ("tag:zebras", &["a"]),
        ("tag:zeb", &[]),
        ("tag:ME2099", &["a"]),
        ("tag:M", &["b"]),
        ("tag:strasse", &["a"]),
        ("tag:état", &["b"]),
        ("tag:日本", &["a"]),
        ("-tag:日", &["a"]),
    ];
    for (query, expected) in table {
        assert_eq!(titles(&store, query), expected, "{query}");
    }
    assert!(remarks(&store, "tag:zeb").contains("nothing has the tag"));
}

#[test]
fn pages_go_on_where_the_last_one_ended() {
    let (_folder, store) = store();
    for number in 0..25 {
        let extra = if number % 5 == 0 { "peace peace peace" } else { "" };
        put(&store, &format!("{number:02}"), &format!("An article on peace, {number}. {extra}"));
    }
    let text = "An article on peace, 3. ";
    let id = store.list(crate::store::Scope::default(), None, 50).unwrap()[21].id;
    store.keep(&bookmark(1, id, text, "peace in a note"), at(5)).unwrap();
    for order in [Order::Newest, Order::Relevance] {
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let ask = Ask { order, after, limit: 4, feed: None };
            let found = store.search(&parse("peace"), ask, &|| false).unwrap();
            assert!(found.hits.len() <= 4);
            seen.extend(found.hits.into_iter().map(|hit| hit.entry.title));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!((seen.len(), sorted.len()), (25, 25), "{order:?} {seen:?}");
        if order == Order::Newest {
            sorted.reverse();
            assert_eq!(seen, sorted);
        } else {
            assert_eq!(seen[0], "03", "the note comes first");
            let best = seen.iter().skip(1).take(5);
            let best: Vec<usize> = best.map(|title| title.parse().unwrap()).collect();
            assert!(best.iter().all(|number| number % 5 == 0), "{seen:?}");
        }
    }
}

/// Returns the numbers in the titles of all that is found, page by page.
fn numbers(store: &Store, query: &str, order: Order, feed: Option<FeedId>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut after = None;
    for _ in 0..100 {
        let ask = Ask { order, after, limit: 7, feed };
        let page = store.search(&parse(query), ask, &|| false).unwrap();
        assert!(page.hits.len() <= 7);
        found.extend(page.hits.iter().map(|hit| hit.entry.title[2..5].parse::<usize>().unwrap()));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
    panic!("{query} never ends");
}

/// A query, whether it is asked within the feed, and which articles it finds.
type Case = (&'static str, bool, fn(usize) -> bool);

#[test]
fn nothing_is_left_out_however_many_there_are() {
    let (_folder, store) = store();
    let feed = follow(&store, "feed");
    let mut ids = Vec::new();
    for number in 0..100 {
        let address = format!("ti{number:03}{}", if number == 3 { " peace" } else { "" });
        let war = if number == 7 { "war war war" } else { "war" };
        let text = format!("Of peace {}, no {number}.", if number % 7 == 0 { war } else { "" });
        let id = if number % 4 == 0 {
            let came = Came { id: &address, link: &address, text: &text, published: 0 };
            arrive(&store, feed, &[came], 1)[0].id
        } else {
            put(&store, &address, &text).id
        };
        if number % 2 == 0 {
            store.set_article_tags(id, &["Später".to_owned()], at(1)).unwrap();
        } else if number < 20 {
            store.set_article_tags(id, &["rare".to_owned()], at(1)).unwrap();
        }
        if number % 3 == 0 {
            let number = u8::try_from(number).unwrap();
            store.keep(&bookmark(number, id, &text, "remark"), at(2)).unwrap();
        }
        ids.push(id);
    }
    let of_story: Vec<_> = ids.iter().step_by(5).copied().collect();
    store.join_stories(&of_story, at(3)).unwrap();
    let meeting = store.entry(of_story[0]).unwrap().unwrap().story.unwrap();
    store.rename_story(meeting, "The Great Meeting", at(4)).unwrap();
    let table: [Case; 26] = [
        ("title:peace", false, |it| it == 3),
        ("title:ti003 OR title:ti004 peace", false, |it| it == 3 || it == 4),
        ("", false, |_| true),
        ("", true, |it| it % 4 == 0),
        ("peace", true, |it| it % 4 == 0),
        ("war", true, |it| it % 28 == 0),
        ("tag:spater", false, |it| it % 2 == 0),
        ("-tag:später", false, |it| it % 2 == 1),
        ("peace tag:später", false, |it| it % 2 == 0),
        ("tag:später", true, |it| it % 4 == 0),
        ("tag:remark", false, |it| it % 3 == 0),
        ("-tag:remark peace", false, |it| it % 3 != 0),
        ("is:kept", false, |it| it % 3 == 0),
        ("is:kept peace", true, |it| it % 12 == 0),
        ("-is:kept", false, |it| it % 3 != 0),
        ("is:kept tag:später", false, |it| it % 6 == 0),
        ("note:remark", false, |it| it % 3 == 0),
        ("note:remark war", false, |it| it % 21 == 0),
        ("-note:remark war", false, |it| it % 7 == 0 && it % 3 != 0),
        ("story:meeting", false, |it| it % 5 == 0),
        ("-story:meeting war", false, |it| it % 7 == 0 && it % 5 != 0),
        ("ti*", false, |_| true),
        ("ti* is:kept war", false, |it| it % 21 == 0),
        ("ti* tag:rare", false, |it| it % 2 == 1 && it < 20),
        ("ti* tag:rare peace", false, |it| it % 2 == 1 && it < 20),
        ("ti* tag:rare tag:remark", false, |it| it % 6 == 3 && it < 20),
    ];
    for (query, in_feed, is_wanted) in table {
        let expected: Vec<_> = (0..100).rev().filter(|number| is_wanted(*number)).collect();
        let feed = Some(feed).filter(|_| in_feed);
        assert_eq!(numbers(&store, query, Order::Newest, feed), expected, "{query} {in_feed}");
        let mut ranked = numbers(&store, query, Order::Relevance, feed);
        ranked.sort_unstable_by_key(|number| std::cmp::Reverse(*number));
        if !query.contains("ti*") {
            assert_eq!(ranked, expected, "{query} {in_feed} by relevance");
        }
    }
    let told = ask(&store, "ti* tag:rare peace", Order::Relevance).remarks.join("\n");
    assert!(told.contains("older articles are not ranked"), "{told}");
    // Few that are starred are asked at once, however many have the words.
    assert!(ask(&store, "is:starred peace", Order::Newest).next.is_none());
    store.set_starred(ids[2], true, at(5)).unwrap();
    let found = ask(&store, "is:starred peace", Order::Newest);
    assert_eq!((found.hits.len(), found.next), (1, None));
    store.set_starred(ids[3], true, at(6)).unwrap();
    store.remove(ids[3], at(7)).unwrap();
    assert_eq!(titles(&store, "is:starred note:remark"), ["ti003 peace"]);
    store.undo().unwrap();
    // What very many articles say as often comes the newest first, but for what is shorter or has it in the title.
    let best = |query: &str| numbers(&store, query, Order::Relevance, None)[0];
    assert_eq!((best("peace"), best("peace -tag:remark"), best("peace war")), (3, 97, 7));
}

#[test]
fn notes_beyond_the_newest_are_told() {
    let (_folder, store) = store();
    let text = "A text.";
    for number in 1..=45 {
        let id = put(&store, &format!("{number:02}"), text).id;
        store.keep(&bookmark(number, id, text, "remark"), at(i64::from(number))).unwrap();
    }
    let found = ask(&store, "remark", Order::Newest);
    assert_eq!(found.hits.len(), 40);
    assert!(found.remarks.iter().any(|it| it.contains("the newest 40")), "{:?}", found.remarks);
}

/// Whatever is asked for, in however many articles it stands, what says more of it comes before what is newer.
#[test]
fn what_says_more_comes_first_also_of_what_very_many_have() {
    let (_folder, store) = store();
    let much = "The storm warning came with the storm. A storm warning is no storm. Storm warning!";
    article(&store, "much", "A", "2025-01-01", "en", much);
    let little = format!("A storm warning came. {}", "Nothing else was said here. ".repeat(6));
    for number in 0..80 {
        article(&store, &format!("little {number}"), "B", "2025-01-01", "en", &little);
    }
    let queries = [
        "storm",
        "\"storm warning\"",
        "storm warning",
        "stor*",
        "storm OR stor*",
        "\"storm warn\"*",
        "near:\"storm warning\"",
        "storm -tornado",
        "storm date:2025",
        "storm lang:en",
        "storm site:A",
        "near:\"storm warning\" OR tornado",
    ];
    for query in queries {
        let found = ask(&store, query, Order::Relevance);
        assert_eq!(found.hits[0].entry.title, "much", "{query} {:?}", found.remarks);
    }
}

#[test]
fn a_title_says_a_phrase_in_its_order() {
    let (_folder, store) = store();
    let text = "Of climate change much was said.";
    article(&store, "Climate change", "A", "2025-01-01", "en", text);
    article(&store, "A change of climate", "A", "2025-01-01", "en", &text.repeat(4));
    article(&store, "Another", "A", "2025-01-01", "en", text);
    for query in ["\"climate change\"", "near:0:\"climate change\"", "\"climate chan\"*"] {
        let found = ask(&store, query, Order::Relevance);
        let titles: Vec<_> = found.hits.iter().map(|hit| hit.entry.title.as_str()).collect();
        assert_eq!(titles[0], "Climate change", "{query} {titles:?}");
        assert_eq!(titles.len(), 3, "{query}");
    }
}

#[test]
fn a_title_counts_for_more() {
    let (_folder, store) = store();
    article(
        &store,
        "peace",
        "A",
        "2025-01-01",
        "en",
        "Something was said of it at length, and more.",
    );
    article(
        &store,
        "other",
        "A",
        "2025-01-01",
        "en",
        "Something was said of peace at length, and more.",
    );
    let found = ask(&store, "peace", Order::Relevance);
    let titles: Vec<_> = found.hits.iter().map(|hit| hit.entry.title.as_str()).collect();
    assert_eq!(titles, ["peace", "other"]);
    // However much more a text says of it.
    let text = "Peace came. Peace stayed. Peace, and nothing but peace.";
    article(&store, "talk", "A", "2025-01-01", "en", text);
    let found = ask(&store, "peace", Order::Relevance);
    let titles: Vec<_> = found.hits.iter().map(|hit| hit.entry.title.as_str()).collect();
    assert_eq!(titles, ["peace", "talk", "other"]);
    assert_eq!(found.hits[0].place, HitPlace::Entry);
    assert_eq!(&found.hits[0].snippet.text[found.hits[0].snippet.marked[0]], "peace");
}

#[test]
fn stories_are_found_by_their_titles() {
    let (_folder, store) = store();
    let (a, b) = (put(&store, "a", "One text.").id, put(&store, "b", "Other text.").id);
    put(&store, "c", "Third text.");
    store.join_stories(&[a, b], at(1)).unwrap();
    let of_both = store.entry(a).unwrap().unwrap().story.unwrap();
    store.rename_story(of_both, "The Great Meeting", at(2)).unwrap();
    assert_eq!(titles(&store, "story:meeting"), ["b", "a"]);
    assert_eq!(titles(&store, "story:\"great meeting\" other"), ["b"]);
    assert_eq!(titles(&store, "-story:meeting"), ["c"]);
    assert_eq!(store.values("story", "gre", 5).unwrap(), ["The Great Meeting"]);
}

#[test]
fn searches_are_kept_and_taken_back() {
    let (_folder, store) = store();
    let id = SearchId::from_bytes([7; 16]);
    let search = SavedSearch { id, name: "Peace".to_owned(), query: "peace".to_owned() };
    store.save_search(&search, at(1)).unwrap();
    let other = SavedSearch { query: "peace -war".to_owned(), ..search.clone() };
    store.save_search(&other, at(2)).unwrap();
    assert_eq!(store.saved_searches().unwrap(), std::slice::from_ref(&other));
    assert_eq!(store.undo().unwrap().unwrap().description, "search changed");
    assert_eq!(store.saved_searches().unwrap(), std::slice::from_ref(&search));
    store.drop_search(id, at(3)).unwrap();
    assert_eq!(store.saved_searches().unwrap(), []);
    assert_eq!(store.undo().unwrap().unwrap().description, "search dropped");
    assert_eq!(store.saved_searches().unwrap(), [search]);
    store.undo().unwrap();
    assert_eq!(store.saved_searches().unwrap(), []);
}

#[test]
fn a_match_far_into_a_long_text_is_shown() {
    let (_folder, store) = store();
    let line = "Nothing of interest is said here, as ever.\n";
    let text = format!("{}At last a zeitgeist appears.\n{line}", line.repeat(20_000));
    put(&store, "long", &text);
    let hit = ask(&store, "zeitgeist", Order::Newest).hits.remove(0);
    let HitPlace::Text(range) = hit.place else { panic!("{:?}", hit.place) };
    let shown = store.text(hit.entry.id).unwrap().document.unwrap();
    assert_eq!(&shown.text()[range], "zeitgeist");
}

#[test]
fn what_nobody_waits_for_ends() {
    let (_folder, store) = store();
    put(&store, "a", "A text.");
    let ask = Ask { order: Order::Newest, after: None, limit: 5, feed: None };
    assert!(store.search(&parse("text"), ask, &|| true).unwrap().hits.is_empty());
}

#[test]
fn articles_are_found_by_what_is_kept_of_them() {
    let (_folder, store) = store();
    let ids: Vec<_> = ["a", "b", "c"].map(|name| put(&store, name, "some harbour").id).to_vec();
    let keep = |number: u8, document: usize, note: &str, label: Option<Label>, created: i64| {
        let kept = bookmark(number, ids[document], "some harbour", note);
        store.keep(&Bookmark { label, created: at(created), ..kept }, at(9)).unwrap();
    };
    keep(1, 0, "", Some(Label::Red), 0);
    keep(2, 0, "word", None, 86_400);
    keep(3, 1, "word", Some(Label::Blue), 2 * 86_400);
    let far = DocumentId::from_bytes([9; 16]);
    let lost = bookmark(4, far, "some harbour", "lost word");
    store.keep(&Bookmark { label: Some(Label::Red), ..lost }, at(9)).unwrap();
    let table: [(&str, &[&str]); 18] = [
        ("label:red", &["a", "a title"]),
        ("label:red label:blue harbour", &["b", "a"]),
        ("label:none", &["a"]),
        ("-label:red harbour", &["c", "b"]),
        ("label:green", &[]),
        ("is:noted", &["b", "a", "a title"]),
        ("is:noted label:red", &["a", "a title"]),
        ("-is:noted", &["c"]),
        ("is:fact", &[]),
        ("since:1970-01-02", &["b", "a"]),
        ("since:1970-01-03", &["b"]),
        ("-since:1970-01-03 is:kept", &["a"]),
        ("since:7d", &[]),
        // A note that is found is one of a passage that is so itself.
        ("note:word label:blue", &["b"]),
        ("note:lost label:red", &["a title"]),
        ("note:lost -label:red", &[]),
        ("is:drifted", &[]),
        ("is:drifted note:word", &[]),
    ];
    for (query, expected) in table {
        assert_eq!(titles(&store, query), expected, "{query}");
    }
    assert!(remarks(&store, "is:drifted").contains("in the list of bookmarks"));
    assert_eq!(titles(&store, "-is:drifted harbour"), ["c", "b", "a"]);
    // More articles than are a set.
    for number in 10..30 {
        let id = put(&store, &format!("n{number}"), "many words").id;
        let kept = bookmark(number, id, "many words", "word");
        store.keep(&Bookmark { label: Some(Label::Green), ..kept }, at(9)).unwrap();
    }
    assert_eq!(titles(&store, "label:green").len(), 20);
    assert_eq!(titles(&store, "is:noted many -label:green").len(), 0);
}

#[test]
fn what_has_many_notes_is_one_article() {
    let (_folder, store) = store();
    let old = put(&store, "old", "some harbour").id;
    for number in 0..12 {
        let kept = bookmark(number, old, "some harbour", "word");
        store.keep(&Bookmark { label: Some(Label::Purple), ..kept }, at(9)).unwrap();
    }
    for number in 0..50 {
        put(&store, &format!("n{number}"), "many words");
    }
    let found = ask(&store, "label:purple", Order::Newest);
    assert_eq!((found.hits.len(), found.next), (1, None), "{:?}", found.remarks);
    // An article that was removed is found by what is kept of it.
    store.remove(old, at(10)).unwrap();
    for query in ["label:purple", "is:noted", "since:1970"] {
        assert_eq!(titles(&store, query), ["old"], "{query}");
    }
}

#[test]
fn hostile_patterns_find_nothing_and_harm_nothing() {
    let (_folder, store) = store();
    put(&store, "a", "A text.");
    let all = std::env::var_os("SIDELIGHT_HOSTILE").map(std::path::PathBuf::from);
    let file = all.map(|folder| folder.join("query/patterns.txt"));
    let file = file.and_then(|file| std::fs::read_to_string(file).ok());
    if file.is_none() {
        println!("SIDELIGHT_HOSTILE has no query/patterns.txt: only the own patterns are tried");
    }
    let own = [
        "\"",
        "'",
        "a\" OR \"b",
        "NEAR(a b, 5)",
        "{title}: a",
        "^a",
        "a AND",
        "*",
        "(",
        ")",
        "title:\"*",
        "\0",
        "-",
        "--",
        "NOT",
        "a + b",
        "col : x",
        "date:2025..",
        "near:\"a",
        "\u{202e}",
    ];
    let lines = file.iter().flat_map(|file| file.lines()).chain(own);
    for line in lines {
        for query in [
            line.to_owned(),
            format!("title:{line}"),
            format!("-{line}"),
            format!("near:\"{line} x\""),
        ] {
            for order in [Order::Newest, Order::Relevance] {
                ask(&store, &query, order);
            }
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 24, ..Config::default() })]

    #[test]
    fn every_token_of_an_article_finds_it(text in "[a-zA-ZäöüßéñИйώ日本กا.,'’\" -]{1,120}") {
        let (_folder, store) = store();
        put(&store, "a", &text);
        for (range, token) in tokens(store.text_of_first().as_str()) {
            let _ = range;
            prop_assert!(!titles(&store, &format!("\"{token}\"")).is_empty(), "{token:?}");
            prop_assert!(!titles(&store, &token).is_empty(), "{token:?}");
        }
    }

    #[test]
    fn no_query_makes_the_store_fail(query in any::<String>()) {
        let (_folder, store) = store();
        put(&store, "a", "A text.");
        ask(&store, &query, Order::Newest);
        ask(&store, &query, Order::Relevance);
    }
}

impl Store {
    fn text_of_first(&self) -> String {
        let id = self.list(crate::store::Scope::default(), None, 1).unwrap()[0].id;
        self.text(id).unwrap().document.map_or_else(String::new, |it| it.text().to_owned())
    }
}

#[test]
fn an_anchor_is_no_part_of_a_note() {
    let text = "One two three.";
    let anchor = Anchor::new(text, RevisionId::of(text.as_bytes()), crate::text::range(0, 3));
    let (_folder, store) = store();
    let id = put(&store, "a", text).id;
    let kept = Bookmark { anchor, ..bookmark(1, id, text, "later") };
    store.keep(&kept, at(1)).unwrap();
    assert!(titles(&store, "note:one").is_empty());
    assert_eq!(titles(&store, "note:later"), ["a"]);
}
