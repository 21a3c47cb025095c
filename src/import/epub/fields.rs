//! Fields: the little-endian numbers of a binary record, each `None` past its end.

/// Reads 16 bits.
pub fn short(record: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes(record, at)?))
}

/// Reads 32 bits.
pub fn long(record: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes(record, at)?))
}

/// Reads 64 bits.
pub fn wide(record: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes(record, at)?))
}

fn bytes<const COUNT: usize>(record: &[u8], at: usize) -> Option<[u8; COUNT]> {
    record.get(at..)?.first_chunk().copied()
}
