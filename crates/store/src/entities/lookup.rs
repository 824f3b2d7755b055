//! Every query about a person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lookup")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub purpose: String,
    /// Empty; in clear in rows that an earlier release wrote.
    pub masked_number: String,
    pub asked_at: i64,
    pub answered_at: Option<i64>,
    pub outcome: Option<String>,
    /// The masked number, sealed.
    pub sealed_number: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
