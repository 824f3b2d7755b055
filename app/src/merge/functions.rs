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
    use crate::{
        address::{MergeAnswer, match_result, merge_answer, number_form},
        proof,
        reply::FailureKind,
        request::{self, OwnForm},
    };
    use congdan_domain::{NotMerged, WantedPath};
    use congdan_flows::{
        authorization::StartError,
        merge::{self, MergeStart},
    };
    let portal = request::portal();
    let info = request::info();
    let wanted = WantedPath::parse_or_home(&tiep);
    let page = match_result(&wanted);
    let visitor = request::acting(OwnForm::button(&page)).await?;
    let back = WantedPath::parse_or_home(&page);
    let form = WantedPath::parse_or_home(&number_form(&wanted));
    let started = merge::start(&portal, &visitor, &provider, back.clone(), &info.browser, info.language.tag()).await;
    let reply = match started {
        Ok(MergeStart::Redirect(url)) => return Ok(request::leave_for_provider(url.as_str())),
        Ok(MergeStart::ProofNeeded) => proof::ask_first(&page),
        Ok(MergeStart::Expired) => Reply::go(merge_answer(MergeAnswer::NotMerged(NotMerged::Expired), &form, None)),
        Err(StartError::ProviderUnavailable) => Reply::go(merge_answer(MergeAnswer::Interrupted, &back, None)),
        Err(StartError::UnknownProvider | StartError::Closed) => return Err(request::fail(FailureKind::NotFound)),
        Err(StartError::Store(error)) => return Err(error.into()),
    };
    request::answer(FORM, &page, reply).await
}

/// "Gộp tài khoản".
#[server(endpoint = "gop-tai-khoan/dong-y")]
pub async fn confirm_merge() -> Result<Reply, Failure> {
    use crate::{
        address::{MERGE, MergeAnswer, NUMBER, merge_answer},
        i18n::{fill, texts::merge as texts},
        match_report,
        reply::{Notice, Words},
        request::{self, OwnForm},
        when,
    };
    use congdan_domain::{NotMerged, WantedPath};
    use congdan_flows::merge::{self, MergeOutcome};
    let portal = request::portal();
    let info = request::info();
    let visitor = request::acting(OwnForm::button(MERGE)).await?;
    let reply = match merge::confirm(&portal, &visitor, &info.browser).await? {
        MergeOutcome::SignedIn { token, wanted, undo_until } => {
            request::open_session(&token);
            match_report::forget().await?;
            let until = |text: &str| fill(text, &[("time", when::moment(undo_until))]);
            let words = Words { vi: until(texts::MERGED_NOTE.vi), en: until(texts::MERGED_NOTE.en) };
            Reply::go_with(wanted.as_str(), Notice::Merged.with_details(Some(words)))
        }
        MergeOutcome::Expired => {
            let expired = MergeAnswer::NotMerged(NotMerged::Expired);
            Reply::go(merge_answer(expired, &WantedPath::parse_or_home(NUMBER), None))
        }
    };
    request::answer(FORM, MERGE, reply).await
}

/// "Tách lại hai tài khoản".
#[server(endpoint = "gop-tai-khoan/tach-lai")]
pub async fn undo_merge(#[server(default)] merge: String) -> Result<Reply, Failure> {
    use crate::{
        address::{IDENTITY, MergeAnswer, merge_answer},
        proof,
        reply::FailureKind,
        request::{self, OwnForm},
    };
    use congdan_domain::WantedPath;
    use congdan_flows::merge::{self as flow, UndoOutcome};
    let portal = request::portal();
    let visitor = request::acting(OwnForm::button(IDENTITY)).await?;
    let Ok(merge) = merge.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let reply = match flow::undo(&portal, &visitor, merge).await? {
        UndoOutcome::Done => {
            request::close_session();
            Reply::go(merge_answer(MergeAnswer::Apart, &WantedPath::home(), None))
        }
        UndoOutcome::ProofNeeded => proof::ask_first(IDENTITY),
        UndoOutcome::NotPossible => {
            Reply::go(merge_answer(MergeAnswer::TooLate, &WantedPath::parse_or_home(IDENTITY), None))
        }
    };
    request::answer(FORM, IDENTITY, reply).await
}
