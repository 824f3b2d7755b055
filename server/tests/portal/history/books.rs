//! What the database says, each by one statement: whatever is changed at the same time, it is the state of one moment.

use sea_orm::{ConnectionTrait, DatabaseConnection, QueryResult, Statement};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

pub struct Books(DatabaseConnection);

/// Where an identity leads.
#[derive(Clone, Debug)]
pub struct Place {
    pub account: Uuid,
    /// The number's blind index.
    pub number: Option<String>,
}

impl Books {
    pub const fn new(database: DatabaseConnection) -> Self {
        Self(database)
    }

    /// Every identity that opens an account, by its subject.
    pub async fn places(&self) -> HashMap<String, Place> {
        let rows = self.rows(
            "SELECT identity.subject, identity.account_id, person.number_index FROM identity \
             JOIN account ON account.id = identity.account_id AND account.closed_at IS NULL \
             LEFT JOIN person ON person.account_id = identity.account_id",
        );
        let place = |row: QueryResult| {
            let account = row.try_get_by_index(1).unwrap();
            (row.try_get_by_index(0).unwrap(), Place { account, number: row.try_get_by_index(2).unwrap() })
        };
        rows.await.into_iter().map(place).collect()
    }

    /// The ledger's rows.
    pub async fn ledger(&self) -> HashSet<Uuid> {
        self.rows("SELECT id FROM lookup").await.into_iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    pub async fn recorded(&self, kind: &str) -> i64 {
        self.count(&format!("audit_event WHERE kind = '{kind}'")).await
    }

    pub async fn merges(&self) -> i64 {
        self.count("merge_log").await
    }

    /// Accounts that nothing opens, though nobody has closed them.
    pub async fn without_a_way_in(&self) -> i64 {
        self.count("account WHERE closed_at IS NULL AND id NOT IN (SELECT account_id FROM identity)").await
    }

    /// What a merge has left behind with the account that it closed.
    pub async fn left_behind(&self, table: &str) -> i64 {
        let only = if table == "person" { "AND number_index IS NOT NULL" } else { "" };
        let closed = "SELECT id FROM account WHERE closed_at IS NOT NULL";
        self.count(&format!("{table} WHERE account_id IN ({closed}) {only}")).await
    }

    /// The attempts that are reserved or spent by the account of this identity, and its queries that missed.
    pub async fn attempts(&self, subject: &str) -> (i64, i64) {
        let account = format!("account_id IN (SELECT account_id FROM identity WHERE subject = '{subject}')");
        let held = self.count(&format!("match_attempt WHERE {account}")).await;
        (held, self.count(&format!("lookup WHERE outcome = 'not_found' AND {account}")).await)
    }

    /// As [`Books::left_behind`], where the account was merged into another.
    pub async fn left_behind_by_merges(&self, table: &str) -> i64 {
        let merged =
            "SELECT id FROM account WHERE closed_at IS NOT NULL AND id IN (SELECT from_account_id FROM merge_log)";
        self.count(&format!("{table} WHERE account_id IN ({merged})")).await
    }

    /// Queries that rest on no consent of their account and purpose: none stood when they were opened. Clocks are read before
    /// transactions, so some seconds are no proof.
    pub async fn asked_without_consent(&self) -> i64 {
        self.count(
            "lookup WHERE NOT EXISTS (SELECT 1 FROM consent WHERE consent.account_id = lookup.account_id \
             AND consent.purpose = lookup.purpose AND consent.given_at <= lookup.asked_at + 6000000 \
             AND (consent.withdrawn_at IS NULL OR consent.withdrawn_at >= lookup.asked_at - 6000000))",
        )
        .await
    }

    pub async fn roles(&self) -> i64 {
        self.count("official_role WHERE provider = 'vneid'").await
    }

    pub async fn close(self) {
        self.0.close().await.unwrap();
    }

    async fn count(&self, of: &str) -> i64 {
        self.rows(&format!("SELECT count(*) FROM {of}")).await[0].try_get_by_index(0).unwrap()
    }

    async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let statement = Statement::from_string(self.0.get_database_backend(), sql);
        self.0.query_all_raw(statement).await.unwrap()
    }
}
