//! Programs that keep passages and are killed at any moment, and what must be true afterwards.
//!
//! A writer is a process of its own: it says a line for every passage after the library has said that it is kept.
//! Whoever starts it reads these lines, kills it, and then looks for every passage.
// Each user has a part of this.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use sidelight::anchor::Anchor;
use sidelight::bookmark::{Bookmark, BookmarkId};
use sidelight::library::{Cure, Level, Library, Overrides, examine};
use sidelight::source::Location;
use sidelight::text::{TextRange, TextSize};

/// How many write at the same time.
pub(crate) const WRITERS: usize = 4;

/// How long a writer lives at most, besides the time that it takes to start.
pub(crate) const LIFE: Duration = Duration::from_millis(180);

/// How long it takes to start at least.
const START: Duration = Duration::from_millis(20);

const TEXT: &str = "A short article, of which passages are kept.\n\nIt has a second paragraph.\n";

/// What a round of killing gave.
#[derive(Debug, Default)]
pub(crate) struct Round {
    /// How many changes were acknowledged.
    pub(crate) acknowledged: usize,
    /// What was not as it should be.
    pub(crate) faults: Vec<String>,
}

/// Writes until it is killed: keeps passages, changes some and drops some, and says what was done.
pub(crate) fn write_on(library: &Path, seed: u64) {
    let mut chance = Chance(seed | 1);
    let library = Library::open(library).unwrap();
    let first = library.list(None, 1).unwrap()[0].id;
    let opened = library.look_into(first).unwrap();
    let text = opened.document.text();
    let anchor =
        Anchor::new(text, opened.revision, TextRange::new(TextSize::new(0), TextSize::new(7)));
    let mut out = std::io::stdout().lock();
    let mut own: Vec<Bookmark> = Vec::new();
    loop {
        let which = chance.next() % 8;
        let said = if which < 5 || own.is_empty() {
            let mut kept = Bookmark {
                id: BookmarkId::random().unwrap(),
                document: first,
                title: "killed".to_owned(),
                anchor: anchor.clone(),
                note: String::new(),
                tags: vec!["tag".to_owned()],
                label: None,
                fact: None,
                created: jiff::Timestamp::now(),
                changed: None,
            };
            kept.note =
                format!("note {}", "long ".repeat(usize::try_from(chance.next() % 400).unwrap()));
            library.keep(&kept).unwrap();
            own.push(kept.clone());
            format!("kept {} {}", kept.id, kept.note.len())
        } else {
            let at = usize::try_from(chance.next()).unwrap_or(0) % own.len();
            if which < 7 {
                own[at].note.push_str(" more");
                library.edit_bookmark(&own[at]).unwrap();
                format!("kept {} {}", own[at].id, own[at].note.len())
            } else {
                let gone = own.swap_remove(at);
                // From here on it may be gone, whether that is acknowledged or not.
                writeln!(out, "dropping {}", gone.id).unwrap();
                out.flush().unwrap();
                library.drop_bookmark(gone.id).unwrap();
                format!("dropped {}", gone.id)
            }
        };
        // A line in one write: the pipe takes it whole or not at all.
        out.write_all(format!("{said}\n").as_bytes()).unwrap();
        out.flush().unwrap();
    }
}

/// Makes a library with one article.
pub(crate) fn prepare(path: &Path) {
    let library = Library::open(path).unwrap();
    let place = Location::Sample("killed.txt".to_owned());
    library.add_bytes(place, "killed.txt", TEXT.as_bytes(), &Overrides::default()).unwrap();
}

