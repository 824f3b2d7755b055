use crate::{setup::Setup, values::*};
use congdan_domain::Outcome;
use congdan_flows::ports::{
    accounts::{Account, AccountWritten, Accounts, Contact, PersonWritten, Revision},
    audit::{AuditKind, AuditLog},
    consents::Consents,
    deletion::Deletion,
    dossiers::{Dossiers, Draft, DraftWritten},
    matching::{AttemptsOf, Matching, Purpose, Reserved},
    merging::{Conflict, Merge, Merged, Merging, ProvenHolder, Undo, Undone},
    sessions::Sessions,
    suspension::{Changed, Suspension},
};
use congdan_store::Database;
use time::Duration;
use uuid::Uuid;

const PROCEDURE: &str = "1.001193";

/// A person's two accounts: the one that met the conflict, with nothing but contact data, and the one that holds the number.
async fn two(db: &Database) -> (Account, Account) {
    let mut person = person(1);
    person.contact.email = None;
    (stored(db, without_number(crate::values::person(1))).await, stored(db, person).await)
}

async fn met(db: &Database, from: &Account, into: &Account) -> Conflict {
    let met = conflict(from, into, Uuid::new_v4());
    db.save_conflict(met.clone()).await.unwrap();
    met
}

async fn merged(db: &Database, from: &Account, into: &Account) -> Merge {
    let merge = merge(&met(db, from, into).await);
    assert_eq!(merge_with(db, merge.clone(), into, &token()).await, Merged::Done);
    merge
}

async fn undo(db: &Database, merge: &Merge) -> Undone {
    let undo = Undo { merge: merge.id, account: merge.into, at: now() + Duration::hours(1) };
    db.undo_merge(undo, event(merge.into, AuditKind::MergeUndone)).await.unwrap()
}

/// Ids of everything that an account has.
async fn belongings(db: &Database, account: &Account) -> [usize; 6] {
    let spent = db.spent_attempts(AttemptsOf::Account(account.id), now() - Duration::days(1)).await.unwrap();
    let consents = usize::from(db.consent_given(account.id, Purpose::Match).await.unwrap().is_some());
    [
        db.account(account.id).await.unwrap().map_or(0, |account| account.identities.len()),
        db.dossiers_of(account.id).await.unwrap().len(),
        db.drafts_of(account.id).await.unwrap().len(),
        db.queries_of(account.id, 100).await.unwrap().len(),
        spent.count as usize,
        consents,
    ]
}

