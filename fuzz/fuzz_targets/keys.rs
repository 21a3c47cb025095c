//! Keys: what a terminal sends, in pieces of any length; every byte is used up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidelight::tui::input::decode::Decoder;
use sidelight_fuzz::timed;

fuzz_target!(|bytes: &[u8]| {
    let Some((piece, bytes)) = bytes.split_first() else { return };
    timed(|| {
        let mut decoder = Decoder::default();
        let mut events = 0;
        for piece in bytes.chunks(usize::from(*piece).max(1)) {
            decoder.push(piece);
            while decoder.next_event().is_some() {
                events += 1;
            }
        }
        decoder.give_up();
        while decoder.next_event().is_some() {
            events += 1;
        }
        assert!(events <= bytes.len() + 1, "{events} events of {} bytes", bytes.len());
        assert!(!decoder.is_waiting(), "bytes are left");
    });
});
