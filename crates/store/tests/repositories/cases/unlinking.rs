use super::synchronisation::receipt;
use crate::{setup::Setup, values::*};
use congdan_domain::Outcome;
use congdan_flows::ports::{
    accounts::{
        Account, AccountWritten, Accounts, Contact, Identity, IdentityWritten, Person, PersonWritten, Revision, Source,
    },
    audit::{AuditKind, AuditLog, ReleaseReason},
    matching::{Conclusion, Matching},
    merging::{Conflict, Merged, Merging},
    sessions::{SessionOpened, Sessions},
    synchronisation::{Occasion, Synchronisations},
    unlinking::{Unlink, Unlinked, Unlinking},
};
use congdan_store::Database;
use uuid::Uuid;

/// An account that VNeID opens (its first identity), and as many national accounts.
async fn with_national(db: &Database, person: Person, count: usize) -> Account {
    let holder = stored(db, person).await;
    for _ in 0..count {
        let national =
            Identity { provider: "dvcqg".to_owned(), issuer: "http://localhost:4000/dvcqg".to_owned(), ..identity() };
        let audit = event(holder.id, AuditKind::IdentityLinked);
        assert_eq!(db.link_identity(holder.id, national, audit).await.unwrap(), IdentityWritten::Done);
    }
    let mut account = db.account(holder.id).await.unwrap().unwrap();
    account.identities.sort_by_key(|identity| identity.provider != "vneid");
    account
}

fn of_provider(account: &Account, provider: &str) -> Identity {
    account.identities.iter().find(|identity| identity.provider == provider).unwrap().clone()
}

async fn unlink(db: &Database, account: &Account, identity: Uuid, open: &[&str], keeps: Uuid) -> Unlinked {
    let open_providers = open.iter().map(|id| (*id).to_owned()).collect();
    let mut released = event(account.id, AuditKind::NumberReleased);
    released.detail = ReleaseReason::IdentityUnlinked.code().to_owned();
    let audit = [event(account.id, AuditKind::IdentityUnlinked), released];
    db.unlink_identity(
        Unlink {
            account: account.id,
            identity,
            open_providers,
            vouching: vec!["vneid".to_owned()],
            keeps,
            browser: token(),
        },
        audit,
    )
    .await
    .unwrap()
}

const BOTH: &[&str] = &["vneid", "dvcqg"];

async fn count_of(db: &Database, account: Uuid, kind: AuditKind) -> usize {
    db.events_of(account, 100).await.unwrap().iter().filter(|event| event.kind == kind).count()
}

pub async fn l11_a_removed_identity_opens_nothing_and_can_come_back(setup: Setup) {
    let db = &setup.database;
    let account = with_national(db, person(1), 1).await;
    let vneid = of_provider(&account, "vneid");
    assert_eq!(unlink(db, &account, vneid.id, BOTH, Uuid::new_v4()).await, Unlinked::Done);
    assert!(db.account_by_identity(&vneid.issuer, &vneid.subject).await.unwrap().is_none());
    assert_eq!(db.account(account.id).await.unwrap().unwrap().identities.len(), 1);
    assert_eq!(unlink(db, &account, vneid.id, BOTH, Uuid::new_v4()).await, Unlinked::NotFound, "a second press");
    assert_eq!(count_of(db, account.id, AuditKind::IdentityUnlinked).await, 1);

    let again = Identity { id: Uuid::new_v4(), ..vneid.clone() };
    let audit = event(account.id, AuditKind::IdentityLinked);
    assert_eq!(db.link_identity(account.id, again, audit).await.unwrap(), IdentityWritten::Done);
    let opened = db.account_by_identity(&vneid.issuer, &vneid.subject).await.unwrap().unwrap();
    assert_eq!(opened.id, account.id);
}

