//! The service: a library on threads of its own, for a face that must not wait.
//!
//! The store thread owns the library and does reads and writes in the order in which they are asked for.
//! Importing and computing have a thread each, so that a large folder or a long text delays
//! neither opening nor keeping. Whatever fails, a panic included, becomes a reply.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use anyhow::Result;

use crate::library::answer::{after, answer, keep_facts};
use crate::library::jobs::{Computation, Computer, Errand, Importer};
use crate::library::lane::{Lane, guarded};
use crate::library::library::{Library, commit};
use crate::library::request::{Reply, Request, RequestKind, Ticket};

/// How long ending waits for imports that were asked for.
const IMPORT_PATIENCE: Duration = Duration::from_secs(5);

/// How long ending waits for the file that is being imported, when the rest of its folder was stopped.
const FILE_PATIENCE: Duration = Duration::from_secs(2);

/// How long ending waits for the store: longer than a write waits for another program.
const STORE_PATIENCE: Duration = Duration::from_secs(15);

/// How long ending waits for the store when the system ends the program.
const SHORT_PATIENCE: Duration = Duration::from_millis(250);

/// The store thread and its helpers.
#[derive(Debug)]
pub struct Service {
    store: Lane<Errand>,
    computations: Lane<(Ticket, Computation)>,
    imports: Lane<(Ticket, PathBuf)>,
    stop: Arc<AtomicBool>,
}

impl Service {
    /// Starts the threads of a library; `deliver` is called on them with the reply to every request.
    ///
    /// # Errors
    ///
    /// Fails if a thread cannot be started.
    pub fn start(
        library: Library,
        deliver: impl Fn(Ticket, Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let path = library.path().to_owned();
        let stop = Arc::new(AtomicBool::new(false));

        let reply = deliver.clone();
        let store = Lane::start("store", move |errands| serve(&library, &errands, &reply))?;

        let (reply, stopped) = (deliver.clone(), Arc::clone(&stop));
        let mut computer = Computer::new(&path, store.sender());
        let computations = Lane::start("facts", move |work: Receiver<(Ticket, Computation)>| {
            for (ticket, computation) in work {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let kind = computation.kind();
                reply(ticket, settle(kind, guarded(|| Ok(computer.compute(&computation)))));
            }
        })?;

        let mut importer = Importer::new(&path, store.sender(), Arc::clone(&stop));
        let imports = Lane::start("import", move |work: Receiver<(Ticket, PathBuf)>| {
            for (ticket, path) in work {
                let added = guarded(|| importer.add(&path));
                deliver(ticket, settle(RequestKind::Add, added));
            }
        })?;
        Ok(Self { store, computations, imports, stop })
    }

    /// Hands a request over; returns at once.
    pub fn send(&self, ticket: Ticket, request: Request) {
        match request {
            Request::Add { path } => self.imports.send((ticket, path)),
            Request::Facts { document, content } => {
                self.computations.send((ticket, Computation::Facts(document, content)));
            }
            Request::Index { content, width } => {
                self.computations.send((ticket, Computation::Index(content, width)));
            }
            request => self.store.send(Errand::Request(ticket, request)),
        }
    }

    /// Waits until every change that was asked for is on disk, at most about twenty seconds. What is only
    /// computed is given up; a folder that takes longer than a few seconds is left off between two files.
    pub fn finish(self) {
        let Self { store, computations, imports, stop } = self;
        let imports = imports.close(IMPORT_PATIENCE);
        stop.store(true, Ordering::Relaxed);
        imports.wait(FILE_PATIENCE);
        drop(computations);
        store.send(Errand::Finish);
        store.close(STORE_PATIENCE);
    }

    /// Waits only for what the user did to be on disk, at most a quarter of a second: for when the
    /// system ends the program. Imports are given up.
    pub fn finish_at_once(self) {
        let Self { store, computations, imports, stop } = self;
        stop.store(true, Ordering::Relaxed);
        store.send(Errand::Finish);
        store.close(SHORT_PATIENCE);
        drop(computations);
        drop(imports);
    }
}

impl Computation {
    const fn kind(&self) -> RequestKind {
        match self {
            Self::Facts(..) => RequestKind::Facts,
            Self::Index(..) => RequestKind::Index,
        }
    }
}

/// Runs the errands of the store thread until the last.
fn serve(library: &Library, errands: &Receiver<Errand>, reply: &impl Fn(Ticket, Reply)) {
    for errand in errands {
        match errand {
            Errand::Request(ticket, request) => {
                let done = guarded(|| answer(library, &request));
                reply(ticket, settle(request.kind(), done));
                // What follows is no change of the user's, and the next one will say what is wrong.
                let _ = guarded(|| after(library, &request));
            }
            Errand::Commit(incoming, answer) => {
                let _ = answer.send(guarded(|| commit(library, &incoming)));
            }
            Errand::KeepFacts(document, text, facts) => {
                // They can be found again.
                let _ = guarded(|| keep_facts(library, document, text, &facts));
            }
            Errand::Finish => return,
        }
    }
}

fn settle(what: RequestKind, done: Result<Reply>) -> Reply {
    done.unwrap_or_else(|error| Reply::Failed { message: format!("{error:#}"), what })
}

#[cfg(test)]
mod tests;
