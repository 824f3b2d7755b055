//! A dossier's way through the office, in order.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dossier_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub dossier_id: Uuid,
    /// 1, 2, 3, …
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub at: i64,
    pub status: i16,
    /// Sealed.
    pub note: Option<String>,
    /// The role in which an official did it.
    pub role_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
