//! Rows of `identity`, shared by the methods of [`super::accounts`].

use crate::{
    Database,
    entities::identity::{Column, Entity, Model},
    failure::Failure,
    moment::{micros, moment},
    records::AssertedNumber,
    sealing::Place,
};
use congdan_flows::ports::accounts::Identity;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

pub(super) async fn find(db: &impl ConnectionTrait, issuer: &str, subject: &str) -> Result<Option<Model>, Failure> {
    let found = Entity::find().filter(Column::Issuer.eq(issuer)).filter(Column::Subject.eq(subject));
    Ok(found.one(db).await?)
}

impl Database {
    /// Oldest first.
    pub(super) async fn identities_of(
        &self,
        db: &impl ConnectionTrait,
        account: Uuid,
    ) -> Result<Vec<Identity>, Failure> {
        let rows = Entity::find()
            .filter(Column::AccountId.eq(account))
            .order_by_asc(Column::LinkedAt)
            .order_by_asc(Column::Id)
            .all(db)
            .await?;
        rows.into_iter().map(|row| self.identity(row)).collect()
    }

    fn identity(&self, row: Model) -> Result<Identity, Failure> {
        let number = match &row.asserted {
            Some(sealed) => {
                let asserted: AssertedNumber = self.keys().open_value(asserted_place(&row.id.to_string()), sealed)?;
                asserted.into_number()?
            }
            None => None,
        };
        Ok(Identity {
            id: row.id,
            provider: row.provider,
            issuer: row.issuer,
            subject: row.subject,
            level: u8::try_from(row.level).map_err(|_| Failure::Unreadable("identity"))?,
            linked_at: moment(row.linked_at)?,
            last_used_at: moment(row.last_used_at)?,
            number,
        })
    }
}

/// Where what an identity's provider asserts is sealed.
pub(super) fn asserted_place(row: &str) -> Place<'_> {
    Place { table: "identity", column: "asserted", row }
}

/// The caller has looked whether (issuer, subject) is there already.
pub(super) async fn insert(db: &impl ConnectionTrait, account: Uuid, identity: &Identity) -> Result<(), Failure> {
    let row = Model {
        id: identity.id,
        account_id: account,
        provider: identity.provider.clone(),
        issuer: identity.issuer.clone(),
        subject: identity.subject.clone(),
        level: identity.level.into(),
        linked_at: micros(identity.linked_at),
        last_used_at: micros(identity.last_used_at),
        asserted: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}
