//! The last step: everything that was entered, what is missing, and "Gửi hồ sơ".

use super::{
    entry_list::entry_list,
    fields::{FIRST_STEPS, missing, step_name},
    form_step::BarrierPart,
    functions::SendDossier,
    load::Application,
};
use crate::{
    address,
    i18n::{Text, t, texts::apply},
    ui::{Panel, SendButton, StampField, follow, sending},
};
use congdan_domain::procedure::Procedure;
use leptos::prelude::*;

/// The step.
#[component]
pub fn CheckStep(application: Application) -> impl IntoView {
    let send = ServerAction::<SendDossier>::new();
    follow(send);
    let Application { procedure, applicant, barrier, entries, .. } = application;
    let before = view! { <BarrierPart barrier=barrier procedure=procedure.clone() /> };
    let lacking: Vec<_> = FIRST_STEPS.iter().flat_map(|step| missing(&procedure, *step, &entries)).collect();
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
        {(!lacking.is_empty()).then(|| view! {
            <Panel>
                <p><strong>{t(apply::MISSING_HEADING)}</strong></p>
                <ul>{lacking.into_iter().map(|field| view! { <li>{t(field.label)}</li> }).collect_view()}</ul>
                <p>{t(apply::MISSING_TEXT)}</p>
            </Panel>
        })}
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

fn papers(procedure: &str) -> Vec<Text> {
    let papers = |procedure: &'static Procedure| procedure.papers_vi.iter().zip(procedure.papers_en);
    Procedure::find(procedure).into_iter().flat_map(papers).map(|(vi, en)| Text { vi, en }).collect()
}
