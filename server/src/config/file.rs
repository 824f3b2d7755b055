//! The configuration as it is written (docs/OPERATIONS.md has the table of keys).

use secrecy::SecretString;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub portal: Portal,
    pub database: Database,
    /// By the path segment in our addresses.
    pub provider: BTreeMap<String, Provider>,
    pub population: Population,
    pub policy: Policy,
    pub limits: Limits,
    pub session: Session,
    #[serde(default)]
    pub security: Security,
    #[serde(default)]
    pub http: Http,
    #[serde(default)]
    pub desk: Desk,
    #[serde(default)]
    pub metrics: Metrics,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    pub id: String,
    /// `national` or `province`.
    pub kind: String,
    pub name: String,
    pub public_url: String,
    pub listen: String,
    pub dossier_unit: String,
    /// Invented people: every page says so. Without it, where a provider is in clear text, as only the sandbox is.
    pub demonstration: Option<bool>,
    /// From SIGTERM on `/readyz` is red for so long before no connection is accepted any more.
    #[serde(default = "leaving")]
    pub leaving_seconds: u16,
    /// Networks, e.g. `10.0.0.0/8`, or single addresses, whose `X-Forwarded-For` is believed.
    #[serde(default)]
    pub trusted_proxies: Vec<String>,
}

const fn leaving() -> u16 {
    2
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Protocol {
    #[default]
    #[serde(rename = "oidc")]
    Oidc,
    #[serde(rename = "oauth2-userinfo")]
    OauthUserinfo,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// `national` or `vneid`; without it, `vneid` for the table of that name.
    pub kind: Option<String>,
    pub label: String,
    #[serde(default)]
    pub protocol: Protocol,
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<SecretString>,
    pub client_secret_file: Option<PathBuf>,
    /// `client_secret_basic`, `client_secret_post` or `private_key_jwt`; without it a secret, sent as the metadata say.
    pub client_auth: Option<String>,
    /// A private P-256 key in PEM, for `private_key_jwt`.
    pub client_key_file: Option<PathBuf>,
    pub client_key_id: Option<String>,
    #[serde(default)]
    pub pushed_authorization: bool,
    /// The endpoints of a provider without metadata, with `oauth2-userinfo` only.
    pub authorization_endpoint: Option<String>,
    pub token_endpoint: Option<String>,
    pub userinfo_endpoint: Option<String>,
    pub end_session_endpoint: Option<String>,
    pub pushed_authorization_request_endpoint: Option<String>,
    /// May be left out where nothing is signed (`oauth2-userinfo`).
    #[serde(default)]
    pub allowed_algs: Vec<String>,
    pub minimum_level: u8,
    pub acr_values: Option<String>,
    #[serde(default)]
    pub allowed_hosts: Vec<String>,
    #[serde(default)]
    pub requires_id_token_hint: bool,
    #[serde(default)]
    pub claims: Claims,
}

/// Which claim holds what; the defaults are the names seen at both real providers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Claims {
    pub subject: String,
    pub cccd: String,
    pub full_name: String,
    pub birth_date: String,
    pub sex: String,
    pub phone: String,
    pub email: String,
    /// The first of these that is present says the level.
    pub level: Vec<String>,
}

