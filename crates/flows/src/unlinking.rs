//! "Gỡ liên kết": an identity is taken away from an account, after a dry run (N9) and on a recent proof (rule 13).
//!
//! The last way in is protected. A proof must be as strong as what is taken away: VNeID goes only by VNeID, so that a thief of
//! the weaker account cannot shut the owner out.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Identity, Person, Source},
        audit::{AuditKind, ReleaseReason},
        unlinking::{Unlink, Unlinked},
    },
    session::{Browser, Visitor, is_recent},
};
use uuid::Uuid;

/// What unlinking would do, before it is done.
#[derive(Clone, Debug)]
pub struct DryRun {
    /// The identity that goes.
    pub identity: Identity,
    /// What opens the account afterwards. Where this is empty, the identity is the last way in.
    pub still_open: Vec<Identity>,
    /// What stays linked and opens nothing today, because the policy has closed its kind.
    pub closed: Vec<Identity>,
    /// What becomes of the number.
    pub number: NumberAfter,
    /// The session that is open now was opened by this very identity, and ends with it.
    pub ends_this_session: bool,
    /// A recent proof of the right strength is there already.
    pub is_proven: bool,
    /// The proof has to be VNeID's own.
    pub by_vneid_only: bool,
}

/// What becomes of the account's number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberAfter {
    /// There is none.
    None,
    /// The removed identity does not vouch for it.
    Stays,
    /// An identity of this provider that stays vouches for it from now on.
    Passes(String),
    /// Only the register's match is left: it stays, as a number that was typed and matched.
    StaysMatched,
    /// No source is left that vouches for it: it leaves the account.
    Goes,
}

/// What unlinking the identity would do. `None` for one that is not this account's.
pub fn dry_run(portal: &Portal, visitor: &Visitor, identity: Uuid) -> Option<DryRun> {
    let account = &visitor.account;
    let own = account.identities.iter().find(|own| own.id == identity)?.clone();
    let left: Vec<_> = account.identities.iter().filter(|other| other.id != identity).cloned().collect();
    let number = number_after(&account.person, &own, &left, &portal.vouching());
    let open = portal.open_providers();
    let (still_open, closed) = left.into_iter().partition(|other| open.contains(&other.provider));
    Some(DryRun {
        number,
        still_open,
        closed,
        ends_this_session: visitor.session.identity == identity,
        is_proven: is_proven(portal, visitor, &own),
        by_vneid_only: portal.is_vneid(&own.provider),
        identity: own,
    })
}

/// How an unlinking ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum UnlinkOutcome {
    /// The identity no longer opens the account.
    Done {
        /// The removed identity had opened the session that is open now.
        session_ended: bool,
    },
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
    /// Nothing else would open the account: nothing was done.
    LastWayIn,
    /// The account has no such identity (any more).
    NotFound,
}

/// Takes the identity away. All other sessions of the account end with it, and this one too where the removed identity opened
/// it. The browser needs a new cookie of its own afterwards.
pub async fn unlink(
    portal: &Portal,
    visitor: &Visitor,
    identity: Uuid,
    browser: &Browser,
) -> Result<UnlinkOutcome, StoreError> {
    let account = visitor.account.id;
    let Some(own) = visitor.account.identities.iter().find(|own| own.id == identity) else {
        return Ok(UnlinkOutcome::NotFound);
    };
    if !is_proven(portal, visitor, own) {
        return Ok(UnlinkOutcome::ProofNeeded);
    }
    let unlink = Unlink {
        account,
        identity,
        open_providers: portal.open_providers(),
        vouching: portal.vouching(),
        keeps: visitor.session.id,
        browser: browser.binding.clone(),
    };
    let audit = [
        portal.event(Some(account), AuditKind::IdentityUnlinked, &own.provider),
        portal.event(Some(account), AuditKind::NumberReleased, ReleaseReason::IdentityUnlinked.code()),
    ];
    Ok(match portal.store.unlink_identity(unlink, audit).await? {
        Unlinked::Done => UnlinkOutcome::Done { session_ended: visitor.session.identity == identity },
        Unlinked::LastWayIn => UnlinkOutcome::LastWayIn,
        Unlinked::NotFound => UnlinkOutcome::NotFound,
    })
}

/// What becomes of a number. What a provider vouches for goes with its identity; the register's match stays, with its own
/// strength. `vouching` has the ids of providers whose identities are joined only to the account of the number they assert.
pub fn number_after(person: &Person, removed: &Identity, left: &[Identity], vouching: &[String]) -> NumberAfter {
    let Some(number) = &person.number else { return NumberAfter::None };
    let is_vouched_for = matches!(&number.source, Source::Provider(id) if *id == removed.provider);
    if !is_vouched_for || left.iter().any(|other| other.provider == removed.provider) {
        return NumberAfter::Stays;
    }
    let voucher = left.iter().find(|other| vouching.contains(&other.provider));
    match (voucher, person.matched_at) {
        (Some(voucher), _) => NumberAfter::Passes(voucher.provider.clone()),
        (None, Some(_)) => NumberAfter::StaysMatched,
        (None, None) => NumberAfter::Goes,
    }
}

/// Whether the session has a recent proof that is as strong as the identity.
pub(crate) fn is_proven(portal: &Portal, visitor: &Visitor, identity: &Identity) -> bool {
    let is_strong = !portal.is_vneid(&identity.provider) || portal.is_vneid(&visitor.session.provider);
    is_strong && is_recent(portal, visitor)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ports::accounts::Field;
    use congdan_domain::Cccd;
    use time::OffsetDateTime;

    const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn identity(provider: &str) -> Identity {
        Identity {
            id: Uuid::from_u128(1),
            provider: provider.to_owned(),
            issuer: format!("http://localhost:4000/{provider}"),
            subject: "s".to_owned(),
            level: 2,
            linked_at: NOW,
            last_used_at: NOW,
            number: None,
        }
    }

    fn person(source: Source, matched: bool) -> Person {
        let value = Cccd::from_trusted("025085999001").unwrap();
        Person {
            number: Some(Field { value, source, at: NOW }),
            matched_at: matched.then_some(NOW),
            ..Person::default()
        }
    }

    #[test]
    fn a_providers_word_for_a_number_goes_with_its_identity() {
        let vneid = || Source::Provider("vneid".to_owned());
        let (removed, left) = (identity("vneid"), [identity("dvcqg")]);
        let again = [identity("dvcqg"), identity("vneid")];
        let vouching = ["vneid".to_owned()];
        for (person, left, expected) in [
            (Person::default(), &left[..], NumberAfter::None),
            (person(vneid(), false), &left, NumberAfter::Goes),
            (person(vneid(), true), &left, NumberAfter::StaysMatched),
            (person(vneid(), false), &again, NumberAfter::Stays),
            (person(Source::Register, true), &left, NumberAfter::Stays),
            (person(Source::Provider("dvcqg".to_owned()), false), &left, NumberAfter::Stays),
        ] {
            assert_eq!(number_after(&person, &removed, left, &vouching), expected, "{:?}", person.number);
        }
        // The other way round VNeID stays, and says the same.
        let person = person(Source::Provider("dvcqg".to_owned()), false);
        let after = number_after(&person, &identity("dvcqg"), &[identity("vneid")], &vouching);
        assert_eq!(after, NumberAfter::Passes("vneid".to_owned()));
    }
}
