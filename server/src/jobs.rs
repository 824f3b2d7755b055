//! What happens by itself: expired sign-ins, sessions and messages are dropped, waiting entries are asked about again, the audit
//! record is signed.

use crate::checkpoints::Checkpoints;
use congdan_flows::{
    Portal,
    cccd::deferred::{self, DeferredOutcome},
    ports::world::Clock,
};
use congdan_store::Database;
use std::{sync::Arc, time::Duration};

/// Runs until the process ends.
pub async fn purge(database: Arc<Database>, clock: Arc<dyn Clock>) {
    let mut every = tokio::time::interval(Duration::from_secs(600));
    let mut has_caught_up = false;
    loop {
        every.tick().await;
        if !has_caught_up {
            match database.catch_up().await {
                Ok(()) => has_caught_up = true,
                Err(error) => tracing::warn!(%error, "rows of an earlier release were not brought up to date"),
            }
        }
        if let Err(error) = database.purge(clock.now()).await {
            tracing::warn!(%error, "expired rows were not dropped");
        }
    }
}

/// Closes the queries that died with their process, so that their people have their tries back. Runs until the process ends.
pub async fn close_dead_queries(portal: Arc<Portal>) {
    let mut every = tokio::time::interval(Duration::from_secs(15));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        match portal.store.close_dead_queries(portal.world.now()).await {
            Ok(0) => {}
            Ok(closed) => tracing::warn!(closed, "queries of a process that died were closed"),
            Err(error) => tracing::warn!(%error, "queries without an answer were not closed"),
        }
    }
}

/// Signs how the audit record ends, now and then. Runs until the process ends.
pub async fn checkpoints(database: Arc<Database>, checkpoints: Arc<Checkpoints>) {
    let mut every = tokio::time::interval(checkpoints.every());
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        checkpoints.write(&database).await;
    }
}

/// Asks the register about the entries that wait for it, one at a time; while it is silent, one a second at most, so that its
/// return is noticed without a storm, and ever more seldom once its circuit breaker is open. Runs until the process ends: an answer that is cut off is asked for again.
pub async fn ask_again(portal: Arc<Portal>) {
    let mut every = tokio::time::interval(Duration::from_secs(1));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        while goes_on(&portal).await {}
    }
}

/// Whether the next entry can follow at once.
async fn goes_on(portal: &Portal) -> bool {
    let outcome = match deferred::ask_next(portal).await {
        Ok(DeferredOutcome::Idle | DeferredOutcome::Held) => return false,
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::warn!(%error, "a waiting entry was not asked about");
            return false;
        }
    };
    tracing::info!(outcome = outcome.code(), "a waiting entry was asked about again");
    metrics::counter!("waiting_entries_asked_total", "outcome" => outcome.code()).increment(1);
    match portal.store.backlog().await {
        Ok(backlog) => {
            let age = backlog.oldest.map_or(0.0, |oldest| (portal.world.now() - oldest).as_seconds_f64());
            metrics::gauge!("waiting_entries").set(u32::try_from(backlog.waiting).unwrap_or(u32::MAX));
            metrics::gauge!("waiting_entries_oldest_seconds").set(age);
            metrics::gauge!("waiting_entries_unreadable").set(u32::try_from(backlog.unreadable).unwrap_or(u32::MAX));
        }
        Err(error) => tracing::warn!(%error, "the waiting entries were not counted"),
    }
    !matches!(outcome, DeferredOutcome::Silent(_))
}
