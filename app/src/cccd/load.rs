//! What the CCCD screen shows: the form, what became of a comparison, or nothing because there is no question left.

use super::{LostNumber, OutcomeInfo, Today, Typed};
use crate::{reply::Failure, slip::Slip};
use congdan_domain::Sex;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CccdPage {
    /// The number is known: on to the wanted page.
    GoOn(String),
    Form(FormInfo),
    Outcome(OutcomeInfo),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormInfo {
    /// The wanted page, safe.
    pub wanted: String,
    pub can_skip: bool,
    /// Why the number that was there is not there any more.
    pub lost: Option<LostNumber>,
    /// Filled in: what was typed before, or else what the provider said.
    pub typed: Typed,
    pub today: Today,
    /// As the account knows it, to compare the number with.
    pub sex: Option<Sex>,
    /// Since when an earlier consent stands.
    pub consent_since: Option<String>,
    pub slip: Option<Slip>,
}

/// Reads the CCCD screen for the wanted page `tiep`; `outcome` asks for what became of the last comparison.
#[server(endpoint = "can-cuoc")]
pub async fn load_cccd(tiep: String, outcome: bool) -> Result<CccdPage, Failure> {
    use super::{Known, report};
    use crate::{
        account::when,
        merge,
        request::{self, RequestKind},
    };
    use congdan_domain::{Outcome, WantedPath};
    use congdan_flows::{apply, notifications, synchronisation};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let (account, person) = (visitor.account.id, &visitor.account.person);
    let wanted = WantedPath::parse_or_home(&tiep);
    let required = apply::waits_for_number(&portal, &visitor, &wanted).await?;
    let has_number = person.number.is_some();
    report::catch_up(&portal, &visitor).await?;
    let kept = report::recall(&visitor).await?;
    if let Some(kept) = kept.as_ref().filter(|_| outcome) {
        return Ok(CccdPage::Outcome(OutcomeInfo {
            outcome: kept.outcome,
            attempts_left: kept.attempts_left,
            free_at: kept.free_at.clone(),
            support_id: kept.support_id.clone(),
            edit: kept.edit.clone(),
            can_skip: !has_number && !required,
            wanted: wanted.as_str().to_owned(),
            ways: if kept.outcome == Outcome::Conflict { merge::ways(&portal) } else { Vec::new() },
            explanation: kept.explanation.clone(),
        }));
    }
    if has_number {
        if request::info().kind == RequestKind::Page {
            request::see_other(wanted.as_str());
        }
        return Ok(CccdPage::GoOn(wanted.as_str().to_owned()));
    }
    let slip = request::slip(&report::form_name("can-cuoc", &visitor)).await?;
    let waiting = portal.store.waiting_entry(account).await?;
    let said = synchronisation::asserted_instead(&portal, &visitor).await?;
    let person = said.as_ref().unwrap_or(person);
    let typed = slip
        .as_ref()
        .map(Typed::of_slip)
        .or_else(|| kept.map(|kept| kept.typed))
        .or_else(|| waiting.as_ref().map(report::typed))
        .unwrap_or_else(|| {
            Typed::of(&Known {
                number: None,
                full_name: person.full_name.as_ref().map(|name| name.value.clone()),
                birth_date: person.birth_date.as_ref().map(|birth| birth.value),
            })
        });
    let consent = portal.store.consent_given(account).await?;
    let lost = notifications::number_lost(&portal, &visitor).await?;
    Ok(CccdPage::Form(FormInfo {
        wanted: wanted.as_str().to_owned(),
        can_skip: !required,
        lost: lost.map(|event| LostNumber {
            at: when::moment(event.at),
            support_id: event.support_id,
            sign_in: request::sign_in_path(wanted.as_str()),
        }),
        typed,
        today: report::today(&portal),
        sex: person.sex.as_ref().map(|sex| sex.value),
        consent_since: consent.map(when::date),
        slip,
    }))
}
