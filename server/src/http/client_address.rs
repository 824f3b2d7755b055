//! Which network address a request counts under. It is used by limits only, never to decide who somebody is.

use axum::http::{HeaderMap, HeaderName};
use ipnet::IpNet;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The one header that is read. `Forwarded`, `X-Real-IP` and spellings with underscores are not: a proxy that does not set
/// them passes on what a stranger wrote.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The connection's address; behind configured proxies, the address that the outermost of them saw.
///
/// The list grows at its right end, so it is read from there: every entry was written by the hop after it, and is worth
/// something only while that hop is one of ours.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let is_ours = |address: &IpAddr| proxies.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    let lines: Vec<_> = headers.get_all(FORWARDED_FOR).iter().collect();
    for line in lines.into_iter().rev() {
        let Ok(line) = line.to_str() else { return client };
        for entry in line.rsplit(',') {
            if !is_ours(&client) {
                return client;
            }
            let Some(before) = entry_address(entry.trim()) else { return client };
            client = before;
        }
    }
    client
}

/// An address as proxies write it: alone, with a port, or in brackets.
fn entry_address(text: &str) -> Option<IpAddr> {
    let plain = || text.parse::<IpAddr>().ok();
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    plain().or_else(with_port).or_else(in_brackets).map(|address| address.to_canonical())
}

/// What limits count: an address, or the whole IPv6 network that one customer has (RFC 6177).
pub fn limit_key(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::HeaderValue;

    fn seen(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        let proxies = ["10.0.0.0/8".parse().unwrap(), "2001:db8:1::/48".parse().unwrap()];
        client_address(peer.parse().unwrap(), &map, &proxies).to_string()
    }

    #[test]
    fn a_stranger_cannot_name_an_address() {
        for header in ["x-forwarded-for", "x_forwarded_for", "forwarded", "x-real-ip", "true-client-ip"] {
            assert_eq!(seen("203.0.113.9", &[(header, "198.51.100.1")]), "203.0.113.9", "{header}");
        }
        assert_eq!(seen("::ffff:203.0.113.9", &[]), "203.0.113.9");
    }

    #[test]
    fn behind_our_proxies_the_rightmost_foreign_hop_counts() {
        let at = |list| seen("10.0.0.1", &[("x-forwarded-for", list)]);
        assert_eq!(at("203.0.113.9"), "203.0.113.9");
        assert_eq!(at("198.51.100.1, 203.0.113.9"), "203.0.113.9", "what the client wrote before is its own");
        assert_eq!(at("198.51.100.1,203.0.113.9 , 10.0.0.2"), "203.0.113.9");
        assert_eq!(at("10.0.0.3, 10.0.0.2"), "10.0.0.3", "all of them are ours");
        assert_eq!(at("203.0.113.9:4711"), "203.0.113.9");
        assert_eq!(at("[2001:db8:2::7]:4711"), "2001:db8:2::7");
        assert_eq!(at("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(at("2001:db8:2::7, 2001:db8:1::1"), "2001:db8:2::7");
        let lines = [("x-forwarded-for", "198.51.100.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(seen("10.0.0.1", &lines), "203.0.113.9");
    }

    #[test]
    fn what_is_no_address_ends_the_list() {
        for list in ["", "unknown", "_hidden", "203.0.113.9, x", "203.0.113.9,", "1.2.3", "' OR 1=1", "tiếng"] {
            assert_eq!(seen("10.0.0.1", &[("x-forwarded-for", list)]), "10.0.0.1", "{list}");
        }
        assert_eq!(seen("10.0.0.1", &[("x-real-ip", "203.0.113.9")]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &[("x_forwarded_for", "203.0.113.9")]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &[("forwarded", "for=203.0.113.9")]), "10.0.0.1");
    }

    #[test]
    fn one_customers_addresses_are_one() {
        assert_eq!(limit_key("203.0.113.9".parse().unwrap()), "203.0.113.9");
        assert_eq!(limit_key("2001:db8:2:3::7".parse().unwrap()), limit_key("2001:db8:2:3:ffff::".parse().unwrap()));
        assert_ne!(limit_key("2001:db8:2:3::7".parse().unwrap()), limit_key("2001:db8:2:4::7".parse().unwrap()));
    }
}
