//! Decoding: the bytes a terminal sends, read as key presses, pasted text and the mouse.
//!
//! What is no key of ours, such as a late answer to another program's question, is swallowed whole: its letters
//! must never act as keys.

use memchr::memmem;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::input::event::InputEvent;
use crate::tui::input::mouse;
use crate::tui::key::KeyPress;

const ESCAPE: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// More of a paste is dropped, in bytes.
const LONGEST_PASTE: usize = 4 << 20;

/// A sequence that is longer without an end is none, in bytes.
const LONGEST_SEQUENCE: usize = 256;

/// Collects bytes until they are events.
#[derive(Debug, Default)]
pub struct Decoder {
    /// What has not been read yet.
    bytes: Vec<u8>,
    /// How much of it has.
    read: usize,
    /// The text of the paste that is under way.
    paste: Option<Vec<u8>>,
    /// No more bytes will come to complete the first sequence.
    is_complete: bool,
}

/// What the next bytes are.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    /// A key, over so many bytes.
    Key(KeyCode, KeyModifiers, usize),
    Mouse(InputEvent, usize),
    /// The start of a paste.
    Paste(usize),
    /// Nothing of ours.
    Skip(usize),
    /// The start of something.
    Incomplete,
}

impl Decoder {
    /// Adds bytes as they come.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.read);
        self.read = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// Tells whether a key has begun whose end should follow at once.
    pub fn is_waiting(&self) -> bool {
        self.paste.is_none() && self.read < self.bytes.len()
    }

    /// Takes what has begun for all there is: an escape alone is the key.
    pub fn give_up(&mut self) {
        self.is_complete = true;
    }

    /// Returns the next event, if its bytes are all here.
    pub fn next_event(&mut self) -> Option<InputEvent> {
        loop {
            if self.paste.is_some() {
                return self.pasted();
            }
            if self.read == self.bytes.len() {
                self.is_complete = false;
                return None;
            }
            let token = match token(&self.bytes[self.read..]) {
                Token::Incomplete if self.is_complete => cut_short(&self.bytes[self.read..]),
                token => token,
            };
            let (event, length) = match token {
                Token::Incomplete => return None,
                Token::Skip(length) => (None, length),
                Token::Mouse(event, length) => (Some(event), length),
                Token::Key(code, modifiers, length) => {
                    let press = KeyPress::from_event(KeyEvent::new(code, modifiers));
                    (press.map(InputEvent::Key), length)
                }
                Token::Paste(length) => {
                    self.paste = Some(Vec::new());
                    (None, length)
                }
            };
            self.read += length;
            self.is_complete = false;
            if event.is_some() {
                return event;
            }
        }
    }

    /// Adds to the paste and returns it when its end is here.
    fn pasted(&mut self) -> Option<InputEvent> {
        let text = self.paste.as_mut()?;
        let rest = &self.bytes[self.read..];
        let end = memmem::find(rest, PASTE_END);
        // The end may have begun at the end of what is here.
        let taken = end.unwrap_or(rest.len().saturating_sub(PASTE_END.len() - 1));
        let room = LONGEST_PASTE - text.len();
        text.extend_from_slice(&rest[..taken.min(room)]);
        self.read += taken;
        end?;
        self.read += PASTE_END.len();
        let text = self.paste.take()?;
        let text = String::from_utf8_lossy(&text).replace("\r\n", "\n").replace('\r', "\n");
        Some(InputEvent::Paste(text))
    }
}

fn token(bytes: &[u8]) -> Token {
    match *bytes {
        [] | [ESCAPE] => Token::Incomplete,
        [ESCAPE, b'[', ..] => control_sequence(bytes),
        [ESCAPE, b'O', ..] => function_key(bytes),
        [ESCAPE, b']' | b'P' | b'_' | b'^' | b'X', ..] => string(bytes),
        [ESCAPE, ESCAPE, ..] => Token::Key(KeyCode::Esc, KeyModifiers::NONE, 1),
        [ESCAPE, ref rest @ ..] => match plain_key(rest) {
            Token::Key(code, modifiers, length) => {
                Token::Key(code, modifiers | KeyModifiers::ALT, length + 1)
            }
            Token::Skip(length) => Token::Skip(length + 1),
            other => other,
        },
        _ => plain_key(bytes),
    }
}

/// Reads what had begun as if nothing more came.
fn cut_short(bytes: &[u8]) -> Token {
    let alt = |byte: u8| Token::Key(KeyCode::Char(char::from(byte)), KeyModifiers::ALT, 2);
    match *bytes {
        [ESCAPE] => Token::Key(KeyCode::Esc, KeyModifiers::NONE, 1),
        [ESCAPE, byte @ 0x20..=0x7e] => alt(byte),
        _ => Token::Skip(bytes.len()),
    }
}

/// Reads a key that is sent as its character or as one control character.
fn plain_key(bytes: &[u8]) -> Token {
    let key = |code| Token::Key(code, KeyModifiers::NONE, 1);
    let control = |ch| Token::Key(KeyCode::Char(ch), KeyModifiers::CONTROL, 1);
    match bytes.first().copied() {
        None => Token::Incomplete,
        Some(b'\r' | b'\n') => key(KeyCode::Enter),
        Some(b'\t') => key(KeyCode::Tab),
        Some(0x08 | 0x7f) => key(KeyCode::Backspace),
        Some(ESCAPE) => key(KeyCode::Esc),
        Some(0) => control(' '),
        Some(byte @ 0x01..=0x1a) => control(char::from(byte - 1 + b'a')),
        Some(byte @ 0x1c..=0x1f) => control(char::from(byte + 0x40)),
        Some(_) => character(bytes),
    }
}

