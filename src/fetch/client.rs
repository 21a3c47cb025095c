//! The client: fetches on a thread of its own, so that it can be stopped wherever it waits.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::fetch::address::shown;
use crate::fetch::answer::{Answer, Wanted};
use crate::fetch::error::{Fault, FetchError, Trouble};
use crate::fetch::exchange::Parts;
use crate::fetch::guard::{Names, SystemNames};
use crate::fetch::halt::Halt;
use crate::fetch::limits::{Limits, Progress, Stop};
use crate::fetch::proxy::Proxies;
use crate::fetch::strict::Tls;
use crate::fetch::transfer::transfer;
use crate::fetch::trust::{Roots, Trust};

/// How long a wish to stop may go unseen.
const GLANCE: Duration = Duration::from_millis(100);

/// Fetches pages and feeds. Clones share what they have read of the system.
#[derive(Clone, Debug)]
pub struct Client {
    parts: Arc<Parts>,
}

impl Client {
    /// Makes a client that uses the proxies of the environment, and the names and certificates of the
    /// system. Nothing is sent or read before something is fetched.
    pub fn new(limits: Limits) -> Self {
        let parts = Parts {
            limits,
            names: Arc::new(SystemNames),
            proxies: Proxies::from_environment(),
            roots: Roots::default(),
            tls: Tls::default(),
        };
        Self { parts: Arc::new(parts) }
    }

    /// Makes the client use these proxies.
    #[must_use]
    pub fn with_proxies(self, proxies: Proxies) -> Self {
        self.with(|parts| parts.proxies = proxies)
    }

    /// Makes the client look up names here, and believe what is said of where they are.
    #[must_use]
    pub fn with_names(self, names: Arc<dyn Names>) -> Self {
        self.with(|parts| parts.names = names)
    }

    /// Makes the client trust these certificates.
    #[must_use]
    pub fn with_trust(self, trust: Trust) -> Self {
        self.with(|parts| {
            parts.roots = Roots::new(trust);
            parts.tls = Tls::default();
        })
    }

    fn with(self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Arc::unwrap_or_clone(self.parts);
        change(&mut parts);
        Self { parts: Arc::new(parts) }
    }

    /// Fetches something; `progress` is called as bytes come. It returns soon after `stop` was stopped,
    /// whatever the server does.
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
        if stop.is_stopped() {
            return Err(stopped(wanted));
        }
        let halt = Halt::default();
        let inbox = self.start(wanted.clone(), halt.clone()).map_err(|_| {
            let reason = "could not be fetched: the system has no thread left; try again later";
            Trouble::failed(Fault::Unreachable, reason).of(&wanted.address)
        })?;
        // The transfer keeps the limits itself; it is left behind if the system does not let it.
        let latest = Instant::now() + self.parts.limits.whole + GLANCE;
        loop {
            match inbox.recv_timeout(GLANCE) {
                Ok(News::Progress(come)) => progress(come),
                Ok(News::Done(result)) => return *result,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    let reason = "could not be read for a fault of this program; please report it";
                    return Err(Trouble::failed(Fault::Broken, reason).of(&wanted.address));
                }
            }
            if stop.is_stopped() {
                halt.halt();
                return Err(stopped(wanted));
            }
            if Instant::now() > latest {
                halt.halt();
                let reason = "took too long; try again later";
                return Err(Trouble::failed(Fault::Silent, reason).of(&wanted.address));
            }
        }
    }

    fn start(&self, wanted: Wanted, halt: Halt) -> std::io::Result<mpsc::Receiver<News>> {
        let (sender, inbox) = mpsc::channel();
        let parts = Arc::clone(&self.parts);
        thread::Builder::new().name("fetch".to_owned()).spawn(move || {
            // Whoever no longer listens has been told already, and the transfer is halted.
            let result = transfer(&parts, &wanted, &halt, &mut |come| {
                let _ = sender.send(News::Progress(come));
            });
            let _ = sender.send(News::Done(Box::new(result)));
        })?;
        Ok(inbox)
    }
}

fn stopped(wanted: &Wanted) -> FetchError {
    FetchError::Stopped { address: shown(&wanted.address) }
}

/// What a transfer reports.
#[derive(Debug)]
enum News {
    Progress(Progress),
    Done(Box<Result<Answer, FetchError>>),
}
