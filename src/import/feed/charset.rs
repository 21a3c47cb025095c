//! The encoding of a feed: what stands in the bytes goes before what is said of them.
//!
//! A byte order mark, then valid UTF-8, then what the server says, then what the XML declaration says,
//! then a guess.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Diagnostic;
use crate::import::decode::decode;

/// How many bytes at the front are looked at for a declaration.
const FRONT: usize = 1024;

/// Decodes a feed; a remark says where something could not be.
pub fn read<'b>(
    bytes: &'b [u8],
    media_type: Option<&str>,
) -> Option<(Cow<'b, str>, Vec<Diagnostic>)> {
    if Encoding::for_bom(bytes).is_none() && !is_plain_utf_8(bytes) {
        let stated = [media_type.and_then(of_media_type), of_declaration(bytes)];
        for encoding in stated.into_iter().flatten() {
            let (text, damaged) = encoding.decode_without_bom_handling(bytes);
            if !damaged {
                return Some((text, Vec::new()));
            }
        }
    }
    let decoded = decode(bytes)?;
    let damage = decoded.remarks.into_iter().filter(|remark| remark.message.contains("not valid"));
    Some((decoded.text, damage.collect()))
}

/// UTF-8 with other characters than those of ASCII is no other encoding; without, escapes may be.
fn is_plain_utf_8(bytes: &[u8]) -> bool {
    simdutf8::basic::from_utf8(bytes).is_ok() && memchr::memchr2(0x1b, 0, bytes).is_none()
}

/// `text/xml; charset="utf-8"`
fn of_media_type(media_type: &str) -> Option<&'static Encoding> {
    let lower = media_type.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset=")?;
    let label = value.split(';').next()?.trim().trim_matches(['"', '\'']);
    usable(Encoding::for_label(label.as_bytes())?)
}

/// `<?xml version="1.0" encoding="windows-1251"?>`
fn of_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let front = bytes.get(..FRONT).unwrap_or(bytes).trim_ascii_start();
    let declaration = front.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', declaration)?;
    let declaration = std::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'', '?']).next()?;
    usable(Encoding::for_label(label.trim().as_bytes())?)
}

/// What can be read byte by byte in a declaration is not written in pairs of bytes.
fn usable(encoding: &'static Encoding) -> Option<&'static Encoding> {
    (![UTF_8, UTF_16BE, UTF_16LE].contains(&encoding)).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_the_bytes_are_goes_before_what_is_said_of_them() {
        let table: [(&[u8], Option<&str>, &str); 7] = [
            (b"<?xml version='1.0' encoding='windows-1251'?>\xcf", None, "П"),
            (
                b"<?xml version='1.0' encoding='iso-8859-1'?>\xcf",
                Some("text/xml; charset=windows-1251"),
                "П",
            ),
            ("<?xml version='1.0' encoding='windows-1251'?>П".as_bytes(), None, "П"),
            ("\u{feff}<?xml encoding='windows-1251'?>П".as_bytes(), None, "П"),
            (b"<?xml encoding='utf-16'?>x\xe9y caf\xe9", None, "é"),
            (b"<?xml encoding=\"iso-2022-jp\"?>\x1b$B$\"\x1b(B", None, "あ"),
            (b"<?xml encoding='nonsense'?>plain", Some("text/xml; charset"), "plain"),
        ];
        for (bytes, media_type, expected) in table {
            let (text, _) = read(bytes, media_type).unwrap();
            assert!(text.contains(expected), "{text}");
        }
        let cut = "a long enough text in Ελληνικά and more \u{0}\u{0}".as_bytes();
        assert!(read(cut.get(..cut.len() - 3).unwrap(), None).is_some());
    }
}
