//! The browser and the person behind a request: cookies, language, address and session, read once.

use super::{
    Site,
    client_address::{client_address, limit_key},
    cookies::cookie,
    headers::single,
};
use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use congdan_app::{
    address as addresses,
    i18n::Language,
    request::{CookieKind, Posted, RequestInfo, RequestKind, RequestSession},
};
use congdan_flows::{
    Portal,
    ports::StoreError,
    session::{self, Browser, Visitor},
};
use std::{net::SocketAddr, sync::Arc};

/// Reads them. A cookie that comes twice or does not have our form counts as absent.
pub async fn who(site: &Site, parts: &Parts, kind: RequestKind) -> RequestInfo {
    let portal = &site.portal;
    let session_token = secret(site, parts, CookieKind::Session).map(str::to_owned);
    let binding = secret(site, parts, CookieKind::Browser).map(str::to_owned);
    let session = match &session_token {
        None => RequestSession::SignedOut,
        Some(token) => match visitor(portal, token, parts.uri.path()).await {
            Ok(Some(visitor)) => RequestSession::SignedIn(Arc::new(visitor)),
            Ok(None) => RequestSession::SignedOut,
            Err(error) => {
                tracing::error!(%error, "the session could not be read");
                RequestSession::Unavailable
            }
        },
    };
    if let (Some(token), true) = (&session_token, session.is_signed_in()) {
        site.limits.know(token, portal.world.now());
    }
    RequestInfo {
        browser_is_new: binding.is_none(),
        browser: Browser {
            binding: binding.unwrap_or_else(|| portal.world.token()),
            session_token,
            device: device(single(&parts.headers, &header::USER_AGENT).unwrap_or_default()),
        },
        session,
        language: language(site, &parts.headers),
        address: address(site, parts),
        page: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        kind,
        posted: Posted::default(),
    }
}

/// Every request is a use of its session, but for the question how long it still lasts.
async fn visitor(portal: &Portal, token: &str, path: &str) -> Result<Option<Visitor>, StoreError> {
    if path == addresses::SESSION_LEFT {
        session::watched(portal, token).await
    } else {
        session::visitor(portal, token).await
    }
}

/// Whether the browser brings anything of ours that a page may depend on, beside its language.
pub fn is_known(site: &Site, parts: &Parts) -> bool {
    [CookieKind::Session, CookieKind::Browser].into_iter().any(|kind| secret(site, parts, kind).is_some())
}

/// The language that this browser has chosen; Vietnamese without a choice.
pub fn language(site: &Site, headers: &HeaderMap) -> Language {
    cookie(headers, &CookieKind::Language.name(&site.portal)).map_or(Language::Vi, Language::from_tag)
}

/// The secret that the request brings as its session's, not looked up yet.
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
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_device_is_named_in_two_words() {
        let phone =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome · Android");
        assert_eq!(device(""), "? · ?");
    }

    proptest! {
        #[test]
        fn a_device_is_never_more_than_two_known_words(user_agent in any::<String>()) {
            let device = device(&user_agent);
            prop_assert_eq!(device.split(" · ").count(), 2);
            prop_assert!(device.chars().count() < 30);
        }
    }
}
