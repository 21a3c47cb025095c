//! The reader: waits for bytes from the terminal and sends them on as events.
//!
//! It reads the terminal itself, because crossterm's reader never returns once the terminal is gone and burns
//! the processor instead.

use std::os::fd::BorrowedFd;
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::tui::input::decode::Decoder;
use crate::tui::input::event::InputEvent;
use crate::tui::input::gate::{Pass, Way};
use crate::tui::terminal::Device;

/// How long the rest of a sequence may take after its first bytes; an escape alone is a key after that.
const REST: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

/// Why reading came to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was told to.
    Told,
    /// The terminal is gone.
    TerminalGone,
}

/// What reads.
#[derive(Debug)]
pub struct Reader {
    device: Arc<Device>,
    pass: Pass,
}

/// What a wait brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Woken {
    Bytes,
    Gate,
    TooLate,
    TerminalGone,
}

impl Reader {
    /// Makes a reader of the keys of `device`.
    pub fn new(device: Arc<Device>, pass: Pass) -> Self {
        Self { device, pass }
    }

    /// Reads and sends until the terminal is gone or the gate says so.
    pub fn run(&self, send: &dyn Fn(InputEvent)) -> Ended {
        let mut decoder = Decoder::default();
        let mut bytes = [0; 4096];
        loop {
            if self.pass.wait() == Way::Ended {
                return Ended::Told;
            }
            match woken(self.device.keys(), self.pass.wake(), decoder.is_waiting()) {
                Woken::TerminalGone => return Ended::TerminalGone,
                Woken::Gate => self.pass.take_wake(),
                Woken::TooLate => decoder.give_up(),
                Woken::Bytes => match rustix::io::read(self.device.keys(), &mut bytes) {
                    Ok(0) => return Ended::TerminalGone,
                    Ok(count) => decoder.push(&bytes[..count]),
                    Err(Errno::INTR | Errno::AGAIN) => {}
                    Err(_) => return Ended::TerminalGone,
                },
            }
            while let Some(event) = decoder.next_event() {
                send(event);
            }
        }
    }
}

/// Sleeps until there is something to do; for a limited time only while a sequence is incomplete.
fn woken(keys: BorrowedFd<'_>, gate: BorrowedFd<'_>, is_waiting: bool) -> Woken {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    let mut ends = [
        PollFd::from_borrowed_fd(keys, PollFlags::IN),
        PollFd::from_borrowed_fd(gate, PollFlags::IN),
    ];
    loop {
        match poll(&mut ends, is_waiting.then_some(&REST)) {
            Ok(0) => return Woken::TooLate,
            Ok(_) if !ends[1].revents().is_empty() => return Woken::Gate,
            Ok(_) if ends[0].revents().intersects(gone) => return Woken::TerminalGone,
            Ok(_) => return Woken::Bytes,
            Err(Errno::INTR) => {}
            Err(_) => return Woken::TerminalGone,
        }
    }
}
