//! Faults of notation: one wrong line must not cost the user the rest of the file.
//!
//! The parser stops to understand a file at the first fault. So the faulty line is taken out and the rest read
//! again. With the head of a table go its entries, lest they end up in another.

use toml::de::DeTable;

use crate::config::lines::Lines;

/// A line that could not be read, by its number from 1, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line's number, from 1.
    pub line: usize,
    /// What the parser says about it, in one line.
    pub message: String,
}

/// More faults than this and the file is something else.
const MOST: usize = 100;

/// Returns `text` with blanks for what cannot be read, every place staying where it was, and the faults.
pub fn take_out(text: &str) -> (String, Vec<Fault>) {
    let lines = Lines::new(text);
    let mut left = text.as_bytes().to_vec();
    let mut faults = Vec::new();
    while faults.len() < MOST {
        let rest = String::from_utf8_lossy(&left);
        let Err(error) = DeTable::parse(&rest) else {
            return (rest.into_owned(), faults);
        };
        let line = lines.number(&error.span().unwrap_or_default());
        let is_head = is_head(&left[lines.place(line)]);
        let more = if is_head { "; the entries below are left out" } else { "" };
        let message = format!("{}{more}", error.message().replace('\n', ", "));
        faults.push(Fault { line, message });
        let is_changed = blank(&mut left, lines.place(line));
        if !is_changed {
            break;
        }
        for number in lines.from(line + 1).take_while(|_| is_head) {
            if self::is_head(&left[lines.place(number)]) {
                break;
            }
            blank(&mut left, lines.place(number));
        }
    }
    (String::new(), faults)
}

fn is_head(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"[")
}

/// Puts spaces in place of everything but line ends; returns whether that changed anything.
fn blank(text: &mut [u8], place: std::ops::Range<usize>) -> bool {
    let mut is_changed = false;
    for byte in &mut text[place] {
        if !byte.is_ascii_whitespace() {
            *byte = b' ';
            is_changed = true;
        }
    }
    is_changed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    #[track_caller]
    fn check(text: &str, kept: &str, expected: &[usize]) {
        let (left, faults) = take_out(text);
        let kept_lines: Vec<_> =
            left.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
        assert_eq!(kept_lines.join("|"), kept);
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, expected, "{faults:?}");
        assert_eq!(left.len(), text.len());
    }

    #[test]
    fn only_what_is_wrong_is_taken_out() {
        check("a = 1\nbad line\nb = 2", "a = 1|b = 2", &[2]);
        check("bad\nworse\nb = 2\n= 3", "b = 2", &[1, 2, 4]);
        check("a = 1\na = 2\nb = 2", "a = 1|b = 2", &[2]);
        check("[k]\n\"j = 1\nb = 2", "[k]|b = 2", &[2]);
        check("a = 1", "a = 1", &[]);
    }

    #[test]
    fn entries_do_not_move_to_another_table() {
        check("[a]\nx = 1\n[b\ny = 2\n[c]\nz = 3", "[a]|x = 1|[c]|z = 3", &[3]);
        check("[a]\nx = 1\n[b]]\ny = 2", "[a]|x = 1", &[3]);
    }

    proptest! {
        #[test]
        fn what_is_left_can_be_read(text in "([\\[\\]a-c=\"'#{},. \n1é]|\"\"\"){0,40}") {
            let (left, faults) = take_out(&text);
            prop_assert!(DeTable::parse(&left).is_ok());
            if faults.is_empty() {
                prop_assert_eq!(left, text);
            }
        }
    }
}
