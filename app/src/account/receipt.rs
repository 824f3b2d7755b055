//! `/tai-khoan/du-lieu/dong-bo/{id}`: the receipt of a synchronisation (journeys, N4).

use super::sheet::{Sheet, SheetRow, names};
use crate::{
    i18n::{
        Text, t,
        texts::{common, synchronisation as texts},
    },
    reply::Failure,
    ui::{Main, SummaryList, SummaryRow, loaded},
};
use congdan_domain::comparison::Fact;
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Number,
    Profile,
    SignIn,
    /// An occasion that only a newer release knows.
    Other,
}

/// A receipt in a list: no value is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceiptLine {
    pub id: String,
    pub at: String,
    pub why: Why,
    pub changed: Vec<Fact>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceiptInfo {
    pub line: ReceiptLine,
    /// What the person can read out to the help line.
    pub reference: String,
    pub rows: Vec<SheetRow>,
}

#[cfg(feature = "ssr")]
impl ReceiptLine {
    pub(super) fn of(receipt: congdan_flows::ports::synchronisation::Receipt) -> Self {
        use congdan_flows::ports::synchronisation::Occasion;
        let changed = receipt.rows.iter().filter(|compared| compared.row.changes);
        Self {
            changed: changed.map(|compared| compared.row.fact).collect(),
            id: receipt.id.to_string(),
            at: super::when::moment(receipt.at),
            why: match receipt.occasion {
                Occasion::Number => Why::Number,
                Occasion::Profile => Why::Profile,
                Occasion::SignIn => Why::SignIn,
                Occasion::Unknown => Why::Other,
            },
        }
    }
}

/// The address of a receipt.
pub fn path(id: &str) -> String {
    format!("/tai-khoan/du-lieu/dong-bo/{id}")
}

pub const fn why_text(why: Why) -> Text {
    match why {
        Why::Number => texts::WHY_NUMBER,
        Why::Profile => texts::WHY_PROFILE,
        Why::SignIn => texts::WHY_SIGN_IN,
        Why::Other => texts::WHY_OTHER,
    }
}

/// What changed, in one line.
#[component]
pub fn Changed(changed: Vec<Fact>) -> impl IntoView {
    if changed.is_empty() {
        view! { <span>{t(texts::NOTHING)}</span> }.into_any()
    } else {
        view! { <span>{t(texts::CHANGED)} ": " {move || names(&changed)}</span> }.into_any()
    }
}

/// Reads a receipt of the signed-in person; another one's is not there.
#[server(endpoint = "du-lieu/phieu-dong-bo")]
pub async fn load_receipt(#[server(default)] id: String) -> Result<ReceiptInfo, Failure> {
    use crate::{reply::FailureKind, request};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let Ok(id) = id.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let receipt = portal.store.receipt_of(visitor.account.id, id).await?;
    let Some(receipt) = receipt else { return Err(request::fail(FailureKind::NotFound)) };
    Ok(ReceiptInfo {
        reference: receipt.reference.clone(),
        rows: receipt.rows.iter().cloned().map(|compared| SheetRow::of(&portal, compared)).collect(),
        line: ReceiptLine::of(receipt),
    })
}

#[derive(Debug)]
pub(crate) struct ReceiptRoute;

#[lazy_route]
impl LazyRoute for ReceiptRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
        let receipt = Resource::new_blocking(move || id.get(), load_receipt);
        loaded(receipt, |info| view! { <Receipt info=info /> }).into_any()
    }
}

#[component]
fn Receipt(info: ReceiptInfo) -> impl IntoView {
    let ReceiptInfo { line, reference, rows } = info;
    let ReceiptLine { id, at, why, changed } = line;
    let request = (why != Why::SignIn).then(|| view! { <SummaryRow label=texts::REQUEST value=id /> });
    let what = move || if changed.is_empty() { t(texts::NOTHING)().to_owned() } else { names(&changed) };
    let sheet = if rows.is_empty() {
        view! { <p>{t(texts::ALL_SAME)}</p> }.into_any()
    } else {
        view! { <Sheet rows=rows settled=true /> }.into_any()
    };
    view! {
        <Main heading=texts::HEADING back="/tai-khoan/du-lieu">
            <SummaryList>
                <SummaryRow label=texts::WHEN value=at />
                <SummaryRow label=texts::WHY text=t(why_text(why)) />
                <SummaryRow label=texts::CHANGED text=what />
                <SummaryRow label=texts::REFERENCE value=reference />
                {request}
            </SummaryList>
            <h2>{t(texts::ROWS)}</h2>
            {sheet}
            <p class="secondary">{t(texts::PRINT)} " " {t(common::HELP_LINE)}</p>
        </Main>
    }
}
