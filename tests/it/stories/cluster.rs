//! Articles grouped into stories as they come: snippets of ECB+, the samples among other articles, invented
//! articles of several outlets on one event and on one like it.
//!
//! Everything goes through a store, as in the program: what is measured is also how candidates are found.

use std::collections::BTreeMap;
use std::fs;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use sidelight::document::{BlockKind, Document, DocumentBuilder, DocumentId};
use sidelight::extract::extract;
use sidelight::import::{Overrides, Payload, import};
use sidelight::source::Location;
use sidelight::store::{Incoming, Logged, ReadyProfile, Store, TextDigest};
use sidelight::story::{Profile, StoryId};
use tempfile::TempDir;

use crate::script::SEEDS;
use crate::stories::snippets::snippets;

/// An article that was read, with what it is on.
struct Article {
    document: Document,
    profile: Profile,
    /// The event it is on.
    event: String,
    /// The kind of event.
    topic: String,
}

fn article(document: Document, event: &str, topic: &str) -> Article {
    let profile = Profile::of(&document, &extract(&document));
    Article { document, profile, event: event.to_owned(), topic: topic.to_owned() }
}

/// Makes a document of paragraphs, the first a headline if there is one.
fn document(headline: Option<&str>, paragraphs: &[&str], published: Option<Date>) -> Document {
    let mut builder = DocumentBuilder::new();
    builder.metadata().published = published;
    if let Some(headline) = headline {
        builder.simple(BlockKind::Title, headline);
    }
    for paragraph in paragraphs {
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    builder.finish().unwrap()
}

fn imported(name: &str, text: &str) -> Document {
    import(&Payload::new(text.as_bytes(), name, &Overrides::default())).unwrap()
}

/// Lets the articles come in an order; returns what groups they are in, those of one number in one.
fn grouped(articles: &[Article], order: impl Iterator<Item = usize>) -> Vec<usize> {
    let (_folder, store) = store();
    let mut ids: Vec<Option<DocumentId>> = vec![None; articles.len()];
    for index in order {
        let article = &articles[index];
        ids[index] = Some(put(&store, index, article));
    }
    let mut numbers: BTreeMap<StoryId, usize> = BTreeMap::new();
    let ids = ids.into_iter().enumerate();
    ids.map(|(index, id)| match store.story_of(id.unwrap()).unwrap() {
        Some(found) => *numbers.entry(found.id).or_insert(index),
        None => index,
    })
    .collect()
}

fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("library.db")).unwrap();
    (folder, store)
}

fn put(store: &Store, index: usize, article: &Article) -> DocumentId {
    let place = Location::Sample(index.to_string());
    let (bytes, given) = (index.to_string(), Overrides::default());
    let content = article.document.clone();
    let incoming = Incoming::new(place, "article", bytes.as_bytes(), 1, content, given).unwrap();
    let document = store.put(&incoming, Logged::No, Timestamp::UNIX_EPOCH).unwrap().id;
    let text = TextDigest::of(&article.document);
    let ready = ReadyProfile { document, text, profile: article.profile.clone() };
    store.assign(1, &[ready]).unwrap();
    document
}

/// Returns the places of so many things in an order that looks random but is always the same.
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    let mut state = seed;
    for last in (1..count).rev() {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        places.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
    }
    places
}

/// How well groups agree with events.
#[derive(Debug)]
struct Agreement {
    b_cubed: [f64; 3],
    pairs: [f64; 3],
    /// Of the pairs put together that are of one kind of event, the share that is on one event.
    purity: f64,
}

