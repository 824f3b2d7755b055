use super::{
    ProviderSettings,
    algorithms::parse_algorithms,
    code_exchange::{OAuthClient, Tokens, oauth_client, redeem},
    directory::{Directory, Snapshot},
    id_token::{Claims, IdTokenPolicy, verify_id_token},
    jws::Refusal,
    logout_token::{LogoutTokenPolicy, verify_logout_token},
    metadata::Metadata,
    person::read_person,
    userinfo::fetch_userinfo,
};
use crate::{
    SettingsError,
    http::{EgressClient, is_https_or_loopback},
};
use async_trait::async_trait;
use congdan_flows::ports::{
    provider::{
        AssertedIdentity, AttemptSecrets, AuthorizationRequest, CallbackAnswer, IdentityProvider, ProviderError,
        ProviderKind, ProviderLogout,
    },
    world::Clock,
};
use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, Scope};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use secrecy::{ExposeSecret, SecretString};
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
    clock: Arc<dyn Clock>,
}

/// How long a page waits to learn whether a provider answers.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(1);

impl OidcProvider {
    /// Asks nobody anything yet: a provider that is down at our start is one that is down later.
    ///
    /// # Errors
    /// A setting that no provider can have, by its key.
    pub fn new(settings: ProviderSettings, http: EgressClient, clock: Arc<dyn Clock>) -> Result<Self, SettingsError> {
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
        let algorithms = parse_algorithms(&settings.allowed_algs)?;
        let clock_skew = duration(settings.clock_skew, "clock_skew_seconds")?;
        let cooldown = duration(settings.jwks_cooldown, "jwks_cooldown_seconds")?;

        let hosts = issuer.host_str().into_iter().chain(settings.allowed_hosts.iter().map(String::as_str));
        let http = http.limited_to(hosts);
        let directory = Arc::new(Directory::new(settings.issuer.clone(), http.clone(), clock.clone(), cooldown));
        Ok(Self { settings, algorithms, clock_skew, http, directory, clock })
    }

    /// Forgets metadata and keys, as at the start.
    pub async fn forget(&self) {
        self.directory.forget().await;
    }

    fn client(&self, metadata: &Metadata) -> OAuthClient {
        let settings = &self.settings;
        oauth_client(metadata, &settings.client_id, &settings.client_secret, &settings.redirect_uri)
    }

    /// RFC 9207, 2.4: before anything of the answer is used, so that a code never reaches another provider's endpoint.
    fn check_issuer(&self, metadata: &Metadata, iss: Option<&str>) -> Result<(), ProviderError> {
        match iss {
            Some(iss) if iss == self.settings.issuer => Ok(()),
            None if !metadata.announces_iss => Ok(()),
            _ => Err(ProviderError::Refused("callback_iss")),
        }
    }

    async fn verify(
        &self,
        tokens: &Tokens,
        nonce: &SecretString,
        proven_since: Option<OffsetDateTime>,
        seen: Arc<Snapshot>,
    ) -> Result<Claims, ProviderError> {
        let policy = IdTokenPolicy {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            allowed_algs: &self.algorithms,
            nonce: nonce.expose_secret(),
            access_token: tokens.access_token.expose_secret(),
            proven_since,
            clock_skew: self.clock_skew,
        };
        let id_token = tokens.id_token.expose_secret();
        self.believe(seen, |keys| verify_id_token(id_token, keys, &policy, self.clock.now())).await
    }

    async fn identify_now(
        &self,
        answer: &CallbackAnswer,
        secrets: &AttemptSecrets,
        proven_since: Option<OffsetDateTime>,
    ) -> Result<AssertedIdentity, ProviderError> {
        let snapshot = self.directory.snapshot().await?;
        let metadata = snapshot.metadata.clone();
        self.check_issuer(&metadata, answer.iss.as_deref())?;

        let tokens = redeem(&self.client(&metadata), &self.http, &answer.code, &secrets.pkce_verifier).await?;
        let claims = self.verify(&tokens, &secrets.nonce, proven_since, snapshot).await?;

        let mut members = match &metadata.userinfo_endpoint {
            Some(endpoint) => {
                fetch_userinfo(&self.http, endpoint, tokens.access_token.expose_secret(), &claims.subject).await?
            }
            None => serde_json::Map::new(),
        };
        // The signed statement wins.
        members.extend(claims.members);

        let person =
            read_person(&self.settings.issuer, &members, &self.settings.claims).map_err(ProviderError::Refused)?;
        Ok(AssertedIdentity {
            authenticated_at: claims.authenticated_at,
            provider_session: claims.session,
            id_token: self.settings.requires_id_token_hint.then_some(tokens.id_token),
            ..person
        })
    }

    /// A token may be signed with a key that is newer than our copy of the keys: then, and only then, it is looked at twice.
    async fn believe<T>(
        &self,
        seen: Arc<Snapshot>,
        verify: impl Fn(&CoreJsonWebKeySet) -> Result<T, Refusal>,
    ) -> Result<T, ProviderError> {
        let mut verdict = verify(&seen.keys);
        if matches!(verdict, Err(Refusal::UNKNOWN_KEY)) {
            let newer = self.directory.after_unknown_key(&seen).await;
            verdict = verify(&newer.keys);
        }
        verdict.map_err(|Refusal(code)| ProviderError::Refused(code))
    }
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

    fn origins(&self) -> Vec<String> {
        let issuer = Url::parse(&self.settings.issuer).ok().map(|url| url.origin().ascii_serialization());
        let configured = self.settings.allowed_hosts.iter().map(|host| format!("https://{host}"));
        let mut origins: Vec<String> = issuer.into_iter().chain(configured).collect();
        if let Some(known) = self.directory.known() {
            origins.extend(known.metadata.browser_endpoints().map(|url| url.origin().ascii_serialization()));
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
        let verifier = request.secrets.pkce_verifier.expose_secret();
        // RFC 7636, 4.1; oauth2 would panic.
        if !(43..=128).contains(&verifier.len()) {
            return Err(ProviderError::Refused("pkce_verifier"));
        }
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned()));
        let client = self.client(&snapshot.metadata);
        let state = request.state.clone();
        let mut authorization = client
            .authorize_url(move || CsrfToken::new(state))
            .add_scope(Scope::new("openid".to_owned()))
            .set_pkce_challenge(challenge)
            .add_extra_param("nonce", request.secrets.nonce.expose_secret())
            .add_extra_param("ui_locales", &request.language);
        if let Some(values) = &self.settings.acr_values {
            authorization = authorization.add_extra_param("acr_values", values);
        }
        if let Some(age) = request.max_age {
            authorization = authorization.add_extra_param("max_age", age.whole_seconds().to_string());
        }
        if request.anew {
            authorization = authorization.add_extra_param("prompt", "login");
        }
        Ok(authorization.url().0)
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
        let snapshot = self.directory.snapshot().await?;
        let policy = LogoutTokenPolicy {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            allowed_algs: &self.algorithms,
            clock_skew: self.clock_skew,
        };
        let token = token.expose_secret();
        let claims = self.believe(snapshot, |keys| verify_logout_token(token, keys, &policy, self.clock.now())).await?;
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
