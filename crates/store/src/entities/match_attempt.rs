//! An attempt that is reserved or was spent, by its query.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "match_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub lookup_id: Uuid,
    pub account_id: Uuid,
    pub number_index: String,
    pub address_index: String,
    pub at: i64,
    /// While it is only reserved: until when. Empty once it is spent.
    pub reserved_until: Option<i64>,
    /// Of the whole entry; empty in rows that an earlier release wrote.
    pub entry_index: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
