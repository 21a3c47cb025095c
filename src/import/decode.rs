//! Decoding: bytes to a string, with a word on how.
//!
//! A byte order mark decides, then the pattern of NULs that wide encodings have, then valid UTF-8,
//! then what a server or the front of the file declares, then a guess by the statistics of the
//! bytes. What cannot be decoded is replaced and counted.

pub mod declared;
pub mod escaped;
pub mod letters;
pub mod wide;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use url::Url;

use crate::document::Diagnostic;
use crate::import::decode::wide::Order;

/// How many bytes are looked at to tell binary data.
const SAMPLE: usize = 64 * 1024;

/// What else is known of some bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The media type and its parameters, as a server gave them.
    pub media_type: Option<&'a str>,
    /// The address they came from, whose country tells which encodings are likely.
    pub address: Option<&'a str>,
}

/// A decoded text and what the reader should know of how it was decoded.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// The text, not yet cleaned.
    pub text: Cow<'b, str>,
    /// A remark on an encoding other than UTF-8, and one on what was replaced.
    pub remarks: Vec<Diagnostic>,
}

/// Decodes bytes of which nothing else is known; `None` if they are no text in any encoding.
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    decode_with(bytes, Hints::default())
}

/// Decodes bytes; `None` if they are no text in any encoding.
pub fn decode_with<'b>(bytes: &'b [u8], hints: Hints<'_>) -> Option<Decoded<'b>> {
    if let Some((order, mark)) = wide::utf_32(bytes) {
        return Some(utf_32(bytes.get(mark..).unwrap_or_default(), order));
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let bytes = bytes.get(length..).unwrap_or_default();
        return Some(decode_as(encoding, bytes)).filter(|_| encoding != UTF_8 || is_text(bytes));
    }
    if let Some(encoding) = wide::utf_16_without_mark(bytes) {
        return Some(decode_as(encoding, bytes));
    }
    if !is_text(bytes) {
        return None;
    }
    if let Some((text, name, damaged)) = escaped::decode(bytes) {
        return Some(Decoded { remarks: remarks(&text, name, damaged), text });
    }
    if std::str::from_utf8(bytes).is_ok() || mostly_utf_8(bytes) {
        return Some(decode_as(UTF_8, bytes));
    }
    if let Some(encoding) = declared(bytes, hints) {
        return Some(decode_as(encoding, bytes));
    }
    Some(guessed(bytes, hints))
}

/// Returns the encoding that is declared, if the bytes are such.
fn declared(bytes: &[u8], hints: Hints<'_>) -> Option<&'static Encoding> {
    let by_server = hints.media_type.and_then(declared::by_media_type);
    let is_markup = bytes.trim_ascii_start().first() == Some(&b'<');
    let by_markup = || is_markup.then(|| declared::by_markup(bytes)).flatten();
    // Bytes that are no UTF-8 have been looked at already.
    let fits = |encoding: &&'static Encoding| *encoding != UTF_8 && fits(encoding, bytes);
    by_server.filter(fits).or_else(|| by_markup().filter(fits))
}

/// An encoding of several bytes a character that is not the right one fails again and again.
fn fits(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    if encoding.is_single_byte() {
        return true;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let text = encoding.decode_without_bom_handling(sample).0;
    let foreign = text.chars().filter(|ch| !ch.is_ascii()).count();
    let damaged = text.chars().filter(|ch| *ch == char::REPLACEMENT_CHARACTER).count();
    damaged * 20 <= foreign
}

fn guessed<'b>(bytes: &'b [u8], hints: Hints<'_>) -> Decoded<'b> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let domain = hints.address.and_then(top_level);
    let guess = detector.guess(domain.as_deref().map(str::as_bytes), Utf8Detection::Allow);
    let mut decoded = decode_as(letters::settle(guess, bytes), bytes);
    if let Some(label) = declared::unknown_label(bytes) {
        let what = format!("declared as {label}, which cannot be read; the letters may be wrong");
        decoded.remarks.push(Diagnostic::new(what));
    }
    decoded
}

/// Returns the last label of a host's name, as the detector wants it.
fn top_level(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let label = url.domain()?.trim_end_matches('.').rsplit('.').next()?.to_ascii_lowercase();
    (!label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        .then_some(label)
}

fn utf_32(bytes: &[u8], order: Order) -> Decoded<'static> {
    let text = wide::decode_utf_32(bytes, order);
    let name = match order {
        Order::Big => "UTF-32BE",
        Order::Little => "UTF-32LE",
    };
    let damaged = text.contains(char::REPLACEMENT_CHARACTER);
    Decoded { remarks: remarks(&text, name, damaged), text }
}

fn decode_as<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Decoded<'b> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded { remarks: remarks(&text, encoding.name(), damaged), text }
}