impl Default for Claims {
    fn default() -> Self {
        Self {
            subject: "sub".into(),
            cccd: "SoDinhDanh".into(),
            full_name: "HoVaTen".into(),
            birth_date: "NgayThangNamSinh".into(),
            sex: "GioiTinh".into(),
            phone: "SoDienThoai".into(),
            email: "ThuDienTu".into(),
            level: vec!["loAs".into(), "IAL".into(), "acr".into()],
        }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    pub url: String,
    pub username: String,
    pub secret: Option<SecretString>,
    pub secret_file: Option<PathBuf>,
    pub x_road_client: String,
    pub api_key: SecretString,
    pub ma_dvc: String,
    pub ma_can_bo: String,
    pub ma_don_vi: String,
    pub timeout_ms: u64,
    /// An entry without an answer is asked about again, first after this and then ever more seldom.
    #[serde(default = "retry_first")]
    pub retry_first_seconds: i64,
    #[serde(default = "retry_most")]
    pub retry_most_seconds: i64,
    /// So many questions in a row without an answer, within the window, open the circuit breaker; 0 is never.
    #[serde(default = "breaker_failures")]
    pub breaker_failures: u32,
    #[serde(default = "breaker_window")]
    pub breaker_window_seconds: i64,
    /// Open for so long at first, then for twice as long each time.
    #[serde(default = "breaker_first")]
    pub breaker_first_seconds: i64,
    #[serde(default = "breaker_most")]
    pub breaker_most_seconds: i64,
    /// Questions at the same time; more are told that the register is unavailable.
    #[serde(default = "most_at_once")]
    pub most_at_once: u16,
    /// Most clients send the name without spaces.
    #[serde(default)]
    pub keep_spaces: bool,
    /// How a record says that its number is no longer in use; no public source confirms it. Empty: it never does.
    #[serde(default)]
    pub status_element: String,
    #[serde(default)]
    pub inactive_statuses: Vec<String>,
    /// The codes of Faults that refuse the question itself, e.g. `Client.Input`; likewise.
    #[serde(default)]
    pub rejected_faults: Vec<String>,
}

const fn retry_first() -> i64 {
    15
}

const fn retry_most() -> i64 {
    900
}

const fn breaker_failures() -> u32 {
    10
}

const fn breaker_window() -> i64 {
    30
}

const fn breaker_first() -> i64 {
    1
}

const fn breaker_most() -> i64 {
    30
}

/// At 50 ms an answer, 640 questions a second.
const fn most_at_once() -> u16 {
    32
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// `yyyy-mm-dd`.
    pub vneid_only_from: String,
    pub national_account: congdan_domain::policy::NationalAccount,
    /// How long two accounts that were merged can be taken apart again.
    #[serde(default = "merge_undo")]
    pub merge_undo_hours: i64,
}

/// A weekend, and a day to ask somebody.
const fn merge_undo() -> i64 {
    72
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRow {
    /// 0 switches the limit off.
    pub count: u32,
    pub minutes: i64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub match_per_account: LimitRow,
    pub match_per_number: LimitRow,
    pub match_per_address: LimitRow,
    pub sign_in_per_address: LimitRow,
    #[serde(default = "look_ups")]
    pub look_up_per_address: LimitRow,
    #[serde(default = "calls")]
    pub calls_per_session: LimitRow,
}

/// A commune office looks a dossier up for each citizen at its counters; a machine that tries codes is slower than that.
const fn look_ups() -> LimitRow {
    LimitRow { count: 120, minutes: 5 }
}

/// Four a second for five minutes: more than anybody can click.
const fn calls() -> LimitRow {
    LimitRow { count: 1_200, minutes: 5 }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    pub idle_minutes: i64,
    pub absolute_hours: i64,
}

/// `id:base64 of 32 bytes` each. The first encrypts, all decrypt.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    pub encryption_keys: Vec<SecretString>,
    pub encryption_keys_file: Option<PathBuf>,
    pub index_keys: Vec<SecretString>,
    pub index_keys_file: Option<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    pub extra_ca_file: PathBuf,
    pub timeout_ms: u64,
    pub clock_skew_seconds: u32,
    pub jwks_cooldown_seconds: u32,
}

impl Default for Http {
    fn default() -> Self {
        Self { extra_ca_file: PathBuf::new(), timeout_ms: 5000, clock_skew_seconds: 60, jwks_cooldown_seconds: 5 }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Desk {
    /// Hours after the official proved who they are at VNeID.
    pub proof_hours: i64,
    /// Receives what no unit's communes decide; empty is `portal.dossier_unit`.
    pub default_unit: String,
    pub units: Vec<UnitRow>,
    /// Seeds a demonstration only.
    pub officials: Vec<OfficialRow>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { proof_hours: 8, default_unit: String::new(), units: Vec::new(), officials: Vec::new() }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// e.g. `H44.12`.
    pub code: String,
    pub name: String,
    /// Codes of the communes whose people it serves.
    #[serde(default)]
    pub communes: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficialRow {
    pub provider: String,
    pub subject: String,
    pub unit: String,
    /// Read so that it can be refused with a reason.
    pub number: Option<serde::de::IgnoredAny>,
}

impl std::fmt::Debug for OfficialRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OfficialRow({}, {})", self.provider, self.unit)
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// The address of `/metrics`, apart from the portal's; empty is off.
    pub listen: String,
}
