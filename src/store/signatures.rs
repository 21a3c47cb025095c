//! Signatures of documents, and how those that may be on the same event are found among all.
//!
//! Of every document its most telling terms have a row with its day, so that a candidate is found by what it
//! shares with a document in the same days, without looking at any other. How common terms are is counted over
//! a sample, which is all there is while there is little.

use std::collections::HashMap;

use jiff::Unit;
use jiff::civil::{Date, date};
use rusqlite::{CachedStatement, Connection, OptionalExtension};

use crate::store::error::Fault;
use crate::story::{Frequencies, Group, Profile, Signature};

/// The day of documents of which it is not known when they were published; before every other.
const UNDATED: i64 = -10_000_000;

/// How many days around its own a document's candidates lie: more than a story's window, since a document may
/// lie between two of a story.
const DAYS_AROUND: i64 = 7;

/// How many documents are looked at for each term on either side of a day.
const MOST_ROWS: i64 = 40;

/// How many candidates are compared.
const MOST_CANDIDATES: usize = 40;

/// Among how many of those that share most they are chosen: some of them were removed.
const MOST_LOOKED_AT: usize = 200;

/// How many documents stand for a story.
const MOST_MEMBERS: usize = 24;

/// Among how many of its documents they are chosen.
const MOST_LISTED: i64 = 1000;

/// While the sample is smaller, every document belongs to it; then one of so many.
const SMALL_SAMPLE: u64 = 1000;
const ONE_OF: i64 = 8;

/// The row that counts the documents of the sample.
const ALL: i64 = -1;

/// A document that may be on the same event as another.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) document: i64,
    pub(crate) story: Option<i64>,
    pub(crate) signature: Signature,
}

/// Returns in how many documents of the sample the terms of an article stand.
pub(crate) fn frequencies(
    connection: &Connection,
    profile: &Profile,
) -> Result<Frequencies, Fault> {
    let mut statement = connection.prepare_cached("SELECT documents FROM terms WHERE term = ?1")?;
    let mut count = |term: i64| -> Result<u64, Fault> {
        let found = statement.query_row([term], |row| row.get::<_, i64>(0)).optional()?;
        Ok(found.and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    };
    let articles = count(ALL)?;
    let mut of = HashMap::new();
    for term in profile.terms() {
        let documents = count(i64::from(term.0))?;
        if documents > 0 {
            of.insert(term, documents);
        }
    }
    Ok(Frequencies { articles, of })
}

/// Counts the terms of a document that was not counted yet, if it belongs to the sample.
fn count(
    connection: &Connection,
    document: i64,
    profile: &Profile,
    articles: u64,
) -> Result<(), Fault> {
    if articles >= SMALL_SAMPLE && document % ONE_OF != 0 {
        return Ok(());
    }
    let sql = "INSERT INTO terms (term, documents) VALUES (?1, 1)
               ON CONFLICT (term) DO UPDATE SET documents = documents + 1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute([ALL])?;
    for term in profile.terms() {
        statement.execute([i64::from(term.0)])?;
    }
    Ok(())
}

/// Keeps the signature of a document, as that version of the clusterer makes it, with the rows by which it is
/// found.
pub(crate) fn put_signature(
    connection: &Connection,
    document: i64,
    version: u16,
    profile: &Profile,
) -> Result<Signature, Fault> {
    let frequencies = frequencies(connection, profile)?;
    let signature = Signature::new(profile, &frequencies);
    match signature_of(connection, document)? {
        Some(before) => {
            let sql = "DELETE FROM telling WHERE term = ?1 AND document = ?2 AND day = ?3";
            let mut statement = connection.prepare_cached(sql)?;
            for (term, _) in before.signature.telling() {
                statement.execute((term.0, document, before.day))?;
            }
        }
        None => count(connection, document, profile, frequencies.articles)?,
    }
    let day = day(signature.published());
    let sql = "INSERT INTO signatures (document, day, version, part) VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT (document) DO UPDATE SET day = ?2, version = ?3, part = ?4";
    connection.prepare_cached(sql)?.execute((document, day, version, signature.to_bytes()))?;
    let sql = "INSERT OR IGNORE INTO telling (term, day, document) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    // What is read back has been rounded, and must have the same telling terms.
    let kept = signature_of(connection, document)?.map(|kept| kept.signature);
    let signature = kept.unwrap_or(signature);
    for (term, _) in signature.telling() {
        statement.execute((term.0, day, document))?;
    }
    Ok(signature)
}

/// A signature as it is stored.
struct Kept {
    day: i64,
    /// Of the clusterer that made it.
    version: u16,
    signature: Signature,
}

fn signature_of(connection: &Connection, document: i64) -> Result<Option<Kept>, Fault> {
    let sql = "SELECT day, version, part FROM signatures WHERE document = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let row: Option<(i64, u16, Vec<u8>)> = statement
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    Ok(row.and_then(|(day, version, part)| {
        Some(Kept { day, version, signature: Signature::from_bytes(&part, date_of(day))? })
    }))
}

/// Reads the documents of some days that have a term, the latest first.
pub(crate) const BACKWARD: &str = "SELECT document FROM telling
    WHERE term = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day DESC, document DESC LIMIT ?4";

/// Reads the same, the earliest first.
pub(crate) const FORWARD: &str = "SELECT document FROM telling
    WHERE term = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day, document LIMIT ?4";

/// Returns the documents that share most of what is telling with one, whose signature is of that version, and came
/// in the same days, the most alike first.
pub(crate) fn candidates(
    connection: &Connection,
    document: i64,
    version: u16,
    signature: &Signature,
) -> Result<Vec<Candidate>, Fault> {
    let mut shared: HashMap<i64, f32> = HashMap::new();
    let (mut backward, mut forward) =
        (connection.prepare_cached(BACKWARD)?, connection.prepare_cached(FORWARD)?);
    // From its own day outward: a term that many have leaves no room for days further away.
    let (before, after) = match day(signature.published()) {
        UNDATED => ((UNDATED + 1, i64::MAX), None),
        day => ((day - DAYS_AROUND, day), Some((day + 1, day + DAYS_AROUND))),
    };
    for (term, weight) in signature.telling() {
        let mut share = |statement: &mut CachedStatement<'_>, (first, last): (i64, i64)| {
            let rows = statement.query_map((term.0, first, last, MOST_ROWS), |row| row.get(0))?;
            for other in rows {
                *shared.entry(other?).or_default() += weight * weight;
            }
            Ok::<_, Fault>(())
        };
        share(&mut backward, before)?;
        share(&mut backward, (UNDATED, UNDATED))?;
        if let Some(after) = after {
            share(&mut forward, after)?;
        }
    }
    shared.remove(&document);
    let mut found: Vec<(i64, f32)> = shared.into_iter().collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    found.truncate(MOST_LOOKED_AT);
    let sql = "SELECT documents.story, signatures.day, signatures.part FROM documents
               CROSS JOIN signatures ON signatures.document = documents.number
               WHERE documents.number = ?1 AND documents.removed = 0 AND signatures.version = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut candidates = Vec::with_capacity(found.len().min(MOST_CANDIDATES));
    for (document, _) in found {
        if candidates.len() == MOST_CANDIDATES {
            break;
        }
        let row = statement.query_row((document, version), |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?))
        });
        let Some((story, day, part)) = row.optional()? else { continue };
        if let Some(signature) = Signature::from_bytes(&part, date_of(day)) {
            candidates.push(Candidate { document, story, signature });
        }
    }
    Ok(candidates)
}

