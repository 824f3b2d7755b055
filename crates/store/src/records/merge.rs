//! What a merge needs while it is proven, and what undoing it needs afterwards.

use super::{ContactRecord, offer::IdentityRecord};
use crate::{
    entities::{draft, outbox},
    failure::Failure,
    moment::{micros, moment},
};
use congdan_domain::{Cccd, WantedPath};
use congdan_flows::ports::merging::{Conflict, ProvenHolder};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A number that another account holds, and the proof of that account once there is one.
#[derive(Serialize, Deserialize)]
pub(crate) struct ConflictRecord {
    pub number: Cccd,
    wanted: WantedPath,
    proven: Option<ProvenRecord>,
}

#[derive(Serialize, Deserialize)]
struct ProvenRecord {
    account: Uuid,
    identity: IdentityRecord,
    authenticated_at: i64,
    id_token: Option<String>,
    provider_session: Option<String>,
}

impl ConflictRecord {
    pub(crate) fn of(conflict: &Conflict) -> Self {
        Self {
            number: conflict.number.clone(),
            wanted: conflict.wanted.clone(),
            proven: conflict.proven.as_ref().map(|proven| ProvenRecord {
                account: proven.account,
                identity: IdentityRecord::of(&proven.identity),
                authenticated_at: micros(proven.authenticated_at),
                id_token: proven.id_token.as_ref().map(|token| token.expose_secret().to_owned()),
                provider_session: proven.provider_session.clone(),
            }),
        }
    }

    /// The account that was proven.
    pub(crate) fn holder(&self) -> Option<Uuid> {
        self.proven.as_ref().map(|proven| proven.account)
    }

    pub(crate) fn into_conflict(self, account: Uuid, session: Uuid, expires_at: i64) -> Result<Conflict, Failure> {
        let proven = self.proven.map(ProvenRecord::into_proven).transpose()?;
        let expires_at = moment(expires_at)?;
        Ok(Conflict { account, session, number: self.number, wanted: self.wanted, proven, expires_at })
    }
}

impl ProvenRecord {
    fn into_proven(self) -> Result<ProvenHolder, Failure> {
        Ok(ProvenHolder {
            account: self.account,
            identity: self.identity.into_identity()?,
            authenticated_at: moment(self.authenticated_at)?,
            id_token: self.id_token.map(Into::into),
            provider_session: self.provider_session,
        })
    }
}

/// What a merge moved, and what it set aside because there can be one of it only.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct MergeRecord {
    pub identities: Vec<Uuid>,
    pub dossiers: Vec<Uuid>,
    pub drafts: Vec<Uuid>,
    /// With their spent attempts.
    pub lookups: Vec<Uuid>,
    /// Of synchronisations.
    pub receipts: Vec<Uuid>,
    /// The acts of agreeing; absent in what the release before wrote.
    #[serde(default)]
    pub consents: Vec<Uuid>,
    pub waiting: Vec<Uuid>,
    pub drafts_aside: Vec<DraftAside>,
    pub waiting_aside: Vec<WaitingAside>,
    /// What the account that stayed did not have.
    pub contact: ContactRecord,
}

/// A draft as it was stored: its entries are sealed for its own row.
#[derive(Serialize, Deserialize)]
pub(crate) struct DraftAside {
    id: Uuid,
    account: Uuid,
    procedure: String,
    entries: String,
    step: i16,
    wants_submission: bool,
    updated_at: i64,
    #[serde(default = "first_version")]
    version: i32,
}

/// What an earlier release set aside has no version.
const fn first_version() -> i32 {
    1
}

impl From<draft::Model> for DraftAside {
    fn from(row: draft::Model) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            procedure: row.procedure,
            entries: row.entries,
            step: row.step,
            wants_submission: row.wants_submission,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

impl From<DraftAside> for draft::Model {
    fn from(aside: DraftAside) -> Self {
        Self {
            id: aside.id,
            account_id: aside.account,
            procedure: aside.procedure,
            entries: aside.entries,
            step: aside.step,
            wants_submission: aside.wants_submission,
            updated_at: aside.updated_at,
            version: aside.version,
        }
    }
}

/// A waiting entry as it was stored.
#[derive(Serialize, Deserialize)]
pub(crate) struct WaitingAside {
    id: Uuid,
    kind: String,
    account: Uuid,
    payload: String,
    created_at: i64,
    tries: i32,
    next_at: i64,
}

impl From<outbox::Model> for WaitingAside {
    fn from(row: outbox::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            account: row.account_id,
            payload: row.payload,
            created_at: row.created_at,
            tries: row.tries,
            next_at: row.next_at,
        }
    }
}

impl From<WaitingAside> for outbox::Model {
    fn from(aside: WaitingAside) -> Self {
        Self {
            id: aside.id,
            kind: aside.kind,
            account_id: aside.account,
            payload: aside.payload,
            created_at: aside.created_at,
            tries: aside.tries,
            next_at: aside.next_at,
            leased_until: None,
        }
    }
}
