//! The ledger of queries, a card each.

use super::outcome_text::{cost_text, outcome_text};
use crate::{
    i18n::{t, texts::account},
    ui::MaskedNumber,
};
use congdan_domain::Outcome;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One query to the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryInfo {
    /// When it was asked, in words, in Vietnam time.
    pub at: String,
    /// The profile asked, or the CCCD screen did; `None` where a newer release had another purpose.
    pub by_profile: Option<bool>,
    pub masked_number: String,
    /// There is an answer, of which `outcome` may be unknown to this release.
    pub is_answered: bool,
    /// `None` while the answer is outstanding, or where a newer release knows it only.
    pub outcome: Option<Outcome>,
    /// `MaYeuCau`.
    pub reference: String,
}

#[cfg(feature = "ssr")]
impl QueryInfo {
    /// A row of the ledger as the page shows it.
    pub(super) fn of(query: congdan_flows::ports::matching::QueryRecord) -> Self {
        Self {
            at: crate::when::moment(query.asked_at),
            by_profile: query.purpose.map(|purpose| purpose == congdan_flows::ports::matching::Purpose::Synchronise),
            masked_number: query.masked_number,
            is_answered: query.answered_at.is_some(),
            outcome: query.outcome,
            reference: query.id.to_string(),
        }
    }
}

/// One query.
#[component]
pub(super) fn QueryCard(query: QueryInfo) -> impl IntoView {
    let QueryInfo { at, by_profile, masked_number, is_answered, outcome, reference } = query;
    let why = match by_profile {
        Some(true) => account::WHY_PROFILE,
        Some(false) => account::WHY_MATCH,
        None => account::EVENT_OTHER,
    };
    view! {
        <li class="card">
            <h3>{at}</h3>
            <p>{t(why)} ": " <MaskedNumber value=masked_number /></p>
            <p>{t(account::CSV_SENT)} ": " {t(account::LOOKUP_FIELDS)}</p>
            <p><strong>{t(outcome_text(outcome, is_answered))}</strong> " · " {t(cost_text(outcome))}</p>
            <p class="secondary">{t(account::REQUEST_CODE)} ": " <span class="code" translate="no">{reference}</span></p>
        </li>
    }
}
