//! Requests that other sites make in a person's browser (SECURITY.md, X), and functions without a sign-in (G-04).

use crate::{
    browser::Browser,
    functions::{self, ARGUMENTS},
    journey::VNEID,
    people::AN,
    world::TestWorld,
};
use reqwest::{Method, RequestBuilder};

/// What a page of another site can make a browser send along.
const FOREIGN: &[&[(&str, &str)]] = &[
    &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
    &[("origin", "https://evil.example")],
    &[("origin", "null"), ("sec-fetch-site", "cross-site")],
    &[("origin", "null")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("origin", "http://localhost"), ("sec-fetch-site", "same-site")],
    &[],
];

/// The three bodies that a form of another site can send without asking first, and JSON.
fn bodies(request: impl Fn() -> RequestBuilder) -> Vec<RequestBuilder> {
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"tiep\"\r\n\r\n/\r\n--b--\r\n";
    vec![
        request().form(ARGUMENTS),
        request().header("content-type", "text/plain").body("{\"tiep\":\"/\",\"provider\":\"vneid\"}"),
        request().header("content-type", "multipart/form-data; boundary=b").body(multipart),
        request().header("content-type", "application/json").body("{}"),
    ]
}

async fn is_still_signed_in(browser: &Browser) {
    assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn x01_no_function_listens_to_another_site() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for path in functions::all() {
        for headers in FOREIGN {
            let request = || {
                let empty = browser.request(Method::POST, path).header("accept", "text/html");
                headers.iter().fold(empty, |request, (name, value)| request.header(*name, *value))
            };
            for request in bodies(request) {
                let answer = browser.send(request).await;
                assert_eq!(answer.status, 403, "{path} {headers:?}");
                assert_eq!(answer.header("set-cookie"), "", "{path} {headers:?}");
                assert_eq!(answer.raw_location(), None, "{path} {headers:?}");
            }
        }
    }
    is_still_signed_in(&browser).await;
    assert_eq!(world.calls("/dan-cu").await, 0);
}

#[tokio::test]
async fn x01_a_look_alike_of_our_origin_is_another_site() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let own = world.portal_url.clone();
    let look_alikes = [
        format!("{own}0"),
        format!("{own}.evil.example"),
        own.replace("localhost", "localhost.evil.example"),
        own.replace("http:", "https:"),
        own.to_uppercase(),
        format!("{own}/"),
        format!("{own} https://evil.example"),
    ];
    for origin in look_alikes {
        let request = browser.request(Method::POST, "/api/dang-xuat").header("origin", &origin).form(ARGUMENTS);
        let answer = browser.send(request).await;
        assert_eq!(answer.status, 403, "{origin}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
    }
    is_still_signed_in(&browser).await;
}

