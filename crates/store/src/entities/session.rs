//! A signed-in browser.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: String,
    pub account_id: Uuid,
    pub identity_id: Uuid,
    pub provider: String,
    pub level: i16,
    pub device: String,
    pub number_asked: bool,
    pub authenticated_at: i64,
    pub created_at: i64,
    pub seen_at: i64,
    pub idle_until: i64,
    pub absolute_until: i64,
    pub ended_at: Option<i64>,
    /// Sealed; removed when the session ends.
    pub id_token: Option<String>,
    pub provider_session: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
