//! Three sources of one person (N4): the profile, what VNeID asserts, and the register's record.
//!
//! What a provider asserts is stored at its identity, each value since when it is asserted. VNeID's values replace only those
//! that no stronger source has confirmed; the register's record replaces all. Each change leaves a receipt in the same
//! transaction.

mod sides;

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Field, Person, PersonWritten, Revision, Source},
        audit::AuditKind,
        matching::{Conclusion, Purpose},
        provider::IdentityProvider,
        register::Record,
        synchronisation::{Asserted, Compared, Occasion, Receipt},
    },
    session::Visitor,
    vouching::without_register_fields,
};
use congdan_domain::{Cccd, Entry, FullName, GatedAct, Opening, comparison::Fact};
use sides::{differences, record_as_person};
use std::sync::Arc;
use time::OffsetDateTime;
use uuid::Uuid;

/// Stores what a provider asserts of a person. A value that it asserted before keeps its time: only a value that is new to the
/// portal is newer than what other sources stated in between.
pub(crate) async fn record_asserted(
    portal: &Portal,
    account: Uuid,
    identity: Uuid,
    asserted: &Person,
) -> Result<(), StoreError> {
    let before = portal.store.asserted(account).await?;
    let mut now = asserted.clone();
    if let Some(Asserted { person, .. }) = before.into_iter().find(|asserted| asserted.identity == identity) {
        keep_time(&mut now.full_name, person.full_name);
        keep_time(&mut now.birth_date, person.birth_date);
        keep_time(&mut now.sex, person.sex);
        keep_time(&mut now.number, person.number);
    }
    portal.store.record_asserted(identity, &now).await
}

fn keep_time<T: PartialEq>(now: &mut Option<Field<T>>, before: Option<Field<T>>) {
    if let (Some(now), Some(before)) = (now, before)
        && now.value == before.value
    {
        now.at = before.at;
    }
}

/// After a sign-in: stores what the provider asserts. Where VNeID asserts a value that differs from the profile's, the profile
/// takes it with a receipt, unless the register has confirmed the profile's. With another number nothing is taken: that is for
/// the register and the person to decide.
pub(crate) async fn after_sign_in(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    identity: Uuid,
    account: Account,
    asserted: Person,
) -> Result<Account, StoreError> {
    record_asserted(portal, account.id, identity, &asserted).await?;
    let number = |person: &Person| person.number.as_ref().map(|number| number.value.clone());
    if !portal.is_vneid(provider.id()) || number(&account.person) != number(&asserted) {
        return Ok(account);
    }
    let mut rows = differences(&account.person, Some(&asserted), None);
    rows.retain(|row| row.row.changes);
    if rows.is_empty() {
        return Ok(account);
    }
    let mut person = account.person.clone();
    for row in &rows {
        match row.row.fact {
            Fact::FullName => person.full_name.clone_from(&asserted.full_name),
            Fact::BirthDate => person.birth_date.clone_from(&asserted.birth_date),
            Fact::Sex => person.sex.clone_from(&asserted.sex),
            Fact::Number | Fact::Address => {}
        }
    }
    let audit = portal.event(Some(account.id), AuditKind::ProfileSynchronised, provider.id());
    let receipt = Receipt {
        id: portal.world.id(),
        account: account.id,
        at: portal.world.now(),
        occasion: Occasion::SignIn,
        reference: audit.support_id.clone(),
        rows,
    };
    match portal.store.synchronise_person(Revision::of(&account.person, person.clone()), receipt, audit).await? {
        PersonWritten::Done => Ok(Account { person, ..account }),
        PersonWritten::NumberTaken | PersonWritten::Outdated => Ok(account),
    }
}

/// What a provider asserts of a person whose account has no name: a name that came with a number leaves with it. The provider
/// of this session comes first. The number is left out. `None` where the account has a name, or no provider asserts one.
pub async fn asserted_instead(portal: &Portal, visitor: &Visitor) -> Result<Option<Person>, StoreError> {
    if visitor.account.person.full_name.is_some() {
        return Ok(None);
    }
    let mut asserted = portal.store.asserted(visitor.account.id).await?;
    asserted.retain(|asserted| asserted.person.full_name.is_some());
    let of_session = asserted.iter().position(|asserted| asserted.identity == visitor.session.identity);
    let chosen = (!asserted.is_empty()).then(|| asserted.swap_remove(of_session.unwrap_or_default()));
    Ok(chosen.map(|asserted| Person { number: None, ..asserted.person }))
}

/// What VNeID asserts about this account, if one of its identities is VNeID's; the newest of several.
async fn asserted_by_vneid(portal: &Portal, account: Uuid) -> Result<Option<Person>, StoreError> {
    let all = portal.store.asserted(account).await?.into_iter();
    let persons = all.filter(|asserted| portal.is_vneid(&asserted.provider)).map(|asserted| asserted.person);
    Ok(persons.max_by_key(|person| person.number.as_ref().map(|number| number.at)))
}

/// A receipt of this account, with what its number opens now; another one's is absent.
pub async fn receipt(portal: &Portal, visitor: &Visitor, id: Uuid) -> Result<Option<Receipt>, StoreError> {
    let receipt = portal.store.receipt_of(visitor.account.id, id).await?;
    Ok(receipt.map(|receipt| portal.with_open_rows(&visitor.account, receipt)))
}

