//! The file of the journal: held by one program at a time, added to at its end, replaced as a whole.
//!
//! A line that a crash tore is left as it is and the next begins on a line of its own; whoever reads skips it.

use std::fs::{self, File};
use std::io::{
    self, BufRead as _, BufReader, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _,
};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};

use crate::store::beside::{beside, sync_folder};
use crate::store::journal::row::{Head, LONGEST, Line, Row, write_line};

/// How long another program is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The journal, held until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    file: File,
    path: PathBuf,
    length: u64,
}

/// What a journal says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The first line, if there is one.
    pub(crate) head: Option<Head>,
    /// The changes, oldest first.
    pub(crate) rows: Vec<Row>,
    /// How many lines cannot be read.
    pub(crate) unreadable: usize,
    /// How long the file is, in bytes.
    pub(crate) length: u64,
    /// Which file it is, for the system.
    file: Option<(u64, u64)>,
}

/// Returns where the journal of a store lies.
pub(crate) fn journal_path(store: &Path) -> PathBuf {
    beside(store, ".notes.jsonl")
}

impl Held {
    /// Waits for the journal and holds it; makes the file if there is none.
    pub(crate) fn take(path: &Path) -> io::Result<Self> {
        let end = Instant::now() + PATIENCE;
        loop {
            let file = File::options().read(true).append(true).create(true).open(path)?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < end => {
                    thread::sleep(Duration::from_micros(300));
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {
                    return Err(io::Error::new(ErrorKind::TimedOut, "another program holds it"));
                }
                Err(error) => return Err(error.into()),
            }
            let metadata = file.metadata()?;
            // Another program may have put a new file in its place meanwhile.
            let is_there = fs::metadata(path)
                .is_ok_and(|there| (there.dev(), there.ino()) == (metadata.dev(), metadata.ino()));
            if is_there {
                return Ok(Self { file, path: path.to_owned(), length: metadata.len() });
            }
        }
    }

    /// Tells whether there is nothing in it yet.
    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Returns the first line, if it is whole.
    pub(crate) fn head(&mut self) -> io::Result<Option<Head>> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut line = Vec::new();
        BufReader::new((&self.file).take(64 * 1024)).read_until(b'\n', &mut line)?;
        Ok(match Line::read(&line) {
            Some(Line::Head(head)) => Some(head),
            _ => None,
        })
    }

    /// Takes room on the disk for so many bytes more, where the file system can, so that a full disk is noticed
    /// before anything is done.
    pub(crate) fn reserve(&self, bytes: usize) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{FallocateFlags, fallocate};
            use rustix::io::Errno;
            let room = u64::try_from(bytes).unwrap_or(0) + 1;
            return match fallocate(&self.file, FallocateFlags::KEEP_SIZE, self.length, room) {
                Err(error @ (Errno::NOSPC | Errno::DQUOT | Errno::FBIG | Errno::IO)) => {
                    Err(error.into())
                }
                _ => Ok(()),
            };
        }
        #[allow(unreachable_code)]
        Ok(())
    }

    /// Adds whole lines in one write. What was written only in part is taken away again.
    pub(crate) fn append(&mut self, lines: &str) -> io::Result<()> {
        let text = if self.is_torn()? { format!("\n{lines}") } else { lines.to_owned() };
        if let Err(error) = self.file.write_all(text.as_bytes()) {
            let _ = self.file.set_len(self.length);
            return Err(error);
        }
        self.length += u64::try_from(text.len()).unwrap_or(0);
        Ok(())
    }

    /// Returns when all of it is on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Puts other lines in place of all there are.
    pub(crate) fn replace(self, head: &Head, rows: &[Row]) -> io::Result<()> {
        let draft = beside(&self.path, ".new");
        let mut text = String::new();
        write_line(&mut text, head)?;
        for row in rows {
            write_line(&mut text, row)?;
        }
        let written = write_synced(&draft, text.as_bytes());
        if let Err(error) = written.and_then(|()| fs::rename(&draft, &self.path)) {
            let _ = fs::remove_file(&draft);
            return Err(error);
        }
        sync_folder(&self.path);
        Ok(())
    }

    /// Moves the file to another name, which must be free.
    pub(crate) fn move_aside(self, name: &Path) -> io::Result<()> {
        fs::rename(&self.path, name)
    }

    fn is_torn(&mut self) -> io::Result<bool> {
        if self.length == 0 {
            return Ok(false);
        }
        let mut last = [0];
        self.file.seek(SeekFrom::Start(self.length - 1))?;
        self.file.read_exact(&mut last)?;
        Ok(last != [b'\n'])
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads a journal; one that is not there says nothing.
pub(crate) fn read_journal(path: &Path) -> io::Result<Reading> {
    let mut reading = Reading::default();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(reading),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    reading.file = Some((metadata.dev(), metadata.ino()));
    read_lines(BufReader::new(file), LONGEST, &mut reading)?;
    Ok(reading)
}

/// Reads what was added to a journal since it was read; all of it if there is another one in its place.
pub(crate) fn read_since(path: &Path, earlier: &Reading) -> io::Result<Reading> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Reading::default()),
        Err(error) => return Err(error),
    };
    let metadata = file.metadata()?;
    let is_same = earlier.file == Some((metadata.dev(), metadata.ino()));
    if !is_same || metadata.len() < earlier.length {
        return read_journal(path);
    }
    let mut reading = Reading { length: earlier.length, file: earlier.file, ..Reading::default() };
    file.seek(SeekFrom::Start(earlier.length))?;
    read_lines(BufReader::new(file), LONGEST, &mut reading)?;
    Ok(reading)
}

