//! Fields with a visible label, a hint before they are filled and the problem beside them.

use crate::{
    form_state::FormState,
    i18n::{Text, t},
};
use leptos::prelude::*;

/// The problem of one field, announced with it (`aria-describedby`).
#[component]
pub(super) fn Problem(name: &'static str, state: Signal<Option<FormState>>) -> impl IntoView {
    use crate::i18n::{language, texts::common};
    move || {
        state.with(|state| state.as_ref().and_then(|state| state.problem(name))).map(|problem| {
            view! {
                <p class="field__problem" id=format!("{name}-problem")>
                    <span class="visually-hidden">{common::ERROR.in_language(language())}</span>
                    {problem.text().in_language(language())}
                </p>
            }
        })
    }
}

/// The ids that describe a field: its hint, and its problem while it has one.
pub(super) fn described_by(
    name: &'static str,
    has_hint: bool,
    state: Signal<Option<FormState>>,
) -> impl Fn() -> Option<String> {
    move || {
        let hint = has_hint.then(|| format!("{name}-hint"));
        let problem = has_problem(name, state).then(|| format!("{name}-problem"));
        let ids: Vec<_> = hint.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// Whether something is wrong with the field.
pub(super) fn has_problem(name: &'static str, state: Signal<Option<FormState>>) -> bool {
    state.with(|state| state.as_ref().is_some_and(|state| state.problem(name).is_some()))
}

/// One line of text. Numbers are text too, with a number pad: leading zeros stay (journeys, rule 14).
#[component]
pub fn TextField(
    /// The field's name and its element's id.
    name: &'static str,
    label: Text,
    #[prop(optional, into)] hint: Option<Text>,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] state: Signal<Option<FormState>>,
    /// A number pad on a phone.
    #[prop(optional)]
    numeric: bool,
    #[prop(optional, into)] autocomplete: Option<&'static str>,
    /// `tel`, `email`; `text` otherwise.
    #[prop(default = "text")]
    kind: &'static str,
    /// Width in characters where the length is known: 2, 4, 12.
    #[prop(optional)]
    width: Option<u8>,
    /// Told of each change, for checks while typing.
    #[prop(optional, into)]
    typed: Option<Callback<String>>,
    /// Shown below, e.g. the meaning of the number while it is typed.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="field" class:field--problem=move || has_problem(name, state)>
            <label class="field__label" for=name>{t(label)}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{name}-hint")>{t(hint)}</p> })}
            <Problem name=name state=state />
            <input id=name name=name type=kind value=value class="field__input"
                class=("field__input--sized", width.is_some()) data-width=width
                inputmode=numeric.then_some("numeric") autocomplete=autocomplete spellcheck="false" translate="no"
                aria-describedby=described_by(name, hint.is_some(), state)
                aria-invalid=move || has_problem(name, state).then_some("true")
                on:input=move |event| if let Some(typed) = typed { typed.run(event_target_value(&event)) } />
            {children.map(|children| children())}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    name: &'static str,
    label: Text,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] state: Signal<Option<FormState>>,
) -> impl IntoView {
    view! {
        <div class="field" class:field--problem=move || has_problem(name, state)>
            <label class="field__label" for=name>{t(label)}</label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{name}-hint")>{t(hint)}</p> })}
            <Problem name=name state=state />
            <textarea id=name name=name rows="4" class="field__input" translate="no"
                aria-describedby=described_by(name, hint.is_some(), state)
                aria-invalid=move || has_problem(name, state).then_some("true")>{value}</textarea>
        </div>
    }
}

/// A box to tick, never ticked beforehand unless the person did so.
#[component]
pub fn Checkbox(
    name: &'static str,
    label: Text,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] state: Signal<Option<FormState>>,
    #[prop(optional, into)] changed: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <div class="field field--checkbox" class:field--problem=move || has_problem(name, state)>
            <Problem name=name state=state />
            <div class="checkbox">
                <input id=name name=name type="checkbox" value="true" checked=checked class="checkbox__input"
                    aria-describedby=described_by(name, hint.is_some(), state)
                    aria-invalid=move || has_problem(name, state).then_some("true")
                    on:change=move |event| if let Some(changed) = changed { changed.run(event_target_checked(&event)) } />
                <label class="checkbox__label" for=name>{t(label)}</label>
            </div>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{name}-hint")>{t(hint)}</p> })}
        </div>
    }
}

/// A verified value: it can be read and copied, but not changed; `reason` explains why.
#[component]
pub fn ReadOnlyField(
    name: &'static str,
    label: Text,
    #[prop(into)] value: String,
    /// Why it cannot be changed here.
    #[prop(optional, into)]
    reason: Option<Text>,
    /// Shown below: the source that vouches for the value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let described_by = reason.map(|_| format!("{name}-hint"));
    let reason = reason.map(|reason| view! { <p class="field__hint" id=format!("{name}-hint")>{t(reason)}</p> });
    view! {
        <div class="field field--verified">
            <label class="field__label" for=name>{t(label)}</label>
            {reason}
            <input id=name name=name type="text" value=value class="field__input" readonly translate="no"
                aria-describedby=described_by />
            {children.map(|children| children())}
        </div>
    }
}
