//! Counting: which of some articles say most of what is looked for, by their texts.
//!
//! For what so many articles have that the index takes long to rank by it. The measure is that of Okapi BM25 (Robertson
//! and Zaragoza 2009) without the rarity of words, for nothing that is counted here is rare.

use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension};

use crate::search::Matcher;
use crate::store::error::Fault;

/// How many articles are read at most.
const ARTICLES: usize = 300;

/// How many bytes of their texts are read at most.
const BYTES: usize = 2 * 1024 * 1024;

/// The longest text that is read, in bytes.
const LONGEST: usize = 64 * 1024;

/// How many matches of a text are counted.
const MATCHES: u32 = 200;

/// How soon saying a thing once more counts for less.
const SATURATION: f64 = 1.2;

/// How much a long text counts for less.
const LENGTH: f64 = 0.75;

/// Returns the first of some articles, as many as are read, with those that say most of it in front.
pub(crate) fn by_count(
    connection: &Connection,
    numbers: &[i64],
    matcher: &Matcher,
) -> Result<Vec<i64>, Fault> {
    let mut said: Vec<Said> = Vec::new();
    let mut bytes = 0;
    for number in numbers.iter().take(ARTICLES) {
        let text = text(connection, *number)?;
        bytes += text.len();
        if bytes > BYTES {
            break;
        }
        said.push(Said { number: *number, bytes: text.len(), times: times(&text, matcher) });
    }
    let mean = bytes as f64 / said.len().max(1) as f64;
    // What hardly differs stays in the order in which it came: the newest first.
    let tenths = |said: &Said| (said.weight(mean) * 10.0).round();
    said.sort_by(|one, other| tenths(other).total_cmp(&tenths(one)));
    Ok(said.iter().map(|said| said.number).collect())
}

/// What an article says of what is looked for.
struct Said {
    number: i64,
    bytes: usize,
    /// How often each thing stands in its text.
    times: Vec<u32>,
}

impl Said {
    /// Returns how well it fits; `mean` is the length of a text.
    fn weight(&self, mean: f64) -> f64 {
        let length = 1.0 - LENGTH + LENGTH * self.bytes as f64 / mean.max(1.0);
        let each = self.times.iter().map(|times| {
            let times = f64::from(*times);
            times * (SATURATION + 1.0) / (times + SATURATION * length)
        });
        each.sum()
    }
}

fn times(text: &str, matcher: &Matcher) -> Vec<u32> {
    let mut times = vec![0; matcher.count()];
    let mut left = MATCHES;
    matcher.find(text, |found| {
        if let Some(times) = times.get_mut(found.what) {
            *times += 1;
        }
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    times
}

/// Returns the text of an article; nothing of one that is too long or has none.
fn text(connection: &Connection, number: i64) -> Result<String, Fault> {
    let sql = format!(
        "SELECT iif(octet_length(text) <= {LONGEST}, text, '') FROM documents
         JOIN texts ON texts.revision = documents.revision WHERE documents.number = ?1"
    );
    let row = connection.prepare_cached(&sql)?.query_row([number], |row| row.get(0));
    Ok(row.optional()?.unwrap_or_default())
}
