//! From what is written to what holds: every problem names its key.

use super::{
    ConfigError, LimitRow, PublicAddress, Settings, desk,
    provider::{CheckedProvider, check_provider},
};
use crate::http::DoorLimits;
use congdan_domain::Opens;
use congdan_flows::{
    portal::{About, DeskRules, Limit, Limits, Policy, PortalKind, Retries, SessionRules},
    roles::Seed,
};
use congdan_providers::ClientAuth;
use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};
use time::{Date, Duration, macros::format_description};
use url::Url;

/// A configuration without open questions.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What the portal is called, and where it is.
    pub about: About,
    /// `portal.public_url` in its normal form, which is also `about.public_url`.
    pub address: PublicAddress,
    /// The address that the process takes.
    pub listen: SocketAddr,
    /// That of `/metrics`, where it is served.
    pub metrics_listen: Option<SocketAddr>,
    /// What the guide leaves to the administration.
    pub policy: Policy,
    /// The limits that flows ask about.
    pub limits: Limits,
    /// The limits that no flow asks about.
    pub door: DoorLimits,
    /// When an entry that waits is asked about again.
    pub retries: Retries,
    /// How long a session lasts.
    pub session: SessionRules,
    /// The rules of the desk.
    pub desk: DeskRules,
    /// The roles that a demonstration begins with.
    pub officials: Vec<Seed>,
    /// By the names of `settings.provider`.
    pub providers: BTreeMap<String, CheckedProvider>,
    /// Signs requests to the register.
    pub population_secret: SecretString,
    /// `id:base64`; the first encrypts, all decrypt.
    pub encryption_keys: Vec<SecretString>,
    /// The same for the blind indexes.
    pub index_keys: Vec<SecretString>,
    /// What proves the audit record.
    pub audit: CheckedAudit,
    /// Networks whose `X-Forwarded-For` is believed.
    pub proxies: Vec<IpNet>,
    /// As they are written.
    pub settings: Settings,
}

/// `[audit]` without open questions.
#[derive(Clone, Debug)]
pub struct CheckedAudit {
    /// `id:base64`; the first signs, all verify.
    pub signing_keys: Vec<SecretString>,
    /// Where checkpoints are added.
    pub checkpoint_file: Option<PathBuf>,
    /// Between two checkpoints.
    pub checkpoint_every: std::time::Duration,
}

