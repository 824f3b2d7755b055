//! The browser memory: what pages store for one browser, for some minutes.

use crate::{
    Database,
    database::{reading, writing},
    digest::digest,
    entities::flash::{Column, Entity, Model},
    failure::Failure,
    moment::micros,
    sealing::Place,
};
use async_trait::async_trait;
use congdan_flows::ports::{StoreError, browser_memory::BrowserMemory};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use time::OffsetDateTime;

#[async_trait]
impl BrowserMemory for Database {
    async fn remember(
        &self,
        browser: &str,
        key: &str,
        value: String,
        expires_at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let browser_hash = digest(browser);
        writing!(self, |db| {
            let row = Model {
                value: self.keys().seal(place(&row_id(&browser_hash, key)), &value)?,
                browser_hash: browser_hash.clone(),
                key: key.to_owned(),
                expires_at: micros(expires_at),
            };
            let replace = OnConflict::columns([Column::BrowserHash, Column::Key])
                .update_columns([Column::Value, Column::ExpiresAt])
                .to_owned();
            Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
            Ok(())
        })
        .map_err(Failure::report)
    }

    async fn recall(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError> {
        let browser_hash = digest(browser);
        reading!(self, |db| self.find_flash(db, &browser_hash, key, now).await).map_err(Failure::report)
    }

    async fn take(&self, browser: &str, key: &str, now: OffsetDateTime) -> Result<Option<String>, StoreError> {
        let browser_hash = digest(browser);
        writing!(self, |db| {
            let Some(value) = self.find_flash(db, &browser_hash, key, now).await? else { return Ok(None) };
            let taken = Entity::delete_by_id((browser_hash.clone(), key.to_owned())).exec(db).await?;
            Ok((taken.rows_affected == 1).then_some(value))
        })
        .map_err(Failure::report)
    }
}

impl Database {
    async fn find_flash(
        &self,
        db: &impl ConnectionTrait,
        browser_hash: &str,
        key: &str,
        now: OffsetDateTime,
    ) -> Result<Option<String>, Failure> {
        let row = Entity::find_by_id((browser_hash.to_owned(), key.to_owned()))
            .filter(Column::ExpiresAt.gt(micros(now)))
            .one(db)
            .await?;
        let open = |row: Model| self.keys().open(place(&row_id(browser_hash, key)), &row.value);
        Ok(row.map(open).transpose()?.map(|value| value.to_string()))
    }
}

fn row_id(browser_hash: &str, key: &str) -> String {
    format!("{browser_hash}/{key}")
}

fn place(row: &str) -> Place<'_> {
    Place { table: "flash", column: "value", row }
}
