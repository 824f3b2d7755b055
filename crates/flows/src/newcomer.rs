//! The account that a first sign-in makes, or would make.

use crate::{
    Portal,
    callback_outcome::{Finished, Refusal},
    ports::{
        StoreError,
        accounts::{Account, Contact, Field, Identity, Person, Source},
        audit::AuditKind,
        provider::{AssertedIdentity, IdentityProvider},
    },
};
use congdan_domain::WantedPath;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use time::OffsetDateTime;
use uuid::Uuid;

/// What a first sign-in would make.
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
    };
    let person = person_from(provider.id(), asserted, now);
    Account { id: portal.world.id(), created_at: now, identities: vec![identity], person }
}

/// An account out of use opens nothing, and nothing is joined to it: the help line has the reference.
pub(crate) async fn suspended(portal: &Portal, account: Uuid, wanted: WantedPath) -> Result<Finished, StoreError> {
    let support_id = portal.refuse(Some(account), AuditKind::SignInRefused, "account_suspended").await?;
    Ok(Finished::Refused { why: Refusal::Suspended, wanted, support_id })
}

pub(crate) fn person_from(provider: &str, asserted: &AssertedIdentity, at: OffsetDateTime) -> Person {
    let source = || Source::Provider(provider.to_owned());
    fn field<T>(value: Option<T>, source: Source, at: OffsetDateTime) -> Option<Field<T>> {
        value.map(|value| Field { value, source, at })
    }
    let text = |secret: &Option<SecretString>| secret.as_ref().map(|secret| secret.expose_secret().to_owned());
    Person {
        full_name: field(asserted.full_name.clone(), source(), at),
        birth_date: field(asserted.birth_date, source(), at),
        sex: field(asserted.sex, source(), at),
        number: field(asserted.number.clone(), source(), at),
        address: None,
        contact: Contact { phone: text(&asserted.phone), email: text(&asserted.email), address: None },
        matched_at: None,
    }
}
