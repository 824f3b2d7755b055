//! "Tiếp tục" and "Gửi hồ sơ".

use crate::reply::{Failure, Reply};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Saves one step and goes on to the furthest one, or with `later` to the list of drafts. The entries are named by the step's
/// fields; others are dropped.
#[server(endpoint = "ho-so/luu-buoc")]
pub async fn save_step(
    #[server(default)] procedure: String,
    #[server(default)] step: String,
    #[server(default)] later: String,
    #[server(flatten)] entries: BTreeMap<String, String>,
) -> Result<Reply, Failure> {
    use super::{
        checks,
        fields::{CHECK_STEP, FIRST_STEPS},
    };
    use crate::{
        address,
        reply::FailureKind,
        request::{self, MemoryKey},
    };
    use congdan_domain::procedure::Procedure;
    use congdan_flows::apply;
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let step = step.parse::<u8>().ok().filter(|step| FIRST_STEPS.contains(step));
    let step = step.ok_or_else(|| request::fail(FailureKind::BadRequest))?;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let form = form_name(&visitor, found.code, step);
    let page = address::application_step(found.code, step);
    let reached = apply::draft(&portal, &visitor, found).await?.step;
    if step > reached {
        // The draft was sent or begun anew in another window.
        return request::answer(&form, &page, Reply::go(address::application_step(found.code, reached))).await;
    }
    let entries = match checks::check(found.code, step, &entries, portal.world.today()) {
        Ok(entries) => entries,
        Err(state) => return request::answer(&form, &page, Reply::Invalid(state)).await,
    };
    let next = (step + 1).max(reached).min(CHECK_STEP);
    apply::save_step(&portal, &visitor, found, entries, next).await?;
    // What a refused "Gửi hồ sơ" said may not be true any more.
    request::forget(&MemoryKey::form(&form_name(&visitor, found.code, CHECK_STEP))).await?;
    let to = if later.is_empty() { address::application_step(found.code, next) } else { address::DOSSIERS.to_owned() };
    request::answer(&form, &page, Reply::go(to)).await
}

/// "Gửi hồ sơ": to the success page; or, without the number, to the CCCD screen and back; or to what is still needed.
#[server(endpoint = "ho-so/gui")]
pub async fn send_dossier(#[server(default)] procedure: String) -> Result<Reply, Failure> {
    use super::{fields::CHECK_STEP, form_step::number_before};
    use crate::{
        address,
        form_state::{FormState, Problem},
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_domain::procedure::Procedure;
    use congdan_flows::{
        apply::{self, Sent},
        gate::Missing,
    };
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let reply = match apply::send(&portal, &visitor, found).await? {
        Sent::Done(dossier) => Reply::go(address::dossier_sent(&dossier.code)),
        Sent::Missing(Missing::Vneid) => Reply::go(address::application_step(found.code, CHECK_STEP)),
        Sent::Missing(_) => Reply::go(number_before(found.code)),
        Sent::Incomplete(lacking) => {
            let mut state = FormState::default();
            for name in lacking {
                state.push(name, Problem::NeededToSend);
            }
            Reply::Invalid(state)
        }
        Sent::NothingToSend => Reply::go_with(address::DOSSIERS, Notice::NothingToSend),
    };
    let form = form_name(&visitor, found.code, CHECK_STEP);
    request::answer(&form, &address::application_step(found.code, CHECK_STEP), reply).await
}

/// The name under which the state of a step's form is remembered: of this person, so that the next one at the same browser never sees it.
#[cfg(feature = "ssr")]
pub(super) fn form_name(visitor: &congdan_flows::session::Visitor, procedure: &str, step: u8) -> String {
    format!("nop-ho-so:{}:{procedure}:{step}", visitor.account.id)
}