/// In what VNeID asserts something newer than the profile: the person is shown it, and a synchronisation asks the register
/// about it.
pub async fn newer_at_vneid(portal: &Portal, account: &Account) -> Result<Vec<Compared>, StoreError> {
    if account.person.number.is_none() {
        return Ok(Vec::new());
    }
    let Some(asserted) = asserted_by_vneid(portal, account.id).await? else { return Ok(Vec::new()) };
    Ok(newer(&account.person, &asserted))
}

fn newer(profile: &Person, asserted: &Person) -> Vec<Compared> {
    let at = |field: &Option<Field<String>>| field.as_ref().map(|field| field.at);
    let mut rows = differences(profile, Some(asserted), None);
    rows.retain(|row| row.vneid.is_some() && at(&row.vneid) > at(&row.profile));
    rows
}

/// What a synchronisation asks about first: the person's own entry, with what VNeID asserts newer. `None` where that is the same.
pub(crate) async fn newest(portal: &Portal, account: &Account, own: &Entry) -> Result<Option<Entry>, StoreError> {
    let asserted = asserted_by_vneid(portal, account.id).await?;
    Ok(asserted.and_then(|asserted| newest_entry(&account.person, &asserted, own)))
}

fn newest_entry(profile: &Person, asserted: &Person, own: &Entry) -> Option<Entry> {
    profile.number.as_ref()?;
    let mut entry = own.clone();
    let mut changed = false;
    for Compared { row, .. } in newer(profile, asserted) {
        changed |= match row.fact {
            Fact::FullName => replace(&mut entry.full_name, &asserted.full_name),
            Fact::BirthDate => replace(&mut entry.birth_date, &asserted.birth_date),
            Fact::Number => replace(&mut entry.number, &asserted.number),
            Fact::Sex | Fact::Address => false,
        };
    }
    changed.then_some(entry)
}

fn replace<T: Clone>(entered: &mut T, asserted: &Option<Field<T>>) -> bool {
    if let Some(field) = asserted {
        entered.clone_from(&field.value);
    }
    asserted.is_some()
}

/// The person as the register's record confirms them, and the receipt of what that changes.
pub(crate) async fn apply_record(
    portal: &Portal,
    before: &Person,
    record: Record,
    conclusion: &Conclusion,
    reference: &str,
) -> Result<(Person, Receipt), StoreError> {
    let vneid = asserted_by_vneid(portal, conclusion.account).await?;
    let number = vouched_number(before, vneid.as_ref(), &record, conclusion.at);
    let by_vneid = vneid.as_ref().is_some_and(|vneid| has_number(vneid, &number.value));
    let opening = portal.opening_by(portal.vouching_for(&number, true, by_vneid), GatedAct::RegisterFields);
    let (before, record) = match opening {
        Opening::Open => (before.clone(), record),
        Opening::AfterMatch | Opening::Closed => {
            (without_register_fields(before.clone()), as_known(before, &conclusion.entry, record))
        }
    };
    let before = &before;
    let receipt = Receipt {
        id: conclusion.query,
        account: conclusion.account,
        at: conclusion.at,
        occasion: match conclusion.purpose {
            Purpose::Match => Occasion::Number,
            Purpose::Synchronise => Occasion::Profile,
        },
        reference: reference.to_owned(),
        rows: differences(before, vneid.as_ref(), Some(&record_as_person(&record, conclusion.at))),
    };
    Ok((confirmed(before, vneid.as_ref(), record, conclusion.at), receipt))
}

/// The record with nothing that the account does not hold already or the person has not typed: what is stored and shown while
/// VNeID does not vouch for the number.
fn as_known(before: &Person, entry: &Entry, record: Record) -> Record {
    let known_name = |name: &Field<FullName>| name.value.comparable() == record.full_name.comparable();
    let knows_name = before.full_name.as_ref().is_some_and(known_name);
    let knows_birth = before.birth_date.as_ref().is_some_and(|birth| birth.value == record.birth_date);
    Record {
        number: record.number,
        full_name: if knows_name { record.full_name } else { entry.full_name.clone() },
        birth_date: if knows_birth { record.birth_date } else { entry.birth_date },
        sex: None,
        address: None,
        is_inactive: record.is_inactive,
    }
}

fn has_number(person: &Person, number: &Cccd) -> bool {
    person.number.as_ref().is_some_and(|own| own.value == *number)
}

/// The record's number. The first source that vouched for it decides its strength (rule 9): a match does not replace
/// it.
fn vouched_number(before: &Person, vneid: Option<&Person>, record: &Record, at: OffsetDateTime) -> Field<Cccd> {
    let vouched = [before.number.clone(), vneid.and_then(|asserted| asserted.number.clone())];
    let known = vouched.into_iter().flatten().find(|known| known.value == record.number);
    known.unwrap_or_else(|| Field { value: record.number.clone(), source: Source::Register, at })
}

/// The person after a match: the record replaces verified fields, and contact stays the person's.
fn confirmed(before: &Person, vneid: Option<&Person>, record: Record, at: OffsetDateTime) -> Person {
    fn field<T>(value: T, at: OffsetDateTime) -> Option<Field<T>> {
        Some(Field { value, source: Source::Register, at })
    }
    let number = vouched_number(before, vneid, &record, at);
    Person {
        full_name: field(record.full_name, at),
        birth_date: field(record.birth_date, at),
        sex: record.sex.and_then(|sex| field(sex, at)).or_else(|| before.sex.clone()),
        number: Some(number),
        address: record.address.and_then(|address| field(address, at)).or_else(|| before.address.clone()),
        contact: before.contact.clone(),
        matched_at: Some(at),
    }
}

#[cfg(test)]
mod tests;
