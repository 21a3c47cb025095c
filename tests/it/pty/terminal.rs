//! The driver: a pseudo-terminal with a program in it and somebody who reads its screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::pty::{bytes, keys};

/// Longer than anything takes on a machine that has other work to do.
const PATIENCE: Duration = Duration::from_secs(20);

/// What to start, and where.
#[must_use]
pub(crate) struct Start {
    program: PathBuf,
    arguments: Vec<String>,
    size: (u16, u16),
    home: Arc<tempfile::TempDir>,
    variables: Vec<(String, String)>,
}

impl Start {
    /// Starts Sidelight with an empty library of its own.
    pub(crate) fn sidelight(arguments: &[&str]) -> Self {
        Self::program(env!("CARGO_BIN_EXE_sidelight"), arguments)
    }

    /// Starts any program, at 80 columns by 24 rows.
    pub(crate) fn program(program: impl Into<PathBuf>, arguments: &[&str]) -> Self {
        Self {
            program: program.into(),
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            size: (80, 24),
            home: Arc::new(tempfile::tempdir().unwrap()),
            variables: Vec::new(),
        }
    }

    /// Sets the columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Uses the home folder, and with it the library, of another program.
    pub(crate) fn at_home_of(mut self, other: &Terminal) -> Self {
        self.home = Arc::clone(&other.home);
        self
    }

    /// Writes a file into the home folder before the start.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// Returns its home folder.
    pub(crate) fn home_folder(&self) -> &Path {
        self.home.path()
    }

    /// Starts it.
    pub(crate) fn run(self) -> Terminal {
        let pair = native_pty_system().openpty(pty_size(self.size)).unwrap();
        let before = settings(&*pair.master);
        let child = pair.slave.spawn_command(self.command()).unwrap();
        drop(pair.slave);
        let (columns, rows) = (NonZeroU16::new(self.size.0), NonZeroU16::new(self.size.1));
        let parser = vt100::Parser::new(rows.unwrap(), columns.unwrap(), 0);
        let seen = Seen {
            parser,
            raw: Vec::new(),
            shown: 0,
            has_ended: false,
            close: false,
            stall: false,
            status: None,
        };
        let shared = Arc::new(Shared { seen: Mutex::new(seen), changed: Condvar::new() });
        let id = child.process_id().unwrap();
        let reader = watch_output(pair.master.try_clone_reader().unwrap(), Arc::clone(&shared));
        watch_child(child, Arc::clone(&shared));
        Terminal {
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            reader: Some(reader),
            process: Pid::from_raw(id.try_into().unwrap()).unwrap(),
            shared,
            home: self.home,
            before,
        }
    }

    fn command(&self) -> CommandBuilder {
        let home = self.home.path();
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.arguments);
        command.cwd(home);
        command.env_clear();
        for name in ["PATH", "TMPDIR", "LLVM_PROFILE_FILE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home);
        command.env("XDG_CONFIG_HOME", home.join("config"));
        command.env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_STATE_HOME", home.join("state"));
        command.env("XDG_CACHE_HOME", home.join("cache"));
        command.env("SIDELIGHT_CONFIG", home.join("config.toml"));
        command.env("SIDELIGHT_LIBRARY", home.join("library.db"));
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command
    }
}

/// A running program and its screen; dropping it kills the program.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    reader: Option<JoinHandle<()>>,
    process: Pid,
    shared: Arc<Shared>,
    home: Arc<tempfile::TempDir>,
    /// How the terminal was set before the start.
    before: String,
}

struct Shared {
    seen: Mutex<Seen>,
    changed: Condvar,
}

/// What has come from the program so far.
struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// How much of that is on the screen; a frame is there as a whole or not at all.
    shown: usize,
    /// No more will come.
    has_ended: bool,
    /// The reader shall let go of the terminal.
    close: bool,
    /// The reader shall leave what comes where it is.
    stall: bool,
    status: Option<ExitStatus>,
}

