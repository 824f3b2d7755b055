//! Whether the database takes writes.

use crate::{Database, database::writing, entities::flash, failure::Failure};
use async_trait::async_trait;
use congdan_flows::ports::{Readiness, StoreError};
use sea_orm::{EntityTrait, IntoActiveModel};

#[async_trait]
impl Readiness for Database {
    /// Writes, and commits what it wrote: a statement with nothing to do succeeds on a full disk, too. Of the row nothing is left.
    async fn ready(&self) -> Result<(), StoreError> {
        let row = flash::Model {
            browser_hash: "readiness".to_owned(),
            key: String::new(),
            value: String::new(),
            expires_at: 0,
        };
        writing!(self, |db| {
            let place = (row.browser_hash.clone(), row.key.clone());
            flash::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
            flash::Entity::delete_by_id(place).exec(db).await?;
            Ok(())
        })
        .map_err(Failure::report)
    }
}
