//! Headers on every kind of answer (SECURITY.md, H).

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use reqwest::Method;
use std::collections::HashSet;

/// One answer of every kind that the portal gives.
async fn one_of_each(world: &TestWorld, browser: &Browser) -> Vec<(u16, Answer)> {
    let send = |method: Method, path: &'static str| browser.send(browser.request(method, path));
    let file = browser.get("/pkg/congdan.css").await;
    let modified = file.header("last-modified").to_owned();
    let unchanged = browser.request(Method::GET, "/pkg/congdan.css").header("if-modified-since", modified);
    let foreign = browser.request(Method::POST, "/api/dang-xuat").header("origin", "https://evil.example");
    let large = browser.form_request("/api/ngon-ngu", &[("language", "v".repeat(100_000))]);
    vec![
        (200, browser.get("/").await),
        (200, browser.get("/dang-nhap").await),
        (200, browser.get("/healthz").await),
        (200, browser.get("/readyz").await),
        (200, file),
        (200, browser.get("/robots.txt").await),
        (200, send(Method::HEAD, "/").await),
        (200, browser.call("/api/nguoi-xem", &[("", "")]).await),
        (303, browser.get("/tai-khoan").await),
        (303, browser.post("/api/dang-nhap", &[("provider", VNEID)]).await),
        (303, browser.get("/dang-nhap/vneid/ket-qua?state=x").await),
        (304, browser.send(unchanged).await),
        (400, browser.get("/dang-nhap/khong-thanh/khong-xac-minh").await),
        (400, browser.call("/api/dang-nhap", &[("", "")]).await),
        (401, browser.call("/api/can-cuoc/bo-qua", &[("", "")]).await),
        (403, browser.send(foreign).await),
        (403, browser.get("/su-co/403").await),
        (404, browser.get("/khong-co").await),
        (404, browser.get("/pkg/khong-co.js").await),
        (404, browser.get("/thu-tuc/khong-co").await),
        (405, send(Method::DELETE, "/healthz").await),
        (405, browser.send(browser.request(Method::POST, "/").header("sec-fetch-site", "same-origin")).await),
        (405, send(Method::GET, "/api/dang-xuat").await),
        (413, browser.send(large).await),
        (421, browser.send(browser.request(Method::GET, "/").header("host", "evil.example")).await),
        (503, browser.get("/su-co/503").await),
        (429, too_many(world, browser).await),
    ]
}

async fn too_many(world: &TestWorld, browser: &Browser) -> Answer {
    for _ in 0..=world.portal.config.limits.sign_in_per_address.count {
        let answer = browser.post("/api/dang-nhap", &[("provider", "khong-co")]).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
            return answer;
        }
    }
    panic!("no limit")
}

#[tokio::test]
async fn h01_every_answer_carries_the_security_headers() {
    let world = TestWorld::with(|settings| settings.limits.sign_in_per_address.count = 20).await;
    let browser = world.browser();
    for (status, answer) in one_of_each(&world, &browser).await {
        let what = format!("{} {}", answer.url, answer.status);
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        assert_eq!(status == 405, !answer.header("allow").is_empty(), "{what}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what}");
        assert!(answer.header("permissions-policy").contains("camera=(self)"), "{what}");
        let policy = answer.header("content-security-policy");
        assert_eq!(answer.headers.get_all("content-security-policy").iter().count(), 1, "{what}");
        for part in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{what}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
        for name in ["server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(name), "", "{what}: {name}");
        }
        let is_file = answer.url.path().starts_with("/pkg/congdan") || answer.url.path() == "/robots.txt";
        let is_public = matches!(answer.url.path(), "/" | "/dang-nhap");
        let is_document = is_public && answer.header("cache-control") == "public, no-cache";
        if !((is_file || is_document) && matches!(status, 200 | 304)) {
            assert_eq!(answer.header("cache-control"), "no-store", "{what}");
        }
        if !answer.body.is_empty() {
            let kind = answer.header("content-type");
            assert!(
                kind.contains("charset=utf-8") || kind.starts_with("application/json") || is_file,
                "{what}: {kind:?}"
            );
        }
    }
}