pub async fn l11_the_last_way_in_stays(setup: Setup) {
    let db = &setup.database;
    let only = stored(db, person(1)).await;
    assert_eq!(unlink(db, &only, only.identities[0].id, BOTH, Uuid::new_v4()).await, Unlinked::LastWayIn);
    let account = with_national(db, person(2), 1).await;
    let (vneid, national) = (of_provider(&account, "vneid"), of_provider(&account, "dvcqg"));
    // What the policy has closed opens nothing.
    assert_eq!(unlink(db, &account, vneid.id, &["vneid"], Uuid::new_v4()).await, Unlinked::LastWayIn);
    assert_eq!(unlink(db, &account, national.id, &["vneid"], Uuid::new_v4()).await, Unlinked::Done);
    assert_eq!(unlink(db, &account, Uuid::new_v4(), BOTH, Uuid::new_v4()).await, Unlinked::NotFound);
    assert_eq!(unlink(db, &only, vneid.id, BOTH, Uuid::new_v4()).await, Unlinked::NotFound, "another account's");
    assert_eq!(count_of(db, only.id, AuditKind::IdentityUnlinked).await, 0);
}

pub async fn l11_of_twenty_unlinked_at_once_one_is_left(setup: Setup) {
    let db = &setup.database;
    let account = with_national(db, person(1), 19).await;
    let ended = at_once(20, |turn| {
        let (db, account) = (db.clone(), account.clone());
        async move { unlink(&db, &account, account.identities[turn].id, BOTH, Uuid::new_v4()).await }
    })
    .await;
    assert_eq!(ended.iter().filter(|ended| **ended == Unlinked::Done).count(), 19);
    assert_eq!(ended.iter().filter(|ended| **ended == Unlinked::LastWayIn).count(), 1);
    assert_eq!(db.account(account.id).await.unwrap().unwrap().identities.len(), 1);
    assert_eq!(count_of(db, account.id, AuditKind::IdentityUnlinked).await, 19);
}