fn agreement(articles: &[Article], groups: &[usize]) -> Agreement {
    let f1 = |p: f64, r: f64| [p, r, 2.0 * p * r / (p + r)];
    let all: Vec<_> = articles.iter().zip(groups).collect();
    let (mut precision, mut recall) = (0.0, 0.0);
    let (mut together, mut right, mut gold, mut of_topic) = (0.0, 0.0, 0.0, 0.0);
    for (one, group) in &all {
        let (mut grouped, mut same, mut both) = (0.0, 0.0, 0.0);
        for (other, of) in &all {
            let (is_grouped, is_same) = (group == of, one.event == other.event);
            grouped += f64::from(u8::from(is_grouped));
            same += f64::from(u8::from(is_same));
            both += f64::from(u8::from(is_grouped && is_same));
            of_topic += f64::from(u8::from(is_grouped && one.topic == other.topic));
        }
        precision += both / grouped;
        recall += both / same;
        // Everyone is with itself, which is no pair.
        (together, right, gold) = (together + grouped - 1.0, right + both - 1.0, gold + same - 1.0);
        of_topic -= 1.0;
    }
    let count = articles.len() as f64;
    Agreement {
        b_cubed: f1(precision / count, recall / count),
        pairs: f1(right / together, right / gold),
        purity: right / of_topic,
    }
}

#[test]
fn snippets_are_grouped_by_event() {
    let Some(snippets) = snippets() else { return };
    let articles: Vec<Article> = snippets
        .iter()
        .map(|snippet| Article {
            document: snippet.document.clone(),
            profile: Profile::of(&snippet.document, &snippet.facts),
            event: snippet.story.clone(),
            topic: snippet.topic.to_string(),
        })
        .collect();
    let orders = [
        ("file order", (0..articles.len()).collect()),
        ("shuffled", shuffled(articles.len(), 1)),
        ("shuffled again", shuffled(articles.len(), 2)),
    ];
    for (name, order) in orders {
        let groups = grouped(&articles, order.into_iter());
        let Agreement { b_cubed, pairs, purity } = agreement(&articles, &groups);
        println!(
            "ECB+ dev, {name:14}: B3 P {:.3} R {:.3} F {:.3}; pairs P {:.3} R {:.3} F1 {:.3}; sister \
             events kept apart {purity:.3}",
            b_cubed[0], b_cubed[1], b_cubed[2], pairs[0], pairs[1], pairs[2]
        );
        assert!(b_cubed[2] >= 0.82, "{name}: B3 fell to {:.3}", b_cubed[2]);
        assert!(pairs[2] >= 0.72, "{name}: pair F1 fell to {:.3}", pairs[2]);
        assert!(purity >= 0.72, "{name}: sister events are mixed: {purity:.3}");
    }
}

/// The invented news that the tagger of names learns from: a few hundred articles on all sorts of things.
fn invented_news() -> Vec<Article> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/names/text");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut articles = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let text = fs::read_to_string(file).unwrap();
        // Two of each file will do.
        for part in text.split("\n%%").take(2) {
            let plain = ["[P ", "[O ", "[L ", "]"]
                .iter()
                .fold(part.to_owned(), |text, mark| text.replace(mark, ""));
            let paragraphs: Vec<_> =
                plain.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).collect();
            let name = format!("other {}", articles.len());
            articles.push(article(
                document(Some(paragraphs[0]), &paragraphs[1..], None),
                &name,
                "other",
            ));
        }
    }
    articles
}

#[test]
fn the_samples_are_one_story_that_nothing_else_joins() {
    let samples =
        SEEDS.iter().map(|text| article(imported("sample.txt", text), "samples", "samples"));
    let mut articles: Vec<Article> = samples.collect();
    articles.extend(invented_news());
    assert!(articles.len() > 62);
    let last = articles.len() - 1;
    let apart: Vec<usize> = [0].into_iter().chain(2..=last).chain([1]).collect();
    for order in [(0..=last).collect(), apart, (0..=last).rev().collect()] {
        let groups = grouped(&articles, order.into_iter());
        assert_eq!(groups[0], groups[1], "the samples are one story");
        let with: Vec<_> = (2..=last).filter(|other| groups[*other] == groups[0]).collect();
        assert!(
            with.is_empty(),
            "{:?}",
            with.iter().map(|at| articles[*at].document.text()).collect::<Vec<_>>()
        );
        let grouped =
            (2..=last).filter(|at| groups.iter().filter(|of| **of == groups[*at]).count() > 1);
        println!("of {} other articles {} are in a story", last - 1, grouped.count());
    }
}

