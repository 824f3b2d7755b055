//! A provider's metadata and keys, as they were last fetched.

use super::{
    metadata::{Demands, Metadata},
    unreadable::Unreadable,
};
use crate::http::{EgressClient, has_content_type};
use congdan_flows::ports::{provider::ProviderError, world::Clock};
use http::header::ACCEPT;
use openidconnect::core::CoreJsonWebKeySet;
use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicBool, Ordering},
};
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;
use url::Url;

/// A provider's metadata and keys, fetched when first needed and kept.
///
/// Readers never wait while there is something good to read; one fetch runs at a time; what was good stays when a fetch
/// fails, for a day at most.
pub(crate) struct Directory {
    demands: Demands,
    /// Of a provider that publishes none.
    configured: Option<Arc<Metadata>>,
    http: EgressClient,
    clock: Arc<dyn Clock>,
    /// Between two fetches of keys for unknown key ids.
    cooldown: Duration,
    known: RwLock<Option<Arc<Snapshot>>>,
    fetching: Mutex<Fetches>,
    /// A call of a sign-in was not answered: what is known is no sign any more that the provider is well.
    suspected: AtomicBool,
    /// The last fetch failed.
    down: AtomicBool,
}

/// What was last fetched.
pub(crate) struct Snapshot {
    pub metadata: Arc<Metadata>,
    pub keys: CoreJsonWebKeySet,
    fetched_at: OffsetDateTime,
}

#[derive(Default)]
struct Fetches {
    failed_at: Option<OffsetDateTime>,
    keys_refetched_at: Option<OffsetDateTime>,
}

/// After this a fetch is due.
const FRESH: Duration = Duration::hours(1);
/// After this what is known is not used any more.
const USABLE: Duration = Duration::hours(24);
/// After a failure no fetch is tried for so long: the calls that queued behind it are answered at once.
const BREATHER: Duration = Duration::seconds(1);

impl Directory {
    pub(crate) fn new(
        demands: Demands,
        configured: Option<Metadata>,
        http: EgressClient,
        clock: Arc<dyn Clock>,
        cooldown: Duration,
    ) -> Self {
        Self {
            demands,
            configured: configured.map(Arc::new),
            http,
            clock,
            cooldown,
            known: RwLock::default(),
            fetching: Mutex::default(),
            suspected: AtomicBool::new(false),
            down: AtomicBool::new(false),
        }
    }

    /// What is known already, of whatever age.
    pub(crate) fn known(&self) -> Option<Arc<Snapshot>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is known of the endpoints, of whatever age.
    pub(crate) fn known_metadata(&self) -> Option<Arc<Metadata>> {
        self.known().map(|known| known.metadata.clone()).or_else(|| self.configured.clone())
    }

    /// Metadata and keys that may be relied on.
    pub(crate) async fn snapshot(&self) -> Result<Arc<Snapshot>, ProviderError> {
        if let Some(known) = self.not_older_than(FRESH) {
            return Ok(known);
        }
        let mut fetches = match self.not_older_than(USABLE) {
            None => self.fetching.lock().await,
            Some(known) => match self.fetching.try_lock() {
                Ok(fetches) => fetches,
                Err(_) => return Ok(known),
            },
        };
        if let Some(known) = self.not_older_than(FRESH) {
            return Ok(known);
        }
        if !self.is_within(fetches.failed_at, BREATHER) {
            match self.fetch().await {
                Ok(snapshot) => return Ok(self.keep(snapshot)),
                Err(reason) => self.record_failure(&mut fetches, &reason),
            }
        }
        self.not_older_than(USABLE).ok_or(ProviderError::Unavailable)
    }

    /// The provider left a call of a sign-in unanswered.
    pub(crate) fn suspect(&self) {
        self.suspected.store(true, Ordering::Relaxed);
    }

    /// Whether a sign-in can begin. A provider under suspicion is asked for its metadata and keys, once a breather.
    pub(crate) async fn answers(&self) -> bool {
        if !self.suspected.load(Ordering::Relaxed) {
            return self.snapshot().await.is_ok();
        }
        let mut fetches = self.fetching.lock().await;
        if !self.suspected.load(Ordering::Relaxed) {
            return true;
        }
        if self.is_within(fetches.failed_at, BREATHER) {
            return false;
        }
        match self.fetch().await {
            Ok(snapshot) => {
                self.keep(snapshot);
                true
            }
            Err(reason) => {
                self.record_failure(&mut fetches, &reason);
                false
            }
        }
    }

    /// Whether the last fetch failed, for a page that cannot wait for the next one.
    pub(crate) fn was_down(&self) -> bool {
        self.down.load(Ordering::Relaxed)
    }

    fn record_failure(&self, fetches: &mut Fetches, reason: &str) {
        tracing::error!(issuer = %self.demands.issuer, reason, "provider metadata or keys cannot be fetched");
        fetches.failed_at = Some(self.clock.now());
        self.down.store(true, Ordering::Relaxed);
    }

