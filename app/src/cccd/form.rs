//! The form: "Cập nhật", and "Bỏ qua" with what it means.

use super::{
    functions::{SkipNumber, UpdateNumber},
    load::FormInfo,
    lost::LostNumberPart,
    outcome::LastTry,
};
use crate::{
    entry::{ConsentField, EntryFields},
    form_state::FormState,
    i18n::{
        t,
        texts::{cccd, common},
    },
    idle::TimeLimit,
    resolution::MakeSlip,
    ui::{
        ButtonKind, ErrorSummary, Main, Panel, PanelKind, SendButton, StampField, form_state_signal, has_errors,
        sending,
    },
};
use leptos::{ev::SubmitEvent, form::FromFormData, prelude::*};

/// The page with the form.
#[component]
pub fn NumberForm(
    form: FormInfo,
    update: ServerAction<UpdateNumber>,
    skip: ServerAction<SkipNumber>,
    make: ServerAction<MakeSlip>,
    answered: Signal<Option<FormState>>,
) -> impl IntoView {
    let FormInfo { wanted, can_skip, lost, typed, today, sex, consent_since, last_try, state: drawn } = form;
    let consent_needed = consent_since.is_none();
    // Errors that the browser finds by itself need no round trip; the server checks all the same.
    let found_here = RwSignal::new(None::<FormState>);
    let from_server = form_state_signal(answered, drawn);
    let state = Signal::derive(move || found_here.get().or_else(|| from_server.get()));
    let has_errors = has_errors(state);
    let check = move |event: SubmitEvent| {
        let Ok(entered) = UpdateNumber::from_event(&event) else { return };
        let problem = entered.typed.check(today, consent_needed).err();
        if problem.is_some() {
            event.prevent_default();
        }
        found_here.set(problem);
    };
    let ticked = typed.agrees();
    let skip_to = wanted.clone();
    let lost = lost.map(|lost| view! { <LostNumberPart lost=lost make=make wanted=wanted.clone() /> });
    view! {
        <Main heading=cccd::HEADING has_errors=has_errors>
            <ErrorSummary state=state />
            {lost}
            <p>{t(cccd::WHY)}</p>
            {last_try.map(|hours| view! { <LastTry hours=hours /> })}
            {(!can_skip).then(|| view! { <Panel><p>{t(cccd::REQUIRED)}</p></Panel> })}
            <ActionForm action=update attr:novalidate=true on:submit:capture=check>
                <StampField />
                <input type="hidden" name="tiep" value=wanted />
                <EntryFields typed=typed today=today sex=sex state=state />
                <ConsentField ticked=ticked since=consent_since state=state />
                <TimeLimit />
                <div class="buttons"><SendButton sending=sending(update) label=common::UPDATE /></div>
            </ActionForm>
            {can_skip.then(|| view! {
                <Panel kind=PanelKind::Warning>
                    <p>{t(cccd::SKIP_MEANS)}</p>
                    <SkipForm skip=skip wanted=skip_to />
                </Panel>
            })}
        </Main>
    }
}

/// "Bỏ qua": on to the wanted page without the number.
#[component]
pub fn SkipForm(skip: ServerAction<SkipNumber>, wanted: String) -> impl IntoView {
    view! {
        <ActionForm action=skip>
            <StampField />
            <input type="hidden" name="tiep" value=wanted />
            <SendButton sending=sending(skip) label=common::SKIP kind=ButtonKind::Secondary />
        </ActionForm>
    }
}
