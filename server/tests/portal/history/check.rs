//! What must hold at any time, seen in the database and in the register's own log.

use super::{books::Books, promises::Promises, scene::Stage};
use congdan_domain::Cccd;
use congdan_flows::ports::{
    accounts::Accounts,
    dossiers::{Dossiers, QueueFilter, QueuePart},
    sessions::Sessions,
};
use congdan_server::chance::SystemClock;
use congdan_store::Database;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// As the demonstration's configuration has it, in six hours.
const ATTEMPTS: i64 = 5;

/// `asked` are the `MaYeuCau` that arrived at the register.
pub async fn check(stage: &Stage, books: &Books, database: &Database, promises: &Promises, asked: &HashSet<Uuid>) {
    accounts(stage, books, promises).await;
    counts(stage, books, promises).await;
    for hasty in &stage.hasty {
        let (held, missed) = books.attempts(hasty.national).await;
        assert!(held <= ATTEMPTS && missed <= ATTEMPTS, "{held} attempts are held, and {missed} queries missed");
    }
    let now = congdan_flows::ports::world::Clock::now(&SystemClock);
    for session in &promises.ended {
        assert!(database.session(session, now).await.unwrap().is_none(), "a session lives after its end");
    }

    let all = QueuePart { skip: 0, limit: 10_000 };
    let dossiers = database.queue(&["H44.12"], QueueFilter::All, all).await.unwrap().dossiers;
    let codes: HashSet<_> = dossiers.iter().map(|dossier| dossier.code.as_str()).collect();
    assert_eq!(codes.len(), dossiers.len(), "a code was given twice");
    for code in &promises.sent {
        assert!(codes.contains(code.as_str()), "a dossier is lost");
    }

    let without: Vec<_> = asked.difference(&books.ledger().await).copied().collect();
    assert!(without.is_empty(), "the register was asked without a row in the ledger: {without:?}");
    assert!(asked.len() <= promises.questions, "{} questions became {}", promises.questions, asked.len());
    let chain = database.verify_audit_chain().await.unwrap();
    assert_eq!(chain.broken, None, "of {} events", chain.events);
}

/// One owner to a number, and each identity where it was said to lead. The moves are looked at after the database: one that
/// has begun by then may be in it.
async fn accounts(stage: &Stage, books: &Books, promises: &Promises) {
    let places = books.places().await;
    let mut owners = HashMap::new();
    for rivals in &stage.rivals {
        let mut number: Option<&str> = None;
        for place in rivals.identities().iter().filter_map(|identity| places.get(*identity)) {
            let Some(index) = &place.number else { continue };
            assert_eq!(*number.get_or_insert(index), index, "somebody else's number");
            assert_eq!(*owners.entry(index).or_insert(place.account), place.account, "two owners of one number");
        }
    }
    let has_number = |identity: &str| places.get(identity).is_some_and(|place| place.number.is_some());
    let moves = &stage.moves;
    for ((identity, _), since) in &promises.matched {
        assert!(has_number(identity) || moves.may_have_left(&[identity], *since), "a matched number is lost");
    }
    let vneid: HashMap<_, _> = stage.rivals.iter().map(|rivals| (rivals.number(), rivals.owner.vneid)).collect();
    for ((identity, number), since) in &promises.let_in {
        let excused = moves.may_have_left(&[identity, vneid[number]], *since);
        assert!(has_number(identity) || excused, "an identity or its number is lost");
    }
    for rivals in &stage.rivals {
        let Some(since) = promises.taken.get(rivals.number()) else { continue };
        let is_held = rivals.identities().into_iter().any(has_number);
        assert!(is_held || moves.may_have_left(&[rivals.owner.vneid], *since), "taken, and by nobody");
    }
    for (both, since) in &promises.merged {
        let accounts = both.map(|identity| places.get(identity).map(|place| place.account));
        let is_one = accounts[0].is_some() && accounts[0] == accounts[1];
        assert!(is_one || moves.may_have_left(both, *since), "merged, and yet two");
    }
    for (identity, since) in &promises.parted {
        assert!(
            !places.contains_key(*identity) || moves.may_have_come(identity, *since),
            "an identity that was taken away still opens an account"
        );
    }
}

/// What was acknowledged was done, once for each press at most, has its record, and left nothing behind.
async fn counts(stage: &Stage, books: &Books, promises: &Promises) {
    assert_eq!(books.without_a_way_in().await, 0, "somebody is shut out");
    for table in ["identity", "person", "draft"] {
        assert_eq!(books.left_behind(table).await, 0, "{table}: left with an account that was closed");
    }
    // A deletion leaves these, for an authority.
    for table in ["dossier", "lookup"] {
        assert_eq!(books.left_behind_by_merges(table).await, 0, "{table}: left with an account that was merged");
    }
    assert_eq!(books.asked_without_consent().await, 0, "the register was asked after a withdrawal");
    assert!(books.roles().await <= books.recorded("role_granted").await, "a role without a record");
    let found = [
        ("identity_unlinked", books.recorded("identity_unlinked").await, promises.unlinkings),
        ("merge_log", books.merges().await, promises.mergings),
        // At both accounts.
        ("accounts_merged", books.recorded("accounts_merged").await / 2, promises.mergings),
        ("consent_withdrawn", books.recorded("consent_withdrawn").await, promises.withdrawals),
        ("account_deleted", books.recorded("account_deleted").await, promises.deletions),
    ];
    let [unlinkings, mergings, withdrawals, deletions] = stage.pressed_meanwhile();
    let later = [unlinkings, mergings, mergings, withdrawals, deletions];
    for ((what, count, earlier), later) in found.into_iter().zip(later) {
        let possible = earlier.done..=earlier.pressed + later;
        assert!(possible.contains(&count), "{what}: {count}, and not {possible:?}");
    }
}

/// The numbers themselves, while nobody is at work.
pub async fn numbers(stage: &Stage, database: &Database) {
    for rivals in &stage.rivals {
        let number = Cccd::from_trusted(rivals.number()).unwrap();
        let holder = database.account_by_number(&number).await.unwrap();
        let held = holder.and_then(|account| account.person.number).map(|field| field.value);
        assert!(held.is_none_or(|held| held == number), "the index leads to another number");
    }
}
