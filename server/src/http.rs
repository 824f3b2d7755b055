//! What every request passes through, and the few addresses that are not pages.
//!
//! From the outside in: headers on every response, words for every refusal, panics, time, the host, the same-origin rule, bursts,
//! the body; then pages, server functions, the callback, the providers' own calls, health and files.

mod assets;
mod body;
mod callback;
mod client_address;
mod cookies;
mod documents;
mod files;
mod guard;
mod headers;
mod health;
mod ledger;
mod pages;
mod provider_logout;
mod rate_limit;
mod redirect;
mod refused;
mod trouble;
mod who;

pub use assets::load as load_assets;
pub(crate) use client_address::limit_key;
pub use documents::Documents;
pub use health::LastAnswer;
pub use rate_limit::{DoorLimits, RateLimits};

use crate::config::PublicAddress;
use axum::{
    Router,
    extract::Request,
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{any, get, post},
};
use congdan_app::{address, shell::Assets};
use congdan_flows::Portal;
use ipnet::IpNet;
use refused::Refused;
use std::{
    path::PathBuf,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};

/// What the handlers share.
#[derive(Clone, Debug)]
pub struct Site {
    /// The flows with their ports.
    pub portal: Arc<Portal>,
    /// Where browsers reach it: what `Host` and `Origin` are compared with.
    pub address: PublicAddress,
    /// The names of the browser's files.
    pub assets: Assets,
    /// Public pages, drawn and compressed.
    pub documents: Arc<Documents>,
    /// The folder that cargo-leptos made: `pkg/` and the public files.
    pub site_root: Arc<PathBuf>,
    /// Counted in this process.
    pub limits: Arc<RateLimits>,
    /// How long a body may take to arrive.
    pub patience: Duration,
    /// Whose `X-Forwarded-For` is believed.
    pub proxies: Arc<[IpNet]>,
    /// The process has been told to end: not ready any more, though everything is still answered.
    pub leaving: Arc<AtomicBool>,
    /// For `/readyz`.
    pub database: LastAnswer,
}

/// No answer takes longer; the register's own time-out is well within.
const MAX_TIME: Duration = Duration::from_secs(30);

/// All addresses of a portal, with everything that stands before them.
pub fn router(site: Site) -> Router {
    let pages = Router::new()
        .route("/api/{*function}", post(pages::server_function).fallback(|| headers::only("POST")))
        .route(
            "/dang-nhap/{provider}/ket-qua",
            get(callback::finish).head(|| headers::only("GET")).fallback(|| headers::only("GET")),
        )
        .route(address::LEDGER_CSV, get(ledger::csv).fallback(|| headers::only("GET, HEAD")))
        .route(address::OWN_DATA, get(ledger::own_data).fallback(|| headers::only("GET, HEAD")))
        .route(address::LEDGER_JSON, get(ledger::json).fallback(|| headers::only("GET, HEAD")))
        .fallback(any(pages::page))
        .layer(from_fn(body::of_a_form))
        .layer(from_fn_with_state(site.clone(), body::whole))
        .layer(from_fn_with_state(site.clone(), rate_limit::bursts))
        .layer(from_fn_with_state(site.clone(), guard::same_origin))
        // Called by a provider, not by a page: everything but the same-origin rule applies.
        .route(
            "/dang-xuat/{provider}/backchannel",
            post(provider_logout::receive)
                .fallback(|| headers::only("POST"))
                .layer(from_fn_with_state(site.clone(), body::whole)),
        )
        .layer(from_fn_with_state(site.clone(), guard::own_host))
        .with_state(site.clone());
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(site.clone(), headers::on_every_response))
        .layer(TraceLayer::new_for_http().make_span_with(headers::span).on_request(()).on_response(headers::log))
        .layer(from_fn_with_state(site.clone(), refused::tell))
        // A panic is logged where it happens; nothing of its words goes out.
        .layer(CatchPanicLayer::custom(|_| Refused::Broken.into_response()))
        .layer(from_fn(in_time));
    Router::new()
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .with_state(site.clone())
        .merge(files::router(&site))
        .merge(pages)
        .layer(layers)
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(MAX_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refused::Overdue.into_response(),
    }
}
