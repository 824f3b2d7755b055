//! "Có lỗi cần sửa" (GOV.UK error summary): at the top, focused, each line a link to its field.

use super::date_field::date_part;
use crate::{
    browser,
    form_state::{FieldError, FormState},
    i18n::{language, t, texts::common},
};
use leptos::{ev::MouseEvent, prelude::*};

/// The element to mend: a date's own part, not the group around it.
fn target(error: &FieldError) -> String {
    match error.field.as_str() {
        "birth_date" => date_part(error.problem).unwrap_or("day").to_owned(),
        field => field.to_owned(),
    }
}

/// The summary; nothing while the form has no errors.
#[component]
pub fn ErrorSummary(#[prop(into)] state: Signal<Option<FormState>>) -> impl IntoView {
    Effect::new(move |_| {
        if state.with(|state| state.as_ref().is_some_and(|state| !state.errors.is_empty())) {
            request_animation_frame(|| browser::focus_id("error-summary"));
        }
    });
    move || {
        let errors = state.with(|state| state.as_ref().map(|state| state.errors.clone()).unwrap_or_default());
        (!errors.is_empty()).then(|| {
            let lines = errors
                .into_iter()
                .map(|error| {
                    let target = target(&error);
                    let href = format!("#{target}");
                    let focus = move |event: MouseEvent| {
                        event.prevent_default();
                        browser::focus_id(&target);
                    };
                    view! {
                        <li><a href=href rel="external" on:click=focus>
                            {error.problem.text().in_language(language())}
                        </a></li>
                    }
                })
                .collect_view();
            view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{t(common::ERRORS_TO_MEND)}</h2>
                    <ul>{lines}</ul>
                </div>
            }
        })
    }
}
