//! The rules of MDN's HTTP Observatory (developer.mozilla.org/observatory, algorithm 4), applied to a portal at a public address.
//!
//! Its scanner reaches public hosts only, so its table of scores stands here. What a proxy adds (TLS, the redirect from http) is
//! worth no points. A site begins with 100; bonuses count from 90 on; 100 is an A+.

use crate::{answer::Answer, world::TestWorld};
use congdan_server::config::Settings;
use http::{HeaderMap, HeaderValue};
use reqwest::Method;
use std::collections::{HashMap, HashSet};

const HOST: &str = "dichvucong.example";

/// The demonstration's configuration as it would be at a public address.
pub fn public(settings: &mut Settings) {
    settings.portal.public_url = format!("https://{HOST}");
    settings.portal.demonstration = Some(false);
    settings.desk.officials.clear();
    for (id, provider) in &mut settings.provider {
        provider.issuer = format!("https://{id}.example");
        provider.client_secret = Some("of the real one".into());
    }
    settings.population.url = "https://dan-cu.example".to_owned();
    settings.population.secret = Some("of the real one".into());
    settings.population.api_key = "of the real one".into();
    settings.population.x_road_client = "VN/GOV/H44/congdan".to_owned();
}

struct Scan<'a> {
    headers: &'a HeaderMap,
    cookies: &'a [String],
    page: &'a str,
}

type Policy = HashMap<String, HashSet<String>>;

const ANYWHERE: [&str; 8] = ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];

impl Scan<'_> {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    fn rules(&self) -> [(&'static str, i32); 7] {
        [
            ("content-security-policy", self.content_security_policy()),
            ("cookies", self.cookies()),
            ("cross-origin-resource-sharing", self.resource_sharing()),
            ("referrer-policy, x-content-type-options", self.referrer_policy() + self.content_type_options()),
            ("strict-transport-security", self.transport_security()),
            ("subresource-integrity", self.subresource_integrity()),
            ("framing and cross-origin-resource-policy", self.framing() + self.resource_policy()),
        ]
    }

    fn score(&self) -> i32 {
        let modifiers = self.rules().map(|(_, modifier)| modifier);
        let penalised = 100 + modifiers.iter().filter(|modifier| **modifier < 0).sum::<i32>();
        if penalised >= 90 { 100 + modifiers.iter().sum::<i32>() } else { penalised }
    }

    fn policy(&self) -> Policy {
        let directives = self.header("content-security-policy").split(';');
        let words = directives.map(|directive| directive.split_whitespace().map(str::to_lowercase));
        words.filter_map(|mut words| Some((words.next()?, words.collect()))).collect()
    }

    fn content_security_policy(&self) -> i32 {
        let policy = self.policy();
        let sources =
            |name: &str| policy.get(name).or(policy.get("default-src")).cloned().unwrap_or(["*".into()].into());
        let (mut scripts, objects, styles) = (sources("script-src"), sources("object-src"), sources("style-src"));
        let has_nonce = scripts.iter().any(|source| source.starts_with("'nonce-") || source.starts_with("'sha"));
        let is_dynamic = scripts.contains("'strict-dynamic'");
        if has_nonce {
            scripts.remove("'unsafe-inline'");
        }
        if has_nonce && is_dynamic {
            scripts.retain(|source| source != "'self'" && !ANYWHERE.iter().any(|broad| source.starts_with(broad)));
        }
        let is_broad = |source: &String| ANYWHERE.contains(&source.as_str()) || source == "data:";
        let is_loose = |source: &String| is_broad(source) || source == "'unsafe-inline'";
        let is_plain = |source: &String| source.starts_with("http:") || source.starts_with("ftp:");
        let is_passive = |name: &str| ["img-src", "media-src"].contains(&name);
        let plain = |passive: bool| {
            policy.iter().any(|(name, sources)| is_passive(name) == passive && sources.iter().any(is_plain))
        };
        match () {
            () if policy.is_empty() || (is_dynamic && !has_nonce) => -25,
            () if scripts.iter().any(is_loose) || objects.iter().any(is_broad) => -20,
            () if plain(false) => -20,
            () if scripts.contains("'unsafe-eval'") || styles.contains("'unsafe-eval'") => -10,
            () if plain(true) => -10,
            () if styles.iter().any(is_loose) => 0,
            () if policy.get("default-src").is_some_and(|only| only.len() == 1 && only.contains("'none'")) => 10,
            () => 5,
        }
    }

    fn cookies(&self) -> i32 {
        let judged = self.cookies.iter().map(|cookie| {
            let cookie = cookie.to_lowercase();
            let name = cookie.split('=').next().unwrap();
            let has = |flag: &str| cookie.split(';').skip(1).any(|part| part.trim().split('=').next() == Some(flag));
            let is_session = name.contains("sess") || name.contains("login");
            match (has("secure"), has("httponly"), has("samesite")) {
                (false, ..) if is_session => -40,
                (_, false, _) if is_session => -30,
                (false, ..) => -20,
                (true, _, false) => 0,
                (true, _, true) => 5,
            }
        });
        judged.min().unwrap_or(0)
    }

    fn resource_sharing(&self) -> i32 {
        match (self.header("access-control-allow-origin"), self.header("access-control-allow-credentials")) {
            ("", _) => 0,
            (_, "true") => -50,
            _ => 0,
        }
    }

    fn referrer_policy(&self) -> i32 {
        match self.header("referrer-policy") {
            "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => 5,
            "" => 0,
            _ => -5,
        }
    }

    fn content_type_options(&self) -> i32 {
        if self.header("x-content-type-options") == "nosniff" { 0 } else { -5 }
    }

    fn transport_security(&self) -> i32 {
        const SIX_MONTHS: u64 = 15_552_000;
        let age =
            self.header("strict-transport-security").split(';').find_map(|part| part.trim().strip_prefix("max-age="));
        match age.map(str::parse::<u64>) {
            None | Some(Err(_)) => -20,
            Some(Ok(age)) if age < SIX_MONTHS => -10,
            Some(Ok(_)) => 0,
        }
    }

    /// Scripts of other origins would need a hash; scripts of one's own do not.
    fn subresource_integrity(&self) -> i32 {
        let tags = self.page.split("<script").skip(1).map(|rest| rest.split('>').next().unwrap());
        let is_foreign = |tag: &&str| {
            tag.split("src=\"").nth(1).is_some_and(|address| !address.starts_with('/') || address.starts_with("//"))
        };
        if tags.filter(is_foreign).any(|tag| !tag.contains("integrity=")) { -50 } else { 0 }
    }

    fn framing(&self) -> i32 {
        match self.policy().get("frame-ancestors") {
            Some(ancestors) if !ancestors.iter().any(|source| ANYWHERE.contains(&source.as_str())) => 5,
            _ if ["DENY", "SAMEORIGIN"].contains(&self.header("x-frame-options")) => 0,
            _ => -20,
        }
    }

    fn resource_policy(&self) -> i32 {
        match self.header("cross-origin-resource-policy") {
            "same-origin" | "same-site" => 10,
            "" | "cross-origin" => 0,
            _ => -5,
        }
    }
}

