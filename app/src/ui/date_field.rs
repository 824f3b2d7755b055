//! A birth date in three fields, or a year alone ("chỉ biết năm sinh"): journeys, rule 14.

use super::field::{Problem, described_by, has_problem};
use crate::{
    form_state::{self, FormState},
    i18n::{Text, t, texts::common},
};
use leptos::prelude::*;

/// The field of the date that a problem is about; `None` for the date as a whole.
pub(super) const fn date_part(problem: form_state::Problem) -> Option<&'static str> {
    match problem {
        form_state::Problem::BirthDay => Some("day"),
        form_state::Problem::BirthMonth => Some("month"),
        form_state::Problem::BirthYear => Some("year"),
        _ => None,
    }
}

/// Fields `day`, `month`, `year` and the box `year_only`; a problem of the date has the name `birth_date`.
#[component]
pub fn BirthDateField(
    legend: Text,
    #[prop(optional, into)] hint: Option<Text>,
    #[prop(optional, into)] day: String,
    #[prop(optional, into)] month: String,
    #[prop(optional, into)] year: String,
    #[prop(optional)] year_only: bool,
    #[prop(optional, into)] state: Signal<Option<FormState>>,
    /// Told of each change with the field's name and its new text, for checks while typing.
    #[prop(optional, into)]
    typed: Option<Callback<(&'static str, String)>>,
) -> impl IntoView {
    // The part that is wrong; an error of the date as a whole marks all three.
    let is_wrong = move |name: &str| {
        state
            .with(|state| state.as_ref().and_then(|state| state.problem("birth_date")))
            .is_some_and(|problem| date_part(problem).is_none_or(|part| part == name))
    };
    let part = move |name: &'static str, label: Text, value: String, width: u8, autocomplete: &'static str| {
        view! {
            <div class="date__part">
                <label class="date__label" for=name>{t(label)}</label>
                <input id=name name=name type="text" inputmode="numeric" class="field__input field__input--sized"
                    data-width=width value=value autocomplete=autocomplete translate="no"
                    aria-invalid=move || is_wrong(name).then_some("true")
                    on:input=move |event| if let Some(typed) = typed { typed.run((name, event_target_value(&event))) } />
            </div>
        }
    };
    view! {
        <fieldset class="field date" id="birth_date" class:field--problem=move || has_problem("birth_date", state)
            aria-describedby=described_by("birth_date", hint.is_some(), state)>
            <legend class="field__label">{t(legend)}</legend>
            {hint.map(|hint| view! { <p class="field__hint" id="birth_date-hint">{t(hint)}</p> })}
            <Problem name="birth_date" state=state />
            <div class="date__parts">
                {part("day", common::DAY, day, 2, "bday-day")}
                {part("month", common::MONTH, month, 2, "bday-month")}
                {part("year", common::YEAR, year, 4, "bday-year")}
            </div>
            <div class="checkbox">
                <input id="year_only" name="year_only" type="checkbox" value="true" checked=year_only class="checkbox__input"
                    on:change=move |event| if let Some(typed) = typed {
                        typed.run(("year_only", event_target_checked(&event).to_string()));
                    } />
                <label class="checkbox__label" for="year_only">{t(common::YEAR_ONLY)}</label>
            </div>
        </fieldset>
    }
}
