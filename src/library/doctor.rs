//! The doctor: looks at a library and all that lies beside it, says in a line each what it finds, and repairs it.
//!
//! A library that cannot be opened is examined as far as possible. Nothing is made where there is nothing.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

use crate::library::library::Library;
use crate::store::{
    Agreement, Changed, Error, Rebuilt, Store, examine_backups, free_space, has_journal,
    is_network, remembers, reopen_stale, restore, salvage,
};

/// How well something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// As it should be.
    Ok,
    /// It works, but something should be done.
    Warning,
    /// It does not work.
    Fault,
}

/// Something that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at: `pages`, `journal`, `terminal`.
    pub area: String,
    /// How well it is.
    pub level: Level,
    /// One line that says what was found and what to do.
    pub message: String,
}

/// What to do about what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Nothing.
    LookOnly,
    /// Set right what can be set right in place.
    Repair,
}

impl Finding {
    /// Says that something is as it should be.
    pub fn ok(area: &str, message: impl Into<String>) -> Self {
        Self { area: area.to_owned(), level: Level::Ok, message: message.into() }
    }

    /// Says that something should be done.
    pub fn warning(area: &str, message: impl Into<String>) -> Self {
        Self { area: area.to_owned(), level: Level::Warning, message: message.into() }
    }

    /// Says that something does not work.
    pub fn fault(area: &str, message: impl Into<String>) -> Self {
        Self { area: area.to_owned(), level: Level::Fault, message: message.into() }
    }
}

/// Examines the library at a path.
pub fn examine(path: &Path, cure: Cure) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !path.exists() && !remembers(path) && !has_journal(path) {
        let message = format!("there is none yet at {}; the first start makes it", path.display());
        return vec![Finding::ok("library", message)];
    }
    match open(path, cure, &mut findings) {
        Ok(store) => look_at(&store, cure, &mut findings),
        Err(error) => findings.push(Finding::fault("library", error.to_string())),
    }
    findings.extend(backups(path));
    findings.push(room(path));
    if is_network(path) {
        let message = format!(
            "{} is on a network file system: it is written more slowly and must not be open on two machines at \
             once; a local disk is better",
            path.display()
        );
        findings.push(Finding::warning("disk", message));
    }
    findings
}

fn open(path: &Path, cure: Cure, findings: &mut Vec<Finding>) -> Result<Store, Error> {
    match Store::open(path) {
        Err(Error::Stale { changes, .. }) if cure == Cure::Repair => {
            let (store, replayed) = reopen_stale(path)?;
            let message = format!(
                "brought back from the journal: {}; it has {}",
                many(changes, "change"),
                many(replayed.notes, "note")
            );
            findings.push(Finding::ok("repaired", message));
            Ok(store)
        }
        opened => opened,
    }
}

fn look_at(store: &Store, cure: Cure, findings: &mut Vec<Finding>) {
    for (area, look) in [
        ("pages", pages as fn(&Store, Cure) -> Result<Finding>),
        ("texts", texts),
        ("counts", counts),
        ("journal", journal),
    ] {
        let found = look(store, cure);
        findings.push(found.unwrap_or_else(|error| Finding::fault(area, format!("{error:#}"))));
    }
}

fn pages(store: &Store, cure: Cure) -> Result<Finding> {
    let mut faults = store.faults(false)?;
    // What is wrong with an index alone is set right by making it anew.
    if cure == Cure::Repair
        && !faults.is_empty()
        && faults.iter().all(|fault| fault.contains("index"))
    {
        store.reindex()?;
        faults = store.faults(false)?;
        if faults.is_empty() {
            return Ok(Finding::ok(
                "pages",
                "the indexes were made anew; that of words is filled again when Sidelight runs",
            ));
        }
    }
    Ok(match faults.first() {
        None => Finding::ok("pages", format!("{} is sound", store.path().display())),
        Some(fault) if fault.contains("index") => Finding::fault(
            "pages",
            format!("an index is wrong ({fault}); run `sidelight doctor --repair`"),
        ),
        Some(fault) => Finding::fault(
            "pages",
            format!(
                "{} is damaged ({fault}); run `sidelight doctor --salvage`",
                store.path().display()
            ),
        ),
    })
}

fn texts(store: &Store, _: Cure) -> Result<Finding> {
    let Changed { texts, originals, older } = store.changed_content()?;
    if texts > 0 {
        let message = format!(
            "{texts} texts are damaged; run `sidelight doctor --salvage` to make them anew"
        );
        return Ok(Finding::fault("texts", message));
    }
    let mut said = Vec::new();
    if originals > 0 {
        said.push(format!(
            "{originals} originals are damaged, their texts are whole; add these articles again"
        ));
    }
    if older > 0 {
        said.push(format!(
            "{} that notes were taken in cannot be read; these notes are found by their words",
            many(older, "older text")
        ));
    }
    Ok(if said.is_empty() {
        Finding::ok("texts", "every text and original is what it was")
    } else {
        Finding::warning("texts", said.join("; "))
    })
}

fn counts(store: &Store, cure: Cure) -> Result<Finding> {
    let wrong = store.miscounted()?;
    if wrong.is_empty() {
        let counts = store.counts()?;
        let message = format!(
            "{}, {}",
            many(counts.documents, "article"),
            many(counts.bookmarks, "kept passage")
        );
        return Ok(Finding::ok("counts", message));
    }
    let wrong = wrong.join(", ");
    if cure == Cure::Repair {
        store.recount()?;
        return Ok(Finding::ok("counts", format!("counted anew: {wrong}")));
    }
    Ok(Finding::fault("counts", format!("{wrong} are wrong; run `sidelight doctor --repair`")))
}

