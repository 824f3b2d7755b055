//! The profile (guide III.1–2): the person's own contact data, and the synchronisation of the rest with the register.

use crate::{
    Portal,
    cccd::{self, Asking, Report},
    ports::{
        StoreError,
        accounts::{Account, AccountWritten, Contact, Person},
        audit::AuditKind,
        matching::Purpose,
    },
    session::{Visitor, is_recent},
    synchronisation,
};
use congdan_domain::{Entry, Outcome};

/// The entry that a synchronisation would ask about, where the account knows all three values.
pub fn known_entry(person: &Person) -> Option<Entry> {
    Some(Entry {
        number: person.number.as_ref()?.value.clone(),
        full_name: person.full_name.as_ref()?.value.clone(),
        birth_date: person.birth_date.as_ref()?.value,
    })
}

/// What the profile's "Cập nhật" asks the register for.
pub const fn purpose(person: &Person) -> Purpose {
    if person.number.is_some() { Purpose::Synchronise } else { Purpose::Match }
}

/// Phone and e-mail as the national account has them: whether they are used is the person's choice.
pub async fn contact_at_national(portal: &Portal, account: &Account) -> Result<Contact, StoreError> {
    let offers = |id: &str| portal.provider(id).is_some_and(|provider| provider.kind().offers_contact());
    let mut all = portal.store.asserted(account.id).await?.into_iter();
    let asserted = all.find(|asserted| offers(&asserted.provider));
    Ok(asserted.map(|asserted| asserted.person.contact).unwrap_or_default())
}

/// How saving the contact data ended.
#[derive(Debug)]
pub enum ContactSaved {
    /// They are stored; the person with them.
    Saved(Box<Visitor>),
    /// The account is suspended, closed or merged by now, and this session has ended.
    AccountClosed,
}

/// Stores what the person declares of themself, before the register is asked: it is not lost when the register is away.
pub async fn save_contact(portal: &Portal, visitor: &Visitor, contact: Contact) -> Result<ContactSaved, StoreError> {
    if visitor.account.person.contact == contact {
        return Ok(ContactSaved::Saved(Box::new(visitor.clone())));
    }
    let audit = portal.event(Some(visitor.account.id), AuditKind::ProfileChanged, "contact");
    match portal.store.save_contact(visitor.account.id, contact.clone(), audit).await? {
        AccountWritten::Done => {
            let mut saved = visitor.clone();
            saved.account.person.contact = contact;
            Ok(ContactSaved::Saved(Box::new(saved)))
        }
        AccountWritten::AccountClosed => Ok(ContactSaved::AccountClosed),
    }
}

/// How a synchronisation ended.
#[derive(Debug)]
pub enum Synchronised {
    /// The register was asked. `None` where the account has changed meanwhile ([`cccd::match_number`]).
    Asked(Option<Report>),
    /// VNeID asserts another number than the account has: a change of number demands a recent proof (rule 13).
    ProofNeeded,
}

/// Asks the register: "Cập nhật" of the profile, or "Cập nhật từ CSDL Quốc gia về Dân cư". Where VNeID asserts something newer
/// than the profile has, the register is asked about that first: it knows a changed name under the new one only.
pub async fn synchronise(
    portal: &Portal,
    visitor: &Visitor,
    own: Entry,
    asking: Asking<'_>,
) -> Result<Synchronised, StoreError> {
    if let Some(newest) = synchronisation::newest(portal, &visitor.account, &own).await? {
        if newest.number != own.number && !is_recent(portal, visitor) {
            return Ok(Synchronised::ProofNeeded);
        }
        let report = cccd::match_number(portal, visitor, newest, asking).await?;
        if report.as_ref().is_none_or(|report| report.outcome != Outcome::NotFound) {
            return Ok(Synchronised::Asked(report));
        }
        let asking = Asking { consent: asking.consent.again(), ..asking };
        return cccd::match_number(portal, visitor, own, asking).await.map(Synchronised::Asked);
    }
    cccd::match_number(portal, visitor, own, asking).await.map(Synchronised::Asked)
}
