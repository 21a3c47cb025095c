//! The service: a library on threads of its own, for a face that must not wait.
//!
//! The store thread owns the library and does reads and writes in the order in which they are asked for.
//! Importing, computing and comparing have a thread each, and what waits for servers a few, so that a large
//! folder, a long text or a slow server delays neither opening nor keeping. Whatever fails, a panic included,
//! becomes a reply.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::fetch::{Client, Limits, Stop};
use crate::library::answer::{after, answer, keep_facts};
use crate::library::backfill::{Backfill, LargeTurn};
use crate::library::errand::{Errand, Writer};
use crate::library::fetching::Fetch;
use crate::library::jobs::{Computation, Computer, Importer};
use crate::library::lane::{Lane, guarded};
use crate::library::library::Library;
use crate::library::network::{Call, Network};
use crate::library::reply::{Reply, settle};
use crate::library::request::{Request, RequestKind, Ticket};
use crate::library::search_thread::SearchThread;
use crate::library::tickets::{Deliver, Tickets};
use crate::library::upkeep::{Found, Upkeep};

/// How long ending waits for imports that were asked for.
const IMPORT_PATIENCE: Duration = Duration::from_secs(5);

/// How long ending waits for the file that is being imported, when the rest of its folder was stopped.
const FILE_PATIENCE: Duration = Duration::from_secs(2);

/// How long ending waits for the store: longer than a write waits for another program.
const STORE_PATIENCE: Duration = Duration::from_secs(15);

/// How long ending waits for the store when the system ends the program.
const SHORT_PATIENCE: Duration = Duration::from_millis(250);

/// How often whoever keeps the library safe is told that it is in use.
const UPKEEP: Duration = Duration::from_secs(600);

/// The store thread and the threads beside it.
pub struct Service {
    store: Lane<Errand>,
    computations: Lane<(Ticket, Computation)>,
    /// Apart, so that a story of long articles does not delay what an article that was opened meanwhile needs.
    stories: Lane<(Ticket, Computation)>,
    imports: Lane<(Ticket, Stop, PathBuf)>,
    network: Network,
    searching: SearchThread,
    /// Ends when nobody can wake it any more.
    backfill: Lane<()>,
    tickets: Tickets,
    deliver: Deliver,
    ending: Arc<AtomicBool>,
}

