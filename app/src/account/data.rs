//! `/tai-khoan/du-lieu`: the ledger of queries to the register about the person (N8), the consents that they rest
//! on, the receipts of synchronisations, and the end of the account.

mod consents;
mod deletion;
#[cfg(feature = "ssr")]
pub mod ledger;
mod outcome_text;
#[cfg(feature = "ssr")]
pub mod own_data;
mod queries;
mod receipts;

use self::{
    consents::{ConsentInfo, Consents, WithdrawConsent},
    deletion::DeletionPart,
    queries::{QueryCard, QueryInfo},
    receipts::Receipts,
};
use super::{
    frame::{AccountFrame, AccountPage},
    synchronisation::ReceiptLine,
};
use crate::{
    address::{self, DATA},
    form_state::FormState,
    i18n::{
        t,
        texts::{account, consent, synchronisation},
    },
    own::Own,
    reply::Failure,
    ui::{ErrorSummary, arrivals, follow, has_errors, loaded},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataInfo {
    /// Newest first, with those that are withdrawn.
    pub consents: Vec<ConsentInfo>,
    pub queries: Vec<QueryInfo>,
    /// The latest synchronisations, newest first.
    pub receipts: Vec<ReceiptLine>,
    /// Of the form that deletes the account.
    pub state: Option<FormState>,
}

/// Reads the ledger of queries, the receipts and the consents.
#[server(endpoint = "du-lieu")]
pub async fn load_data() -> Result<Own<DataInfo>, Failure> {
    use self::deletion::FORM;
    use crate::request;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let account = visitor.account.id;
    let consents = portal.store.consents_of(account).await?;
    let queries = portal.store.queries_of(account, 100).await?;
    let receipts = portal.store.receipts_of(account, 100).await?;
    let info = DataInfo {
        consents: consents.into_iter().map(ConsentInfo::of).collect(),
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
        let withdraw = ServerAction::new();
        let withdrawn = arrivals(withdraw, DATA);
        let page = Resource::new_blocking(move || withdrawn.get(), |_| load_data());
        follow(withdraw);
        loaded(page, move |own| view! { <Data info=own.open() withdraw=withdraw /> }).into_any()
    }
}

#[component]
fn Data(info: DataInfo, withdraw: ServerAction<WithdrawConsent>) -> impl IntoView {
    let DataInfo { consents, queries, receipts, state } = info;
    let state = Signal::stored(state);
    let has_errors = has_errors(state);
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
            <h2 id="consents">{t(consent::HEADING)}</h2>
            <Consents consents=consents withdraw=withdraw />
            <h2 id="synchronisations">{t(synchronisation::LIST)}</h2>
            <p>{t(synchronisation::LIST_MEANS)}</p>
            <Receipts receipts=receipts />
            <h2 id="lookups">{t(account::LOOKUPS)}</h2>
            <p>{t(account::LOOKUPS_MEANS)}</p>
            {queries}
            <h2>{t(account::OWN_DATA)}</h2>
            <p>{t(account::OWN_DATA_MEANS)}</p>
            // Without `download`: the answer may be the page that asks for a proof.
            <p><a href=address::OWN_DATA rel="external">{t(account::OWN_DATA)}</a></p>
            <DeletionPart state=state />
        </AccountFrame>
    }
}
