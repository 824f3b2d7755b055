//! "Lập phiếu hướng dẫn". What the slip says comes from what the portal remembers, never from the form.

use crate::reply::{Failure, Reply};
use leptos::prelude::*;

/// On the page of an outcome: the slip of the last comparison; pressed again, the same one.
#[server(endpoint = "phieu/lap")]
pub async fn make_slip(#[server(default)] tiep: String) -> Result<Reply, Failure> {
    use crate::{
        cccd::{form_path, report},
        request,
    };
    use congdan_domain::{SlipReason, WantedPath};
    use congdan_flows::{ports::slips::SlipOwner, resolution};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let page = form_path(&WantedPath::parse_or_home(&tiep));
    let kept = report::recall(&visitor).await?;
    let reason = kept.and_then(|kept| Some((SlipReason::of(kept.outcome)?, kept.support_id)));
    // Forgotten in the meantime: the form leads to a new answer.
    let Some((reason, reference)) = reason else {
        return request::answer("phieu", &page, Reply::go(page.clone())).await;
    };
    let owner = SlipOwner::Account(visitor.account.id);
    let slip = resolution::make(&portal, owner, reason, &reference).await.map_err(request::unavailable)?;
    request::answer("phieu", &page, Reply::go(format!("/phieu/{}", slip.id))).await
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
    let made = resolution::make(&portal, owner, SlipReason::Contested, &reference).await;
    let slip = made.map_err(request::unavailable)?;
    request::remember_browser();
    request::answer("phieu", PAGE, Reply::go(format!("/phieu/{}", slip.id))).await
}