#[tokio::test]
async fn x01_twin_every_function_listens_to_our_own_pages() {
    let world = TestWorld::start().await;
    for path in functions::all() {
        let browser = world.browser();
        browser.signed_in(VNEID, AN, "/").await;
        for headers in [
            &[("origin", world.portal_url.as_str()), ("sec-fetch-site", "same-origin")][..],
            &[("origin", world.portal_url.as_str())][..],
            &[("sec-fetch-site", "same-origin")][..],
        ] {
            let empty = browser.request(Method::POST, path);
            let request = headers.iter().fold(empty, |request, (name, value)| request.header(*name, *value));
            let answer = browser.send(request.form(ARGUMENTS)).await;
            assert_ne!(answer.status, 421, "{path}");
            assert!(!answer.body.contains("must be sent from its own page"), "{path} {headers:?}");
            assert!(answer.status < 500, "{path}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn x02_a_get_changes_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for path in functions::all() {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::PATCH] {
            let mut url = browser.absolute(path);
            url.query_pairs_mut().extend_pairs(ARGUMENTS);
            let request = browser
                .request(method.clone(), url.as_str())
                .header("sec-fetch-site", "same-origin")
                .header("x-http-method-override", "POST");
            let answer = browser.send(request).await;
            assert!(matches!(answer.status, 404 | 405), "{method} {path}: {}", answer.status);
            assert_eq!(answer.header("set-cookie"), "", "{method} {path}");
        }
    }
    is_still_signed_in(&browser).await;
    // Twin: the same by POST.
    assert_eq!(browser.post("/api/ngon-ngu", &[("language", "en"), ("tiep", "/")]).await.status, 303);
    assert_eq!(browser.cookie("language").as_deref(), Some("en"));
    browser.post("/api/dang-xuat", ARGUMENTS).await;
    assert_eq!(browser.open("/").await.signed_in_name(), None);
}

#[tokio::test]
async fn g04_a_function_that_is_not_public_demands_a_sign_in() {
    let world = TestWorld::start().await;
    // Names by which proxies and frameworks were talked into letting strangers in (CVE-2025-29927 and its like).
    let tricks = [
        ("x-middleware-subrequest", "middleware:middleware"),
        ("x-original-url", "/"),
        ("x-rewrite-url", "/"),
        ("x-user-id", "1"),
        ("x-forwarded-user", "an"),
        ("authorization", "Basic YW46YW4="),
    ];
    for path in functions::all() {
        let browser = world.browser();
        let called = browser.call(path, ARGUMENTS).await;
        if functions::is_public(path) {
            assert!(called.status < 500 && called.status != 401, "{path}: {} {}", called.status, called.body);
            continue;
        }
        assert_eq!(
            called.status, 401,
            "{path}: a new function is listed in functions.rs as public, or demands a sign-in before anything else; its \
             arguments may be missing in ARGUMENTS: {}",
            called.body
        );
        let posted = browser.post(path, ARGUMENTS).await;
        assert_eq!(posted.status, 303, "{path}");
        assert_eq!(posted.to().path(), "/dang-nhap", "{path}");
        let tricky = tricks
            .iter()
            .fold(browser.form_request(path, ARGUMENTS), |request, (name, value)| request.header(*name, *value));
        assert_eq!(browser.send(tricky).await.to().path(), "/dang-nhap", "{path}");
    }
}

#[tokio::test]
async fn the_list_of_public_functions_names_no_function_that_is_gone() {
    let all = functions::all();
    for (path, why) in functions::PUBLIC {
        assert!(all.contains(path), "{path} ({why})");
    }
}

#[tokio::test]
async fn h05_an_unknown_function_is_not_found() {
    let world = TestWorld::start().await;
    let answer = world.browser().call("/api/khong-co", ARGUMENTS).await;
    assert!(matches!(answer.status, 400 | 404), "{}", answer.status);
    assert!(!answer.body.contains("server_fn") && !answer.body.contains("leptos"), "{}", answer.body);
    let twin = world.browser().call("/api/nguoi-xem", ARGUMENTS).await;
    assert_eq!((twin.status, twin.header("content-type")), (200, "application/json"));
}

#[tokio::test]
async fn x03_no_other_origin_is_let_in() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let own = world.portal_url.clone();
    for origin in ["https://evil.example", "null", &format!("{own}.evil.example"), &own] {
        for (method, path) in [
            (Method::GET, "/"),
            (Method::GET, "/tai-khoan"),
            (Method::OPTIONS, "/api/nguoi-xem"),
            (Method::POST, "/api/nguoi-xem"),
            (Method::GET, "/pkg/congdan.js"),
        ] {
            let request = browser
                .request(method.clone(), path)
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type");
            let answer = browser.send(request).await;
            let cors: Vec<_> =
                answer.headers.keys().filter(|name| name.as_str().starts_with("access-control-")).collect();
            assert!(cors.is_empty(), "{method} {path} for {origin}: {cors:?}");
        }
    }
    // Twin: a page of our own needs no such header to read what is its person's.
    let read = browser.call("/api/nguoi-xem", ARGUMENTS).await;
    assert!(read.status == 200 && read.body.contains(AN.name), "{}", read.body);
}
