//! Rows of `pending_link`, for [`super::accounts`].

use crate::{
    Database,
    digest::digest,
    entities::pending_link::{Column, Entity, Model},
    failure::Failure,
    moment::micros,
    records::OfferRecord,
    sealing::Place,
};
use congdan_flows::ports::accounts::PendingLink;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use time::OffsetDateTime;

impl Database {
    /// Replaces the browser's earlier offer.
    pub(super) async fn write_link(&self, db: &impl ConnectionTrait, link: &PendingLink) -> Result<(), Failure> {
        let browser_hash = digest(&link.browser);
        let row = Model {
            offer: self.keys().seal_value(place(&browser_hash), &OfferRecord::of(link))?,
            expires_at: micros(link.expires_at),
            browser_hash,
        };
        let replace =
            OnConflict::column(Column::BrowserHash).update_columns([Column::Offer, Column::ExpiresAt]).to_owned();
        Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(db).await?;
        Ok(())
    }

    pub(super) async fn find_link(
        &self,
        db: &impl ConnectionTrait,
        browser: &str,
        now: OffsetDateTime,
    ) -> Result<Option<PendingLink>, Failure> {
        let row = Entity::find_by_id(digest(browser)).filter(Column::ExpiresAt.gt(micros(now))).one(db).await?;
        let Some(row) = row else { return Ok(None) };
        let offer: OfferRecord = self.keys().open_value(place(&row.browser_hash), &row.offer)?;
        offer.into_link(browser, row.expires_at).map(Some)
    }

    /// Of several at once, the delete lets one have it.
    pub(super) async fn remove_link(
        &self,
        db: &impl ConnectionTrait,
        browser: &str,
        now: OffsetDateTime,
    ) -> Result<Option<PendingLink>, Failure> {
        let Some(link) = self.find_link(db, browser, now).await? else { return Ok(None) };
        let removed = Entity::delete_by_id(digest(browser)).exec(db).await?;
        Ok((removed.rows_affected == 1).then_some(link))
    }
}

fn place(row: &str) -> Place<'_> {
    Place { table: "pending_link", column: "offer", row }
}
