//! What searching costs: how large the index is, how long a page of hits takes, and what adding an article costs.
//!
//! `cargo bench --bench search -- FOLDER` builds a library of 100,000 articles in a temporary folder from the texts in
//! a folder: files of text or Markdown, and what stands in JSON under `text` or `articleBody`. Without a folder it takes
//! those of `SIDELIGHT_CORPORA`, without these the seeds. What there is is recombined: the title of one article, paragraphs
//! of three. `SIDELIGHT_BENCH_ARTICLES` sets another size, `TMPDIR` another place; `SIDELIGHT_BENCH_LIBRARY` is a folder in
//! which the library stays, to be asked again without building it. What comes after the folder are the kinds of queries
//! that are asked; without any all are.

// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::{Timestamp, ToSpan as _};
use rusqlite::Connection;
use serde_json::Value;
use sidelight::document::{BlockKind, Document, DocumentBuilder, Title, TitleOrigin};
use sidelight::library::Overrides;
use sidelight::search::{parse, tokens};
use sidelight::source::Location;
use sidelight::store::{Ask, Incoming, Logged, Order, Store};

/// How many hits are asked for; one alone, too, which is little more than looking up the numbers of all.
const PAGE: usize = 20;

/// How often each query is asked.
const ROUNDS: usize = 15;

/// How many queries of each kind there are.
const QUERIES: usize = 24;

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    let count = std::env::var("SIDELIGHT_BENCH_ARTICLES").ok();
    let count: usize = count.and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let articles = articles(folder.as_deref());
    println!("{} articles as they are, {count} in the library", articles.len());
    let passing = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("SIDELIGHT_BENCH_LIBRARY").map(PathBuf::from);
    let place = kept.unwrap_or_else(|| passing.path().to_owned());
    let path = place.join("library.db");
    let store = Store::open(&path).unwrap();
    let connection = Connection::open(&path).unwrap();
    let sql = "SELECT count(*) FROM documents";
    let there: u32 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    if there == 0 {
        let bytes = build(&store, &articles, count);
        let begun = Instant::now();
        while store.merge_index().unwrap() {}
        println!("the index merged in {:.1?}", begun.elapsed());
        sizes(&connection, bytes);
    } else {
        assert_eq!(there as usize, count, "{} holds another number of articles", path.display());
    }
    let plain = plain(&place, &connection);
    let texts: Vec<&str> = articles.iter().take(4_000).map(|article| article.1.as_str()).collect();
    let wanted: Vec<String> =
        std::env::args().skip(2).filter(|argument| !argument.starts_with('-')).collect();
    for (kind, queries) in queries(&texts) {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == kind) {
            continue;
        }
        measure(&store, &plain, kind, &queries);
    }
}

/// A source of random numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }
}

/// Reads titles and texts.
fn articles(folder: Option<&str>) -> Vec<(String, String)> {
    let corpora = std::env::var("SIDELIGHT_CORPORA").ok();
    let folder = folder.map(str::to_owned).or(corpora).unwrap_or_else(|| "seeds".to_owned());
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let Ok(whole) = fs::read_to_string(&file) else { continue };
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("txt" | "md") => texts.push(whole),
            Some("json") => {
                texts_in(&serde_json::from_str(&whole).unwrap_or_default(), &mut texts);
            }
            Some("jsonl") => whole.lines().for_each(|line| {
                texts_in(&serde_json::from_str(line).unwrap_or_default(), &mut texts);
            }),
            _ => {}
        }
    }
    let titled = texts.into_iter().filter(|text| text.len() >= 300).map(|text| {
        let title = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        (title.chars().take(90).collect(), text.chars().take(12_000).collect())
    });
    titled.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

fn texts_in(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| texts_in(value, texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "text" || name == "articleBody" => {
                        texts.push(text.clone());
                    }
                    value => texts_in(value, texts),
                }
            }
        }
        _ => {}
    }
}

