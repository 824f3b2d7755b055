//! The configuration as it is written (docs/OPERATIONS.md has the table of keys).

use congdan_providers::ClaimNames;
use secrecy::SecretString;
use serde::Deserialize;
use std::{collections::BTreeMap, path::PathBuf};

/// The whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// `[portal]`.
    pub portal: Portal,
    /// `[database]`.
    pub database: Database,
    /// By the path segment in our addresses.
    pub provider: BTreeMap<String, Provider>,
    /// `[population]`: the National Population Database.
    pub population: Population,
    /// `[policy]`.
    pub policy: Policy,
    /// `[limits]`.
    pub limits: Limits,
    /// `[session]`.
    pub session: Session,
    /// `[security]`.
    #[serde(default)]
    pub security: Security,
    /// `[audit]`.
    #[serde(default)]
    pub audit: Audit,
    /// `[http]`: calls to the providers.
    #[serde(default)]
    pub http: Http,
    /// `[desk]`.
    #[serde(default)]
    pub desk: Desk,
    /// `[metrics]`.
    #[serde(default)]
    pub metrics: Metrics,
}

/// Which portal this is, and where.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    /// Lower-case letters and digits, in cookie names and audit rows.
    pub id: String,
    /// `national` or `province`.
    pub kind: String,
    /// As citizens read it in the banner.
    pub name: String,
    /// Where browsers reach it: scheme, host and port.
    pub public_url: String,
    /// The address and port that the process takes.
    pub listen: String,
    /// The first part of a dossier code, e.g. `H44`.
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

/// Where data are stored.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://NAME.db` in the data folder, or `postgres://…`.
    pub url: String,
}

/// How a provider is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum Protocol {
    /// OpenID Connect, with a signed ID token.
    #[default]
    #[serde(rename = "oidc")]
    Oidc,
    /// OAuth 2.0 and userinfo, without an ID token.
    #[serde(rename = "oauth2-userinfo")]
    OauthUserinfo,
}

/// `[provider.NAME]`: an identity provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// `national` or `vneid`; without it, `vneid` for the table of that name.
    pub kind: Option<String>,
    /// The name on its button.
    pub label: String,
    /// `oidc` without it.
    #[serde(default)]
    pub protocol: Protocol,
    /// Its issuer identifier; metadata are read below it.
    pub issuer: String,
    /// Our name at the provider.
    pub client_id: String,
    /// Our secret at the provider.
    pub client_secret: Option<SecretString>,
    /// The same, from a file.
    pub client_secret_file: Option<PathBuf>,
    /// `client_secret_basic`, `client_secret_post` or `private_key_jwt`; without it a secret, sent as the metadata say.
    pub client_auth: Option<String>,
    /// A private P-256 key in PEM, for `private_key_jwt`.
    pub client_key_file: Option<PathBuf>,
    /// The `kid` under which the provider knows the public half.
    pub client_key_id: Option<String>,
    /// Requests are handed over by our own call (PAR, RFC 9126).
    #[serde(default)]
    pub pushed_authorization: bool,
    /// The endpoints of a provider without metadata, with `oauth2-userinfo` only.
    pub authorization_endpoint: Option<String>,
    /// Likewise.
    pub token_endpoint: Option<String>,
    /// Likewise.
    pub userinfo_endpoint: Option<String>,
    /// Likewise; without it the provider's own session stays open after a sign-out here.
    pub end_session_endpoint: Option<String>,
    /// Likewise, for `pushed_authorization`.
    pub pushed_authorization_request_endpoint: Option<String>,
    /// May be left out where nothing is signed (`oauth2-userinfo`).
    #[serde(default)]
    pub allowed_algs: Vec<String>,
    /// 1 or 2: an account below it does not sign in.
    pub minimum_level: u8,
    /// Sent along, where the provider wants to be asked for a level.
    pub acr_values: Option<String>,
    /// Hosts besides the issuer's own that its metadata may name.
    #[serde(default)]
    pub allowed_hosts: Vec<String>,
    /// Its sign-out wants the ID token back.
    #[serde(default)]
    pub requires_id_token_hint: bool,
    /// The names of its claims.
    #[serde(default)]
    pub claims: ClaimNames,
}

