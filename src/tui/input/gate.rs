//! The gate: lets the thread that reads keys be stopped for a while, and told to end.
//!
//! The thread sleeps in the kernel on the terminal and on a pipe; a byte in the pipe wakes it to look at the
//! gate.

use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The side that opens and closes.
#[derive(Debug)]
pub struct Gate {
    shared: Arc<Shared>,
    wake: PipeWriter,
}

/// The side of the thread.
#[derive(Debug)]
pub struct Pass {
    shared: Arc<Shared>,
    wake: PipeReader,
}

/// Whether the thread may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It may read.
    Open,
    /// It must end.
    Ended,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    /// To be closed, once the thread has seen it.
    Closing,
    Closed,
    Ended,
}

/// Makes both sides of an open gate.
///
/// # Errors
///
/// When the system has no pipe left.
pub fn new() -> io::Result<(Gate, Pass)> {
    let (reader, writer) = io::pipe()?;
    let shared = Arc::new(Shared { state: Mutex::new(State::Open), changed: Condvar::new() });
    let pass = Pass { shared: Arc::clone(&shared), wake: reader };
    Ok((Gate { shared, wake: writer }, pass))
}

impl Gate {
    /// Closes the gate; returns when the thread waits at it or has ended.
    pub fn close(&self) {
        let mut state = self.shared.lock();
        if *state == State::Open {
            *state = State::Closing;
            self.wake();
        }
        while *state == State::Closing {
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Opens the gate.
    pub fn open(&self) {
        self.change(State::Open);
    }

    /// Tells the thread to end.
    pub fn stop(&self) {
        self.change(State::Ended);
        self.wake();
    }

    fn change(&self, to: State) {
        let mut state = self.shared.lock();
        if *state != State::Ended {
            *state = to;
        }
        self.shared.changed.notify_all();
    }

    fn wake(&self) {
        // Without a reader there is nobody to wake.
        let _ = (&self.wake).write_all(&[0]);
    }
}

impl Pass {
    /// Waits while the gate is closed.
    pub fn wait(&self) -> Way {
        let mut state = self.shared.lock();
        loop {
            match *state {
                State::Open => return Way::Open,
                State::Ended => return Way::Ended,
                State::Closing => {
                    *state = State::Closed;
                    self.shared.changed.notify_all();
                }
                State::Closed => {
                    state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    /// Returns what becomes readable when the thread shall look at the gate.
    pub fn wake(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    /// Takes one wake-up.
    pub fn take_wake(&self) {
        let _ = (&self.wake).read(&mut [0]);
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        *self.shared.lock() = State::Ended;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn closing_waits_for_the_thread_and_opening_frees_it() {
        let (gate, pass) = new().unwrap();
        let (seen, see) = mpsc::channel();
        let thread = thread::spawn(move || {
            while pass.wait() == Way::Open {
                seen.send(()).unwrap();
                pass.take_wake();
            }
        });
        see.recv().unwrap();
        gate.close();
        assert_eq!(*gate.shared.lock(), State::Closed);
        assert!(see.try_recv().is_err());
        gate.open();
        see.recv().unwrap();
        gate.stop();
        thread.join().unwrap();
    }

    #[test]
    fn closing_does_not_wait_for_a_thread_that_is_gone() {
        let (gate, pass) = new().unwrap();
        drop(pass);
        gate.close();
        gate.open();
        gate.stop();
        assert_eq!(*gate.shared.lock(), State::Ended);
    }
}
