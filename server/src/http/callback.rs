//! `/dang-nhap/{provider}/ket-qua`: the provider sends the browser back (RFC 6749 4.1.2, RFC 9207).

use super::{Site, who::who};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_app::{
    merge::answer_path,
    reply::Notice,
    request::{CookieKind, RequestInfo, RequestKind, cookie_of, sign_in_path},
};
use congdan_domain::WantedPath;
use congdan_flows::{
    Portal,
    ports::StoreError,
    session::cookie_value,
    sign_in::{self, Callback, Finished, Next, Refusal},
};
use secrecy::SecretString;
use time::Duration;

pub async fn finish(State(site): State<Site>, Path(provider): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let info = who(&site, &parts, RequestKind::Page).await;
    let Some(callback) = parse(parts.uri.query().unwrap_or_default()) else {
        let to = format!("/dang-nhap/khong-thanh/{}", Refusal::NotVerified.code());
        return see_other(&to, &[]);
    };
    match sign_in::finish(&site.portal, &provider, callback, &info.browser).await {
        Ok(finished) => lead_on(&site.portal, &info, finished).await,
        Err(error) => unavailable(error),
    }
}

async fn lead_on(portal: &Portal, info: &RequestInfo, finished: Finished) -> Response {
    let browser = cookie_of(portal, CookieKind::Browser, Some(&info.browser.binding));
    let is_in = matches!(info.visitor, Ok(Some(_)));
    match finished {
        Finished::In { token, next } => {
            // Shown on the wanted page, also when the CCCD screen comes first.
            if let Err(error) = keep_notice(portal, info, Notice::SignedIn).await {
                return unavailable(error);
            }
            let to = match next {
                Next::Wanted(wanted) => wanted.as_str().to_owned(),
                Next::AskNumber(wanted) => format!("/can-cuoc?tiep={}", wanted.encoded()),
            };
            see_other(&to, &[cookie_of(portal, CookieKind::Session, Some(cookie_value(&token))), browser])
        }
        Finished::Proven { token, wanted } => {
            if let Err(error) = keep_notice(portal, info, Notice::Proven).await {
                return unavailable(error);
            }
            see_other(wanted.as_str(), &[cookie_of(portal, CookieKind::Session, Some(cookie_value(&token))), browser])
        }
        Finished::AskToLink => see_other("/lien-ket", &[browser]),
        Finished::AskToMerge => see_other("/gop-tai-khoan", &[browser]),
        Finished::NotMerged { why, back, support_id } => {
            tracing::info!(why = why.code(), support_id, "not merged");
            see_other(&answer_path(why.code(), &back, support_id.as_deref()), &[browser])
        }
        Finished::LevelTooLow { wanted } => see_other(&with_wanted("/dang-nhap/muc-do", &wanted), &[]),
        Finished::Cancelled { wanted } => {
            if let Err(error) = keep_notice(portal, info, Notice::Cancelled).await {
                return unavailable(error);
            }
            // Who is signed in already, and turned back, stays so.
            let to = if is_in { wanted.as_str().to_owned() } else { sign_in_path(wanted.as_str()) };
            see_other(&to, &[browser])
        }
        // A second arrival of an answer that has already signed this browser in: simply on.
        Finished::Refused { why: Refusal::AlreadyUsed, wanted, .. } if is_in => see_other(wanted.as_str(), &[]),
        Finished::Refused { why, wanted, support_id } => {
            tracing::info!(why = why.code(), support_id, "sign-in refused");
            let mut to = with_wanted(&format!("/dang-nhap/khong-thanh/{}", why.code()), &wanted);
            // Only people can help here, and they ask for it.
            if why == Refusal::Suspended {
                to.push_str(if to.contains('?') { "&ma=" } else { "?ma=" });
                to.push_str(&support_id);
            }
            see_other(&to, &[])
        }
    }
}

async fn keep_notice(portal: &Portal, info: &RequestInfo, notice: Notice) -> Result<(), StoreError> {
    let text = serde_json::to_string(&notice).unwrap_or_default();
    let until = portal.world.now() + Duration::minutes(10);
    portal.store.put_flash(&info.browser.binding, "notice", text, until).await
}

fn with_wanted(page: &str, wanted: &WantedPath) -> String {
    if wanted.is_home() { page.to_owned() } else { format!("{page}?tiep={}", wanted.encoded()) }
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

fn unavailable(error: StoreError) -> Response {
    tracing::error!(%error, "a sign-in could not be finished");
    see_other("/su-co/503", &[])
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
