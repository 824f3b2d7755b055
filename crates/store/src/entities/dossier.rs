//! A submitted application.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossier")]
pub struct Model {
    /// The id of the draft it was: a second submission of the same draft meets this key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub account_id: Uuid,
    pub procedure: String,
    pub unit: String,
    /// Sealed JSON.
    pub entries: String,
    /// Sealed: the owner's number at the time.
    pub number: String,
    pub number_index: String,
    pub status: i16,
    pub submitted_at: i64,
    /// Counts the changes, from 1.
    pub version: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
