//! "Tiếp tục" and "Gửi hồ sơ".

use crate::reply::{Failure, Reply};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Saves one step and goes on to the furthest one, or with `later` to the list of drafts. The entries are named by the step's
/// fields; others are dropped. `version` is that of the draft from which the page was drawn: what another window has saved on
/// the same step since is shown, and not overwritten.
#[server(endpoint = "ho-so/luu-buoc")]
pub async fn save_step(
    #[server(default)] procedure: String,
    #[server(default)] step: String,
    #[server(default)] version: String,
    #[server(default)] later: String,
    #[server(flatten)] entries: BTreeMap<String, String>,
) -> Result<Reply, Failure> {
    use super::{
        checks,
        fields::{CHECK_STEP, FIRST_STEPS, fields},
    };
    use crate::{
        address,
        reply::{FailureKind, Notice},
        request::{self, MemoryKey, OwnForm},
    };
    use congdan_domain::procedure::Procedure;
    use congdan_flows::apply::{self, StepSaved};
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let step = step.parse::<u8>().ok().filter(|step| FIRST_STEPS.contains(step));
    let step = step.ok_or_else(|| request::fail(FailureKind::BadRequest))?;
    let portal = request::portal();
    let page = address::application_step(found.code, step);
    let name = form_name(found.code, step);
    let typed: Vec<_> = fields(found.code, step).iter().map(|field| field.name).collect();
    let visitor = request::acting(OwnForm::filled_in(&name, &page, &typed)).await?;
    let form = request::form_of(&name, &visitor);
    let reached = apply::draft(&portal, &visitor, found).await?.step;
    if step > reached {
        // The draft was sent or begun anew in another window.
        return request::answer(&form, &page, Reply::go(address::application_step(found.code, reached))).await;
    }
    let checked = match checks::check(found.code, step, &entries, portal.world.today()) {
        Ok(checked) => checked,
        Err(state) => return request::answer(&form, &page, Reply::Invalid(state)).await,
    };
    let next = (step + 1).max(reached).min(CHECK_STEP);
    let seen = version.parse().unwrap_or_default();
    match apply::save_step(&portal, &visitor, found, checked.clone(), next, seen).await? {
        StepSaved::Done(_) => {}
        StepSaved::ChangedElsewhere(now) => {
            let state = checks::changed_elsewhere(entries, &checked, &now.entries, now.version);
            return request::answer(&form, &page, Reply::Invalid(state)).await;
        }
        StepSaved::Gone => {
            let reply = Reply::go_with(address::DOSSIERS, Notice::NothingToSend);
            return request::answer(&form, &page, reply).await;
        }
    }
    // What a refused "Gửi hồ sơ" said may not be true any more.
    let check = request::form_of(&form_name(found.code, CHECK_STEP), &visitor);
    request::forget(&MemoryKey::form(&check)).await?;
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
        request::{self, OwnForm},
    };
    use congdan_domain::procedure::Procedure;
    use congdan_flows::{
        apply::{self, Sent},
        gate::Missing,
    };
    let found = Procedure::find(&procedure).ok_or_else(|| request::fail(FailureKind::NotFound))?;
    let portal = request::portal();
    let page = address::application_step(found.code, CHECK_STEP);
    let visitor = request::acting(OwnForm::button(&page)).await?;
    let reply = match apply::send(&portal, &visitor, found).await? {
        Sent::Done(dossier) => Reply::go(address::dossier_sent(&dossier.code)),
        Sent::Missing(Missing::Vneid) => Reply::go(page.clone()),
        Sent::Missing(_) => Reply::go(number_before(found.code)),
        Sent::ChangedElsewhere => {
            Reply::go_with(address::application_step(found.code, CHECK_STEP), Notice::ChangedElsewhere)
        }
        Sent::Incomplete(lacking) => {
            let mut state = FormState::default();
            for name in lacking {
                state.push(name, Problem::NeededToSend);
            }
            Reply::Invalid(state)
        }
        Sent::NothingToSend => Reply::go_with(address::DOSSIERS, Notice::NothingToSend),
    };
    request::answer(&request::form_of(&form_name(found.code, CHECK_STEP), &visitor), &page, reply).await
}

/// The name under which the state of a step's form is remembered.
#[cfg(feature = "ssr")]
pub(super) fn form_name(procedure: &str, step: u8) -> String {
    format!("nop-ho-so:{procedure}:{step}")
}