fn remarks(text: &str, name: &str, damaged: bool) -> Vec<Diagnostic> {
    let mut remarks = Vec::new();
    if name != UTF_8.name() {
        remarks.push(Diagnostic::new(format!("read as {name}")));
    }
    if damaged {
        let count = text.chars().filter(|ch| *ch == char::REPLACEMENT_CHARACTER).count();
        let what = if count == 1 { "place that is" } else { "places that are" };
        remarks.push(Diagnostic::new(format!("{count} {what} not valid {name} shown as \u{fffd}")));
    }
    remarks
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

    use super::{Hints, decode, decode_with};

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
    fn what_is_declared_goes_before_a_guess_and_after_valid_utf_8() {
        let russian = |text: &str| encoding_rs::KOI8_R.encode(text).0.into_owned();
        let page = |head: &str| [head.as_bytes(), &russian("да")].concat();
        let table: [(Vec<u8>, Option<&str>, &str); 6] = [
            (page("<meta charset=koi8-r>"), None, "<meta charset=koi8-r>да"),
            (
                page("<?xml version='1.0' encoding='KOI8-R'?>"),
                None,
                "<?xml version='1.0' encoding='KOI8-R'?>да",
            ),
            (page("<p>"), Some("text/html; charset=koi8-r"), "<p>да"),
            (
                page("<meta charset=koi8-u>"),
                Some("text/html; charset=koi8-r"),
                "<meta charset=koi8-u>да",
            ),
            (
                "<?xml encoding='latin1'?>né".as_bytes().to_vec(),
                Some("text/xml; charset=latin1"),
                "<?xml encoding='latin1'?>né",
            ),
            (
                WINDOWS_1251.encode(RUSSIAN).0.into_owned(),
                Some("text/plain; charset=euc-jp"),
                RUSSIAN,
            ),
        ];
        for (bytes, media_type, expected) in table {
            let hints = Hints { media_type, address: Some("https://a.example.ru/b") };
            assert_eq!(decode_with(&bytes, hints).unwrap().text, expected);
        }
    }

    #[test]
    fn encodings_that_the_web_does_not_write_are_told() {
        let wide = |order: fn(u32) -> [u8; 4]| -> Vec<u8> {
            "Words, né 你".chars().flat_map(|ch| order(u32::from(ch))).collect()
        };
        let korean = b"\x1b$)C\x0e0!3*\x0f ok\n".to_vec();
        let table: [(Vec<u8>, &str, &str); 4] = [
            (wide(u32::to_be_bytes), "Words, né 你", "read as UTF-32BE"),
            (wide(u32::to_le_bytes), "Words, né 你", "read as UTF-32LE"),
            (
                [&[0, 0, 0xfe, 0xff][..], &wide(u32::to_be_bytes)].concat(),
                "Words, né 你",
                "read as UTF-32BE",
            ),
            (korean, "가나 ok\n", "read as ISO-2022-KR"),
        ];
        for (bytes, text, remark) in table {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(
                (decoded.text.as_ref(), decoded.remarks[0].message.as_str()),
                (text, remark)
            );
        }
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
