//! Starting and ending a sign-in. The forms are posted by the browser itself: the answer leads to another origin.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// Off to a provider; afterwards the person is on `tiep`.
#[server(endpoint = "dang-nhap")]
pub async fn start_sign_in(provider: String, #[server(default)] tiep: String) -> Result<Reply, Failure> {
    use super::refused_path;
    use crate::{
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_domain::{Refusal, WantedPath};
    use congdan_flows::{authorization::StartError, sign_in};
    let (portal, info) = (request::portal(), request::info());
    let wanted = WantedPath::parse_or_home(&tiep);
    let choice = request::sign_in_path(wanted.as_str());
    match sign_in::start(&portal, &provider, wanted, &info.browser, info.language.tag()).await {
        Ok(url) => {
            request::remember_browser();
            request::see_other(url.as_str());
            Ok(Reply::go(url.as_str()))
        }
        Err(StartError::UnknownProvider) => Err(request::fail(FailureKind::BadRequest)),
        Err(StartError::Closed) => {
            let support_id = portal.world.support_id();
            tracing::info!(why = Refusal::Closed.code(), support_id, "sign-in refused");
            let page = refused_path(Refusal::Closed, &WantedPath::home(), &support_id);
            request::answer("dang-nhap", &choice, Reply::go(page)).await
        }
        Err(StartError::ProviderUnavailable) => {
            request::answer("dang-nhap", &choice, Reply::go_with(choice.clone(), Notice::ProviderUnavailable)).await
        }
        Err(StartError::Store(error)) => Err(error.into()),
    }
}

/// Ends the session here, and at the provider: on a shared computer the next person must not find it open.
#[server(endpoint = "dang-xuat")]
pub async fn sign_out() -> Result<Reply, Failure> {
    use crate::{
        reply::Notice,
        request::{self, CookieKind},
    };
    use congdan_flows::session;
    let (portal, info) = (request::portal(), request::info());
    let ended = match &info.browser.session_token {
        Some(token) => session::sign_out(&portal, token).await?,
        None => None,
    };
    request::append_cookie(&request::cookie(CookieKind::Session, None));
    request::clear_site_data();
    // A message is kept for a person who was signed in: anybody can send this form, and nothing is stored for nobody.
    if ended.is_none() && !matches!(info.visitor, Ok(Some(_))) {
        request::see_other("/");
        return Ok(Reply::go("/"));
    }
    let reply = request::answer("dang-xuat", "/", Reply::go_with("/", Notice::SignedOut)).await?;
    match ended {
        Some(url) => {
            request::see_other(url.as_str());
            Ok(Reply::go(url.as_str()))
        }
        None => Ok(reply),
    }
}

/// Keeps the language of this browser; with scripts the page does it by itself.
#[server(endpoint = "ngon-ngu")]
pub async fn set_language(language: String, #[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        i18n::Language,
        request::{self, CookieKind},
    };
    let language = Language::from_tag(&language);
    request::append_cookie(&request::cookie(CookieKind::Language, Some(language.tag())));
    let wanted = congdan_domain::WantedPath::parse_or_home(&tiep);
    request::answer("ngon-ngu", "/", Reply::go(wanted.as_str())).await
}