#[tokio::test]
async fn h01_a_page_may_run_its_own_scripts_and_post_to_itself_and_the_providers() {
    let world = TestWorld::start().await;
    let drawn = world.browser().get("/dang-nhap?tiep=%2Fho-so").await;
    let nonce = nonce(&drawn);
    may_run(&world, &drawn, &format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"));
    // The same page without a wanted page is kept for everybody, and names its scripts by their hashes.
    may_run(&world, &world.browser().get("/dang-nhap").await, "script-src 'self' 'sha256-");
}

fn may_run(world: &TestWorld, page: &Answer, scripts: &str) {
    let policy = page.header("content-security-policy");
    for part in [
        scripts.to_owned(),
        "style-src 'self'".to_owned(),
        "connect-src 'self'".to_owned(),
        "img-src 'self' data:".to_owned(),
        format!("form-action 'self' {}", world.sandbox_url),
        "object-src 'none'".to_owned(),
    ] {
        assert!(policy.contains(&part), "{part}: {policy}");
    }
    assert!(!policy.contains("http://localhost:4000"), "{policy}");
}

fn nonce(page: &Answer) -> String {
    let policy = page.header("content-security-policy");
    let rest = policy.split("'nonce-").nth(1).unwrap_or_else(|| panic!("{} {policy}: {}", page.status, page.body));
    rest.split('\'').next().unwrap().to_owned()
}

#[tokio::test]
async fn h02_a_nonce_is_new_each_time_and_only_where_it_belongs() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let mut seen = HashSet::new();
    for _ in 0..200 {
        let page = browser.get("/dang-nhap?tiep=%2Fho-so").await;
        let nonce = nonce(&page);
        // 128 bits are 22 characters of base64.
        assert!(nonce.len() >= 22, "{nonce}");
        let everywhere = page.body.matches(nonce.as_str()).count();
        let in_nonces = page.body.matches(&format!("nonce=\"{nonce}\"")).count();
        assert!(in_nonces > 0 && everywhere == in_nonces, "{}", page.body);
        assert!(seen.insert(nonce));
    }
}

#[tokio::test]
async fn h02_no_script_of_a_page_is_without_a_nonce_and_no_handler_is_inline() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    for path in ["/", "/dang-nhap", "/can-cuoc?tiep=/", "/tai-khoan", "/thu-tuc/1.001193", "/khong-co"] {
        let page = browser.get(path).await;
        let scripts = page.body.matches("<script").count();
        let with_nonce = page
            .body
            .split("<script")
            .skip(1)
            .filter(|rest| rest.split('>').next().unwrap().contains("nonce="))
            .count();
        assert_eq!(with_nonce, scripts, "{path}: {}", page.body);
        let outside: String = page.body.split("<script").map(|part| part.split("</script>").last().unwrap()).collect();
        for inline in [" onclick=", " onerror=", " onload=", " onsubmit=", " style=", "<style", "javascript:"] {
            assert!(!outside.contains(inline), "{path}: {inline}");
        }
    }
}

#[tokio::test]
async fn h04_what_is_somebodys_is_kept_nowhere() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/tai-khoan").await;
    let callback = browser.agree(authorize, AN).await;
    let mut answers = vec![browser.get(callback).await];
    for path in ["/", "/tai-khoan", "/tai-khoan/chinh-sua", "/ho-so", "/can-cuoc?tiep=/"] {
        answers.push(browser.get(path).await);
    }
    answers.push(browser.call("/api/nguoi-xem", &[("", "")]).await);
    for answer in answers {
        assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.url);
        assert!(answer.header("vary").to_lowercase().contains("cookie"), "{}: {}", answer.url, answer.header("vary"));
    }
}

#[tokio::test]
async fn h04_a_file_that_is_there_stays_for_a_year_and_one_that_is_not_is_no_page() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let file = browser.get("/pkg/congdan.js").await;
    assert_eq!((file.status, file.header("cache-control")), (200, "public, max-age=31536000, immutable"));
    assert!(file.header("content-type").contains("javascript"));
    // A cache must not be talked into keeping a person's page under a file's name.
    for path in [
        "/pkg/khong-co.js",
        "/pkg/khong-co.css",
        "/pkg/",
        "/pkg",
        "/pkg/../tai-khoan/x.js",
        "/pkg/%2e%2e/phutho.db",
        "/pkg/..%2fphutho.db",
    ] {
        let missing = browser.get(path).await;
        if browser.absolute(path).path().starts_with("/pkg") {
            assert_eq!(missing.status, 404, "{path}");
            assert!(!missing.body.contains("<html") && missing.header("cache-control") == "no-store", "{path}");
        }
        assert!(AN.found_in(&missing.body).is_empty() || missing.header("cache-control") == "no-store", "{path}");
    }
    for path in ["/tai-khoan/x.css", "/tai-khoan.js", "/ho-so/x.png", "/tai-khoan%2fx.js"] {
        let page = browser.get(path).await;
        assert_eq!((page.status, page.header("cache-control")), (404, "no-store"), "{path}");
    }
}