/// Starts writers, kills each after a while of its own, and looks at what is left. `known` has what earlier rounds
/// acknowledged, `life` is how long each may live, and `writer` makes the command of one.
pub(crate) fn round(
    path: &Path,
    seed: u64,
    known: &mut BTreeMap<String, usize>,
    life: Duration,
    writer: &dyn Fn(u64) -> Command,
) -> Round {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let writers: Vec<Child> = (0..WRITERS)
        .map(|_| {
            let mut command = writer(chance.next());
            command.stdout(Stdio::piped()).stdin(Stdio::null()).process_group(0).spawn().unwrap()
        })
        .collect();
    let longest = u64::try_from(life.as_micros()).unwrap();
    let waits: Vec<_> =
        writers.iter().map(|_| START + Duration::from_micros(chance.next() % longest)).collect();
    let said: Vec<Vec<String>> = thread::scope(|scope| {
        let readers: Vec<_> = writers
            .into_iter()
            .zip(waits)
            .map(|(mut child, wait)| {
                scope.spawn(move || {
                    let out = BufReader::new(child.stdout.take().unwrap());
                    thread::scope(|inner| {
                        let lines =
                            inner.spawn(|| out.lines().map_while(Result::ok).collect::<Vec<_>>());
                        thread::sleep(wait);
                        // Whatever it started itself would keep its output open.
                        let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
                        child.wait().unwrap();
                        lines.join().unwrap()
                    })
                })
            })
            .collect();
        readers.into_iter().map(|reader| reader.join().unwrap()).collect()
    });
    let mut maybe = BTreeSet::new();
    let mut round = Round::default();
    for line in said.iter().flatten() {
        let words: Vec<_> = line.split(' ').collect();
        match words[..] {
            ["kept", id, length] => {
                known.insert(id.to_owned(), length.parse().unwrap_or(0));
                round.acknowledged += 1;
            }
            ["dropping", id] => {
                known.remove(id);
                maybe.insert(id.to_owned());
            }
            ["dropped", id] => {
                maybe.remove(id);
                maybe.insert(format!("-{id}"));
                round.acknowledged += 1;
            }
            // What the test program itself says.
            _ => {}
        }
    }
    look_at(path, known, &maybe, &mut round);
    round
}

/// Looks for everything that was acknowledged, in the library and in the journal, before and after the journal is
/// brought up.
fn look_at(
    path: &Path,
    known: &BTreeMap<String, usize>,
    maybe: &BTreeSet<String>,
    round: &mut Round,
) {
    let journal = journal(path);
    let library = match Library::open(path) {
        Ok(library) => library,
        Err(error) => return round.faults.push(format!("it does not open: {error:#}")),
    };
    let kept: BTreeMap<_, _> = library
        .bookmarks(None)
        .unwrap()
        .into_iter()
        .map(|kept| (kept.id.to_string(), kept.note.len()))
        .collect();
    for (id, length) in known {
        // The last change of a passage may have been made without having been acknowledged.
        if kept.get(id).is_none_or(|now| now < length) {
            round.faults.push(format!("{id} is not in the library"));
        }
        if journal.get(id).is_none_or(|now| now.is_none_or(|now| now < *length)) {
            round.faults.push(format!("{id} is not in the journal"));
        }
    }
    for id in maybe.iter().filter_map(|id| id.strip_prefix('-')) {
        if kept.contains_key(id) || journal.get(id).copied().flatten().is_some() {
            round.faults.push(format!("{id} was dropped and is there"));
        }
    }
    for (id, length) in &journal {
        // The journal says nothing that was not done: what it keeps is there, unless it was dropped since.
        if let Some(length) = length
            && kept.get(id).is_none_or(|now| now < length)
            && !maybe.contains(id)
        {
            round.faults.push(format!("{id} is in the journal only"));
        }
    }
    library.keep_up_today().unwrap();
    drop(library);
    let found = examine(path, Cure::LookOnly);
    let faults = found.into_iter().filter(|finding| finding.level == Level::Fault);
    round.faults.extend(faults.map(|finding| format!("{}: {}", finding.area, finding.message)));
}

/// Reads the journal as anybody could: the length of the note of each passage, `None` where it was dropped.
fn journal(path: &Path) -> BTreeMap<String, Option<usize>> {
    let mut name = path.as_os_str().to_owned();
    name.push(".notes.jsonl");
    let text = std::fs::read(name).unwrap_or_default();
    let mut notes = BTreeMap::new();
    for line in text.split(|byte| *byte == b'\n') {
        let Ok(row) = serde_json::from_slice::<serde_json::Value>(line) else { continue };
        if let Some(kept) = row["state"]["bookmark"].as_array() {
            let note = kept[1]["note"].as_str().map(str::len);
            notes.insert(kept[0].as_str().unwrap_or_default().to_owned(), note);
        }
    }
    notes
}

/// Numbers that look random and are the same for the same seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// Returns the next.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }
}
