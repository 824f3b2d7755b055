//! The portal asks the register again by itself about entries that wait (N5).
//!
//! A query keeps its row in the ledger and its `MaYeuCau` however often it is repeated. The process that asks has a lease on the
//! entry: no other asks at the same time, and a process that dies loses the entry when the lease ends.

use super::{
    limits::{self, DEAD_AFTER},
    verdict::{Verdict, ask, matched_kind},
};
use crate::{
    Portal,
    consent::Consent,
    notifications,
    ports::{
        StoreError,
        accounts::{Field, Person, PersonWritten, Revision},
        audit::AuditKind,
        matching::{Conclusion, Due, Purpose, Reserved},
        register::RegisterQuery,
    },
    synchronisation, vouching,
};
use congdan_domain::{Cccd, Entry, Outcome};

/// What became of the entry that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeferredOutcome {
    /// No entry was due.
    Idle,
    /// The register has been silent so often that the portal does not ask it by itself just now.
    Held,
    /// The register is still silent, for this reason.
    Silent(Outcome),
    /// The person's attempts are used up: the portal asks again when there is one.
    Limited,
    /// The query is dropped: the consent is withdrawn, the number is known, or the account is gone.
    Dropped,
    /// The account has changed while the register was asked: the portal asks again about what it is now.
    Outdated,
    /// The register has answered.
    Answered(Outcome),
}

impl DeferredOutcome {
    /// The code in logs and metrics.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Held => "held",
            Self::Silent(outcome) | Self::Answered(outcome) => outcome.code(),
            Self::Limited => "limited",
            Self::Dropped => "dropped",
            Self::Outdated => "outdated",
        }
    }
}

/// Asks the register about the entry that is due longest, if any is.
///
/// # Errors
/// The database failed; the entry stays where it is.
pub async fn ask_next(portal: &Portal) -> Result<DeferredOutcome, StoreError> {
    if portal.register.holds_back() {
        return Ok(DeferredOutcome::Held);
    }
    let now = portal.world.now();
    let Some(due) = portal.store.claim_due(now, now + DEAD_AFTER).await? else { return Ok(DeferredOutcome::Idle) };
    let still_open = portal
        .store
        .account(due.account)
        .await?
        .filter(|account| due.purpose == Purpose::Synchronise || is_unmatched(&account.person, &due.entry));
    let consent = match &still_open {
        Some(account) => Consent::stored(portal, account, due.purpose).await?,
        None => None,
    };
    let (Some(account), Some(consent)) = (still_open, consent) else {
        portal.store.drop_waiting_entry(due.account).await?;
        return Ok(DeferredOutcome::Dropped);
    };
    if !vouching::may_ask(portal, &account, &due.entry).await? {
        let outcome = Outcome::NeedsVneid;
        let audit = portal.event(Some(due.account), AuditKind::NumberNotMatched, outcome.code());
        let concluded = portal.store.conclude_due(conclusion(portal, &due, outcome), None, audit).await?;
        return Ok(concluded.map_or(DeferredOutcome::Dropped, |_| DeferredOutcome::Answered(outcome)));
    }
    let reservation = limits::reservation(portal, &account, due.query, &due.entry, &due.address);
    match portal.store.reserve_again(reservation, now).await? {
        Reserved::Done => {}
        // The person has asked about it in the meantime.
        Reserved::Same(_) => {
            portal.store.postpone(&due, None, portal.next_try(due.tries)).await?;
            return Ok(DeferredOutcome::Outdated);
        }
        Reserved::Full { account: spent, number } => {
            let free_at = limits::free_at(&portal.limits, spent, number).unwrap_or_else(|| portal.next_try(0));
            portal.store.postpone(&due, None, free_at).await?;
            return Ok(DeferredOutcome::Limited);
        }
        Reserved::AccountClosed => {
            portal.store.drop_waiting_entry(due.account).await?;
            return Ok(DeferredOutcome::Dropped);
        }
    }
    let query = RegisterQuery { request_id: due.query, entry: due.entry.clone(), by_person: false };
    let Verdict { outcome, record, .. } = ask(portal, consent, &account.person, &query).await;
    if outcome.is_pending() {
        portal.store.postpone(&due, Some(outcome), portal.next_try(due.tries + 1)).await?;
        return Ok(DeferredOutcome::Silent(outcome));
    }
    let kind = if record.is_some() { matched_kind(due.purpose) } else { AuditKind::NumberNotMatched };
    let audit = portal.event(Some(due.account), kind, outcome.code());
    let mut concluded = conclusion(portal, &due, outcome);
    let mut revision = None;
    if let Some(record) = record {
        let (confirmed, receipt) =
            synchronisation::apply_record(portal, &account.person, record, &concluded, &audit.support_id).await?;
        concluded.receipt = Some(receipt);
        revision = Some(Revision::of(&account.person, confirmed));
    }
    match portal.store.conclude_due(concluded, revision, audit).await? {
        None => Ok(DeferredOutcome::Dropped),
        Some(PersonWritten::Done) => Ok(DeferredOutcome::Answered(outcome)),
        Some(PersonWritten::NumberTaken) => {
            let audit = portal.event(Some(due.account), AuditKind::NumberNotMatched, Outcome::Conflict.code());
            portal.store.conclude_due(conclusion(portal, &due, Outcome::Conflict), None, audit).await?;
            notifications::tell_of_conflict(portal, &due.entry.number).await?;
            Ok(DeferredOutcome::Answered(Outcome::Conflict))
        }
        Some(PersonWritten::Outdated) => {
            portal.store.postpone(&due, None, portal.next_try(due.tries + 1)).await?;
            Ok(DeferredOutcome::Outdated)
        }
    }
}

/// Whether a match of this entry is still of use: the account has no number, or has this one unmatched.
fn is_unmatched(person: &Person, entry: &Entry) -> bool {
    let is_own = |number: &Field<Cccd>| number.value == entry.number && person.matched_at.is_none();
    person.number.as_ref().is_none_or(is_own)
}

fn conclusion(portal: &Portal, due: &Due, outcome: Outcome) -> Conclusion {
    Conclusion {
        query: due.query,
        account: due.account,
        entry: due.entry.clone(),
        address: due.address.clone(),
        outcome,
        at: portal.world.now(),
        purpose: due.purpose,
        wanted: due.wanted.clone(),
        next_at: portal.world.now(),
        receipt: None,
    }
}
