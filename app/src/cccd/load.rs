//! What the CCCD screen shows: the form, the outcome of a match, or nothing because the number is known.

use super::{ContradictionInfo, LostNumber, OutcomeInfo};
use crate::{entry::TypedEntry, form_state::FormState, own::Own, reply::Failure, when::Today};
use congdan_domain::Sex;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the screen shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CccdPage {
    /// The number is known: on to the wanted page.
    GoOn(String),
    Form(FormInfo),
    /// "Kiểm tra lại".
    Check(ContradictionInfo),
    /// The outcome of the last match, or that no try is left.
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
    /// Where one try is left: for how many hours a miss locks the comparison.
    pub last_try: Option<i64>,
    pub state: Option<FormState>,
}

/// Reads the CCCD screen for the wanted page `tiep`; `outcome` asks for the outcome of the last match, `check` for what is to be
/// looked at again.
#[server(endpoint = "can-cuoc")]
pub async fn load_cccd(tiep: String, outcome: bool, #[server(default)] check: bool) -> Result<Own<CccdPage>, Failure> {
    use super::{functions::FORM, looked_at};
    use crate::{
        address,
        entry::KnownEntry,
        match_report::{self, StoredReport},
        merge,
        request::{self, RequestKind},
        when,
    };
    use congdan_domain::Outcome;
    use congdan_flows::{apply, cccd, gate, notifications, ports::matching::Purpose, synchronisation};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let account = visitor.account.id;
    let person = &visitor.account.person;
    let wanted = address::after_number(&tiep);
    let required = apply::waits_for_number(&portal, &visitor, &wanted).await?;
    let has_number = person.number.is_some() && !gate::waits_for_match(&portal, &visitor);
    match_report::catch_up(&portal, &visitor).await?;
    let tries = if has_number { None } else { cccd::tries(&portal, account).await? };
    let is_locked = tries.is_some_and(|tries| tries.left == 0);
    let lock_hours = tries.map(|tries| (tries.window.whole_minutes() + 59) / 60);
    let result = |report: StoredReport| {
        CccdPage::Outcome(OutcomeInfo {
            outcome: report.outcome,
            attempts_left: report.attempts_left,
            lock_hours,
            is_locked,
            free_at: report.free_at,
            support_id: report.support_id,
            edit: report.edit,
            can_skip: !has_number && !required,
            wanted: wanted.as_str().to_owned(),
            ways: if report.outcome == Outcome::Conflict { merge::ways(&portal) } else { Vec::new() },
            explanation: report.explanation,
            vneid: portal.vneid().map(|provider| provider.id().to_owned()),
        })
    };
    // A person whose line was cut before the page came finds it here.
    let shown = match_report::recall(&visitor).await?.filter(|report| outcome || (!report.is_seen && !has_number));
    if let Some(report) = shown {
        return Ok(Own::of(&visitor, result(match_report::seen(report).await?)));
    }
    if has_number {
        if request::info().kind == RequestKind::Page {
            request::redirect(wanted.as_str());
        }
        return Ok(Own::of(&visitor, CccdPage::GoOn(wanted.as_str().to_owned())));
    }
    if let Some(free_at) = tries.and_then(|tries| tries.free_at) {
        return Ok(Own::of(&visitor, result(match_report::locked(&portal, &visitor, free_at, &wanted).await?)));
    }
    let looked_at = looked_at::stored(&visitor).await?;
    if let Some(stored) = looked_at.as_ref().filter(|_| check)
        && let Some(info) = looked_at::info(&portal, &visitor, stored, &wanted).await?
    {
        return Ok(Own::of(&visitor, CccdPage::Check(info)));
    }
    let report = match_report::recall(&visitor).await?;
    let state = request::form_state(&request::form_of(FORM, &visitor)).await?;
    let waiting = portal.store.waiting_entry(account).await?;
    let asserted = synchronisation::asserted_instead(&portal, &visitor).await?;
    let person = asserted.as_ref().unwrap_or(person);
    let typed = state
        .as_ref()
        .map(TypedEntry::of_form_state)
        .or_else(|| looked_at.map(|stored| TypedEntry { consent: String::new(), ..stored.typed }))
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
    let form = FormInfo {
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
        last_try: lock_hours.filter(|_| tries.is_some_and(|tries| tries.left == 1)),
        state,
    };
    Ok(Own::of(&visitor, CccdPage::Form(form)))
}
