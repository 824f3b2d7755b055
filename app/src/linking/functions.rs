//! The two answers. Their forms are posted by the browser itself: a session begins with a fresh page.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// "Liên kết": both accounts open the same one from now on.
#[server(endpoint = "lien-ket/dong-y")]
pub async fn confirm_link() -> Result<Reply, Failure> {
    use crate::{reply::Notice, request};
    use congdan_flows::linking;
    let outcome = linking::confirm(&request::portal(), &request::info().browser).await?;
    redirect_for(outcome, Notice::Linked).await
}

/// "Không phải tôi".
#[server(endpoint = "lien-ket/khong-phai-toi")]
pub async fn disown_number() -> Result<Reply, Failure> {
    use crate::{reply::Notice, request};
    use congdan_flows::linking;
    let outcome = linking::disown(&request::portal(), &request::info().browser).await?;
    redirect_for(outcome, Notice::SignedIn).await
}

/// Off to the provider whose proof is missing; afterwards the question is here again.
#[server(endpoint = "lien-ket/xac-nhan")]
pub async fn prove_link() -> Result<Reply, Failure> {
    use crate::{
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_flows::{authorization::StartError, linking};
    const PAGE: &str = "/lien-ket";
    let (portal, info) = (request::portal(), request::info());
    match linking::prove(&portal, &info.browser, info.language.tag()).await {
        Ok(Some(url)) => {
            request::remember_browser();
            request::see_other(url.as_str());
            Ok(Reply::go(url.as_str()))
        }
        Ok(None) => request::answer("lien-ket", PAGE, Reply::go(PAGE)).await,
        Err(StartError::ProviderUnavailable) => {
            request::answer("lien-ket", PAGE, Reply::go_with(PAGE, Notice::ProviderUnavailable)).await
        }
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::Store(error)) => Err(error.into()),
    }
}

/// Signs the person in and leads to the wanted page; where that is not possible, back to the page that says why.
#[cfg(feature = "ssr")]
async fn redirect_for(
    outcome: congdan_flows::linking::LinkOutcome,
    notice: crate::reply::Notice,
) -> Result<Reply, Failure> {
    use super::load::CONTESTED;
    use crate::{
        cccd::form_path,
        request::{self, CookieKind},
    };
    use congdan_flows::{callback_outcome::NextPage, linking::LinkOutcome, session};
    let reply = match outcome {
        LinkOutcome::SignedIn { token, next } => {
            request::append_cookie(&request::cookie(CookieKind::Session, Some(session::cookie_value(&token))));
            let to = match next {
                NextPage::Wanted(wanted) => wanted.as_str().to_owned(),
                NextPage::AskNumber(wanted) => form_path(&wanted),
            };
            Reply::go_with(to, notice)
        }
        // The page says what there is (still) to do.
        LinkOutcome::Expired | LinkOutcome::ProofNeeded => Reply::go("/lien-ket"),
        LinkOutcome::Contested { support_id } => {
            request::keep(CONTESTED, &support_id).await?;
            Reply::go("/lien-ket")
        }
    };
    request::answer("lien-ket", "/lien-ket", reply).await
}
