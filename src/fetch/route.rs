//! The route of a request: straight to its host, or through a proxy.
//!
//! What is encrypted goes through a tunnel that the proxy makes, plain `http` is handed to an `http` proxy
//! as it is, and to proxies of other kinds through a tunnel.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ureq::{Proxy, ProxyProtocol};

use crate::fetch::address::Address;
use crate::fetch::error::{Fault, Trouble};
use crate::fetch::forward::Forward;
use crate::fetch::guard::Guard;
use crate::fetch::proxy::Proxies;

/// How a request gets to its host.
#[derive(Clone, Debug)]
pub(crate) enum Route {
    /// Straight.
    Straight,
    /// Through a tunnel.
    Tunnel(Proxy),
    /// Handed to a proxy.
    Handed(Proxy),
}

impl Route {
    /// Returns the route to an address.
    pub(crate) fn of(proxies: &Proxies, address: &Address) -> Result<Self, Trouble> {
        let Some(text) = proxies.of(address) else { return Ok(Self::Straight) };
        let proxy = Proxy::new(text).map_err(|_| {
            Trouble::failed(
                Fault::Unreachable,
                "cannot be asked through the proxy that is set; look at the variables http_proxy, \
                 https_proxy and all_proxy",
            )
        })?;
        if proxy.protocol() == ProxyProtocol::Http && !address.is_secure() {
            Ok(Self::Handed(proxy))
        } else {
            Ok(Self::Tunnel(proxy))
        }
    }

    /// Tells whether the proxy looks up the host.
    pub(crate) fn resolves_elsewhere(&self) -> bool {
        match self {
            Self::Straight => false,
            Self::Tunnel(proxy) => !proxy.resolve_target(),
            Self::Handed(_) => true,
        }
    }

    /// Returns the proxy that is asked for a tunnel.
    pub(crate) fn tunnel(&self) -> Option<Proxy> {
        match self {
            Self::Tunnel(proxy) => Some(proxy.clone()),
            Self::Straight | Self::Handed(_) => None,
        }
    }

    /// Returns the guard that lets a request take this route.
    pub(crate) fn guard(&self, guard: Guard) -> Guard {
        match self {
            Self::Handed(proxy) => guard.instead(proxy.host(), proxy.port()),
            Self::Straight | Self::Tunnel(_) => guard,
        }
    }

    /// Returns what makes the request to an address whole for this route.
    pub(crate) fn forward(&self, address: &Address) -> Forward {
        match self {
            Self::Handed(_) => Forward::of(&address.origin()),
            Self::Straight | Self::Tunnel(_) => Forward::none(),
        }
    }

    /// Returns what a request says to the proxy that it is handed to of who asks.
    pub(crate) fn authorization(&self) -> Option<String> {
        let Self::Handed(proxy) = self else { return None };
        let (name, password) = (proxy.username(), proxy.password());
        if name.is_none() && password.is_none() {
            return None;
        }
        let pair = format!("{}:{}", name.unwrap_or_default(), password.unwrap_or_default());
        Some(format!("Basic {}", STANDARD.encode(pair)))
    }
}
