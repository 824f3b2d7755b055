//! The profile (guide III.1–2): the person's own contact data, and the register's word for the rest.

use crate::{
    Portal,
    cccd::{self, Asking, Report},
    ports::{
        StoreError,
        accounts::{Account, Contact, Person, Written},
        audit::AuditKind,
        matching::Entry,
    },
    session::Visitor,
};

/// The entry that a synchronisation would ask about, where the account knows all three.
pub fn known_entry(person: &Person) -> Option<Entry> {
    Some(Entry {
        number: person.number.as_ref()?.value.clone(),
        full_name: person.full_name.as_ref()?.value.clone(),
        birth_date: person.birth_date.as_ref()?.value,
    })
}

/// Stores what the person declares of themselves, before anything else is tried: it is not lost when the register is away.
pub async fn save_contact(portal: &Portal, visitor: &Visitor, contact: Contact) -> Result<Visitor, StoreError> {
    if visitor.account.person.contact == contact {
        return Ok(visitor.clone());
    }
    let person = Person { contact, ..visitor.account.person.clone() };
    let audit = portal.event(Some(visitor.account.id), AuditKind::ProfileChanged, "contact");
    match portal.store.save_person(visitor.account.id, person.clone(), audit).await? {
        Written::Done => {
            Ok(Visitor { session: visitor.session.clone(), account: Account { person, ..visitor.account.clone() } })
        }
        Written::NumberTaken | Written::IdentityTaken => Err(StoreError::Unavailable),
    }
}

/// Asks the register about the entry: "Cập nhật" of the profile, or "Cập nhật từ CSDL Quốc gia về Dân cư".
pub async fn synchronise(
    portal: &Portal,
    visitor: &Visitor,
    entry: Entry,
    asking: Asking<'_>,
) -> Result<Report, StoreError> {
    cccd::match_number(portal, visitor, entry, asking).await
}