/// Reads lines; those that are too long, or none of ours, are passed over.
fn read_lines(mut file: impl io::BufRead, longest: usize, reading: &mut Reading) -> io::Result<()> {
    let bound = u64::try_from(longest).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    loop {
        line.clear();
        let mut length = (&mut file).take(bound).read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(());
        }
        if length == longest && !line.ends_with(b"\n") {
            length += file.skip_until(b'\n')?;
            // What is left of it is no line of its own.
            line.splice(.., *b"too long");
        }
        reading.length += u64::try_from(length).unwrap_or(0);
        match Line::read(&line) {
            Some(Line::Head(head)) => reading.head = Some(head),
            Some(Line::Row(row)) => reading.rows.extend(row.apart()),
            None if line.iter().all(u8::is_ascii_whitespace) => {}
            None => reading.unreadable += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::Timestamp;
    use serde_json::json;

    use super::{Held, Reading, read_journal, read_lines, read_since};
    use crate::store::journal::row::{Head, Row, write_line};

    fn line(change: i64) -> String {
        let state = json!({"read": ["ab", true]});
        let at = Timestamp::UNIX_EPOCH;
        let row =
            Row { change, at, kind: "read".to_owned(), undone: false, state, about: Vec::new() };
        let mut text = String::new();
        write_line(&mut text, &row).unwrap();
        text
    }

    #[test]
    fn wherever_the_last_line_is_torn_the_others_are_read_and_more_can_follow() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        let whole = line(1) + &line(2);
        for length in 0..=whole.len() {
            fs::write(&path, &whole.as_bytes()[..length]).unwrap();
            Held::take(&path).unwrap().append(&line(3)).unwrap();
            let changes: Vec<_> =
                read_journal(&path).unwrap().rows.iter().map(|row| row.change).collect();
            // A line that lacks nothing but its end is whole.
            let expected: Vec<i64> = (1..=2)
                .filter(|number| line(1).len() * usize::try_from(*number).unwrap() <= length + 1)
                .chain([3])
                .collect();
            assert_eq!(changes, expected, "{length}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_those_around_it_are_read() {
        let long = format!("{{\"change\":2,\"junk\":\"{}\"}}\n", "x".repeat(2000));
        let text = line(1) + &long + &line(3) + &long;
        for longest in [line(1).len(), 500, 1024, 2000] {
            let mut reading = Reading::default();
            read_lines(text.as_bytes(), longest, &mut reading).unwrap();
            let changes: Vec<_> = reading.rows.iter().map(|row| row.change).collect();
            assert_eq!((changes, reading.unreadable), (vec![1, 3], 2), "{longest}");
            assert_eq!(reading.length, text.len() as u64);
        }
    }

    #[test]
    fn only_what_was_added_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        assert!(read_since(&path, &Reading::default()).unwrap().rows.is_empty());
        fs::write(&path, line(1)).unwrap();
        let first = read_journal(&path).unwrap();
        Held::take(&path).unwrap().append(&line(2)).unwrap();
        let changes =
            |reading: Reading| reading.rows.iter().map(|row| row.change).collect::<Vec<_>>();
        assert_eq!(changes(read_since(&path, &first).unwrap()), [2]);
        Held::take(&path).unwrap().replace(&Head::new("ab", 1), &[]).unwrap();
        Held::take(&path).unwrap().append(&(line(3) + &line(4) + &line(5))).unwrap();
        assert_eq!(changes(read_since(&path, &first).unwrap()), [3, 4, 5]);
    }

    #[test]
    fn it_is_replaced_as_a_whole_while_others_wait() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("j");
        let mut held = Held::take(&path).unwrap();
        assert!(held.is_empty());
        held.append(&line(1)).unwrap();
        std::thread::scope(|scope| {
            let other = scope.spawn(|| Held::take(&path).unwrap().append(&line(9)).unwrap());
            held.replace(&Head::new("ab", 1), &[]).unwrap();
            other.join().unwrap();
        });
        let reading = read_journal(&path).unwrap();
        assert_eq!(reading.head.unwrap().through, 1);
        assert_eq!(reading.rows.iter().map(|row| row.change).collect::<Vec<_>>(), [9]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
