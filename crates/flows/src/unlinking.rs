//! "Gỡ liên kết": an identity is taken away from an account, after a dry run (N9) and on a recent proof (rule 13).
//!
//! The last way in is protected. A proof must be as strong as what is taken away: VNeID goes only by VNeID, so that whoever
//! got hold of the weaker account cannot shut the owner out.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Identity, Person, Source},
        audit::AuditKind,
        provider::ProviderKind,
        unlinking::{Unlink, Unlinked},
    },
    proof,
    session::Visitor,
    sign_in,
};
use uuid::Uuid;

/// What unlinking would do, before it is done.
#[derive(Clone, Debug)]
pub struct DryRun {
    pub identity: Identity,
    /// What opens the account afterwards; nothing: the last way in.
    pub still_open: Vec<Identity>,
    /// What stays linked and opens nothing today, because the policy has closed its kind.
    pub closed: Vec<Identity>,
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
    /// It is not the removed identity's word.
    Stays,
    /// It was, and an identity of this provider that stays says the same: from now on it is that one's word.
    Passes(String),
    /// Only the register's match is left: it stays, as a number that was typed and matched.
    StaysMatched,
    /// Nobody is left who vouches for it: it leaves the account.
    Goes,
}

/// `None` for an identity that is not this account's.
pub fn dry_run(portal: &Portal, visitor: &Visitor, identity: Uuid) -> Option<DryRun> {
    let account = &visitor.account;
    let own = account.identities.iter().find(|own| own.id == identity)?.clone();
    let left: Vec<_> = account.identities.iter().filter(|other| other.id != identity).cloned().collect();
    let number = number_after(&account.person, &own, &left, &vouching(portal));
    let open = open_providers(portal);
    let (still_open, closed) = left.into_iter().partition(|other| open.contains(&other.provider));
    Some(DryRun {
        number,
        still_open,
        closed,
        ends_this_session: visitor.session.identity == identity,
        is_proven: is_proven(portal, visitor, &own),
        by_vneid_only: is_vneid(portal, &own.provider),
        identity: own,
    })
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Ended {
    Done {
        session_ended: bool,
    },
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
    LastWayIn,
    /// The account has no such identity (any more).
    Gone,
}

/// All other sessions of the account end with it, and this one too where the removed identity opened it.
pub async fn unlink(portal: &Portal, visitor: &Visitor, identity: Uuid) -> Result<Ended, StoreError> {
    let account = visitor.account.id;
    let Some(own) = visitor.account.identities.iter().find(|own| own.id == identity) else { return Ok(Ended::Gone) };
    if !is_proven(portal, visitor, own) {
        return Ok(Ended::ProofNeeded);
    }
    let unlink = Unlink {
        account,
        identity,
        open_providers: open_providers(portal),
        vouching: vouching(portal),
        keeps: visitor.session.id,
    };
    let audit = [
        portal.event(Some(account), AuditKind::IdentityUnlinked, &own.provider),
        portal.event(Some(account), AuditKind::NumberReleased, RELEASED_WITH_IDENTITY),
    ];
    Ok(match portal.store.unlink_identity(unlink, audit).await? {
        Unlinked::Done => Ended::Done { session_ended: visitor.session.identity == identity },
        Unlinked::LastWayIn => Ended::LastWayIn,
        Unlinked::Gone => Ended::Gone,
    })
}

/// The detail of [`AuditKind::NumberReleased`] where the person themself took away who vouched for the number.
pub const RELEASED_WITH_IDENTITY: &str = "identity_unlinked";

/// A provider's word goes with its identity; the register's match stays, with its own strength. An identity of `vouching`
/// is joined to an account only where it asserts the account's number.
pub fn number_after(person: &Person, removed: &Identity, left: &[Identity], vouching: &[String]) -> NumberAfter {
    let Some(number) = &person.number else { return NumberAfter::None };
    let is_its_word = matches!(&number.source, Source::Provider(id) if *id == removed.provider);
    if !is_its_word || left.iter().any(|other| other.provider == removed.provider) {
        return NumberAfter::Stays;
    }
    let voucher = left.iter().find(|other| vouching.contains(&other.provider));
    match (voucher, person.matched_at) {
        (Some(voucher), _) => NumberAfter::Passes(voucher.provider.clone()),
        (None, Some(_)) => NumberAfter::StaysMatched,
        (None, None) => NumberAfter::Goes,
    }
}

fn vouching(portal: &Portal) -> Vec<String> {
    portal.provider_of_kind(ProviderKind::Vneid).map(|provider| provider.id().to_owned()).into_iter().collect()
}

pub(crate) fn is_proven(portal: &Portal, visitor: &Visitor, identity: &Identity) -> bool {
    let is_strong = !is_vneid(portal, &identity.provider) || is_vneid(portal, &visitor.session.provider);
    is_strong && proof::is_recent(portal, visitor)
}

/// Those whose identities open an account today.
fn open_providers(portal: &Portal) -> Vec<String> {
    let open = portal.providers.iter().filter(|provider| !sign_in::is_closed(portal, provider.kind()));
    open.map(|provider| provider.id().to_owned()).collect()
}

pub(crate) fn is_vneid(portal: &Portal, id: &str) -> bool {
    portal.provider(id).is_some_and(|provider| provider.kind() == ProviderKind::Vneid)
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
