//! `/dang-nhap/{provider}/ket-qua`: the provider sends the browser back (RFC 6749 4.1.2, RFC 9207).

use super::{Site, trouble, who::who};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_app::{
    merge::{MergeAnswer, answer_path},
    reply::Notice,
    request::{CookieKind, RequestInfo, RequestKind, cookie_of, sign_in_path},
    sign_in::{level_path, refused_path},
};
use congdan_domain::{Refusal, WantedPath};
use congdan_flows::{
    Portal,
    callback::{self, Callback},
    callback_outcome::{CallbackOutcome, NextPage},
    ports::StoreError,
    session::cookie_value,
};
use secrecy::SecretString;
use time::Duration;

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
    let browser = cookie_of(portal, CookieKind::Browser, Some(&info.browser.binding));
    let is_in = matches!(info.visitor, Ok(Some(_)));
    let response = match finished {
        CallbackOutcome::SignedIn { token, next } => {
            // Shown on the wanted page, also when the CCCD screen comes first.
            keep_notice(portal, info, Notice::SignedIn).await?;
            let to = match next {
                NextPage::Wanted(wanted) => wanted.as_str().to_owned(),
                NextPage::AskNumber(wanted) => format!("/can-cuoc?tiep={}", wanted.encoded()),
            };
            see_other(&to, &[cookie_of(portal, CookieKind::Session, Some(cookie_value(&token))), browser])
        }
        CallbackOutcome::Proven { token, wanted } => {
            keep_notice(portal, info, Notice::Proven).await?;
            see_other(wanted.as_str(), &[cookie_of(portal, CookieKind::Session, Some(cookie_value(&token))), browser])
        }
        CallbackOutcome::AskToLink => see_other("/lien-ket", &[browser]),
        CallbackOutcome::AskToMerge => see_other("/gop-tai-khoan", &[browser]),
        CallbackOutcome::NotMerged { why, back, support_id } => {
            tracing::info!(why = why.code(), support_id, "not merged");
            see_other(&answer_path(MergeAnswer::NotMerged(why), &back, support_id.as_deref()), &[browser])
        }
        CallbackOutcome::LevelTooLow { wanted, support_id } => {
            tracing::info!(why = "muc-do", support_id, "sign-in refused");
            see_other(&level_path(&wanted, &support_id), &[])
        }
        CallbackOutcome::Cancelled { wanted } => {
            keep_notice(portal, info, Notice::Cancelled).await?;
            // Who is signed in already, and turned back, stays so.
            let to = if is_in { wanted.as_str().to_owned() } else { sign_in_path(wanted.as_str()) };
            see_other(&to, &[browser])
        }
        // A second arrival of an answer that has already signed this browser in: simply on.
        CallbackOutcome::Unattempted { why: Refusal::AlreadyUsed, wanted, .. } if is_in => {
            see_other(wanted.as_str(), &[])
        }
        CallbackOutcome::Unattempted { why, wanted, reason, support_id } => {
            unattempted(why, &wanted, reason, &support_id)
        }
        CallbackOutcome::Refused { why, wanted, support_id } => {
            tracing::info!(why = why.code(), support_id, "sign-in refused");
            see_other(&refused_path(why, &wanted, &support_id), &[])
        }
    };
    Ok(response)
}

async fn keep_notice(portal: &Portal, info: &RequestInfo, notice: Notice) -> Result<(), StoreError> {
    let text = serde_json::to_string(&notice).unwrap_or_default();
    let until = portal.world.now() + Duration::minutes(10);
    portal.store.remember(&info.browser.binding, "notice", text, until).await
}

/// Anybody can cause such an answer as often as they like: it is counted and logged, and nothing of it is kept.
fn unattempted(why: Refusal, wanted: &WantedPath, reason: &'static str, support_id: &str) -> Response {
    metrics::counter!("callbacks_without_attempt_total", "reason" => reason).increment(1);
    tracing::info!(why = why.code(), reason, support_id, "sign-in refused");
    see_other(&refused_path(why, wanted, support_id), &[])
}

fn see_other(to: &str, cookies: &[String]) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    for cookie in cookies {
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
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
