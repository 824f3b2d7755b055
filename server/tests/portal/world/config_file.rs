//! A configuration as the file that the binary reads.

use congdan_domain::GatedAct;
use congdan_server::config::{self, LimitRow, Protocol, Settings};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::fmt::Write;

pub fn text(settings: &Settings) -> String {
    let mut file = File::default();
    let portal = &settings.portal;
    file.table("portal");
    file.key("id", &portal.id);
    file.key("kind", &portal.kind);
    file.key("name", &portal.name);
    file.key("public_url", &portal.public_url);
    file.key("listen", &portal.listen);
    file.key("dossier_unit", &portal.dossier_unit);
    file.some("demonstration", portal.demonstration);
    file.key("leaving_seconds", portal.leaving_seconds);
    file.key("trusted_proxies", &portal.trusted_proxies);
    file.table("database");
    file.key("url", &settings.database.url);
    for (name, provider) in &settings.provider {
        file.table(&format!("provider.{name}"));
        file.some("kind", provider.kind.as_ref());
        file.key("label", &provider.label);
        file.key("protocol", if provider.protocol == Protocol::Oidc { "oidc" } else { "oauth2-userinfo" });
        file.key("issuer", &provider.issuer);
        file.key("client_id", &provider.client_id);
        file.some("client_secret", provider.client_secret.as_ref().map(exposed));
        file.some("client_secret_file", provider.client_secret_file.as_ref());
        file.some("client_auth", provider.client_auth.as_ref());
        file.some("client_key_file", provider.client_key_file.as_ref());
        file.some("client_key_id", provider.client_key_id.as_ref());
        file.key("pushed_authorization", provider.pushed_authorization);
        file.some("authorization_endpoint", provider.authorization_endpoint.as_ref());
        file.some("token_endpoint", provider.token_endpoint.as_ref());
        file.some("userinfo_endpoint", provider.userinfo_endpoint.as_ref());
        file.some("end_session_endpoint", provider.end_session_endpoint.as_ref());
        let pushed = provider.pushed_authorization_request_endpoint.as_ref();
        file.some("pushed_authorization_request_endpoint", pushed);
        file.key("allowed_algs", &provider.allowed_algs);
        file.key("minimum_level", provider.minimum_level);
        file.some("acr_values", provider.acr_values.as_ref());
        file.key("allowed_hosts", &provider.allowed_hosts);
        file.key("requires_id_token_hint", provider.requires_id_token_hint);
        let claims = &provider.claims;
        file.table(&format!("provider.{name}.claims"));
        file.key("subject", &claims.subject);
        file.key("cccd", &claims.cccd);
        file.key("full_name", &claims.full_name);
        file.key("birth_date", &claims.birth_date);
        file.key("sex", &claims.sex);
        file.key("phone", &claims.phone);
        file.key("email", &claims.email);
        file.key("level", &claims.level);
    }
    let population = &settings.population;
    file.table("population");
    file.key("url", &population.url);
    file.key("username", &population.username);
    file.some("secret", population.secret.as_ref().map(exposed));
    file.some("secret_file", population.secret_file.as_ref());
    file.key("x_road_client", &population.x_road_client);
    file.key("api_key", exposed(&population.api_key));
    file.key("ma_dvc", &population.ma_dvc);
    file.key("ma_can_bo", &population.ma_can_bo);
    file.key("ma_don_vi", &population.ma_don_vi);
    file.key("timeout_ms", population.timeout_ms);
    file.key("retry_first_seconds", population.retry_first_seconds);
    file.key("retry_most_seconds", population.retry_most_seconds);
    file.key("breaker_failures", population.breaker_failures);
    file.key("breaker_window_seconds", population.breaker_window_seconds);
    file.key("breaker_first_seconds", population.breaker_first_seconds);
    file.key("breaker_most_seconds", population.breaker_most_seconds);
    file.key("most_at_once", population.most_at_once);
    file.key("keep_spaces", population.keep_spaces);
    file.key("status_element", &population.status_element);
    file.key("inactive_statuses", &population.inactive_statuses);
    file.key("rejected_faults", &population.rejected_faults);
    file.table("policy");
    file.key("vneid_only_from", &settings.policy.vneid_only_from);
    file.key("national_account", settings.policy.national_account);
    file.key("merge_undo_hours", settings.policy.merge_undo_hours);
    file.key("match_unasserted", settings.policy.match_unasserted);
    let opens = settings.policy.opens;
    let rows = [opens.apply, opens.earlier_dossiers, opens.register_fields, opens.change_number, opens.desk];
    for (act, row) in GatedAct::ALL.into_iter().zip(rows) {
        file.table(&format!("policy.opens.{}", act.code()));
        file.key("vneid", row.vneid);
        file.key("other", row.other);
        file.key("typed", row.typed);
    }
    let limits = &settings.limits;
    file.table("limits");
    file.limit("match_per_account", limits.match_per_account);
    file.limit("match_per_number", limits.match_per_number);
    file.limit("match_per_address", limits.match_per_address);
    file.limit("sign_in_per_address", limits.sign_in_per_address);
    file.limit("callback_per_address", limits.callback_per_address);
    file.limit("look_up_per_address", limits.look_up_per_address);
    file.limit("look_up_misses_per_number", limits.look_up_misses_per_number);
    file.limit("look_up_misses_per_code", limits.look_up_misses_per_code);
    file.limit("calls_per_session", limits.calls_per_session);
    file.limit("calls_per_address", limits.calls_per_address);
    file.table("session");
    file.key("idle_minutes", settings.session.idle_minutes);
    file.key("absolute_hours", settings.session.absolute_hours);
    let security = &settings.security;
    file.table("security");
    file.key("encryption_keys", all_exposed(&security.encryption_keys));
    file.some("encryption_keys_file", security.encryption_keys_file.as_ref());
    file.key("index_keys", all_exposed(&security.index_keys));
    file.some("index_keys_file", security.index_keys_file.as_ref());
    let audit = &settings.audit;
    file.table("audit");
    file.key("signing_keys", all_exposed(&audit.signing_keys));
    file.some("signing_keys_file", audit.signing_keys_file.as_ref());
    file.key("checkpoint_file", &audit.checkpoint_file);
    file.key("checkpoint_minutes", audit.checkpoint_minutes);
    file.table("http");
    file.key("extra_ca_file", &settings.http.extra_ca_file);
    file.key("timeout_ms", settings.http.timeout_ms);
    file.key("clock_skew_seconds", settings.http.clock_skew_seconds);
    file.key("jwks_cooldown_seconds", settings.http.jwks_cooldown_seconds);
    file.table("metrics");
    file.key("listen", &settings.metrics.listen);
    let desk = &settings.desk;
    file.table("desk");
    file.key("proof_hours", desk.proof_hours);
    file.key("default_unit", &desk.default_unit);
    for unit in &desk.units {
        file.table("[desk.units]");
        file.key("code", &unit.code);
        file.key("name", &unit.name);
        file.key("communes", &unit.communes);
    }
    for official in &desk.officials {
        file.table("[desk.officials]");
        file.key("provider", &official.provider);
        file.key("subject", &official.subject);
        file.key("unit", &official.unit);
    }
    // A key that a test sets, and that is not written above, would quietly stay as it is by default.
    let (written, meant) = (format!("{:#?}", config::parse(&file.0).unwrap()), format!("{settings:#?}"));
    let lost: Vec<_> = meant.lines().filter(|line| !written.contains(line.trim())).collect();
    assert_eq!(written, meant, "world/config_file.rs does not write {lost:?}");
    file.0
}

#[derive(Default)]
struct File(String);

impl File {
    fn table(&mut self, name: &str) {
        writeln!(self.0, "\n[{name}]").unwrap();
    }

    /// What JSON and TOML write alike: texts, numbers, truth and lists of them.
    fn key(&mut self, name: &str, value: impl Serialize) {
        writeln!(self.0, "{name} = {}", serde_json::to_string(&value).unwrap()).unwrap();
    }

    fn some(&mut self, name: &str, value: Option<impl Serialize>) {
        if let Some(value) = value {
            self.key(name, value);
        }
    }

    fn limit(&mut self, name: &str, LimitRow { count, minutes }: LimitRow) {
        writeln!(self.0, "{name} = {{ count = {count}, minutes = {minutes} }}").unwrap();
    }
}

fn exposed(secret: &SecretString) -> String {
    secret.expose_secret().to_owned()
}

fn all_exposed(secrets: &[SecretString]) -> Vec<String> {
    secrets.iter().map(exposed).collect()
}
