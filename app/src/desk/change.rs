//! A new status for a dossier, with a word to the citizen.

use crate::{
    apply::status_text,
    form_state::FormState,
    i18n::{t, texts::desk},
    reply::{Failure, Reply},
    ui::{Button, RadioField, TextArea},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The statuses that an official gives, in the order of the work; the first text is what the form sends.
pub const OFFERED: [(&str, u8); 6] = [("2", 2), ("5", 5), ("4", 4), ("9", 9), ("10", 10), ("3", 3)];

#[server(endpoint = "can-bo/trang-thai")]
pub async fn change_status(
    #[server(default)] code: String,
    #[server(default)] status: String,
    #[server(default)] note: String,
) -> Result<Reply, Failure> {
    use crate::{
        apply,
        form_state::Problem,
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_flows::{desk, ports::dossiers::DossierStatus};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let (form, page) = (form_name(&visitor, &code), crate::address::desk_dossier(&code));
    // Authorisation comes before any word about the entries.
    let found = desk::dossier(&portal, &visitor, &code).await?;
    if found.map_err(super::refused)?.is_none() {
        return Err(request::fail(FailureKind::NotFound));
    }
    let chosen = OFFERED.iter().find(|(value, _)| *value == status).and_then(|(_, number)| DossierStatus::new(*number));
    let (chosen, words) = match (chosen, apply::paragraph(&note)) {
        (Some(chosen), Ok(words)) => (chosen, Some(words).filter(|words| !words.is_empty())),
        (chosen, words) => {
            let mut state = FormState::default();
            if chosen.is_none() {
                state.push("status", Problem::ChoiceMissing);
            }
            if let Err(problem) = words {
                state.push("note", problem);
            }
            state.entries = [("status", status), ("note", note)].map(|(name, text)| (name.to_owned(), text)).into();
            return request::answer(&form, &page, Reply::Invalid(state)).await;
        }
    };
    let changed = desk::change_status(&portal, &visitor, &code, chosen, words).await?;
    if !changed.map_err(super::refused)? {
        return Err(request::fail(FailureKind::NotFound));
    }
    request::answer(&form, &page, Reply::go_with(page.clone(), Notice::StatusChanged)).await
}

/// The name under which the form's state is remembered: of this official.
#[cfg(feature = "ssr")]
pub(super) fn form_name(visitor: &congdan_flows::session::Visitor, code: &str) -> String {
    format!("can-bo:{}:{code}", visitor.account.id)
}

#[component]
pub fn StatusForm(
    code: String,
    /// The present status.
    status: u8,
    /// What was typed the last time.
    typed: BTreeMap<String, String>,
    change: ServerAction<ChangeStatus>,
    state: Signal<Option<FormState>>,
) -> impl IntoView {
    let chosen = typed.get("status").cloned().unwrap_or_else(|| status.to_string());
    let note = typed.get("note").cloned().unwrap_or_default();
    let choices = OFFERED.iter().map(|(value, number)| (*value, status_text(*number))).collect();
    view! {
        <ActionForm action=change attr:class="form" attr:novalidate=true>
            <input type="hidden" name="code" value=code />
            <RadioField name="status" legend=desk::NEW_STATUS hint=desk::NEW_STATUS_HINT choices=choices value=chosen state=state />
            <TextArea name="note" label=desk::NOTE hint=desk::NOTE_HINT value=note state=state />
            <Button busy=change.pending()>{t(desk::SAVE)}</Button>
        </ActionForm>
    }
}
