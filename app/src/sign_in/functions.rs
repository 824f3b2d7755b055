//! Starting and ending a sign-in. The forms are posted by the browser itself: the answer leads to another origin.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// Sends the browser to a provider; afterwards the person is on `tiep`.
#[server(endpoint = "dang-nhap")]
pub async fn start_sign_in(provider: String, #[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        address,
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_domain::{Refusal, WantedPath};
    use congdan_flows::{authorization::StartError, sign_in};
    let portal = request::portal();
    let info = request::info();
    let wanted = WantedPath::parse_or_home(&tiep);
    let choice = address::sign_in(&wanted);
    match sign_in::start(&portal, &provider, wanted, &info.browser, info.language.tag()).await {
        Ok(url) => Ok(request::leave_for_provider(url.as_str())),
        Err(StartError::UnknownProvider) => Err(request::fail(FailureKind::BadRequest)),
        Err(StartError::Closed) => {
            let support_id = portal.world.support_id();
            tracing::info!(why = Refusal::Closed.code(), support_id, "sign-in refused");
            let failed = address::sign_in_failed(Refusal::Closed, &WantedPath::home(), &support_id);
            request::answer("dang-nhap", &choice, Reply::go(failed)).await
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
    use crate::{address::HOME, reply::Notice, request};
    use congdan_flows::session;
    // Whoever asks for a sign-out gets it; but the page of another person does not end this one's session.
    request::not_anothers(HOME)?;
    let portal = request::portal();
    let info = request::info();
    let is_known = !info.browser_is_new || info.browser.session_token.is_some();
    let at_provider = if is_known { session::sign_out(&portal, &info.browser).await? } else { None };
    if is_known {
        request::renew_browser();
    }
    request::close_session();
    // A message is kept for a person who was signed in: every browser can send this form, and without one nothing is stored.
    if at_provider.is_none() && !info.session.is_signed_in() {
        request::redirect(HOME);
        return Ok(Reply::go(HOME));
    }
    let reply = request::answer("dang-xuat", HOME, Reply::go_with(HOME, Notice::SignedOut)).await?;
    Ok(at_provider.map_or(reply, |url| request::leave_for(url.as_str())))
}

/// Keeps the language of this browser; with scripts the page does it by itself.
#[server(endpoint = "ngon-ngu")]
pub async fn set_language(language: String, #[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        address::HOME,
        i18n::Language,
        request::{self, CookieKind},
    };
    let language = Language::from_tag(&language);
    request::append_cookie(CookieKind::Language, Some(language.tag()));
    let wanted = congdan_domain::WantedPath::parse_or_home(&tiep);
    request::answer("ngon-ngu", HOME, Reply::go(wanted.as_str())).await
}
