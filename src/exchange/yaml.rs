//! Front matter: a few facts as YAML that every reader takes as the text it is.

/// Writes a line `name: "value"`.
pub fn write_text(out: &mut String, name: &str, value: &str) {
    use std::fmt::Write as _;

    out.push_str(name);
    out.push_str(": \"");
    for ch in value.chars() {
        match ch {
            '"' | '\\' => {
                out.push('\\');
                out.push(ch);
            }
            '\n' => out.push_str("\\n"),
            _ if is_unprintable(ch) => {
                let code = u32::from(ch);
                let _ = if code > 0xffff {
                    write!(out, "\\U{code:08x}")
                } else {
                    write!(out, "\\u{code:04x}")
                };
            }
            _ => out.push(ch),
        }
    }
    out.push_str("\"\n");
}

fn is_unprintable(ch: char) -> bool {
    let hidden = matches!(ch, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    ch.is_control() || hidden || crate::text::display::is_deceptive(ch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;
    use saphyr::{LoadableYamlNode as _, Yaml};

    use super::write_text;
    use crate::exchange::samples::text;

    proptest! {
        #[test]
        fn another_reader_takes_the_same_from_it(value in text()) {
            let mut out = String::new();
            write_text(&mut out, "title", &value);
            assert_eq!(out.lines().count(), 1, "{out:?}");
            let read = Yaml::load_from_str(&out).unwrap();
            assert_eq!(read[0]["title"].as_str(), Some(value.as_str()));
        }
    }
}
