//! The client for all calls that the sandbox makes.

use rustls::{ClientConfig, RootCertStore};
use std::{sync::Arc, time::Duration};

/// A client that trusts no certificate: the sandbox calls only portals on its own machine, by plain HTTP.
pub(crate) fn http_client(timeout: Duration) -> Option<reqwest::Client> {
    let tls = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        .timeout(timeout)
        // A portal closes idle connections, perhaps just when the next call is sent.
        .pool_max_idle_per_host(0)
        .no_proxy()
        .build()
        .ok()
}