pub async fn a_merge_moves_everything_and_undoing_moves_it_back(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let filed =
        db.submit(submission(draft(&from)), event(from.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
    kept(db, draft(&from)).await;
    for outcome in [Outcome::NotFound, Outcome::Unavailable] {
        let asked = asked(db, &from, 1, outcome).await;
        db.conclude(asked, event(from.id, AuditKind::NumberNotMatched)).await.unwrap();
    }
    let before = [belongings(db, &from).await, belongings(db, &into).await];
    assert_eq!(before, [[1, 1, 1, 2, 1, 1], [1, 0, 0, 0, 0, 0]]);
    let merge = merged(db, &from, &into).await;
    assert_eq!(belongings(db, &from).await, [0; 6]);
    assert_eq!(belongings(db, &into).await, [2, 1, 1, 2, 1, 1]);
    assert!(db.account(from.id).await.unwrap().is_none(), "closed");
    let opened = db.account_by_identity(&from.identities[0].issuer, &from.identities[0].subject).await.unwrap();
    assert_eq!(opened.unwrap().id, into.id, "both ways in open the one account");
    assert!(db.dossier_of(into.id, &filed.code).await.unwrap().is_some());
    assert!(db.waiting_entry(into.id).await.unwrap().is_some());
    let contact = db.account(into.id).await.unwrap().unwrap().person.contact;
    assert_eq!(contact.email.as_deref(), Some("an@example.vn"), "what was missing");
    for account in [from.id, into.id] {
        let latest = db.events_of(account, 2).await.unwrap();
        assert!(latest.iter().any(|event| event.kind == AuditKind::AccountsMerged));
    }
    let standing = db.merges_into(into.id, now()).await.unwrap();
    assert_eq!((standing.len(), standing[0].id, standing[0].dossiers), (1, merge.id, 1));
    assert_eq!(standing[0].identities, [from.identities[0].id]);
    assert!(db.merges_into(from.id, now()).await.unwrap().is_empty());

    assert_eq!(undo(db, &merge).await, Undone::Done);
    assert_eq!([belongings(db, &from).await, belongings(db, &into).await], before);
    assert!(db.waiting_entry(from.id).await.unwrap().is_some());
    let contact = db.account(into.id).await.unwrap().unwrap().person.contact;
    assert_eq!((contact.email, contact.phone.is_some()), (None, true));
    assert!(db.account(from.id).await.unwrap().unwrap().person.contact == person(1).contact);
    for account in [from.id, into.id] {
        assert_eq!(db.events_of(account, 1).await.unwrap()[0].kind, AuditKind::MergeUndone);
    }
    assert_eq!(db.verify_audit_chain().await.unwrap().broken, None);
}

pub async fn p05_a_deleted_account_cannot_be_taken_apart_again(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let merge = merged(db, &from, &into).await;
    let deleted = db.delete_account(into.id, &token(), event(into.id, AuditKind::AccountDeleted)).await.unwrap();
    assert_eq!(deleted, AccountWritten::Done);
    assert!(db.merges_into(into.id, now()).await.unwrap().is_empty());
    assert_eq!(undo(db, &merge).await, Undone::NotPossible);
    assert!(db.account(from.id).await.unwrap().is_none(), "what was merged into it is gone with it");
}

pub async fn l01_of_twenty_who_merge_at_once_one_does(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let met = met(db, &from, &into).await;
    let merged = at_once(20, |_| {
        let (db, merge, into) = (db.clone(), merge(&met), into.clone());
        async move { merge_with(&db, merge, &into, &token()).await }
    })
    .await;
    assert_eq!(merged.iter().filter(|merged| **merged == Merged::Done).count(), 1);
    assert_eq!(db.merges_into(into.id, now()).await.unwrap().len(), 1);
    let recorded = db.events_of(into.id, 50).await.unwrap();
    assert_eq!(recorded.iter().filter(|event| event.kind == AuditKind::AccountsMerged).count(), 1);
    // And of twenty who undo it.
    let merge = db.merges_into(into.id, now()).await.unwrap()[0].id;
    let undone = at_once(20, |_| {
        let (db, undo) = (db.clone(), Undo { merge, account: into.id, at: now() });
        let audit = event(into.id, AuditKind::MergeUndone);
        async move { db.undo_merge(undo, audit).await.unwrap() }
    })
    .await;
    assert_eq!(undone.iter().filter(|undone| **undone == Undone::Done).count(), 1);
}

pub async fn l03_a_merge_and_its_undoing_end_the_sessions_of_both(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let stranger = stored_without_number(db).await;
    let open = async |account: &Account| {
        let cookie = token();
        db.open_session(session(account, &cookie), None, event(account.id, AuditKind::SignedIn)).await.unwrap();
        cookie
    };
    let (one, other, elsewhere) = (open(&from).await, open(&into).await, open(&stranger).await);
    let (merge, merger) = (merge(&met(db, &from, &into).await), token());
    assert_eq!(merge_with(db, merge.clone(), &into, &merger).await, Merged::Done);
    for cookie in [&one, &other] {
        assert!(db.session(cookie, now()).await.unwrap().is_none());
    }
    assert_eq!(db.session(&merger, now()).await.unwrap().unwrap().account, into.id, "who merged them goes on");
    let later = open(&into).await;
    assert_eq!(undo(db, &merge).await, Undone::Done);
    for cookie in [&merger, &later] {
        assert!(db.session(cookie, now()).await.unwrap().is_none());
    }
    for cookie in [&one, &other] {
        assert!(db.session(cookie, now()).await.unwrap().is_none(), "what has ended stays over");
    }
    assert!(db.session(&elsewhere, now()).await.unwrap().is_some());
}

pub async fn l05_a_conflict_belongs_to_its_session_and_is_handed_on_by_a_renewal(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let first = token();
    let opened = session(&from, &first);
    let met = conflict(&from, &into, opened.session.id);
    db.open_session(opened, None, event(from.id, AuditKind::SignedIn)).await.unwrap();
    db.save_conflict(met.clone()).await.unwrap();
    let found = db.conflict(met.session, now()).await.unwrap().unwrap();
    assert_eq!((found.account, &found.number, &found.wanted), (from.id, &met.number, &met.wanted));
    assert_eq!(found.proven.unwrap().identity.id, into.identities[0].id);
    assert!(db.conflict(Uuid::new_v4(), now()).await.unwrap().is_none());
    assert!(db.conflict(met.session, met.expires_at).await.unwrap().is_none());

    let second = token();
    let renewed = session(&from, &second);
    let id = renewed.session.id;
    db.open_session(renewed, Some(&first), event(from.id, AuditKind::IdentityProved)).await.unwrap();
    assert!(db.conflict(id, now()).await.unwrap().is_some());
    assert!(db.conflict(met.session, now()).await.unwrap().is_none());
    let strangers = session(&into, &token());
    let theirs = strangers.session.id;
    db.open_session(strangers, Some(&second), event(into.id, AuditKind::SignedIn)).await.unwrap();
    assert!(db.conflict(theirs, now()).await.unwrap().is_none(), "another account's session inherits nothing");
}

pub async fn l08_what_was_not_proven_is_not_merged(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let stranger = stored(db, person(2)).await;
    let met = met(db, &from, &into).await;
    let good = merge(&met);
    let refused = async |merge: Merge| {
        let merged = merge_with(db, merge, &into, &token()).await;
        assert_eq!(merged, Merged::Outdated);
        assert_eq!(db.account(from.id).await.unwrap().unwrap().identities.len(), 1, "nothing was changed");
    };
    refused(Merge { session: Uuid::new_v4(), ..good.clone() }).await;
    refused(Merge { into: stranger.id, identity: stranger.identities[0].id, ..good.clone() }).await;
    refused(Merge { identity: stranger.identities[0].id, ..good.clone() }).await;
    refused(Merge { number: number(2), ..good.clone() }).await;
    refused(Merge { into: from.id, identity: from.identities[0].id, ..good.clone() }).await;
    refused(Merge { at: met.expires_at, ..good.clone() }).await;
    // Unproven, or proven to be oneself.
    for proven in [None, Some(ProvenHolder { account: from.id, ..met.proven.clone().unwrap() })] {
        db.save_conflict(Conflict { proven, ..met.clone() }).await.unwrap();
        refused(Merge { into: from.id, ..good.clone() }).await;
        refused(good.clone()).await;
    }
    db.save_conflict(met.clone()).await.unwrap();
    // The number has left the account, or this one has come to a number of its own.
    let written = rewrite(db, into.id, without_number(person(1)), event(into.id, AuditKind::ProfileChanged)).await;
    assert_eq!(written.unwrap(), PersonWritten::Done);
    refused(good.clone()).await;
    let written = rewrite(db, into.id, person(1), event(into.id, AuditKind::ProfileChanged)).await;
    assert_eq!(written.unwrap(), PersonWritten::Done);
    let written = rewrite(db, from.id, person(3), event(from.id, AuditKind::ProfileChanged)).await;
    assert_eq!(written.unwrap(), PersonWritten::Done);
    refused(good.clone()).await;
    let written = rewrite(db, from.id, without_number(person(1)), event(from.id, AuditKind::ProfileChanged)).await;
    assert_eq!(written.unwrap(), PersonWritten::Done);
    // An operator has taken it out of use.
    let audit = event(into.id, AuditKind::AccountSuspended);
    assert_eq!(db.suspend(into.id, audit).await.unwrap(), Changed::Done);
    refused(good.clone()).await;
    let audit = event(into.id, AuditKind::AccountRestored);
    assert_eq!(db.restore(into.id, audit).await.unwrap(), Changed::Done);
    // Twin.
    assert_eq!(merge_with(db, good, &into, &token()).await, Merged::Done);
}

pub async fn of_two_drafts_for_one_procedure_the_newer_is_kept(setup: Setup) {
    let db = &setup.database;
    for newer_moves in [true, false] {
        let (from, into) = (stored_without_number(db).await, stored(db, person(1)).await);
        let (mut own, mut theirs) = (draft(&from), draft(&into));
        let newer = if newer_moves { &mut own } else { &mut theirs };
        newer.updated_at += Duration::minutes(1);
        newer.entries.insert("ho_ten_con".to_owned(), "Đỗ Minh Châu".to_owned());
        for draft in [&own, &theirs] {
            kept(db, draft.clone()).await;
        }
        let merge = merged(db, &from, &into).await;
        let kept = db.drafts_of(into.id).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].entries["ho_ten_con"], "Đỗ Minh Châu");
        assert_eq!(undo(db, &merge).await, Undone::Done);
        for (account, draft) in [(&from, &own), (&into, &theirs)] {
            let found = db.draft(account.id, PROCEDURE).await.unwrap().unwrap();
            assert_eq!((found.id, &found.entries), (draft.id, &draft.entries));
        }
        // The number is free for the next round.
        let gone = rewrite(db, into.id, without_number(person(1)), event(into.id, AuditKind::ProfileChanged)).await;
        assert_eq!(gone.unwrap(), PersonWritten::Done);
    }
}

