//! "Lập phiếu hướng dẫn". What the slip says comes from what the portal remembers, never from the form.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// Where the slip is, and where it was made on an earlier occasion, that it is this one still.
#[cfg(feature = "ssr")]
fn shown(made: &congdan_flows::resolution::MadeSlip) -> Reply {
    use crate::{
        account::when,
        i18n::{fill, texts::resolution as texts},
        reply::{Notice, Words},
    };
    let to = format!("/phieu/{}", made.slip.id);
    if made.is_new {
        return Reply::go(to);
    }
    let dated = |text: &str| fill(text, &[("date", when::date(made.slip.made_at))]);
    let words = Words { vi: dated(texts::STANDS_SINCE.vi), en: dated(texts::STANDS_SINCE.en) };
    Reply::go_with(to, Notice::SlipStands.with_details(Some(words)))
}

/// On the page of an outcome: the slip of the last comparison; pressed again, the same one. On the CCCD screen: that of the number
/// which the account has `lost`.
#[server(endpoint = "phieu/lap")]
pub async fn make_slip(#[server(default)] tiep: String, #[server(default)] lost: bool) -> Result<Reply, Failure> {
    use crate::{
        cccd::{form_path, report},
        request,
    };
    use congdan_domain::{SlipReason, WantedPath};
    use congdan_flows::{notifications, ports::slips::SlipOwner, resolution};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let page = form_path(&WantedPath::parse_or_home(&tiep));
    let reason = if lost {
        let event = notifications::number_lost(&portal, &visitor).await?;
        event.map(|event| (SlipReason::Conflict, event.support_id))
    } else {
        let kept = report::recall(&visitor).await?;
        kept.and_then(|kept| Some((SlipReason::of(kept.outcome)?, kept.support_id)))
    };
    // Forgotten in the meantime: the form leads to a new answer.
    let Some((reason, reference)) = reason else {
        return request::answer("phieu", &page, Reply::go(page.clone())).await;
    };
    let owner = SlipOwner::Account(visitor.account.id);
    let made = resolution::make(&portal, owner, reason, &reference).await?;
    request::answer("phieu", &page, shown(&made)).await
}

/// After "Không phải tôi": nobody is signed in, so the slip belongs to the browser that was told the reference.
#[server(endpoint = "lien-ket/phieu")]
pub async fn contest_slip() -> Result<Reply, Failure> {
    use crate::{linking::CONTESTED, request};
    use congdan_domain::SlipReason;
    use congdan_flows::{ports::slips::SlipOwner, resolution};
    const PAGE: &str = "/lien-ket";
    let (portal, info) = (request::portal(), request::info());
    let Some(reference) = request::recall(CONTESTED).await? else {
        return request::answer("phieu", PAGE, Reply::go(PAGE)).await;
    };
    let owner = SlipOwner::Browser(&info.browser.binding);
    let made = resolution::make(&portal, owner, SlipReason::Contested, &reference).await?;
    request::remember_browser();
    request::answer("phieu", PAGE, shown(&made)).await
}
