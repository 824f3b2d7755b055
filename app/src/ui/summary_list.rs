//! What is known, row by row (GOV.UK summary list).

use crate::i18n::{Text, t, t_with, texts::common};
use leptos::prelude::*;

/// The list; its children are rows.
#[component]
pub fn SummaryList(children: Children) -> impl IntoView {
    view! { <dl class="summary">{children()}</dl> }
}

/// A row; personal values carry `translate="no"`.
#[component]
pub fn SummaryRow(
    label: Text,
    /// A personal value; empty shows `missing`.
    #[prop(optional, into)]
    value: Option<String>,
    /// Words of the portal instead of a personal value; they follow the language.
    #[prop(optional, into)]
    text: Option<TextProp>,
    /// The value is a masked number (`025*****0001`): read aloud as its last digits.
    #[prop(optional)]
    masked: bool,
    /// The words for an absent value; "chưa có" by default.
    #[prop(optional, into)]
    missing: Option<Text>,
    /// Beneath the value: source and time.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let value = match (text, value.filter(|value| !value.is_empty())) {
        (Some(text), _) => view! { <span>{move || text.get()}</span> }.into_any(),
        (None, Some(value)) if masked => view! { <MaskedNumber value=value /> }.into_any(),
        (None, Some(value)) => view! { <span translate="no">{value}</span> }.into_any(),
        (None, None) => {
            view! { <span class="summary__none">{t(missing.unwrap_or(common::NONE_YET))}</span> }.into_any()
        }
    };
    view! {
        <div class="summary__row">
            <dt>{t(label)}</dt>
            <dd>{value} {children.map(|children| children())}</dd>
        </div>
    }
}

/// A masked number: stars for the eye, its last digits for the ear.
#[component]
pub fn MaskedNumber(#[prop(into)] value: String) -> impl IntoView {
    let ending = value.rsplit('*').next().unwrap_or_default().to_owned();
    view! {
        <span translate="no">
            <span aria-hidden="true">{value}</span>
            <span class="visually-hidden">{t_with(common::NUMBER_ENDING, vec![("ending", ending)])}</span>
        </span>
    }
}
