//! An account at a provider that opens an account here; (issuer, subject) is unique.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub provider: String,
    pub issuer: String,
    pub subject: String,
    pub level: i16,
    pub linked_at: i64,
    pub last_used_at: i64,
    /// What its provider asserts of the person: sealed JSON.
    pub asserted: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
