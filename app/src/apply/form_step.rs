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
    vouching::{Barrier, ClosedPanel, Need},
};
use leptos::{either::Either, prelude::*};

#[component]
pub fn FormStep(application: Application, save: ServerAction<SaveStep>, slip: Signal<Option<Slip>>) -> impl IntoView {
    let Application { procedure, step, applicant, barrier, entries, slip: drawn, .. } = application;
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
        {(step == 1).then(|| view! { <Who procedure=procedure.clone() applicant=applicant barrier=barrier /> })}
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
fn Who(procedure: String, applicant: Applicant, barrier: Option<Barrier>) -> impl IntoView {
    view! {
        <p>{t(apply::APPLICANT_LEAD)}</p>
        <SummaryList><ApplicantRows applicant=applicant /></SummaryList>
        <BarrierPart barrier=barrier procedure=procedure />
    }
}

/// What keeps the application from being sent, with the way to solve it now.
#[component]
pub fn BarrierPart(barrier: Option<Barrier>, procedure: String) -> impl IntoView {
    barrier.map(|barrier| match barrier.need {
        Need::SignIn | Need::Number => Either::Left(view! { <NumberMissing procedure=procedure /> }),
        Need::Match | Need::Vneid => {
            let wanted = form_path(&procedure);
            Either::Right(view! { <ClosedPanel barrier=barrier wanted=wanted /> })
        }
    })
}

/// "Chưa có số căn cước", what it means and the way to solve it now.
#[component]
fn NumberMissing(procedure: String) -> impl IntoView {
    view! {
        <Panel kind=PanelKind::Warning>
            <p><strong>{t(apply::NUMBER_NONE)}</strong></p>
            <p>{t(apply::NUMBER_NONE_WHY)}</p>
            <p><a href=number_path(&form_path(&procedure))>{t(apply::NUMBER_ADD)}</a></p>
        </Panel>
    }
}