/// Checks everything that can be checked without opening a connection or a database.
///
/// # Errors
///
/// The first key that is wrong, and what is wrong with it.
pub fn check(settings: Settings) -> Result<Checked, ConfigError> {
    let kind = match settings.portal.kind.as_str() {
        "national" => PortalKind::National,
        "province" => PortalKind::Province,
        _ => return Err(ConfigError::key("portal.kind", "must be \"national\" or \"province\"")),
    };
    filled(&settings)?;
    let id = &settings.portal.id;
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
        return Err(ConfigError::key("portal.id", "must be lower-case letters and digits"));
    }
    let address = PublicAddress::parse(&settings.portal.public_url)
        .map_err(|problem| ConfigError::key("portal.public_url", problem))?;
    let listen = socket(&settings.portal.listen).map_err(|problem| ConfigError::key("portal.listen", problem))?;
    let metrics_listen = match settings.metrics.listen.as_str() {
        "" => None,
        address => Some(socket(address).map_err(|problem| ConfigError::key("metrics.listen", problem))?),
    };
    let vneid_only_from = Date::parse(&settings.policy.vneid_only_from, format_description!("[year]-[month]-[day]"))
        .map_err(|_| ConfigError::key("policy.vneid_only_from", "must be a date like 2024-06-15"))?;
    if settings.provider.is_empty() {
        return Err(ConfigError::key("provider", "needs at least one [provider.NAME] table"));
    }
    let mut providers = BTreeMap::new();
    for (name, provider) in &settings.provider {
        providers.insert(name.clone(), check_provider(name, provider)?);
    }
    one_vneid(&providers)?;
    Url::parse(&settings.population.url).map_err(|_| ConfigError::key("population.url", "is not a URL"))?;
    let codes = &settings.population;
    let guard = [
        ("breaker_window_seconds", codes.breaker_window_seconds),
        ("breaker_first_seconds", codes.breaker_first_seconds),
        ("breaker_most_seconds", codes.breaker_most_seconds),
        ("most_at_once", codes.most_at_once.into()),
    ];
    for (key, value) in guard {
        positive(&format!("population.{key}"), value)?;
    }
    milliseconds("population.timeout_ms", codes.timeout_ms)?;
    let http = &settings.http;
    milliseconds("http.timeout_ms", http.timeout_ms)?;
    at_most_ten_minutes("http.clock_skew_seconds", http.clock_skew_seconds)?;
    at_most_ten_minutes("http.jwks_cooldown_seconds", http.jwks_cooldown_seconds)?;
    let population_secret = secret("population.secret", &settings.population.secret, &settings.population.secret_file)?;
    let desk = desk::rules(&settings)?;
    if address.is_https() {
        refuse_sandbox(&settings, &providers, &population_secret)?;
    }
    let security = &settings.security;
    let encryption_keys =
        keys("security.encryption_keys", &security.encryption_keys, security.encryption_keys_file.as_deref())?;
    let index_keys = keys("security.index_keys", &security.index_keys, security.index_keys_file.as_deref())?;
    // A declared demonstration makes its own in the data folder (`keys`).
    if settings.portal.demonstration != Some(true) {
        for (key, list) in [("security.encryption_keys", &encryption_keys), ("security.index_keys", &index_keys)] {
            if list.is_empty() {
                return Err(ConfigError::key(key, format!("is missing (or {key}_file): id:base64 of 32 bytes")));
            }
        }
    }
    let audit = audit(&settings)?;
    let has_clear_provider = settings.provider.values().any(|provider| !provider.issuer.starts_with("https://"));
    let demonstration = settings.portal.demonstration.unwrap_or(has_clear_provider);
    let officials = desk::seeds(&settings, &desk, &providers, demonstration)?;
    Ok(Checked {
        about: About {
            id: id.clone(),
            kind,
            name: settings.portal.name.clone(),
            public_url: address.as_str().to_owned(),
            dossier_unit: settings.portal.dossier_unit.clone(),
            demonstration,
        },
        address,
        listen,
        metrics_listen,
        policy: Policy {
            vneid_only_from,
            national_account: settings.policy.national_account,
            opens: opens(settings.policy.opens)?,
            match_unasserted: settings.policy.match_unasserted,
            merge_undo: positive("policy.merge_undo_hours", settings.policy.merge_undo_hours).map(Duration::hours)?,
        },
        limits: Limits {
            match_per_account: limit("limits.match_per_account", settings.limits.match_per_account)?,
            match_per_number: limit("limits.match_per_number", settings.limits.match_per_number)?,
            match_per_address: limit("limits.match_per_address", settings.limits.match_per_address)?,
            sign_in_per_address: limit("limits.sign_in_per_address", settings.limits.sign_in_per_address)?,
            dossier_search_per_address: limit("limits.look_up_per_address", settings.limits.look_up_per_address)?,
            dossier_misses_per_number: limit(
                "limits.look_up_misses_per_number",
                settings.limits.look_up_misses_per_number,
            )?,
            dossier_misses_per_code: limit("limits.look_up_misses_per_code", settings.limits.look_up_misses_per_code)?,
            calls_per_session: limit("limits.calls_per_session", settings.limits.calls_per_session)?,
        },
        door: DoorLimits {
            callback_per_address: limit("limits.callback_per_address", settings.limits.callback_per_address)?,
            calls_per_address: limit("limits.calls_per_address", settings.limits.calls_per_address)?,
        },
        retries: Retries {
            shortest: positive("population.retry_first_seconds", settings.population.retry_first_seconds)
                .map(Duration::seconds)?,
            longest_span: positive("population.retry_most_seconds", settings.population.retry_most_seconds)
                .map(Duration::seconds)?,
        },
        session: SessionRules {
            idle: positive("session.idle_minutes", settings.session.idle_minutes).map(Duration::minutes)?,
            absolute: positive("session.absolute_hours", settings.session.absolute_hours).map(Duration::hours)?,
        },
        desk,
        officials,
        providers,
        population_secret,
        encryption_keys,
        index_keys,
        audit,
        proxies: proxies(&settings.portal.trusted_proxies)?,
        settings,
    })
}

