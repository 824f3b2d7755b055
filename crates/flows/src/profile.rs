//! The profile (guide III.1–2): the person's own contact data, and the register's word for the rest.

use crate::{
    Portal,
    cccd::{self, Asking, Report},
    ports::{
        StoreError,
        accounts::{Account, Contact, Person, Written},
        audit::AuditKind,
        matching::Entry,
        provider::ProviderKind,
    },
    proof,
    session::Visitor,
    synchronisation,
};
use congdan_domain::Outcome;

/// The entry that a synchronisation would ask about, where the account knows all three.
pub fn known_entry(person: &Person) -> Option<Entry> {
    Some(Entry {
        number: person.number.as_ref()?.value.clone(),
        full_name: person.full_name.as_ref()?.value.clone(),
        birth_date: person.birth_date.as_ref()?.value,
    })
}

/// Phone and e-mail as the national account says them: whether they are used is the person's choice.
pub async fn contact_at_national(portal: &Portal, account: &Account) -> Result<Contact, StoreError> {
    let is_national = |id: &str| portal.provider(id).is_some_and(|provider| provider.kind() == ProviderKind::National);
    let said = portal.store.asserted(account.id).await?;
    let said = said.into_iter().find(|asserted| is_national(&asserted.provider));
    Ok(said.map(|asserted| asserted.person.contact).unwrap_or_default())
}

/// Stores what the person declares of themselves, before anything else is tried: it is not lost when the register is away.
pub async fn save_contact(portal: &Portal, visitor: &Visitor, contact: Contact) -> Result<Visitor, StoreError> {
    if visitor.account.person.contact == contact {
        return Ok(visitor.clone());
    }
    let audit = portal.event(Some(visitor.account.id), AuditKind::ProfileChanged, "contact");
    match portal.store.save_contact(visitor.account.id, contact.clone(), audit).await? {
        Written::Done => {
            let person = Person { contact, ..visitor.account.person.clone() };
            Ok(Visitor { session: visitor.session.clone(), account: Account { person, ..visitor.account.clone() } })
        }
        Written::NumberTaken | Written::IdentityTaken | Written::Outdated => Err(StoreError::Unavailable),
    }
}

/// How a synchronisation ended.
#[derive(Debug)]
pub enum Synchronised {
    /// Nothing to report where the account has changed meanwhile ([`cccd::match_number`]).
    Asked(Option<Report>),
    /// VNeID says another number than the account has: a change of number demands a recent proof (rule 13).
    ProofNeeded,
}

/// Asks the register: "Cập nhật" of the profile, or "Cập nhật từ CSDL Quốc gia về Dân cư". Where VNeID says something newer than
/// the profile's own words, that is what it is asked about first: a changed name is known there under the new one only.
pub async fn synchronise(
    portal: &Portal,
    visitor: &Visitor,
    own: Entry,
    asking: Asking<'_>,
) -> Result<Synchronised, StoreError> {
    if let Some(newest) = synchronisation::newest(portal, &visitor.account, &own).await? {
        if newest.number != own.number && !proof::is_recent(portal, visitor) {
            return Ok(Synchronised::ProofNeeded);
        }
        let report = cccd::match_number(portal, visitor, newest, asking).await?;
        if report.as_ref().is_none_or(|report| report.outcome != Outcome::NotFound) {
            return Ok(Synchronised::Asked(report));
        }
        // The consent was recorded with the first question.
        let asking = Asking { consent_now: false, ..asking };
        return cccd::match_number(portal, visitor, own, asking).await.map(Synchronised::Asked);
    }
    cccd::match_number(portal, visitor, own, asking).await.map(Synchronised::Asked)
}
