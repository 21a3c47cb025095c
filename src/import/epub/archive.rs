//! The archive of a book: a ZIP file in memory, of which single entries are unpacked.
//!
//! Nothing is ever extracted to a disk, so that no name can lead out of the archive. Nothing that the
//! archive says of its sizes is believed: bytes are counted while they are unpacked, and memory grows
//! with what has come out. It must not know what the entries mean.

use std::collections::HashMap;
use std::fmt;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::import::epub::fields::{long, short, wide};

/// The most entries an archive may list.
pub const ENTRIES: usize = 20_000;

/// The most bytes one entry may unpack to.
pub const ENTRY_BYTES: usize = 64 * 1024 * 1024;

/// The most bytes all that is read of one archive may unpack to.
pub const TOTAL_BYTES: usize = 256 * 1024 * 1024;

/// How many times its packed size an entry of more than [`UNSUSPECTED`] bytes may unpack to. Text
/// packs to a fifth, an empty table to a fiftieth.
pub const RATIO: usize = 200;

/// Up to this many bytes an entry may unpack to whatever its packed size is.
pub const UNSUSPECTED: usize = 1024 * 1024;

const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LISTED: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// How many places that look like the end of the archive are tried, the last first.
const ENDS: usize = 8;

/// How much is unpacked at once, in bytes.
const STEP: usize = 64 * 1024;

/// An archive whose entries are known by name.
#[derive(Debug)]
pub struct Archive<'b> {
    bytes: &'b [u8],
    names: Vec<String>,
    entries: HashMap<String, Entry>,
    /// The names as they are, by what they are in small letters.
    lower: HashMap<String, String>,
    /// How many more bytes may be unpacked.
    left: usize,
}

/// Why an archive or an entry cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such entry.
    Missing,
    /// It is damaged, with what is wrong.
    Damaged(&'static str),
    /// It is encrypted.
    Encrypted,
    /// It would unpack to too much, with what that is.
    TooMuch(TooMuch),
}

/// Which bound an archive breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// It has more than [`ENTRIES`] entries.
    Entries,
    /// The named entry unpacks to more than [`ENTRY_BYTES`].
    Entry(String),
    /// What is read unpacks to more than [`TOTAL_BYTES`].
    Total,
    /// The named entry unpacks to more than [`RATIO`] times its size.
    Ratio(String),
}

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MEGABYTE: usize = 1024 * 1024;
        match self {
            Self::Entries => write!(f, "it has more than {ENTRIES} parts"),
            Self::Entry(name) => {
                write!(f, "its part {name} unpacks to more than {} MB", ENTRY_BYTES / MEGABYTE)
            }
            Self::Total => write!(f, "it unpacks to more than {} MB", TOTAL_BYTES / MEGABYTE),
            Self::Ratio(name) => {
                write!(f, "its part {name} unpacks to more than {RATIO} times its size")
            }
        }
    }
}

/// What was unpacked of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether that is the whole entry, undamaged.
    pub whole: bool,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where its own header begins.
    header: usize,
    packed: usize,
    /// What it says it unpacks to; only good for refusing it.
    declared: u64,
    check: u32,
    method: Method,
    encrypted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Stored,
    Deflated,
    Other,
}

