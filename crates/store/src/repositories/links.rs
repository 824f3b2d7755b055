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
use congdan_flows::ports::{accounts::PendingLink, provider::ProviderLogout};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict,
};
use time::OffsetDateTime;

impl Database {
    /// Replaces the browser's earlier offer.
    pub(super) async fn write_link(&self, db: &impl ConnectionTrait, link: &PendingLink) -> Result<(), Failure> {
        let browser_hash = digest(&link.browser);
        let row = Model {
            offer: self.keys().seal_value(place(&browser_hash), &OfferRecord::of(link))?,
            expires_at: micros(link.expires_at),
            identity_hash: Some(of_issuer(&link.identity.issuer, &link.identity.subject)),
            provider_session_hash: link
                .provider_session
                .as_ref()
                .map(|session| of_issuer(&link.identity.issuer, session)),
            browser_hash,
        };
        let replace = OnConflict::column(Column::BrowserHash)
            .update_columns([Column::Offer, Column::ExpiresAt, Column::IdentityHash, Column::ProviderSessionHash])
            .to_owned();
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

/// The provider has ended the session with which the question began, or all sessions of its person: the question can no longer be answered.
pub(super) async fn drop_of_provider(db: &impl ConnectionTrait, logout: &ProviderLogout) -> Result<(), Failure> {
    let mut meant = Condition::all();
    if let Some(subject) = &logout.subject {
        meant = meant.add(Column::IdentityHash.eq(of_issuer(&logout.issuer, subject)));
    }
    if let Some(session) = &logout.provider_session {
        meant = meant.add(Column::ProviderSessionHash.eq(of_issuer(&logout.issuer, session)));
    }
    // A token that names neither is none; without this line it would mean all.
    if !meant.is_empty() {
        Entity::delete_many().filter(meant).exec(db).await?;
    }
    Ok(())
}

/// A provider's value is unique for its issuer only; neither contains a line break.
fn of_issuer(issuer: &str, value: &str) -> String {
    digest(&format!("{issuer}\n{value}"))
}

fn place(row: &str) -> Place<'_> {
    Place { table: "pending_link", column: "offer", row }
}