/// Puts so many articles into a store; returns how many bytes of text they are.
fn build(store: &Store, articles: &[(String, String)], count: usize) -> usize {
    let paragraphs: Vec<Vec<&str>> = articles
        .iter()
        .map(|(_, text)| text.split('\n').filter(|line| line.len() > 40).collect())
        .collect();
    let mut dice = Dice(7);
    let (mut bytes, mut ready_time, mut put_time) = (0, Duration::ZERO, Duration::ZERO);
    let start = Instant::now();
    for number in 0..count {
        let (title, text) = match articles.get(number) {
            Some((title, text)) => (title.clone(), text.clone()),
            None => {
                let mut parts = Vec::new();
                for _ in 0..3 {
                    let from = &paragraphs[dice.roll(paragraphs.len())];
                    let first = dice.roll(from.len());
                    let mut taken = 0;
                    parts.extend(from.iter().skip(first).copied().take_while(|part| {
                        taken += part.len();
                        taken < 1_300 || taken == part.len()
                    }));
                }
                (articles[dice.roll(articles.len())].0.clone(), parts.join("\n\n"))
            }
        };
        bytes += text.len();
        let incoming = ready(number, &title, &text, &mut dice);
        ready_time += incoming.1;
        let begun = cpu();
        store
            .put(
                &incoming.0,
                Logged::No,
                Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap(),
            )
            .unwrap();
        put_time += cpu().saturating_sub(begun);
    }
    let each = |time: Duration| time / u32::try_from(count).unwrap();
    println!(
        "built in {:.0?}; {} bytes an article; CPU an article: made ready {:.0?} (parts, compressed original and words), put (rows and index, committed) {:.0?}",
        start.elapsed(),
        bytes / count,
        each(ready_time),
        each(put_time),
    );
    bytes
}

fn ready(number: usize, title: &str, text: &str, dice: &mut Dice) -> (Incoming, Duration) {
    let mut document = document(text);
    let mut metadata = document.metadata().clone();
    metadata.title = Some(Title { text: title.to_owned(), origin: TitleOrigin::Stated });
    metadata.site = Some(format!("Site {}", dice.roll(200)));
    metadata.published = Some(date(2015, 1, 1) + i64::try_from(dice.roll(4_000)).unwrap().days());
    metadata.language = Some(if text.is_ascii() { "en" } else { "zh" }.to_owned());
    document =
        Document::new(document.text().to_owned(), document.blocks().to_vec(), metadata, Vec::new())
            .unwrap();
    let place = Location::Sample(number.to_string());
    let begun = cpu();
    let incoming =
        Incoming::new(place, title, text.as_bytes(), 1, document, Overrides::default()).unwrap();
    (incoming, cpu().saturating_sub(begun))
}

fn document(text: &str) -> Document {
    let mut builder = DocumentBuilder::new();
    for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        builder.simple(BlockKind::Paragraph, part);
    }
    builder.finish().unwrap()
}

/// Returns the processor time of this thread; wall time where the system does not tell.
fn cpu() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|line| line.split(' ').next()?.parse().ok());
    told.map_or_else(|| Timestamp::now().as_duration().unsigned_abs(), Duration::from_nanos)
}

