//! `/tai-khoan/du-lieu`: the ledger of queries to the register about the person (N8), the consent that they rest on,
//! the receipts of synchronisations, and the end of the account.

mod deletion;
#[cfg(feature = "ssr")]
pub mod ledger;
mod outcome_text;
mod queries;
mod receipts;

use self::{
    deletion::DeletionPart,
    queries::{QueryCard, QueryInfo},
    receipts::Receipts,
};
use super::{
    frame::{AccountFrame, AccountPage},
    synchronisation::ReceiptLine,
};
use crate::{
    address,
    form_state::FormState,
    i18n::{
        t, t_with,
        texts::{account, synchronisation},
    },
    own::Own,
    reply::Failure,
    ui::{ErrorSummary, has_errors, loaded},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataInfo {
    pub consent_since: Option<String>,
    pub queries: Vec<QueryInfo>,
    /// The latest synchronisations, newest first.
    pub receipts: Vec<ReceiptLine>,
    /// Of the form that deletes the account.
    pub state: Option<FormState>,
}

/// Reads the ledger of queries, the receipts and the consent.
#[server(endpoint = "du-lieu")]
pub async fn load_data() -> Result<Own<DataInfo>, Failure> {
    use self::deletion::FORM;
    use crate::{request, when};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let account = visitor.account.id;
    let consent = portal.store.consent_given(account).await?;
    let queries = portal.store.queries_of(account, 100).await?;
    let receipts = portal.store.receipts_of(account, 100).await?;
    let info = DataInfo {
        consent_since: consent.map(when::date),
        queries: queries.into_iter().map(QueryInfo::of).collect(),
        receipts: receipts.into_iter().map(ReceiptLine::of).collect(),
        state: request::form_state(&request::form_of(FORM, &visitor)).await?,
    };
    Ok(Own::of(&visitor, info))
}

/// The page.
#[derive(Debug)]
pub(crate) struct DataRoute;

impl DataRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_data());
        loaded(page, |own| view! { <Data info=own.open() /> }).into_any()
    }
}

#[component]
fn Data(info: DataInfo) -> impl IntoView {
    let DataInfo { consent_since, queries, receipts, state } = info;
    let state = Signal::stored(state);
    let has_errors = has_errors(state);
    let consent = match consent_since {
        Some(date) => view! { <p>{t_with(account::CONSENT_SINCE, vec![("date", date)])}</p> }.into_any(),
        None => view! { <p>{t(account::CONSENT_NONE)}</p> }.into_any(),
    };
    let queries = if queries.is_empty() {
        view! { <p>{t(account::LOOKUPS_NONE)}</p> }.into_any()
    } else {
        let queries = queries.into_iter().map(|query| view! { <QueryCard query=query /> }).collect_view();
        view! {
            // Files, not pages: the browser fetches them by itself.
            <ul>
                <li><a href=address::LEDGER_CSV download rel="external">{t(account::DOWNLOAD_CSV)}</a></li>
                <li><a href=address::LEDGER_JSON download rel="external">{t(account::DOWNLOAD_JSON)}</a></li>
            </ul>
            <ul class="cards" aria-labelledby="lookups">{queries}</ul>
        }
        .into_any()
    };
    view! {
        <AccountFrame page=AccountPage::Data has_errors=has_errors>
            <ErrorSummary state=state />
            <h2>{t(account::CONSENT)}</h2>
            {consent}
            <h2 id="synchronisations">{t(synchronisation::LIST)}</h2>
            <p>{t(synchronisation::LIST_MEANS)}</p>
            <Receipts receipts=receipts />
            <h2 id="lookups">{t(account::LOOKUPS)}</h2>
            <p>{t(account::LOOKUPS_MEANS)}</p>
            {queries}
            <DeletionPart state=state />
        </AccountFrame>
    }
}
