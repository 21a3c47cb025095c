//! The guard: looks names up, and lets a connection go only to addresses that it may go to.
//!
//! The check stands in the one place that hands addresses to the connection, so that what was checked and
//! what is connected to cannot differ, whatever a name server answers the next time it is asked.

use std::fmt::Debug;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::thread;

use thiserror::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::fetch::answer::Reach;
use crate::fetch::realm::Realm;

/// The most addresses of one name that are tried.
const MOST: usize = 16;

/// Looks up names.
pub trait Names: Debug + Send + Sync + 'static {
    /// Returns the places of a host, the best first.
    ///
    /// # Errors
    ///
    /// Fails if the name is not known or cannot be looked up.
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<Place>>;
}

/// Where a host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What to connect to.
    pub address: SocketAddr,
    /// The realm it belongs to.
    pub realm: Realm,
}

/// The names that the system knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<Place>> {
        let found = (host, port).to_socket_addrs()?;
        Ok(found.map(|address| Place { address, realm: Realm::of(address.ip()) }).collect())
    }
}

/// A name leads only to private places, and the address must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the host is in a private place")]
pub(crate) struct Private;

/// Looks up the host of one request.
#[derive(Clone, Debug)]
pub(crate) struct Guard {
    names: Arc<dyn Names>,
    reach: Reach,
    seen: Arc<OnceLock<Realm>>,
    /// The host and port of the proxy that is asked in place of the host itself.
    instead: Option<(String, u16)>,
}

impl Guard {
    pub(crate) fn new(names: Arc<dyn Names>, reach: Reach) -> Self {
        Self { names, reach, seen: Arc::new(OnceLock::new()), instead: None }
    }

    /// Makes it look up a proxy instead.
    pub(crate) fn instead(self, host: &str, port: u16) -> Self {
        Self { instead: Some((host.to_owned(), port)), ..self }
    }

    /// Returns where the host is, once it was looked up.
    pub(crate) fn seen(&self) -> Option<Realm> {
        self.seen.get().copied()
    }

    /// Says where the host is, when it is looked up elsewhere.
    pub(crate) fn admit(&self, realm: Realm) -> Result<(), Private> {
        if !self.allows(realm) {
            return Err(Private);
        }
        self.see(realm);
        Ok(())
    }

    const fn allows(&self, realm: Realm) -> bool {
        matches!((self.reach, realm), (Reach::Anywhere, _) | (_, Realm::Public))
    }

    fn see(&self, realm: Realm) {
        // A request looks up its host once.
        let _ = self.seen.set(realm);
    }

    /// A name server may never answer, and there is no way to end a question to it: it is asked on a thread
    /// that ends when the system gives up.
    fn look_up(
        &self,
        host: &str,
        port: u16,
        timeout: NextTimeout,
    ) -> Result<Vec<Place>, ureq::Error> {
        let (sender, inbox) = mpsc::sync_channel(1);
        let names = Arc::clone(&self.names);
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        thread::Builder::new().name("names".to_owned()).spawn(move || {
            // Nobody waits any more: nothing to do.
            let _ = sender.send(names.look_up(&host, port));
        })?;
        match inbox.recv_timeout(*timeout.after) {
            Ok(found) => found.map_err(|_| ureq::Error::HostNotFound),
            Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(timeout.reason)),
            Err(RecvTimeoutError::Disconnected) => Err(ureq::Error::HostNotFound),
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        // A proxy is the user's own choice and may be anywhere.
        let is_proxy =
            self.instead.is_some() || config.proxy().is_some_and(|proxy| proxy.uri() == uri);
        let mut places = match &self.instead {
            Some((host, port)) => self.look_up(host, *port, timeout)?,
            None => {
                let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
                self.look_up(host, port(uri, config), timeout)?
            }
        };
        if places.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        if !is_proxy {
            places.retain(|place| self.allows(place.realm));
            let realm = realm(&places).ok_or_else(|| ureq::Error::Other(Box::new(Private)))?;
            self.see(realm);
        }
        let mut addresses = self.empty();
        for place in places.iter().take(MOST) {
            addresses.push(place.address);
        }
        Ok(addresses)
    }
}

/// A host with a public address is public: where it leads is then checked more strictly.
fn realm(places: &[Place]) -> Option<Realm> {
    let public = places.iter().any(|place| place.realm == Realm::Public);
    (!places.is_empty()).then_some(if public { Realm::Public } else { Realm::Private })
}

fn port(uri: &Uri, config: &Config) -> u16 {
    if let Some(port) = uri.port_u16() {
        return port;
    }
    match config.proxy() {
        Some(proxy) if proxy.uri() == uri => proxy.port(),
        _ if uri.scheme_str() == Some("https") => 443,
        _ => 80,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::net::SocketAddr;
    use std::sync::Arc;

    use ureq::unversioned::resolver::Resolver as _;
    use ureq::unversioned::transport::{NextTimeout, time};

    use super::{Guard, Names, Place};
    use crate::fetch::answer::Reach;
    use crate::fetch::realm::Realm;

    /// Knows a few names; `rebind` is public when asked the first time and private after.
    #[derive(Debug)]
    struct Few;

    impl Names for Few {
        fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<Place>> {
            let addresses: &[&str] = match host {
                "public" => &["8.8.8.8", "2606:4700::1"],
                "private" => &["10.0.0.1", "::1"],
                "both" => &["127.0.0.1", "8.8.8.8"],
                "none" => &[],
                "::ffff:7f00:1" => &["::ffff:127.0.0.1"],
                _ => return Err(io::ErrorKind::NotFound.into()),
            };
            let place = |text: &&str| {
                let ip = text.parse().unwrap();
                Place { address: SocketAddr::new(ip, port), realm: Realm::of(ip) }
            };
            Ok(addresses.iter().map(place).collect())
        }
    }

    fn resolve(host: &str, reach: Reach) -> (Result<Vec<String>, String>, Option<Realm>) {
        let guard = Guard::new(Arc::new(Few), reach);
        let uri = format!("http://{host}:81/").parse().unwrap();
        let config = ureq::config::Config::builder().proxy(None).build();
        let timeout =
            NextTimeout { after: time::Duration::from_secs(60), ..NextTimeout::default() };
        let found = guard.resolve(&uri, &config, timeout);
        let found = found
            .map(|addresses| addresses.iter().map(ToString::to_string).collect())
            .map_err(|error| error.to_string());
        (found, guard.seen())
    }

    #[test]
    fn only_addresses_that_may_be_reached_are_handed_out() {
        let private = Err("other: the host is in a private place");
        let unknown = Err("host not found");
        let table = [
            ("public", Reach::PublicOnly, Ok("8.8.8.8:81 [2606:4700::1]:81"), Some(Realm::Public)),
            ("private", Reach::PublicOnly, private, None),
            ("private", Reach::Anywhere, Ok("10.0.0.1:81 [::1]:81"), Some(Realm::Private)),
            ("both", Reach::PublicOnly, Ok("8.8.8.8:81"), Some(Realm::Public)),
            ("both", Reach::Anywhere, Ok("127.0.0.1:81 8.8.8.8:81"), Some(Realm::Public)),
            ("[::ffff:7f00:1]", Reach::PublicOnly, private, None),
            ("none", Reach::Anywhere, unknown, None),
            ("missing", Reach::Anywhere, unknown, None),
        ];
        for (host, reach, expected, realm) in table {
            let (found, seen) = resolve(host, reach);
            let found = found.map(|addresses| addresses.join(" "));
            let found = found.as_deref().map_err(String::as_str);
            assert_eq!((found, seen), (expected, realm), "{host} {reach:?}");
        }
    }
}
