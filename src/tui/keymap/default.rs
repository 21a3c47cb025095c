//! The default keys: `assets/keymap.toml`, read line by line.
//!
//! The file is plain TOML, but of the simplest form only: tables, `"keys" = "action"`, comments. Reading just
//! that costs a fraction of a TOML parser at every start; a test holds both readings to be the same.

use crate::tui::action::Action;
use crate::tui::keymap::context::Context;
use crate::tui::keymap::sequence::Sequence;

/// The file with the default keys, as shown to users who want to change them.
pub const TEXT: &str = include_str!("../../../assets/keymap.toml");

/// Returns the bindings of the lines of a key file; lines of any other form yield nothing.
pub fn bindings(text: &str) -> impl Iterator<Item = (Context, Sequence, Action)> + '_ {
    let mut context = None;
    lines(text).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            context = Context::from_name(name.strip_suffix(']')?);
            return None;
        }
        let (keys, action) = entry(line)?;
        Some((context?, Sequence::parse(keys).ok()?, Action::from_name(action)?))
    })
}

fn entry(line: &str) -> Option<(&str, &str)> {
    // The backslash is the one character of a key that TOML writes as two.
    if let Some(rest) = line.strip_prefix(r#""\\" = ""#) {
        return Some((r"\", rest.strip_suffix('"')?));
    }
    let inner = line.strip_prefix('"')?.strip_suffix('"')?;
    let end = inner.bytes().position(|byte| byte == b'"')?;
    let (keys, rest) = inner.split_at_checked(end)?;
    Some((keys, rest.strip_prefix("\" = \"")?))
}

/// Returns the lines, found faster than by the standard library.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).filter_map(move |end| {
        let line = text.get(start..end);
        start = end + 1;
        line
    })
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn reading_by_line_is_reading_toml() {
        let parsed = DeTable::parse(TEXT).unwrap().into_inner();
        let mut expected = Vec::new();
        for (context, table) in &parsed {
            for (keys, action) in table.get_ref().as_table().unwrap() {
                let context = Context::from_name(context.get_ref()).unwrap();
                let sequence = Sequence::parse(keys.get_ref()).unwrap();
                let name = action.get_ref().as_str().unwrap();
                let action = Action::from_name(name).unwrap_or_else(|| panic!("{name}"));
                expected.push((keys.span().start, (context, sequence, action)));
            }
        }
        expected.sort_by_key(|(at, _)| *at);
        let expected: Vec<_> = expected.into_iter().map(|(_, binding)| binding).collect();
        let read: Vec<_> = bindings(TEXT).collect();
        assert_eq!(read, expected);
        assert!(read.len() > 200);
    }
}
