//! Books, as their files: the input is cut at every NUL into package, contents, and chapters, which are
//! put into an archive, so that mutations reach the parsers behind it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::epub::read;
use sidelight_fuzz::archive::stored;
use sidelight_fuzz::{check, check_addresses, is_line, timed};

const CONTAINER: &[u8] =
    b"<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>";

fuzz_target!(|bytes: &[u8]| {
    let names = ["b.opf", "nav.xhtml", "toc.ncx", "META-INF/encryption.xml", "a.xhtml", "b.xhtml"];
    let parts = bytes.split(|byte| *byte == 0);
    let mut files: Vec<_> = names.into_iter().zip(parts).collect();
    files.push(("META-INF/container.xml", CONTAINER));
    match timed(|| read(&stored(&files))) {
        Ok(document) => {
            check(&document);
            check_addresses(&document);
        }
        Err(refusal) => assert!(is_line(&refusal.to_string())),
    }
});