fn cookies(answer: &Answer) -> Vec<String> {
    let all = answer.headers.get_all("set-cookie").iter();
    all.map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn h01_the_observatory_gives_a_public_portal_an_a_plus() {
    let world = TestWorld::with(public).await;
    let browser = world.browser();
    let get = |path| browser.send(browser.request(Method::GET, path).header("host", HOST));
    let language = browser.request(Method::POST, "/api/ngon-ngu").header("host", HOST).form(&[("language", "en")]);
    let language = browser.send(language.header("origin", format!("https://{HOST}"))).await;
    let cookies = cookies(&language);
    assert!(!cookies.is_empty(), "{} {}", language.status, language.body);
    for path in ["/", "/dang-nhap", "/thu-tuc/khong-co", "/khong-co", "/healthz", "/pkg/congdan.css"] {
        let answer = get(path).await;
        assert!([200, 404].contains(&answer.status), "{path}: {}", answer.status);
        let scan = Scan { headers: &answer.headers, cookies: &cookies, page: &answer.body };
        assert!(scan.score() >= 110, "{path}: {} {:?}", scan.score(), scan.rules());
    }
}

/// The table is no use if it forgives: what is taken away or loosened costs.
#[tokio::test]
async fn h01_the_observatorys_rules_find_what_is_missing() {
    let world = TestWorld::with(public).await;
    let browser = world.browser();
    let page = browser.send(browser.request(Method::GET, "/dang-nhap").header("host", HOST)).await;
    let score = |headers: &HeaderMap, cookies: &[String], page: &str| Scan { headers, cookies, page }.score();
    let best = score(&page.headers, &[], &page.body);
    let with = |name: &'static str, value: &'static str| {
        let mut headers = page.headers.clone();
        headers.insert(name, HeaderValue::from_static(value));
        score(&headers, &[], &page.body)
    };
    for name in ["content-security-policy", "strict-transport-security", "x-content-type-options", "referrer-policy"] {
        let mut headers = page.headers.clone();
        headers.remove(name);
        assert!(score(&headers, &[], &page.body) < best, "{name}");
    }
    for (policy, grade) in [
        ("default-src 'none'; frame-ancestors 'none'; script-src 'self' 'unsafe-inline'", 80),
        ("default-src *; frame-ancestors 'none'", 80),
        ("default-src 'none'; frame-ancestors 'none'; connect-src http://evil.example", 80),
        ("default-src 'none'; frame-ancestors 'none'; script-src 'strict-dynamic'", 75),
    ] {
        assert_eq!(with("content-security-policy", policy), grade, "{policy}");
    }
    assert_eq!(with("strict-transport-security", "max-age=60"), best - 10);
    assert_eq!(with("referrer-policy", "unsafe-url"), best - 10);
    let cookie = |text: &str| score(&page.headers, &[text.to_owned()], &page.body);
    assert_eq!(cookie("session=x; Secure; HttpOnly; SameSite=Lax"), best + 5);
    assert_eq!(cookie("session=x; HttpOnly; SameSite=Lax"), 60);
    assert_eq!(score(&page.headers, &[], "<script src=\"https://cdn.example/x.js\"></script>"), 50);
}