    /// After a token with a key id that `seen` lacks: the keys of now, fetched at most once a cool-down.
    pub(crate) async fn after_unknown_key(&self, seen: &Arc<Snapshot>) -> Arc<Snapshot> {
        let mut fetches = self.fetching.lock().await;
        match self.known() {
            Some(known) if !Arc::ptr_eq(&known, seen) => return known,
            _ => {}
        }
        let Some(address) = &seen.metadata.jwks_uri else { return seen.clone() };
        if self.is_within(fetches.keys_refetched_at, self.cooldown) {
            return seen.clone();
        }
        fetches.keys_refetched_at = Some(self.clock.now());
        match self.fetch_keys(address).await {
            Ok(keys) => self.keep(Snapshot { metadata: seen.metadata.clone(), keys, fetched_at: seen.fetched_at }),
            Err(reason) => {
                tracing::warn!(issuer = %self.demands.issuer, reason, "provider keys cannot be fetched again");
                seen.clone()
            }
        }
    }

    /// As at the start.
    pub(crate) async fn forget(&self) {
        let mut fetches = self.fetching.lock().await;
        *fetches = Fetches::default();
        self.suspected.store(false, Ordering::Relaxed);
        self.down.store(false, Ordering::Relaxed);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn keep(&self, snapshot: Snapshot) -> Arc<Snapshot> {
        let snapshot = Arc::new(snapshot);
        self.suspected.store(false, Ordering::Relaxed);
        self.down.store(false, Ordering::Relaxed);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(snapshot.clone());
        snapshot
    }

    fn not_older_than(&self, age: Duration) -> Option<Arc<Snapshot>> {
        self.known().filter(|known| self.is_within(Some(known.fetched_at), age))
    }

    /// A time in the future is a clock that was put back: it does not count.
    fn is_within(&self, at: Option<OffsetDateTime>, span: Duration) -> bool {
        at.is_some_and(|at| {
            let age = self.clock.now() - at;
            !age.is_negative() && age < span
        })
    }

    async fn fetch(&self) -> Result<Snapshot, String> {
        let metadata = match &self.configured {
            Some(metadata) => {
                self.knock(&metadata.token_endpoint).await?;
                metadata.clone()
            }
            None => Arc::new(self.discover().await?),
        };
        let keys = match &metadata.jwks_uri {
            Some(address) => self.fetch_keys(address).await?,
            None => CoreJsonWebKeySet::new(Vec::new()),
        };
        Ok(Snapshot { metadata, keys, fetched_at: self.clock.now() })
    }

    async fn discover(&self) -> Result<Metadata, String> {
        // OpenID Connect Discovery 1.0, 4: the path is appended to the issuer, whatever its own path.
        let address = format!("{}/.well-known/openid-configuration", self.demands.issuer.trim_end_matches('/'));
        let document = self.fetch_json(&address, &["application/json"]).await?;
        Metadata::parse(&document, &self.demands, &self.http).map_err(|error| {
            Unreadable::Metadata.record(&self.demands.provider);
            error.to_string()
        })
    }

    /// Where there are no metadata to read, the token endpoint shows whether the provider is there: a GET, which it has to
    /// refuse (RFC 6749, 3.2) and which carries nothing.
    async fn knock(&self, token_endpoint: &Url) -> Result<(), String> {
        let request = http::Request::get(token_endpoint.as_str()).body(Vec::new()).map_err(|_| "not an address")?;
        let status = self.http.send(request).await.map_err(|error| error.to_string())?.status();
        let is_gateways = matches!(status.as_u16(), 502..=504);
        if status.is_redirection() || is_gateways { Err(format!("status {}", status.as_u16())) } else { Ok(()) }
    }

    async fn fetch_keys(&self, address: &Url) -> Result<CoreJsonWebKeySet, String> {
        let types = ["application/json", "application/jwk-set+json"];
        let document = self.fetch_json(address.as_str(), &types).await?;
        let keys: CoreJsonWebKeySet = serde_json::from_slice(&document).map_err(|_| {
            Unreadable::Keys.record(&self.demands.provider);
            "not a key set"
        })?;
        match keys.keys().len() {
            0 => Err("a key set without keys".into()),
            1..=100 => Ok(keys),
            _ => Err("a key set of more than 100 keys".into()),
        }
    }

    async fn fetch_json(&self, address: &str, types: &[&str]) -> Result<Vec<u8>, String> {
        let request = http::Request::get(address).header(ACCEPT, "application/json").body(Vec::new());
        let request = request.map_err(|_| "not an address")?;
        let response = self.http.send(request).await.map_err(|error| error.to_string())?;
        if response.status() != http::StatusCode::OK {
            return Err(format!("status {}", response.status().as_u16()));
        }
        if !has_content_type(&response, types) {
            return Err("not JSON".into());
        }
        Ok(response.into_body())
    }
}
