//! The whole program in a pseudo-terminal: processor time until it rests, memory, and what it does when idle.
//!
//! `cargo bench --bench process`; reads `/proc`, so it needs Linux. The first line is a program that does nothing
//! but wait for keys: what starting a process costs here.
// A benchmark may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "support/books.rs"]
mod books;
#[path = "support/libraries.rs"]
mod libraries;
#[path = "support/shelf.rs"]
mod shelf;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::shelf::Shelf;

/// How often each program is started; the fastest start counts.
const STARTS: usize = 9;

/// How long nothing may be written until a frame is taken as finished.
const QUIET: Duration = Duration::from_millis(400);

/// How long idleness is watched.
const IDLE: Duration = Duration::from_secs(10);

fn main() {
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    let shelf = Shelf::new("process");
    shelf.fill();
    println!("{:24} {:>12} {:>10}", "started with", "processor", "memory");
    start("nothing (cat)", None);
    start("2 articles", Some(&shelf.two()));
    start("a page of articles", Some(&shelf.page()));
    start("very many articles", Some(&shelf.many()));
    start("the samples", Some(&shelf.samples()));
    start("an English book", Some(&shelf.english()));
    start("a Chinese book", Some(&shelf.chinese()));
    idle(&shelf.samples());
    shelf.clear();
}

fn start(name: &str, library: Option<&Path>) {
    let mut least = (u64::MAX, u64::MAX);
    for _ in 0..STARTS {
        let mut program = Program::start(library);
        program.rest();
        least = (least.0.min(program.processor()), least.1.min(program.peak()));
        program.quit();
    }
    let milliseconds = Duration::from_nanos(least.0).as_secs_f64() * 1e3;
    println!("{name:24} {milliseconds:9.2} ms {:7.1} MB", least.1 as f64 / 1024.0);
}

fn idle(library: &Path) {
    let mut program = Program::start(Some(library));
    program.rest();
    // The reading position is saved after a pause.
    sleep(Duration::from_secs(3));
    let before = (program.wake_ups(), program.written.load(Ordering::Relaxed));
    sleep(IDLE);
    let after = (program.wake_ups(), program.written.load(Ordering::Relaxed));
    println!(
        "idle for {} s: {} wake-ups, {} bytes",
        IDLE.as_secs(),
        after.0 - before.0,
        after.1 - before.1
    );
    program.quit();
}

struct Program {
    child: Box<dyn Child + Send + Sync>,
    terminal: Box<dyn MasterPty + Send>,
    written: Arc<AtomicUsize>,
}

impl Program {
    fn start(library: Option<&Path>) -> Self {
        let size = PtySize { rows: 50, cols: 200, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = match library {
            Some(path) => {
                let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sidelight"));
                command.args(["--library".as_ref(), path.as_os_str()]);
                command
            }
            None => CommandBuilder::new("cat"),
        };
        command.env("TERM", "xterm-256color");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let written = Arc::new(AtomicUsize::new(0));
        let (count, mut reader) = (Arc::clone(&written), pair.master.try_clone_reader().unwrap());
        std::thread::spawn(move || {
            let mut bytes = vec![0; 64 * 1024];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                count.fetch_add(read, Ordering::Relaxed);
            }
        });
        Self { child, terminal: pair.master, written }
    }

    /// Waits until nothing has been written for a while.
    fn rest(&self) {
        let mut last = usize::MAX;
        loop {
            sleep(QUIET);
            let written = self.written.load(Ordering::Relaxed);
            if written == last {
                return;
            }
            last = written;
        }
    }

    fn folder(&self) -> PathBuf {
        Path::new("/proc").join(self.child.process_id().unwrap().to_string())
    }

    fn threads(&self) -> impl Iterator<Item = PathBuf> {
        fs::read_dir(self.folder().join("task")).unwrap().map(|entry| entry.unwrap().path())
    }

    /// Returns the nanoseconds that the threads have run.
    fn processor(&self) -> u64 {
        let run = |thread: PathBuf| {
            let line = fs::read_to_string(thread.join("schedstat")).unwrap();
            line.split_whitespace().next().unwrap().parse::<u64>().unwrap()
        };
        self.threads().map(run).sum()
    }

    /// Returns the most kilobytes that were in memory.
    fn peak(&self) -> u64 {
        number(&self.folder().join("status"), "VmHWM:")
    }

    fn wake_ups(&self) -> u64 {
        self.threads()
            .map(|thread| number(&thread.join("status"), "voluntary_ctxt_switches:"))
            .sum()
    }

    fn quit(&mut self) {
        let keys: &[u8] = if self.threads().count() > 1 { b"ZZ" } else { b"\x04" };
        self.terminal.take_writer().unwrap().write_all(keys).unwrap();
        self.child.wait().unwrap();
    }
}

/// Returns the number behind a name in a file of `/proc`.
fn number(path: &Path, name: &str) -> u64 {
    let status = fs::read_to_string(path).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}
