//! An identity's right to work for a unit.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "official_role")]
pub struct Model {
    /// Stays the same when the role is granted anew: events of dossiers refer to it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub provider: String,
    pub subject: String,
    pub unit: String,
    pub kind: String,
    pub valid_from: i64,
    /// The first moment without it.
    pub valid_until: Option<i64>,
    pub granted_at: i64,
    pub revoked_at: Option<i64>,
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "official_role({})", self.id)
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
