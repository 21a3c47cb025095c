//! Fragments of HTML, as feeds and books have them: all of their text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::document::DocumentBuilder;
use sidelight::import::html::fragment::append;
use sidelight_fuzz::{check_builder, timed};

fuzz_target!(|html: &str| {
    for base in [None, Some("https://host.example/a/"), Some("OEBPS/text/a.xhtml")] {
        let mut builder = DocumentBuilder::new();
        timed(|| append(&mut builder, html, base));
        check_builder(builder);
    }
});
