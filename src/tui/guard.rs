//! The second wall before the terminal: lets through only what this program itself sends.
//!
//! Text is cleaned before it is drawn; should that ever fail, or a widget write round it, no foreign control
//! sequence may reach the terminal all the same. The guard knows the few sequences a frame is made of and
//! drops every other control character and sequence. Must not know what is drawn.

pub mod clipboard;

use std::borrow::Cow;
use std::io;

const ESCAPE: u8 = 0x1b;

/// The private modes a frame may set and reset: cursor, synchronised update.
const MODES: [&[u8]; 2] = [b"?25", b"?2026"];

/// A writer that holds a frame until it is flushed and then sends what of it is ours.
#[derive(Debug)]
pub struct Guard<W> {
    inner: W,
    frame: Vec<u8>,
    dropped: u64,
}

impl<W: io::Write> Guard<W> {
    /// Puts the guard before `inner`.
    pub fn new(inner: W) -> Self {
        Self { inner, frame: Vec::with_capacity(16 * 1024), dropped: 0 }
    }

    /// Returns how many bytes were dropped so far; more than none means a defect of the first wall.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }
}

impl<W: io::Write> io::Write for Guard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.frame.is_empty() {
            let allowed = allowed(&self.frame);
            self.dropped += (self.frame.len() - allowed.len()) as u64;
            let written = self.inner.write_all(&allowed);
            self.frame.clear();
            written?;
        }
        self.inner.flush()
    }
}

/// Returns the bytes without foreign control characters and sequences.
pub fn allowed(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut kept = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some((start, length)) = next_foreign(bytes, at) {
        kept.extend_from_slice(&bytes[copied..start]);
        at = start + length;
        copied = at;
    }
    if copied == 0 {
        return Cow::Borrowed(bytes);
    }
    kept.extend_from_slice(&bytes[copied..]);
    Cow::Owned(kept)
}

/// Finds the first foreign bytes from `at` on: where they start and how many they are.
fn next_foreign(bytes: &[u8], mut at: usize) -> Option<(usize, usize)> {
    while at < bytes.len() {
        match bytes[at] {
            0x20..=0x7e => at += 1,
            ESCAPE => match own_sequence(&bytes[at..]) {
                Some(length) => at += length,
                None => return Some((at, foreign_sequence(&bytes[at..]))),
            },
            0x00..=0x1f | 0x7f => return Some((at, 1)),
            _ => match character(&bytes[at..]) {
                Some(length) => at += length,
                None => return Some((at, foreign_character(&bytes[at..]))),
            },
        }
    }
    None
}

/// Returns the length of the sequence of ours that `bytes` start with.
fn own_sequence(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(b"\x1b[")?;
    let length = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';' | b':' | b'?'))?;
    let (parameters, last) = (&rest[..length], rest[length]);
    let own = match last {
        b'm' | b'H' | b'J' | b'K' => !parameters.contains(&b'?'),
        b'h' | b'l' => MODES.contains(&parameters),
        _ => false,
    };
    own.then_some(length + 3)
}

/// Returns how much of a foreign sequence to drop: all of it where its end is certain, and of a string that
/// runs to a terminator no more than to the next control character, which may be ours again.
fn foreign_sequence(bytes: &[u8]) -> usize {
    let is_control = |byte: &u8| *byte < 0x20 || *byte == 0x7f;
    match bytes.get(1) {
        Some(b'[') => {
            let rest = &bytes[2..];
            let parameters = rest.iter().position(|byte| !matches!(byte, 0x20..=0x3f));
            let parameters = parameters.unwrap_or(rest.len());
            let last = rest.get(parameters).is_some_and(|byte| matches!(byte, 0x40..=0x7e));
            2 + parameters + usize::from(last)
        }
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let end = bytes[2..].iter().position(is_control);
            2 + end.unwrap_or(bytes.len() - 2)
        }
        Some(0x20..=0x7e) => 2,
        _ => 1,
    }
}

/// Returns the length of the character that `bytes` start with, unless it is none or a C1 control.
fn character(bytes: &[u8]) -> Option<usize> {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let character = str::from_utf8(bytes.get(..length)?).ok()?;
    let is_control = character.starts_with(|ch: char| ch.is_control());
    (!is_control).then_some(length)
}

/// Returns the length of a C1 control, or one byte of what is no character.
fn foreign_character(bytes: &[u8]) -> usize {
    match bytes {
        [0xc2, 0x80..=0x9f, ..] => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