fn character(bytes: &[u8]) -> Token {
    let start = &bytes[..bytes.len().min(4)];
    let valid = match str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => return error.error_len().map_or(Token::Incomplete, Token::Skip),
    };
    match valid.chars().next() {
        Some(ch) => Token::Key(KeyCode::Char(ch), KeyModifiers::NONE, ch.len_utf8()),
        None => Token::Skip(1),
    }
}

/// Reads `ESC O x`: keys of the keypad in application mode, and F1 to F4.
fn function_key(bytes: &[u8]) -> Token {
    let Some(last) = bytes.get(2) else { return Token::Incomplete };
    match letter_key(*last) {
        Some(code) => Token::Key(code, KeyModifiers::NONE, 3),
        None => Token::Skip(3),
    }
}

/// Swallows a string that a terminal sends as an answer, up to its terminator.
fn string(bytes: &[u8]) -> Token {
    let end = bytes[2..].iter().position(|byte| [0x07, ESCAPE].contains(byte));
    match end.map(|end| end + 2) {
        Some(end) if bytes[end] == 0x07 => Token::Skip(end + 1),
        Some(end) if bytes.get(end + 1) == Some(&b'\\') => Token::Skip(end + 2),
        Some(end) if end + 1 < bytes.len() => Token::Skip(end),
        _ => incomplete(bytes),
    }
}

/// Reads `ESC [ parameters letter`.
fn control_sequence(bytes: &[u8]) -> Token {
    let body = &bytes[2..];
    if let [b'[', rest @ ..] = body {
        // The Linux console's F1 to F5.
        return match rest.first() {
            None => Token::Incomplete,
            Some(byte @ b'A'..=b'E') => {
                Token::Key(KeyCode::F(byte - b'A' + 1), KeyModifiers::NONE, 4)
            }
            Some(_) => Token::Skip(4),
        };
    }
    let Some(end) = body.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else {
        return incomplete(bytes);
    };
    let (parameters, last, length) = (&body[..end], body[end], end + 3);
    match last {
        b'M' | b'm' if parameters.starts_with(b"<") => mouse_report(parameters, last, length),
        // The old form of a mouse report has three more bytes.
        b'M' if parameters.is_empty() && body.len() < 4 => Token::Incomplete,
        b'M' if parameters.is_empty() => Token::Skip(length + 3),
        0x40..=0x7e => key_sequence(parameters, last, length),
        // A control character breaks the sequence and counts itself.
        _ => Token::Skip(length - 1),
    }
}

fn mouse_report(parameters: &[u8], last: u8, length: usize) -> Token {
    let mut numbers = numbers(&parameters[1..]);
    let report = (numbers.next(), numbers.next(), numbers.next());
    let (Some(buttons), Some(column), Some(row)) = report else { return Token::Skip(length) };
    match mouse::event(buttons, column, row, last) {
        Some(event) => Token::Mouse(InputEvent::Mouse(event), length),
        None => Token::Skip(length),
    }
}

fn key_sequence(parameters: &[u8], last: u8, length: usize) -> Token {
    if parameters.iter().any(|byte| !matches!(byte, b'0'..=b'9' | b';' | b':')) {
        return Token::Skip(length);
    }
    let mut given = numbers(parameters);
    let (first, second, third) = (given.next().unwrap_or(1), given.next(), given.next());
    let code = match last {
        b'~' if first == 200 => return Token::Paste(length),
        // xterm's form for keys with modifiers that have no other.
        b'~' if first == 27 => third.and_then(character_key),
        b'~' => numbered_key(first),
        b'u' => character_key(first),
        b'Z' => Some(KeyCode::BackTab),
        // A report of the cursor's place, unless it can only be F3.
        b'R' if first != 1 || second.is_none() => None,
        letter => letter_key(letter),
    };
    match code {
        Some(code) => Token::Key(code, modifiers(second.unwrap_or(1)), length),
        None => Token::Skip(length),
    }
}

/// Returns the numbers between semicolons, each without what follows a colon; an empty one is 1.
fn numbers(parameters: &[u8]) -> impl Iterator<Item = u16> + '_ {
    let fields = parameters.split(|byte| *byte == b';').filter(|_| !parameters.is_empty());
    fields.map(|field| {
        let digits = field.split(|byte| *byte == b':').next().unwrap_or_default();
        str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(1)
    })
}

/// The bits of the number less one are Shift, Alt, Ctrl and others.
fn modifiers(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 2 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers
}

fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11 => KeyCode::F(1),
        12 => KeyCode::F(2),
        13 => KeyCode::F(3),
        14 => KeyCode::F(4),
        15 => KeyCode::F(5),
        17 => KeyCode::F(6),
        18 => KeyCode::F(7),
        19 => KeyCode::F(8),
        20 => KeyCode::F(9),
        21 => KeyCode::F(10),
        23 => KeyCode::F(11),
        24 => KeyCode::F(12),
        _ => return None,
    })
}

fn character_key(number: u16) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        _ => KeyCode::Char(char::from_u32(u32::from(number)).filter(|ch| !ch.is_control())?),
    })
}

fn incomplete(bytes: &[u8]) -> Token {
    if bytes.len() < LONGEST_SEQUENCE { Token::Incomplete } else { Token::Skip(bytes.len()) }
}

#[cfg(test)]
mod tests;
