//! Books, as archives: whatever bytes there are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::epub::read;
use sidelight_fuzz::{check, check_addresses, is_line, timed};

fuzz_target!(|bytes: &[u8]| {
    match timed(|| read(bytes)) {
        Ok(document) => {
            check(&document);
            check_addresses(&document);
        }
        Err(refusal) => assert!(is_line(&refusal.to_string())),
    }
});