fn journal(store: &Store, cure: Cure) -> Result<Finding> {
    let mut said = Vec::new();
    let Agreement { mut missing, mut lost, unreadable, .. } = store.agreement()?;
    if cure == Cure::Repair && !(missing.is_empty() && lost.is_empty()) {
        // What only the journal has was acknowledged, unless the store knows better.
        let added = store.catch_up()?;
        said.push(format!("added: {}", many(added, "change")));
        Agreement { missing, lost, .. } = store.agreement()?;
        if !lost.is_empty() {
            said.push(format!("brought back: {}", many(lost.len(), "note")));
            store.replay(i64::MAX)?;
            Agreement { missing, lost, .. } = store.agreement()?;
        }
    }
    if cure == Cure::Repair {
        store.remember_all()?;
    }
    if unreadable > 0 {
        said.push(format!("left out of account: {}", many(unreadable, "torn line")));
    }
    let agreement = store.agreement()?;
    let count = missing.len() + lost.len();
    if count > 0 {
        let message =
            format!("not in it: {}; run `sidelight doctor --repair`", many(count, "change"));
        return Ok(Finding::fault("journal", message));
    }
    said.insert(
        0,
        format!(
            "{}, {}, as in the library",
            many(agreement.rows, "change"),
            many(agreement.notes, "note")
        ),
    );
    Ok(Finding::ok("journal", said.join("; ")))
}

fn backups(path: &Path) -> Vec<Finding> {
    let examined = examine_backups(path);
    if examined.is_empty() {
        return vec![Finding::ok(
            "backups",
            "there is none yet; one is made on every day on which the library is used",
        )];
    }
    let (good, bad): (Vec<_>, Vec<_>) = examined.iter().partition(|(_, fault)| fault.is_none());
    let mut findings: Vec<_> = bad
        .iter()
        .map(|(backup, fault)| {
            let fault = fault.as_deref().unwrap_or_default();
            let message =
                format!("{fault}; remove {}, the others are used instead", backup.path.display());
            Finding::warning("backups", message)
        })
        .collect();
    if let Some((newest, _)) = good.first() {
        let message = format!("{} whole, the newest {}", good.len(), newest.path.display());
        findings.insert(0, Finding::ok("backups", message));
    }
    findings
}

fn room(path: &Path) -> Finding {
    /// Less than this is little.
    const LITTLE: u64 = 256;
    match free_space(path).map(|free| free / 1024 / 1024) {
        None => Finding::warning("room", format!("{}: the free room is not known", path.display())),
        Some(free) if free < LITTLE => Finding::warning(
            "room",
            format!("{free} MB are free where {} lies; make room", path.display()),
        ),
        Some(free) => Finding::ok("room", format!("{free} MB are free")),
    }
}

/// Makes a new library of what is left of a damaged one, and makes the texts anew whose originals are left.
///
/// # Errors
///
/// Fails, and leaves everything as it is, if the new library cannot be written or is not sound.
pub fn salvage_library(path: &Path) -> Result<Vec<Finding>> {
    let rebuilt = salvage(path)?;
    begin_journal(path)?;
    let library = Library::open(path)?;
    let (mended, lost) = library.mend_texts()?;
    let mut findings = told(path, &rebuilt);
    if mended > 0 {
        let message = format!("{mended} texts were made anew from their originals");
        findings.push(Finding::ok("articles", message));
    }
    if lost > 0 {
        findings.push(Finding::warning(
            "articles",
            format!("{lost} articles have lost their text; add them again from where they came"),
        ));
    }
    Ok(findings)
}

/// Puts a backup in place of a library, with every note made since.
///
/// # Errors
///
/// Fails, and leaves everything as it is, if there is no whole backup or the library cannot be written.
pub fn restore_library(path: &Path, backup: Option<&Path>) -> Result<Vec<Finding>> {
    let rebuilt = restore(path, backup)?;
    begin_journal(path)?;
    Library::open(path).context("what was restored cannot be opened")?;
    Ok(told(path, &rebuilt))
}

/// Has the journal say what was in the file but not in it, so that the next loss is none.
fn begin_journal(path: &Path) -> Result<()> {
    Store::open(path).and_then(|store| store.catch_up()).context("what is new cannot be opened")?;
    Ok(())
}

/// Counts things: `1 note`, `2 notes`.
fn many(count: impl TryInto<u64>, what: &str) -> String {
    match count.try_into().unwrap_or(0) {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

fn told(path: &Path, rebuilt: &Rebuilt) -> Vec<Finding> {
    let &Rebuilt { ref aside, ref backup, articles, notes, journal, left, ref damaged } = rebuilt;
    let mut findings = vec![Finding::ok(
        "library",
        format!(
            "{} is new: {}, {}",
            path.display(),
            many(articles, "article"),
            many(notes, "note")
        ),
    )];
    if let Some(aside) = aside {
        let message = format!("the old file is {}, as it was", aside.display());
        findings.push(Finding::ok("old file", message));
    }
    if !damaged.is_empty() {
        let message = format!("could not be read to the end: {}", damaged.join(", "));
        findings.push(Finding::warning("old file", message));
    }
    findings.push(match backup {
        Some(backup) => Finding::ok("backups", format!("{} was used", backup.display())),
        None => Finding::warning("backups", "there was none that is whole"),
    });
    findings.push(if journal == 0 {
        Finding::warning("journal", "there was none; notes made since the backup may be missing")
    } else {
        Finding::ok(
            "journal",
            format!("{}; every note in it is in the library", many(journal, "change")),
        )
    });
    if left > 0 {
        let message = format!("about articles or feeds that are gone: {}", many(left, "change"));
        findings.push(Finding::warning("journal", message));
    }
    findings
}
