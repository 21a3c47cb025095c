//! Fetching from a server on this machine that does all that servers do, and should not do.
//!
//! `public.test` is this machine as well, but is said to be a public place; `private.test` and the address
//! in figures are what they are.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sidelight::fetch::{
    Answer, Client, Fault, FetchError, Limits, Names, Page, Place, Proxies, Realm, Stop, Wanted,
};

use crate::server::Server;

mod bodies;
mod places;
mod refusals;
mod secure;

/// Short enough to wait for, long enough for a machine with much to do.
const SHORT: Duration = Duration::from_millis(150);

#[derive(Debug)]
struct TestNames;

impl Names for TestNames {
    fn look_up(&self, host: &str, port: u16) -> io::Result<Vec<Place>> {
        let realm = match host {
            "public.test" | "other.test" => Realm::Public,
            "private.test" | "127.0.0.1" => Realm::Private,
            _ => return Err(io::ErrorKind::NotFound.into()),
        };
        Ok(vec![Place { address: SocketAddr::from(([127, 0, 0, 1], port)), realm }])
    }
}

fn client() -> Client {
    limited(Limits::default())
}

fn limited(limits: Limits) -> Client {
    Client::new(limits).with_proxies(Proxies::default()).with_names(Arc::new(TestNames))
}

fn wanted(address: &str) -> Wanted {
    Wanted { address: address.to_owned(), ..Wanted::default() }
}

/// The address of a path at a name that leads to the server.
fn at(host: &str, server: &Server, path: &str) -> String {
    format!("http://{host}:{}{path}", server.socket().port())
}

fn fetch(client: &Client, wanted: &Wanted) -> Result<Answer, FetchError> {
    client.fetch(wanted, &Stop::default(), &mut |_| {})
}

#[track_caller]
fn page(client: &Client, address: &str) -> Page {
    match fetch(client, &wanted(address)) {
        Ok(Answer::Page(page)) => *page,
        other => panic!("{address}: {other:?}"),
    }
}

/// Returns the kind of failure and the whole message, which is fit to be shown.
#[track_caller]
fn failure(client: &Client, wanted: &Wanted) -> (Fault, String) {
    let error = match fetch(client, wanted) {
        Ok(answer) => panic!("{}: {answer:?}", wanted.address),
        Err(error) => error,
    };
    let message = error.to_string();
    assert!(!message.chars().any(char::is_control), "{message:?}");
    assert!(message.chars().count() < 700, "{message:?}");
    match error.fault() {
        Some(fault) => (fault, message),
        None => panic!("{error:?}"),
    }
}

#[track_caller]
fn fails(client: &Client, address: &str, fault: Fault, part: &str) {
    let (found, message) = failure(client, &wanted(address));
    assert_eq!(found, fault, "{message}");
    assert!(message.contains(part), "{message:?} has no {part:?}");
}