pub async fn a_waiting_entry_about_another_number_does_not_come_along(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let waits = asked(db, &from, 2, Outcome::Unavailable).await;
    db.conclude(waits, event(from.id, AuditKind::NumberNotMatched)).await.unwrap();
    let merge = merged(db, &from, &into).await;
    assert!(db.waiting_entry(into.id).await.unwrap().is_none());
    assert_eq!(undo(db, &merge).await, Undone::Done);
    assert_eq!(db.waiting_entry(from.id).await.unwrap().unwrap().number, number(2));
}

pub async fn nothing_is_kept_at_an_account_that_was_merged_in_the_same_moment(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    merged(db, &from, &into).await;
    let sending =
        |account: &Account| db.submit(submission(draft(account)), event(account.id, AuditKind::DossierSubmitted));
    let saved = db.save_draft(draft(&from)).await.unwrap();
    assert_eq!(saved, DraftWritten::AccountClosed, "a draft that would not be found again");
    assert!(sending(&from).await.unwrap().is_none(), "a dossier that nobody finds again");
    assert!(db.drafts_of(into.id).await.unwrap().is_empty() && db.dossiers_of(from.id).await.unwrap().is_empty());
    // Twin: the account that they are now.
    kept(db, draft(&into)).await;
    sending(&into).await.unwrap().unwrap();
    assert_eq!(db.dossiers_of(into.id).await.unwrap().len(), 1);
}

