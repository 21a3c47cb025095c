//! Four programs keep passages in one library and are killed at any moment, again and again: what they were told is
//! kept must be there, in the library and in the journal, and the library sound.
//!
//! `cargo bench --bench kill -- [ROUNDS] [FOLDER]`; the short run of the tests does ten rounds. With the word `faults`
//! before them, each program also meets a write that finds the disk full, or a sync that fails, at a point of its own,
//! once or from then on; needs strace 6.
// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/killing.rs"]
mod killing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::killing::{LIFE, WRITERS, prepare, round, write_on};

/// After so many rounds a library of its own begins, so that it does not only grow.
const FRESH: u64 = 100;

/// How long a writer lives at most that strace follows, which takes its time.
const FOLLOWED: Duration = Duration::from_secs(3);

fn main() {
    let mut arguments: Vec<String> =
        std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if arguments.iter().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    if let [word, path, seed] = &arguments[..]
        && word == "write"
    {
        return write_on(&PathBuf::from(path), seed.parse().unwrap());
    }
    let faults = arguments.first().is_some_and(|word| word == "faults");
    if faults {
        arguments.remove(0);
    }
    let rounds: u64 = arguments.first().map_or(1000, |word| word.parse().unwrap());
    let folder = arguments.get(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = folder.join(format!("sidelight-kill-{}", std::process::id()));
    let folder = std::path::absolute(folder).unwrap();
    let life = if faults { FOLLOWED } else { LIFE };
    let program = std::env::current_exe().unwrap();
    let (begun, mut acknowledged, mut wrong) = (Instant::now(), 0, 0);
    let (mut path, mut known) = (PathBuf::new(), BTreeMap::new());
    for number in 0..rounds {
        if number % FRESH == 0 {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).unwrap();
            path = folder.join("library.db");
            prepare(&path);
            known.clear();
        }
        let done = round(&path, number + 1, &mut known, life, &|seed| {
            let mut command =
                if faults { with_fault(&program, &path, seed) } else { Command::new(&program) };
            command.arg("write").arg(&path).arg(seed.to_string());
            command
        });
        acknowledged += done.acknowledged;
        for fault in &done.faults {
            println!("round {number}: {fault}");
        }
        wrong += usize::from(!done.faults.is_empty());
        if (number + 1) % FRESH == 0 || number + 1 == rounds {
            println!(
                "{} rounds of {WRITERS}, {acknowledged} changes acknowledged, {wrong} rounds with faults, {} s",
                number + 1,
                begun.elapsed().as_secs()
            );
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    if wrong > 0 {
        std::process::exit(1);
    }
}

/// Starts a program in which a write or a sync of the library or its journal fails.
fn with_fault(program: &Path, library: &Path, seed: u64) -> Command {
    let mut command = Command::new("strace");
    // The program is the child, and strace its grandchild, which lives no longer than it.
    command.args(["-D", "-f", "-qq", "-o", "/dev/null", "-e", "signal=none"]);
    for ending in ["", "-wal", ".notes.jsonl"] {
        let mut name = library.as_os_str().to_owned();
        name.push(ending);
        command.arg("-P").arg(name);
    }
    let calls = "pwrite64,write,fsync,fdatasync,fallocate,ftruncate";
    let fault = match seed % 3 {
        0 => "fsync,fdatasync:error=EIO",
        1 => "pwrite64,write,fallocate:error=ENOSPC",
        _ => "pwrite64,write:error=EIO",
    };
    let (first, on) = (1 + seed / 3 % 60, if (seed / 180).is_multiple_of(2) { "" } else { "+" });
    command.arg("-e").arg(format!("trace={calls}"));
    command.arg("-e").arg(format!("inject={fault}:when={first}{on}"));
    command.arg(program);
    command
}
