//! A provider as the port of `congdan-flows`.

use super::{
    Protocol, ProviderSettings,
    algorithms::parse_algorithms,
    authorization::complete_address,
    code_exchange::{OAuthClient, Tokens, oauth_client, redeem},
    directory::{Directory, Snapshot},
    id_token::{Claims, IdTokenPolicy, verify_id_token},
    jws::Refusal,
    logout_token::{LogoutTokenPolicy, verify_logout_token},
    metadata::{Demands, Metadata},
    person::{AssertedPerson, read_person},
    pushed_request::push,
    unreadable::Unreadable,
    userinfo::{Userinfo, fetch_userinfo, is_about, verify_userinfo},
};
use crate::{
    SettingsError,
    http::{EgressClient, is_https_or_loopback},
};
use async_trait::async_trait;
use congdan_domain::NoNumber;
use congdan_flows::ports::{
    provider::{
        AssertedIdentity, AttemptSecrets, AuthorizationRequest, CallbackAnswer, IdentityProvider, ProviderError,
        ProviderKind, ProviderLogout,
    },
    world::World,
};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use url::Url;

/// One kind of account, reached by the authorization code flow.
pub struct OidcProvider {
    settings: ProviderSettings,
    algorithms: Vec<CoreJwsSigningAlgorithm>,
    clock_skew: Duration,
    http: EgressClient,
    directory: Arc<Directory>,
    world: World,
}

/// How long a page waits to learn whether a provider answers.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(1);

impl OidcProvider {
    /// Makes no call yet: a provider that is down when we start may be up when it is needed.
    ///
    /// # Errors
    /// A setting that no provider can have, by its key.
    pub fn new(settings: ProviderSettings, http: EgressClient, world: World) -> Result<Self, SettingsError> {
        let issuer = Url::parse(&settings.issuer).map_err(|_| SettingsError::new("issuer", "not a URL"))?;
        if !is_https_or_loopback(&issuer) {
            return Err(SettingsError::new("issuer", "must be https, or http on this machine"));
        }
        if issuer.query().is_some() || issuer.fragment().is_some() {
            return Err(SettingsError::new("issuer", "must have no query and no fragment"));
        }
        if settings.client_id.is_empty() {
            return Err(SettingsError::new("client_id", "is empty"));
        }
        let algorithms = match settings.protocol {
            Protocol::Oidc => parse_algorithms(&settings.allowed_algs)?,
            Protocol::OauthUserinfo => Vec::new(),
        };
        if settings.protocol == Protocol::OauthUserinfo && settings.requires_id_token_hint {
            return Err(SettingsError::new("requires_id_token_hint", "there is no ID token with oauth2-userinfo"));
        }
        let clock_skew = duration(settings.clock_skew, "clock_skew_seconds")?;
        let cooldown = duration(settings.jwks_cooldown, "jwks_cooldown_seconds")?;

        let hosts = issuer.host_str().into_iter().chain(settings.allowed_hosts.iter().map(String::as_str));
        let http = http.limited_to(hosts);
        let demands = Demands {
            provider: settings.id.clone(),
            issuer: settings.issuer.clone(),
            protocol: settings.protocol,
            client_auth: settings.client_auth.clone(),
            pushed_authorization: settings.pushed_authorization,
        };
        let configured = configured_metadata(&settings, &demands, &http)?;
        let directory = Directory::new(demands, configured, http.clone(), world.clock.clone(), cooldown);
        Ok(Self { settings, algorithms, clock_skew, http, directory: Arc::new(directory), world })
    }

    /// Forgets metadata and keys, as at the start.
    pub async fn forget(&self) {
        self.directory.forget().await;
    }

    fn client(&self, metadata: &Metadata) -> OAuthClient {
        let settings = &self.settings;
        oauth_client(metadata, &settings.client_id, &settings.client_auth, &settings.redirect_uri)
    }

    /// RFC 9207, 2.4: before anything of the answer is used, so that a code never reaches another provider's endpoint.
    fn check_issuer(&self, metadata: &Metadata, iss: Option<&str>) -> Result<(), ProviderError> {
        match iss {
            Some(iss) if iss == self.settings.issuer => Ok(()),
            None if !metadata.announces_iss => Ok(()),
            _ => Err(ProviderError::Refused("callback_iss")),
        }
    }