pub async fn what_came_after_the_merge_stays(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let moved = kept(db, draft(&from)).await;
    let merge = merged(db, &from, &into).await;
    // The draft that came along is sent, and the contact data change.
    let sent = Draft { account: into.id, ..moved };
    let filed = db.submit(submission(sent), event(into.id, AuditKind::DossierSubmitted)).await.unwrap().unwrap();
    let before = db.account(into.id).await.unwrap().unwrap().person.contact;
    let changed = Contact { email: Some("moi@example.vn".to_owned()), ..before };
    let written = db.save_contact(into.id, changed, event(into.id, AuditKind::ProfileChanged)).await;
    assert_eq!(written.unwrap(), AccountWritten::Done);
    assert_eq!(undo(db, &merge).await, Undone::Done);
    assert!(db.dossier_of(into.id, &filed.code).await.unwrap().is_some());
    assert!(db.dossiers_of(from.id).await.unwrap().is_empty() && db.drafts_of(from.id).await.unwrap().is_empty());
    let contact = db.account(into.id).await.unwrap().unwrap().person.contact;
    assert_eq!(contact.email.as_deref(), Some("moi@example.vn"));
}

pub async fn a_merge_is_undone_once_and_in_time(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let merge = merged(db, &from, &into).await;
    let try_at = async |account: Uuid, at| {
        let undo = Undo { merge: merge.id, account, at };
        db.undo_merge(undo, event(account, AuditKind::MergeUndone)).await.unwrap()
    };
    assert_eq!(try_at(into.id, merge.undo_until).await, Undone::NotPossible, "too late");
    assert!(db.merges_into(into.id, merge.undo_until).await.unwrap().is_empty());
    assert_eq!(try_at(from.id, now()).await, Undone::NotPossible, "not by the closed account");
    let stranger = stored(db, person(2)).await;
    assert_eq!(try_at(stranger.id, now()).await, Undone::NotPossible, "nor by a stranger");
    let just_before = merge.undo_until - Duration::microseconds(1);
    assert_eq!(try_at(into.id, just_before).await, Undone::Done);
    assert_eq!(try_at(into.id, just_before).await, Undone::NotPossible, "once");
    // And the two can be merged anew.
    merged(db, &from, &into).await;
}

