//! CSV: rows of cells in text, with the quotation marks of RFC 4180.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula and runs it: such a cell gets an
//! apostrophe in front when it is written, which is taken away again when it is read. A terminal on which a table is
//! printed obeys control characters and turns text around: these are written as `\\u{1b}`, and read again where this
//! program wrote the table.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Writes one row.
pub fn write_row(out: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_cell(out, cell);
    }
    out.push_str("\r\n");
}

fn write_cell(out: &mut String, cell: &str) {
    let cell = visible(cell);
    let defused = if is_dangerous(&cell) { format!("'{cell}") } else { cell.into_owned() };
    let quoted = defused.contains(['"', ',', '\n', '\r'])
        || defused.starts_with(char::is_whitespace)
        || defused.ends_with(char::is_whitespace);
    if quoted {
        out.push('"');
        out.push_str(&defused.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&defused);
    }
}

/// Tells whether a cell would be run, or looks like one that was kept from it.
fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Who wrote a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// This program.
    Us,
    /// Some other, which writes what looks like the name of a character because somebody wrote it.
    Others,
}

/// Reads a cell as it was before it was kept from being run and obeyed.
fn restored(cell: String, writer: Writer) -> String {
    let cell = match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest.to_owned(),
        _ => cell,
    };
    if writer == Writer::Us && cell.contains("\\u{") { obeyed(&cell) } else { cell }
}

/// Calls what a terminal would obey by its number. Backslashes before it, or before what looks like it, are doubled.
fn visible(cell: &str) -> Cow<'_, str> {
    if !cell.contains(is_obeyed) && !cell.contains("\\u{") {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len() + 8);
    let mut backslashes = 0;
    for (at, ch) in cell.char_indices() {
        let rest = &cell[at..];
        let is_called = is_obeyed(ch) && !rest.starts_with("\r\n");
        if is_called || called(rest).is_some() {
            out.push_str(&"\\".repeat(backslashes));
        }
        if is_called {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(ch));
        } else {
            out.push(ch);
        }
        backslashes = if ch == '\\' { backslashes + 1 } else { 0 };
    }
    Cow::Owned(out)
}

/// Reads what was written so.
fn obeyed(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let (mut rest, mut backslashes) = (cell, 0_usize);
    while let Some(ch) = rest.chars().next() {
        let called = called(rest).filter(|_| backslashes > 0);
        if called.is_some() {
            out.truncate(out.len() - backslashes.div_ceil(2));
        }
        let (letter, length) = match called {
            Some(called) if backslashes % 2 == 1 => called,
            _ => (ch, ch.len_utf8()),
        };
        out.push(letter);
        rest = &rest[length..];
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
    }
    out
}

/// Returns the character that a text calls first as it is done here, `u{1b}`, and how long that is.
fn called(text: &str) -> Option<(char, usize)> {
    let digits = text.strip_prefix("u{")?;
    let digits = digits.get(..digits.bytes().take(6).position(|byte| byte == b'}')?)?;
    let letter = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
    let is_ours = is_obeyed(letter) && format!("{:x}", u32::from(letter)) == digits;
    is_ours.then_some((letter, digits.len() + 3))
}

/// Tells whether a terminal does something at a character other than showing it or ending a line.
fn is_obeyed(ch: char) -> bool {
    let turns_around = matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns_around || (ch.is_control() && !matches!(ch, '\n' | '\t'))
}

