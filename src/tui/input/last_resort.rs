//! The last resort: ends the process when its loop does not.
//!
//! The loop may hang in a write to a terminal that nobody reads any more, so nothing here may wait for it, nor
//! write to the terminal without a limit.

use std::sync::mpsc;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::tui::input::event::Quit;
use crate::tui::terminal::Device;

/// The time the loop has to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// The time giving back the terminal may take.
const RESTORE: Duration = Duration::from_millis(200);

/// Knows whether the loop has ended.
#[derive(Debug)]
pub struct LastResort {
    device: Arc<Device>,
    ended: Mutex<bool>,
    changed: Condvar,
}

impl LastResort {
    /// Makes the last resort for a loop that draws on `device`.
    pub fn new(device: Arc<Device>) -> Self {
        Self { device, ended: Mutex::new(false), changed: Condvar::new() }
    }

    /// Waits for the loop to end; when it does not, gives the terminal back and exits the process.
    pub fn wait(&self, quit: Quit) {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        let (ended, _) = self
            .changed
            .wait_timeout_while(ended, GRACE, |ended| !*ended)
            .unwrap_or_else(PoisonError::into_inner);
        if !*ended {
            drop(ended);
            self.restore();
            std::process::exit(i32::from(quit.exit_code()));
        }
    }

    /// Says that the loop has ended.
    pub fn cancel(&self) {
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    fn restore(&self) {
        let (done, wait) = mpsc::channel();
        let device = Arc::clone(&self.device);
        let spawned = thread::Builder::new().spawn(move || {
            device.restore();
            let _ = done.send(());
        });
        if spawned.is_ok() {
            let _ = wait.recv_timeout(RESTORE);
        }
    }
}
