//! Decoding: bytes to a string, with a word on how.
//!
//! A byte order mark decides, then valid UTF-8, then the pattern of NULs that UTF-16 has, then a
//! guess by the statistics of the bytes. What cannot be decoded is replaced and counted.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::Diagnostic;

/// How many bytes are looked at to tell UTF-16 and binary data.
const SAMPLE: usize = 64 * 1024;

/// A decoded text and what the reader should know of how it was decoded.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// The text, not yet cleaned.
    pub text: Cow<'b, str>,
    /// A remark on an encoding other than UTF-8, and one on what was replaced.
    pub remarks: Vec<Diagnostic>,
}

/// Decodes bytes; `None` if they are no text in any encoding.
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(length..).unwrap_or_default();
        return Some(decode_as(encoding, bytes)).filter(|_| encoding != UTF_8 || is_text(bytes));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Some(decode_as(encoding, bytes));
    }
    if !is_text(bytes) {
        return None;
    }
    if is_iso_2022_jp(bytes) {
        return Some(decode_as(ISO_2022_JP, bytes));
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return Some(decode_as(UTF_8, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Some(decode_as(detector.guess(None, Utf8Detection::Allow), bytes))
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut remarks = Vec::new();
    if encoding != UTF_8 {
        remarks.push(Diagnostic::new(format!("read as {}", encoding.name())));
    }
    if damaged {
        let count = text.chars().filter(|ch| *ch == char::REPLACEMENT_CHARACTER).count();
        let what = if count == 1 { "place that is" } else { "places that are" };
        let name = encoding.name();
        remarks.push(Diagnostic::new(format!("{count} {what} not valid {name} shown as \u{fffd}")));
    }
    Decoded { text, remarks }
}

/// UTF-16 of mostly western text has a NUL in every other byte, and nearly all on one side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let nuls = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let units = sample.len() / 2;
    // Spaces and digits alone make a tenth of the units of a text in any script.
    let telling = |many: usize, few: usize| many * 10 >= units && few * 20 <= many;
    match (telling(even, odd), telling(odd, even)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
    .filter(|encoding| !encoding.decode_without_bom_handling(sample).1)
}

/// Japanese mail is ASCII with escapes to other sets, which is valid UTF-8 too.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let escaped =
        [&b"\x1b$B"[..], b"\x1b$@"].iter().any(|set| memchr::memmem::find(bytes, set).is_some());
    escaped && bytes.is_ascii() && !ISO_2022_JP.decode_without_bom_handling(bytes).1
}

/// Text has hardly any NUL, and control characters in number only where the rest is valid.
fn is_text(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nuls = memchr::memchr_iter(0, sample).count();
    let is_control =
        |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0xc | 0x1b);
    let controls = sample.iter().filter(|byte| is_control(byte)).count();
    let valid = std::str::from_utf8(sample).is_ok_and(|_| true) || mostly_utf_8(sample);
    let share = if valid { 2 } else { 20 };
    nuls * 50 <= sample.len() && controls * share <= sample.len()
}

/// A long UTF-8 text with a few damaged bytes is still UTF-8: its whole multi-byte characters
/// outnumber the damage by far, which no other encoding brings about by chance.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|ch| !ch.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || whole > damaged * 4
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1251};

    use super::decode;

    const RUSSIAN: &str =
        "Российская экономика растёт, сообщил премьер-министр на встрече в Ханчжоу.";
    const CHINESE: &str = "国务院总理李强在杭州会见俄罗斯总理，双方就经贸合作交换了意见。";
    const JAPANESE: &str = "首相は月曜日に杭州で会談し、経済協力の強化で一致したと述べた。";

    fn utf_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn texts_are_decoded_from_what_they_are_written_in() {
        let marked = [&[0xff, 0xfe][..], &utf_16("né 你", u16::to_le_bytes)].concat();
        let table: [(Vec<u8>, &str); 10] = [
            (b"plain".to_vec(), "plain"),
            ("\u{feff}né".as_bytes().to_vec(), "né"),
            (marked, "né 你"),
            (utf_16("Words in the west.", u16::to_le_bytes), "Words in the west."),
            (utf_16("Words in the west.", u16::to_be_bytes), "Words in the west."),
            (WINDOWS_1251.encode(RUSSIAN).0.into_owned(), RUSSIAN),
            (GBK.encode(CHINESE).0.into_owned(), CHINESE),
            (ISO_2022_JP.encode(JAPANESE).0.into_owned(), JAPANESE),
            (SHIFT_JIS.encode(JAPANESE).0.into_owned(), JAPANESE),
            (
                BIG5.encode("國務院總理在杭州會見俄羅斯總理，雙方交換了意見。").0.into_owned(),
                "國務院總理在杭州會見俄羅斯總理，雙方交換了意見。",
            ),
        ];
        for (bytes, expected) in table {
            assert_eq!(decode(&bytes).unwrap().text, expected);
        }
    }

    #[test]
    fn an_encoding_and_damage_are_told() {
        let decoded = decode(b"caf\xe9 is a word that the French have for coffee").unwrap();
        assert_eq!(decoded.remarks[0].message, "read as windows-1252");
        let damaged = [CHINESE.as_bytes(), b"\xff", CHINESE.as_bytes()].concat();
        let decoded = decode(&damaged).unwrap();
        assert_eq!(decoded.remarks[0].message, "1 place that is not valid UTF-8 shown as \u{fffd}");
        assert!(decode(b"plain").unwrap().remarks.is_empty());
    }

    #[test]
    fn what_is_no_text_is_not_decoded() {
        let noise: Vec<u8> =
            (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert!(decode(&noise).is_none());
        assert!(decode(&b"ab\0".repeat(100)).is_none());
        assert!(decode(&[&b"words ".repeat(60)[..], b"\0\0"].concat()).is_some());
        assert!(decode(&[&b"words "[..], &b"\x07".repeat(5)].concat()).is_some());
    }
}
