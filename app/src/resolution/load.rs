//! What the person's own page shows.

use crate::reply::Failure;
use congdan_domain::SlipReason;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnSlip {
    pub reason: SlipReason,
    pub reference: String,
    pub made: String,
    pub until: String,
    /// The QR code as an address of an image, where there is a desk that can open it.
    pub qr: Option<String>,
    /// Nobody is signed in: the page lasts as long as this browser is remembered.
    pub is_passing: bool,
}

/// The QR code opens the slip: it is not for logs.
impl std::fmt::Debug for OwnSlip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OwnSlip({})", self.reason.code())
    }
}

/// Reads a slip for the account, or for the browser, that made it. Fails for one that is absent, over or another's.
#[server(endpoint = "phieu")]
pub async fn load_slip(code: String) -> Result<OwnSlip, Failure> {
    use super::qr;
    use crate::{account::when, reply::FailureKind, request};
    use congdan_flows::{ports::slips::SlipOwner, resolution};
    let (portal, info) = (request::portal(), request::info());
    let id = code.parse().ok();
    let mut found = None;
    if let Some(id) = id.filter(|_| !info.browser_is_new) {
        let owner = SlipOwner::Browser(&info.browser.binding);
        found = resolution::own(&portal, owner, id).await?;
    }
    if found.is_none() {
        let visitor = request::signed_in()?;
        let id = id.ok_or_else(|| request::fail(FailureKind::NotFound))?;
        let owner = SlipOwner::Account(visitor.account.id);
        found = resolution::own(&portal, owner, id).await?;
    }
    let slip = found.ok_or_else(|| request::fail(FailureKind::NotFound))?;
    Ok(OwnSlip {
        qr: resolution::desk_address(&portal, &slip).and_then(|address| qr::image(&address)),
        is_passing: slip.account.is_none(),
        reason: slip.reason,
        made: when::date(slip.made_at),
        // The day before the one in which it ends: that day it is good to its last minute.
        until: when::date(slip.expires_at - time::Duration::DAY),
        reference: slip.reference,
    })
}
