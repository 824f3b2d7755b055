//! What is known, row by row (GOV.UK summary list).

use crate::i18n::{Text, t};
use leptos::prelude::*;

#[component]
pub fn SummaryList(children: Children) -> impl IntoView {
    view! { <dl class="summary">{children()}</dl> }
}

/// A row; personal values carry `translate="no"`.
#[component]
pub fn SummaryRow(
    label: Text,
    /// The value as text; empty shows "chưa có".
    #[prop(optional, into)]
    value: Option<String>,
    /// Beneath the value: source and time.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    use crate::i18n::texts::common;
    let value = match value.filter(|value| !value.is_empty()) {
        Some(value) => view! { <span translate="no">{value}</span> }.into_any(),
        None => view! { <span class="summary__none">{t(common::NONE_YET)}</span> }.into_any(),
    };
    view! {
        <div class="summary__row">
            <dt>{t(label)}</dt>
            <dd>{value} {children.map(|children| children())}</dd>
        </div>
    }
}
