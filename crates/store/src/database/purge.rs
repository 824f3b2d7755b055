//! Rows that have expired.

use super::Database;
use crate::{
    database::writing,
    entities::{
        flash, login_attempt, logout_token, match_attempt, merge_log, pending_link, pending_merge, search_miss,
        session, slip,
    },
    failure::Failure,
    moment::micros,
};
use congdan_flows::ports::StoreError;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use time::{Duration, OffsetDateTime};

/// Longer than any window of the limits in the configuration.
const ATTEMPTS_KEPT: Duration = Duration::days(30);
/// How long a returning browser still learns that its sign-in had expired or was used.
const ENDINGS_KEPT: Duration = Duration::days(1);

impl Database {
    /// Removes what no page can show any more and answers with the number of rows. Records (audit, queries, consents) are not
    /// touched; what a merge set aside is forgotten when it cannot be undone any more.
    ///
    /// # Errors
    /// The database failed; nothing was removed.
    pub async fn purge(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let now_micros = micros(now);
        let ended = micros(now - ENDINGS_KEPT);
        let attempts = micros(now - ATTEMPTS_KEPT);
        writing!(self, |db| {
            merge_log::Entity::update_many()
                .col_expr(merge_log::Column::Contents, Expr::value(None::<String>))
                .filter(merge_log::Column::UndoUntil.lt(now_micros))
                .filter(merge_log::Column::Contents.is_not_null())
                .exec(db)
                .await?;
            let removed = [
                // One after the other: for all three at once SQLite would read the whole table.
                session::Entity::delete_many().filter(session::Column::EndedAt.lt(ended)).exec(db).await?,
                session::Entity::delete_many().filter(session::Column::IdleUntil.lt(ended)).exec(db).await?,
                session::Entity::delete_many().filter(session::Column::AbsoluteUntil.lt(ended)).exec(db).await?,
                login_attempt::Entity::delete_many()
                    .filter(login_attempt::Column::ExpiresAt.lt(ended))
                    .exec(db)
                    .await?,
                pending_link::Entity::delete_many()
                    .filter(pending_link::Column::ExpiresAt.lt(now_micros))
                    .exec(db)
                    .await?,
                pending_merge::Entity::delete_many()
                    .filter(pending_merge::Column::ExpiresAt.lt(now_micros))
                    .exec(db)
                    .await?,
                flash::Entity::delete_many().filter(flash::Column::ExpiresAt.lt(now_micros)).exec(db).await?,
                logout_token::Entity::delete_many()
                    .filter(logout_token::Column::ExpiresAt.lt(now_micros))
                    .exec(db)
                    .await?,
                slip::Entity::delete_many().filter(slip::Column::ExpiresAt.lt(now_micros)).exec(db).await?,
                match_attempt::Entity::delete_many().filter(match_attempt::Column::At.lt(attempts)).exec(db).await?,
                search_miss::Entity::delete_many().filter(search_miss::Column::At.lt(attempts)).exec(db).await?,
            ];
            Ok(removed.iter().map(|result| result.rows_affected).sum())
        })
        .map_err(Failure::report)
    }
}
