//! Off to the other account, the yes, and the way back. Their forms are posted by the browser itself: they lead to another
//! origin, or begin or end a session.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// The name of the answers in the browser's memory.
#[cfg(feature = "ssr")]
const FORM: &str = "gop-tai-khoan";

/// Off to a provider, to sign in there to the other account.
#[server(endpoint = "gop-tai-khoan/chung-minh")]
pub async fn start_merge(
    #[server(default)] provider: String,
    #[server(default)] tiep: String,
) -> Result<Reply, Failure> {
    use super::address::{MergeAnswer, answer_path};
    use crate::{
        cccd::{form_path, outcome_path},
        proof,
        reply::FailureKind,
        request,
    };
    use congdan_domain::{NotMerged, WantedPath};
    use congdan_flows::{
        authorization::StartError,
        merge::{self, MergeStart},
    };
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let wanted = WantedPath::parse_or_home(&tiep);
    let page = outcome_path(&wanted);
    let (back, form) = (WantedPath::parse_or_home(&page), WantedPath::parse_or_home(&form_path(&wanted)));
    let started = merge::start(&portal, &visitor, &provider, back.clone(), &info.browser, info.language.tag()).await;
    let reply = match started {
        Ok(MergeStart::Redirect(url)) => {
            request::remember_browser();
            request::see_other(url.as_str());
            return Ok(Reply::go(url.as_str()));
        }
        Ok(MergeStart::ProofNeeded) => proof::first(&page),
        Ok(MergeStart::Expired) => Reply::go(answer_path(MergeAnswer::NotMerged(NotMerged::Expired), &form, None)),
        Err(StartError::ProviderUnavailable) => Reply::go(answer_path(MergeAnswer::Interrupted, &back, None)),
        Err(StartError::UnknownProvider | StartError::Closed) => return Err(request::fail(FailureKind::NotFound)),
        Err(StartError::Store(error)) => return Err(error.into()),
    };
    request::answer(FORM, &page, reply).await
}

/// "Gộp tài khoản".
#[server(endpoint = "gop-tai-khoan/dong-y")]
pub async fn confirm_merge() -> Result<Reply, Failure> {
    use super::address::{MergeAnswer, PATH, answer_path};
    use crate::{
        account::when,
        cccd::report,
        i18n::{fill, texts::merge as texts},
        reply::{Notice, Words},
        request::{self, CookieKind},
    };
    use congdan_domain::{NotMerged, WantedPath};
    use congdan_flows::{
        merge::{self, MergeOutcome},
        session,
    };
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let reply = match merge::confirm(&portal, &visitor, &info.browser).await? {
        MergeOutcome::SignedIn { token, wanted, undo_until } => {
            request::append_cookie(&request::cookie(CookieKind::Session, Some(session::cookie_value(&token))));
            report::forget().await?;
            let note = |text: &str| fill(text, &[("time", when::moment(undo_until))]);
            let words = Words { vi: note(texts::MERGED_NOTE.vi), en: note(texts::MERGED_NOTE.en) };
            Reply::go_with(wanted.as_str(), Notice::Merged.with_details(Some(words)))
        }
        MergeOutcome::Expired => Reply::go(answer_path(
            MergeAnswer::NotMerged(NotMerged::Expired),
            &WantedPath::parse_or_home("/can-cuoc"),
            None,
        )),
    };
    request::answer(FORM, PATH, reply).await
}

/// "Tách lại hai tài khoản".
#[server(endpoint = "gop-tai-khoan/tach-lai")]
pub async fn undo_merge(#[server(default)] merge: String) -> Result<Reply, Failure> {
    use super::address::{MergeAnswer, answer_path};
    use crate::{
        proof,
        reply::FailureKind,
        request::{self, CookieKind},
    };
    use congdan_domain::WantedPath;
    use congdan_flows::merge::{self as flow, UndoOutcome};
    const PAGE: &str = "/tai-khoan/dinh-danh";
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let Ok(merge) = merge.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let reply = match flow::undo(&portal, &visitor, merge).await? {
        UndoOutcome::Done => {
            request::append_cookie(&request::cookie(CookieKind::Session, None));
            request::clear_site_data();
            Reply::go(answer_path(MergeAnswer::Apart, &WantedPath::home(), None))
        }
        UndoOutcome::ProofNeeded => proof::first(PAGE),
        UndoOutcome::NotPossible => {
            Reply::go(answer_path(MergeAnswer::TooLate, &WantedPath::parse_or_home(PAGE), None))
        }
    };
    request::answer(FORM, PAGE, reply).await
}