fn audit(settings: &Settings) -> Result<CheckedAudit, ConfigError> {
    let audit = &settings.audit;
    let signing_keys = keys("audit.signing_keys", &audit.signing_keys, audit.signing_keys_file.as_deref())?;
    let file = &audit.checkpoint_file;
    let checkpoint_file = (!file.as_os_str().is_empty()).then(|| file.clone());
    if checkpoint_file.is_some() && signing_keys.is_empty() && settings.portal.demonstration != Some(true) {
        return Err(ConfigError::key("audit.signing_keys", "is missing, and audit.checkpoint_file is set"));
    }
    let minutes = positive("audit.checkpoint_minutes", audit.checkpoint_minutes)?;
    let checkpoint_every = std::time::Duration::from_secs(u64::try_from(minutes).unwrap_or(1) * 60);
    Ok(CheckedAudit { signing_keys, checkpoint_file, checkpoint_every })
}

/// The table of what each kind of vouching opens.
fn opens(table: Opens) -> Result<Opens, ConfigError> {
    match table.check() {
        Ok(()) => Ok(table),
        Err((act, error)) => Err(ConfigError::key(format!("policy.opens.{}", act.code()), error.to_string())),
    }
}

/// VNeID is one provider: its assertion of a number decides between accounts, and two providers could contradict each other.
fn one_vneid(providers: &BTreeMap<String, CheckedProvider>) -> Result<(), ConfigError> {
    let mut vneid = providers.iter().filter(|(_, provider)| provider.kind.vouches_for_numbers()).map(|(name, _)| name);
    match (vneid.next(), vneid.next()) {
        (Some(first), Some(second)) => Err(ConfigError::key(
            format!("provider.{second}.kind"),
            format!("is \"vneid\", and so is provider.{first}.kind: there is one VNeID"),
        )),
        _ => Ok(()),
    }
}

/// Texts without which nothing works, though they could be read.
fn filled(settings: &Settings) -> Result<(), ConfigError> {
    let portal = &settings.portal;
    let population = &settings.population;
    let texts = [
        ("portal.name", portal.name.as_str()),
        ("portal.dossier_unit", &portal.dossier_unit),
        ("database.url", &settings.database.url),
        ("population.username", &population.username),
        ("population.x_road_client", &population.x_road_client),
        ("population.api_key", population.api_key.expose_secret()),
        ("population.ma_dvc", &population.ma_dvc),
        ("population.ma_can_bo", &population.ma_can_bo),
        ("population.ma_don_vi", &population.ma_don_vi),
    ];
    match texts.into_iter().find(|(_, text)| text.trim().is_empty()) {
        Some((key, _)) => Err(ConfigError::key(key, "is empty")),
        None => Ok(()),
    }
}