pub async fn s06_unlinking_ends_every_session_but_the_one_that_goes_on(setup: Setup) {
    let db = &setup.database;
    let account = with_national(db, person(1), 1).await;
    let (here, elsewhere, by_national) = (token(), token(), token());
    let current = session(&account, &here);
    let keeps = current.session.id;
    let mut national = session(&account, &by_national);
    national.session.identity = of_provider(&account, "dvcqg").id;
    for new in [current, session(&account, &elsewhere), national] {
        db.open_session(new, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    }
    assert_eq!(unlink(db, &account, of_provider(&account, "dvcqg").id, BOTH, keeps).await, Unlinked::Done);
    assert!(db.session(&here, now()).await.unwrap().is_some());
    for ended in [&elsewhere, &by_national] {
        assert!(db.session(ended, now()).await.unwrap().is_none());
    }
}

pub async fn s06_the_session_of_the_removed_identity_ends_even_where_it_asked(setup: Setup) {
    let db = &setup.database;
    let account = with_national(db, person(1), 1).await;
    let here = token();
    let current = session(&account, &here);
    let keeps = current.session.id;
    db.open_session(current, None, event(account.id, AuditKind::SignedIn)).await.unwrap();
    assert_eq!(unlink(db, &account, account.identities[0].id, BOTH, keeps).await, Unlinked::Done);
    assert!(db.session(&here, now()).await.unwrap().is_none());
}

pub async fn a_number_goes_with_the_only_one_who_vouched_for_it(setup: Setup) {
    let db = &setup.database;
    let by_vneid = |last: u32, matched: bool| {
        let mut person = person(last);
        person.number.as_mut().unwrap().source = Source::Provider("vneid".to_owned());
        person.matched_at = matched.then(now);
        person
    };
    let unmatched = with_national(db, by_vneid(1, false), 1).await;
    let matched = with_national(db, by_vneid(2, true), 1).await;
    for account in [&unmatched, &matched] {
        assert_eq!(unlink(db, account, account.identities[0].id, BOTH, Uuid::new_v4()).await, Unlinked::Done);
    }
    let after = db.account(unmatched.id).await.unwrap().unwrap().person;
    assert!(after.number.is_none() && db.account_by_number(&number(1)).await.unwrap().is_none());
    assert_eq!(count_of(db, unmatched.id, AuditKind::NumberReleased).await, 1);
    let after = db.account(matched.id).await.unwrap().unwrap().person;
    assert_eq!(after.number.unwrap().source, Source::Register);
    assert_eq!(count_of(db, matched.id, AuditKind::NumberReleased).await, 0);
}

pub async fn a_number_is_the_word_of_vneid_where_vneid_stays(setup: Setup) {
    let db = &setup.database;
    let mut person = person(1);
    person.number.as_mut().unwrap().source = Source::Provider("dvcqg".to_owned());
    person.matched_at = None;
    let account = with_national(db, person, 1).await;
    let national = of_provider(&account, "dvcqg");
    assert_eq!(unlink(db, &account, national.id, BOTH, Uuid::new_v4()).await, Unlinked::Done);
    let number = db.account(account.id).await.unwrap().unwrap().person.number.unwrap();
    assert_eq!(number.source, Source::Provider("vneid".to_owned()));
}

pub async fn l07_a_new_subject_takes_the_old_ones_place(setup: Setup) {
    let db = &setup.database;
    let (holder, other) = (stored(db, person(1)).await, stored_without_number(db).await);
    let (cookie, old, new) = (token(), holder.identities[0].clone(), identity());
    db.open_session(session(&holder, &cookie), None, event(holder.id, AuditKind::SignedIn)).await.unwrap();
    let renew = |account: Uuid, new: &Identity| {
        db.renew_identity(account, old.id, new.clone(), event(account, AuditKind::IdentityRenewed))
    };
    assert_eq!(renew(other.id, &new).await.unwrap(), IdentityWritten::IdentityTaken, "another account's");
    assert_eq!(renew(holder.id, &other.identities[0]).await.unwrap(), IdentityWritten::IdentityTaken);
    assert!(db.session(&cookie, now()).await.unwrap().is_some(), "nothing was done");
    assert_eq!(renew(holder.id, &new).await.unwrap(), IdentityWritten::Done);
    assert!(db.account_by_identity(&old.issuer, &old.subject).await.unwrap().is_none());
    assert_eq!(db.account_by_identity(&new.issuer, &new.subject).await.unwrap().unwrap().id, holder.id);
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
}

/// An account with a number by VNeID's word alone, and a national account.
async fn by_vneids_word(db: &Database) -> Account {
    let mut person = person(1);
    person.number.as_mut().unwrap().source = Source::Provider("vneid".to_owned());
    person.matched_at = None;
    with_national(db, person, 1).await
}

async fn release(db: &Database, account: &Account) {
    assert_eq!(unlink(db, account, account.identities[0].id, BOTH, Uuid::new_v4()).await, Unlinked::Done);
}

async fn is_released(db: &Database, before: &Account) -> bool {
    let person = db.account(before.id).await.unwrap().unwrap().person;
    person.number.is_none() && person.matched_at.is_none() && db.account_by_number(&number(1)).await.unwrap().is_none()
}

pub async fn what_was_asked_before_does_not_bring_a_released_number_back(setup: Setup) {
    let db = &setup.database;
    let before = by_vneids_word(db).await;
    // The register is asked, the identity goes, and only then the answer comes.
    let matched = asked(db, &before, 1, Outcome::Matched).await;
    release(db, &before).await;
    let revision = Revision::of(&before.person, before.person.clone());
    let audit = event(before.id, AuditKind::ProfileSynchronised);
    assert_eq!(db.conclude_match(matched.clone(), revision.clone(), audit).await.unwrap(), PersonWritten::Outdated);
    assert!(is_released(db, &before).await);
    assert_eq!(db.queries_of(before.id, 10).await.unwrap()[0].outcome, None, "nothing was done");
    // A sign-in that had begun before, and a word that it brings.
    let receipt = receipt(&before, Uuid::new_v4(), Occasion::SignIn);
    let audit = event(before.id, AuditKind::ProfileSynchronised);
    assert_eq!(db.synchronise_person(revision.clone(), receipt, audit).await.unwrap(), PersonWritten::Outdated);
    let audit = event(before.id, AuditKind::NumberMatched);
    assert_eq!(db.save_person(before.id, revision, audit).await.unwrap(), PersonWritten::Outdated);
    assert!(is_released(db, &before).await && db.receipts_of(before.id, 10).await.unwrap().is_empty());
    // Contact data are the person's own, and say nothing of a number.
    let audit = event(before.id, AuditKind::ProfileChanged);
    let contact = Contact { phone: Some("0987654321".to_owned()), ..Contact::default() };
    assert_eq!(db.save_contact(before.id, contact, audit).await.unwrap(), AccountWritten::Done);
    assert!(is_released(db, &before).await);
    // Twin: whoever asks anew, knowing that there is none, gets it.
    let revision = revised(db, before.id, before.person.clone()).await;
    let audit = event(before.id, AuditKind::NumberMatched);
    assert_eq!(db.conclude_match(matched, revision, audit).await.unwrap(), PersonWritten::Done);
}

pub async fn a_waiting_entry_goes_with_the_number_that_it_was_asked_for(setup: Setup) {
    let db = &setup.database;
    let before = by_vneids_word(db).await;
    let waits = asked(db, &before, 1, Outcome::Unavailable).await;
    db.conclude(waits.clone(), event(before.id, AuditKind::NumberNotMatched)).await.unwrap();
    assert!(db.waiting_entry(before.id).await.unwrap().is_some());
    release(db, &before).await;
    assert!(db.waiting_entry(before.id).await.unwrap().is_none());
    // Whoever was asking about it at that moment comes too late.
    let late = Conclusion { outcome: Outcome::Matched, ..waits };
    let revision = Revision::of(&before.person, before.person.clone());
    let audit = event(before.id, AuditKind::ProfileSynchronised);
    assert_eq!(db.conclude_due(late, Some(revision), audit).await.unwrap(), None);
    assert!(is_released(db, &before).await);
}

pub async fn l05_a_merge_is_done_with_its_session_or_not_at_all_when_the_proof_goes_in_the_same_moment(setup: Setup) {
    let db = &setup.database;
    for turn in 1..=8 {
        let (from, into) = (stored_without_number(db).await, with_national(db, person(turn), 1).await);
        let met = Conflict { number: number(turn), ..conflict(&from, &into, Uuid::new_v4()) };
        db.save_conflict(met.clone()).await.unwrap();
        let merging = tokio::spawn({
            let (db, into) = (db.clone(), into.clone());
            async move { merge_with(&db, merge(&met), &into, &token()).await }
        });
        let proven = into.identities[0].id;
        assert_eq!(unlink(db, &into, proven, BOTH, Uuid::new_v4()).await, Unlinked::Done);
        let merged = merging.await.unwrap() == Merged::Done;
        assert_eq!(db.account(from.id).await.unwrap().is_none(), merged, "closed when it was merged");
        assert_eq!(db.account(into.id).await.unwrap().unwrap().identities.len(), 1 + usize::from(merged));
        assert_eq!(count_of(db, into.id, AuditKind::AccountsMerged).await, usize::from(merged));
        assert_eq!(count_of(db, into.id, AuditKind::SignedIn).await, usize::from(merged), "who merged was signed in");
    }
}

pub async fn l05_what_was_proven_by_an_identity_that_is_gone_is_not_merged(setup: Setup) {
    let db = &setup.database;
    let (from, into) = (stored_without_number(db).await, with_national(db, person(1), 1).await);
    let (met, cookie) = (conflict(&from, &into, Uuid::new_v4()), token());
    db.save_conflict(met.clone()).await.unwrap();
    assert_eq!(unlink(db, &into, into.identities[0].id, BOTH, Uuid::new_v4()).await, Unlinked::Done);
    assert_eq!(merge_with(db, merge(&met), &into, &cookie).await, Merged::Outdated);
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert_eq!(db.account(from.id).await.unwrap().unwrap().identities.len(), 1, "nothing was changed");
}

pub async fn s06_no_session_is_opened_by_an_identity_that_was_taken_away(setup: Setup) {
    let db = &setup.database;
    let before = by_vneids_word(db).await;
    release(db, &before).await;
    let (cookie, other) = (token(), token());
    let opened = db.open_session(session(&before, &cookie), None, event(before.id, AuditKind::SignedIn)).await;
    assert_eq!(opened.unwrap(), SessionOpened::Moved);
    assert!(db.session(&cookie, now()).await.unwrap().is_none());
    assert_eq!(count_of(db, before.id, AuditKind::SignedIn).await, 0);
    // Twin: by the identity that is left.
    let account = db.account(before.id).await.unwrap().unwrap();
    let opened = db.open_session(session(&account, &other), None, event(before.id, AuditKind::SignedIn)).await;
    assert_eq!(opened.unwrap(), SessionOpened::Done);
}
