//! `/dang-nhap/{provider}/ket-qua`: the provider sends the browser back (RFC 6749 4.1.2, RFC 9207).

use super::{Site, redirect::see_other, trouble, who::who};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use congdan_app::{
    address::{self, MergeAnswer},
    reply::Notice,
    request::{BrowserMemory, CookieKind, NOTICE, OTHER_ACCOUNT, RequestInfo, RequestKind, cookie},
};
use congdan_domain::{Refusal, WantedPath};
use congdan_flows::{
    callback::{self, Callback},
    callback_outcome::{CallbackOutcome, NextPage},
    ports::StoreError,
    session::cookie_value,
};
use secrecy::SecretString;

/// Takes the answer and sends the browser on.
pub async fn finish(State(site): State<Site>, Path(provider): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let info = who(&site, &parts, RequestKind::Page).await;
    let Some(callback) = parse(parts.uri.query().unwrap_or_default()) else {
        let support_id = site.portal.world.support_id();
        return unattempted(Refusal::NotVerified, &WantedPath::home(), "query", &support_id);
    };
    match callback::finish(&site.portal, &provider, callback, &info.browser).await {
        Ok(finished) => redirect_for(&site, &info, finished).await.unwrap_or_else(|error| unavailable(&site, error)),
        Err(error) => unavailable(&site, error),
    }
}

async fn redirect_for(site: &Site, info: &RequestInfo, finished: CallbackOutcome) -> Result<Response, StoreError> {
    let portal = &site.portal;
    let browser_cookie = cookie(portal, CookieKind::Browser, Some(&info.browser.binding));
    let is_signed_in = info.session.is_signed_in();
    let memory = BrowserMemory::of(portal, info);
    let response = match finished {
        CallbackOutcome::SignedIn { token, next } => {
            // Shown on the wanted page, also when the CCCD screen comes first.
            memory.remember(&NOTICE, &Notice::SignedIn).await?;
            let to = match next {
                NextPage::Wanted(wanted) => wanted.as_str().to_owned(),
                // It is what was wanted: nothing comes before it.
                NextPage::AskNumber(wanted) if wanted.path() == address::NUMBER => wanted.as_str().to_owned(),
                NextPage::AskNumber(wanted) => address::number_form(&wanted),
            };
            see_other(&to, &[cookie(portal, CookieKind::Session, Some(cookie_value(&token))), browser_cookie])
        }
        CallbackOutcome::Proven { token, wanted } => {
            memory.remember(&NOTICE, &Notice::Proven).await?;
            let session_cookie = cookie(portal, CookieKind::Session, Some(cookie_value(&token)));
            see_other(wanted.as_str(), &[session_cookie, browser_cookie])
        }
        CallbackOutcome::AskToLink => see_other(address::LINK, &[browser_cookie]),
        CallbackOutcome::Linked { token, wanted } => {
            memory.remember(&NOTICE, &Notice::Linked).await?;
            let session_cookie = cookie(portal, CookieKind::Session, Some(cookie_value(&token)));
            see_other(wanted.as_str(), &[session_cookie, browser_cookie])
        }
        CallbackOutcome::NotLinked { question, support_id } => {
            tracing::info!(support_id, "not linked");
            memory.remember(&OTHER_ACCOUNT, &(question.to_string(), support_id)).await?;
            see_other(address::LINK, &[browser_cookie])
        }
        CallbackOutcome::AskToMerge => see_other(address::MERGE, &[browser_cookie]),
        CallbackOutcome::NotMerged { why, back, support_id } => {
            tracing::info!(why = why.code(), support_id, "not merged");
            let answer = MergeAnswer::NotMerged(why);
            see_other(&address::merge_answer(answer, &back, support_id.as_deref()), &[browser_cookie])
        }
        CallbackOutcome::LevelTooLow { wanted, support_id } => {
            tracing::info!(why = "level_too_low", support_id, "sign-in refused");
            see_other(&address::level_too_low(&wanted, &support_id), &[])
        }
        CallbackOutcome::Cancelled { wanted } => {
            memory.remember(&NOTICE, &Notice::Cancelled).await?;
            // A person who is signed in already, and turned back at the provider, stays signed in.
            let to = if is_signed_in { wanted.as_str().to_owned() } else { address::sign_in(&wanted) };
            see_other(&to, &[browser_cookie])
        }
        // A second arrival of an answer that has already signed this browser in: simply on.
        CallbackOutcome::Unattempted { why: Refusal::AlreadyUsed, wanted, .. } if is_signed_in => {
            see_other(wanted.as_str(), &[])
        }
        CallbackOutcome::Unattempted { why, wanted, reason, support_id } => {
            unattempted(why, &wanted, reason, &support_id)
        }
        CallbackOutcome::Refused { why, wanted, support_id } => {
            tracing::info!(why = why.code(), support_id, "sign-in refused");
            see_other(&address::sign_in_failed(why, &wanted, &support_id), &[])
        }
    };
    Ok(response)
}

/// Anybody can cause such an answer as often as they like: it is counted and logged, and nothing of it is kept.
fn unattempted(why: Refusal, wanted: &WantedPath, reason: &'static str, support_id: &str) -> Response {
    metrics::counter!("callbacks_without_attempt_total", "reason" => reason).increment(1);
    tracing::info!(why = why.code(), reason, support_id, "sign-in refused");
    see_other(&address::sign_in_failed(why, wanted, support_id), &[])
}

fn unavailable(site: &Site, error: StoreError) -> Response {
    let support_id = site.portal.world.support_id();
    tracing::error!(%error, support_id, "a sign-in could not be finished");
    trouble::page(site, 503, Some(support_id))
}

/// A parameter that comes twice is read differently by different parties: such a query is none (CVE-2026-9689).
fn parse(query: &str) -> Option<Callback> {
    const LONGEST: usize = 4096;
    if query.len() > LONGEST {
        return None;
    }
    let mut callback = Callback::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let twice = match name.as_ref() {
            "state" => callback.state.replace(value.into_owned()).is_some(),
            "code" => callback.code.replace(SecretString::from(value.into_owned())).is_some(),
            "iss" => callback.iss.replace(value.into_owned()).is_some(),
            "error" => callback.error.replace(value.into_owned()).is_some(),
            "error_description" => callback.error_description.replace(value.into_owned()).is_some(),
            _ => false,
        };
        if twice {
            return None;
        }
    }
    Some(callback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_comes_twice_makes_no_callback() {
        assert!(parse("state=a&code=b").is_some());
        assert!(parse("state=a&code=b&code=c").is_none());
        assert!(parse("state=a&state=a").is_none());
        assert!(parse("iss=a&iss=b").is_none());
    }

    #[test]
    fn an_endless_query_makes_no_callback() {
        assert!(parse(&format!("state={}", "a".repeat(100_000))).is_none());
    }
}
