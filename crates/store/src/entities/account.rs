//! A citizen's account: the key that everything else refers to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: i64,
    /// Set when the account may no longer be used.
    pub closed_at: Option<i64>,
    /// Set while an operator has taken it out of use.
    pub suspended_at: Option<i64>,
    /// The person has been notified of what happened until then.
    pub told_until: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