    /// Redeems the code, after everything else of the answer was looked at.
    async fn redeem(
        &self,
        metadata: &Metadata,
        answer: &CallbackAnswer,
        secrets: &AttemptSecrets,
    ) -> Result<Tokens, ProviderError> {
        let settings = &self.settings;
        let assertion = settings.client_auth.assertion_fields(&settings.client_id, &settings.issuer, &self.world);
        redeem(&self.client(metadata), &settings.id, &self.http, &answer.code, &secrets.pkce_verifier, assertion).await
    }

    /// The rules for what this provider signs in this sign-in.
    fn policy<'a>(
        &'a self,
        nonce: &'a SecretString,
        access_token: &'a SecretString,
        proven_since: Option<OffsetDateTime>,
    ) -> IdTokenPolicy<'a> {
        IdTokenPolicy {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            allowed_algs: &self.algorithms,
            nonce: nonce.expose_secret(),
            access_token: access_token.expose_secret(),
            proven_since,
            clock_skew: self.clock_skew,
        }
    }

    /// A token that the provider has just signed for us is of another time: no sign-in there succeeds until a clock is set right.
    fn report_clocks(&self, claim: &'static str) {
        tracing::error!(issuer = %self.settings.issuer, claim, "the times in an ID token do not fit our clock");
        let provider = self.settings.id.clone();
        metrics::counter!("id_tokens_of_another_time_total", "provider" => provider, "claim" => claim).increment(1);
    }

    async fn identify_now(
        &self,
        answer: &CallbackAnswer,
        secrets: &AttemptSecrets,
        proven_since: Option<OffsetDateTime>,
    ) -> Result<AssertedIdentity, ProviderError> {
        if proven_since.is_some() && !self.tells_when_proven() {
            return Err(ProviderError::ProofTooOld);
        }
        let snapshot = self.directory.snapshot().await?;
        self.check_issuer(&snapshot.metadata, answer.iss.as_deref())?;
        let tokens = self.redeem(&snapshot.metadata, answer, secrets).await?;
        match self.settings.protocol {
            Protocol::Oidc => {
                let policy = self.policy(&secrets.nonce, &tokens.access_token, proven_since);
                self.by_id_token(&tokens, &policy, snapshot).await
            }
            Protocol::OauthUserinfo => self.by_userinfo(&tokens, &snapshot.metadata).await,
        }
    }

    async fn by_id_token(
        &self,
        tokens: &Tokens,
        policy: &IdTokenPolicy<'_>,
        snapshot: Arc<Snapshot>,
    ) -> Result<AssertedIdentity, ProviderError> {
        let id_token = tokens.id_token.as_ref().ok_or(ProviderError::Refused("no_id_token"))?;
        let verify = |keys: &_| verify_id_token(id_token.expose_secret(), keys, policy, self.world.now());
        let claims = self.believe(snapshot.clone(), verify).await?;
        let more = match &snapshot.metadata.userinfo_endpoint {
            Some(endpoint) => self.more_claims(endpoint, tokens, policy, &claims, snapshot.clone()).await?,
            None => Map::new(),
        };
        let members = both(claims.members, more);
        Ok(AssertedIdentity {
            authenticated_at: claims.authenticated_at,
            provider_session: claims.session,
            id_token: tokens.id_token.clone().filter(|_| self.settings.requires_id_token_hint),
            ..self.read(&members)?
        })
    }

    /// The claims of userinfo, signed or not, about the person of the ID token.
    async fn more_claims(
        &self,
        endpoint: &Url,
        tokens: &Tokens,
        policy: &IdTokenPolicy<'_>,
        claims: &Claims,
        snapshot: Arc<Snapshot>,
    ) -> Result<Map<String, Value>, ProviderError> {
        let members = match fetch_userinfo(&self.http, &self.settings.id, endpoint, &tokens.access_token).await? {
            Userinfo::Plain(members) => members,
            Userinfo::Signed(token) => {
                let verify = |keys: &_| verify_userinfo(token.expose_secret(), keys, policy, self.world.now());
                self.believe(snapshot, verify).await?
            }
        };
        if is_about(&members, &claims.subject) { Ok(members) } else { Err(ProviderError::Refused("userinfo_sub")) }
    }

    /// Whatever the token endpoint sent besides the access token is not looked at: an ID token that is not verified proves
    /// nothing, and one that could be verified would be `oidc`.
    async fn by_userinfo(&self, tokens: &Tokens, metadata: &Metadata) -> Result<AssertedIdentity, ProviderError> {
        let endpoint = metadata.userinfo_endpoint.as_ref().ok_or(ProviderError::Unavailable)?;
        match fetch_userinfo(&self.http, &self.settings.id, endpoint, &tokens.access_token).await? {
            Userinfo::Plain(members) => self.read(&members),
            Userinfo::Signed(_) => Err(Unreadable::UserinfoSigned.error(&self.settings.id)),
        }
    }

    /// A number that is none is left out; its kind is logged and counted, so that operators can tell the provider.
    fn read(&self, members: &Map<String, Value>) -> Result<AssertedIdentity, ProviderError> {
        let settings = &self.settings;
        let this_year = self.world.today().year();
        let AssertedPerson { identity, no_number } =
            read_person(&settings.issuer, members, &settings.claims, this_year)?;
        if let Some(kind) = no_number.filter(|kind| *kind != NoNumber::Absent) {
            let (provider, kind) = (settings.id.clone(), kind.code());
            tracing::warn!(provider, kind, "the provider asserts a number that is none");
            metrics::counter!("provider_numbers_left_out_total", "provider" => provider, "kind" => kind).increment(1);
        }
        Ok(identity)
    }

    /// A token may be signed with a key that is newer than our copy of the keys: then, and only then, it is looked at twice.
    async fn believe<T>(
        &self,
        seen: Arc<Snapshot>,
        verify: impl Fn(&CoreJsonWebKeySet) -> Result<T, Refusal>,
    ) -> Result<T, ProviderError> {
        let mut verdict = verify(&seen.keys);
        if matches!(verdict, Err(Refusal::UnknownKey)) {
            let newer = self.directory.after_unknown_key(&seen).await;
            verdict = verify(&newer.keys);
        }
        if let Err(Refusal::OtherTime(claim)) = &verdict {
            self.report_clocks(claim);
        }
        verdict.map_err(ProviderError::from)
    }
}

