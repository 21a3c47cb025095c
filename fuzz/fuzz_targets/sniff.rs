//! The whole of import: any bytes under the names of all formats.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::{Overrides, Payload, import};
use sidelight_fuzz::{check, is_line, timed};

fuzz_target!(|bytes: &[u8]| {
    let overrides = Overrides::default();
    for name in ["a", "a.txt", "a.md", "a.html", "a.xml", "a.epub", "https://host.example/a"] {
        match timed(|| import(&Payload::new(bytes, name, &overrides))) {
            Ok(document) => check(&document),
            Err(refusal) => assert!(is_line(&refusal.to_string())),
        }
    }
});
