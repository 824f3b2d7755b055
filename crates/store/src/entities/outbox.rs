//! Entries that wait for the register, and what became of them; at most one row of a kind for an account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub account_id: Uuid,
    /// Sealed JSON.
    pub payload: String,
    pub created_at: i64,
    /// How often it was tried again.
    pub tries: i32,
    pub next_at: i64,
    /// A process holds it until then.
    pub leased_until: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
