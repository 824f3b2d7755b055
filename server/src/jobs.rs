//! What happens by itself: expired sign-ins, sessions and messages are dropped.

use congdan_flows::ports::world::Clock;
use congdan_store::Database;
use std::{sync::Arc, time::Duration};

/// Runs until the process ends.
pub async fn purge(database: Arc<Database>, clock: Arc<dyn Clock>) {
    let mut every = tokio::time::interval(Duration::from_secs(600));
    loop {
        every.tick().await;
        if let Err(error) = database.purge(clock.now()).await {
            tracing::warn!(%error, "expired rows were not dropped");
        }
    }
}
