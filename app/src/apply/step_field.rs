//! One field of the form, by its kind.

use super::fields::{FormField, Kind};
use crate::{
    form_state::FormState,
    ui::{Checkbox, RadioField, TextArea, TextField},
};
use leptos::prelude::*;

/// The field, filled with `value`.
#[component]
pub fn StepField(field: &'static FormField, value: String, state: Signal<Option<FormState>>) -> impl IntoView {
    let FormField { name, label, hint, kind } = *field;
    match kind {
        Kind::Ticked => {
            let checked = value == "true";
            view! { <Checkbox name=name label=label hint=hint checked=checked state=state /> }.into_any()
        }
        Kind::Choice(choices) => {
            view! { <RadioField name=name legend=label hint=hint choices=choices.to_vec() value=value state=state /> }
                .into_any()
        }
        Kind::Paragraph => view! { <TextArea name=name label=label hint=hint value=value state=state /> }.into_any(),
        Kind::Phone => {
            view! { <TextField name=name label=label hint=hint value=value state=state kind="tel" autocomplete="tel" width=12 /> }
                .into_any()
        }
        Kind::Date | Kind::Count | Kind::Number => {
            let (numeric, width) = if kind == Kind::Count { (true, 4) } else { (kind == Kind::Number, 12) };
            view! { <TextField name=name label=label hint=hint value=value state=state numeric=numeric width=width /> }
                .into_any()
        }
        Kind::Name | Kind::Line => {
            view! { <TextField name=name label=label hint=hint value=value state=state autocomplete="off" /> }.into_any()
        }
    }
}
