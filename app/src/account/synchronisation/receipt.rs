//! `/tai-khoan/du-lieu/dong-bo/{id}`: the receipt of a synchronisation (N4).

use super::{
    receipt_line::{ReceiptLine, Why, why_text},
    sheet::{Sheet, SheetRow, names},
};
use crate::{
    address,
    i18n::{
        t,
        texts::{common, synchronisation as texts},
    },
    own::Own,
    reply::Failure,
    ui::{Main, SummaryList, SummaryRow, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// The content of a receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceiptInfo {
    pub line: ReceiptLine,
    /// What the person can read out to the help line.
    pub reference: String,
    pub rows: Vec<SheetRow>,
}

/// Reads a receipt of the signed-in person; another one's is not there.
#[server(endpoint = "du-lieu/phieu-dong-bo")]
pub async fn load_receipt(#[server(default)] id: String) -> Result<Own<ReceiptInfo>, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::synchronisation;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let Ok(id) = id.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let receipt = synchronisation::receipt(&portal, &visitor, id).await?;
    let Some(receipt) = receipt else { return Err(request::fail(FailureKind::NotFound)) };
    let info = ReceiptInfo {
        reference: receipt.reference.clone(),
        rows: receipt.rows.iter().cloned().map(|compared| SheetRow::of(&portal, compared)).collect(),
        line: ReceiptLine::of(receipt),
    };
    Ok(Own::of(&visitor, info))
}

/// The page.
#[derive(Debug)]
pub(crate) struct ReceiptRoute;

impl ReceiptRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
        let receipt = Resource::new_blocking(move || id.get(), load_receipt);
        loaded(receipt, |own| view! { <Receipt info=own.open() /> }).into_any()
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
        <Main heading=texts::HEADING back=address::DATA>
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
