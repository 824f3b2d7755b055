//! The latest synchronisations, a line each with the way to its receipt.

use crate::{
    account::synchronisation::{Changed, ReceiptLine, why_text},
    address,
    i18n::{t, texts::synchronisation},
};
use leptos::prelude::*;

/// The list.
#[component]
pub(super) fn Receipts(receipts: Vec<ReceiptLine>) -> impl IntoView {
    if receipts.is_empty() {
        return view! { <p>{t(synchronisation::LIST_NONE)}</p> }.into_any();
    }
    let receipts = receipts
        .into_iter()
        .map(|ReceiptLine { id, at, why, changed }| {
            view! {
                <li>
                    <a href=address::receipt(&id)>{at}</a> " · " {t(why_text(why))} " · " <Changed changed=changed />
                </li>
            }
        })
        .collect_view();
    view! { <ul aria-labelledby="synchronisations">{receipts}</ul> }.into_any()
}
