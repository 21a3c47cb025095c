//! Hashes of words and features.
//!
//! A feature is a number: its template and what it saw, mixed. The numbers are part of the format of
//! the weights, so that a change here asks for new weights. It must not know any feature.

/// What every hash starts from.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes a value into a hash.
#[inline]
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xc4ce_b9fe_1a85_ec53) ^ (mixed >> 32)
}

/// Returns the hash of characters.
pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(SEED, |hash, ch| {
        (hash ^ u64::from(u32::from(ch))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
    })
}

/// Returns the hash of a text.
pub(crate) fn of_text(text: &str) -> u64 {
    mix(of_chars(text.chars()), 0)
}

/// Returns the number of a feature: a template with up to three values.
#[inline]
pub(crate) const fn feature(template: u32, values: [u64; 3]) -> u64 {
    let hash = mix(SEED ^ ((template as u64) << 40), values[0]);
    mix(mix(hash, values[1]), values[2])
}
