//! How the databases find what the cases ask for: by an index, however many citizens there are.

use crate::{cases::all_cases, cluster::Cluster, setup::Setup};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// PostgreSQL writes down each statement's plan, in which a table is read whole only where no index would do.
const EXPLAINING: &[&str] = &[
    "shared_preload_libraries=auto_explain",
    "auto_explain.log_min_duration=0",
    "auto_explain.log_nested_statements=on",
    "auto_explain.log_format=json",
    "enable_seqscan=off",
    "log_line_prefix=%a ",
];

#[tokio::test(flavor = "multi_thread")]
async fn f14_no_statement_reads_a_table_whole() {
    let cluster = Cluster::start_with(EXPLAINING);
    macro_rules! one_after_the_other {
        ($($area:ident::$case:ident,)*) => {
            $({
                let url = cluster.create_database(stringify!($case));
                // A task of its own: all their states in one would be more than a thread's stack.
                tokio::spawn(async { crate::cases::$area::$case(Setup::postgres(url).await).await }).await.unwrap();
            })*
        };
    }
    all_cases!(one_after_the_other);
    let log = std::fs::read_to_string(cluster.folder.path().join("log")).unwrap();
    let plans = plans(&log);
    assert!(plans.len() > 100, "the plans were written: {}", plans.len());
    let mut whole: BTreeSet<String> = BTreeSet::new();
    for (statement, plan) in &plans {
        whole.extend(whole_reads(plan, false).into_iter().map(|read| format!("PostgreSQL, {read}: {statement}")));
    }
    let sqlite = Setup::sqlite().await.raw().await;
    for statement in plans.keys().filter(|statement| is_our_own(statement)) {
        let explain = format!("EXPLAIN QUERY PLAN {}", in_sqlite(statement));
        let rows = sqlite.query_all_raw(Statement::from_string(DbBackend::Sqlite, explain)).await;
        for row in rows.unwrap_or_else(|error| panic!("{error}: {statement}")) {
            let step: String = row.try_get("", "detail").unwrap();
            if step.starts_with("SCAN ") {
                whole.insert(format!("SQLite, {step}: {statement}"));
            }
        }
    }
    assert!(whole.is_empty(), "{whole:#?}");
}

/// The plans of the statements that the store sent, by their text.
fn plans(log: &str) -> BTreeMap<String, Value> {
    let logged = log.split("\ncongdan LOG:  duration: ").skip(1).filter_map(|entry| entry.split_once("plan:\n"));
    let written = logged.map(|(_, text)| serde_json::Deserializer::from_str(text).into_iter::<Value>().next());
    let mut plans = BTreeMap::new();
    for plan in written.map(|plan| plan.unwrap().unwrap()) {
        let statement = plan["Query Text"].as_str().unwrap().to_owned();
        if !is_meant_whole(&statement) {
            plans.insert(statement, plan["Plan"].clone());
        }
    }
    plans
}

/// The tables that a plan reads from one end to the other. In order and up to a limit is no such reading.
fn whole_reads(plan: &Value, is_limited: bool) -> Vec<String> {
    let kind = plan["Node Type"].as_str().unwrap();
    let is_whole = match kind {
        "Seq Scan" => true,
        "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => plan["Index Cond"].is_null() && !is_limited,
        _ => false,
    };
    let own = is_whole.then(|| format!("{kind} of {}", plan["Relation Name"]));
    let below = plan["Plans"].as_array().into_iter().flatten();
    own.into_iter().chain(below.flat_map(|plan| whole_reads(plan, is_limited || kind == "Limit"))).collect()
}

/// The demonstration's reset empties its tables, the migrations look at theirs and fill a new one once, and `$1 = $2` asks for nothing at all (sea-orm's
/// way to load what belongs to no row).
fn is_meant_whole(statement: &str) -> bool {
    let is_reset = statement.starts_with("DELETE") && !statement.contains(" WHERE ");
    let is_fill = statement.starts_with("INSERT INTO person_number") && statement.contains("FROM person ")
        || statement.starts_with("UPDATE consent SET purpose = lookup.purpose FROM lookup");
    let is_meant = |part: &&str| statement.contains(part);
    is_reset
        || is_fill
        || ["seaql_migrations", "information_schema", "pg_advisory_xact_lock", "WHERE $1 = $2"].iter().any(is_meant)
}

/// Not one by which PostgreSQL looks after its foreign keys.
fn is_our_own(statement: &str) -> bool {
    !statement.contains(" ONLY ")
}

/// SQLite has one writer, so it needs no locks on rows.
fn in_sqlite(statement: &str) -> String {
    statement.replace(" FOR UPDATE", "").replace(" SKIP LOCKED", "")
}
