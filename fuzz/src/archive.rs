//! Archives whose entries are not packed, so that a change of a byte of a file is a change of one byte.

/// Makes an archive of files.
///
/// # Panics
///
/// Panics if the files do not fit an archive.
pub fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let size = u32::try_from(content.len()).expect("a small file").to_le_bytes();
        let mut record = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        record.extend(size.iter().chain(&size));
        record.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
        record.extend([0, 0]);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&record);
        list.extend([0; 10]);
        list.extend(u32::try_from(bytes.len()).expect("a small archive").to_le_bytes());
        list.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&record);
        bytes.extend(name.as_bytes());
        bytes.extend(*content);
    }
    let start = u32::try_from(bytes.len()).expect("a small archive");
    let count = u16::try_from(files.len()).expect("few files").to_le_bytes();
    let size = u32::try_from(list.len()).expect("a short list");
    bytes.extend(list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.iter().chain(&count));
    bytes.extend(size.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}