/// A portal with an `https` address must not use the sandbox's addresses, secrets and keys: they are published.
fn refuse_sandbox(
    settings: &Settings,
    providers: &BTreeMap<String, CheckedProvider>,
    population_secret: &SecretString,
) -> Result<(), ConfigError> {
    let problem = "belongs to the sandbox, and portal.public_url is https";
    if settings.portal.demonstration == Some(true) {
        return Err(ConfigError::key("portal.demonstration", problem));
    }
    for (name, provider) in &settings.provider {
        if !provider.issuer.starts_with("https://") {
            return Err(ConfigError::key(format!("provider.{name}.issuer"), problem));
        }
        let known = |checked: &CheckedProvider| match &checked.client_auth {
            ClientAuth::Secret { secret, .. } => secret.expose_secret().starts_with("sandbox-"),
            ClientAuth::PrivateKey(_) => false,
        };
        if providers.get(name).is_some_and(known) {
            return Err(ConfigError::key(format!("provider.{name}.client_secret"), problem));
        }
    }
    if !settings.population.url.starts_with("https://") {
        return Err(ConfigError::key("population.url", problem));
    }
    let known = |secret: &SecretString| secret.expose_secret().starts_with("sandbox-");
    if known(population_secret) {
        return Err(ConfigError::key("population.secret", problem));
    }
    if known(&settings.population.api_key) {
        return Err(ConfigError::key("population.api_key", problem));
    }
    let demo = |keys: &[SecretString]| keys.iter().any(|key| key.expose_secret().starts_with("demo"));
    if demo(&settings.security.encryption_keys) || demo(&settings.security.index_keys) {
        return Err(ConfigError::key("security", problem));
    }
    if demo(&settings.audit.signing_keys) {
        return Err(ConfigError::key("audit.signing_keys", problem));
    }
    Ok(())
}

/// The networks whose `X-Forwarded-For` is believed. A network that holds every address is refused.
fn proxies(texts: &[String]) -> Result<Vec<IpNet>, ConfigError> {
    let network = |text: &String| text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).ok();
    let all: Option<Vec<IpNet>> = texts.iter().map(network).collect();
    all.filter(|all| all.iter().all(|network| network.prefix_len() > 0)).ok_or_else(|| {
        ConfigError::key(
            "portal.trusted_proxies",
            "must be addresses or networks like 10.0.0.0/8, and not all there are",
        )
    })
}

fn socket(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse().map_err(|_| "must be an address and a port like 127.0.0.1:3000")
}

pub(super) fn secret(
    key: &str,
    value: &Option<SecretString>,
    file: &Option<PathBuf>,
) -> Result<SecretString, ConfigError> {
    let found = match (value, file) {
        (Some(_), Some(_)) => return Err(ConfigError::key(key, format!("and {key}_file are both set"))),
        (Some(value), None) => value.clone(),
        (None, Some(file)) => SecretString::from(read_secret(key, file)?.trim().to_owned()),
        (None, None) => return Err(ConfigError::key(key, format!("is missing (or {key}_file)"))),
    };
    if found.expose_secret().is_empty() { Err(ConfigError::key(key, "is empty")) } else { Ok(found) }
}

fn keys(key: &str, values: &[SecretString], file: Option<&Path>) -> Result<Vec<SecretString>, ConfigError> {
    let from_file = match file {
        Some(file) => read_secret(key, file)?
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| SecretString::from(line.to_owned()))
            .collect(),
        None => Vec::new(),
    };
    Ok(values.iter().cloned().chain(from_file).collect())
}

pub(super) fn read_secret(key: &str, file: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(file)
        .map_err(|error| ConfigError::key(format!("{key}_file"), format!("{}: {error}", file.display())))
}

fn limit(key: &str, row: LimitRow) -> Result<Limit, ConfigError> {
    Ok(Limit { count: row.count, window: positive(&format!("{key}.minutes"), row.minutes).map(Duration::minutes)? })
}

fn milliseconds(key: &str, value: u64) -> Result<i64, ConfigError> {
    positive(key, i64::try_from(value).unwrap_or(i64::MAX))
}

fn at_most_ten_minutes(key: &str, seconds: u32) -> Result<(), ConfigError> {
    if seconds <= 600 { Ok(()) } else { Err(ConfigError::key(key, "is more than ten minutes")) }
}

fn positive(key: &str, value: i64) -> Result<i64, ConfigError> {
    if (1..=1_000_000).contains(&value) { Ok(value) } else { Err(ConfigError::key(key, "must be 1 to 1000000")) }
}
