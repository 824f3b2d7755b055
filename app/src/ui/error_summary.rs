//! "Có lỗi cần sửa" (GOV.UK error summary): at the top, focused, each line a link to its field.

use crate::{
    browser,
    i18n::{language, t, texts::common},
    slip::Slip,
};
use leptos::{ev::MouseEvent, prelude::*};

#[component]
pub fn ErrorSummary(#[prop(into)] slip: Signal<Option<Slip>>) -> impl IntoView {
    Effect::new(move |_| {
        if slip.with(|slip| slip.as_ref().is_some_and(|slip| !slip.errors.is_empty())) {
            request_animation_frame(|| browser::focus_id("error-summary"));
        }
    });
    move || {
        let errors = slip.with(|slip| slip.as_ref().map(|slip| slip.errors.clone()).unwrap_or_default());
        (!errors.is_empty()).then(|| {
            let lines = errors
                .into_iter()
                .map(|error| {
                    let field = error.field.clone();
                    let focus = move |event: MouseEvent| {
                        event.prevent_default();
                        browser::focus_id(&field);
                    };
                    view! {
                        <li><a href=format!("#{}", error.field) rel="external" on:click=focus>
                            {error.problem.text().in_language(language())}
                        </a></li>
                    }
                })
                .collect_view();
            view! {
                <div class="error-summary" id="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{t(common::ERRORS_TO_MEND)}</h2>
                    <ul>{lines}</ul>
                </div>
            }
        })
    }
}