impl<'b> Archive<'b> {
    /// Reads the list of entries. Of several with one name the last counts.
    ///
    /// # Errors
    ///
    /// Fails if there is no list, or if it announces more than may be.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        if bytes.is_empty() {
            return Err(Fault::Damaged("it is empty"));
        }
        let mut ends = memchr::memmem::rfind_iter(bytes, END).take(ENDS);
        let directory = ends
            .find_map(|end| Directory::at(bytes, end))
            .ok_or_else(|| Fault::Damaged(without_end(bytes)))?;
        let (names, entries, lower) = Default::default();
        let mut archive = Self { bytes, names, entries, lower, left: TOTAL_BYTES };
        archive.list(&directory)?;
        Ok(archive)
    }

    /// Returns the names of the entries, in the order of the list.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns the name under which the archive has an entry: books that were made where capital and
    /// small letters are the same in file names mix them up.
    pub fn find(&self, name: &str) -> Option<&str> {
        if let Some((known, _)) = self.entries.get_key_value(name) {
            return Some(known);
        }
        self.lower.get(&name.to_lowercase()).map(String::as_str)
    }

    /// Unpacks an entry; of a damaged one, what can be had.
    ///
    /// # Errors
    ///
    /// Fails if there is no such entry, nothing of it can be read, or it is too much.
    pub fn read(&mut self, name: &str) -> Result<Unpacked, Fault> {
        let entry = *self.entries.get(name).ok_or(Fault::Missing)?;
        if entry.encrypted {
            return Err(Fault::Encrypted);
        }
        let data = self.data(&entry)?;
        let bound = ENTRY_BYTES.min(self.left);
        let unpacked = match entry.method {
            Method::Stored if data.len() > bound => Err(Overflow::Bytes),
            Method::Stored => Ok((data.to_vec(), true)),
            Method::Deflated => inflate(data, bound),
            Method::Other => return Err(Fault::Damaged("it is packed in an unknown way")),
        };
        let (bytes, complete) = unpacked.map_err(|overflow| {
            Fault::TooMuch(match overflow {
                Overflow::Ratio => TooMuch::Ratio(name.to_owned()),
                Overflow::Bytes if bound < ENTRY_BYTES => TooMuch::Total,
                Overflow::Bytes => TooMuch::Entry(name.to_owned()),
            })
        })?;
        self.left -= bytes.len();
        let mut crc = Crc::new();
        crc.update(&bytes);
        Ok(Unpacked { whole: complete && crc.sum() == entry.check, bytes })
    }

    fn list(&mut self, directory: &Directory) -> Result<(), Fault> {
        let mut at = directory.start;
        let mut listed = 0;
        while let Some(entry) = listed_entry(self.bytes, at, directory.before) {
            listed += 1;
            if listed > ENTRIES {
                return Err(Fault::TooMuch(TooMuch::Entries));
            }
            if is_bomb(&entry.entry) {
                return Err(Fault::TooMuch(TooMuch::Ratio(entry.name)));
            }
            at = entry.end;
            if self.entries.insert(entry.name.clone(), entry.entry).is_none() {
                self.lower.insert(entry.name.to_lowercase(), entry.name.clone());
                self.names.push(entry.name);
            }
        }
        Ok(())
    }

    fn data(&self, entry: &Entry) -> Result<&'b [u8], Fault> {
        let header = self.bytes.get(entry.header..).filter(|bytes| bytes.starts_with(LOCAL));
        let header = header.ok_or(Fault::Damaged("a part of it is missing"))?;
        let length = |at: usize| short(header, at).map_or(0, usize::from);
        let data = header.get(30 + length(26) + length(28)..);
        let data = data.ok_or(Fault::Damaged("a part of it is cut off"))?;
        Ok(data.get(..entry.packed).unwrap_or(data))
    }
}

/// Where the list of entries stands.
struct Directory {
    start: usize,
    /// How many bytes stand before the archive and are not counted by its offsets.
    before: usize,
}

impl Directory {
    /// Reads the record at the end of an archive.
    fn at(bytes: &[u8], end: usize) -> Option<Self> {
        let record = bytes.get(end..)?;
        let small = (u64::from(long(record, 12)?), u64::from(long(record, 16)?));
        let (size, offset, end) = match Self::large(bytes, end) {
            Some((size, offset, end)) => (size, offset, end),
            None => (small.0, small.1, end),
        };
        let (size, offset) = (usize::try_from(size).ok()?, usize::try_from(offset).ok()?);
        let listed = |at: usize| {
            let rest = bytes.get(at..);
            rest.is_some_and(|rest| rest.starts_with(LISTED) || (size == 0 && at == end))
        };
        if listed(offset) {
            return Some(Self { start: offset, before: 0 });
        }
        let start = end.checked_sub(size).filter(|start| listed(*start))?;
        Some(Self { start, before: start.checked_sub(offset)? })
    }

