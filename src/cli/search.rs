//! `sidelight search`: the articles that a query finds, with the line around each match.

use std::io::Write;

use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::cli::arguments::{Format, SearchOrder};
use crate::cli::escape::write_line;
use crate::cli::exit::{Exit, hint, tell};
use crate::cli::json::place::Place;
use crate::cli::table;
use crate::cli::width::terminal_width;
use crate::library::{Hit, HitPlace, Library, Order};
use crate::text::Safe;

/// How many hits are asked for at a time.
const PAGE: usize = 100;

/// How many pages in a row may be empty: each looks at some thousands of articles.
const EMPTY_PAGES: usize = 400;

/// What is looked for.
#[derive(Debug)]
pub struct Search {
    query: String,
    order: Order,
    limit: usize,
}

impl Search {
    /// Makes a search of the words of a command line.
    pub fn new(query: &[String], by: SearchOrder, limit: usize) -> Self {
        let order = match by {
            SearchOrder::Newest => Order::Newest,
            SearchOrder::Relevance => Order::Relevance,
        };
        Self { query: query.join(" "), order, limit }
    }
}

/// Prints what a query finds.
///
/// # Errors
///
/// Fails if the library cannot be read or nothing can be printed.
pub fn search(
    out: &mut impl Write,
    library: &Library,
    search: &Search,
    format: Format,
) -> Result<Exit> {
    let mut after = None;
    let (mut printed, mut empty) = (0, 0);
    let mut told: Vec<String> = Vec::new();
    while printed < search.limit && empty < EMPTY_PAGES {
        let wanted = (search.limit - printed).min(PAGE);
        let found = library.search(&search.query, search.order, after, wanted)?;
        // That it goes on is done here.
        for remark in found.remarks.iter().filter(|remark| !remark.ends_with("goes on")) {
            if !told.contains(remark) {
                hint(remark);
                told.push(remark.clone());
            }
        }
        printed += found.hits.len();
        empty = if found.hits.is_empty() { empty + 1 } else { 0 };
        print(out, library, &found.hits, format)?;
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    if printed == 0 {
        tell(&format!("nothing is found for {}", search.query));
    }
    Ok(Exit::Done)
}

fn print(out: &mut impl Write, library: &Library, hits: &[Hit], format: Format) -> Result<()> {
    match format {
        Format::Json => {
            for hit in hits {
                let location = library.location(hit.entry.id)?.map(|place| place.to_string());
                write_line(out, &HitJson::new(hit, location))?;
            }
        }
        Format::Table => {
            let rows: Vec<_> = hits.iter().map(row).collect();
            out.write_all(table::layout(&rows, terminal_width()).as_bytes())?;
        }
    }
    Ok(())
}

fn row(hit: &Hit) -> Vec<Safe> {
    let published = hit.entry.published.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let site = hit.entry.site.clone().unwrap_or_else(|| "-".to_owned());
    [published, site, hit.entry.title.clone(), hit.snippet.text.clone()]
        .iter()
        .map(|cell| Safe::new(cell))
        .collect()
}

#[derive(Debug, Serialize)]
struct HitJson<'a> {
    id: String,
    title: &'a str,
    site: Option<&'a str>,
    published: Option<Date>,
    added: Timestamp,
    location: Option<String>,
    place: PlaceJson,
    snippet: SnippetJson<'a>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum PlaceJson {
    Text(Place),
    Entry,
    Bookmark { id: String },
}

#[derive(Debug, Serialize)]
struct SnippetJson<'a> {
    text: &'a str,
    marked: Vec<Place>,
}

impl<'a> HitJson<'a> {
    fn new(hit: &'a Hit, location: Option<String>) -> Self {
        Self {
            id: hit.entry.id.to_string(),
            title: &hit.entry.title,
            site: hit.entry.site.as_deref(),
            published: hit.entry.published,
            added: hit.entry.added,
            location,
            place: match hit.place {
                HitPlace::Text(range) => PlaceJson::Text(range.into()),
                HitPlace::Entry => PlaceJson::Entry,
                HitPlace::Bookmark(id) => PlaceJson::Bookmark { id: id.to_string() },
            },
            snippet: SnippetJson {
                text: &hit.snippet.text,
                marked: hit.snippet.marked.iter().map(|range| (*range).into()).collect(),
            },
        }
    }
}