/// Claims may come in the ID token, in userinfo or in both: then the ID token wins, where it holds a value.
fn both(signed: Map<String, Value>, mut all: Map<String, Value>) -> Map<String, Value> {
    let is_empty = |value: &Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
    for (name, value) in signed {
        if !is_empty(&value) || !all.contains_key(&name) {
            all.insert(name, value);
        }
    }
    all
}

/// The endpoints of a provider without metadata, held to the same rules as those of a document.
fn configured_metadata(
    settings: &ProviderSettings,
    demands: &Demands,
    http: &EgressClient,
) -> Result<Option<Metadata>, SettingsError> {
    let Some(endpoints) = settings.endpoints.clone() else { return Ok(None) };
    if settings.protocol == Protocol::Oidc {
        return Err(SettingsError::new("authorization_endpoint", "is for oauth2-userinfo: oidc reads the metadata"));
    }
    let metadata = Metadata::configured(endpoints, demands);
    if settings.pushed_authorization && metadata.pushed_authorization_request_endpoint.is_none() {
        let problem = "is missing: without metadata pushed_authorization needs it";
        return Err(SettingsError::new("pushed_authorization_request_endpoint", problem));
    }
    for (key, endpoint) in metadata.endpoints() {
        if !http.may_call(endpoint) {
            let problem = "must be https, on the issuer's host or on one of allowed_hosts, without credentials";
            return Err(SettingsError::new(key, problem));
        }
    }
    Ok(Some(metadata))
}

fn duration(value: std::time::Duration, key: &'static str) -> Result<Duration, SettingsError> {
    let value = Duration::try_from(value).map_err(|_| SettingsError::new(key, "is too large"))?;
    if value <= Duration::minutes(10) { Ok(value) } else { Err(SettingsError::new(key, "is more than ten minutes")) }
}

