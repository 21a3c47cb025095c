//! The network lanes: what waits for servers, on threads that are started when they are first needed.
//!
//! Refreshing has a lane of its own, so that no two fetch the same feeds; single addresses share a few
//! threads, so that a slow server delays no other. What goes on can be stopped by its ticket, and nobody
//! waits for it when the program ends.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};

use crate::document::DocumentId;
use crate::fetch::Stop;
use crate::fetch::address::shown;
use crate::import::Overrides;
use crate::library::address::{add_address, follow};
use crate::library::errand::Writer;
use crate::library::fetching::{Desk, Fetch};
use crate::library::lane::{Pool, guarded};
use crate::library::library::Library;
use crate::library::outcome::{Followed, Reached, Refreshed};
use crate::library::refresh::refresh;
use crate::library::reply::{Reply, settle};
use crate::library::request::{RequestKind, Ticket};
use crate::library::tickets::{Deliver, Tickets};
use crate::library::whole::reload;
use crate::source::FeedId;

/// How many single addresses are fetched at once.
const ADDRESSES: usize = 4;

/// Something that waits for a server.
#[derive(Debug)]
pub(crate) enum Call {
    /// Add what is at an address.
    Add(String),
    /// Follow the feed at an address.
    Follow(String),
    /// Fetch a document again.
    Reload(DocumentId),
    /// Fetch a feed, or all.
    Refresh(Option<FeedId>),
}

impl Call {
    const fn kind(&self) -> RequestKind {
        match self {
            Self::Add(_) => RequestKind::AddAddress,
            Self::Follow(_) => RequestKind::Follow,
            Self::Reload(_) => RequestKind::Reload,
            Self::Refresh(_) => RequestKind::Refresh,
        }
    }

    /// Names it for a message.
    fn name(&self) -> String {
        match self {
            Self::Add(address) => format!("adding {}", shown(address)),
            Self::Follow(address) => format!("following {}", shown(address)),
            Self::Reload(_) => "fetching an article again".to_owned(),
            Self::Refresh(Some(_)) => "refreshing a feed".to_owned(),
            Self::Refresh(None) => "refreshing the feeds".to_owned(),
        }
    }
}

/// A call with its ticket and what stops it.
type Asked = (Ticket, Stop, Call);

/// The threads that wait for servers.
pub(crate) struct Network {
    caller: Caller,
    addresses: Mutex<Option<Pool<Asked>>>,
    feeds: Mutex<Option<Pool<Asked>>>,
}

impl Network {
    /// Makes lanes for the library at a path; nothing is started.
    pub(crate) fn new(
        path: &Path,
        writer: Writer,
        fetch: Arc<dyn Fetch>,
        deliver: Deliver,
    ) -> Self {
        let (path, tickets) = (path.to_owned(), Tickets::default());
        let caller = Caller { path, writer, fetch, tickets, deliver };
        Self { caller, addresses: Mutex::default(), feeds: Mutex::default() }
    }

    /// Stops what is under way with a ticket.
    pub(crate) fn stop(&self, ticket: Ticket) {
        self.caller.tickets.stop(ticket);
    }

    /// Stops everything.
    pub(crate) fn stop_all(&self) {
        self.caller.tickets.stop_all();
    }

    /// Hands a call over; returns at once.
    pub(crate) fn send(&self, ticket: Ticket, call: Call) {
        let stop = self.caller.tickets.begin(ticket);
        let (lane, name, count) = match call {
            Call::Refresh(_) => (&self.feeds, "feeds", 1),
            _ => (&self.addresses, "addresses", ADDRESSES),
        };
        let kind = call.kind();
        let mut lane = lane.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = match &*lane {
            Some(pool) => Ok(pool),
            None => {
                let caller = &self.caller;
                Pool::start(name, count, || caller.clone().run()).map(|pool| &*lane.insert(pool))
            }
        };
        match pool {
            Ok(pool) => pool.send((ticket, stop, call)),
            Err(error) => self.caller.deliver.deliver(ticket, settle(kind, Err(error))),
        }
    }
}

/// What each of the threads has.
#[derive(Clone)]
struct Caller {
    path: PathBuf,
    writer: Writer,
    fetch: Arc<dyn Fetch>,
    tickets: Tickets,
    deliver: Deliver,
}

impl Caller {
    /// Returns what a thread does with each call; it opens the library with the first.
    fn run(self) -> impl FnMut(Asked) + Send + 'static {
        let mut library = None;
        move |(ticket, stop, call)| {
            let kind = call.kind();
            let reply = settle(kind, guarded(|| self.call(&mut library, ticket, &stop, call)));
            self.tickets.end(ticket);
            self.deliver.deliver(ticket, reply);
        }
    }

    fn call(
        &self,
        library: &mut Option<Library>,
        ticket: Ticket,
        stop: &Stop,
        call: Call,
    ) -> Result<Reply> {
        if stop.is_stopped() {
            bail!("{} was stopped before it began", call.name());
        }
        let library = match library {
            Some(library) => library,
            none => none.insert(Library::open(&self.path)?),
        };
        let tell = self.deliver.teller(ticket);
        let tell = |doing| tell.tell(doing);
        let desk = Desk::new(&self.path, self.writer.clone(), &*self.fetch, stop, &tell);
        Ok(match call {
            Call::Add(address) => {
                match add_address(&desk, library, &address, &Overrides::default())? {
                    Reached::Feed(followed) => following(followed),
                    Reached::Page { added, feeds } => Reply::Added {
                        place: address,
                        added: vec![added],
                        unsupported: 0,
                        failed: Vec::new(),
                        feeds,
                    },
                }
            }
            Call::Follow(address) => following(follow(&desk, library, &address)?),
            Call::Reload(document) => {
                let revised = reload(&desk, library, document)?;
                Reply::Reloaded { document, revised }
            }
            Call::Refresh(feed) => {
                let Refreshed { feeds, new, revised, failed } = refresh(&desk, library, feed)?;
                Reply::Refreshed { feeds, new, revised, failed }
            }
        })
    }
}

fn following(Followed { feed, new }: Followed) -> Reply {
    Reply::Following { feed, new }
}

#[cfg(test)]
mod tests {
    use super::Call;

    #[test]
    fn what_is_stopped_is_named_without_its_password() {
        let table = [
            (Call::Add("https://me:word@a.example/".to_owned()), "adding https://a.example/"),
            (Call::Follow("https://a.example/rss".to_owned()), "following https://a.example/rss"),
            (Call::Refresh(None), "refreshing the feeds"),
        ];
        for (call, expected) in table {
            assert_eq!(call.name(), expected);
        }
    }
}
