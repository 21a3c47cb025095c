//! Wide encodings: UTF-16 and UTF-32, told by their marks and by where their NULs stand.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const SAMPLE: usize = 64 * 1024;

/// The order of the bytes of a UTF-32 unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The most significant first.
    Big,
    /// The least significant first.
    Little,
}

/// Tells UTF-32 by its mark or by its NULs, and how long the mark is.
pub fn utf_32(bytes: &[u8]) -> Option<(Order, usize)> {
    if bytes.len() < 8 {
        return None;
    }
    let sample = bytes.get(..SAMPLE.min(bytes.len()) / 4 * 4)?;
    let marked = [(Order::Big, [0, 0, 0xfe, 0xff]), (Order::Little, [0xff, 0xfe, 0, 0])];
    for (order, mark) in marked {
        if sample.starts_with(&mark) && valid_share(sample, order) > 95 {
            return Some((order, 4));
        }
    }
    let ascii = |order: Order| {
        let is_ascii = |unit: &u32| (1..0x80).contains(unit);
        units(sample, order).filter(is_ascii).count() * 10 >= sample.len() / 4
    };
    [Order::Big, Order::Little]
        .into_iter()
        .find(|order| valid_share(sample, *order) == 100 && ascii(*order))
        .map(|order| (order, 0))
}

/// Decodes UTF-32; what is no character is replaced.
pub fn decode_utf_32(bytes: &[u8], order: Order) -> Cow<'static, str> {
    let mut text: String = units(bytes, order)
        .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    if !bytes.len().is_multiple_of(4) {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Cow::Owned(text)
}

fn units(bytes: &[u8], order: Order) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(move |unit| match order {
        Order::Big => u32::from_be_bytes(*unit),
        Order::Little => u32::from_le_bytes(*unit),
    })
}

/// How many units in a hundred are characters.
fn valid_share(bytes: &[u8], order: Order) -> usize {
    let valid = units(bytes, order).filter(|unit| *unit != 0 && char::from_u32(*unit).is_some());
    valid.count() * 100 / (bytes.len() / 4).max(1)
}

/// UTF-16 of mostly western text has a NUL in every other byte, and nearly all on one side.
pub fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
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
