//! Plain text: all its visible characters stay, in their order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::complete::{Given, complete};
use sidelight::import::plain::read;
use sidelight::text::clean::clean;
use sidelight_fuzz::{check, timed};

fuzz_target!(|text: &str| {
    let text = clean(text);
    let document = timed(|| complete(read(&text, Vec::new()), Given::default()));
    check(&document);
    let visible = |text: &str| text.chars().filter(|ch| !ch.is_whitespace()).collect::<String>();
    assert_eq!(visible(document.text()), visible(&text));
});