#[async_trait]
impl IdentityProvider for OidcProvider {
    fn id(&self) -> &str {
        &self.settings.id
    }

    fn kind(&self) -> ProviderKind {
        self.settings.kind
    }

    fn label(&self) -> &str {
        &self.settings.label
    }

    fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    fn minimum_level(&self) -> u8 {
        self.settings.minimum_level
    }

    fn tells_when_proven(&self) -> bool {
        self.settings.protocol == Protocol::Oidc
    }

    fn origins(&self) -> Vec<String> {
        let issuer = Url::parse(&self.settings.issuer).ok().map(|url| url.origin().ascii_serialization());
        let configured = self.settings.allowed_hosts.iter().map(|host| format!("https://{host}"));
        let mut origins: Vec<String> = issuer.into_iter().chain(configured).collect();
        if let Some(metadata) = self.directory.known_metadata() {
            origins.extend(metadata.browser_endpoints().map(|url| url.origin().ascii_serialization()));
        }
        origins.sort();
        origins.dedup();
        origins
    }

    async fn is_available(&self) -> bool {
        let directory = self.directory.clone();
        // In a task of its own: a slow answer is too late for this page, and in time for the next.
        let asked = tokio::spawn(async move { directory.answers().await });
        match tokio::time::timeout(PATIENCE, asked).await {
            Ok(answered) => answered.unwrap_or(false),
            Err(_) => !self.directory.was_down(),
        }
    }

    async fn authorization_url(&self, request: &AuthorizationRequest) -> Result<Url, ProviderError> {
        let snapshot = self.directory.snapshot().await?;
        let metadata = &snapshot.metadata;
        let complete = complete_address(&self.client(metadata), &self.settings, request)?;
        let Some(endpoint) = &metadata.pushed_authorization_request_endpoint else { return Ok(complete) };
        let pushed = push(&self.http, endpoint, metadata, &self.settings, &self.world, &complete).await;
        if pushed.is_err() {
            self.directory.suspect();
        }
        pushed
    }

    async fn identify(
        &self,
        answer: &CallbackAnswer,
        secrets: &AttemptSecrets,
        proven_since: Option<OffsetDateTime>,
    ) -> Result<AssertedIdentity, ProviderError> {
        let identified = self.identify_now(answer, secrets, proven_since).await;
        if matches!(identified, Err(ProviderError::Unavailable)) {
            self.directory.suspect();
        }
        identified
    }

    async fn logout(&self, token: &SecretString) -> Result<ProviderLogout, ProviderError> {
        if self.settings.protocol == Protocol::OauthUserinfo {
            return Err(ProviderError::Refused("protocol"));
        }
        let snapshot = self.directory.snapshot().await?;
        let policy = LogoutTokenPolicy {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            allowed_algs: &self.algorithms,
            clock_skew: self.clock_skew,
        };
        let token = token.expose_secret();
        let claims = self.believe(snapshot, |keys| verify_logout_token(token, keys, &policy, self.world.now())).await?;
        Ok(ProviderLogout {
            issuer: self.settings.issuer.clone(),
            subject: claims.subject,
            provider_session: claims.session,
            token_id: claims.id,
            acceptable_until: claims.acceptable_until,
        })
    }

    async fn end_session_url(&self, id_token: Option<&SecretString>, state: &str) -> Option<Url> {
        let snapshot = self.directory.snapshot().await.ok()?;
        let mut url = snapshot.metadata.end_session_endpoint.clone()?;
        let hint = id_token.filter(|_| self.settings.requires_id_token_hint);
        url.query_pairs_mut()
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("post_logout_redirect_uri", self.settings.post_logout_redirect_uri.as_str())
            .append_pair("state", state)
            .extend_pairs(hint.map(|token| ("id_token_hint", token.expose_secret())));
        Some(url)
    }
}

impl std::fmt::Debug for OidcProvider {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OidcProvider").field("id", &self.settings.id).finish_non_exhaustive()
    }
}
