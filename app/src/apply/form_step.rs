//! A step with fields.

use super::{
    Applicant, ApplicantRows,
    fields::{entry, fields, is_required},
    functions::SaveStep,
    load::Application,
    step_field::StepField,
};
use crate::{
    address,
    form_state::FormState,
    i18n::{
        t,
        texts::{apply, common},
    },
    idle::TimeLimit,
    ui::{Button, ButtonKind, ErrorSummary, Panel, PanelKind, SendButton, StampField, SummaryList, sending},
    vouching::{Barrier, ClosedPanel, Need},
};
use congdan_domain::WantedPath;
use leptos::{either::Either, prelude::*};

/// The step, filled in.
#[component]
pub fn FormStep(
    application: Application,
    save: ServerAction<SaveStep>,
    state: Signal<Option<FormState>>,
) -> impl IntoView {
    let Application { procedure, step, applicant, barrier, entries, version, state: drawn, .. } = application;
    // What was typed the last time comes before the draft.
    let typed = drawn.map(|state| state.entries).unwrap_or_default();
    let known = |name: &str| typed.get(name).map_or_else(|| entry(&entries, name), String::as_str).to_owned();
    let drawn_version = typed.get("version").cloned().unwrap_or_else(|| version.to_string());
    // After "saved in another window" the next press is about that version.
    let seen = move || {
        let answered = state.with(|state| state.as_ref().and_then(|state| state.entry("version")).map(str::to_owned));
        answered.unwrap_or_else(|| drawn_version.clone())
    };
    let rows = fields(&procedure, step)
        .iter()
        .map(|field| {
            // These are hidden by style alone while they have no meaning: the choice above decides without scripts too.
            let class = match field.name {
                "owner_name" | "owner_number" => Some("owner__name"),
                "delivery_address" => Some("delivery__address"),
                _ => None,
            };
            let needed =
                is_required(&procedure, field.name).then(|| view! { <p class="secondary">{t(apply::NEEDED)}</p> });
            view! { <div class=class><StepField field=field value=known(field.name) state=state />{needed}</div> }
        })
        .collect_view();
    view! {
        <ErrorSummary state=state />
        {(step == 1).then(|| view! { <ApplicantPart procedure=procedure.clone() applicant=applicant barrier=barrier /> })}
        <p class="secondary">{t(apply::NOTHING_REQUIRED)}</p>
        <ActionForm action=save attr:class="form owner" attr:novalidate=true>
            <StampField />
            <input type="hidden" name="procedure" value=procedure.clone() />
            <input type="hidden" name="step" value=step.to_string() />
            <input type="hidden" name="version" value=seen />
            {rows}
            <TimeLimit />
            <div class="buttons">
                <SendButton sending=sending(save) label=common::CONTINUE />
                <Button kind=ButtonKind::Quiet name="later" value="true" busy=save.pending()>{t(apply::SAVE_FOR_LATER)}</Button>
            </div>
        </ActionForm>
    }
}

/// The person who applies, as known already.
#[component]
fn ApplicantPart(procedure: String, applicant: Applicant, barrier: Option<Barrier>) -> impl IntoView {
    view! {
        <p>{t(apply::APPLICANT_LEAD)}</p>
        <SummaryList><ApplicantRows applicant=applicant /></SummaryList>
        <BarrierPart barrier=barrier procedure=procedure />
    }
}

/// The CCCD screen, which leads back to the application for this procedure.
pub(super) fn number_before(procedure: &str) -> String {
    address::number_form(&WantedPath::parse_or_home(&address::application(procedure)))
}

/// What keeps the application from being sent, with the way to solve it now.
#[component]
pub fn BarrierPart(barrier: Option<Barrier>, procedure: String) -> impl IntoView {
    barrier.map(|barrier| match barrier.need {
        Need::SignIn | Need::Number => Either::Left(view! { <NumberMissing procedure=procedure /> }),
        Need::Match | Need::Vneid => {
            let wanted = address::application(&procedure);
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
            <p><a href=number_before(&procedure)>{t(apply::NUMBER_ADD)}</a></p>
        </Panel>
    }
}
