//! An application on its way; one of a procedure for an account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub procedure: String,
    /// Sealed JSON.
    pub entries: String,
    pub step: i16,
    pub wants_submission: bool,
    pub updated_at: i64,
    /// Counts how often it was saved, from 1.
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
