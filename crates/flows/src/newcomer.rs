//! The account that a first sign-in makes, or would make.

use crate::{
    Portal,
    callback_outcome::CallbackOutcome,
    ports::{
        StoreError,
        accounts::{Account, Contact, Field, Identity, Person, Source},
        audit::AuditKind,
        provider::{AssertedIdentity, IdentityProvider},
    },
};
use congdan_domain::{Refusal, WantedPath};
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use time::OffsetDateTime;
use uuid::Uuid;

/// The account with what the provider asserts, not stored yet.
pub(crate) fn newcomer(portal: &Portal, provider: &Arc<dyn IdentityProvider>, asserted: &AssertedIdentity) -> Account {
    let now = portal.world.now();
    let identity = Identity {
        id: portal.world.id(),
        provider: provider.id().to_owned(),
        issuer: asserted.issuer.clone(),
        subject: asserted.subject.clone(),
        level: asserted.level,
        linked_at: now,
        last_used_at: now,
        number: asserted.number.clone(),
    };
    let person = asserted_person(provider.id(), asserted, now);
    Account { id: portal.world.id(), created_at: now, identities: vec![identity], person }
}

/// A suspended account opens nothing, and nothing is joined to it: the person gets a reference for the help line.
pub(crate) async fn suspended(
    portal: &Portal,
    account: Uuid,
    wanted: WantedPath,
) -> Result<CallbackOutcome, StoreError> {
    let support_id = portal.refuse(Some(account), AuditKind::SignInRefused, "account_suspended").await?;
    Ok(CallbackOutcome::Refused { why: Refusal::Suspended, wanted, support_id })
}

/// The person as the provider asserts them at this time.
pub(crate) fn asserted_person(provider: &str, asserted: &AssertedIdentity, at: OffsetDateTime) -> Person {
    fn field<T>(value: Option<T>, source: Source, at: OffsetDateTime) -> Option<Field<T>> {
        value.map(|value| Field { value, source, at })
    }
    let source = || Source::Provider(provider.to_owned());
    let text = |secret: &Option<SecretString>| secret.as_ref().map(|secret| secret.expose_secret().to_owned());
    Person {
        full_name: field(asserted.full_name.clone(), source(), at),
        birth_date: field(asserted.birth_date, source(), at),
        sex: field(asserted.sex, source(), at),
        number: field(asserted.number.clone(), source(), at),
        contact: Contact { phone: text(&asserted.phone), email: text(&asserted.email), address: None },
        ..Person::default()
    }
}