fn sizes(connection: &Connection, bytes: usize) {
    let size = |names: &str| -> f64 {
        let sql = format!("SELECT ifnull(sum(pgsize), 0) FROM dbstat WHERE name GLOB '{names}'");
        connection.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let (articles, titles) = (size("article_index*"), size("title_index*"));
    println!(
        "text {:.1} MB; index / text {:.3} (titles {:.3} of it)",
        bytes as f64 / 1e6,
        (articles + titles) / bytes as f64,
        titles / bytes as f64,
    );
    for table in ["article_index", "title_index"] {
        let sql = format!("INSERT INTO {table} ({table}) VALUES ('optimize')");
        let copy = connection.unchecked_transaction().unwrap();
        copy.execute(&sql, []).unwrap();
        copy.rollback().unwrap();
    }
}

/// Makes the index that anybody would make of the same texts.
fn plain(folder: &Path, from: &Connection) -> Connection {
    let path = folder.join("plain.db");
    let is_there = path.exists();
    let plain = Connection::open(path).unwrap();
    if is_there {
        return plain;
    }
    plain.execute_batch("PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE plain USING fts5 (text, content = ''); BEGIN").unwrap();
    let mut statement = from.prepare("SELECT documents.number, text FROM documents JOIN texts ON texts.revision = documents.revision").unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut insert = plain.prepare("INSERT INTO plain (rowid, text) VALUES (?1, ?2)").unwrap();
    while let Some(row) = rows.next().unwrap() {
        insert.execute((row.get::<_, i64>(0).unwrap(), row.get::<_, String>(1).unwrap())).unwrap();
    }
    drop(insert);
    plain.execute_batch("COMMIT").unwrap();
    plain
}

/// Makes queries of each kind from the texts themselves.
fn queries(texts: &[&str]) -> Vec<(&'static str, Vec<String>)> {
    let mut frequency: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for text in texts {
        let words: Vec<String> = tokens(text).into_iter().map(|(_, word)| word).collect();
        pairs.extend(words.windows(2).nth(words.len() / 2).map(|pair| pair.join(" ")));
        let mut distinct = words;
        distinct.sort();
        distinct.dedup();
        for word in distinct {
            *frequency.entry(word).or_default() += 1;
        }
    }
    let common_enough = |low: f64, high: f64| -> Vec<String> {
        let within = |count: usize| (low..high).contains(&(count as f64 / texts.len() as f64));
        let is_word = |word: &str| word.chars().count() > 3 || !word.is_ascii();
        let mut words: Vec<_> = frequency
            .iter()
            .filter(|(word, count)| within(**count) && is_word(word))
            .map(|(word, _)| word.clone())
            .collect();
        let step = (words.len() / QUERIES).max(1);
        words = words.into_iter().step_by(step).take(QUERIES).collect();
        words
    };
    let (rare, middle, common) =
        (common_enough(0.002, 0.01), common_enough(0.03, 0.1), common_enough(0.3, 1.1));
    let both: Vec<_> = middle
        .iter()
        .zip(common_enough(0.05, 0.2))
        .map(|(one, other)| format!("{one} {other}"))
        .collect();
    let step = (pairs.len() / QUERIES).max(1);
    let phrases: Vec<_> =
        pairs.into_iter().step_by(step).take(QUERIES).map(|pair| format!("\"{pair}\"")).collect();
    let with =
        |filter: &str| middle.iter().map(|word| format!("{word} {filter}")).collect::<Vec<_>>();
    let listed = |list: &[&str]| list.iter().map(|query| (*query).to_owned()).collect::<Vec<_>>();
    vec![
        ("rare", rare),
        ("middle", middle.clone()),
        ("common", [common, listed(&["said", "the"])].concat()),
        ("phrase", phrases),
        ("and", both),
        ("prefix of 4", listed(&["econ*", "prog*", "inte*", "comp*"])),
        ("prefix of 3", listed(&["con*", "pro*", "int*", "pre*"])),
        ("prefix of 2", listed(&["co*", "pr*", "re*", "s*"])),
        ("characters", listed(&["明月", "春风", "不知", "人间", "月", "天下 人", "万里江山"])),
        ("site", with("site:\"Site 7\"")),
        ("date", with("date:2018-03..2019")),
        ("unread", with("is:unread")),
        ("starred", with("is:starred")),
        ("nobody", with("person:Nobody")),
        ("not", with("-said")),
        ("near", both_near(&middle)),
    ]
}

fn both_near(words: &[String]) -> Vec<String> {
    words.windows(2).map(|pair| format!("near:\"{} {}\"", pair[0], pair[1])).collect()
}

fn measure(store: &Store, plain: &Connection, kind: &str, queries: &[String]) {
    let mut line = format!("{kind:<12}");
    for (order, limit, name) in [
        (Order::Newest, 1, "first"),
        (Order::Newest, PAGE, "newest"),
        (Order::Relevance, PAGE, "ranked"),
    ] {
        let mut hits = 0;
        let mut times = Vec::new();
        for round in 0..=ROUNDS {
            for query in queries {
                let begun = Instant::now();
                let ask = Ask { order, after: None, limit, feed: None };
                let found = store.search(&parse(query), ask, &|| false).unwrap();
                if round > 0 {
                    times.push(begun.elapsed());
                    hits += found.hits.len();
                }
            }
        }
        let hits = hits as f64 / times.len().max(1) as f64;
        let _ = write!(line, " {name} {} ({hits:.1} hits)", spread(&mut times));
    }
    let mut times = Vec::new();
    for query in queries.iter().filter(|query| !query.contains(':') && !query.contains(" -")) {
        let mut statement = plain
            .prepare_cached("SELECT rowid FROM plain WHERE plain MATCH ?1 ORDER BY rank LIMIT 20")
            .unwrap();
        for _ in 0..3 {
            let begun = Instant::now();
            let found: Vec<i64> = statement
                .query_map([query], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            times.push(begun.elapsed());
            drop(found);
        }
    }
    if !times.is_empty() {
        let _ = write!(line, " plain bm25 {}", spread(&mut times));
    }
    println!("{line}");
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    if times.is_empty() {
        return "-".to_owned();
    }
    format!("p50 {:.2?} p99 {:.2?}", times[times.len() / 2], times[times.len() * 99 / 100])
}
