//! Proxies: which one the environment names for an address.
//!
//! `https_proxy` and `http_proxy` are for the addresses of that kind, `all_proxy` for those without one of
//! their own, and `no_proxy` lists the hosts that are asked without; in capitals if not in small letters.
//! This machine is always asked without. Proxies are `http`, `https`, `socks4` or `socks5` ones.
//!
//! A proxy looks names up itself, so that no resolved address can be checked here: addresses in figures
//! and names that are never public ([`Realm::of_name`]) are still kept out of what comes from a public
//! place; for the rest the proxy is the guard.
//!
//! [`Realm::of_name`]: crate::fetch::realm::Realm::of_name

use std::env;
use std::net::IpAddr;

use crate::fetch::address::Address;

/// The proxies of an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    http: Option<String>,
    https: Option<String>,
    without: Vec<String>,
}

impl Proxies {
    /// Reads the proxies that the environment of this process names.
    pub fn from_environment() -> Self {
        Self::find(|name| env::var(name).ok())
    }

    /// Reads the proxies from variables.
    pub fn find(variable: impl Fn(&str) -> Option<String>) -> Self {
        let either = |name: &str| {
            variable(name)
                .or_else(|| variable(&name.to_ascii_uppercase()))
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        let all = either("all_proxy");
        let without = either("no_proxy").unwrap_or_default();
        Self {
            http: either("http_proxy").or_else(|| all.clone()),
            https: either("https_proxy").or(all),
            without: without
                .split([',', ' '])
                .filter(|entry| !entry.is_empty())
                .map(str::to_ascii_lowercase)
                .collect(),
        }
    }

    /// Returns the proxy for an address, if it is to be asked through one.
    pub fn of(&self, address: &Address) -> Option<&str> {
        let proxy = if address.is_secure() { &self.https } else { &self.http };
        proxy.as_deref().filter(|_| !self.is_without(address))
    }

    fn is_without(&self, address: &Address) -> bool {
        let host = address.host().trim_start_matches('[').trim_end_matches(']');
        let host = host.trim_end_matches('.');
        let number = host.parse::<IpAddr>().ok();
        if host == "localhost" || number.is_some_and(|number| number.is_loopback()) {
            return true;
        }
        self.without.iter().any(|entry| matches(entry, host, number, address.port()))
    }
}

/// Tells whether an entry of `no_proxy` is about a host: `*`, a network, an address, or a domain with all
/// that is in it, each perhaps with a port.
fn matches(entry: &str, host: &str, number: Option<IpAddr>, port: u16) -> bool {
    if entry == "*" {
        return true;
    }
    if let (Some(number), Some((network, bits))) = (number, entry.split_once('/')) {
        return network
            .parse()
            .ok()
            .zip(bits.parse().ok())
            .is_some_and(|(network, bits)| contains(network, bits, number));
    }
    if let Some(number) = number {
        let bare = entry.trim_start_matches('[').trim_end_matches(']');
        if bare.parse() == Ok(number) {
            return true;
        }
    }
    let (name, wanted) = match entry.rsplit_once(':') {
        Some((name, wanted)) => match wanted.parse::<u16>() {
            Ok(wanted) => (name, Some(wanted)),
            Err(_) => return false,
        },
        None => (entry, None),
    };
    if wanted.is_some_and(|wanted| wanted != port) {
        return false;
    }
    let name = name.trim_start_matches("*.").trim_matches(['.', '[', ']']);
    if name.is_empty() {
        return false;
    }
    match host.strip_suffix(name) {
        Some("") => true,
        Some(start) => number.is_none() && start.ends_with('.'),
        None => false,
    }
}

fn contains(network: IpAddr, bits: u32, number: IpAddr) -> bool {
    match (network, number) {
        (IpAddr::V4(network), IpAddr::V4(number)) if bits <= 32 => {
            let differing = network.to_bits() ^ number.to_bits();
            differing.leading_zeros() >= bits
        }
        (IpAddr::V6(network), IpAddr::V6(number)) if bits <= 128 => {
            let differing = network.to_bits() ^ number.to_bits();
            differing.leading_zeros() >= bits
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Proxies;
    use crate::fetch::address::Address;

    type Variables<'a> = &'a [(&'a str, &'a str)];

    fn proxies(variables: Variables<'_>) -> Proxies {
        Proxies::find(|name| {
            let found = variables.iter().find(|(other, _)| *other == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn of(variables: Variables<'_>, address: &str) -> Option<String> {
        proxies(variables).of(&Address::parse(address).unwrap()).map(str::to_owned)
    }

    #[test]
    fn each_kind_of_address_has_its_proxy() {
        let table: [(Variables, &str, Option<&str>); 9] = [
            (&[], "http://a.org", None),
            (&[("http_proxy", "p:1")], "http://a.org", Some("p:1")),
            (&[("http_proxy", "p:1")], "https://a.org", None),
            (&[("HTTPS_PROXY", "p:2")], "https://a.org", Some("p:2")),
            (&[("HTTPS_PROXY", "p:2"), ("https_proxy", "p:3")], "https://a.org", Some("p:3")),
            (&[("all_proxy", "p:4")], "http://a.org", Some("p:4")),
            (&[("ALL_PROXY", "p:4"), ("https_proxy", "p:3")], "https://a.org", Some("p:3")),
            (&[("http_proxy", " ")], "http://a.org", None),
            (&[("all_proxy", "p:4")], "http://127.0.0.1:8000/", None),
        ];
        for (variables, address, expected) in table {
            assert_eq!(of(variables, address).as_deref(), expected, "{variables:?} {address}");
        }
    }

    #[test]
    fn some_hosts_are_asked_without() {
        let table = [
            ("*", "http://a.org", true),
            ("a.org", "http://a.org", true),
            ("a.org", "http://b.a.org", true),
            (".a.org", "http://b.a.org", true),
            ("*.a.org", "http://b.a.org", true),
            ("a.org", "http://ba.org", false),
            ("A.ORG", "http://a.org.", true),
            ("x, a.org ,y", "http://a.org", true),
            ("a.org:8080", "http://a.org:8080", true),
            ("a.org:8080", "http://a.org", false),
            ("10.0.0.0/8", "http://10.1.2.3", true),
            ("10.0.0.0/8", "http://11.1.2.3", false),
            ("0.0.0.0/0", "http://11.1.2.3", true),
            ("10.0.0.0/33", "http://10.1.2.3", false),
            ("fd00::/8", "http://[fd12::1]", true),
            ("fd00::/8", "http://[fe80::1]", false),
            ("::1", "http://[::1]", true),
            ("[fd12::1]", "http://[fd12::1]", true),
            ("0.1", "http://10.0.0.1", false),
            ("localhost", "http://a.org", false),
            (".", "http://a.org", false),
        ];
        for (list, address, without) in table {
            let proxy = of(&[("all_proxy", "p:1"), ("no_proxy", list)], address);
            assert_eq!(proxy.is_none(), without, "{list} {address}");
        }
    }
}