#[tokio::test]
async fn k04_parts_of_the_release_before_stay_served() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let earlier = browser.get("/pkg/chunk_1.old.wasm").await;
    assert_eq!((earlier.status, earlier.header("cache-control")), (200, "public, max-age=31536000, immutable"));
    assert_eq!(earlier.header("content-type"), "application/wasm");
    // Where both releases have the name, it is this one's.
    assert_eq!(browser.get("/pkg/congdan.js").await.body, "export default 1;");
    assert_eq!(browser.get("/pkg-before/congdan.js").await.status, 404, "the folder is no address of its own");
    assert_eq!(browser.get("/pkg/chunk_1.older.wasm").await.status, 404);
}

#[tokio::test]
async fn h06_nothing_of_the_machinery_is_on_show() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in [
        "/.git/config",
        "/.env",
        "/metrics",
        "/phutho.db",
        "/Cargo.toml",
        "/pkg/congdan.js.map",
        "/config/phutho.toml",
        "/control/reset",
    ] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    for method in ["TRACE", "CONNECT", "BREW"] {
        let request = browser
            .request(Method::from_bytes(method.as_bytes()).unwrap(), "/")
            .header("sec-fetch-site", "same-origin");
        assert!(matches!(browser.send(request).await.status, 400 | 405), "{method}");
    }
    // Twin: what is meant to be seen is.
    for path in ["/", "/robots.txt", "/pkg/congdan.js", "/healthz"] {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
}

/// What an attacker could look up: names of libraries, places in their source, words of a panic.
const MACHINERY: [&str; 8] = ["leptos", "axum", "server_fn", "serde", "tokio", "panicked", ".rs:", "sea_orm"];

#[tokio::test]
async fn h05_every_refusal_has_its_type_and_its_own_words() {
    let world = TestWorld::with(|settings| settings.limits.sign_in_per_address.count = 20).await;
    let browser = world.browser();
    let mut answers: Vec<Answer> = one_of_each(&world, &browser).await.into_iter().map(|(_, answer)| answer).collect();
    answers.extend(odd_bodies(&browser).await);
    answers.retain(|answer| answer.status >= 400);
    assert!(answers.len() > 20);
    for answer in answers {
        let what = format!("{} {}", answer.url, answer.status);
        let said = match answer.header("content-type") {
            "text/html; charset=utf-8" => answer.text("body"),
            "application/json" => {
                serde_json::from_str::<serde_json::Value>(&answer.body).unwrap();
                answer.body
            }
            "text/plain; charset=utf-8" => answer.body,
            "" if answer.body.is_empty() => String::new(),
            other => panic!("{what}: {other:?}"),
        };
        for word in MACHINERY {
            assert!(!said.to_lowercase().contains(word), "{what}: {word}: {said}");
        }
    }
}

/// Bodies that no page of ours sends.
async fn odd_bodies(browser: &Browser) -> Vec<Answer> {
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let form = "application/x-www-form-urlencoded";
    // An endless run of zeros in gzip; nothing here unpacks it.
    let bomb = [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0; 1000]].concat();
    let bodies = [
        ("application/json", "", deep.clone().into_bytes()),
        ("application/json", "", b"{\"provider\":".to_vec()),
        ("text/xml", "", b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".to_vec()),
        ("multipart/form-data; boundary=x", "", b"--x\r\n\r\nprovider".to_vec()),
        ("", "", b"provider".to_vec()),
        (form, "gzip", bomb),
        (form, "", b"provider=%ff%fe&provider=%00".to_vec()),
        (form, "", deep.into_bytes()),
        (form, "", vec![0xff; 100]),
    ];
    let mut answers = Vec::new();
    for (kind, encoding, body) in bodies {
        for accept in ["text/html", "application/json"] {
            let mut request = browser.request(Method::POST, "/api/dang-nhap").header("sec-fetch-site", "same-origin");
            for (name, value) in [("content-type", kind), ("content-encoding", encoding), ("accept", accept)] {
                if !value.is_empty() {
                    request = request.header(name, value);
                }
            }
            answers.push(browser.send(request.body(body.clone())).await);
        }
    }
    answers
}

#[tokio::test]
async fn i05_odd_bodies_are_refused_and_never_a_fault() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for answer in odd_bodies(&browser).await {
        // A browser's own form is led on to a page that says so.
        assert!(matches!(answer.status, 303 | 400 | 413 | 415 | 422), "{}: {}", answer.status, answer.body);
        if answer.status == 303 {
            assert!(answer.raw_location().unwrap().starts_with('/'), "{:?}", answer.raw_location());
        }
    }
    assert_eq!(browser.get("/healthz").await.status, 200);
}
