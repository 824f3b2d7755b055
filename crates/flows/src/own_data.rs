//! "Tải dữ liệu của tôi": everything that is kept about a person, for themself (Luật 91/2025/QH15).

use crate::{
    Portal,
    dossiers::{self, OwnDossiers},
    leaving::may_act,
    ports::{
        StoreError,
        accounts::Account,
        audit::{AuditEvent, AuditKind},
        consents::StoredConsent,
        dossiers::{Dossier, Draft},
        matching::QueryRecord,
        sessions::Session,
        slips::Slip,
        synchronisation::{Asserted, Receipt},
    },
    session::Visitor,
};
use congdan_domain::Entry;

/// More than anybody has.
const MOST: u64 = 100_000;

/// What is kept. What the policy hides from the person for now (earlier dossiers, an address from the register) is not in it.
#[derive(Debug)]
pub struct OwnData {
    /// The account, with its identities and the person.
    pub account: Account,
    /// What the providers asserted at the latest sign-ins.
    pub asserted: Vec<Asserted>,
    /// What the person agreed to.
    pub consents: Vec<StoredConsent>,
    /// The entry that waits for the register.
    pub waiting: Option<Entry>,
    /// The ledger of queries.
    pub queries: Vec<QueryRecord>,
    /// What synchronisations changed.
    pub receipts: Vec<Receipt>,
    /// Applications that are not sent.
    pub drafts: Vec<Draft>,
    /// Applications that were sent; `None` while they are closed.
    pub dossiers: Option<Vec<Dossier>>,
    /// Resolution slips.
    pub slips: Vec<Slip>,
    /// Open sessions.
    pub sessions: Vec<Session>,
    /// The audit record.
    pub events: Vec<AuditEvent>,
}

/// How gathering it ended.
#[derive(Debug)]
pub enum Gathered {
    /// Here it is; the record says so.
    Done(Box<OwnData>),
    /// The person has to prove first who they are.
    ProofNeeded,
}

/// Everything that is kept about the person.
pub async fn gather(portal: &Portal, visitor: &Visitor) -> Result<Gathered, StoreError> {
    if !may_act(portal, visitor) {
        return Ok(Gathered::ProofNeeded);
    }
    let (store, now) = (&portal.store, portal.world.now());
    let account = visitor.account.id;
    store.record(portal.event(Some(account), AuditKind::DataDownloaded, "by_owner")).await?;
    let receipts = store.receipts_of(account, MOST).await?.into_iter();
    let receipts = receipts.map(|receipt| portal.with_open_rows(&visitor.account, receipt)).collect();
    let dossiers = match dossiers::own(portal, visitor).await? {
        OwnDossiers::Open(dossiers) => Some(dossiers),
        OwnDossiers::Closed(_) => None,
    };
    Ok(Gathered::Done(Box::new(OwnData {
        account: visitor.account.clone(),
        asserted: store.asserted(account).await?,
        consents: store.consents_of(account).await?,
        waiting: store.waiting_entry(account).await?,
        queries: store.queries_of(account, MOST).await?,
        receipts,
        drafts: store.drafts_of(account).await?,
        dossiers,
        slips: store.slips_of(account, now).await?,
        sessions: store.sessions_of(account, now).await?,
        events: store.events_of(account, MOST).await?,
    })))
}
