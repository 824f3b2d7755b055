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

/// Sends the browser to the provider whose proof is missing; afterwards the offer is here again.
#[server(endpoint = "lien-ket/xac-nhan")]
pub async fn prove_link() -> Result<Reply, Failure> {
    use crate::{
        address::LINK,
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_flows::{authorization::StartError, linking};
    let portal = request::portal();
    let info = request::info();
    match linking::prove(&portal, &info.browser, info.language.tag()).await {
        Ok(Some(url)) => Ok(request::leave_for_provider(url.as_str())),
        Ok(None) => request::answer("lien-ket", LINK, Reply::go(LINK)).await,
        Err(StartError::ProviderUnavailable) => {
            request::answer("lien-ket", LINK, Reply::go_with(LINK, Notice::ProviderUnavailable)).await
        }
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::Store(error)) => Err(error.into()),
    }
}

/// Signs the person in and leads to the wanted page; where that is not possible, back to the page that explains why.
#[cfg(feature = "ssr")]
async fn redirect_for(
    outcome: congdan_flows::linking::LinkOutcome,
    notice: crate::reply::Notice,
) -> Result<Reply, Failure> {
    use crate::{
        address::{LINK, number_form},
        request,
        resolution::CONTESTED,
    };
    use congdan_flows::{callback_outcome::NextPage, linking::LinkOutcome};
    let reply = match outcome {
        LinkOutcome::SignedIn { token, next } => {
            request::open_session(&token);
            let to = match next {
                NextPage::Wanted(wanted) => wanted.as_str().to_owned(),
                NextPage::AskNumber(wanted) => number_form(&wanted),
            };
            Reply::go_with(to, notice)
        }
        // The page tells what there is (still) to do.
        LinkOutcome::Expired | LinkOutcome::ProofNeeded => Reply::go(LINK),
        LinkOutcome::Contested { support_id } => {
            request::remember(&CONTESTED, &support_id).await?;
            Reply::go(LINK)
        }
    };
    request::answer("lien-ket", LINK, reply).await
}
