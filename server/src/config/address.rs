//! The portal's public address: scheme, host and port, compared as browsers compare them and not letter by letter.

use url::Url;

/// `portal.public_url`, in the form in which a browser names an origin (RFC 6454, 6.2).
///
/// `https://Dvc.Example.VN:443/` and `https://dvc.example.vn` are the same address. Redirect URIs and links are built from the
/// normal form, and `Origin` is compared with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    origin: String,
    host: String,
    port: u16,
}

impl PublicAddress {
    /// Reads the address as it is written in the configuration; the error is what the operator is told.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "not a URL")?;
        let host = url.host_str().map(without_last_dot).filter(|host| !host.is_empty()).ok_or("not a URL")?;
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match url.scheme() {
            "https" => {}
            "http" if local => {}
            _ => return Err("must be https (http only on localhost)"),
        }
        let has_user = !url.username().is_empty() || url.password().is_some();
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || has_user {
            return Err("must be scheme, host and port only");
        }
        let port = url.port_or_known_default().ok_or("not a URL")?;
        // `Url` keeps a port only where it is not the scheme's own.
        let origin = match url.port() {
            Some(port) => format!("{}://{host}:{port}", url.scheme()),
            None => format!("{}://{host}", url.scheme()),
        };
        Ok(Self { host: host.to_owned(), port, origin })
    }

    /// e.g. `https://dvc.example.vn`: lower case, without a default port and without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Whether browsers reach the portal over TLS.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Whether a `Host` header names this address (RFC 9110, 7.2).
    ///
    /// The case of letters, a default port and the dot at a name's end make no difference. On a developer's machine any name
    /// of the machine itself does.
    pub fn is_host(&self, header: &str) -> bool {
        let Some((name, port)) = name_and_port(header) else { return false };
        let default = if self.is_https() { 443 } else { 80 };
        let name = without_last_dot(name);
        let is_own = name.eq_ignore_ascii_case(&self.host)
            || (self.host == "localhost" && matches!(name, "127.0.0.1" | "[::1]"));
        is_own && port.unwrap_or(default) == self.port
    }

    /// Whether an `Origin` header names this address. Browsers write it in its normal form only.
    pub fn is_origin(&self, header: &str) -> bool {
        header == self.origin
    }
}

fn without_last_dot(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}

/// The two parts of a `Host`; nothing where the port is not one. An address of IPv6 keeps its brackets.
fn name_and_port(header: &str) -> Option<(&str, Option<u16>)> {
    match header.rsplit_once(':') {
        Some((name, "")) => Some((name, None)),
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => Some((name, Some(port.parse().ok()?))),
        Some((_, port)) if !port.contains(']') => None,
        _ => Some((header, None)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn address(text: &str) -> PublicAddress {
        PublicAddress::parse(text).unwrap()
    }

    #[test]
    fn w08_one_address_has_one_form_however_it_is_written() {
        for text in [
            "https://dvc.example.vn",
            "https://dvc.example.vn/",
            "https://dvc.example.vn:443",
            "https://DVC.Example.VN:443/",
            "HTTPS://dvc.example.vn.",
        ] {
            assert_eq!(address(text).as_str(), "https://dvc.example.vn", "{text}");
        }
        assert_eq!(address("http://localhost:80").as_str(), "http://localhost");
        assert_eq!(address("http://localhost:3100").as_str(), "http://localhost:3100");
        assert_eq!(address("https://dvc.example.vn:8443").as_str(), "https://dvc.example.vn:8443");
    }

    #[test]
    fn w08_what_is_no_address_of_a_portal_is_refused() {
        for text in [
            "localhost",
            "http://dvc.example.vn",
            "https://dvc.example.vn/cong",
            "https://dvc.example.vn?x",
            "https://dvc.example.vn#x",
            "https://an@dvc.example.vn",
            "https://:x@dvc.example.vn",
            "https://.",
            "ftp://dvc.example.vn",
        ] {
            assert!(PublicAddress::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn w08_a_host_is_compared_as_a_host() {
        let public = address("https://dvc.example.vn:443");
        for own in [
            "dvc.example.vn",
            "dvc.example.vn:443",
            "DVC.example.VN",
            "dvc.example.vn.",
            "dvc.example.vn.:443",
            "dvc.example.vn:",
        ] {
            assert!(public.is_host(own), "{own}");
        }
        for foreign in [
            "",
            "evil.example",
            "dvc.example.vn:80",
            "dvc.example.vn:8443",
            "dvc.example.vn:443:443",
            "dvc.example.vn:x",
            "dvc.example.vn:+443",
            "dvc.example.vn:99999999",
            "dvc.example.vn..",
            "x.dvc.example.vn",
            "dvc.example.vn.evil.example",
            "an@dvc.example.vn",
            "dvc.example.vn/",
            " dvc.example.vn",
        ] {
            assert!(!public.is_host(foreign), "{foreign}");
        }
        let odd = address("https://dvc.example.vn:8443");
        assert!(odd.is_host("dvc.example.vn:8443") && !odd.is_host("dvc.example.vn"));
    }

    #[test]
    fn on_a_developers_machine_its_own_names_are_one() {
        let local = address("http://localhost:3000");
        assert!(local.is_host("127.0.0.1:3000") && local.is_host("[::1]:3000") && local.is_host("localhost:3000"));
        assert!(!local.is_host("127.0.0.1:3100") && !local.is_host("[::1]") && !local.is_host("127.0.0.1"));
    }

    #[test]
    fn w08_an_origin_is_compared_in_its_normal_form() {
        let public = address("https://DVC.example.vn:443");
        assert!(public.is_origin("https://dvc.example.vn"));
        for foreign in
            ["null", "http://dvc.example.vn", "https://dvc.example.vn:443", "https://dvc.example.vn.evil.example"]
        {
            assert!(!public.is_origin(foreign), "{foreign}");
        }
    }
}
