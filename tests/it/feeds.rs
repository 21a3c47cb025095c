//! Feeds in the wild and feeds made to harm: what is read of them, beside what feedparser reads.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`) and the hostile inputs (`SIDELIGHT_HOSTILE`); without them
//! the tests say so and pass. `feeds/oracle.json` is made by `feeds/oracle.py`, which says how.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;
use sidelight::import::decode::decode;
use sidelight::import::feed::{Feed, document, original, parse};
use sidelight::import::sniff::{Format, of_text};
use sidelight::import::{Overrides, Payload, Refusal, import};
use sidelight::text::ContentHash;

/// What the oracle took for the address of every feed that states none.
const ADDRESS: &str = "http://example.org/feeds/feed.xml";

const SAME: &str = "entries that hold the same are one";
const BASE64: &str = "markup in Base64 goes too";
const IDENTITY: &str = "an identity that is no address leads nowhere";
const ELSEWHERE: &str = "a link to an enclosure is not that of the entry";
const SCRIPT: &str = "nothing of a script is a title";

/// Files that are read differently on purpose, with what differs and why.
const EXCEPTIONS: [(&str, &str, &str); 24] = [
    ("fpwell/atom/entry_link_rel_enclosure_no_href.xml", "link", ELSEWHERE),
    ("fpwell/atom10/entry_link_rel_enclosure_no_href.xml", "link", ELSEWHERE),
    ("feedrs/rss2/rss_2.0_nbcny.xml", "published", "02:02 PM is 14:02"),
    ("feedrs/rss2/rss_2.0_nbcny.xml", "updated", "02:02 PM is 14:02"),
    ("feedrs/rss2/rss_2.0_rps.xml", "link", "the article is better than what forwards to it"),
    ("fpill/chardet/shiftjis.xml", "title", "its encoding is guessed, here rightly"),
    ("fpwell/atom/entry_created_multiple_values.xml", "published", "the first of two dates counts"),
    ("fpwell/atom/entry_created_multiple_values.xml", "updated", "the first of two dates counts"),
    ("fpwell/atom/entry_link_rel_enclosure_no_href.xml", "entries", SAME),
    ("fpwell/atom/feed_title_content_mode_base64.xml", "feed title", BASE64),
    (
        "fpwell/atom10/entry_content_src.xml",
        "link",
        "the text is at the address that the entry gives for it",
    ),
    ("fpwell/atom10/entry_id_with_attributes.xml", "link", IDENTITY),
    ("fpwell/atom10/entry_link_rel_enclosure_no_href.xml", "entries", SAME),
    ("fpwell/atom10/entry_title_base64.xml", "title", BASE64),
    ("fpwell/atom10/feed_title_base64.xml", "feed title", BASE64),
    ("fpwell/atom10/feed_title_base64_2.xml", "feed title", BASE64),
    ("fpwell/base/http_entry_id_base_content_location.xml", "link", IDENTITY),
    ("fpwell/lang/entry_content_xml_lang_blank_3.xml", "entries", SAME),
    ("fpwell/lang/http_content_language_entry_title_inherit_2.xml", "link", IDENTITY),
    ("fpwell/node_precedence/atom10_arbitrary_element.xml", "entries", SAME),
    ("fpwell/node_precedence/atom10_id.xml", "entries", SAME),
    ("fpwell/node_precedence/atom10_id.xml", "link", IDENTITY),
    ("fpwell/sanitize/entry_title_crazy.xml", "title", SCRIPT),
    ("fpwell/sanitize/feed_title_crazy.xml", "feed title", SCRIPT),
];

