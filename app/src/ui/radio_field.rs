//! One of a few choices, all of them in sight.

use super::field::{Problem, described_by, has_problem};
use crate::{
    form_state::FormState,
    i18n::{Text, t},
};
use leptos::prelude::*;

/// A group of radio buttons with its legend, hint and problem.
#[component]
pub fn RadioField(
    /// The field's name, and the id of its first choice: where an error leads.
    name: &'static str,
    legend: Text,
    hint: Text,
    /// Values with their labels.
    choices: Vec<(&'static str, Text)>,
    /// The value that is chosen at first; any other text chooses none.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] state: Signal<Option<FormState>>,
) -> impl IntoView {
    let choices = choices
        .into_iter()
        .enumerate()
        .map(|(place, (choice, label))| {
            let id = if place == 0 { name.to_owned() } else { format!("{name}-{choice}") };
            view! {
                <div class="radio">
                    <input id=id.clone() name=name type="radio" value=choice checked=value == choice class="radio__input" />
                    <label class="radio__label" for=id>{t(label)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" class:field--problem=move || has_problem(name, state) aria-describedby=described_by(name, true, state)>
            <legend class="field__label">{t(legend)}</legend>
            <p class="field__hint" id=format!("{name}-hint")>{t(hint)}</p>
            <Problem name=name state=state />
            {choices}
        </fieldset>
    }
}
