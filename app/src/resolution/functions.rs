//! "Lập phiếu hướng dẫn". The content of a slip comes from the portal's own records, never from the form.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// The reference of a contested number, in the browser's memory: linking leaves it there for the slip.
#[cfg(feature = "ssr")]
pub(crate) const CONTESTED: crate::request::MemoryKey<String> = crate::request::MemoryKey::new("linking:contested");

/// Where the slip is, and where it was made on an earlier occasion, that it is this one still.
#[cfg(feature = "ssr")]
fn shown(made: &congdan_flows::resolution::MadeSlip) -> Reply {
    use crate::{
        address,
        i18n::{fill, texts::resolution as texts},
        reply::{Notice, Words},
        when,
    };
    let to = address::slip(&made.slip.id.to_string());
    if made.is_new {
        return Reply::go(to);
    }
    let dated = |text: &str| fill(text, &[("date", when::date(made.slip.made_at))]);
    let words = Words { vi: dated(texts::STANDS_SINCE.vi), en: dated(texts::STANDS_SINCE.en) };
    Reply::go_with(to, Notice::SlipStands.with_details(Some(words)))
}

/// On the page of an outcome: the slip of the last match; pressed again, the same one. On the CCCD screen: that of the number
/// which the account has `lost`; while no try is left and the comparison is `locked`, that of the last "not found".
#[server(endpoint = "phieu/lap")]
pub async fn make_slip(
    #[server(default)] tiep: String,
    #[server(default)] lost: bool,
    #[server(default)] locked: bool,
) -> Result<Reply, Failure> {
    use crate::{
        address, match_report,
        request::{self, OwnForm},
    };
    use congdan_domain::{SlipReason, WantedPath};
    use congdan_flows::{
        cccd, notifications,
        ports::{audit::AuditKind, slips::SlipOwner},
        resolution,
    };
    let portal = request::portal();
    let page = address::number_form(&WantedPath::parse_or_home(&tiep));
    let visitor = request::acting(OwnForm::button(&page)).await?;
    let reason = if lost {
        let event = notifications::number_lost(&portal, &visitor).await?;
        event.map(|event| (SlipReason::Conflict, event.support_id))
    } else if locked && cccd::tries(&portal, visitor.account.id).await?.is_some_and(|tries| tries.left == 0) {
        let event = portal.store.newest_of(visitor.account.id, AuditKind::NumberNotMatched).await?;
        event.map(|event| (SlipReason::NotFound, event.support_id))
    } else {
        let report = match_report::recall(&visitor).await?;
        report.and_then(|report| Some((SlipReason::of(report.outcome)?, report.support_id)))
    };
    // Forgotten in the meantime: the form leads to a new answer.
    let Some((reason, reference)) = reason else {
        return request::answer("phieu", &page, Reply::go(page.clone())).await;
    };
    let owner = SlipOwner::Account(visitor.account.id);
    let made = resolution::make(&portal, owner, reason, &reference).await?;
    request::answer("phieu", &page, shown(&made)).await
}

/// After "Tài khoản kia không phải của tôi": no person is signed in, so the slip belongs to the browser that has the reference in its memory.
#[server(endpoint = "lien-ket/phieu")]
pub async fn contest_slip() -> Result<Reply, Failure> {
    use crate::{address::LINK, request};
    use congdan_domain::SlipReason;
    use congdan_flows::{ports::slips::SlipOwner, resolution};
    let portal = request::portal();
    let info = request::info();
    let Some(reference) = request::recall(&CONTESTED).await? else {
        return request::answer("phieu", LINK, Reply::go(LINK)).await;
    };
    let owner = SlipOwner::Browser(&info.browser.binding);
    let made = resolution::make(&portal, owner, SlipReason::Contested, &reference).await?;
    request::remember_browser();
    request::answer("phieu", LINK, shown(&made)).await
}
