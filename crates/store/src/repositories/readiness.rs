use crate::{Database, database::writing, entities::flash, failure::Failure};
use async_trait::async_trait;
use congdan_flows::ports::{Readiness, StoreError};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[async_trait]
impl Readiness for Database {
    /// A statement that would write: a read-only file or server refuses it, though there is nothing to delete.
    async fn ready(&self) -> Result<(), StoreError> {
        writing!(self, |db| {
            flash::Entity::delete_many().filter(flash::Column::ExpiresAt.lt(i64::MIN)).exec(db).await?;
            Ok(())
        })
        .map_err(Failure::report)
    }
}
