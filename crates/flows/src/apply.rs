//! The online application (guide III): a draft that is never lost, and the gate at its end.

use crate::{
    Portal,
    gate::{self, Missing},
    ports::{
        StoreError,
        accounts::Person,
        audit::AuditKind,
        dossiers::{Dossier, Draft, Submission},
    },
    session::Visitor,
};
use congdan_domain::{GatedAct, WantedPath, procedure::Procedure};
use std::collections::BTreeMap;

/// The number of steps of the form; the last one is the check before sending.
pub const LAST_STEP: u8 = 4;

/// The draft of this person for this procedure, a fresh one where there is none.
pub async fn draft(portal: &Portal, visitor: &Visitor, procedure: &Procedure) -> Result<Draft, StoreError> {
    let kept = portal.store.draft(visitor.account.id, procedure.code).await?;
    Ok(kept.unwrap_or_else(|| Draft {
        id: portal.world.id(),
        account: visitor.account.id,
        procedure: procedure.code.to_owned(),
        entries: BTreeMap::new(),
        step: 1,
        wants_submission: false,
        updated_at: portal.world.now(),
    }))
}

/// Stores the entries of one step and opens `next_step`.
pub async fn save_step(
    portal: &Portal,
    visitor: &Visitor,
    procedure: &Procedure,
    entries: BTreeMap<String, String>,
    next_step: u8,
) -> Result<Draft, StoreError> {
    let mut draft = draft(portal, visitor, procedure).await?;
    draft.entries.extend(entries);
    draft.step = next_step.clamp(1, LAST_STEP);
    draft.wants_submission = false;
    draft.updated_at = portal.world.now();
    portal.store.save_draft(draft.clone()).await?;
    Ok(draft)
}

/// How "Gửi hồ sơ" ended.
#[derive(Debug)]
pub enum Sent {
    /// The application is a dossier now.
    Done(Dossier),
    /// The draft stays, and remembers that it wants to be sent.
    Missing(Missing),
    /// There is no finished draft to send: it was sent before, or is not at its last step.
    NothingToSend,
}

/// "Gửi hồ sơ". The gate is here, whatever the page showed.
pub async fn send(portal: &Portal, visitor: &Visitor, procedure: &Procedure) -> Result<Sent, StoreError> {
    let draft = portal.store.draft(visitor.account.id, procedure.code).await?;
    let Some(mut draft) = draft.filter(|draft| draft.step >= LAST_STEP) else { return Ok(Sent::NothingToSend) };
    let number = match (gate::missing(portal, Some(visitor), GatedAct::Apply), &visitor.account.person.number) {
        (None, Some(number)) => number.value.clone(),
        (missing, _) => {
            draft.wants_submission = true;
            draft.updated_at = portal.world.now();
            portal.store.save_draft(draft).await?;
            return Ok(Sent::Missing(missing.unwrap_or(Missing::Number)));
        }
    };
    let person = &visitor.account.person;
    draft.entries.extend(applicant(person));
    let unit = portal.desk.receiving_unit(addresses(person)).to_owned();
    let submission = Submission { draft, unit, number, day: portal.world.today(), at: portal.world.now() };
    let audit = portal.event(Some(visitor.account.id), AuditKind::DossierSubmitted, procedure.code);
    Ok(Sent::Done(portal.store.submit(submission, audit).await?))
}

/// The applicant, as the account knew them at the moment of sending: it goes with the dossier and no longer changes.
fn applicant(person: &Person) -> impl Iterator<Item = (String, String)> {
    let name = person.full_name.as_ref().map(|name| name.value.as_str().to_owned());
    let birth_date = person.birth_date.as_ref().map(|date| date.value.display());
    let number = person.number.as_ref().map(|number| number.value.masked());
    [("applicant_name", name), ("applicant_birth_date", birth_date), ("applicant_number", number)]
        .into_iter()
        .filter_map(|(entry, value)| Some((entry.to_owned(), value?)))
}

/// Where the applicant lives: the register's address before the person's own.
fn addresses(person: &Person) -> impl Iterator<Item = &str> {
    let registered = person.address.as_ref().map(|address| address.value.as_str());
    [registered, person.contact.address.as_deref()].into_iter().flatten()
}

/// Whether the wanted page is an application that waits for nothing but the number or its match: there the CCCD screen has no
/// "Bỏ qua".
pub async fn waits_for_number(portal: &Portal, visitor: &Visitor, wanted: &WantedPath) -> Result<bool, StoreError> {
    let code = wanted.path().strip_prefix("/thu-tuc/").and_then(|rest| rest.strip_suffix("/nop-ho-so"));
    let Some(code) = code else { return Ok(false) };
    let draft = portal.store.draft(visitor.account.id, code).await?;
    Ok(draft.is_some_and(|draft| draft.wants_submission))
}
