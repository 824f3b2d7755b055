//! For the operator and the load balancer.

use super::Site;
use axum::{extract::State, http::StatusCode};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};
use tokio::{sync::Mutex, time::Instant};

/// The process answers.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The process stays, and the database can be read and written. A provider or the register that is down does not take the portal out of service.
pub async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    if site.leaving.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "ending\n");
    }
    if site.database.is_ready(&site).await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database is unavailable\n")
    }
}

/// The database's last answer. A check is a write, and any caller can cause one: so one request checks, once a second at most.
#[derive(Clone, Debug, Default)]
pub struct LastAnswer(Arc<Mutex<Option<(Instant, bool)>>>);

impl LastAnswer {
    async fn is_ready(&self, site: &Site) -> bool {
        let mut last = self.0.lock().await;
        if let Some((_, answer)) = last.filter(|(at, _)| at.elapsed() < Duration::from_secs(1)) {
            return answer;
        }
        let answer = site.portal.store.ready().await.is_ok();
        *last = Some((Instant::now(), answer));
        answer
    }
}
