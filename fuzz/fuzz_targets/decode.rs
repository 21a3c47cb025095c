//! Decoding: what is valid UTF-8 and no other encoding stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::decode::decode;
use sidelight_fuzz::{is_line, timed};

fuzz_target!(|bytes: &[u8]| {
    let Some(decoded) = timed(|| decode(bytes)) else { return };
    assert!(decoded.remarks.iter().all(|remark| is_line(&remark.message)));
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains(['\0', '\u{1b}', '\u{feff}'])
    {
        assert_eq!(decoded.text, text);
    }
});
