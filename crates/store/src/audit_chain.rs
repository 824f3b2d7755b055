//! The audit chain: each row's hash covers the row and the hash before it, and the head says where the chain ends.
//!
//! An edited, missing or exchanged row is found by [`Database::verify_audit_chain`]. Whoever may rewrite the whole table can also
//! rewrite the hashes, or cut the end off: signed checkpoints outside the database ([`Database::audit_head`] at some moment,
//! compared with [`Database::audit_hash`] later) show that too.

use crate::{
    Database,
    database::reading,
    entities::{audit_event, audit_head},
    failure::Failure,
    moment::micros,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use congdan_flows::ports::{StoreError, audit::AuditEvent};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const HEAD: i16 = 1;
const PAGE: u64 = 1_000;

/// What a check of the whole chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditChain {
    /// Rows checked.
    pub events: u64,
    /// The last hash.
    pub head: String,
    /// The first place where the chain does not hold.
    pub broken: Option<ChainBreak>,
}

/// How the record ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// So many events.
    pub events: u64,
    /// The hash of the last one, 32 bytes; empty where there is none.
    pub hash: Vec<u8>,
}

/// Where the chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainBreak {
    /// The row with this number is missing.
    Missing(i64),
    /// The row with this number, or one before it, is not what was written.
    Changed(i64),
    /// The rows hold together, but the head names another end.
    Head,
}

/// Adds a row. Called last in a transaction: from here to its commit other writers of audit rows wait.
pub(crate) async fn append(db: &impl ConnectionTrait, event: &AuditEvent) -> Result<(), Failure> {
    let head = audit_head::Entity::find_by_id(HEAD).lock_exclusive().one(db).await?;
    let head = head.ok_or(Failure::Unreadable("audit_head"))?;
    let mut row = audit_event::Model {
        sequence: head.sequence + 1,
        at: micros(event.at),
        account_id: event.account,
        kind: event.kind.code().to_owned(),
        detail: event.detail.clone(),
        support_id: event.support_id.clone(),
        hash: String::new(),
    };
    row.hash = link(&head.hash, &row);
    set_head(db, row.sequence, row.hash.clone()).await?;
    audit_event::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// An empty chain, after its rows have been removed.
pub(crate) async fn restart(db: &impl ConnectionTrait) -> Result<(), Failure> {
    set_head(db, 0, String::new()).await
}

async fn set_head(db: &impl ConnectionTrait, sequence: i64, hash: String) -> Result<(), Failure> {
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Sequence, sequence.into())
        .col_expr(audit_head::Column::Hash, hash.into())
        .filter(audit_head::Column::Id.eq(HEAD))
        .exec(db)
        .await?;
    Ok(())
}

impl Database {
    /// How the record ends now.
    ///
    /// # Errors
    /// The database failed.
    pub async fn audit_head(&self) -> Result<AuditHead, StoreError> {
        reading!(self, |db| {
            let head = audit_head::Entity::find_by_id(HEAD).one(db).await?.ok_or(Failure::Unreadable("audit_head"))?;
            Ok(AuditHead { events: u64::try_from(head.sequence).unwrap_or_default(), hash: bytes_of(&head.hash)? })
        })
        .map_err(Failure::report)
    }

    /// The hash of the event with this number, where there is one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn audit_hash(&self, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let Ok(number) = i64::try_from(number) else { return Ok(None) };
        reading!(self, |db| {
            let row = audit_event::Entity::find_by_id(number).one(db).await?;
            row.map(|row| bytes_of(&row.hash)).transpose()
        })
        .map_err(Failure::report)
    }

    /// Walks the whole chain.
    ///
    /// # Errors
    /// The database failed. A chain that does not hold is an answer, not an error.
    pub async fn verify_audit_chain(&self) -> Result<AuditChain, StoreError> {
        reading!(self, |db| {
            // Rows that are added while we walk lie behind the end that was read first.
            let end = audit_head::Entity::find_by_id(HEAD).one(db).await?.ok_or(Failure::Unreadable("audit_head"))?;
            let mut chain = AuditChain { events: 0, head: String::new(), broken: None };
            let mut sequence = 0;
            loop {
                let page = audit_event::Entity::find()
                    .filter(audit_event::Column::Sequence.gt(sequence))
                    .filter(audit_event::Column::Sequence.lte(end.sequence))
                    .order_by_asc(audit_event::Column::Sequence)
                    .limit(PAGE)
                    .all(db)
                    .await?;
                if page.is_empty() {
                    break;
                }
                for row in page {
                    sequence += 1;
                    if row.sequence != sequence {
                        chain.broken = Some(ChainBreak::Missing(sequence));
                        return Ok(chain);
                    }
                    if link(&chain.head, &row) != row.hash {
                        chain.broken = Some(ChainBreak::Changed(sequence));
                        return Ok(chain);
                    }
                    chain.events += 1;
                    chain.head = row.hash;
                }
            }
            chain.broken = match sequence {
                last if last < end.sequence => Some(ChainBreak::Missing(last + 1)),
                _ if chain.head != end.hash => Some(ChainBreak::Head),
                _ => None,
            };
            Ok(chain)
        })
        .map_err(Failure::report)
    }
}

/// A stored hash.
fn bytes_of(hash: &str) -> Result<Vec<u8>, Failure> {
    URL_SAFE_NO_PAD.decode(hash).map_err(|_| Failure::Unreadable("audit_event"))
}

/// SHA-256 over the hash before and every column, each with its length in front so that no two rows read alike.
fn link(before: &str, row: &audit_event::Model) -> String {
    let account = row.account_id.as_ref().map(Uuid::to_string).unwrap_or_default();
    let sequence = row.sequence.to_string();
    let at = row.at.to_string();
    let mut hash = Sha256::new();
    for part in [before, &sequence, &at, &account, &row.kind, &row.detail, &row.support_id] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    URL_SAFE_NO_PAD.encode(hash.finalize())
}
