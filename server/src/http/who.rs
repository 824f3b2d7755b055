//! Who is asking: cookies, language, address and session of a request, read once.

use super::{
    Site,
    client_address::{client_address, limit_key},
    headers::single,
};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use congdan_app::{
    i18n::Language,
    request::{CookieKind, RequestInfo, RequestKind, RequestSession},
};
use congdan_flows::session::{self, Browser};
use std::{net::SocketAddr, sync::Arc};

pub async fn who(site: &Site, parts: &Parts, kind: RequestKind) -> RequestInfo {
    let portal = &site.portal;
    let session_token = secret(site, parts, CookieKind::Session).map(str::to_owned);
    let binding = secret(site, parts, CookieKind::Browser).map(str::to_owned);
    let session = match &session_token {
        None => RequestSession::SignedOut,
        Some(token) => match session::visitor(portal, token).await {
            Ok(Some(visitor)) => RequestSession::SignedIn(Arc::new(visitor)),
            Ok(None) => RequestSession::SignedOut,
            Err(error) => {
                tracing::error!(%error, "the session could not be read");
                RequestSession::Unavailable
            }
        },
    };
    RequestInfo {
        browser_is_new: binding.is_none(),
        browser: Browser {
            binding: binding.unwrap_or_else(|| portal.world.token()),
            session_token,
            device: device(single(&parts.headers, &header::USER_AGENT).unwrap_or_default()),
        },
        session,
        language: cookie(&parts.headers, &CookieKind::Language.name(portal)).map_or(Language::Vi, Language::from_tag),
        address: address(site, parts),
        page: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        kind,
    }
}

/// What the request says is its session's secret.
pub fn session_token<'p>(site: &Site, parts: &'p Parts) -> Option<&'p str> {
    secret(site, parts, CookieKind::Session)
}

/// Our values are 43 characters of base64: anything else was not set by us.
fn secret<'p>(site: &Site, parts: &'p Parts, kind: CookieKind) -> Option<&'p str> {
    let value = cookie(&parts.headers, &kind.name(&site.portal));
    value.filter(|value| value.len() == 43 && value.bytes().all(is_base64url))
}

/// What the limits per address count.
pub fn address(site: &Site, parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    peer.map_or_else(String::new, |peer| limit_key(client_address(peer, &parts.headers, &site.proxies)))
}

fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// The value of the one cookie of this name; two of them mean that one was planted, so neither counts.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let value = found.next()?;
    if found.next().is_some() { None } else { Some(value) }
}

/// "Chrome · Android": enough to recognise one's own device, too little to recognise a person.
fn device(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map_or("?", |(_, name)| *name)
    };
    let browser = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc_browser", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    format!("{browser} · {system}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use axum::http::HeaderValue;
    use proptest::{prelude::*, sample::select};

    #[test]
    fn a_cookie_that_comes_twice_counts_as_none() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; congdan_x_session=one; b=2"));
        assert_eq!(cookie(&headers, "congdan_x_session"), Some("one"));
        headers.append(header::COOKIE, HeaderValue::from_static("congdan_x_session=two"));
        assert_eq!(cookie(&headers, "congdan_x_session"), None);
    }

    #[test]
    fn a_device_is_named_in_two_words() {
        let phone =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome · Android");
        assert_eq!(device(""), "? · ?");
    }

    const OURS: &str = "__Host-congdan_x_session";

    proptest! {
        /// Our name, its look-alikes and junk in any order and spacing: there is one value, or there is none.
        #[test]
        fn s09_a_cookie_is_read_only_where_it_stands_once(
            pairs in proptest::collection::vec(
                (
                    select(vec![OURS, "congdan_x_session", "__host-congdan_x_session", "x__Host-congdan_x_session", "a", "", "0", "99999999"]),
                    select(vec!["=", "==", "", " = ", "=\"", "=99999999="]),
                    "[!-:<-~]{0,12}",
                    select(vec!["; ", ";", " ;  ", ";;", ", "]),
                ),
                0..20,
            ),
            in_one_header: bool,
        ) {
            let mut headers = HeaderMap::new();
            let written = pairs.iter().map(|(name, equals, value, end)| format!("{name}{equals}{value}{end}"));
            let lines = if in_one_header { vec![written.collect::<String>()] } else { written.collect() };
            for line in &lines {
                headers.append(header::COOKIE, HeaderValue::from_str(line).unwrap());
            }
            // Said again, the long way.
            let mut values = Vec::new();
            for line in &lines {
                for pair in line.split(';') {
                    if let Some(value) = pair.trim().strip_prefix(OURS).and_then(|rest| rest.strip_prefix('=')) {
                        values.push(value.to_owned());
                    }
                }
            }
            let expected = if values.len() == 1 { values.first().map(String::as_str) } else { None };
            prop_assert_eq!(cookie(&headers, OURS), expected);
        }

        #[test]
        fn s09_any_bytes_in_a_cookie_header_are_no_more_than_no_cookie(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                headers.append(header::COOKIE, value);
            }
            prop_assert_eq!(cookie(&headers, OURS), None);
        }

        #[test]
        fn a_device_is_never_more_than_two_known_words(user_agent in any::<String>()) {
            let device = device(&user_agent);
            prop_assert_eq!(device.split(" · ").count(), 2);
            prop_assert!(device.chars().count() < 30);
        }
    }
}
