//! Fetching: the only code that talks to the network.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use thiserror::Error;

/// What to fetch, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The address, `http` or `https`.
    pub address: String,
    /// What the server called the copy that is known.
    pub etag: Option<String>,
    /// When the copy that is known was changed, as the server wrote it.
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The copy that is known is still the newest.
    Unchanged,
    /// Here it is.
    Page(Box<Page>),
}

/// What was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address it came from in the end.
    pub address: String,
    /// The address to ask from now on, where the server says that it has moved for good.
    pub moved: Option<String>,
    /// The media type and its parameters, as the server gave them.
    pub media_type: Option<String>,
    /// What the server calls this copy.
    pub etag: Option<String>,
    /// When it was changed, as the server wrote it.
    pub last_modified: Option<String>,
    /// The bytes, expanded.
    pub bytes: Vec<u8>,
}

/// Why nothing was fetched.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FetchError {
    /// The user stopped it.
    #[error("{address} was not fetched: stopped")]
    Stopped {
        /// The address.
        address: String,
    },
    /// The server wants to be asked later.
    #[error("{address} asks to wait; it is tried again later")]
    Busy {
        /// The address.
        address: String,
        /// When it may be asked again.
        until: Option<Timestamp>,
    },
    /// Anything else, with what to do.
    #[error("{address} {reason}")]
    Failed {
        /// The address.
        address: String,
        /// One clause that says what is wrong and what to do.
        reason: String,
    },
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

/// How far a fetch has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many bytes have come.
    pub received: u64,
    /// How many there will be, where the server says so.
    pub expected: Option<u64>,
}

/// What a client may do, and how long.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The most bytes of a body, expanded.
    pub bytes: u64,
    /// The longest a fetch may take in all.
    pub whole: Duration,
    /// The longest that making a connection may take.
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

/// Fetches pages and feeds.
#[derive(Clone, Debug)]
pub struct Client {
    limits: Limits,
}

impl Client {
    /// Makes a client. Nothing is sent before something is fetched.
    pub const fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// Fetches something; `progress` is called as bytes come.
    ///
    /// # Errors
    ///
    /// Fails if the address is none, the server cannot be reached, refuses or breaks a limit, or the user
    /// stops it.
    pub fn fetch(
        &self,
        wanted: &Wanted,
        stop: &Stop,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Answer, FetchError> {
        progress(Progress { received: 0, expected: Some(self.limits.bytes) });
        if stop.is_stopped() {
            return Err(FetchError::Stopped { address: wanted.address.clone() });
        }
        Err(FetchError::Failed {
            address: wanted.address.clone(),
            reason: "cannot be fetched yet".to_owned(),
        })
    }
}
