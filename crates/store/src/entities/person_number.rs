//! Which account has which number, once for each index key.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_number")]
pub struct Model {
    /// `key_id:hash`: one number, one account.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number_index: String,
    pub account_id: Uuid,
    /// Unique with the account: one account, one number.
    pub key_id: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
