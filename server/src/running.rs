//! Serving until the process is told to end, then draining.

use crate::{
    connections::{self, Bounds},
    http, jobs, metrics,
    wiring::{StartError, Wired},
};
use axum::Router;
use std::{future::Future, net::SocketAddr, sync::atomic::Ordering, time::Duration};
use tokio::{net::TcpListener, sync::watch};

/// How long running requests may take to end.
const DRAIN: Duration = Duration::from_secs(10);

/// Tells everything in the process to end.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<Stage>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Running,
    /// Everything is still answered, and the load balancer should send no more requests here.
    Leaving,
    Ending,
}

impl Shutdown {
    /// Ends at Ctrl-C, or at SIGTERM after this time, in which `/readyz` is red already: a load balancer sends the others
    /// elsewhere before a connection is refused. A second signal cuts it short.
    pub fn on_signal(notice: Duration) -> Self {
        let (sender, receiver) = watch::channel(Stage::Running);
        tokio::spawn(async move {
            if signalled().await == Signal::Terminate && !notice.is_zero() {
                tracing::info!("leaving");
                sender.send_replace(Stage::Leaving);
                tokio::select! {
                    () = tokio::time::sleep(notice) => {}
                    _ = signalled() => {}
                }
            }
            tracing::info!("ending");
            sender.send_replace(Stage::Ending);
        });
        Self(receiver)
    }

    async fn reaches(mut self, wanted: Stage) {
        // A dropped sender means the same.
        let _ = self.0.wait_for(|stage| *stage >= wanted).await;
    }

    async fn wait(self) {
        self.reaches(Stage::Ending).await;
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signal {
    Interrupt,
    Terminate,
}

async fn signalled() -> Signal {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        return tokio::select! {
            _ = interrupt => Signal::Interrupt,
            _ = terminate.recv() => Signal::Terminate,
        };
    }
    let _ = interrupt.await;
    Signal::Interrupt
}

/// Takes the port, so that a start that cannot succeed fails before anything is promised.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    connections::listen(address).map_err(|error| StartError::Listen(address.to_string(), error))
}

/// Serves a portal, its jobs and its metrics.
pub async fn portal(wired: Wired, listener: TcpListener, shutdown: Shutdown) -> Result<(), StartError> {
    // leptos runs its work on tokio; a second portal in the process finds that settled.
    let _ = any_spawner::Executor::init_tokio();
    tokio::spawn(jobs::purge(wired.database.clone(), wired.site.portal.world.clock.clone()));
    tokio::spawn(jobs::close_dead_queries(wired.site.portal.clone()));
    tokio::spawn(jobs::ask_again(wired.site.portal.clone()));
    match &wired.checkpoints {
        Some(checkpoints) => drop(tokio::spawn(jobs::checkpoints(wired.database.clone(), checkpoints.clone()))),
        None => tracing::warn!("the audit record is not signed: audit.signing_keys is empty"),
    }
    if let Some(address) = wired.config.metrics_listen {
        tokio::spawn(metrics::serve(address, shutdown.clone()));
    }
    let leaving = wired.site.leaving.clone();
    let told = shutdown.clone();
    tokio::spawn(async move {
        told.reaches(Stage::Leaving).await;
        leaving.store(true, Ordering::Relaxed);
    });
    let bounds = Bounds::behind(&wired.site.proxies);
    serve_within(listener, http::router(wired.site), bounds, shutdown).await;
    // What the last requests did is signed as well.
    if let Some(checkpoints) = wired.checkpoints {
        checkpoints.write(&wired.database).await;
    }
    Ok(())
}

/// Serves any router until the end, and waits for running requests up to the limit.
pub async fn serve(listener: TcpListener, router: Router, shutdown: Shutdown) -> Result<(), StartError> {
    serve_within(listener, router, Bounds::default(), shutdown).await;
    Ok(())
}

async fn serve_within(listener: TcpListener, router: Router, bounds: Bounds, shutdown: Shutdown) {
    let server = connections::serve(listener, router, bounds, shutdown.clone().wait());
    let overdue = async {
        shutdown.wait().await;
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        () = server => {}
        () = overdue => tracing::warn!("some requests were cut off"),
    }
}

/// Runs several servers; the first one that fails ends the process.
pub async fn all(servers: Vec<impl Future<Output = Result<(), StartError>> + Send>) -> Result<(), StartError> {
    futures::future::try_join_all(servers).await.map(drop)
}
