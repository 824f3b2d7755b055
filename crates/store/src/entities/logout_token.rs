//! A provider's logout token that has been used.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "logout_token")]
pub struct Model {
    /// Of issuer and `jti`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// From then on the token is refused by its age.
    pub expires_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
