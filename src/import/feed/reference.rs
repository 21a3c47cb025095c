//! Character references: `&amp;`, `&#8212;`, `&nbsp;` and what they stand for.
//!
//! Those of XML and HTML are known and no others, so that nothing a document defines is ever
//! expanded; what is no reference stays as it is written.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

/// The longest name of a reference, in bytes.
const LONGEST_NAME: usize = 32;

/// Whether all references of a text were known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum References {
    /// They were.
    Known,
    /// Something that is no reference to a character begins like one.
    Strange,
}

/// Returns the text with the characters that its references stand for.
pub fn resolve(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    resolve_into(text, &mut resolved);
    Cow::Owned(resolved)
}

/// Appends the text with the characters that its references stand for.
pub fn resolve_into(text: &str, resolved: &mut String) -> References {
    let mut references = References::Known;
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('&') {
        resolved.push_str(before);
        rest = from;
        match reference(from) {
            Some((characters, length)) => {
                resolved.push_str(&characters);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                resolved.push('&');
                references = References::Strange;
            }
        }
    }
    resolved.push_str(rest);
    references
}

/// Tells whether a known reference stands in the text.
pub fn has_reference(text: &str) -> bool {
    let starts = memchr::memchr_iter(b'&', text.as_bytes());
    starts.filter_map(|at| text.get(at + 1..)).any(|after| reference(after).is_some())
}

/// Reads the reference that follows an ampersand; returns its length with the semicolon.
fn reference(after: &str) -> Option<(Cow<'static, str>, usize)> {
    let front = after.as_bytes().get(..=LONGEST_NAME).unwrap_or(after.as_bytes());
    let end = memchr::memchr(b';', front)?;
    let name = after.get(..end)?;
    let characters = match name.strip_prefix('#') {
        Some(code) => Cow::Owned(numbered(code)?.to_string()),
        None => Cow::Borrowed(resolve_html5_entity(name)?),
    };
    Some((characters, end + 1))
}

fn numbered(code: &str) -> Option<char> {
    let number = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => code.parse().ok()?,
    };
    // Written for Windows, these numbers mean quotation marks and dashes, never controls.
    if let Some(byte) = u8::try_from(number).ok().filter(|byte| (0x80..0xa0).contains(byte)) {
        return WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
    }
    char::from_u32(number).filter(|ch| *ch != '\0')
}

#[cfg(test)]
mod tests {
    use super::{has_reference, resolve};

    #[test]
    fn references_are_resolved_once_and_others_stay() {
        let table = [
            ("a &lt; b &amp;amp; c", "a < b &amp; c"),
            ("caf&eacute;&nbsp;&mdash;&hellip;", "café\u{a0}—…"),
            ("&#8220;x&#x201D; &#146;", "“x” ’"),
            ("AT&T & Q&A; &unknown; &a8;", "AT&T & Q&A; &unknown; &a8;"),
            ("&#xD800;&#0;&#99999999999;&#;", "&#xD800;&#0;&#99999999999;&#;"),
            ("&", "&"),
            ("&é;", "&é;"),
        ];
        for (text, expected) in table {
            assert_eq!(resolve(text), expected, "{text}");
        }
        assert!(has_reference("a &amp b &amp; c"));
        assert!(!has_reference("AT&T; & Q&A"));
    }
}