pub async fn l11_undoing_leaves_no_account_without_a_way_in(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let merge = merged(db, &from, &into).await;
    let own = into.identities[0].id;
    assert_eq!(setup.execute("DELETE FROM session").await, 1);
    assert_eq!(
        setup.execute(&format!("DELETE FROM identity WHERE subject = '{}'", into.identities[0].subject)).await,
        1
    );
    assert_eq!(undo(db, &merge).await, Undone::NotPossible);
    let left = db.account(into.id).await.unwrap().unwrap().identities;
    assert!(left.len() == 1 && left[0].id != own);
    assert!(db.account(from.id).await.unwrap().is_none());
}

pub async fn what_a_merge_set_aside_is_forgotten_with_the_window(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let merge = merged(db, &from, &into).await;
    db.purge(merge.undo_until).await.unwrap();
    assert_eq!(db.merges_into(into.id, now()).await.unwrap().len(), 1);
    db.purge(merge.undo_until + Duration::seconds(1)).await.unwrap();
    assert!(db.merges_into(into.id, now()).await.unwrap().is_empty());
    assert_eq!(setup.execute("UPDATE merge_log SET undone_at = undone_at WHERE contents IS NULL").await, 1);
}

pub async fn a_question_that_is_under_way_is_closed_where_the_merge_has_moved_it(setup: Setup) {
    let db = &setup.database;
    let (from, into) = two(db).await;
    let question = asked(db, &from, 1, Outcome::Matched).await;
    merged(db, &from, &into).await;
    let revision = Revision::of(&from.person, person(1));
    let audit = event(from.id, AuditKind::NumberMatched);
    assert_eq!(db.conclude_match(question.clone(), revision, audit).await.unwrap(), PersonWritten::Outdated);
    db.conclude(question.clone(), event(from.id, AuditKind::NumberNotMatched)).await.unwrap();
    let ledger = db.queries_of(into.id, 10).await.unwrap();
    assert_eq!((ledger.len(), ledger[0].id, ledger[0].outcome), (1, question.query, Some(Outcome::Matched)));
    // And none begins about an account that is closed.
    assert_eq!(opened(db, query(&from, now())).await, Reserved::AccountClosed);
    assert!(db.queries_of(from.id, 10).await.unwrap().is_empty());
}
