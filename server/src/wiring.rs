//! The only place that knows what stands behind each port.

use crate::{
    chance,
    checkpoints::Checkpoints,
    config::{self, Checked, ConfigError, Provider},
    http::{LastAnswer, RateLimits, Site, load_assets},
    keys,
    operator::audit::RecordError,
};
use congdan_flows::{
    Portal,
    ports::{
        StoreError,
        provider::IdentityProvider,
        world::{Clock, World},
    },
    roles::{self, RoleError},
    suspension::SuspensionError,
};
use congdan_providers::{
    BreakerRules, EgressClient, GuardedRegister, HttpPolicy, OidcProvider, PopulationClient, PopulationSettings,
    Protocol, ProviderSettings, ReplySigns, SettingsError,
};
use congdan_store::Database;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use thiserror::Error;
use url::Url;

/// Why a command does not start, or does not do what it was asked to.
#[derive(Debug, Error)]
pub enum StartError {
    /// A key of the configuration.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database cannot be opened.
    #[error("database.url: {0}")]
    Database(String),
    /// An address cannot be listened on: the address, and why.
    #[error("{0}: {1}")]
    Listen(String, std::io::Error),
    /// `congdan account`.
    #[error(transparent)]
    Account(#[from] SuspensionError),
    /// `congdan official`.
    #[error(transparent)]
    Official(#[from] RoleError),
    /// `congdan audit`.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The database does not answer, or cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file, or the network.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// A portal with its adapters, ready to serve.
#[derive(Clone, Debug)]
pub struct Wired {
    /// What the handlers share.
    pub site: Site,
    /// The store behind the flows' ports.
    pub database: Arc<Database>,
    /// The identity providers behind the flows' ports.
    pub providers: Vec<Arc<OidcProvider>>,
    /// The National Population Database behind the flows' port.
    pub register: Arc<GuardedRegister>,
    /// Of the audit record; none without a key.
    pub checkpoints: Option<Arc<Checkpoints>>,
    /// The configuration that all of it was made from.
    pub config: Arc<Checked>,
}

impl Wired {
    /// Everything as at the start: data, limits and caches. Only the demonstration calls it.
    pub async fn reset(&self) {
        if let Err(error) = self.database.reset().await {
            tracing::error!(%error, "the database was not reset");
        }
        if let Err(error) = roles::seed(&self.site.portal, &self.config.officials).await {
            tracing::error!(%error, "the officials of the configuration have no roles");
        }
        for provider in &self.providers {
            provider.forget().await;
        }
        self.register.reset();
        self.site.limits.reset();
    }
}

/// Whether a portal could be made of this configuration. Opens nothing and writes nothing.
pub fn try_out(config: &Checked) -> Result<(), StartError> {
    Database::check_url(&config.settings.database.url).map_err(|error| StartError::Database(error.to_string()))?;
    keys::check(config)?;
    Checkpoints::new(config, &config.audit.signing_keys)?;
    outside(config, &chance::world())?;
    Ok(())
}

/// Opens the database of a configuration.
pub async fn open_database(config: &Checked, data_dir: &Path) -> Result<Database, StartError> {
    std::fs::create_dir_all(data_dir)?;
    let keys = keys::of(config, data_dir)?;
    Database::open(&config.settings.database.url, data_dir, keys)
        .await
        .map_err(|error| StartError::Database(error.to_string()))
}

/// What answers from outside: the providers and the register.
struct Outside {
    providers: Vec<Arc<OidcProvider>>,
    register: Arc<GuardedRegister>,
}

fn outside(config: &Checked, world: &World) -> Result<Outside, ConfigError> {
    let http = &config.settings.http;
    let policy = HttpPolicy {
        extra_ca_file: (!http.extra_ca_file.as_os_str().is_empty()).then(|| http.extra_ca_file.clone()),
        timeout: Duration::from_millis(http.timeout_ms),
        ..HttpPolicy::default()
    };
    let client = EgressClient::new(&policy).map_err(|error| named("http", &error))?;
    let mut providers = Vec::new();
    for (name, provider) in &config.settings.provider {
        let settings = provider_settings(config, name, provider)?;
        let provider = OidcProvider::new(settings, client.clone(), world.clone())
            .map_err(|error| named(&format!("provider.{name}"), &error))?;
        providers.push(Arc::new(provider));
    }
    let register = PopulationClient::new(population_settings(config)?, client, world.clock.clone())
        .map_err(|error| named("population", &error))?;
    let register = Arc::new(guarded(config, register, world.clock.clone()));
    Ok(Outside { providers, register })
}

/// Opens and migrates the database, puts an adapter behind each port, and gives a demonstration its officials.
pub async fn wire(config: Checked, data_dir: &Path) -> Result<Wired, StartError> {
    let world = chance::world();
    let Outside { providers, register } = outside(&config, &world)?;
    let checkpoints = Checkpoints::new(&config, &keys::of_checkpoints(&config, data_dir)?)?.map(Arc::new);
    let database = open_database(&config, data_dir).await?;
    database.migrate().await.map_err(|error| StartError::Database(error.to_string()))?;
    let database = Arc::new(database);
    let portal = Arc::new(Portal {
        about: config.about.clone(),
        policy: config.policy.clone(),
        limits: config.limits.clone(),
        retries: config.retries,
        session: config.session,
        desk: config.desk.clone(),
        providers: providers.iter().map(|provider| provider.clone() as Arc<dyn IdentityProvider>).collect(),
        register: register.clone(),
        store: database.clone(),
        world,
    });
    roles::seed(&portal, &config.officials).await?;
    let site_root = site_root();
    let site = Site {
        assets: load_assets(&site_root),
        address: config.address.clone(),
        limits: Arc::new(RateLimits::new(&portal.limits, config.door)),
        patience: Duration::from_secs(10),
        documents: Arc::default(),
        site_root: Arc::new(site_root),
        proxies: config.proxies.as_slice().into(),
        leaving: Arc::default(),
        database: LastAnswer::default(),
        portal,
    };
    Ok(Wired { site, database, providers, register, checkpoints, config: Arc::new(config) })
}

fn provider_settings(config: &Checked, name: &str, provider: &Provider) -> Result<ProviderSettings, ConfigError> {
    let own_url = |path: &str| {
        Url::parse(&format!("{}{path}", config.about.public_url))
            .map_err(|_| ConfigError::key("portal.public_url", "is not a URL"))
    };
    let Some(checked) = config.providers.get(name) else {
        return Err(ConfigError::key(format!("provider.{name}"), "was not checked"));
    };
    Ok(ProviderSettings {
        id: name.to_owned(),
        kind: checked.kind,
        label: provider.label.clone(),
        protocol: match provider.protocol {
            config::Protocol::Oidc => Protocol::Oidc,
            config::Protocol::OauthUserinfo => Protocol::OauthUserinfo,
        },
        issuer: provider.issuer.clone(),
        endpoints: checked.endpoints.clone(),
        client_id: provider.client_id.clone(),
        client_auth: checked.client_auth.clone(),
        pushed_authorization: provider.pushed_authorization,
        redirect_uri: own_url(&format!("/dang-nhap/{name}/ket-qua"))?,
        post_logout_redirect_uri: own_url("/")?,
        allowed_algs: provider.allowed_algs.clone(),
        allowed_hosts: provider.allowed_hosts.clone(),
        minimum_level: provider.minimum_level,
        claims: provider.claims.clone(),
        clock_skew: Duration::from_secs(config.settings.http.clock_skew_seconds.into()),
        jwks_cooldown: Duration::from_secs(config.settings.http.jwks_cooldown_seconds.into()),
        acr_values: provider.acr_values.clone(),
        requires_id_token_hint: provider.requires_id_token_hint,
    })
}

fn population_settings(config: &Checked) -> Result<PopulationSettings, ConfigError> {
    let population = &config.settings.population;
    let url = Url::parse(&population.url).map_err(|_| ConfigError::key("population.url", "is not a URL"))?;
    Ok(PopulationSettings {
        url,
        username: population.username.clone(),
        secret: config.population_secret.clone(),
        x_road_client: population.x_road_client.clone(),
        api_key: population.api_key.clone(),
        ma_dvc: population.ma_dvc.clone(),
        ma_can_bo: population.ma_can_bo.clone(),
        ma_don_vi: population.ma_don_vi.clone(),
        timeout: Duration::from_millis(population.timeout_ms),
        keep_spaces: population.keep_spaces,
        signs: ReplySigns {
            status_element: population.status_element.clone(),
            inactive_statuses: population.inactive_statuses.clone(),
            rejected_faults: population.rejected_faults.clone(),
        },
    })
}

fn guarded(config: &Checked, register: PopulationClient, clock: Arc<dyn Clock>) -> GuardedRegister {
    let population = &config.settings.population;
    let rules = BreakerRules {
        failures: population.breaker_failures,
        window: time::Duration::seconds(population.breaker_window_seconds),
        first: time::Duration::seconds(population.breaker_first_seconds),
        most: time::Duration::seconds(population.breaker_most_seconds),
    };
    GuardedRegister::new(Arc::new(register), rules, population.most_at_once.into(), clock)
}

fn named(table: &str, error: &SettingsError) -> ConfigError {
    ConfigError::key(format!("{table}.{}", error.key), error.problem.to_string())
}

/// The folder of the browser's files: `LEPTOS_SITE_ROOT`, or `site` beside the binary's own folder.
fn site_root() -> PathBuf {
    if let Some(root) = std::env::var_os("LEPTOS_SITE_ROOT") {
        return PathBuf::from(root);
    }
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.join("site")));
    beside.filter(|folder| folder.is_dir()).unwrap_or_else(|| PathBuf::from("target/site"))
}
