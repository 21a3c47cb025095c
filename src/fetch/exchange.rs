//! One exchange: a request to one address and the head of its answer.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::Body;
use ureq::config::Config;
use ureq::http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONNECTION, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    PROXY_AUTHORIZATION,
};
use ureq::http::{HeaderValue, Response};
use ureq::unversioned::transport::{
    ConnectProxyConnector, Connector as _, SocksConnector, TcpConnector,
};

use crate::fetch::address::Address;
use crate::fetch::answer::Reach;
use crate::fetch::error::{Fault, Trouble};
use crate::fetch::fault::{HEAD, private, trouble};
use crate::fetch::guard::{Guard, Names};
use crate::fetch::halt::Halt;
use crate::fetch::limits::Limits;
use crate::fetch::proxy::Proxies;
use crate::fetch::realm::Realm;
use crate::fetch::route::Route;
use crate::fetch::strict::{Strict, Tls};
use crate::fetch::trust::Roots;

/// What the program calls itself; nothing of the machine or its user.
const NAME: &str = "Sidelight/0.1 (+terminal reader for articles)";

/// Pages first, then feeds, then whatever there is. Languages are not named: they say who asks.
const KINDS: &str = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, \
                     application/feed+json, application/xml;q=0.9, text/markdown;q=0.9, \
                     application/epub+zip;q=0.8, text/plain;q=0.8, */*;q=0.5";

/// What all exchanges of a client share.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) limits: Limits,
    pub(crate) names: Arc<dyn Names>,
    pub(crate) proxies: Proxies,
    pub(crate) roots: Roots,
    pub(crate) tls: Tls,
}

/// One request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    pub(crate) address: &'a Address,
    pub(crate) reach: Reach,
    pub(crate) etag: Option<&'a str>,
    pub(crate) last_modified: Option<&'a str>,
    pub(crate) time: Duration,
}

/// The head of an answer, and where it came from.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) response: Response<Body>,
    pub(crate) realm: Realm,
}

/// Sends a request and reads the head of its answer.
pub(crate) fn ask(parts: &Parts, request: &Request<'_>, halt: &Halt) -> Result<Head, Trouble> {
    let route = Route::of(&parts.proxies, request.address)?;
    let guard = Guard::new(Arc::clone(&parts.names), request.reach);
    if route.resolves_elsewhere() {
        let realm = request.address.parsed_host().map(|host| Realm::of_name(&host));
        guard.admit(realm.unwrap_or(Realm::Private)).map_err(|_| private())?;
    }
    let agent = agent(parts, request, &route, guard.clone());
    if !halt.enter(&agent) {
        return Err(Trouble::failed(Fault::Silent, "was not asked any more"));
    }
    let response = send(&agent, request, &route).map_err(|error| trouble(error, &parts.limits))?;
    Ok(Head { response, realm: guard.seen().unwrap_or_default() })
}

fn send(
    agent: &Agent,
    request: &Request<'_>,
    route: &Route,
) -> Result<Response<Body>, ureq::Error> {
    let mut call = agent
        .get(request.address.as_str())
        .header(ACCEPT, KINDS)
        .header(ACCEPT_ENCODING, "gzip")
        .header(CONNECTION, "close");
    if let Some(authorization) = request.address.authorization() {
        call = call.header(AUTHORIZATION, authorization);
    }
    if let Some(authorization) = route.authorization() {
        call = call.header(PROXY_AUTHORIZATION, authorization);
    }
    // What is known was kept for long: what is no header any more is left out.
    for (name, known) in [(IF_NONE_MATCH, request.etag), (IF_MODIFIED_SINCE, request.last_modified)]
    {
        if let Some(value) = known.and_then(|known| HeaderValue::from_str(known).ok()) {
            call = call.header(name, value);
        }
    }
    call.call()
}

/// Every exchange has an agent and a connection of its own: the guard's answer holds for one request only,
/// and halting one transfer touches no other.
fn agent(parts: &Parts, request: &Request<'_>, route: &Route, guard: Guard) -> Agent {
    let limits = &parts.limits;
    let mut config = Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_idle_connections(0)
        .proxy(route.tunnel())
        .user_agent(NAME)
        .max_response_header_size(HEAD)
        .timeout_global(Some(request.time))
        .timeout_resolve(Some(limits.connect))
        .timeout_connect(Some(limits.connect))
        .timeout_per_read(Some(limits.silence))
        .timeout_per_write(Some(limits.silence));
    if request.address.is_secure() {
        config = config.tls_config(parts.roots.config());
    }
    let connector =
        ().chain(SocksConnector::default())
            .chain(ConnectProxyConnector::default())
            .chain(TcpConnector::default())
            .chain(parts.tls.clone())
            .chain(route.forward(request.address))
            .chain(Strict);
    Agent::with_parts(config.build(), connector, route.guard(guard))
}
