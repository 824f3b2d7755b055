//! The end of an account: what goes, and what an authority keeps.

use super::{browsers, merging::set_closed, sessions, suspension::lock_in_use};
use crate::{
    Database, audit_chain,
    database::{unless_refused, writing},
    entities::{
        consent, draft, identity, lookup, merge_log, outbox, pending_merge, person, person_number, session, slip,
        synchronisation,
    },
    moment::micros,
};
use async_trait::async_trait;
use congdan_flows::ports::{StoreError, accounts::AccountWritten, audit::AuditEvent, deletion::Deletion};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

/// All rows of a table that belong to one account.
macro_rules! drop_all {
    ($db:expr, $table:ident, $account:expr) => {
        $table::Entity::delete_many().filter($table::Column::AccountId.eq($account)).exec($db).await?
    };
}

#[async_trait]
impl Deletion for Database {
    async fn delete_account(
        &self,
        account: Uuid,
        browser: &str,
        audit: AuditEvent,
    ) -> Result<AccountWritten, StoreError> {
        unless_refused(writing!(self, |db| {
            lock_in_use(db, account).await?;
            // Rows that refer to others go before them.
            drop_all!(db, draft, account);
            drop_all!(db, outbox, account);
            drop_all!(db, synchronisation, account);
            drop_all!(db, slip, account);
            drop_all!(db, pending_merge, account);
            drop_all!(db, session, account);
            // A merge brings identities along, and leaves their ended sessions with the account that it closed.
            for own in self.identities_of(db, account).await? {
                sessions::remove_of_identity(db, own.id).await?;
            }
            drop_all!(db, person_number, account);
            drop_all!(db, person, account);
            drop_all!(db, identity, account);
            let in_merge = Condition::any()
                .add(merge_log::Column::FromAccountId.eq(account))
                .add(merge_log::Column::IntoAccountId.eq(account));
            merge_log::Entity::update_many()
                .col_expr(merge_log::Column::Contents, Expr::value(None::<String>))
                .filter(in_merge)
                .exec(db)
                .await?;
            // The row stays, as the authority's own record of a query; the number in it does not.
            lookup::Entity::update_many()
                .col_expr(lookup::Column::SealedNumber, Expr::value(None::<String>))
                .col_expr(lookup::Column::MaskedNumber, "".into())
                .filter(lookup::Column::AccountId.eq(account))
                .exec(db)
                .await?;
            consent::Entity::update_many()
                .col_expr(consent::Column::WithdrawnAt, micros(audit.at).into())
                .filter(consent::Column::AccountId.eq(account))
                .filter(consent::Column::WithdrawnAt.is_null())
                .exec(db)
                .await?;
            browsers::leave(db, browser).await?;
            set_closed(db, account, Some(micros(audit.at))).await?;
            audit_chain::append(db, &audit).await?;
            Ok(())
        }))
    }
}
