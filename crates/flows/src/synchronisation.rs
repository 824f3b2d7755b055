//! Three sides of one person (journeys, N4): the profile, VNeID's word, and the register's answer.
//!
//! What VNeID says is kept at its identity, each value since when it says so; it takes the place only of what nobody
//! stronger has said. The register's answer wins. Each change leaves a receipt in the same transaction.

use crate::{
    Portal,
    cccd::confirmed,
    ports::{
        StoreError,
        accounts::{Account, Field, Person, Revision, Source, Written},
        audit::AuditKind,
        matching::{Conclusion, Entry, Purpose},
        provider::{IdentityProvider, ProviderKind},
        register::Record,
        synchronisation::{Asserted, Compared, Occasion, Receipt},
    },
    session::Visitor,
};
use congdan_domain::{
    Sex,
    comparison::{AssertedValues, Fact, Sides},
};
use std::sync::Arc;
use time::OffsetDateTime;
use uuid::Uuid;

/// Keeps what a provider says of a person. A value that it said before keeps its time: only what is new to us is newer than
/// what others said in between.
pub(crate) async fn note(portal: &Portal, account: Uuid, identity: Uuid, said: &Person) -> Result<(), StoreError> {
    let before = portal.store.asserted(account).await?;
    let mut said = said.clone();
    if let Some(Asserted { person, .. }) = before.into_iter().find(|asserted| asserted.identity == identity) {
        since(&mut said.full_name, person.full_name);
        since(&mut said.birth_date, person.birth_date);
        since(&mut said.sex, person.sex);
        since(&mut said.number, person.number);
    }
    portal.store.note_asserted(identity, &said).await
}

fn since<T: PartialEq>(now: &mut Option<Field<T>>, before: Option<Field<T>>) {
    if let (Some(now), Some(before)) = (now, before)
        && now.value == before.value
    {
        now.at = before.at;
    }
}

