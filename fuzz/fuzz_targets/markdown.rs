//! Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::complete::{Given, complete};
use sidelight::import::markdown::read;
use sidelight::text::clean::clean;
use sidelight_fuzz::{check, timed};

fuzz_target!(|text: &str| {
    check(&timed(|| complete(read(&clean(text), Vec::new()), Given::default())));
});