/// How the register is reached, and how patiently.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Its SOAP endpoint.
    pub url: String,
    /// Our name there.
    pub username: String,
    /// Signs our requests.
    pub secret: Option<SecretString>,
    /// The same, from a file.
    pub secret_file: Option<PathBuf>,
    /// Our identifier on the data exchange, `X-Road-Client`.
    pub x_road_client: String,
    /// The key of the data exchange.
    pub api_key: SecretString,
    /// `MaDVC`: the public service on whose behalf we ask.
    pub ma_dvc: String,
    /// `MaCanBo`: the official on whose behalf we ask.
    pub ma_can_bo: String,
    /// `MaDonVi`: the unit on whose behalf we ask.
    pub ma_don_vi: String,
    /// For one request.
    pub timeout_ms: u64,
    /// An entry without an answer is asked about again, first after this and then ever more seldom.
    #[serde(default = "retry_first")]
    pub retry_first_seconds: i64,
    /// The longest span from which the delay on top of it is drawn.
    #[serde(default = "retry_most")]
    pub retry_most_seconds: i64,
    /// So many queries in a row without an answer, within the window, open the circuit breaker; 0 is never.
    #[serde(default = "breaker_failures")]
    pub breaker_failures: u32,
    /// The window of `breaker_failures`.
    #[serde(default = "breaker_window")]
    pub breaker_window_seconds: i64,
    /// Open for so long at first, then for twice as long each time.
    #[serde(default = "breaker_first")]
    pub breaker_first_seconds: i64,
    /// The longest that it is open.
    #[serde(default = "breaker_most")]
    pub breaker_most_seconds: i64,
    /// Queries at the same time; one more is answered with "unavailable" at once.
    #[serde(default = "most_at_once")]
    pub most_at_once: u16,
    /// Most clients send the name without spaces.
    #[serde(default)]
    pub keep_spaces: bool,
    /// How a record says that its number is no longer in use; no public source confirms it. Empty: it never does.
    #[serde(default)]
    pub status_element: String,
    /// The values of `status_element` that say so.
    #[serde(default)]
    pub inactive_statuses: Vec<String>,
    /// The codes of Faults that refuse the query itself, e.g. `Client.Input`; likewise.
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

/// At 50 ms an answer, 640 queries a second.
const fn most_at_once() -> u16 {
    32
}

/// What the guide leaves to the administration.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// `yyyy-mm-dd`.
    pub vneid_only_from: String,
    /// What a national account may do from that day on.
    pub national_account: congdan_domain::policy::NationalAccount,
    /// Which acts each kind of vouching for a number opens.
    #[serde(default)]
    pub opens: congdan_domain::Opens,
    /// An account whose provider asserts no name or no birth date may match by what the person types.
    #[serde(default)]
    pub match_unasserted: bool,
    /// How long two accounts that were merged can be taken apart again.
    #[serde(default = "merge_undo")]
    pub merge_undo_hours: i64,
}

/// A weekend, and a day to ask somebody.
const fn merge_undo() -> i64 {
    72
}

/// So many events in a span of time.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitRow {
    /// 0 switches the limit off.
    pub count: u32,
    /// The span.
    pub minutes: i64,
}

/// How often something may be done.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Matches without success, per account.
    pub match_per_account: LimitRow,
    /// The same, per number.
    pub match_per_number: LimitRow,
    /// The same, per network address: beyond it, accounts that have missed are slowed down.
    pub match_per_address: LimitRow,
    /// Sign-ins begun, per network address.
    pub sign_in_per_address: LimitRow,
    /// Answers that providers' redirects bring, per network address.
    #[serde(default = "callbacks")]
    pub callback_per_address: LimitRow,
    /// Public searches for a dossier, per network address.
    #[serde(default = "look_ups")]
    pub look_up_per_address: LimitRow,
    /// Such searches that found nothing, per number.
    #[serde(default = "look_up_misses")]
    pub look_up_misses_per_number: LimitRow,
    /// The same, per dossier code.
    #[serde(default = "look_up_misses")]
    pub look_up_misses_per_code: LimitRow,
    /// Server functions, per session.
    #[serde(default = "calls")]
    pub calls_per_session: LimitRow,
    /// Server functions without a known session, per network address.
    #[serde(default = "anonymous_calls")]
    pub calls_per_address: LimitRow,
}

