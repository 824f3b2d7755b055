//! What is measured, for Prometheus (docs/OPERATIONS.md names the series).

use crate::running::{self, Shutdown};
use axum::{Router, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::{future::ready, net::SocketAddr, time::Duration};

/// Between two clean-ups. The recorder keeps every sample until it is read or cleaned up.
const UPKEEP: Duration = Duration::from_secs(5);

/// `/metrics` in Prometheus' text format, on its own address.
pub async fn serve(address: SocketAddr, shutdown: Shutdown) {
    let Ok(handle) = PrometheusBuilder::new().install_recorder() else {
        tracing::warn!("metrics are installed already");
        return;
    };
    let upkeep = tokio::spawn(keep_up(handle.clone()));
    let router = Router::new().route("/metrics", get(move || ready(handle.render())));
    let served = match running::listen(address).await {
        Ok(listener) => running::serve(listener, router, shutdown).await,
        Err(error) => Err(error),
    };
    if let Err(error) = served {
        tracing::error!(%error, "metrics are not served");
    }
    upkeep.abort();
}

/// Moves samples into their buckets, so that their number does not grow while no scraper reads them.
async fn keep_up(handle: PrometheusHandle) {
    let mut every = tokio::time::interval(UPKEEP);
    loop {
        every.tick().await;
        handle.run_upkeep();
    }
}