/// After a sign-in: keeps the provider's word, and where VNeID's says something other than what nobody stronger has said, the
/// profile takes it, with a receipt. Nothing is taken with another number: that is for the register and the person.
pub(crate) async fn after_sign_in(
    portal: &Portal,
    provider: &Arc<dyn IdentityProvider>,
    identity: Uuid,
    account: Account,
    said: Person,
) -> Result<Account, StoreError> {
    note(portal, account.id, identity, &said).await?;
    let number = |person: &Person| person.number.as_ref().map(|number| number.value.clone());
    if provider.kind() != ProviderKind::Vneid || number(&account.person) != number(&said) {
        return Ok(account);
    }
    let mut rows = compare(&account.person, Some(&said), None);
    rows.retain(|row| row.row.changes);
    if rows.is_empty() {
        return Ok(account);
    }
    let mut person = account.person.clone();
    for row in &rows {
        match row.row.fact {
            Fact::FullName => person.full_name.clone_from(&said.full_name),
            Fact::BirthDate => person.birth_date.clone_from(&said.birth_date),
            Fact::Sex => person.sex.clone_from(&said.sex),
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
        Written::Done => Ok(Account { person, ..account }),
        Written::NumberTaken | Written::IdentityTaken | Written::Outdated => Ok(account),
    }
}

/// A name that came with a number leaves with it. Then this is what a provider says of the person, first of all the one of this
/// session, without a number; nothing where the account has a name of its own, or nobody says one.
pub async fn said_instead(portal: &Portal, visitor: &Visitor) -> Result<Option<Person>, StoreError> {
    if visitor.account.person.full_name.is_some() {
        return Ok(None);
    }
    let mut asserted = portal.store.asserted(visitor.account.id).await?;
    asserted.retain(|asserted| asserted.person.full_name.is_some());
    let of_session = asserted.iter().position(|asserted| asserted.identity == visitor.session.identity);
    let said = (!asserted.is_empty()).then(|| asserted.swap_remove(of_session.unwrap_or_default()));
    Ok(said.map(|asserted| Person { number: None, ..asserted.person }))
}

/// VNeID's word about this account, if one of its identities is VNeID's; the newest of several.
pub(crate) async fn vneid_says(portal: &Portal, account: Uuid) -> Result<Option<Person>, StoreError> {
    let is_vneid = |id: &str| portal.provider(id).is_some_and(|provider| provider.kind() == ProviderKind::Vneid);
    let said = portal.store.asserted(account).await?.into_iter().filter(|asserted| is_vneid(&asserted.provider));
    Ok(said.map(|asserted| asserted.person).max_by_key(|person| person.number.as_ref().map(|number| number.at)))
}

/// In what VNeID says something newer than the profile: the person is told, and a synchronisation asks the register about it.
pub async fn told(portal: &Portal, account: &Account) -> Result<Vec<Compared>, StoreError> {
    if account.person.number.is_none() {
        return Ok(Vec::new());
    }
    let Some(said) = vneid_says(portal, account.id).await? else { return Ok(Vec::new()) };
    Ok(newer(&account.person, &said))
}

fn newer(profile: &Person, said: &Person) -> Vec<Compared> {
    let at = |field: &Option<Field<String>>| field.as_ref().map(|field| field.at);
    let mut rows = compare(profile, Some(said), None);
    rows.retain(|row| row.vneid.is_some() && at(&row.vneid) > at(&row.profile));
    rows
}

/// What a synchronisation asks about first: the profile's own words, with what VNeID says newer. Nothing where it is the same.
pub(crate) async fn newest(portal: &Portal, account: &Account, own: &Entry) -> Result<Option<Entry>, StoreError> {
    if account.person.number.is_none() {
        return Ok(None);
    }
    let Some(said) = vneid_says(portal, account.id).await? else { return Ok(None) };
    let mut entry = own.clone();
    let mut changed = false;
    for Compared { row, .. } in newer(&account.person, &said) {
        changed |= match row.fact {
            Fact::FullName => put(&mut entry.full_name, &said.full_name),
            Fact::BirthDate => put(&mut entry.birth_date, &said.birth_date),
            Fact::Number => put(&mut entry.number, &said.number),
            Fact::Sex | Fact::Address => false,
        };
    }
    Ok(changed.then_some(entry))
}

fn put<T: Clone>(asked: &mut T, said: &Option<Field<T>>) -> bool {
    if let Some(field) = said {
        asked.clone_from(&field.value);
    }
    said.is_some()
}

/// The person as the register's record makes it, and the receipt of what that changes.
pub(crate) async fn settle(
    portal: &Portal,
    before: &Person,
    record: Record,
    conclusion: &Conclusion,
    reference: &str,
) -> Result<(Person, Receipt), StoreError> {
    let vneid = vneid_says(portal, conclusion.account).await?;
    let said = by_register(&record, conclusion.at);
    let receipt = Receipt {
        id: conclusion.lookup,
        account: conclusion.account,
        at: conclusion.at,
        occasion: match conclusion.purpose {
            Purpose::Match => Occasion::Number,
            Purpose::Synchronise => Occasion::Profile,
        },
        reference: reference.to_owned(),
        rows: compare(before, vneid.as_ref(), Some(&said)),
    };
    Ok((confirmed(before, vneid.as_ref(), record, conclusion.at), receipt))
}

fn by_register(record: &Record, at: OffsetDateTime) -> Person {
    fn field<T>(value: T, at: OffsetDateTime) -> Field<T> {
        Field { value, source: Source::Register, at }
    }
    Person {
        full_name: Some(field(record.full_name.clone(), at)),
        birth_date: Some(field(record.birth_date, at)),
        sex: record.sex.map(|sex| field(sex, at)),
        number: Some(field(record.number.clone(), at)),
        address: record.address.clone().map(|address| field(address, at)),
        ..Person::default()
    }
}

/// The rows that differ, with what each side says.
fn compare(profile: &Person, vneid: Option<&Person>, register: Option<&Person>) -> Vec<Compared> {
    let confirmed: Vec<Fact> =
        Fact::ALL.into_iter().filter(|fact| source(profile, *fact) == Some(&Source::Register)).collect();
    let words = |person: Option<&Person>, fact| person.and_then(|person| shown(person, fact));
    let sides = Sides {
        profile: said(profile),
        confirmed: &confirmed,
        vneid: vneid.map(said).unwrap_or_default(),
        register: register.map(said).unwrap_or_default(),
    };
    let rows = sides.rows().into_iter().map(|row| Compared {
        profile: shown(profile, row.fact),
        vneid: words(vneid, row.fact),
        register: words(register, row.fact),
        row,
    });
    rows.collect()
}

fn said(person: &Person) -> AssertedValues<'_> {
    AssertedValues {
        full_name: person.full_name.as_ref().map(|field| &field.value),
        birth_date: person.birth_date.as_ref().map(|field| field.value),
        sex: person.sex.as_ref().map(|field| field.value),
        number: person.number.as_ref().map(|field| &field.value),
        address: person.address.as_ref().map(|field| field.value.as_str()),
    }
}

fn source(person: &Person, fact: Fact) -> Option<&Source> {
    match fact {
        Fact::FullName => person.full_name.as_ref().map(|field| &field.source),
        Fact::BirthDate => person.birth_date.as_ref().map(|field| &field.source),
        Fact::Sex => person.sex.as_ref().map(|field| &field.source),
        Fact::Number => person.number.as_ref().map(|field| &field.source),
        Fact::Address => person.address.as_ref().map(|field| &field.source),
    }
}

/// A value as a page and a receipt show it.
fn shown(person: &Person, fact: Fact) -> Option<Field<String>> {
    fn field<T>(field: &Option<Field<T>>, text: impl Fn(&T) -> String) -> Option<Field<String>> {
        let Field { value, source, at } = field.as_ref()?;
        Some(Field { value: text(value), source: source.clone(), at: *at })
    }
    match fact {
        Fact::FullName => field(&person.full_name, |name| name.as_str().to_owned()),
        Fact::BirthDate => field(&person.birth_date, |birth| birth.display()),
        Fact::Sex => field(&person.sex, |sex| sex_code(*sex).to_owned()),
        Fact::Number => field(&person.number, congdan_domain::Cccd::masked),
        Fact::Address => field(&person.address, Clone::clone),
    }
}

const fn sex_code(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}
