//! The one way out of the sandbox.

use rustls::{ClientConfig, RootCertStore};
use std::{sync::Arc, time::Duration};

/// The sandbox calls nobody but portals on its own machine, by plain HTTP: it trusts no certificate.
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
        // A portal closes what is idle, perhaps just when the next call is sent.
        .pool_max_idle_per_host(0)
        .no_proxy()
        .build()
        .ok()
}