/// Articles of several outlets, which disagree, on a ferry that ran aground, on another ferry that did so
/// elsewhere, and on the same harbour a year later.
const FERRIES: [(&str, &str, Option<i8>, &str); 7] = [
    (
        "skarvik",
        "Ferry runs aground off Skarvik, 14 hurt",
        Some(8),
        "A passenger ferry with 212 people on board ran aground on rocks off the harbour of Skarvik early on Tuesday, \
      injuring 14 people, the coast guard said. The Nordlys was on its way from Hamnes when it lost steering in high \
      waves, according to the coast guard. All passengers were taken ashore by four lifeboats before noon. Captain \
      Erik Solheim told reporters that an alarm in the engine room had sounded minutes before.",
    ),
    (
        "skarvik",
        "Rescuers evacuate more than 200 from stranded ferry in Norway",
        Some(8),
        "Rescuers took more than 200 passengers off a ferry that struck rocks near Skarvik on Tuesday morning. At least \
      17 people were hurt, two of them seriously, hospital officials in Hamnes said. The ferry, the Nordlys, had lost \
      its steering in a storm, said Ingrid Moe of the coast guard. The company that runs it, Fjordlinjen, said it \
      would help investigators.",
    ),
    (
        "skarvik",
        "Engine alarm sounded before Nordlys hit rocks, captain says",
        Some(9),
        "The captain of the ferry that ran aground off Skarvik said an alarm had sounded in the engine room minutes \
      before the ship lost steering. Erik Solheim was questioned by police for three hours on Wednesday. The accident \
      injured 16 passengers. Fjordlinjen, the owner of the Nordlys, said the ship had been inspected in March.",
    ),
    (
        "skarvik",
        "Nordlys: what we know of the accident",
        None,
        "The ferry Nordlys struck rocks off Skarvik with 212 people on board. The coast guard says that 14 were hurt; the \
      hospital in Hamnes speaks of 17. Captain Erik Solheim says that an alarm sounded in the engine room. Fjordlinjen \
      has stopped all its ferries on the line.",
    ),
    (
        "lagos",
        "Ferry capsizes on Lagos lagoon, nine missing",
        Some(9),
        "A ferry with about 60 people on board capsized on the lagoon near Ikorodu late on Tuesday, and nine people are \
      missing, the state emergency agency said. The boat was overloaded and hit a submerged wreck, said the agency's \
      spokesman, Tunde Adebayo. Fishermen pulled most of the passengers from the water before rescuers arrived.",
    ),
    (
        "lagos",
        "Overloaded boat sinks near Ikorodu; search for missing goes on",
        Some(10),
        "Divers searched the lagoon near Ikorodu on Wednesday for nine people who have been missing since an overloaded \
      ferry capsized. The boat hit a wreck under the water, the Lagos state emergency agency said. Its spokesman, Tunde \
      Adebayo, said fishermen had saved 51 passengers.",
    ),
    (
        "harbour",
        "Skarvik opens a new quay for cruise ships",
        Some(30),
        "Skarvik opened a quay for cruise ships on Friday after two years of work. The quay cost 340 million kroner and \
      is 280 metres long, the municipality said. Mayor Kari Nygaard said that the town expected 40 ships next summer. \
      Shop owners hope for more visitors; a group of residents had objected to the noise.",
    ),
];

#[test]
fn outlets_that_disagree_are_on_one_event() {
    let articles: Vec<Article> = FERRIES
        .iter()
        .map(|(event, headline, day, text)| {
            let published = day.map(|day| date(2024, 4, day));
            article(document(Some(headline), &[*text], published), event, "ferries")
        })
        .collect();
    for order in [vec![0, 1, 2, 3, 4, 5, 6], vec![6, 5, 3, 4, 2, 1, 0], vec![2, 5, 0, 6, 3, 4, 1]] {
        let groups = grouped(&articles, order.iter().copied());
        for (one, first) in articles.iter().zip(&groups) {
            for (other, second) in articles.iter().zip(&groups) {
                let (a, b) = (one.document.text(), other.document.text());
                assert_eq!(one.event == other.event, first == second, "{order:?}\n{a}\n\n{b}");
            }
        }
    }
}
