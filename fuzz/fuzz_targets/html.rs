//! Web pages: decoded, the article taken from them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::complete::{Given, complete};
use sidelight::import::{decode, html};
use sidelight_fuzz::{check, check_addresses, timed};

fuzz_target!(|bytes: &[u8]| {
    let Some(decoded) = decode::decode(bytes) else { return };
    let address = Some("https://host.example/news/a.html");
    let read = || complete(html::read(&decoded.text, decoded.remarks, address), Given::default());
    let document = timed(read);
    check(&document);
    check_addresses(&document);
});
