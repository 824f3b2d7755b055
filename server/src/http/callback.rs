//! `/dang-nhap/{provider}/ket-qua`: the provider sends the browser back (RFC 6749 4.1.2, RFC 9207).

use super::{
    Site,
    redirect::{see_other, to_unavailable},
    who::who,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use congdan_app::{
    address,
    reply::Notice,
    request::{BrowserMemory, CookieKind, NOTICE, RequestInfo, RequestKind, cookie},
};
use congdan_domain::WantedPath;
use congdan_flows::{
    Portal,
    ports::StoreError,
    session::cookie_value,
    sign_in::{self, Callback, Finished, Next, Refusal},
};
use secrecy::SecretString;

pub async fn finish(State(site): State<Site>, Path(provider): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let info = who(&site, &parts, RequestKind::Page).await;
    let Some(callback) = parse(parts.uri.query().unwrap_or_default()) else {
        return see_other(&address::sign_in_failed(Refusal::NotVerified.code(), &WantedPath::home()), &[]);
    };
    match sign_in::finish(&site.portal, &provider, callback, &info.browser).await {
        Ok(finished) => lead_on(&site.portal, &info, finished).await,
        Err(error) => unavailable(error),
    }
}

async fn lead_on(portal: &Portal, info: &RequestInfo, finished: Finished) -> Response {
    let browser_cookie = cookie(portal, CookieKind::Browser, Some(&info.browser.binding));
    let is_signed_in = info.session.is_signed_in();
    let memory = BrowserMemory::of(portal, info);
    match finished {
        Finished::In { token, next } => {
            // Shown on the wanted page, also when the CCCD screen comes first.
            if let Err(error) = memory.remember(&NOTICE, &Notice::SignedIn).await {
                return unavailable(error);
            }
            let to = match next {
                Next::Wanted(wanted) => wanted.as_str().to_owned(),
                Next::AskNumber(wanted) => address::number_form(&wanted),
            };
            see_other(&to, &[cookie(portal, CookieKind::Session, Some(cookie_value(&token))), browser_cookie])
        }
        Finished::Proven { token, wanted } => {
            if let Err(error) = memory.remember(&NOTICE, &Notice::Proven).await {
                return unavailable(error);
            }
            see_other(
                wanted.as_str(),
                &[cookie(portal, CookieKind::Session, Some(cookie_value(&token))), browser_cookie],
            )
        }
        Finished::AskToLink => see_other(address::LINK, &[browser_cookie]),
        Finished::AskToMerge => see_other(address::MERGE, &[browser_cookie]),
        Finished::NotMerged { why, back, support_id } => {
            tracing::info!(why = why.code(), support_id, "not merged");
            see_other(&address::merge_result(why.code(), &back, support_id.as_deref()), &[browser_cookie])
        }
        Finished::LevelTooLow { wanted } => see_other(&address::level_too_low(&wanted), &[]),
        Finished::Cancelled { wanted } => {
            if let Err(error) = memory.remember(&NOTICE, &Notice::Cancelled).await {
                return unavailable(error);
            }
            // A person who is signed in already, and turned back at the provider, stays signed in.
            let to = if is_signed_in { wanted.as_str().to_owned() } else { address::sign_in(&wanted) };
            see_other(&to, &[browser_cookie])
        }
        // A second arrival of an answer that has already signed this browser in: simply on.
        Finished::Refused { why: Refusal::AlreadyUsed, wanted, .. } if is_signed_in => see_other(wanted.as_str(), &[]),
        Finished::Refused { why, wanted, support_id } => {
            tracing::info!(why = why.code(), support_id, "sign-in refused");
            let mut to = address::sign_in_failed(why.code(), &wanted);
            // Only people can help here, and they ask for it.
            if why == Refusal::Suspended {
                to.push_str(if to.contains('?') { "&ma=" } else { "?ma=" });
                to.push_str(&support_id);
            }
            see_other(&to, &[])
        }
    }
}

fn unavailable(error: StoreError) -> Response {
    tracing::error!(%error, "a sign-in could not be finished");
    to_unavailable()
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
