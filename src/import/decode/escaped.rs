//! Escaped encodings: mail of Japan and Korea, which is ASCII with escapes to other sets and so would
//! pass for UTF-8.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, ISO_2022_JP};
use memchr::memmem::find;

/// The escape that opens a Korean text.
const KOREAN: &[u8] = b"\x1b$)C";

/// Decodes a text with escapes; returns the name of its encoding and whether it is whole.
pub fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str, bool)> {
    if !bytes.is_ascii() {
        return None;
    }
    let japanese = [&b"\x1b$B"[..], b"\x1b$@"].iter().any(|set| find(bytes, set).is_some());
    if japanese {
        let (text, damaged) = ISO_2022_JP.decode_without_bom_handling(bytes);
        return (!damaged).then(|| (text, ISO_2022_JP.name(), damaged));
    }
    find(bytes, KOREAN)?;
    let eight_bit = eight_bit(bytes);
    let (text, damaged) = EUC_KR.decode_without_bom_handling(&eight_bit);
    Some((Cow::Owned(text.into_owned()), "ISO-2022-KR", damaged))
}

/// Sets the high bit of what stands between shift out and shift in, which makes it EUC-KR.
fn eight_bit(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut shifted = false;
    while let Some((first, after)) = rest.split_first() {
        if let Some(after) = rest.strip_prefix(KOREAN) {
            rest = after;
            continue;
        }
        rest = after;
        match first {
            0xe => shifted = true,
            0xf => shifted = false,
            // A line begins unshifted.
            b'\n' => {
                shifted = false;
                out.push(b'\n');
            }
            byte if shifted && byte.is_ascii_graphic() => out.push(byte | 0x80),
            byte => out.push(*byte),
        }
    }
    out
}