/// Reads all rows. Any text can be read: a quotation mark that is not closed ends with the text.
pub fn read_rows(text: &str, writer: Writer) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let mut within = Within::Start;
    let mut chars = text.chars().peekable();
    while let Some(ch) = chars.next() {
        match (within, ch) {
            (Within::Start, '"') => within = Within::Quoted,
            (Within::Quoted, '"') if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            (Within::Quoted, '"') => within = Within::Plain,
            (Within::Quoted, _) => cell.push(ch),
            (_, ',') => {
                row.push(restored(std::mem::take(&mut cell), writer));
                within = Within::Start;
            }
            (_, '\r') if chars.peek() == Some(&'\n') => {}
            (_, '\n') => {
                row.push(restored(std::mem::take(&mut cell), writer));
                rows.push(std::mem::take(&mut row));
                within = Within::Start;
            }
            _ => {
                cell.push(ch);
                within = Within::Plain;
            }
        }
    }
    if !row.is_empty() || !cell.is_empty() || within != Within::Start {
        row.push(restored(cell, writer));
        rows.push(row);
    }
    rows.retain(|row| row.len() > 1 || row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// Where the reader stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// Before a cell.
    Start,
    /// In a cell without quotation marks, or after those.
    Plain,
    /// Between quotation marks.
    Quoted,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Writer, read_rows, write_row};
    use crate::exchange::samples::text;

    #[test]
    fn a_formula_is_defused() {
        for (cell, expected) in [
            ("=1", "'=1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("'=1", "''=1"),
            ("'a", "'a"),
            ("\t=1", "'\t=1"),
        ] {
            let mut out = String::new();
            write_row(&mut out, &[cell]);
            assert_eq!(out.strip_suffix("\r\n"), Some(expected));
        }
    }

    #[test]
    fn what_a_terminal_obeys_is_called_and_read_again() {
        for (cell, expected) in [
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("a\u{9b}2J\u{202e}b", "a\\u{9b}2J\\u{202e}b"),
            ("one\ttwo", "one\ttwo"),
            ("over\rwritten", "over\\u{d}written"),
            // What people write about it.
            ("print \\u{1b}", "print \\\\u{1b}"),
            ("\\\\u{1b}\u{1b}", "\\\\\\\\u{1b}\\u{1b}"),
            ("\\\u{1b}", "\\\\\\u{1b}"),
            ("u{1b} \\u{41} \\u{1B} \\u{zz}", "u{1b} \\u{41} \\u{1B} \\u{zz}"),
            ("שלום\u{200f} a\u{ad}b", "שלום\u{200f} a\u{ad}b"),
        ] {
            let mut out = String::new();
            write_row(&mut out, &[cell]);
            assert_eq!(out.strip_suffix("\r\n"), Some(expected));
            assert_eq!(read_rows(&out, Writer::Us), [[cell]]);
        }
    }

    #[test]
    fn rows_of_others_are_read() {
        let rows = read_rows("\\u{1b}", Writer::Others);
        assert_eq!(rows, [["\\u{1b}"]]);
        let rows = read_rows("a,\"b \"\"c\"\"\nd\",\r\n\n\"open, to the end", Writer::Others);
        assert_eq!(rows, [vec!["a", "b \"c\"\nd", ""], vec!["open, to the end"]]);
    }

    proptest! {
        #[test]
        fn rows_read_back_here_and_by_another_reader(
            rows in proptest::collection::vec((text(), text(), any::<bool>()), 1..5)
        ) {
            let mut out = String::new();
            let mut expected = Vec::new();
            for (a, b, more) in &rows {
                let mut cells = vec![a.as_str(), b.as_str(), "end"];
                if *more {
                    cells.push("");
                }
                write_row(&mut out, &cells);
                expected.push(cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
            }
            assert_eq!(read_rows(&out, Writer::Us), expected);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_bytes());
            for (record, cells) in reader.records().zip(&expected) {
                let record = record.unwrap();
                assert_eq!(record.len(), cells.len());
                for (seen, cell) in record.iter().zip(cells) {
                    let cell = super::visible(cell);
                    let seen_plain = if super::is_dangerous(&cell) { &seen[1..] } else { seen };
                    assert_eq!(seen_plain, cell);
                    let shown = seen.replace("\r\n", "");
                    assert!(!shown.contains(super::is_obeyed), "{shown:?}");
                    assert!(!seen.starts_with(['=', '+', '-', '@']));
                }
            }
        }
    }
}
