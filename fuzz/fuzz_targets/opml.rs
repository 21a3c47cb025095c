//! Lists of feeds: what is read and written is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::import::opml::{read, write};
use sidelight_fuzz::{is_line, timed};

fuzz_target!(|bytes: &[u8]| {
    let Ok(outlines) = timed(|| read(bytes)) else { return };
    for outline in &outlines {
        assert!(is_line(&outline.address), "{:?}", outline.address);
        let names = [&outline.title, &outline.site].into_iter().flatten().chain(&outline.folders);
        for name in names {
            assert!(is_line(name), "{name:?}");
        }
    }
    let written = write("feeds", &outlines);
    assert_eq!(read(written.as_bytes()).expect("a written list can be read"), outlines);
});
