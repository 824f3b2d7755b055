//! Everything as after the first migration, for the demonstration's reset.

use super::Database;
use crate::{audit_chain, database::writing, entities::*, failure::Failure};
use congdan_flows::ports::StoreError;
use sea_orm::EntityTrait;

impl Database {
    /// Empties all tables, in one transaction.
    ///
    /// # Errors
    /// The database failed; nothing was removed.
    pub async fn reset(&self) -> Result<(), StoreError> {
        writing!(self, |db| {
            // Rows that refer to others go before them.
            flash::Entity::delete_many().exec(db).await?;
            dossier_event::Entity::delete_many().exec(db).await?;
            dossier_reading::Entity::delete_many().exec(db).await?;
            dossier::Entity::delete_many().exec(db).await?;
            dossier_counter::Entity::delete_many().exec(db).await?;
            official_role::Entity::delete_many().exec(db).await?;
            draft::Entity::delete_many().exec(db).await?;
            consent::Entity::delete_many().exec(db).await?;
            outbox::Entity::delete_many().exec(db).await?;
            match_attempt::Entity::delete_many().exec(db).await?;
            search_miss::Entity::delete_many().exec(db).await?;
            synchronisation::Entity::delete_many().exec(db).await?;
            lookup::Entity::delete_many().exec(db).await?;
            pending_link::Entity::delete_many().exec(db).await?;
            pending_merge::Entity::delete_many().exec(db).await?;
            merge_log::Entity::delete_many().exec(db).await?;
            logout_token::Entity::delete_many().exec(db).await?;
            login_attempt::Entity::delete_many().exec(db).await?;
            slip::Entity::delete_many().exec(db).await?;
            session::Entity::delete_many().exec(db).await?;
            person_number::Entity::delete_many().exec(db).await?;
            person::Entity::delete_many().exec(db).await?;
            identity::Entity::delete_many().exec(db).await?;
            account::Entity::delete_many().exec(db).await?;
            audit_event::Entity::delete_many().exec(db).await?;
            audit_chain::restart(db).await
        })
        .map_err(Failure::report)
    }
}
