//! The metadata of web pages against what people noted of them: title, author and day.
//!
//! Needs the shared corpora (`SIDELIGHT_CORPORA`); without them the tests say so and pass.

use std::io::Read;
use std::path::PathBuf;

use dom_query::Document;
use serde_json::Value;
use sidelight::document::Metadata;
use sidelight::import::decode::decode;
use sidelight::import::html::metadata;

/// The least shares of right titles, authors and days.
const FLOORS: [(&str, f64); 3] = [("title", 0.88), ("author", 0.69), ("date", 0.88)];

#[test]
fn titles_authors_and_days_are_those_that_people_noted() {
    let Some(folder) = corpus("traf400/dev") else { return };
    let pages: Value =
        serde_json::from_slice(&std::fs::read(folder.join("evaldata.json")).unwrap()).unwrap();
    let mut figures = Figures::default();
    for (name, noted) in pages.as_object().unwrap() {
        let bytes = unpacked(&folder.join("html").join(noted["file"].as_str().unwrap()));
        let metadata = read(&bytes, noted["url"].as_str());
        let day = metadata.published.map(|date| date.to_string());
        let title = metadata.title.map(|title| title.text);
        figures.count(name, "title", &noted["title"], title);
        figures.count(name, "author", &noted["author"], metadata.byline);
        figures.count(name, "date", &noted["date"], day);
    }
    figures.print();
    for (field, floor) in FLOORS {
        let share = figures.share(field);
        assert!(share >= floor, "{field} {share:.3}, less than {floor}");
    }
}

#[test]
fn metadata_is_much_as_readability_has_it() {
    let Some(folder) = corpus("moz/dev") else { return };
    let mut figures = Figures::default();
    for entry in std::fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let noted = std::fs::read(folder.join("expected-metadata.json")).unwrap();
        let noted: Value = serde_json::from_slice(&noted).unwrap();
        let bytes = unpacked(&folder.join("source.html.gz"));
        let metadata = read(&bytes, Some("http://fakehost/test/page.html"));
        figures.count(&name, "title", &noted["title"], metadata.title.map(|title| title.text));
        figures.count(&name, "byline", &noted["byline"], metadata.byline);
        figures.count(&name, "siteName", &noted["siteName"], metadata.site);
        let day = metadata.published.map(|date| date.to_string());
        figures.count(&name, "date", &noted["publishedTime"], day);
        figures.count(&name, "lang", &noted["lang"], metadata.language);
    }
    figures.print();
    for (field, floor) in
        [("lang", 0.9), ("date", 0.9), ("siteName", 0.9), ("title", 0.6), ("byline", 0.5)]
    {
        assert!(figures.share(field) >= floor, "{field} {:.3}", figures.share(field));
    }
}

fn corpus(part: &str) -> Option<PathBuf> {
    let Some(corpora) = std::env::var_os("SIDELIGHT_CORPORA") else {
        eprintln!("SIDELIGHT_CORPORA is not set: the metadata of {part} was not tried");
        return None;
    };
    Some(PathBuf::from(corpora).join("formats").join(part))
}

fn unpacked(path: &std::path::Path) -> Vec<u8> {
    let packed = std::fs::read(path).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn read(bytes: &[u8], address: Option<&str>) -> Metadata {
    let text = decode(bytes).map_or_else(String::new, |decoded| decoded.text.into_owned());
    metadata::read(&Document::from(text), address)
}

/// How many of each field were noted and are right, and what is wrong.
#[derive(Default)]
struct Figures {
    fields: Vec<(String, usize, usize)>,
    wrong: Vec<String>,
}

impl Figures {
    /// Compares as the corpus is scored: white space and case apart, of days the first ten characters.
    fn count(&mut self, page: &str, field: &str, noted: &Value, read: Option<String>) {
        let noted = noted.as_str().map_or_else(
            || if noted.is_null() { String::new() } else { noted.to_string() },
            str::to_owned,
        );
        let (expected, read) = (normal(&noted, field), normal(&read.unwrap_or_default(), field));
        if expected.is_empty() {
            return;
        }
        if !self.fields.iter().any(|(name, ..)| name == field) {
            self.fields.push((field.to_owned(), 0, 0));
        }
        for (_, right, all) in self.fields.iter_mut().filter(|(name, ..)| name == field) {
            *all += 1;
            *right += usize::from(expected == read);
        }
        if expected != read {
            self.wrong.push(format!("{field:6} {page} {expected:?} read {read:?}"));
        }
    }

    fn share(&self, field: &str) -> f64 {
        self.fields
            .iter()
            .find(|(name, ..)| name == field)
            .map_or(0.0, |(_, right, all)| *right as f64 / *all as f64)
    }

    fn print(&mut self) {
        self.wrong.sort();
        println!("{}", self.wrong.join("\n"));
        for (field, right, all) in &self.fields {
            println!("{field}: {right} of {all}, {:.3}", *right as f64 / *all as f64);
        }
    }
}

fn normal(text: &str, field: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    if field == "date" { text.chars().take(10).collect() } else { text }
}
