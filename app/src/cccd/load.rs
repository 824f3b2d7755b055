//! What the CCCD screen shows: the form, the outcome of a match, or nothing because the number is known.

use super::{LostNumber, OutcomeInfo};
use crate::{entry::TypedEntry, form_state::FormState, reply::Failure, when::Today};
use congdan_domain::Sex;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the screen shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CccdPage {
    /// The number is known: on to the wanted page.
    GoOn(String),
    Form(FormInfo),
    Outcome(OutcomeInfo),
}

/// The form, filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormInfo {
    /// The wanted page, safe.
    pub wanted: String,
    pub can_skip: bool,
    /// Why the number that was there is not there any more.
    pub lost: Option<LostNumber>,
    /// Filled in: what was typed before, or else what the provider asserts.
    pub typed: TypedEntry,
    pub today: Today,
    /// As the account knows it, to compare the number with.
    pub sex: Option<Sex>,
    /// Since when an earlier consent is valid.
    pub consent_since: Option<String>,
    pub state: Option<FormState>,
}

/// Reads the CCCD screen for the wanted page `tiep`; `outcome` asks for the outcome of the last match.
#[server(endpoint = "can-cuoc")]
pub async fn load_cccd(tiep: String, outcome: bool) -> Result<CccdPage, Failure> {
    use super::functions::FORM;
    use crate::{
        address,
        entry::KnownEntry,
        match_report, merge,
        request::{self, RequestKind},
        when,
    };
    use congdan_domain::Outcome;
    use congdan_flows::{apply, gate, notifications, ports::matching::Purpose, synchronisation};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let account = visitor.account.id;
    let person = &visitor.account.person;
    let wanted = address::after_number(&tiep);
    let required = apply::waits_for_number(&portal, &visitor, &wanted).await?;
    let has_number = person.number.is_some() && !gate::waits_for_match(&portal, &visitor);
    match_report::catch_up(&portal, &visitor).await?;
    let report = match_report::recall(&visitor).await?;
    if let Some(report) = report.as_ref().filter(|_| outcome) {
        return Ok(CccdPage::Outcome(OutcomeInfo {
            outcome: report.outcome,
            attempts_left: report.attempts_left,
            free_at: report.free_at.clone(),
            support_id: report.support_id.clone(),
            edit: report.edit.clone(),
            can_skip: !has_number && !required,
            wanted: wanted.as_str().to_owned(),
            ways: if report.outcome == Outcome::Conflict { merge::ways(&portal) } else { Vec::new() },
            explanation: report.explanation.clone(),
            vneid: portal.vneid().map(|provider| provider.id().to_owned()),
        }));
    }
    if has_number {
        if request::info().kind == RequestKind::Page {
            request::redirect(wanted.as_str());
        }
        return Ok(CccdPage::GoOn(wanted.as_str().to_owned()));
    }
    let state = request::form_state(&request::form_of(FORM, &visitor)).await?;
    let waiting = portal.store.waiting_entry(account).await?;
    let asserted = synchronisation::asserted_instead(&portal, &visitor).await?;
    let person = asserted.as_ref().unwrap_or(person);
    let typed = state
        .as_ref()
        .map(TypedEntry::of_form_state)
        .or_else(|| report.map(|report| report.typed))
        .or_else(|| waiting.as_ref().map(TypedEntry::of_entry))
        .unwrap_or_else(|| {
            TypedEntry::of(&KnownEntry {
                number: person.number.as_ref().map(|number| number.value.clone()),
                full_name: person.full_name.as_ref().map(|name| name.value.clone()),
                birth_date: person.birth_date.as_ref().map(|birth| birth.value),
            })
        });
    let consent = portal.store.consent_given(account, Purpose::Match).await?;
    let lost = notifications::number_lost(&portal, &visitor).await?;
    Ok(CccdPage::Form(FormInfo {
        wanted: wanted.as_str().to_owned(),
        can_skip: !required,
        lost: lost.map(|event| LostNumber {
            at: when::moment(event.at),
            support_id: event.support_id,
            sign_in: address::sign_in(&wanted),
        }),
        typed,
        today: Today::of(&portal),
        sex: person.sex.as_ref().map(|sex| sex.value),
        consent_since: consent.map(when::date),
        state,
    }))
}
