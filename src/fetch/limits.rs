//! What a fetch may do and how long, how far it has come, and what ends it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a client may do, and how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The most bytes of a body, expanded.
    pub bytes: u64,
    /// The longest a fetch may take in all.
    pub whole: Duration,
    /// The longest that finding a host may take, and again making a connection.
    pub connect: Duration,
    /// The longest that a server may be silent.
    pub silence: Duration,
    /// The most redirects.
    pub redirects: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 * 1024 * 1024,
            whole: Duration::from_secs(60),
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(20),
            redirects: 5,
        }
    }
}

/// How far a fetch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes have come, as they were sent.
    pub received: u64,
    /// How many there will be, where the server says so.
    pub expected: Option<u64>,
}

/// Stops what is being fetched, from another thread.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Tells whether it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
