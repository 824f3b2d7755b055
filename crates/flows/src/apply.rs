//! The online application (guide III): a draft that is never lost, and the gate at its end.

use crate::{
    Portal,
    gate::{self, Missing},
    ports::{
        StoreError,
        accounts::Person,
        audit::AuditKind,
        dossiers::{Dossier, Draft, DraftWritten, Owner, Submission},
    },
    session::Visitor,
};
use congdan_domain::{
    Cccd, GatedAct, WantedPath,
    application::{self, AccountReach},
    procedure::Procedure,
};
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
        version: 0,
    }))
}

/// How saving a step ended.
#[derive(Debug)]
pub enum StepSaved {
    /// The draft is kept.
    Done(Draft),
    /// Another window has saved something else on this step: nothing was written.
    ChangedElsewhere(Draft),
    /// The draft that the page was drawn from is not there any more: it was sent, or begun anew.
    Gone,
}

/// Stores the entries of one step and opens `next_step`. `seen` is the version that the page was drawn from: what another
/// window has saved since then on the same step is not overwritten unseen.
pub async fn save_step(
    portal: &Portal,
    visitor: &Visitor,
    procedure: &Procedure,
    entries: BTreeMap<String, String>,
    next_step: u8,
    seen: i32,
) -> Result<StepSaved, StoreError> {
    loop {
        let mut draft = draft(portal, visitor, procedure).await?;
        if seen > draft.version {
            return Ok(StepSaved::Gone);
        }
        let is_other = |(name, value): (&String, &String)| draft.entries.get(name).is_some_and(|kept| kept != value);
        if seen < draft.version && entries.iter().any(is_other) {
            return Ok(StepSaved::ChangedElsewhere(draft));
        }
        draft.entries.extend(entries.clone());
        draft.step = next_step.clamp(1, LAST_STEP);
        draft.wants_submission = false;
        draft.updated_at = portal.world.now();
        match portal.store.save_draft(draft.clone()).await? {
            DraftWritten::Done => return Ok(StepSaved::Done(draft)),
            // Another window was faster in this very moment: what it has saved is looked at.
            DraftWritten::Outdated => {}
            // The page leads to the sign-in, which explains why.
            DraftWritten::AccountClosed => return Ok(StepSaved::Gone),
        }
    }
}

/// How "Gửi hồ sơ" ended.
#[derive(Debug)]
pub enum Sent {
    /// The application is a dossier now.
    Done(Dossier),
    /// The draft stays, and remembers that it wants to be sent.
    Missing(Missing),
    /// Another window has changed the draft in this moment, or a merge has ended the account: the person looks at it again.
    ChangedElsewhere,
    /// The draft stays: these entries are needed, by field name.
    Incomplete(Vec<&'static str>),
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
            // Whoever saves it in this very moment asks again on its last step.
            let _: DraftWritten = portal.store.save_draft(draft).await?;
            return Ok(Sent::Missing(missing.unwrap_or(Missing::Number)));
        }
    };
    let person = &visitor.account.person;
    let lacking = lacking(person, procedure, &draft.entries);
    if !lacking.is_empty() {
        return Ok(Sent::Incomplete(lacking));
    }
    draft.entries.extend(applicant(person));
    add_reach(person, &mut draft.entries);
    let unit = portal.desk.receiving_unit(addresses(person)).to_owned();
    let owner = owner(&draft.entries);
    let submission = Submission { draft, unit, number, owner, day: portal.world.today(), at: portal.world.now() };
    let audit = portal.event(Some(visitor.account.id), AuditKind::DossierSubmitted, procedure.code);
    Ok(portal.store.submit(submission, audit).await?.map_or(Sent::ChangedElsewhere, Sent::Done))
}

/// Whose dossier it is, as the first step says.
fn owner(entries: &BTreeMap<String, String>) -> Owner {
    let entry = |name: &str| entries.get(name).map(String::as_str).unwrap_or_default();
    if entry("owner_name").is_empty() && entry("owner_number").is_empty() {
        return Owner::Applicant;
    }
    Owner::Other(Cccd::from_trusted(entry("owner_number")).ok())
}

/// The entries without which the application cannot be sent, by field name.
pub fn lacking(person: &Person, procedure: &Procedure, entries: &BTreeMap<String, String>) -> Vec<&'static str> {
    let contact = &person.contact;
    let account = AccountReach {
        has_contact: contact.phone.is_some() || contact.email.is_some(),
        has_address: contact.address.is_some(),
    };
    application::lacking(procedure, entries, account)
}

/// How the person is reached, where the application leaves it to the account: an official has to see it.
fn add_reach(person: &Person, entries: &mut BTreeMap<String, String>) {
    let contact = &person.contact;
    let by_post = entries.get("delivery").is_some_and(|delivery| delivery == "post");
    let address = contact.address.clone().filter(|_| by_post);
    for (name, known) in [("phone", contact.phone.clone()), ("delivery_address", address)] {
        if let Some(known) = known {
            let entry = entries.entry(name.to_owned()).or_default();
            if entry.is_empty() {
                *entry = known;
            }
        }
    }
    if entries.get("phone").is_none_or(String::is_empty)
        && let Some(email) = &contact.email
    {
        entries.insert("applicant_email".to_owned(), email.clone());
    }
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