/// Twice what the demonstration takes of sign-ins begun: "Back" and a second tab bring an answer again.
const fn callbacks() -> LimitRow {
    LimitRow { count: 600, minutes: 5 }
}

/// A commune office looks a dossier up for each citizen at its counters; a machine that tries codes is slower than that.
const fn look_ups() -> LimitRow {
    LimitRow { count: 120, minutes: 5 }
}

/// Who mistypes a code or a number looks at the paper again; who counts codes up does not.
const fn look_up_misses() -> LimitRow {
    LimitRow { count: 10, minutes: 60 }
}

/// Four a second for five minutes: more than anybody can click.
const fn calls() -> LimitRow {
    LimitRow { count: 1_200, minutes: 5 }
}

/// Forty a second: a mobile network has many people behind one address, and each page asks who is signed in.
const fn anonymous_calls() -> LimitRow {
    LimitRow { count: 12_000, minutes: 5 }
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// For so long without a request.
    pub idle_minutes: i64,
    /// For so long in any case.
    pub absolute_hours: i64,
}

/// `id:base64 of 32 bytes` each. The first encrypts, all decrypt.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// For what is stored sealed.
    pub encryption_keys: Vec<SecretString>,
    /// More of them, one a line.
    pub encryption_keys_file: Option<PathBuf>,
    /// For the blind indexes; no bytes in common with the others.
    pub index_keys: Vec<SecretString>,
    /// More of them, one a line.
    pub index_keys_file: Option<PathBuf>,
}

/// What proves later that the audit record is what was written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Audit {
    /// `id:base64 of 32 bytes` each, an Ed25519 seed. The first signs, all verify.
    pub signing_keys: Vec<SecretString>,
    /// More of them, one a line.
    pub signing_keys_file: Option<PathBuf>,
    /// Checkpoints are added to it; empty is none.
    pub checkpoint_file: PathBuf,
    /// Between two checkpoints.
    pub checkpoint_minutes: i64,
}

impl Default for Audit {
    fn default() -> Self {
        Self {
            signing_keys: Vec::new(),
            signing_keys_file: None,
            checkpoint_file: PathBuf::new(),
            checkpoint_minutes: 5,
        }
    }
}

/// Calls to the providers and to the register.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// PEM, trusted besides the system's roots; empty is none.
    pub extra_ca_file: PathBuf,
    /// For one call to a provider.
    pub timeout_ms: u64,
    /// How far a provider's clock may be off.
    pub clock_skew_seconds: u32,
    /// Between two fetches for unknown keys.
    pub jwks_cooldown_seconds: u32,
}

impl Default for Http {
    fn default() -> Self {
        Self { extra_ca_file: PathBuf::new(), timeout_ms: 5000, clock_skew_seconds: 60, jwks_cooldown_seconds: 5 }
    }
}

/// The units that receive applications, and what opens the desk.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Desk {
    /// Hours after the official proved who they are at VNeID.
    pub proof_hours: i64,
    /// Receives what no unit's communes decide; empty is `portal.dossier_unit`.
    pub default_unit: String,
    /// One row a unit.
    pub units: Vec<UnitRow>,
    /// One row a role; seeds a demonstration only.
    pub officials: Vec<OfficialRow>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { proof_hours: 8, default_unit: String::new(), units: Vec::new(), officials: Vec::new() }
    }
}

/// A unit that receives applications.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// e.g. `H44.12`.
    pub code: String,
    /// As people read it.
    pub name: String,
    /// Codes of the communes whose people it serves.
    #[serde(default)]
    pub communes: Vec<String>,
}

/// The role of an official, a VNeID identity.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficialRow {
    /// The provider's id, which is of kind `vneid`.
    pub provider: String,
    /// The provider's own name for the person.
    pub subject: String,
    /// The unit whose dossiers they see, e.g. `H44.12`.
    pub unit: String,
    /// Read so that it can be refused with a reason.
    pub number: Option<serde::de::IgnoredAny>,
}

impl std::fmt::Debug for OfficialRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OfficialRow({}, {})", self.provider, self.unit)
    }
}

/// What Prometheus reads.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// The address of `/metrics`, apart from the portal's; empty is off.
    pub listen: String,
}
