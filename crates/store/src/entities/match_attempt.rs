//! An attempt that was spent, by the query that spent it.

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
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
