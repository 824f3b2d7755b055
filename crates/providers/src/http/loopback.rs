//! Where clear text is allowed.

use url::{Host, Url};

/// Clear text is for a peer on the same machine only: the sandbox and tests.
pub(crate) fn is_https_or_loopback(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.has_host(),
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn clear_text_is_for_this_machine_only() {
        let allowed = |url: &str| is_https_or_loopback(&url.parse().unwrap());
        for good in ["https://sso.example.vn/x", "http://localhost:4000/vneid", "http://127.0.0.1:1/", "http://[::1]/"]
        {
            assert!(allowed(good), "{good}");
        }
        for bad in [
            "http://sso.example.vn/",
            "http://169.254.169.254/",
            "http://localhost.example.vn/",
            "http://0.0.0.0/",
            "file:///etc/passwd",
            "data:text/html,x",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }
}
