//! A sign-in that has begun.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "login_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub state_hash: String,
    pub browser_hash: String,
    pub provider: String,
    /// Sealed; removed when used.
    pub nonce: Option<String>,
    /// Sealed; removed when used.
    pub pkce_verifier: Option<String>,
    pub wanted: String,
    /// Of a proof: the session that it is for, and the identity that has to answer.
    pub proof_session: Option<Uuid>,
    pub proof_identity: Option<Uuid>,
    /// Of a merge: the session that it is for.
    pub merge_session: Option<Uuid>,
    /// Of a proof for linking: the question that it is for.
    pub link_question: Option<Uuid>,
    pub expires_at: i64,
    pub used_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
