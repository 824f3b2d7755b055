//! Resolution slips: what a person takes to an office.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "slip")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Option<Uuid>,
    pub browser_hash: Option<String>,
    pub code_hash: String,
    /// Sealed.
    pub code: String,
    pub reason: String,
    pub reference: String,
    pub made_at: i64,
    pub expires_at: i64,
    pub opened_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
