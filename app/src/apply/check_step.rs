//! The last step: everything that was entered, what is missing, and "Gửi hồ sơ".

use super::{
    entry_list::entry_list,
    fields::{FIRST_STEPS, find, step_name},
    form_step::BarrierPart,
    functions::SendDossier,
    load::Application,
};
use crate::{
    address, browser,
    form_state::FormState,
    i18n::{
        Text, t,
        texts::{apply, common},
    },
    ui::{SendButton, StampField, follow, form_state_signal, has_errors, sending},
};
use congdan_domain::procedure::Procedure;
use leptos::prelude::*;

/// The step.
#[component]
pub fn CheckStep(application: Application) -> impl IntoView {
    let send = ServerAction::<SendDossier>::new();
    let Application { procedure, applicant, barrier, lacking, entries, state, .. } = application;
    let state = form_state_signal(follow(send), state);
    let before = view! { <BarrierPart barrier=barrier procedure=procedure.clone() /> };
    let sections = FIRST_STEPS
        .into_iter()
        .map(|step| {
            view! {
                <div class="section-head">
                    <h3>{t(step_name(step))}</h3>
                    <a href=address::application_step(&procedure, step)>
                        {t(apply::CHANGE)}<span class="visually-hidden">": "{t(step_name(step))}</span>
                    </a>
                </div>
                {entry_list(&procedure, step, &applicant, &entries, apply::MISSING_ROW)}
            }
        })
        .collect_view();
    let papers = papers(&procedure);
    view! {
        {before}
        <LackingPart procedure=procedure.clone() lacking=lacking state=state />
        {sections}
        <h3>{t(apply::PAPERS)}</h3>
        <p>{t(apply::PAPERS_TEXT)}</p>
        <ul>{papers.into_iter().map(|paper| view! { <li>{t(paper)}</li> }).collect_view()}</ul>
        <ActionForm action=send attr:class="form">
            <StampField />
            <input type="hidden" name="procedure" value=procedure />
            <p>{t(apply::SEND_TEXT)}</p>
            <SendButton sending=sending(send) label=apply::SEND />
        </ActionForm>
    }
}

/// What is still needed, each with the way to its field: a panel, and an error summary once "Gửi hồ sơ" was refused for it.
#[component]
fn LackingPart(procedure: String, lacking: Vec<String>, state: Signal<Option<FormState>>) -> impl IntoView {
    let is_refused = has_errors(state);
    Effect::new(move |_| {
        if is_refused.get() {
            request_animation_frame(|| browser::focus_id("error-summary"));
        }
    });
    move || {
        let refused = state.with(|state| state.as_ref().map(|state| state.errors.clone()).unwrap_or_default());
        let names =
            if refused.is_empty() { lacking.clone() } else { refused.into_iter().map(|error| error.field).collect() };
        let lines: Vec<_> = names
            .iter()
            .filter_map(|name| find(&procedure, name))
            .map(|(step, field)| {
                let to = format!("{}#{}", address::application_step(&procedure, step), field.name);
                let words = if field.name == "phone" { apply::LACKS_CONTACT } else { field.label };
                // The browser itself brings the person to the field.
                view! { <li><a href=to rel="external">{t(words)}</a></li> }
            })
            .collect();
        (!lines.is_empty()).then(|| {
            let refused = is_refused.get();
            let class = if refused { "error-summary" } else { "panel panel--warning" };
            let role = refused.then_some("alert");
            let heading = if refused { common::ERRORS_TO_MEND } else { apply::LACKING_HEADING };
            view! {
                <div class=class id="error-summary" tabindex="-1" role=role autofocus=refused
                    aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{t(heading)}</h2>
                    <ul>{lines}</ul>
                    <p>{t(apply::LACKING_TEXT)}</p>
                </div>
            }
        })
    }
}

fn papers(procedure: &str) -> Vec<Text> {
    let papers = |procedure: &'static Procedure| procedure.papers_vi.iter().zip(procedure.papers_en);
    Procedure::find(procedure).into_iter().flat_map(papers).map(|(vi, en)| Text { vi, en }).collect()
}
