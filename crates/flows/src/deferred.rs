//! Entries that wait for the register are asked about again by themselves (N5).
//!
//! A question keeps its row in the ledger and its `MaYeuCau` however often it is asked. Whoever asks holds a lease on the
//! entry: nobody else asks at the same time, and whoever dies loses it to the next.

use crate::{
    Portal,
    cccd::{self, Judged},
    ports::{
        StoreError,
        accounts::{Revision, Written},
        audit::AuditKind,
        matching::{Conclusion, Due, Purpose},
    },
    synchronisation,
};
use congdan_domain::Outcome;
use time::{Duration, OffsetDateTime};

/// Well above the time-out of any question.
const LEASE: Duration = Duration::minutes(2);

/// What became of the entry that was due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing was due.
    Idle,
    /// The register has been silent so often that nobody asks it by himself just now.
    Held,
    /// The register is still silent, for this reason.
    Silent(Outcome),
    /// The person's tries are used up: asked again when there is one.
    Limited,
    /// There is no question any more: the consent is gone, the number is known, or the person has asked anew.
    Dropped,
    /// The account has changed while the register was asked: asked again about what it is now.
    Outdated,
    Answered(Outcome),
}

impl Step {
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

/// Full jitter on top of the shortest delay: the span doubles with each try, up to the longest.
pub(crate) fn next_try(portal: &Portal, tries: u32) -> OffsetDateTime {
    let span = (portal.retries.first * 2_i32.pow(tries.min(20))).min(portal.retries.most);
    let mut chance = [0; 4];
    chance.copy_from_slice(&portal.world.random.bytes()[..4]);
    let share = f64::from(u32::from_be_bytes(chance)) / f64::from(u32::MAX);
    portal.world.now() + portal.retries.first + span * share
}

/// Asks the register about the entry that is due longest, if any is.
///
/// # Errors
/// The database failed; the entry stays where it is.
pub async fn ask_next(portal: &Portal) -> Result<Step, StoreError> {
    if portal.register.holds_back() {
        return Ok(Step::Held);
    }
    let now = portal.world.now();
    let Some(due) = portal.store.claim_due(now, now + LEASE).await? else { return Ok(Step::Idle) };
    let consents = portal.store.consent_given(due.account).await?.is_some();
    let account = portal.store.account(due.account).await?;
    let open = |purpose, has_number: bool| consents && (purpose == Purpose::Synchronise || !has_number);
    let Some(account) = account.filter(|account| open(due.purpose, account.person.number.is_some())) else {
        portal.store.drop_waiting_entry(due.account).await?;
        return Ok(Step::Dropped);
    };
    if let Some(free_at) = cccd::locked_until(portal, &account, &due.entry, &due.address).await? {
        portal.store.postpone(&due, None, free_at).await?;
        return Ok(Step::Limited);
    }
    let Judged { outcome, record, .. } = cccd::ask(portal, &account.person, &due.entry, due.lookup, false).await;
    if outcome.is_pending() {
        portal.store.postpone(&due, Some(outcome), next_try(portal, due.tries + 1)).await?;
        return Ok(Step::Silent(outcome));
    }
    let kind = if record.is_some() { cccd::matched_kind(due.purpose) } else { AuditKind::NumberNotMatched };
    let audit = portal.event(Some(due.account), kind, outcome.code());
    let mut concluded = conclusion(portal, &due, outcome);
    let mut revision = None;
    if let Some(record) = record {
        let settled = synchronisation::settle(portal, &account.person, record, &concluded, &audit.support_id).await?;
        concluded.receipt = Some(settled.1);
        revision = Some(Revision::of(&account.person, settled.0));
    }
    let written = portal.store.conclude_due(concluded, revision, audit).await?;
    match written {
        None => Ok(Step::Dropped),
        Some(Written::Done) => Ok(Step::Answered(outcome)),
        Some(Written::NumberTaken | Written::IdentityTaken) => {
            let audit = portal.event(Some(due.account), AuditKind::NumberNotMatched, Outcome::Conflict.code());
            portal.store.conclude_due(conclusion(portal, &due, Outcome::Conflict), None, audit).await?;
            Ok(Step::Answered(Outcome::Conflict))
        }
        Some(Written::Outdated) => {
            portal.store.postpone(&due, None, next_try(portal, due.tries + 1)).await?;
            Ok(Step::Outdated)
        }
    }
}

fn conclusion(portal: &Portal, due: &Due, outcome: Outcome) -> Conclusion {
    Conclusion {
        lookup: due.lookup,
        account: due.account,
        entry: due.entry.clone(),
        address: due.address.clone(),
        outcome,
        at: portal.world.now(),
        consent_now: false,
        purpose: due.purpose,
        wanted: due.wanted.clone(),
        next_at: portal.world.now(),
        receipt: None,
    }
}
