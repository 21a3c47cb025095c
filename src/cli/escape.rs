//! JSON that is safe on a terminal: control and direction characters are written as escapes.
//!
//! JSON itself asks that only of a few; paths and titles may hold the others.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

use crate::text::display::is_deceptive;

/// Writes a value as one line of JSON.
///
/// # Errors
///
/// Fails if it cannot be written.
pub fn write_line(out: &mut impl Write, value: &impl Serialize) -> anyhow::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")?;
    Ok(())
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut clean = fragment;
        while let Some((at, ch)) =
            clean.char_indices().find(|(_, ch)| ch.is_control() || is_deceptive(*ch))
        {
            let (before, rest) = clean.split_at(at);
            CompactFormatter.write_string_fragment(out, before)?;
            for unit in ch.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            clean = rest.strip_prefix(ch).unwrap_or_default();
        }
        CompactFormatter.write_string_fragment(out, clean)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::write_line;

    fn line(text: &str) -> String {
        let mut out = Vec::new();
        write_line(&mut out, &text).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_could_harm_is_escaped() {
        let table = [
            ("plain é \"quoted\"", "\"plain é \\\"quoted\\\"\"\n"),
            ("\u{1b}[31m\u{9b}\u{7f}", "\"\\u001b[31m\\u009b\\u007f\"\n"),
            ("a\u{202e}b\u{e0041}", "\"a\\u202eb\\udb40\\udc41\"\n"),
        ];
        for (text, expected) in table {
            assert_eq!(line(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_string_is_one_harmless_line_that_reads_back(text in any::<String>()) {
            let line = line(&text);
            assert_eq!(line.chars().filter(|ch| ch.is_control()).collect::<String>(), "\n");
            assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
        }
    }
}
