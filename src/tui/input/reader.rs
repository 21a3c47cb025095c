//! The reader: waits for bytes from the terminal and sends them on as events.
//!
//! It reads the terminal itself, because crossterm's reader never returns once the terminal is gone and burns
//! the processor instead.

use std::os::fd::{AsFd, BorrowedFd};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::tui::input::decode::Decoder;
use crate::tui::input::event::InputEvent;
use crate::tui::input::gate::{Pass, Way};

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
pub struct Reader<K> {
    keys: K,
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

impl<K: AsFd> Reader<K> {
    /// Makes a reader of what comes from `keys`, which is let in by `pass`.
    pub fn new(keys: K, pass: Pass) -> Self {
        Self { keys, pass }
    }

    /// Reads and sends until the terminal is gone or the gate says so.
    pub fn run(&self, send: &dyn Fn(InputEvent)) -> Ended {
        let mut decoder = Decoder::default();
        let mut bytes = [0; 4096];
        loop {
            if self.pass.wait() == Way::Ended {
                return Ended::Told;
            }
            match woken(self.keys.as_fd(), self.pass.wake(), decoder.is_waiting()) {
                Woken::TerminalGone => return Ended::TerminalGone,
                Woken::Gate => self.pass.take_wake(),
                Woken::TooLate => decoder.give_up(),
                Woken::Bytes => match rustix::io::read(&self.keys, &mut bytes) {
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
///
/// A terminal that is gone wakes it too, and has nothing to read or only its end.
fn woken(keys: BorrowedFd<'_>, gate: BorrowedFd<'_>, is_waiting: bool) -> Woken {
    let mut ends = [
        PollFd::from_borrowed_fd(keys, PollFlags::IN),
        PollFd::from_borrowed_fd(gate, PollFlags::IN),
    ];
    loop {
        match poll(&mut ends, is_waiting.then_some(&REST)) {
            Ok(0) => return Woken::TooLate,
            Ok(_) if !ends[1].revents().is_empty() => return Woken::Gate,
            Ok(_) if ends[0].revents().contains(PollFlags::IN) => return Woken::Bytes,
            Err(Errno::INTR) => {}
            Ok(_) | Err(_) => return Woken::TerminalGone,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{PipeReader, PipeWriter, Write};
    use std::sync::mpsc::{Receiver, channel};
    use std::thread::{self, JoinHandle};

    use super::*;
    use crate::tui::input::gate::{self, Gate};

    struct Running {
        keys: PipeWriter,
        gate: Gate,
        events: Receiver<InputEvent>,
        thread: JoinHandle<Ended>,
    }

    fn run() -> Running {
        let (reader, keys): (PipeReader, _) = std::io::pipe().unwrap();
        let (gate, pass) = gate::new().unwrap();
        let (sender, events) = channel();
        let thread = thread::spawn(move || {
            Reader::new(reader, pass).run(&|event| sender.send(event).unwrap())
        });
        Running { keys, gate, events, thread }
    }

    impl Running {
        fn next(&self) -> String {
            match self.events.recv().unwrap() {
                InputEvent::Key(press) => press.to_string(),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn keys_arrive_and_an_escape_alone_too() {
        let mut running = run();
        running.keys.write_all(b"j\x1b[A").unwrap();
        assert_eq!([running.next(), running.next()], ["j", "Up"]);
        running.keys.write_all(b"\x1b").unwrap();
        assert_eq!(running.next(), "Esc");
    }

    #[test]
    fn a_terminal_that_goes_away_ends_the_reader_after_the_last_key() {
        let mut running = run();
        running.keys.write_all(b"q").unwrap();
        drop(running.keys);
        assert_eq!(running.thread.join().unwrap(), Ended::TerminalGone);
        assert_eq!(running.events.iter().count(), 1);
    }

    #[test]
    fn the_reader_can_be_told_to_end() {
        let running = run();
        running.gate.stop();
        assert_eq!(running.thread.join().unwrap(), Ended::Told);
    }

    #[test]
    fn nothing_is_read_while_the_gate_is_closed() {
        let mut running = run();
        running.gate.close();
        running.keys.write_all(b"j").unwrap();
        assert!(running.events.try_recv().is_err());
        running.gate.open();
        assert_eq!(running.next(), "j");
    }
}
