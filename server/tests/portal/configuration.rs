//! Bad configuration stops the start with the key's name and what is wrong.

use crate::world::{PHUTHO, binary::program};
use congdan_server::config;
use p256::pkcs8::LineEnding;
use std::{path::Path, process::Command};

const KEYS: &str = "\n[security]\nencryption_keys = [\"k1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"]\n\
                    index_keys = [\"i1:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\"]\n";

fn complete() -> String {
    format!("{PHUTHO}{KEYS}")
}

fn problem(text: &str) -> Option<String> {
    config::parse(text).and_then(config::check).err().map(|error| error.to_string())
}

#[test]
fn the_configurations_of_the_demonstration_are_good() {
    for text in [PHUTHO, include_str!("../../../config/national.toml")] {
        assert_eq!(problem(&format!("{text}{KEYS}")), None);
    }
}

#[test]
fn two_tables_of_kind_vneid_are_refused() {
    let text = complete();
    let begin = text.find("[provider.vneid]").unwrap();
    let end = begin + 1 + text[begin + 1..].find("\n[").unwrap();
    let table = &text[begin..end];
    let second = |kind: &str| {
        let named = table.replace("[provider.vneid", "[provider.vneid2");
        format!("{text}\n{}\n", named.replace("kind = \"vneid\"", &format!("kind = \"{kind}\"")))
    };
    let problem_of_two = problem(&second("vneid")).unwrap();
    assert!(
        problem_of_two.starts_with("provider.vneid2.kind") && problem_of_two.contains("provider.vneid.kind"),
        "{problem_of_two}"
    );
    assert_eq!(problem(&second("national")), None, "the twin: another provider of the other kind");
}

#[test]
fn every_problem_names_its_key() {
    let broken = [
        ("id = \"phutho\"", "id = \"Phú Thọ\"", "portal.id"),
        ("id = \"phutho\"", "id = \"\"", "portal.id"),
        ("kind = \"province\"", "kind = \"city\"", "portal.kind"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"localhost\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"http://portal.example\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"http://localhost:3100/cong\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"\n", "", "portal.public_url"),
        ("name = \"Hệ thống thông tin giải quyết TTHC tỉnh Phú Thọ\"", "name = \" \"", "portal.name"),
        ("dossier_unit = \"H44\"", "dossier_unit = \"\"", "portal.dossier_unit"),
        ("url = \"sqlite://phutho.db\"", "url = \"\"", "database.url"),
        ("client_id = \"phutho\"", "client_id = \"\"", "provider.vneid.client_id"),
        ("client_secret = \"sandbox-secret-phutho\"", "client_secret = \"\"", "provider.vneid.client_secret"),
        ("minimum_level = 2", "minimum_level = 2\nclaims.subject = \"\"", "provider.vneid.claims.subject"),
        ("minimum_level = 2", "minimum_level = 2\nclaims.colour = \"\"", "provider.vneid.claims.colour"),
        (
            "minimum_level = 2",
            "minimum_level = 2\nallowed_hosts = [\"https://x.example/\"]",
            "provider.vneid.allowed_hosts",
        ),
        ("username = \"congdan\"", "username = \"\"", "population.username"),
        ("api_key = \"sandbox-api-key\"", "api_key = \"\"", "population.api_key"),
        ("timeout_ms = 5000\n# How", "timeout_ms = 0\n# How", "population.timeout_ms"),
        ("timeout_ms = 5000\nclock", "timeout_ms = 0\nclock", "http.timeout_ms"),
        ("clock_skew_seconds = 60", "clock_skew_seconds = 601", "http.clock_skew_seconds"),
        ("jwks_cooldown_seconds = 5", "jwks_cooldown_seconds = 601", "http.jwks_cooldown_seconds"),
        ("listen = \"127.0.0.1:3100\"", "listen = \"3100\"", "portal.listen"),
        ("issuer = \"http://localhost:4000/vneid\"", "issuer = \"vneid\"", "provider.vneid.issuer"),
        ("issuer = \"http://localhost:4000/vneid\"", "issuer = \"http://vneid.example\"", "provider.vneid.issuer"),
        (
            "allowed_algs = [\"ES256\", \"RS256\"]\nminimum_level = 2",
            "allowed_algs = []\nminimum_level = 2",
            "provider.vneid.allowed_algs",
        ),
        (
            "allowed_algs = [\"ES256\", \"RS256\"]\nminimum_level = 2",
            "allowed_algs = [\"none\"]\nminimum_level = 2",
            "provider.vneid.allowed_algs",
        ),
        (
            "allowed_algs = [\"ES256\", \"RS256\"]\nminimum_level = 2",
            "allowed_algs = [\"HS256\"]\nminimum_level = 2",
            "provider.vneid.allowed_algs",
        ),
        ("minimum_level = 2", "minimum_level = 3", "provider.vneid.minimum_level"),
        ("kind = \"vneid\"", "kind = \"facebook\"", "provider.vneid.kind"),
        ("label = \"Tài khoản Định danh điện tử cấp bởi Bộ Công an\"", "label = \" \"", "provider.vneid.label"),
        ("[provider.vneid]", "[provider.\"VNeID 2\"]", "provider.VNeID 2"),
        (
            "client_secret = \"sandbox-secret-phutho\"\nallowed_algs = [\"ES256\", \"RS256\"]\nminimum_level = 1",
            "allowed_algs = [\"ES256\", \"RS256\"]\nminimum_level = 1",
            "provider.dvcqg.client_secret",
        ),
        ("secret = \"sandbox-register-secret\"", "secret_file = \"/khong/co\"", "population.secret_file"),
        ("secret = \"sandbox-register-secret\"", "", "population.secret"),
        ("url = \"http://localhost:4000/dan-cu\"", "url = \"dan-cu\"", "population.url"),
        ("ma_dvc = \"1.001193\"", "ma_dvc = \"\"", "population.ma_dvc"),
        ("ma_can_bo = \"congdan\"", "ma_can_bo = \" \"", "population.ma_can_bo"),
        ("ma_don_vi = \"H44\"", "ma_don_vi = \"\"", "population.ma_don_vi"),
        ("timeout_ms = 5000", "timeout_ms = 5000\nretry_first_seconds = 0", "population.retry_first_seconds"),
        ("timeout_ms = 5000\n# How", "timeout_ms = \"soon\"\n# How", "population.timeout_ms"),
        ("vneid_only_from = \"2024-06-15\"", "vneid_only_from = \"15/6/2024\"", "policy.vneid_only_from"),
        ("national_account = \"link\"", "national_account = \"maybe\"", "policy.national_account"),
        (
            "match_per_account = { count = 5, minutes = 360 }",
            "match_per_account = { count = 5, minutes = 0 }",
            "limits.match_per_account.minutes",
        ),
        ("idle_minutes = 15", "idle_minutes = 0", "session.idle_minutes"),
        ("absolute_hours = 12", "absolute_hours = -1", "session.absolute_hours"),
        ("provider = \"vneid\"\nsubject", "number = \"025080999010\"\nsubject", "desk.officials[0].number"),
        ("provider = \"vneid\"\nsubject", "provider = \"dvcqg\"\nsubject", "desk.officials[0].provider"),
        ("subject = \"7b25a88f789ce125c6eecb2ca07a7a1e\"", "subject = \" \"", "desk.officials[0].subject"),
        (
            "7b25a88f789ce125c6eecb2ca07a7a1e\"\nunit = \"H44.12\"",
            "7b25a88f789ce125c6eecb2ca07a7a1e\"\nunit = \"H44.99\"",
            "desk.officials[0].unit",
        ),
        ("proof_hours = 8", "proof_hours = 0", "desk.proof_hours"),
        ("default_unit = \"H44.12\"", "default_unit = \"xã 12\"", "desk.default_unit"),
        ("code = \"H44.13\"", "code = \"h44.13\"", "desk.units[1].code"),
        ("code = \"H44.13\"", "code = \"H44.12\"", "desk.units[1].code"),
        ("communes = [\"07894\"]", "communes = [\"99999\"]", "desk.units[1].communes"),
        ("communes = [\"07894\"]", "communes = [\"07900\"]", "desk.units[1].communes"),
        ("[session]", "[sessions]", "sessions"),
        ("dossier_unit = \"H44\"", "dossier_unit = \"H44\"\ncolour = \"red\"", "portal.colour"),
        ("idle_minutes = 15", "idle_minutes = 15\nidle_hours = 1", "session.idle_hours"),
    ];
    for (good, bad, key) in broken {
        let good_text = complete();
        assert!(good_text.contains(good), "{good}");
        let error = problem(&good_text.replacen(good, bad, 1));
        assert!(error.as_ref().is_some_and(|error| error.starts_with(&format!("{key}:"))), "{key}: {error:?}");
    }
}

/// The configuration without what only a demonstration may have.
fn without_officials(text: &str) -> String {
    let (before, rest) = text.split_once("[[desk.officials]]").unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    format!("{before}{after}")
}

#[test]
fn v01_only_a_demonstration_names_officials_in_its_configuration() {
    let text = complete().replace("demonstration = true", "demonstration = false");
    let error = problem(&text).unwrap();
    assert!(error.starts_with("desk.officials: "), "{error}");
    assert!(error.contains("`congdan official grant --provider P --subject S --unit U"), "{error}");
    assert_eq!(problem(&without_officials(&text)), None, "the twin");
    assert_eq!(problem(&complete()), None, "a demonstration");
}

/// The VNeID provider of the demonstration with other lines.
fn vneid(lines: &str) -> Option<String> {
    let table = complete().replacen(
        "protocol = \"oidc\"\nissuer = \"http://localhost:4000/vneid\"\nclient_id = \"phutho\"\n\
         client_secret = \"sandbox-secret-phutho\"\nallowed_algs = [\"ES256\", \"RS256\"]\n",
        &format!("issuer = \"http://localhost:4000/vneid\"\nclient_id = \"phutho\"\n{lines}\n"),
        1,
    );
    assert!(table.contains(lines), "{table}");
    problem(&table)
}

const SECRET: &str = "client_secret = \"s\"\n";
const OAUTH: &str = "protocol = \"oauth2-userinfo\"\nclient_secret = \"s\"\n";
const AT: &str = "http://localhost:4000/vneid";

#[test]
fn the_second_protocol_needs_no_algorithm_and_all_or_none_of_the_endpoints() {
    assert_eq!(vneid(OAUTH), None);
    let endpoint = |name: &str, url: &str| format!("{name} = \"{url}\"\n");
    let three = ["authorization_endpoint", "token_endpoint", "userinfo_endpoint"];
    let all: String = three.iter().map(|name| endpoint(name, &format!("{AT}/x"))).collect();
    assert_eq!(vneid(&format!("{OAUTH}{all}")), None);
    assert_eq!(vneid(&format!("{OAUTH}{all}{}", endpoint("end_session_endpoint", AT))), None);
    for name in three {
        let key = format!("provider.vneid.{name}:");
        let without: String = three.iter().filter(|other| **other != name).map(|name| endpoint(name, AT)).collect();
        for (lines, problem_is) in [
            (without.clone(), "is missing"),
            (format!("{without}{}", endpoint(name, "vneid/x")), "is not a URL"),
            (format!("{without}{}", endpoint(name, "http://localhost.example/x")), "must be https"),
            (format!("{without}{}", endpoint(name, "https://evil.example/x")), "allowed_hosts"),
        ] {
            let error = vneid(&format!("{OAUTH}{lines}"));
            assert!(
                error.as_ref().is_some_and(|error| error.starts_with(&key) && error.contains(problem_is)),
                "{error:?}"
            );
        }
        let named =
            format!("{OAUTH}{without}{}allowed_hosts = [\"api.example\"]", endpoint(name, "https://api.example/x"));
        assert_eq!(vneid(&named), None);
        let oidc = format!("{SECRET}allowed_algs = [\"ES256\"]\n{}", endpoint(name, AT));
        assert!(vneid(&oidc).is_some_and(|error| error.starts_with(&key)), "{name}");
    }
    for (lines, key) in [
        (format!("{OAUTH}requires_id_token_hint = true"), "provider.vneid.requires_id_token_hint"),
        (format!("{OAUTH}allowed_algs = [\"none\"]"), "provider.vneid.allowed_algs"),
        (SECRET.to_owned(), "provider.vneid.allowed_algs"),
        (format!("{OAUTH}{all}pushed_authorization = true"), "provider.vneid.pushed_authorization_request_endpoint"),
        (format!("{SECRET}protocol = \"saml\""), "protocol"),
    ] {
        let error = vneid(&lines);
        assert!(error.as_ref().is_some_and(|error| error.contains(key)), "{key}: {error:?}");
    }
}

#[test]
fn a_client_key_comes_from_a_file_with_its_name_and_without_a_secret() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().display().to_string();
    let key = p256::SecretKey::from_slice(&[42; 32]).unwrap();
    let algs = "allowed_algs = [\"ES256\"]\n";
    let jwt = format!("{algs}client_auth = \"private_key_jwt\"\n");
    let complete = format!("{jwt}client_key_file = \"{path}\"\nclient_key_id = \"portal-1\"\n");
    let names = |lines: &str, key: &str| {
        let error = vneid(lines);
        assert!(error.as_ref().is_some_and(|error| error.starts_with(&format!("provider.vneid.{key}:"))), "{error:?}");
    };
    names(&complete, "client_key_file");
    std::fs::write(file.path(), key.to_sec1_pem(LineEnding::LF).unwrap().as_bytes()).unwrap();
    assert_eq!(vneid(&complete), None);
    names(&format!("{complete}{SECRET}"), "client_secret");
    names(&jwt, "client_key_file");
    names(&format!("{jwt}client_key_file = \"{path}\""), "client_key_id");
    names(&complete.replace("portal-1", " "), "client_key_id");
    names(&complete.replace(&path, "/khong/co"), "client_key_file");
    names(&format!("{algs}{SECRET}client_key_id = \"portal-1\""), "client_key_id");
    names(&format!("{algs}{SECRET}client_key_file = \"{path}\""), "client_key_file");
    names(&format!("{algs}{SECRET}client_auth = \"none\""), "client_auth");
    for method in ["client_secret_basic", "client_secret_post"] {
        assert_eq!(vneid(&format!("{algs}{SECRET}client_auth = \"{method}\"")), None);
    }
}

#[test]
fn keys_must_be_there() {
    for (good, key) in [("encryption_keys", "security.encryption_keys"), ("index_keys", "security.index_keys")] {
        let without: String =
            complete().lines().filter(|line| !line.starts_with(good)).map(|line| format!("{line}\n")).collect();
        assert_eq!(problem(&without), None, "a demonstration makes its own in the data folder");
        for other in ["demonstration = false", ""] {
            let error = problem(&without.replace("demonstration = true", other));
            assert!(error.as_ref().is_some_and(|error| error.starts_with(&format!("{key}:"))), "{key}: {error:?}");
        }
    }
}

#[test]
fn the_pages_say_that_it_is_a_demonstration_where_the_sandbox_is_in_use() {
    let is_said = |text: &str| config::parse(text).and_then(config::check).unwrap().about.demonstration;
    assert!(is_said(&complete()));
    let unsaid = complete().replace("demonstration = true\n", "");
    assert!(is_said(&unsaid), "a provider in clear text is the sandbox");
    assert!(!is_said(&without_officials(&unsaid).replace("http://localhost:4000", "https://providers.example")));
}

/// `check-config`, as an operator calls it: its exit status, and all that it says.
fn check_config(file: &Path, environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let mut command = Command::new(program());
    command.args(["check-config", "--config"]).arg(file).envs(environment.iter().copied());
    let answer = command.output().unwrap();
    let said = [answer.stdout, answer.stderr].map(|text| String::from_utf8(text).unwrap());
    (answer.status.code(), said.concat())
}

#[test]
fn what_is_shipped_passes_check_config_as_it_is() {
    for name in ["national", "phutho"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../config/{name}.toml"));
        assert_eq!(check_config(&file, &[]), (Some(0), format!("{}: good\n", file.display())));
    }
}

#[test]
fn w08_check_config_says_which_address_serve_will_answer_to() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for (written, read) in [
        ("http://localhost:3100", None),
        ("http://localhost:3100/", None),
        ("http://LOCALHOST:3100", Some("http://localhost:3100")),
        ("http://localhost.:3100", Some("http://localhost:3100")),
        ("http://localhost:80", Some("http://localhost")),
    ] {
        let text =
            complete().replacen("public_url = \"http://localhost:3100\"", &format!("public_url = \"{written}\""), 1);
        std::fs::write(file.path(), &text).unwrap();
        let (status, said) = check_config(file.path(), &[]);
        assert_eq!(status, Some(0), "{said}");
        let named = read.map(|read| format!("portal.public_url: read as {read}\n")).unwrap_or_default();
        assert_eq!(said, format!("{}: good\n{named}", file.path().display()), "{written}");
        let checked = config::parse(&text).and_then(config::check).unwrap();
        assert_eq!(checked.about.public_url, read.unwrap_or("http://localhost:3100"), "{written}");
    }
}

