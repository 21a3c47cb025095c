//! Errands: what other threads hand to the one that owns the library.

use std::fmt;
use std::panic::resume_unwind;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};

use crate::document::DocumentId;
use crate::fact::FactSet;
use crate::library::lane::guarded;
use crate::library::library::Library;
use crate::library::request::{Request, Ticket};
use crate::store::TextDigest;

/// Something for the store thread.
#[derive(Debug)]
pub(crate) enum Errand {
    /// A request of the face.
    Request(Ticket, Request),
    /// Something to write that another thread has made ready.
    Write(Task),
    /// Facts that were found.
    KeepFacts(DocumentId, TextDigest, Arc<FactSet>),
    /// There is no more.
    Finish,
}

/// Work on the library; its answer goes back to the one who made it.
pub(crate) struct Task(Box<dyn FnOnce(&Library) + Send>);

impl Task {
    /// Does it.
    pub(crate) fn run(self, library: &Library) {
        (self.0)(library);
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Task")
    }
}

/// The way to write for threads that only read. Of all who share it one writes at a time, so that what the
/// user does never stands behind more than one piece of work.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    store: Sender<Errand>,
    turn: Arc<Mutex<()>>,
    /// Who is told that something was written.
    told: Option<Sender<()>>,
}

impl Writer {
    /// Makes the way to a store thread.
    pub(crate) fn new(store: Sender<Errand>) -> Self {
        Self { store, turn: Arc::default(), told: None }
    }

    /// Returns the same way, but tells somebody whenever something was written.
    pub(crate) fn telling(self, told: Sender<()>) -> Self {
        Self { told: Some(told), ..self }
    }

    /// Has something written and waits for it.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let closed = || anyhow!("the library is closed; start again and do it again");
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (sender, receiver) = channel();
        let task = Task(Box::new(move |library| {
            // Nobody waits any more if the program ends.
            let _ = sender.send(guarded(|| work(library)));
        }));
        self.store.send(Errand::Write(task)).map_err(|_| closed())?;
        let written = receiver.recv().map_err(|_| closed())?;
        if let Some(told) = &self.told {
            // Nobody is there any more if the program ends.
            let _ = told.send(());
        }
        written
    }

    /// Has facts kept, some time.
    pub(crate) fn keep_facts(&self, document: DocumentId, text: TextDigest, facts: Arc<FactSet>) {
        // They can be found again.
        let _ = self.store.send(Errand::KeepFacts(document, text, facts));
    }
}

/// Does work on another thread while this one writes what the work has to write.
pub(crate) fn beside<T: Send>(library: &Library, work: impl FnOnce(Writer) -> T + Send) -> T {
    let (sender, errands) = channel();
    thread::scope(|scope| {
        let worker = scope.spawn(move || work(Writer::new(sender)));
        for errand in errands {
            if let Errand::Write(task) = errand {
                task.run(library);
            }
        }
        worker.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}
