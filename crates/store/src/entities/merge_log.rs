//! Two accounts that became one.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The account that was closed.
    pub from_account_id: Uuid,
    /// The account that stayed.
    pub into_account_id: Uuid,
    pub merged_at: i64,
    pub undo_until: i64,
    pub undone_at: Option<i64>,
    /// Sealed JSON: what was moved and what was set aside. Removed when the merge cannot be undone any more.
    pub contents: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