#[test]
fn every_feed_is_read_or_refused_and_most_are_read() {
    let Some(folder) = corpus() else { return };
    let mut shares: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut panics = Vec::new();
    let mut refused = Vec::new();
    let mut tried = 0;
    for path in files(&folder) {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let bytes = std::fs::read(&path).unwrap();
        tried += 1;
        let Ok(feed) = std::panic::catch_unwind(|| read(&bytes).map(|feed| document(&feed))) else {
            panics.push(name);
            continue;
        };
        if !is_feed(&name) {
            continue;
        }
        let place = name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let share = shares.entry(place).or_default();
        share.1 += 1;
        match feed {
            Ok(_) => share.0 += 1,
            Err(_) => refused.push(name),
        }
    }
    for (place, (read, all)) in &shares {
        println!("{place:24} {read:4} of {all:4} read");
    }
    println!("refused: {refused:#?}");
    assert!(panics.is_empty(), "{panics:#?}");
    assert!(tried > 900, "{tried}");
    let of = |place: &str| {
        let within = shares.iter().filter(|(name, _)| name.starts_with(place));
        within.fold((0, 0), |sum, (_, share)| (sum.0 + share.0, sum.1 + share.1))
    };
    let (read, all) = of("feedrs/");
    assert!(read * 68 >= 64 * all, "{read} of {all}");
    let (read, all) = of("fpwell/");
    assert!(read * 1000 >= 999 * all, "{read} of {all}");
}

#[test]
fn feeds_are_told_by_their_content() {
    let Some(folder) = corpus() else { return };
    let (mut told, mut others) = (0, Vec::new());
    for path in files(&folder) {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let bytes = std::fs::read(&path).unwrap();
        let Some(decoded) = decode(&bytes).filter(|_| is_feed(&name) && read(&bytes).is_ok())
        else {
            continue;
        };
        match of_text(&decoded.text, "download") {
            Format::Feed => told += 1,
            other => others.push((name, other)),
        }
    }
    println!("{told} feeds told, others: {others:#?}");
    assert!(told > 900 && others.len() * 200 <= told, "{told}: {others:#?}");
}

#[test]
fn feeds_say_what_feedparser_reads_in_them() {
    let Some(folder) = corpus() else { return };
    let oracle: Value = serde_json::from_str(include_str!("feeds/oracle.json")).unwrap();
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut different = BTreeSet::new();
    for line in oracle.as_array().unwrap().iter().filter(|line| line[1] == 1) {
        let name = line[0].as_str().unwrap();
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let ours = read(&bytes).map(|feed| told(&feed)).unwrap_or_default();
        for (what, same) in compare(line, &ours) {
            let sum = sums.entry(what).or_default();
            sum.0 += usize::from(same);
            sum.1 += 1;
            if !same {
                different.insert((name, what));
            }
        }
    }
    for (what, (same, all)) in &sums {
        println!("{what:12} {same:4} of {all:4} equal");
    }
    assert!(sums["entries"].1 > 900, "{sums:?}");
    let excepted: BTreeSet<_> = EXCEPTIONS.iter().map(|(file, what, _)| (*file, *what)).collect();
    let faults: Vec<_> = different.symmetric_difference(&excepted).collect();
    assert!(faults.is_empty(), "different and not excepted, or the reverse: {faults:#?}");
}

type Damage = fn(&str) -> String;

/// What can happen to an entry, and how it is done to its text.
const DAMAGES: [(&str, Damage); 8] = [
    ("no end of the title", |entry| entry.replace("</title>", "")),
    ("no end of the entry", |entry| entry.replace("</item>", "").replace("</entry>", "")),
    ("only its first half", |entry| entry.chars().take(entry.chars().count() / 2).collect()),
    ("wrong end tags", |entry| entry.replace("</title>", "</b></title></x></y>")),
    ("bare signs", |entry| entry.replace("</title>", " & < \u{1}&nope;</title>")),
    ("an open comment", |entry| entry.replacen("<title", "<!-- <title", 1)),
    ("an open CDATA", |entry| entry.replacen("</title>", "<![CDATA[</title>", 1)),
    ("an open quotation", |entry| entry.replacen("<title", "<a b=\"c><title", 1)),
];