#[test]
fn check_config_refuses_what_the_start_would() {
    let file = tempfile::NamedTempFile::new().unwrap();
    for (good, bad, key) in [
        ("url = \"sqlite://phutho.db\"", "url = \"mysql://x/y\"", "database.url"),
        ("url = \"sqlite://phutho.db\"", "url = \"sqlite://\"", "database.url"),
        ("k1:AQEBAQ", "k1:AAAA", "security.encryption_keys"),
        ("i1:AgICAg", "AgICAg", "security.index_keys"),
        ("extra_ca_file = \"\"", "extra_ca_file = \"/khong/co.pem\"", "http.extra_ca_file"),
        ("url = \"http://localhost:4000/dan-cu\"", "url = \"http://dan-cu.example/\"", "population.url"),
    ] {
        assert!(complete().contains(good), "{good}");
        std::fs::write(file.path(), complete().replacen(good, bad, 1)).unwrap();
        let (status, said) = check_config(file.path(), &[]);
        assert_eq!(status, Some(1), "{key}");
        assert!(said.starts_with(&format!("congdan: {key}: ")), "{key}: {said}");
    }
}

#[test]
fn any_key_can_be_set_from_the_environment() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let single: String =
        complete().lines().filter(|line| !line.contains("_keys = ")).map(|line| format!("{line}\n")).collect();
    std::fs::write(file.path(), without_officials(&single).replace("demonstration = true", "demonstration = false"))
        .unwrap();
    let key = |id: &str, byte: &str| format!("{id}:{}=", byte.repeat(43));
    let (encryption, index) = (key("k1", "A"), format!("[\"{}\"]", key("i1", "B").replace("B=", "A=")));
    let keys = [
        ("CONGDAN__SECURITY__ENCRYPTION_KEYS", encryption.as_str()),
        ("CONGDAN__SECURITY__INDEX_KEYS", index.as_str()),
    ];
    let with = |more: &[(&'static str, &'static str)]| check_config(file.path(), &[&keys[..], more].concat());
    assert_eq!(with(&[]).0, Some(0), "{:?}", with(&[]));
    for (name, good, bad, refused) in [
        ("PORTAL__ID", "phutho2", "Phú Thọ", "portal.id"),
        ("PROVIDER__VNEID__ALLOWED_ALGS", "ES256, RS256", "none", "provider.vneid.allowed_algs"),
        ("PROVIDER__VNEID__ALLOWED_ALGS", "[\"ES256\"]", "[\"none\"]", "provider.vneid.allowed_algs"),
        ("LIMITS__MATCH_PER_ACCOUNT__COUNT", "0", "many", "limits.match_per_account.count"),
        ("LIMITS__MATCH_PER_ACCOUNT", "{ count = 0, minutes = 1 }", "0", "limits.match_per_account"),
        ("POPULATION__INACTIVE_STATUSES", "2,3", "[2", "population.inactive_statuses"),
        (
            "DESK__UNITS",
            "[{ code = \"H44.13\", name = \"Phường Vân Phú\" }]",
            "[{ code = \"H44.13\", name = \"\" }]",
            "desk.units[0].name",
        ),
        ("PORTAL__TRUSTED_PROXIES", "", "*", "portal.trusted_proxies"),
    ] {
        let name: &'static str = format!("CONGDAN__{name}").leak();
        assert_eq!(with(&[(name, good)]).0, Some(0), "{:?}", with(&[(name, good)]));
        let (status, said) = with(&[(name, bad)]);
        assert_eq!(status, Some(1), "{name}");
        assert!(said.starts_with(&format!("congdan: {refused}: ")), "{name}: {said}");
    }
    for (name, refused) in [("CONGDAN__PORTAL__COLOUR", "portal.colour"), ("CONGDAN__COLOURS__RED", "colours")] {
        assert!(with(&[(name, "1")]).1.starts_with(&format!("congdan: {refused}: is unknown")), "{name}");
    }
}

