//! A quick hasher for keys that nobody chooses to collide: a story is small. It must not know what is hashed.

use std::hash::{BuildHasherDefault, Hasher};

/// Mixes a key into 64 bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mixer(u64);

/// Makes such hashers.
pub(crate) type Fast = BuildHasherDefault<Mixer>;

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut word = [0; 8];
            for (to, byte) in word.iter_mut().zip(piece) {
                *to = *byte;
            }
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write_u16(&mut self, value: u16) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_u128(&mut self, value: u128) {
        let folded = (value >> 53 ^ value) & u128::from(u64::MAX);
        self.write_u64(u64::try_from(folded).unwrap_or(0));
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