impl Terminal {
    /// Types keys: characters as they are, others as `<enter>`, `<esc>`, `<c-w>`, `<a-1>`, `<pgdn>`, `<lt>`.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.send(&keys::bytes(keys));
    }

    /// Clicks the left button, or turns the wheel, at a column and row counted from one.
    pub(crate) fn mouse(&mut self, button: Button, column: u16, row: u16) {
        let report = |ending| format!("\u{1b}[<{};{column};{row}{ending}", button as u8);
        self.send(report('M').as_bytes());
        if matches!(button, Button::Left) {
            self.send(report('m').as_bytes());
        }
    }

    /// Pastes text, marked as a paste.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(format!("\u{1b}[200~{text}\u{1b}[201~").as_bytes());
    }

    /// Waits until the screen shows `text`; what it shows already counts.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("the text {text:?}"), |screen| screen.contains(text));
    }

    /// Waits until the screen shows `text` no more.
    #[track_caller]
    pub(crate) fn wait_without(&self, text: &str) {
        self.wait_until(&format!("no text {text:?}"), |screen| !screen.contains(text));
    }

    /// Waits until what is typed in the last row ends with `text`.
    #[track_caller]
    pub(crate) fn wait_for_prompt(&self, text: &str) {
        self.wait_until(&format!("the prompt {text:?}"), |screen| {
            last_line(screen).trim_end().ends_with(text.trim_end())
        });
    }

    /// Quits as a user does; the program has sent nothing but its own and gives the terminal back.
    #[track_caller]
    pub(crate) fn leave(&mut self) {
        self.keys("ZZ");
        assert_eq!(self.exit().exit_code(), 0, "{}", self.screen());
        let raw = self.raw_output();
        bytes::assert_own(&raw);
        bytes::assert_given_back(&raw);
        assert!(self.is_as_before());
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    pub(crate) fn wait_until(&self, wanted: &str, mut is_there: impl FnMut(&str) -> bool) {
        let seen = self.wait(|seen| seen.has_ended || is_there(&seen.screen()));
        let screen = seen.screen();
        drop(seen);
        assert!(is_there(&screen), "waited in vain for {wanted}; the screen is\n{screen}");
    }

    /// Returns the text of the screen, a line a row, without spaces at the ends.
    pub(crate) fn screen(&self) -> String {
        self.shared.lock().screen()
    }

    /// Returns every byte the program has sent.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.shared.lock().raw.clone()
    }

    /// Waits for output that lacks, for as long as `span`; returns what came all the same.
    pub(crate) fn output_within(&self, span: Duration) -> Vec<u8> {
        let seen = self.shared.lock();
        let length = seen.raw.len();
        let changed = |seen: &mut Seen| seen.raw.len() == length;
        let (seen, _) = self.shared.changed.wait_timeout_while(seen, span, changed).unwrap();
        seen.raw[length..].to_vec()
    }

    /// Waits until the program has written more than so many bytes in all.
    #[track_caller]
    pub(crate) fn wait_for_more_than(&self, length: usize) {
        drop(self.wait(|seen| seen.raw.len() > length));
    }

    /// Tells whether the terminal is set as it was before the start: echo, lines, signals.
    pub(crate) fn is_as_before(&self) -> bool {
        settings(&**self.master.as_ref().unwrap()) == self.before
    }

    /// Returns the home folder of the program.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Gives the terminal another size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let size = (NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        self.shared.lock().parser.set_size(size.0, size.1);
        self.master.as_ref().unwrap().resize(pty_size((columns, rows))).unwrap();
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.process, signal).unwrap();
    }

    /// Takes the terminal away from the program, and waits for the program's end.
    ///
    /// The program must answer a new size or a key with output: only then the reader can let go.
    #[track_caller]
    pub(crate) fn hang_up(&mut self) -> ExitStatus {
        self.shared.lock().close = true;
        self.resize(71, 19);
        self.keys("<enter>");
        drop(self.wait(|seen| seen.has_ended));
        self.reader.take().unwrap().join().unwrap();
        self.writer = None;
        self.master = None;
        self.status()
    }

    /// Reads nothing more from the program until it has ended.
    pub(crate) fn stall(&mut self) {
        self.shared.lock().stall = true;
    }

    /// Waits for the program's end and for its last output.
    #[track_caller]
    pub(crate) fn exit(&mut self) -> ExitStatus {
        drop(self.wait(|seen| seen.has_ended));
        self.status()
    }

    #[track_caller]
    fn status(&self) -> ExitStatus {
        let seen = self.wait(|seen| seen.status.is_some());
        let status = seen.status.clone();
        status
            .unwrap_or_else(|| panic!("the program did not end; the screen is\n{}", seen.screen()))
    }

    fn send(&mut self, bytes: &[u8]) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(bytes).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until `is_there` or until patience ends.
    fn wait(&self, mut is_there: impl FnMut(&Seen) -> bool) -> MutexGuard<'_, Seen> {
        let seen = self.shared.lock();
        self.shared.changed.wait_timeout_while(seen, PATIENCE, |seen| !is_there(seen)).unwrap().0
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.shared.lock().status.is_none() {
            let _ = kill_process(self.process, Signal::KILL);
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }
}

impl Seen {
    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        let rest = &self.raw[self.shown..];
        let (begin, end) = (last(rest, b"\x1b[?2026h"), last(rest, b"\x1b[?2026l"));
        let unfinished = begin.filter(|begin| end.is_none_or(|end| end < *begin));
        self.show(unfinished.map_or(usize::MAX, |begin| self.shown + begin));
    }

    fn show(&mut self, until: usize) {
        let until = until.min(self.raw.len());
        self.parser.process(&self.raw[self.shown..until]);
        self.shown = until;
    }

    fn screen(&self) -> String {
        let screen = self.parser.screen();
        let width = screen.size().1.get();
        let rows: Vec<_> = screen.rows(0, width).map(|row| row.trim_end().to_owned()).collect();
        rows.join("\n").trim_end().to_owned()
    }
}

/// Returns the status line of a screen.
pub(crate) fn last_line(screen: &str) -> &str {
    screen.lines().last().unwrap_or_default()
}

/// What a test does with the mouse.
#[derive(Clone, Copy)]
pub(crate) enum Button {
    Left = 0,
    WheelUp = 64,
    WheelDown = 65,
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

fn settings(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

/// Reads until the program has closed its end, or the test wants to hang up.
fn watch_output(mut reader: Box<dyn Read + Send>, shared: Arc<Shared>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut bytes = [0; 16 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            let mut seen = shared.lock();
            seen.take(&bytes[..count]);
            shared.changed.notify_all();
            if seen.close {
                break;
            }
            let is_stalled = |seen: &mut Seen| seen.stall && seen.status.is_none();
            drop(shared.changed.wait_timeout_while(seen, PATIENCE, is_stalled).unwrap());
        }
        drop(reader);
        let mut seen = shared.lock();
        seen.show(usize::MAX);
        seen.has_ended = true;
        drop(seen);
        shared.changed.notify_all();
    })
}

fn watch_child(mut child: Box<dyn Child + Send + Sync>, shared: Arc<Shared>) {
    thread::spawn(move || {
        let status = child.wait().unwrap();
        shared.lock().status = Some(status);
        shared.changed.notify_all();
    });
}