#[test]
fn an_error_repeats_no_secret() {
    let text = complete().replace("secret = \"sandbox-register-secret\"", "secret = 1\nsecret_file = \"/x\"");
    let text = text.replace(
        "client_secret = \"sandbox-secret-phutho\"",
        "client_secret = \"tuyệt mật\"\nclient_secret_file = \"/x\"",
    );
    let error = problem(&text).unwrap();
    assert!(!error.contains("tuyệt mật"), "{error}");
}

#[test]
fn a_public_address_refuses_everything_of_the_sandbox() {
    let public = complete().replace("http://localhost:3100", "https://dichvucong.example");
    assert!(problem(&public).is_some_and(|error| error.contains("sandbox")));
    // One after the other is put right; each of them alone is refused.
    let steps = [
        ("demonstration = true", "demonstration = false", "provider.dvcqg.issuer"),
        ("http://localhost:4000/dvcqg", "https://dvcqg.example", "provider.dvcqg.client_secret"),
        ("minimum_level = 1", "minimum_level = 1 # national", "provider.dvcqg.client_secret"),
        ("client_secret = \"sandbox-secret-phutho\"", "client_secret = \"of the real one\"", "provider.vneid.issuer"),
        ("http://localhost:4000/vneid", "https://vneid.example", "population.url"),
    ];
    let mut text = public;
    for (from, to, next) in steps {
        text = text.replace(from, to);
        let error = problem(&text);
        assert!(error.as_ref().is_some_and(|error| error.starts_with(next)), "{next}: {error:?}");
    }
    let text = text
        .replace("http://localhost:4000/dan-cu", "https://dan-cu.example")
        .replace("sandbox-register-secret", "of the real one");
    let text =
        text.replace("sandbox-api-key", "of the real one").replace("SANDBOX/GOV/H44/congdan", "VN/GOV/H44/congdan");
    assert!(problem(&text).is_some_and(|error| error.starts_with("desk.officials: ")));
    let text = without_officials(&text);
    assert_eq!(problem(&text), None, "and at last nothing of it is left");
    let demo_keys = text.replace("\"k1:", "\"demo1:");
    assert!(problem(&demo_keys).is_some_and(|error| error.starts_with("security")));
}

#[test]
fn a_public_address_refuses_the_sandboxs_register_keys() {
    let text = complete()
        .replace("http://localhost:3100", "https://dichvucong.example")
        .replace("demonstration = true", "demonstration = false")
        .replace("http://localhost:4000/", "https://providers.example/")
        .replace("client_secret = \"sandbox-secret-phutho\"", "client_secret = \"of the real one\"");
    let error = problem(&text);
    assert!(error.as_ref().is_some_and(|error| error.starts_with("population.")), "{error:?}");
}