    /// Returns size and offset of the list, and its end, where an archive has the wide record.
    fn large(bytes: &[u8], end: usize) -> Option<(u64, u64, usize)> {
        let locator = bytes.get(end.checked_sub(20)?..)?;
        let at = usize::try_from(wide(locator.strip_prefix(LOCATOR_64)?, 4)?).ok()?;
        let record = bytes.get(at..)?.strip_prefix(END_64)?;
        Some((wide(record, 36)?, wide(record, 44)?, at))
    }
}

struct Listed {
    name: String,
    entry: Entry,
    /// Where the next one stands.
    end: usize,
}

fn listed_entry(bytes: &[u8], at: usize, before: usize) -> Option<Listed> {
    let record = bytes.get(at..)?;
    if !record.starts_with(LISTED) {
        return None;
    }
    let length = |at: usize| short(record, at).map(usize::from);
    let extra = 46 + length(28)?;
    let comment = extra + length(30)?;
    let end = comment + length(32)?;
    let name = record.get(46..extra)?;
    let mut sizes = Sizes::of(record.get(extra..comment)?);
    let declared = sizes.next(long(record, 24)?)?;
    let packed = sizes.next(long(record, 20)?)?;
    let header = sizes.next(long(record, 42)?)?;
    let method = match short(record, 10)? {
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => Method::Other,
    };
    let entry = Entry {
        header: usize::try_from(header).ok()?.checked_add(before)?,
        packed: usize::try_from(packed).ok()?,
        declared,
        check: long(record, 16)?,
        method,
        encrypted: short(record, 8)? & 1 != 0,
    };
    Some(Listed { name: String::from_utf8_lossy(name).into_owned(), entry, end: at + end })
}

/// The sizes of an entry that do not fit their fields and stand in an extra field, in order.
struct Sizes<'b>(&'b [u8]);

impl<'b> Sizes<'b> {
    fn of(mut extra: &'b [u8]) -> Self {
        while let Some((kind, length)) = short(extra, 0).zip(short(extra, 2)) {
            let field = extra.get(4..).unwrap_or_default();
            let (field, rest) = field.split_at(usize::from(length).min(field.len()));
            if kind == 1 {
                return Self(field);
            }
            extra = rest;
        }
        Self(&[])
    }

    fn next(&mut self, small: u32) -> Option<u64> {
        if small != u32::MAX || self.0.is_empty() {
            return Some(u64::from(small));
        }
        let value = wide(self.0, 0)?;
        self.0 = self.0.get(8..)?;
        Some(value)
    }
}

/// An entry that itself says that it unpacks to far more than anything in a book.
fn is_bomb(entry: &Entry) -> bool {
    let packed = u64::try_from(entry.packed).unwrap_or(u64::MAX);
    entry.method == Method::Deflated
        && entry.declared > UNSUSPECTED as u64
        && entry.declared / RATIO as u64 > packed
}

enum Overflow {
    Bytes,
    Ratio,
}

/// Unpacks until the end, the first damage, or a bound; tells whether the end was reached.
fn inflate(data: &[u8], bound: usize) -> Result<(Vec<u8>, bool), Overflow> {
    let mut stream = Decompress::new(false);
    let mut bytes = Vec::new();
    let mut step = vec![0; STEP];
    loop {
        let (read, written) = (stream.total_in(), stream.total_out());
        let rest = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        let status = stream.decompress(rest, &mut step, FlushDecompress::None);
        let fresh = usize::try_from(stream.total_out() - written).unwrap_or(0);
        bytes.extend_from_slice(step.get(..fresh).unwrap_or_default());
        if bytes.len() > bound {
            return Err(Overflow::Bytes);
        }
        let packed = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        if bytes.len() > UNSUSPECTED && bytes.len() / RATIO > packed {
            return Err(Overflow::Ratio);
        }
        match status {
            Ok(Status::StreamEnd) => return Ok((bytes, true)),
            Err(_) => return Ok((bytes, false)),
            Ok(_) if fresh == 0 && stream.total_in() == read => return Ok((bytes, false)),
            Ok(_) => {}
        }
    }
}

fn without_end(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(LOCAL) { "its end is missing" } else { "it is no ZIP archive" }
}