#[test]
fn damage_costs_at_most_the_entry_it_stands_in() {
    let Some(folder) = corpus() else { return };
    let texts = files(&folder).into_iter().filter(|path| is_feed(&path.display().to_string()));
    let parts: Vec<_> = texts
        .filter_map(|path| String::from_utf8(std::fs::read(path).unwrap()).ok())
        .filter_map(|text| around_entry(&text))
        .filter(|parts| {
            titles(&repeated(parts, str::to_owned)) == [Some(0), Some(1), Some(2), Some(3)]
        })
        .collect();
    assert!(parts.len() > 50, "{}", parts.len());
    for (what, damage) in DAMAGES {
        let (mut kept, mut silent) = (0, 0);
        for parts in &parts {
            let feed = repeated(parts, damage);
            let found = titles(&feed);
            kept += [0, 2, 3].iter().filter(|number| found.contains(&Some(**number))).count();
            silent += usize::from(feed.remarks.is_empty());
        }
        let all = parts.len() * 3;
        println!(
            "{what:20} {kept:4} of {all:4} others kept, {silent:3} of {:3} silent",
            parts.len()
        );
        assert!(kept * 100 >= all * 98 && silent * 100 <= parts.len() * 5, "{what}");
    }
}

/// Splits a feed into what stands before its first entry, this, and what stands after it.
fn around_entry(text: &str) -> Option<[String; 3]> {
    let name = if text.contains("</item>") { "item" } else { "entry" };
    let start = text.find(&format!("<{name}"))?;
    let end = start + text[start..].find(&format!("</{name}>"))? + name.len() + 3;
    let entry = &text[start..end];
    let sound = entry.matches("<title").count() == 1 && entry.contains("</title>");
    sound.then(|| [&text[..start], entry, &text[end..]].map(str::to_owned))
}

/// Makes a feed of four entries, numbered in their titles, of which the second is damaged.
fn repeated([before, entry, after]: &[String; 3], damage: impl Fn(&str) -> String) -> Feed {
    let entries = (0..4).map(|number| {
        let entry = entry.replace("</title>", &format!(" number{number}</title>"));
        if number == 1 { damage(&entry) } else { entry }
    });
    read(format!("{before}{}{after}", entries.collect::<String>()).as_bytes()).unwrap_or_default()
}

/// Returns the number in the title of each entry.
fn titles(feed: &Feed) -> Vec<Option<u32>> {
    let number = |title: &String| title.rsplit_once("number")?.1.get(..1)?.parse().ok();
    feed.entries.iter().map(|entry| entry.title.as_ref().and_then(number)).collect()
}

/// What is compared: the title of the feed, and for each entry its title, link and both dates.
#[derive(Debug, Default)]
struct Told {
    title: Option<String>,
    entries: Vec<[Value; 4]>,
}

fn told(feed: &Feed) -> Told {
    let hashed = |text: &Option<String>| text.as_deref().map(|text| Value::from(digest(text)));
    let entries = feed.entries.iter().map(|entry| {
        let seconds =
            |moment: Option<jiff::Timestamp>| moment.map(|at| Value::from(at.as_second()));
        [
            hashed(&entry.title).unwrap_or_default(),
            hashed(&entry.link).unwrap_or_default(),
            seconds(entry.published.or(entry.updated)).unwrap_or_default(),
            seconds(entry.updated.or(entry.published)).unwrap_or_default(),
        ]
    });
    Told { title: feed.title.as_deref().map(digest), entries: entries.collect() }
}

fn compare(line: &Value, ours: &Told) -> Vec<(&'static str, bool)> {
    let theirs = line[3].as_array().unwrap();
    let mut parts = vec![
        ("feed title", line[2].as_str() == ours.title.as_deref()),
        ("entries", theirs.len() == ours.entries.len()),
    ];
    for (their, our) in theirs.iter().zip(&ours.entries) {
        parts.push(("title", their[0] == our[0]));
        parts.push(("link", their[1] == our[1]));
        parts.push(("published", their[2] == our[2]));
        parts.push(("updated", their[3] == our[3]));
    }
    parts
}

fn digest(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    ContentHash::of(words.as_bytes()).to_string().chars().take(8).collect()
}

