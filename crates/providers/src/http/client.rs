//! The client of every call that the portal makes.

use super::{EgressError, HttpPolicy, gzip::unpacked, is_https_or_loopback};
use crate::SettingsError;
use oauth2::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::{future::Future, pin::Pin, sync::Arc, time::Duration};
use url::Url;

/// Calls named hosts and no others. Follows no redirect, uses no proxy, repeats nothing. Clones share connections.
#[derive(Clone)]
pub struct EgressClient {
    client: reqwest::Client,
    hosts: Arc<[String]>,
    timeout: Duration,
    max_body: usize,
}

impl EgressClient {
    /// A client that has no named hosts yet: see [`EgressClient::limited_to`].
    ///
    /// # Errors
    /// `extra_ca_file` cannot be read or is no PEM bundle.
    pub fn new(policy: &HttpPolicy) -> Result<Self, SettingsError> {
        // An error means that a provider is installed already, which is all that is needed.
        let _ = rustls::crypto::ring::default_provider().install_default();

        let extra_roots = extra_roots(policy)?;
        let builder = || {
            reqwest::Client::builder()
                .user_agent(concat!("congdan/", env!("CARGO_PKG_VERSION")))
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .no_proxy()
                .connect_timeout(policy.connect_timeout)
                .timeout(policy.timeout)
                .pool_idle_timeout(policy.idle_timeout)
                .tls_certs_merge(extra_roots.clone())
        };
        let client = builder().build().or_else(|_| {
            // A machine without any root certificate can still talk to its own loopback, and to no one over TLS.
            tracing::warn!("no root certificates on this machine: https calls will fail");
            builder().tls_certs_only([]).build()
        });
        Ok(Self {
            client: client.map_err(|_| SettingsError::new("extra_ca_file", "TLS cannot be set up"))?,
            hosts: Arc::default(),
            timeout: policy.timeout,
            max_body: policy.max_body,
        })
    }

    /// The same client for these hosts only (names or addresses without a port).
    #[must_use]
    pub fn limited_to<H: AsRef<str>>(&self, hosts: impl IntoIterator<Item = H>) -> Self {
        let hosts = hosts.into_iter().map(|host| host.as_ref().to_ascii_lowercase()).collect();
        Self { hosts, ..self.clone() }
    }

    /// The same client with another total time-out.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { timeout, ..self.clone() }
    }

    /// Whether this address is on a named host, over TLS or on this machine, and carries no credentials.
    pub fn may_call(&self, url: &Url) -> bool {
        is_https_or_loopback(url)
            && url.username().is_empty()
            && url.password().is_none()
            && url.host_str().is_some_and(|host| self.hosts.iter().any(|allowed| allowed == host))
    }

    /// Sends a request once and reads a bounded body; one that comes compressed with gzip, though none was asked for, is unpacked
    /// within the same bound. Any status is a response.
    pub async fn send(&self, request: HttpRequest) -> Result<HttpResponse, EgressError> {
        let mut request = reqwest::Request::try_from(request).map_err(|_| EgressError::NotAllowed)?;
        if !self.may_call(request.url()) {
            return Err(EgressError::NotAllowed);
        }
        *request.timeout_mut() = Some(self.timeout);

        let mut response = self.client.execute(request).await.map_err(kind_of)?;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(kind_of)? {
            if body.len() + chunk.len() > self.max_body {
                return Err(EgressError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let body = unpacked(body, response.headers(), self.max_body)?;
        let mut answer = HttpResponse::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

fn extra_roots(policy: &HttpPolicy) -> Result<Vec<reqwest::Certificate>, SettingsError> {
    let Some(file) = &policy.extra_ca_file else { return Ok(Vec::new()) };
    let pem = std::fs::read(file).map_err(|_| SettingsError::new("extra_ca_file", "the file cannot be read"))?;
    match reqwest::Certificate::from_pem_bundle(&pem) {
        Ok(roots) if !roots.is_empty() => Ok(roots),
        _ => Err(SettingsError::new("extra_ca_file", "the file holds no PEM certificate")),
    }
}

fn kind_of(error: reqwest::Error) -> EgressError {
    if error.is_timeout() {
        EgressError::Timeout
    } else if error.is_connect() {
        EgressError::Connect
    } else {
        EgressError::Transport
    }
}

impl<'c> AsyncHttpClient<'c> for EgressClient {
    type Error = EgressError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, EgressError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}

impl std::fmt::Debug for EgressClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EgressClient").field("hosts", &self.hosts).field("timeout", &self.timeout).finish()
    }
}
