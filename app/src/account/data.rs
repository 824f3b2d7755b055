//! `/tai-khoan/du-lieu`: every question to the register about the person (journeys, N8), and the consent it rests on.

use super::{
    delete::DeletePart,
    frame::{AccountFrame, AccountPage},
    receipt::{Changed, ReceiptLine, path, why_text},
};
use crate::{
    i18n::{
        Text, t, t_with,
        texts::{account, synchronisation},
    },
    reply::Failure,
    slip::Slip,
    ui::{ErrorSummary, MaskedNumber, loaded},
};
use congdan_domain::Outcome;
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataInfo {
    pub consent_since: Option<String>,
    pub lookups: Vec<LookupInfo>,
    /// The latest synchronisations, newest first.
    pub receipts: Vec<ReceiptLine>,
    /// Of the form that deletes the account.
    pub slip: Option<Slip>,
}

/// One question to the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LookupInfo {
    pub at: String,
    /// The profile asked, or the CCCD screen did; `None` where a newer release had another purpose.
    pub by_profile: Option<bool>,
    pub masked_number: String,
    /// There is an answer, of which `outcome` may be unknown to this release.
    pub is_answered: bool,
    pub outcome: Option<Outcome>,
    /// `MaYeuCau`.
    pub reference: String,
}

/// Reads the ledger of look-ups and the consent.
#[server(endpoint = "du-lieu")]
pub async fn load_data() -> Result<DataInfo, Failure> {
    use super::{delete::FORM, when};
    use crate::request;
    use congdan_flows::ports::matching::Purpose;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let account = visitor.account.id;
    let consent = portal.store.consent_given(account).await?;
    let lookups = portal.store.queries_of(account, 100).await?;
    let lookups = lookups.into_iter().map(|lookup| LookupInfo {
        at: when::moment(lookup.asked_at),
        by_profile: lookup.purpose.map(|purpose| purpose == Purpose::Synchronise),
        masked_number: lookup.masked_number,
        is_answered: lookup.answered_at.is_some(),
        outcome: lookup.outcome,
        reference: lookup.id.to_string(),
    });
    let receipts = portal.store.receipts_of(account, 100).await?;
    Ok(DataInfo {
        consent_since: consent.map(when::date),
        lookups: lookups.collect(),
        receipts: receipts.into_iter().map(ReceiptLine::of).collect(),
        slip: request::slip(FORM).await?,
    })
}

#[derive(Debug)]
pub(crate) struct DataRoute;

#[lazy_route]
impl LazyRoute for DataRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_data());
        loaded(page, |info| view! { <Data info=info /> }).into_any()
    }
}

#[component]
fn Data(info: DataInfo) -> impl IntoView {
    let DataInfo { consent_since, lookups, receipts, slip } = info;
    let slip = Signal::stored(slip);
    let has_errors = slip.with(Option::is_some);
    let consent = match consent_since {
        Some(date) => view! { <p>{t_with(account::CONSENT_SINCE, vec![("date", date)])}</p> }.into_any(),
        None => view! { <p>{t(account::CONSENT_NONE)}</p> }.into_any(),
    };
    let lookups = if lookups.is_empty() {
        view! { <p>{t(account::LOOKUPS_NONE)}</p> }.into_any()
    } else {
        let lookups = lookups.into_iter().map(|lookup| view! { <LookupCard lookup=lookup /> }).collect_view();
        view! {
            // Files, not pages: the browser fetches them by itself.
            <ul>
                <li><a href="/tai-khoan/du-lieu/tra-cuu.csv" download rel="external">{t(account::DOWNLOAD_CSV)}</a></li>
                <li><a href="/tai-khoan/du-lieu/tra-cuu.json" download rel="external">{t(account::DOWNLOAD_JSON)}</a></li>
            </ul>
            <ul class="cards" aria-labelledby="lookups">{lookups}</ul>
        }
        .into_any()
    };
    view! {
        <AccountFrame page=AccountPage::Data has_errors=has_errors>
            <ErrorSummary slip=slip />
            <h2>{t(account::CONSENT)}</h2>
            {consent}
            <h2 id="synchronisations">{t(synchronisation::LIST)}</h2>
            <p>{t(synchronisation::LIST_MEANS)}</p>
            <Receipts receipts=receipts />
            <h2 id="lookups">{t(account::LOOKUPS)}</h2>
            <p>{t(account::LOOKUPS_MEANS)}</p>
            {lookups}
            <DeletePart slip=slip />
        </AccountFrame>
    }
}

#[component]
fn Receipts(receipts: Vec<ReceiptLine>) -> impl IntoView {
    if receipts.is_empty() {
        return view! { <p>{t(synchronisation::LIST_NONE)}</p> }.into_any();
    }
    let receipts = receipts
        .into_iter()
        .map(|ReceiptLine { id, at, why, changed }| {
            view! {
                <li>
                    <a href=path(&id)>{at}</a> " · " {t(why_text(why))} " · " <Changed changed=changed />
                </li>
            }
        })
        .collect_view();
    view! { <ul aria-labelledby="synchronisations">{receipts}</ul> }.into_any()
}

#[component]
fn LookupCard(lookup: LookupInfo) -> impl IntoView {
    let LookupInfo { at, by_profile, masked_number, is_answered, outcome, reference } = lookup;
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

/// Whether it used up one of the person's tries (journeys, rule 5).
pub(super) const fn cost_text(outcome: Option<Outcome>) -> Text {
    match outcome {
        Some(outcome) if outcome.spends_attempt() => account::COST_SPENT,
        _ => account::COST_NONE,
    }
}

/// `is_answered` tells an outcome that this release does not know from an answer that is outstanding.
pub(super) const fn outcome_text(outcome: Option<Outcome>, is_answered: bool) -> Text {
    match outcome {
        None if is_answered => account::OUTCOME_OTHER,
        None => account::OUTCOME_OUTSTANDING,
        Some(Outcome::Matched) => account::OUTCOME_MATCHED,
        Some(Outcome::MatchedWithDifferences) => account::OUTCOME_MATCHED_WITH_DIFFERENCES,
        Some(Outcome::NotFound) => account::OUTCOME_NOT_FOUND,
        Some(Outcome::Conflict) => account::OUTCOME_CONFLICT,
        Some(Outcome::Limited) => account::OUTCOME_LIMITED,
        Some(Outcome::Ambiguous | Outcome::Inactive) => account::OUTCOME_OFFICE,
        Some(Outcome::RejectedInput) => account::OUTCOME_REJECTED,
        Some(Outcome::Unavailable | Outcome::Timeout | Outcome::Malformed) => account::OUTCOME_UNANSWERED,
    }
}
