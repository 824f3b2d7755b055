//! The answers. Their forms are posted by the browser itself: a session begins with a fresh page, and a proof leads to another
//! origin. Each carries the value of the question that its page showed.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// "Liên kết": both accounts open the same one from now on. Where a side is not proven yet, it leads to the provider that can
/// prove it.
#[server(endpoint = "lien-ket/dong-y")]
pub async fn confirm_link(#[server(default)] question: String) -> Result<Reply, Failure> {
    use crate::{
        address::LINK,
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_flows::{authorization::StartError, linking};
    let portal = request::portal();
    let info = request::info();
    let Ok(question) = question.parse() else { return over().await };
    match linking::confirm(&portal, &info.browser, question, info.language.tag()).await {
        Ok(outcome) => redirect_for(outcome, Notice::Linked).await,
        Err(StartError::ProviderUnavailable) => {
            request::answer("lien-ket", LINK, Reply::go_with(LINK, Notice::ProviderUnavailable)).await
        }
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::Store(error)) => Err(error.into()),
    }
}

/// "Tài khoản kia không phải của tôi", after its dry run.
#[server(endpoint = "lien-ket/khong-phai-toi")]
pub async fn disown_number(#[server(default)] question: String) -> Result<Reply, Failure> {
    use crate::{reply::Notice, request};
    use congdan_flows::linking;
    let Ok(question) = question.parse() else { return over().await };
    let outcome = linking::disown(&request::portal(), &request::info().browser, question).await?;
    redirect_for(outcome, Notice::NumberReceived).await
}

/// "Dừng lại, đây không phải máy của tôi": the question is dropped with all that is kept for this browser.
#[server(endpoint = "lien-ket/dung-lai")]
pub async fn stop_linking() -> Result<Reply, Failure> {
    use crate::{address::HOME, request};
    use congdan_flows::linking;
    let portal = request::portal();
    let info = request::info();
    if info.browser_is_new && info.browser.session_token.is_none() {
        return over().await;
    }
    let at_provider = linking::stop(&portal, &info.browser).await?;
    request::renew_browser();
    request::close_session();
    Ok(request::leave_for(at_provider.as_ref().map_or(HOME, |url| url.as_str())))
}

/// The page says that there is nothing to answer.
#[cfg(feature = "ssr")]
async fn over() -> Result<Reply, Failure> {
    use crate::address::LINK;
    crate::request::answer("lien-ket", LINK, Reply::go(LINK)).await
}

/// Signs the person in and leads to the wanted page; where that is not possible, back to the page that says why.
#[cfg(feature = "ssr")]
async fn redirect_for(
    outcome: congdan_flows::linking::LinkOutcome,
    notice: crate::reply::Notice,
) -> Result<Reply, Failure> {
    use crate::{address::LINK, request, resolution::CONTESTED};
    use congdan_flows::linking::LinkOutcome;
    let reply = match outcome {
        LinkOutcome::SignedIn { token, wanted } => {
            request::open_session(&token);
            Reply::go_with(wanted.as_str(), notice)
        }
        LinkOutcome::Redirect(url) => return Ok(request::leave_for_provider(url.as_str())),
        // The page says what there is (still) to do.
        LinkOutcome::Expired | LinkOutcome::ProofNeeded => return over().await,
        LinkOutcome::Contested { support_id } => {
            request::remember(&CONTESTED, &support_id).await?;
            return over().await;
        }
    };
    request::answer("lien-ket", LINK, reply).await
}