impl Service {
    /// Starts the threads of a library; `deliver` is called on them with the reply to every request,
    /// and under the ticket 0, which no request has, with what changes by itself.
    ///
    /// # Errors
    ///
    /// Fails if a thread cannot be started.
    pub fn start(
        library: Library,
        deliver: impl Fn(Ticket, Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        Self::start_with(library, Arc::new(Client::new(Limits::default())), deliver)
    }

    /// Starts the threads of a library, which fetch by `fetch`.
    ///
    /// # Errors
    ///
    /// Fails if a thread cannot be started.
    pub fn start_with(
        library: Library,
        fetch: Arc<dyn Fetch>,
        deliver: impl Fn(Ticket, Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let path = library.path().to_owned();
        let (tickets, ending) = (Tickets::default(), Arc::new(AtomicBool::new(false)));

        let reply = deliver.clone();
        let found = if library.was_open() { Found::Open } else { Found::Closed };
        let tell = deliver.clone();
        let tell = move |message| {
            tell(Ticket::default(), Reply::Failed { message, what: RequestKind::Touch });
        };
        let upkeep = Upkeep::new(&path, found, Arc::clone(&ending), tell);
        let upkeep = Lane::start("upkeep", move |wakes| upkeep.run(&wakes))?.sender();
        let store =
            Lane::start("store", move |errands| serve(&library, &errands, &reply, &upkeep))?;
        let writer = Writer::new(store.sender());

        let large = LargeTurn::default();
        let tell = deliver.clone();
        let tell = move |stories| tell(Ticket::default(), Reply::StoriesChanged(stories));
        let reader = Backfill::new(&path, writer.clone(), large.clone(), tell);
        let backfill = Lane::start("backfill", move |wakes| reader.run(&wakes))?;
        // What an older version left, or what came in by other ways.
        backfill.send(());
        let writer = writer.telling(backfill.sender());

        let computing = |name, computer| compute(name, computer, deliver.clone(), &ending);
        let computations = computing("facts", Computer::new(&path, writer.clone(), large.clone()))?;
        let stories = computing("stories", Computer::new(&path, writer.clone(), large))?;

        let deliver = Deliver::new(deliver);
        let (reply, under_way) = (deliver.clone(), tickets.clone());
        let mut importer = Importer::new(&path, writer.clone());
        let imports = Lane::start("import", move |work: Receiver<(Ticket, Stop, PathBuf)>| {
            for (ticket, stop, path) in work {
                let teller = reply.teller(ticket);
                let added = guarded(|| {
                    if stop.is_stopped() {
                        bail!("{}: stopped before it began; add it again", path.display());
                    }
                    importer.add(&path, &stop, &|doing| teller.tell(doing))
                });
                under_way.end(ticket);
                reply.deliver(ticket, settle(RequestKind::Add, added));
            }
        })?;
        let searching = SearchThread::start(&path, deliver.clone())?;
        let network = Network::new(&path, writer, fetch, deliver.clone());
        Ok(Self {
            store,
            computations,
            stories,
            imports,
            network,
            searching,
            backfill,
            tickets,
            deliver,
            ending,
        })
    }

    /// Hands a request over; returns at once.
    pub fn send(&self, ticket: Ticket, request: Request) {
        match request {
            Request::Add { path } => {
                self.imports.send((ticket, self.tickets.begin(ticket), path));
            }
            Request::AddAddress { address } => self.network.send(ticket, Call::Add(address)),
            Request::Follow { address } => self.network.send(ticket, Call::Follow(address)),
            Request::Reload(document) => self.network.send(ticket, Call::Reload(document)),
            Request::Refresh(feed) => self.network.send(ticket, Call::Refresh(feed)),
            Request::Stop(other) => {
                self.tickets.stop(other);
                self.network.stop(other);
                self.deliver.deliver(ticket, Reply::Saved(RequestKind::Stop));
            }
            Request::Facts { document, content } => {
                self.computations.send((ticket, Computation::Facts(document, content)));
            }
            Request::Story(document) => {
                self.stories.send((ticket, Computation::Story(document)));
            }
            Request::Index { content, width } => {
                self.computations.send((ticket, Computation::Index(content, width)));
            }
            Request::Search { .. } | Request::CompleteQuery(_) | Request::Passages { .. } => {
                self.searching.send(ticket, request);
            }
            request => self.store.send(Errand::Request(ticket, request)),
        }
    }

    /// Waits until every change that was asked for is on disk, at most about twenty seconds. What is only
    /// computed or fetched is given up; a folder that takes longer than a few seconds is left off between two
    /// files.
    pub fn finish(self) {
        let Self {
            store, computations, stories, imports, network, backfill, tickets, ending, ..
        } = self;
        drop(backfill);
        network.stop_all();
        drop(network);
        let imports = imports.close(IMPORT_PATIENCE);
        ending.store(true, Ordering::Relaxed);
        tickets.stop_all();
        imports.wait(FILE_PATIENCE);
        drop((computations, stories));
        store.send(Errand::Finish);
        store.close(STORE_PATIENCE);
    }

    /// Waits only for what the user did to be on disk, at most a quarter of a second: for when the
    /// system ends the program. Imports are given up.
    pub fn finish_at_once(self) {
        let Self { store, network, ending, tickets, .. } = self;
        ending.store(true, Ordering::Relaxed);
        tickets.stop_all();
        network.stop_all();
        store.send(Errand::Finish);
        store.close(SHORT_PATIENCE);
    }
}

impl Computation {
    const fn kind(&self) -> RequestKind {
        match self {
            Self::Facts(..) => RequestKind::Facts,
            Self::Story(_) => RequestKind::Story,
            Self::Index(..) => RequestKind::Index,
        }
    }
}

/// Starts a thread that works things out until the service ends.
fn compute(
    name: &str,
    mut computer: Computer,
    reply: impl Fn(Ticket, Reply) + Send + 'static,
    ending: &Arc<AtomicBool>,
) -> Result<Lane<(Ticket, Computation)>> {
    let ended = Arc::clone(ending);
    Lane::start(name, move |work: Receiver<(Ticket, Computation)>| {
        for (ticket, computation) in work {
            if ended.load(Ordering::Relaxed) {
                return;
            }
            let kind = computation.kind();
            reply(ticket, settle(kind, guarded(|| computer.compute(&computation))));
        }
    })
}

/// Runs the errands of the store thread until the last.
fn serve(
    library: &Library,
    errands: &Receiver<Errand>,
    reply: &impl Fn(Ticket, Reply),
    upkeep: &Sender<()>,
) {
    let mut woken = Instant::now();
    for errand in errands {
        if woken.elapsed() > UPKEEP {
            woken = Instant::now();
            let _ = upkeep.send(());
        }
        match errand {
            Errand::Request(ticket, request) => {
                let done = guarded(|| answer(library, &request));
                reply(ticket, settle(request.kind(), done));
                // What follows is no change of the user's, and the next one will say what is wrong.
                let _ = guarded(|| after(library, &request));
            }
            Errand::Write(task) => task.run(library),
            Errand::KeepFacts(document, text, facts) => {
                // They can be found again.
                let _ = guarded(|| keep_facts(library, document, text, &facts));
            }
            Errand::Finish => return,
        }
    }
}

#[cfg(test)]
mod tests;
