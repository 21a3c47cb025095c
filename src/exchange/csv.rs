//! CSV: rows of cells in text, with the quotation marks of RFC 4180.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula and runs it: such a cell gets an
//! apostrophe in front when it is written, which is taken away again when it is read.

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
    let defused = if is_dangerous(cell) { format!("'{cell}") } else { cell.to_owned() };
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

/// Reads a cell as it was before it was kept from being run.
fn restored(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest.to_owned(),
        _ => cell,
    }
}

/// Reads all rows. Any text can be read: a quotation mark that is not closed ends with the text.
pub fn read_rows(text: &str) -> Vec<Vec<String>> {
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
                row.push(restored(std::mem::take(&mut cell)));
                within = Within::Start;
            }
            (_, '\r') if chars.peek() == Some(&'\n') => {}
            (_, '\n') => {
                row.push(restored(std::mem::take(&mut cell)));
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
        row.push(restored(cell));
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

    use super::{read_rows, write_row};
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
    fn rows_of_others_are_read() {
        let rows = read_rows("a,\"b \"\"c\"\"\nd\",\r\n\n\"open, to the end");
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
            assert_eq!(read_rows(&out), expected);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(out.as_bytes());
            for (record, cells) in reader.records().zip(&expected) {
                let record = record.unwrap();
                assert_eq!(record.len(), cells.len());
                for (seen, cell) in record.iter().zip(cells) {
                    let seen_plain = if super::is_dangerous(cell) { &seen[1..] } else { seen };
                    assert_eq!(seen_plain, cell);
                    assert!(!seen.starts_with(['=', '+', '-', '@']));
                }
            }
        }
    }
}