/// Reads a file with what it says in a comment of what a server said of it.
fn read(bytes: &[u8]) -> Result<Feed, Refusal> {
    let front = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes));
    let header = |wanted: &str| {
        let lines = front.lines().filter_map(|line| line.trim().strip_prefix("Header:"));
        let mut pairs = lines.filter_map(|line| line.split_once(':'));
        let pair = pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        pair.map(|(_, value)| value.trim().to_owned())
    };
    let address = header("content-location").unwrap_or_else(|| ADDRESS.to_owned());
    parse(bytes, header("content-type").as_deref(), Some(&address))
}

fn is_feed(name: &str) -> bool {
    [".serde.json", ".html"].iter().all(|ending| !name.ends_with(ending))
}

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("SIDELIGHT_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SIDELIGHT_CORPORA is not set: the feeds were not tried");
    }
    folder.map(|folder| folder.join("formats/feeds/dev"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn hostile(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("SIDELIGHT_HOSTILE").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SIDELIGHT_HOSTILE is not set: the hostile feeds were not tried");
    }
    folder.map(|folder| std::fs::read(folder.join(name)).unwrap())
}

#[test]
fn entities_that_a_feed_defines_stay_as_they_are_written() {
    let Some(bytes) = hostile("feed/billion_laughs.xml") else { return };
    assert_eq!(read(&bytes).unwrap().title.as_deref(), Some("&a8;"));
    let bytes = hostile("feed/xxe_file.xml").unwrap();
    let feed = read(&bytes).unwrap();
    assert_eq!(feed.title.as_deref(), Some("&x;"));
    assert_eq!(feed.entries[0].title.as_deref(), Some("&x;"));
}

#[test]
fn twenty_thousand_items_are_read_in_time_and_none_replaces_another() {
    let Some(bytes) = hostile("feed/many_items.xml") else { return };
    let start = Instant::now();
    let feed = read(&bytes).unwrap();
    println!("{} entries in {:?}", feed.entries.len(), start.elapsed());
    assert_eq!(feed.entries.len(), 20_000);
    let ids: std::collections::HashSet<_> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), 20_000);
    let document = document(&feed);
    assert!(document.text().contains("i19999"));
}

#[test]
fn links_that_could_do_something_are_left_out() {
    let Some(bytes) = hostile("feed/hostile_links.xml") else { return };
    let feed = read(&bytes).unwrap();
    assert_eq!(feed.entries.len(), 9);
    for entry in &feed.entries {
        let Some(link) = &entry.link else { continue };
        assert!(link.starts_with("http://"), "{link}");
        assert!(!link.contains(|ch: char| ch.is_control() || " \"`".contains(ch)), "{link}");
    }
    for (index, has_link) in [(0, false), (1, false), (2, true)] {
        assert_eq!(feed.entries[index].link.is_some(), has_link, "{index}");
    }
}

#[test]
fn absurd_dates_are_unknown() {
    let Some(bytes) = hostile("feed/bad_dates.xml") else { return };
    let feed = read(&bytes).unwrap();
    let titles: Vec<_> = feed.entries.iter().map(|entry| entry.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["a", "b"]);
    assert!(feed.entries.iter().all(|entry| entry.published.is_none() && entry.updated.is_none()));
}

#[test]
fn a_feed_that_breaks_off_keeps_what_is_whole() {
    let Some(bytes) = hostile("feed/truncated.xml") else { return };
    let feed = read(&bytes).unwrap();
    assert_eq!(feed.entries[0].title.as_deref(), Some("whole"));
    assert_eq!(feed.remarks[0].message, "the feed breaks off; what was there was read");
}

#[test]
fn no_control_character_comes_out_of_a_feed() {
    let Some(bytes) = hostile("term/title_ctrl.xml") else { return };
    let feed = read(&bytes).unwrap();
    let entry = &feed.entries[0];
    assert_eq!(entry.title.as_deref(), Some("Breaking ␛]0;x␇ now"));
    assert!(document(&feed).text().contains("The council met on Tuesday"));
    assert!(original(&feed, entry).iter().all(|byte| *byte >= b' '));
    let imported = import(&Payload::new(&bytes, "title_ctrl.xml", &Overrides::default())).unwrap();
    assert!(!imported.text().contains(|ch: char| ch.is_control() && ch != '\n'));
}
