use crate::{setup::Setup, values::*};
use congdan_flows::ports::audit::{AuditEvent, AuditKind, AuditLog};
use congdan_store::ChainBreak;
use uuid::Uuid;

/// How many rows [`recorded`] writes.
const ROWS: u64 = AuditKind::ALL.len() as u64 + 1;

async fn recorded(setup: &Setup) -> Uuid {
    let account = Uuid::new_v4();
    for kind in AuditKind::ALL {
        setup.database.record(event(account, kind)).await.unwrap();
    }
    setup.database.record(AuditEvent { account: None, ..event(account, AuditKind::SignInRefused) }).await.unwrap();
    account
}

pub async fn events_are_listed_newest_first(setup: Setup) {
    let account = recorded(&setup).await;
    let listed = setup.database.events_of(account, 3).await.unwrap();
    let kinds: Vec<_> = listed.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, AuditKind::ALL.iter().rev().take(3).copied().collect::<Vec<_>>());
    assert_eq!((listed[0].at, listed[0].account), (now(), Some(account)));
    assert_eq!((listed[0].detail.as_str(), listed[0].support_id.as_str()), ("vneid", "ABCDEFGH"));
    assert!(setup.database.events_of(Uuid::new_v4(), 3).await.unwrap().is_empty());
}

pub async fn a_whole_chain_holds(setup: Setup) {
    let empty = setup.database.verify_audit_chain().await.unwrap();
    assert_eq!((empty.events, empty.broken), (0, None));
    recorded(&setup).await;
    let chain = setup.database.verify_audit_chain().await.unwrap();
    assert_eq!((chain.events, chain.broken), (ROWS, None));
    assert_ne!(chain.head, empty.head);
}

pub async fn p04_an_edited_row_is_found(setup: Setup) {
    recorded(&setup).await;
    for edit in [
        "UPDATE audit_event SET detail = 'dvcqg' WHERE sequence = 7",
        "UPDATE audit_event SET detail = 'vneid', account_id = NULL WHERE sequence = 7",
    ] {
        assert_eq!(setup.execute(edit).await, 1);
        assert_eq!(setup.database.verify_audit_chain().await.unwrap().broken, Some(ChainBreak::Changed(7)));
    }
}

pub async fn p04_a_deleted_row_is_found(setup: Setup) {
    recorded(&setup).await;
    assert_eq!(setup.execute("DELETE FROM audit_event WHERE sequence = 7").await, 1);
    assert_eq!(setup.database.verify_audit_chain().await.unwrap().broken, Some(ChainBreak::Missing(7)));
    assert_eq!(setup.execute("UPDATE audit_event SET sequence = 7 WHERE sequence = 8").await, 1);
    assert_eq!(setup.database.verify_audit_chain().await.unwrap().broken, Some(ChainBreak::Changed(7)));
}

pub async fn a_row_deleted_at_the_end_is_found(setup: Setup) {
    recorded(&setup).await;
    assert_eq!(setup.execute(&format!("DELETE FROM audit_event WHERE sequence = {ROWS}")).await, 1);
    assert_eq!(
        setup.database.verify_audit_chain().await.unwrap().broken,
        Some(ChainBreak::Missing(ROWS.cast_signed()))
    );
    assert_eq!(setup.execute(&format!("UPDATE audit_head SET sequence = {}", ROWS - 1)).await, 1);
    assert_eq!(setup.database.verify_audit_chain().await.unwrap().broken, Some(ChainBreak::Head));
}

pub async fn f12_fifty_writers_at_once_make_one_chain(setup: Setup) {
    let account = Uuid::new_v4();
    at_once(50, |_| {
        let db = setup.database.clone();
        async move { db.record(event(account, AuditKind::AccessRefused)).await.unwrap() }
    })
    .await;
    let chain = setup.database.verify_audit_chain().await.unwrap();
    assert_eq!((chain.events, chain.broken), (50, None));
}
