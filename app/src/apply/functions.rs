//! "Tiếp tục" and "Gửi hồ sơ".

use crate::reply::{Failure, Reply};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Keeps one step and goes on to the furthest one, or with `later` to the list of drafts. The entries are named by the
/// step's fields; others are not kept.
#[server(endpoint = "ho-so/luu-buoc")]
pub async fn save_step(
    #[server(default)] procedure: String,
    #[server(default)] step: String,
    #[server(default)] later: String,
    #[server(flatten)] entries: BTreeMap<String, String>,
) -> Result<Reply, Failure> {
    use super::{
        address::step_path,
        checks,
        fields::{CHECK_STEP, FIRST_STEPS},
    };
    use crate::{reply::FailureKind, request};
    use congdan_domain::procedure::Procedure;
    use congdan_flows::apply;
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let step = step.parse::<u8>().ok().filter(|step| FIRST_STEPS.contains(step));
    let step = step.ok_or_else(|| request::fail(FailureKind::BadRequest))?;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let (form, page) = (form_name(&visitor, found.code, step), step_path(found.code, step));
    let reached = apply::draft(&portal, &visitor, found).await?.step;
    if step > reached {
        // The draft was sent or begun anew in another window.
        return request::answer(&form, &page, Reply::go(step_path(found.code, reached))).await;
    }
    let entries = match checks::check(found.code, step, &entries, portal.world.today()) {
        Ok(entries) => entries,
        Err(slip) => return request::answer(&form, &page, Reply::Slip(slip)).await,
    };
    let next = (step + 1).max(reached).min(CHECK_STEP);
    apply::save_step(&portal, &visitor, found, entries, next).await?;
    let to = if later.is_empty() { step_path(found.code, next) } else { "/ho-so".to_owned() };
    request::answer(&form, &page, Reply::go(to)).await
}

/// "Gửi hồ sơ": to the success page; or, without the number, to the CCCD screen and back.
#[server(endpoint = "ho-so/gui")]
pub async fn send_dossier(#[server(default)] procedure: String) -> Result<Reply, Failure> {
    use super::{
        address::{form_path, number_path, step_path},
        fields::CHECK_STEP,
    };
    use crate::{
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_domain::procedure::Procedure;
    use congdan_flows::apply::{self, Sent};
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let reply = match apply::send(&portal, &visitor, found).await? {
        Sent::Done(dossier) => Reply::go(format!("/ho-so/{}/da-gui", dossier.code)),
        Sent::NumberMissing => Reply::go(number_path(&form_path(found.code))),
        Sent::NothingToSend => Reply::go_with("/ho-so", Notice::NothingToSend),
    };
    request::answer(&form_name(&visitor, found.code, CHECK_STEP), &step_path(found.code, CHECK_STEP), reply).await
}

/// The name under which a step's slip is kept: of this person, so that the next one at the same browser never sees it.
#[cfg(feature = "ssr")]
pub(super) fn form_name(visitor: &congdan_flows::session::Visitor, procedure: &str, step: u8) -> String {
    format!("nop-ho-so:{}:{procedure}:{step}", visitor.account.id)
}
