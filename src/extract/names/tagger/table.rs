//! The weights of the tagger, looked up where they lie.
//!
//! The bytes are compiled in and never unpacked. All numbers are little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `SLNT` |
//! | 4 | the version of the format and of the features |
//! | 4 | the number of rows |
//! | 4 × (`BUCKETS` + 1) | the first row of every bucket, and the end |
//! | 2 a row | the fingerprint: the lowest bits of the feature's number |
//! | 14 a row | the scale, and a weight for every label in steps of the scale |
//!
//! The highest bits of a feature's number are its bucket. A feature that has no row weighs nothing;
//! one in ten thousand of those is taken for another. It must not know any feature.

use crate::extract::names::tagger::label::{LABELS, Scores};

/// The version of the format and of the features; weights of another are not read.
pub(crate) const VERSION: u32 = 1;

const MAGIC: &[u8; 4] = b"SLNT";
const BUCKET_BITS: u32 = 15;
const BUCKETS: usize = 1 << BUCKET_BITS;
const HEADER: usize = 12;
const OFFSETS: usize = 4 * (BUCKETS + 1);
const ROW: usize = LABELS + 1;

/// The bits that a scale leaves out of a floating-point number.
const SCALE_SHIFT: u32 = 20;
/// The smallest scale, in the same bits: a step of about 2⁻²¹.
const SCALE_BASE: u32 = (127 - 21) << 3;

/// A table of weights.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'w> {
    offsets: &'w [u8],
    fingerprints: &'w [u8],
    rows: &'w [u8],
}

impl<'w> Table<'w> {
    /// Reads a table; nothing if the bytes are none of this version or of another length.
    pub(crate) fn new(bytes: &'w [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let (offsets, rest) = rest.split_at_checked(OFFSETS)?;
        let count = usize::try_from(number(header, 2)?).ok()?;
        let (fingerprints, rows) = rest.split_at_checked(count.checked_mul(2)?)?;
        let whole = rows.len() == count.checked_mul(ROW)?;
        (header.starts_with(MAGIC) && number(header, 1)? == VERSION && whole).then_some(Self {
            offsets,
            fingerprints,
            rows,
        })
    }

    /// Adds the weights of a feature to the scores of a token.
    #[inline]
    pub(crate) fn add(&self, feature: u64, scores: &mut Scores) {
        let Some(row) = self.find(feature).and_then(|at| self.rows.get(at * ROW..(at + 1) * ROW))
        else {
            return;
        };
        let scale = scale(row[0]);
        for (score, weight) in scores.iter_mut().zip(&row[1..]) {
            *score += f32::from(weight.cast_signed()) * scale;
        }
    }

    fn find(&self, feature: u64) -> Option<usize> {
        let bucket = usize::try_from(feature >> (64 - BUCKET_BITS)).ok()?;
        let first = usize::try_from(number(self.offsets, bucket)?).ok()?;
        let end = usize::try_from(number(self.offsets, bucket + 1)?).ok()?;
        let [low, high, ..] = feature.to_le_bytes();
        let bucket = self.fingerprints.get(2 * first..2 * end)?;
        let at = bucket.chunks_exact(2).position(|bytes| bytes == [low, high])?;
        Some(first + at)
    }
}

/// Writes a table of features with their weights. A feature whose place another has taken is left out.
pub(crate) fn encode(mut features: Vec<(u64, Scores)>) -> Vec<u8> {
    let place = |feature: u64| (feature >> (64 - BUCKET_BITS), feature & 0xffff);
    features.sort_by_key(|(feature, _)| (place(*feature), *feature));
    features.dedup_by_key(|(feature, _)| place(*feature));
    let mut bytes = Vec::with_capacity(HEADER + OFFSETS + features.len() * (2 + ROW));
    bytes.extend(MAGIC);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(length(features.len()));
    for bucket in 0..=BUCKETS as u64 {
        let first = features.partition_point(|(feature, _)| place(*feature).0 < bucket);
        bytes.extend(length(first));
    }
    for (feature, _) in &features {
        bytes.extend(feature.to_le_bytes().into_iter().take(2));
    }
    for (_, weights) in &features {
        let weights = weights.get(..LABELS).unwrap_or_default();
        let highest = weights.iter().fold(0.0_f32, |highest, weight| highest.max(weight.abs()));
        let code = (0..=u8::MAX).find(|code| scale(*code) * 127.0 >= highest).unwrap_or(u8::MAX);
        bytes.push(code);
        bytes.extend(weights.iter().map(|weight| steps(weight / scale(code))));
    }
    bytes
}

#[allow(clippy::cast_possible_truncation)]
fn steps(weight: f32) -> u8 {
    (weight.round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

fn length(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes()
}

/// Returns the step of a code: eight codes double it.
#[inline]
fn scale(code: u8) -> f32 {
    f32::from_bits((SCALE_BASE + u32::from(code)) << SCALE_SHIFT)
}

/// Returns the number at a place in a row of numbers.
#[inline]
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(4 * at..4 * at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{HEADER, LABELS, OFFSETS, Scores, Table, encode};
    use crate::extract::names::tagger::hash::feature;

    #[test]
    fn every_feature_is_found_with_its_weights() {
        let features: Vec<_> = (0..5000_usize)
            .map(|at| {
                let mut weights = Scores::default();
                weights[at % LABELS] = at as f32 / 100.0 - 20.0;
                weights[(at + 1) % LABELS] = 0.5;
                (feature(7, [at as u64, 0, 0]), weights)
            })
            .collect();
        let bytes = encode(features.clone());
        let table = Table::new(&bytes).unwrap();
        for (feature, weights) in &features {
            let mut scores = Scores::default();
            table.add(*feature, &mut scores);
            for (found, weight) in scores.iter().zip(weights) {
                let highest = weights.iter().fold(0.5_f32, |highest, one| highest.max(one.abs()));
                assert!((found - weight).abs() <= highest / 100.0, "{found} {weight}");
            }
        }
        let strange = (0..5000).filter(|at| table.find(feature(8, [*at, 0, 0])).is_some()).count();
        assert!(strange < 5, "{strange}");
    }

    #[test]
    fn bytes_of_another_form_are_refused() {
        let bytes = encode(vec![(1, [1.0; size_of::<Scores>() / 4])]);
        assert!(Table::new(&bytes).is_some());
        assert!(Table::new(&bytes[..bytes.len() - 1]).is_none());
        assert!(Table::new(&bytes[..HEADER + OFFSETS - 1]).is_none());
        assert!(Table::new(&[]).is_none());
        for at in [0, 4, 8] {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(Table::new(&other).is_none(), "{at}");
        }
    }
}
