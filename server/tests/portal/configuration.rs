//! Bad configuration stops the start with the key's name and what is wrong.

use crate::world::PHUTHO;
use congdan_server::config;
use p256::pkcs8::LineEnding;

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
fn every_problem_names_its_key() {
    let broken = [
        ("id = \"phutho\"", "id = \"Phú Thọ\"", "portal.id"),
        ("id = \"phutho\"", "id = \"\"", "portal.id"),
        ("kind = \"province\"", "kind = \"city\"", "portal.kind"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"localhost\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"http://portal.example\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"", "public_url = \"http://localhost:3100/cong\"", "portal.public_url"),
        ("public_url = \"http://localhost:3100\"\n", "", "public_url"),
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
        ("timeout_ms = 5000\n# How", "timeout_ms = \"soon\"\n# How", "timeout_ms"),
        ("vneid_only_from = \"2024-06-15\"", "vneid_only_from = \"15/6/2024\"", "policy.vneid_only_from"),
        ("national_account = \"link\"", "national_account = \"maybe\"", "national_account"),
        (
            "match_per_account = { count = 5, minutes = 360 }",
            "match_per_account = { count = 5, minutes = 0 }",
            "limits.match_per_account",
        ),
        ("idle_minutes = 15", "idle_minutes = 0", "session.idle_minutes"),
        ("absolute_hours = 12", "absolute_hours = -1", "session.absolute_hours"),
        ("number = \"025080999010\"", "number = \"1\"", "desk.officials[0].number"),
        ("[session]", "[sessions]", "session"),
        ("dossier_unit = \"H44\"", "dossier_unit = \"H44\"\ncolour = \"red\"", "colour"),
    ];
    for (good, bad, key) in broken {
        let good_text = complete();
        assert!(good_text.contains(good), "{good}");
        let error = problem(&good_text.replacen(good, bad, 1));
        assert!(error.as_ref().is_some_and(|error| error.contains(key)), "{key}: {error:?}");
    }
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
        assert!(problem(&without).is_some_and(|error| error.contains(key)), "{key}");
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
