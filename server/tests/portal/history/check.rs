//! What must hold at any time, seen in the database and in the register's own log.

use super::{promises::Promises, scene::Stage};
use congdan_domain::Cccd;
use congdan_flows::ports::{accounts::Accounts, dossiers::Dossiers, matching::Matching, sessions::Sessions};
use congdan_server::chance::SystemClock;
use congdan_store::Database;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// `asked` are the `MaYeuCau` that arrived at the register.
pub async fn check(stage: &Stage, database: &Database, promises: &Promises, asked: &HashSet<Uuid>) {
    let mut owners: HashMap<String, Uuid> = HashMap::new();
    let mut ledger = HashSet::new();
    for rivals in &stage.rivals {
        let identities =
            [("dvcqg", rivals.owner.national), ("dvcqg", rivals.other.national), ("vneid", rivals.owner.vneid)];
        for (provider, subject) in identities {
            let Some(account) = database.account_by_identity(&stage.issuer(provider), subject).await.unwrap() else {
                continue;
            };
            ledger.extend(database.lookups_of(account.id, 10_000).await.unwrap().into_iter().map(|row| row.id));
            let Some(number) = account.person.number else { continue };
            let owner = owners.entry(number.value.as_str().to_owned()).or_insert(account.id);
            assert_eq!(*owner, account.id, "two owners of one number");
        }
    }
    for (provider, told) in [("dvcqg", &promises.matched), ("vneid", &promises.vneid)] {
        for (subject, number) in told {
            let account = database.account_by_identity(&stage.issuer(provider), subject).await.unwrap();
            let account = account.unwrap_or_else(|| panic!("an account of {provider} is lost"));
            let has = account.person.number.map(|known| known.value.as_str().to_owned());
            assert_eq!(has.as_deref(), Some(*number), "{provider}: a number is lost");
        }
    }
    for number in &promises.taken {
        let number = Cccd::from_trusted(number).unwrap();
        assert!(database.account_by_number(&number).await.unwrap().is_some(), "taken, and by nobody");
    }

    let now = congdan_flows::ports::world::Clock::now(&SystemClock);
    for session in &promises.ended {
        assert!(database.session(session, now).await.unwrap().is_none(), "a session lives after its end");
    }

    let dossiers = database.dossiers_at("H44.12", 10_000).await.unwrap();
    let codes: HashSet<_> = dossiers.iter().map(|dossier| dossier.code.as_str()).collect();
    assert_eq!(codes.len(), dossiers.len(), "a code was given twice");
    for code in &promises.sent {
        assert!(codes.contains(code.as_str()), "a dossier is lost");
    }

    let without: Vec<_> = asked.difference(&ledger).collect();
    assert!(without.is_empty(), "the register was asked without a row in the ledger: {without:?}");
    assert!(asked.len() <= promises.questions, "{} questions became {}", promises.questions, asked.len());
    let chain = database.verify_audit_chain().await.unwrap();
    assert_eq!(chain.broken, None, "of {} events", chain.events);
}
