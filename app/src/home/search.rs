//! The search box: a plain form, and with scripts without a reload.

use crate::{
    address,
    i18n::{t, texts::home},
    ui::Button,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;

/// The search box, filled with `query`.
#[component]
pub fn Search(
    /// What was searched for.
    #[prop(optional, into)]
    query: String,
) -> impl IntoView {
    let box_ref = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let search = move |event: leptos::ev::SubmitEvent| {
        if let Some(input) = box_ref.get_untracked() {
            event.prevent_default();
            navigate(&address::procedure_search(input.value().trim()), Default::default());
        }
    };
    view! {
        <search class="search">
            <form action=address::PROCEDURES method="get" on:submit=search>
                <label class="field__label" for="q">{t(home::SEARCH_LABEL)}</label>
                <p class="field__hint" id="q-hint">{t(home::SEARCH_HINT)}</p>
                <div class="search__row">
                    <input node_ref=box_ref id="q" name="q" type="search" value=query class="field__input" enterkeyhint="search"
                        autocomplete="off" spellcheck="false" maxlength="100" aria-describedby="q-hint" />
                    <Button>{t(home::SEARCH_BUTTON)}</Button>
                </div>
            </form>
        </search>
    }
}
