//! A consent to one purpose, with the text that was read. The rows of one act share its id (`lookup_id`: in an earlier release
//! the query it was given with).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_name = "lookup_id")]
    pub act_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub purpose: String,
    pub account_id: Uuid,
    pub given_at: i64,
    pub withdrawn_at: Option<i64>,
    pub text_version: i32,
    /// `NULL` where an earlier release did not record it.
    pub language: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
