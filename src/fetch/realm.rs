//! Public and private places of the network.
//!
//! A page from the open network must not make this program ask the user's own machine, router or company
//! for something. What is not surely public is private.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// Whether everyone can reach a place, or only those near it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Realm {
    /// On the open network.
    #[default]
    Public,
    /// On this machine or a network of its own.
    Private,
}

impl Realm {
    /// Returns the realm of a network address.
    pub const fn of(address: IpAddr) -> Self {
        let private = match address {
            IpAddr::V4(address) => is_private_v4(address),
            IpAddr::V6(address) => is_private_v6(address),
        };
        if private { Self::Private } else { Self::Public }
    }

    /// Returns the realm that a host has by its name alone, for where a proxy looks names up: addresses in
    /// figures, names that are never public, and names without a dot, which only a near network knows.
    pub fn of_name(host: &Host<&str>) -> Self {
        match host {
            Host::Ipv4(address) => Self::of(IpAddr::V4(*address)),
            Host::Ipv6(address) => Self::of(IpAddr::V6(*address)),
            Host::Domain(name) => of_domain(name),
        }
    }
}

fn of_domain(name: &str) -> Realm {
    const NEAR: [&str; 6] = ["localhost", "local", "internal", "lan", "intranet", "home.arpa"];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let near = NEAR.iter().any(|end| {
        name.strip_suffix(end).is_some_and(|start| start.is_empty() || start.ends_with('.'))
    });
    if near || !name.contains('.') { Realm::Private } else { Realm::Public }
}

/// The blocks that IANA does not list as globally reachable, and multicast.
const fn is_private_v4(address: Ipv4Addr) -> bool {
    match address.octets() {
        [0 | 10 | 127, ..] => true,
        [100, second, ..] => second & 0xc0 == 64,
        [169, 254, ..] => true,
        [172, second, ..] => second & 0xf0 == 16,
        [192, 0, 0 | 2, _] => true,
        [192, 88, 99, _] => true,
        [192, 168, ..] => true,
        [198, 18 | 19, ..] => true,
        [198, 51, 100, _] => true,
        [203, 0, 113, _] => true,
        [first, ..] => first >= 224,
    }
}

const fn is_private_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = inner_v4(address) {
        return is_private_v4(inner);
    }
    match address.segments() {
        // Only 2000::/3 is given out for the open network; of it, documentation, benchmarks and tunnels are not.
        [0x2001, 0..=0x1ff | 0x0db8, ..] => true,
        [0x3fff, second, ..] => second <= 0x0fff,
        [first, ..] => first & 0xe000 != 0x2000,
    }
}

/// The address behind one that stands for an address of four bytes: mapped, compatible, translated (64:ff9b)
/// or tunnelled (2002).
const fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let (high, low) = match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] => (high, low),
        [0, 0, 0, 0, 0xffff, 0, high, low] => (high, low),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => (high, low),
        [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    let [a, b] = high.to_be_bytes();
    let [c, d] = low.to_be_bytes();
    Some(Ipv4Addr::new(a, b, c, d))
}

#[cfg(test)]
mod tests {
    use url::Host;

    use super::Realm;

    #[test]
    fn what_is_not_surely_public_is_private() {
        let private = [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:192.168.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "100::1",
            "3fff::1",
            "4000::1",
        ];
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.1.1",
            "192.169.0.1",
            "198.17.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:4860::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
            "3ffe::1",
        ];
        for (addresses, expected) in [(&private[..], Realm::Private), (&public[..], Realm::Public)]
        {
            for address in addresses {
                assert_eq!(Realm::of(address.parse().unwrap()), expected, "{address}");
            }
        }
    }

    #[test]
    fn some_names_are_never_public() {
        let table = [
            ("localhost", Realm::Private),
            ("LOCALHOST.", Realm::Private),
            ("a.localhost", Realm::Private),
            ("printer.local", Realm::Private),
            ("metadata.google.internal", Realm::Private),
            ("router.home.arpa", Realm::Private),
            ("wiki", Realm::Private),
            ("127.0.0.1", Realm::Private),
            ("[::1]", Realm::Private),
            ("example.org", Realm::Public),
            ("notlocalhost.org", Realm::Public),
            ("vocal", Realm::Private),
            ("my-local.example", Realm::Public),
            ("1.1.1.1", Realm::Public),
        ];
        for (name, expected) in table {
            let host = Host::parse(name).unwrap();
            let host = match &host {
                Host::Domain(name) => Host::Domain(name.as_str()),
                Host::Ipv4(address) => Host::Ipv4(*address),
                Host::Ipv6(address) => Host::Ipv6(*address),
            };
            assert_eq!(Realm::of_name(&host), expected, "{name}");
        }
    }
}
