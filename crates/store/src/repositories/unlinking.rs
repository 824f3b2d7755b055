//! Identities that leave an account, and identities that take the place of an earlier one.

use super::{browsers, identities, sessions, suspension::lock_in_use};
use crate::{
    Database, audit_chain,
    database::{unless_refused, writing},
    entities::identity,
    failure::{Failure, Refused},
};
use async_trait::async_trait;
use congdan_flows::{
    ports::{
        StoreError,
        accounts::{Field, Identity, IdentityWritten, Person, Source},
        audit::AuditEvent,
        unlinking::{Unlink, Unlinked, Unlinking},
    },
    unlinking::{NumberAfter, number_after},
};
use sea_orm::EntityTrait;
use time::OffsetDateTime;
use uuid::Uuid;

#[async_trait]
impl Unlinking for Database {
    async fn unlink_identity(&self, unlink: Unlink, audit: [AuditEvent; 2]) -> Result<Unlinked, StoreError> {
        let [unlinked, released] = audit;
        let done = writing!(self, |db| {
            // Twenty at once come through here one after another, so each sees what the one before has left.
            lock_in_use(db, unlink.account).await?;
            let (removed, left): (Vec<_>, Vec<_>) = self
                .identities_of(db, unlink.account)
                .await?
                .into_iter()
                .partition(|identity| identity.id == unlink.identity);
            let Some(removed) = removed.first() else { return Ok(Unlinked::NotFound) };
            if !left.iter().any(|identity| unlink.open_providers.contains(&identity.provider)) {
                return Ok(Unlinked::LastWayIn);
            }
            let person = self.person_of(db, unlink.account).await?;
            let number = number_after(&person, removed, &left, &unlink.vouching);
            if number == NumberAfter::Goes {
                self.release_number(db, unlink.account).await?;
            } else if let Some(person) = person_after(person, &number, unlinked.at) {
                self.write_person(db, unlink.account, &person).await?;
            }
            sessions::remove_of_identity(db, unlink.identity).await?;
            sessions::end_others(db, unlink.account, unlink.keeps, unlinked.at).await?;
            identity::Entity::delete_by_id(unlink.identity).exec(db).await?;
            browsers::leave(db, &unlink.browser).await?;
            audit_chain::append(db, &unlinked).await?;
            if number == NumberAfter::Goes {
                audit_chain::append(db, &released).await?;
            }
            Ok(Unlinked::Done)
        });
        match done {
            // The account is out of use: nothing of it is the person's to change now.
            Err(Failure::Refused(_)) => Ok(Unlinked::NotFound),
            done => done.map_err(Failure::report),
        }
    }

    async fn renew_identity(
        &self,
        account: Uuid,
        old: Uuid,
        new: Identity,
        audit: AuditEvent,
    ) -> Result<IdentityWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            lock_in_use(db, account).await?;
            let is_own = self.identities_of(db, account).await?.iter().any(|identity| identity.id == old);
            if !is_own || identities::find(db, &new.issuer, &new.subject).await?.is_some() {
                return Err(Failure::Refused(Refused::IdentityTaken));
            }
            sessions::remove_of_identity(db, old).await?;
            identity::Entity::delete_by_id(old).exec(db).await?;
            identities::insert(db, account, &new).await?;
            sessions::end_all(db, account, audit.at).await?;
            audit_chain::append(db, &audit).await
        }))
    }
}

/// Where the number stays; `None` where nothing changes.
fn person_after(mut person: Person, number: &NumberAfter, at: OffsetDateTime) -> Option<Person> {
    match number {
        NumberAfter::None | NumberAfter::Stays | NumberAfter::Goes => None,
        NumberAfter::Passes(provider) => {
            let source = Source::Provider(provider.clone());
            person.number = person.number.map(|number| Field { source, at, ..number });
            Some(person)
        }
        // From now on it is as strong as one that was typed and matched.
        NumberAfter::StaysMatched => {
            let matched_at = person.matched_at.unwrap_or(at);
            person.number = person.number.map(|number| Field { source: Source::Register, at: matched_at, ..number });
            Some(person)
        }
    }
}
