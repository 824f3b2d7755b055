//! The offer to link two accounts, by the browser that it was made to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pending_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub browser_hash: String,
    /// Sealed JSON.
    pub offer: String,
    /// Of the identity that arrived, for its provider's logout.
    pub identity_hash: Option<String>,
    /// Of its session at the provider, likewise.
    pub provider_session_hash: Option<String>,
    pub expires_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
