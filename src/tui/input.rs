//! Input: everything the outside tells a running screen, as events sent from two threads.
//!
//! One thread waits for keys and for the terminal to go away, the other for signals. Both sleep in the kernel
//! until something happens. Whoever asks for the end also sees to it: a loop that does not come to an end
//! in half a second is ended. Must not know what an event means.

pub mod decode;
pub mod event;
pub mod gate;
pub mod last_resort;
pub mod mouse;
pub mod reader;

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use crate::tui::terminal::Device;

pub use event::{InputEvent, Quit};

use gate::Gate;
use last_resort::LastResort;
use reader::Reader;

/// The threads while they run; dropping it says that the loop has ended.
#[derive(Debug)]
pub struct Input {
    gate: Gate,
    /// Whether another program has the terminal.
    is_paused: Arc<AtomicBool>,
    signals: Handle,
    last_resort: Arc<LastResort>,
    threads: Vec<JoinHandle<()>>,
}

impl Input {
    /// Starts to wait for keys and signals and sends what comes.
    ///
    /// # Errors
    ///
    /// When the system gives no more threads, pipes or signals.
    pub fn start(
        device: Arc<Device>,
        send: impl Fn(InputEvent) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let send = Arc::new(send);
        let last_resort = Arc::new(LastResort::new(Arc::clone(&device)));
        let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGWINCH])?;
        let (gate, pass) = gate::new()?;
        let mut input = Self {
            gate,
            is_paused: Arc::default(),
            signals: signals.handle(),
            last_resort: Arc::clone(&last_resort),
            threads: Vec::with_capacity(2),
        };

        let reader = Reader::new(Arc::clone(&device), pass);
        let (deliver, end) = (Arc::clone(&send), Arc::clone(&last_resort));
        input.spawn("input", move || {
            if reader.run(&*deliver) == reader::Ended::TerminalGone {
                deliver(InputEvent::Quit(Quit::HangUp));
                end.wait(Quit::HangUp);
            }
        })?;
        let is_paused = Arc::clone(&input.is_paused);
        input.spawn("signals", move || {
            for signal in signals.forever() {
                // Ctrl-c in another program's hands means that program.
                if signal == SIGINT && is_paused.load(Ordering::SeqCst) {
                    continue;
                }
                let event = meaning(signal, &device);
                let quit = if let InputEvent::Quit(quit) = event { Some(quit) } else { None };
                send(event);
                if let Some(quit) = quit {
                    last_resort.wait(quit);
                }
            }
        })?;
        Ok(input)
    }

    /// Lets another program have the keys, and Ctrl-c; returns when none is read here any more.
    pub fn pause(&self) {
        self.is_paused.store(true, Ordering::SeqCst);
        self.gate.close();
    }

    /// Reads keys again.
    pub fn resume(&self) {
        self.gate.open();
        self.is_paused.store(false, Ordering::SeqCst);
    }

    fn spawn(&mut self, name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
        let thread = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.last_resort.cancel();
        self.signals.close();
        self.gate.stop();
        for thread in self.threads.drain(..) {
            // A thread that panicked has been noted by the panic hook.
            let _ = thread.join();
        }
    }
}

fn meaning(signal: i32, device: &Device) -> InputEvent {
    match signal {
        SIGWINCH => InputEvent::Resize(device.size()),
        SIGCONT => InputEvent::Continued,
        SIGHUP => InputEvent::Quit(Quit::HangUp),
        SIGINT => InputEvent::Quit(Quit::Interrupt),
        _ => InputEvent::Quit(Quit::Terminate),
    }
}
