//! A step with fields.

use super::{
    Applicant, ApplicantRows,
    address::{form_path, number_path},
    fields::{entry, fields},
    functions::SaveStep,
    load::Application,
    step_field::StepField,
};
use crate::{
    i18n::{
        t,
        texts::{apply, common},
    },
    slip::Slip,
    ui::{Button, ButtonKind, ErrorSummary, Panel, PanelKind, SummaryList},
};
use leptos::prelude::*;

#[component]
pub fn FormStep(application: Application, save: ServerAction<SaveStep>, slip: Signal<Option<Slip>>) -> impl IntoView {
    let Application { procedure, step, applicant, entries, slip: drawn, .. } = application;
    // What was typed the last time comes before what is kept.
    let typed = drawn.map(|slip| slip.entries).unwrap_or_default();
    let known = |name: &str| typed.get(name).map_or_else(|| entry(&entries, name), String::as_str).to_owned();
    let rows = fields(&procedure, step)
        .iter()
        .map(|field| {
            // The owner's name is hidden by style alone while it has no meaning: the box above decides without scripts too.
            let class = (field.name == "owner_name").then_some("owner__name");
            view! { <div class=class><StepField field=field value=known(field.name) slip=slip /></div> }
        })
        .collect_view();
    view! {
        <ErrorSummary slip=slip />
        {(step == 1).then(|| view! { <Who procedure=procedure.clone() applicant=applicant /> })}
        <p class="secondary">{t(apply::NOTHING_REQUIRED)}</p>
        <ActionForm action=save attr:class="form owner" attr:novalidate=true>
            <input type="hidden" name="procedure" value=procedure.clone() />
            <input type="hidden" name="step" value=step.to_string() />
            {rows}
            <div class="buttons">
                <Button busy=save.pending()>{t(common::CONTINUE)}</Button>
                <Button kind=ButtonKind::Quiet name="later" value="true" busy=save.pending()>{t(apply::SAVE_FOR_LATER)}</Button>
            </div>
        </ActionForm>
    }
}

/// The person who applies, as known already.
#[component]
fn Who(procedure: String, applicant: Applicant) -> impl IntoView {
    let without_number = applicant.number.is_none();
    view! {
        <p>{t(apply::APPLICANT_LEAD)}</p>
        <SummaryList><ApplicantRows applicant=applicant /></SummaryList>
        {without_number.then(|| view! { <NumberMissing procedure=procedure /> })}
    }
}

/// "Chưa có số căn cước", what it means and the way to solve it now.
#[component]
pub fn NumberMissing(procedure: String) -> impl IntoView {
    view! {
        <Panel kind=PanelKind::Warning>
            <p><strong>{t(apply::NUMBER_NONE)}</strong></p>
            <p>{t(apply::NUMBER_NONE_WHY)}</p>
            <p><a href=number_path(&form_path(&procedure))>{t(apply::NUMBER_ADD)}</a></p>
        </Panel>
    }
}