/// Returns a story as a group without one of its documents. Some from its first to its last stand for all of them,
/// so that it cannot drift from what it began with; those whose signatures are of another version say nothing.
/// `None` if it has no other documents.
pub(crate) fn group_of(
    connection: &Connection,
    story: i64,
    without: i64,
    version: u16,
) -> Result<Option<Group>, Fault> {
    let sql = "SELECT number FROM documents INDEXED BY documents_story
               WHERE story = ?1 AND removed = 0 AND number <> ?2 ORDER BY added, number LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let numbers: Vec<i64> = statement
        .query_map((story, without, MOST_LISTED), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if numbers.is_empty() {
        return Ok(None);
    }
    let mut members = Vec::new();
    for number in numbers.iter().step_by(numbers.len().div_ceil(MOST_MEMBERS).max(1)) {
        let kept = signature_of(connection, *number)?.filter(|kept| kept.version == version);
        members.extend(kept.map(|kept| kept.signature));
    }
    let sql = "SELECT min(signatures.day), max(signatures.day)
               FROM documents INDEXED BY documents_story
               CROSS JOIN signatures ON signatures.document = documents.number
               WHERE documents.story = ?1 AND documents.removed = 0 AND documents.number <> ?2
                   AND signatures.day > ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let (first, last): (Option<i64>, Option<i64>) =
        statement.query_row((story, without, UNDATED), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let span = first.and_then(date_of).zip(last.and_then(date_of));
    Ok(Some(Group::story(members, span)))
}

/// Counts days from 1970.
fn day(published: Option<Date>) -> i64 {
    let Some(published) = published else { return UNDATED };
    let days = date(1970, 1, 1).until((Unit::Day, published));
    days.map_or(UNDATED, |days| i64::from(days.get_days()))
}

fn date_of(day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(day).ok()?;
    (day > UNDATED).then(|| date(1970, 1, 1).checked_add(days).ok()).flatten()
}
