//! A new status for a dossier, with a word to the citizen.

use crate::{
    apply::status_text,
    form_state::FormState,
    i18n::{t, texts::desk},
    reply::{Failure, Reply},
    ui::{RadioField, SendButton, StampField, TextArea, sending},
};
use congdan_domain::DossierStatus;
use leptos::{either::Either, prelude::*};
use std::collections::BTreeMap;

/// Gives a dossier of the official's unit its next status. `version` is the one that the page showed: where another official
/// was faster nothing is overwritten, and what was typed is kept.
#[server(endpoint = "can-bo/trang-thai")]
pub async fn change_status(
    #[server(default)] code: String,
    #[server(default)] version: String,
    #[server(default)] status: String,
    #[server(default)] note: String,
) -> Result<Reply, Failure> {
    use crate::{
        address, apply,
        form_state::Problem,
        reply::Notice,
        request::{self, NOTICE, OwnForm, RequestKind},
    };
    use congdan_flows::desk::{self, Change, ChangeOutcome};
    let portal = request::portal();
    let page = address::desk_dossier(&code);
    let name = form_name(&code);
    let visitor = request::acting(OwnForm::filled_in(&name, &page, &["status", "note"])).await?;
    let form = request::form_of(&name, &visitor);
    // Authorisation comes before any word about the entries.
    desk::check(&portal, &visitor, &code).await.map_err(super::refused)?;
    let entries = [("status", &status), ("note", &note)].map(|(name, text)| (name.to_owned(), text.clone())).into();
    let mut state = FormState { entries, ..FormState::default() };
    let words = match apply::paragraph(&note) {
        Ok(words) => words,
        Err(problem) => {
            state.push("note", problem);
            return request::answer(&form, &page, Reply::Invalid(state)).await;
        }
    };
    let change = Change {
        // A version that is no number counts as an old one.
        version: version.parse().unwrap_or_default(),
        status: status.parse().ok().and_then(DossierStatus::new),
        note: Some(words).filter(|words| !words.is_empty()),
    };
    match desk::change(&portal, &visitor, &code, change).await.map_err(super::refused)? {
        ChangeOutcome::Done => request::answer(&form, &page, Reply::go_with(page.clone(), Notice::StatusChanged)).await,
        ChangeOutcome::NotOffered => {
            state.push("status", Problem::ChoiceMissing);
            request::answer(&form, &page, Reply::Invalid(state)).await
        }
        ChangeOutcome::ReasonMissing => {
            state.push("note", Problem::ReasonMissing);
            request::answer(&form, &page, Reply::Invalid(state)).await
        }
        ChangeOutcome::Outdated => {
            // The form is drawn anew with the dossier as it is now, and with the words that were typed.
            state.entries.remove("status");
            request::answer(&form, &page, Reply::Invalid(state)).await?;
            if request::info().kind == RequestKind::PlainForm {
                request::remember(&NOTICE, &Notice::DossierUpdated).await?;
            }
            Ok(Reply::go_with(page, Notice::DossierUpdated))
        }
    }
}

/// The name under which the form's state is remembered.
#[cfg(feature = "ssr")]
pub(super) fn form_name(code: &str) -> String {
    format!("can-bo:{code}")
}

/// What the form sends for a status.
const fn value(status: DossierStatus) -> &'static str {
    const VALUES: [&str; 11] = ["", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    VALUES[status.number() as usize]
}

/// Offers the statuses that may follow the present one; nothing after a final one.
#[component]
pub fn StatusForm(
    code: String,
    version: i32,
    /// The present status.
    status: u8,
    /// What was typed the last time.
    typed: BTreeMap<String, String>,
    change: ServerAction<ChangeStatus>,
    state: Signal<Option<FormState>>,
) -> impl IntoView {
    let offered = DossierStatus::new(status).map_or(&[][..], DossierStatus::next);
    if offered.is_empty() {
        return Either::Left(view! { <p>{t(desk::FINAL)}</p> });
    }
    let chosen = typed.get("status").cloned().unwrap_or_default();
    let note = typed.get("note").cloned().unwrap_or_default();
    let choices = offered.iter().map(|status| (value(*status), status_text(status.number()))).collect();
    Either::Right(view! {
        <ActionForm action=change attr:class="form" attr:novalidate=true>
            <StampField />
            <input type="hidden" name="code" value=code />
            <input type="hidden" name="version" value=version.to_string() />
            <RadioField name="status" legend=desk::NEW_STATUS hint=desk::NEW_STATUS_HINT choices=choices value=chosen state=state />
            <TextArea name="note" label=desk::NOTE hint=desk::NOTE_HINT value=note state=state />
            <SendButton sending=sending(change) label=desk::SAVE />
        </ActionForm>
    })
}
