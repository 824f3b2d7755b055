//! The audit record against whoever may write to the database (SECURITY.md, Y-05): they can make it hold together again, and
//! cannot sign it.

use crate::{
    journey::VNEID,
    people::{AN, BINH},
    world::TestWorld,
};
use congdan_flows::ports::audit::{AuditEvent, AuditKind};
use sea_orm::ConnectionTrait;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Record {
    world: TestWorld,
    folder: TempDir,
}

impl Record {
    /// A portal that has signed some events, and has ended.
    async fn signed() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("checkpoints");
        let mut world = TestWorld::with(|settings| settings.audit.checkpoint_file.clone_from(&file)).await;
        for person in [AN, BINH] {
            world.browser().signed_in(VNEID, person, "/tai-khoan").await;
        }
        world.process().terminate();
        assert!(world.process().ended().await.success());
        let record = Self { world, folder };
        let notes = std::fs::read_to_string(record.file()).unwrap();
        assert!(notes.contains("/audit\n") && notes.contains("\n\n— "), "{notes}");
        record
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("checkpoints")
    }

    /// Whether it verifies, and in which words.
    fn verify(&self, checkpoints: Option<&Path>) -> (bool, String) {
        let mut order = vec!["audit", "verify"];
        if let Some(file) = checkpoints {
            order.extend(["--checkpoints", file.to_str().unwrap()]);
        }
        self.world.order(&order)
    }

    fn fails_with(&self, words: &str) {
        let (is_good, said) = self.verify(None);
        assert!(!is_good && said.contains(words), "{said}");
    }

    async fn execute(&self, statement: &str) {
        self.world.raw().await.execute_unprepared(statement).await.unwrap();
    }
}

#[tokio::test]
async fn y05_twin_an_untouched_record_verifies_also_while_the_portal_serves() {
    let mut record = Record::signed().await;
    let (is_good, said) = record.verify(None);
    assert!(is_good && said.contains("the record holds") && said.contains("checkpoints hold"), "{said}");
    assert_eq!(record.verify(Some(&record.file())), (true, said));
    record.world.restart().await;
    let browser = record.world.browser();
    browser.signed_in(VNEID, AN, "/tai-khoan").await;
    let (is_good, said) = record.verify(None);
    assert!(is_good, "{said}");
    browser.open("/tai-khoan").await;
}

#[tokio::test]
async fn y05_a_tail_that_was_cut_off_shows() {
    let record = Record::signed().await;
    record.execute("DELETE FROM audit_event WHERE sequence > (SELECT sequence - 2 FROM audit_head)").await;
    record
        .execute(
            "UPDATE audit_head SET sequence = sequence - 2, \
             hash = (SELECT hash FROM audit_event ORDER BY sequence DESC LIMIT 1)",
        )
        .await;
    let chain = record.world.portal.database.verify_audit_chain().await.unwrap();
    assert_eq!(chain.broken, None, "the chain alone says nothing");
    record.fails_with("its end was cut off");
}

#[tokio::test]
async fn y05_a_record_that_was_written_anew_as_a_whole_shows() {
    let record = Record::signed().await;
    let events = record.world.portal.database.audit_head().await.unwrap().events;
    record.execute("DELETE FROM audit_event").await;
    record.execute("UPDATE audit_head SET sequence = 0, hash = ''").await;
    let portal = &record.world.portal.site.portal;
    for _ in 0..events + 3 {
        let event = AuditEvent {
            at: portal.world.now(),
            account: None,
            kind: AuditKind::SignedIn,
            detail: "vneid".to_owned(),
            support_id: portal.world.support_id(),
        };
        portal.store.record(event).await.unwrap();
    }
    let chain = record.world.portal.database.verify_audit_chain().await.unwrap();
    assert_eq!(chain.broken, None, "the chain alone says nothing");
    record.fails_with("is another one than the checkpoint");
}

#[tokio::test]
async fn y05_an_edited_event_or_a_foreign_checkpoint_shows() {
    let record = Record::signed().await;
    record.execute("UPDATE audit_event SET detail = 'dvcqg' WHERE sequence = 2").await;
    record.fails_with("event 2, or one before it, is not what was written");
    record.execute("UPDATE audit_event SET detail = 'vneid' WHERE sequence = 2").await;
    let signed = std::fs::read_to_string(record.file()).unwrap();
    let other = record.folder.path().join("other");
    for (notes, words) in [
        (signed.replacen("/audit\n", "/audit\n1", 1), "is not signed by a key"),
        (signed.replace("— ", "- "), "is not signed by a key"),
        (format!("{signed}{}", signed.lines().next().unwrap()), "is not signed by a key"),
        (String::new(), "there is no checkpoint"),
    ] {
        std::fs::write(&other, &notes).unwrap();
        let (is_good, said) = record.verify(Some(&other));
        assert!(!is_good && said.contains(words), "{notes}: {said}");
    }
    let (is_good, said) = record.verify(Some(&record.folder.path().join("none")));
    assert!(!is_good && said.contains("none"), "{said}");
}
