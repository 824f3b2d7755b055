//! Where the portal may lead a browser (SECURITY.md, R and A-05): to its own pages and to the providers, nowhere else.

use crate::{
    answer::Answer,
    browser::Browser,
    functions::{self, ARGUMENTS},
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, KHOI},
    world::TestWorld,
};
use reqwest::Method;
use url::Url;

/// Wanted pages that are somewhere else, as some browser or parser reads them, or that break out of a header.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "https://evil.example",
        "https://evil.example/",
        "http://evil.example",
        "HTTPS://evil.example",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\\/evil.example",
        "\\evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/\n/evil.example",
        "\r\n//evil.example",
        "/%0a/evil.example",
        "/%2f%2fevil.example",
        "/%2fevil.example",
        "/%5cevil.example",
        "/%5c%5cevil.example",
        "%2f%2fevil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "http:\\\\evil.example",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "blob:https://evil.example/1",
        "/x%0d%0aSet-Cookie:a=b",
        "/x\r\nSet-Cookie: a=b",
        "/x%0aLocation:%20https://evil.example",
        "//evil%E3%80%82example",
        "//evil\u{3002}example",
        "@evil.example",
        "/@evil.example/..//evil.example",
        "user:pass@evil.example",
        "/./\\/evil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/x/../..//evil.example",
        "/%2e%2e//evil.example",
        "evil.example",
        "./evil.example",
        ".evil.example",
        "?//evil.example",
        "#//evil.example",
        ";//evil.example",
        "/x?%",
        "/%zz",
        "/%ff%fe",
        "/x%00",
        "",
        " ",
        "\u{202e}//evil.example",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("/{}", "a".repeat(10_000)));
    all.push(format!("//evil.example/{}", "a".repeat(10_000)));
    all
}

/// Leads to a page of the portal, in a header that nothing was smuggled into.
fn leads_home(browser: &Browser, answer: &Answer, payload: &str) -> Url {
    assert!(answer.status < 500, "{payload:?}: {}", answer.status);
    let raw = answer.raw_location().unwrap_or_else(|| panic!("{payload:?}: no redirect, {}", answer.status));
    assert!(raw.starts_with('/') && !raw.starts_with("//") && !raw.contains('\\'), "{payload:?}: {raw}");
    assert_eq!(answer.headers.get_all("location").iter().count(), 1, "{payload:?}");
    assert!(!answer.sets_cookie("a="), "{payload:?}");
    let to = answer.to();
    assert!(browser.is_own(&to), "{payload:?}: {to}");
    to
}

#[tokio::test]
async fn r01_there_are_enough_hostile_pages() {
    assert!(hostile().len() >= 40);
}

#[tokio::test]
async fn r01_a_sign_in_leads_to_our_own_page_whatever_was_wanted() {
    let world = TestWorld::with(|settings| settings.limits.sign_in_per_address.count = 0).await;
    let browser = world.browser();
    for payload in hostile() {
        let authorize = browser.begin(VNEID, &payload).await;
        assert_eq!(authorize.origin(), Url::parse(&world.sandbox_url).unwrap().origin(), "{payload:?}");
        assert!(!authorize.as_str().contains("evil"), "nothing of the wanted page goes to the provider: {authorize}");
        let callback = browser.agree(authorize, AN).await;
        leads_home(&browser, &browser.get(callback).await, &payload);
    }
    // The honest twin, with a query.
    let authorize = browser.begin(VNEID, "/thu-tuc?q=khai%20sinh").await;
    let callback = browser.agree(authorize, AN).await;
    assert_eq!(browser.get(callback).await.raw_location(), Some("/thu-tuc?q=khai%20sinh"));
}

#[tokio::test]
async fn r01_every_form_with_a_wanted_page_leads_to_our_own() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let stamp = browser.stamp().await.unwrap();
    for payload in hostile() {
        for path in ["/api/ngon-ngu", "/api/can-cuoc/bo-qua", "/api/can-cuoc/thu-lai", "/api/can-cuoc/cap-nhat"] {
            let fields = [("tiep", payload.as_str()), ("language", "vi"), (stamp.0.as_str(), stamp.1.as_str())];
            let answer = browser.post(path, &fields).await;
            leads_home(&browser, &answer, &payload);
        }
    }
    let answer = browser.post_stamped("/api/can-cuoc/bo-qua", &[("tiep", "/thu-tuc?q=a")]).await;
    assert_eq!(answer.raw_location(), Some("/thu-tuc?q=a"));
}

#[tokio::test]
async fn r01_a_hand_made_link_to_a_page_with_a_wanted_page_is_harmless() {
    let world = TestWorld::start().await;
    let (stranger, known) = (world.browser(), world.browser());
    known.signed_in(VNEID, AN, "/").await;
    for payload in hostile() {
        let mut choice = stranger.absolute("/dang-nhap");
        choice.query_pairs_mut().append_pair("tiep", &payload);
        let page = stranger.get(&choice).await;
        assert!(page.status < 500, "{payload:?}");
        if page.status == 200 {
            let form = page.form("Tài khoản Định danh điện tử cấp bởi Bộ Công an");
            let wanted = &form.fields.iter().find(|(name, _)| name == "tiep").unwrap().1;
            assert!(browser_reads_as_own(&stranger, wanted), "{payload:?}: {wanted}");
        }
        // Somebody with a number has no question to answer there: straight on.
        let mut number = known.absolute("/can-cuoc");
        number.query_pairs_mut().append_pair("tiep", &payload);
        leads_home(&known, &known.get(&number).await, &payload);
    }
}

fn browser_reads_as_own(browser: &Browser, wanted: &str) -> bool {
    wanted.starts_with('/') && browser.is_own(&browser.absolute(wanted))
}

#[tokio::test]
async fn r01_a_page_that_needs_a_sign_in_names_only_itself() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in ["/ho-so", "/tai-khoan?x=//evil.example", "//evil.example/tai-khoan", "/tai-khoan/..//evil.example"] {
        let url = format!("{}{path}", world.portal_url);
        let answer = browser.get(&url).await;
        if answer.raw_location().is_some() {
            assert_eq!(leads_home(&browser, &answer, path).path(), "/dang-nhap");
        }
    }
}

#[tokio::test]
async fn the_banners_sign_in_link_carries_the_page_it_stands_on() {
    let world = TestWorld::start().await;
    for (path, carried) in [
        ("/", "%2F"),
        ("/thu-tuc?q=khai%20sinh", "%2Fthu-tuc%3Fq%3Dkhai%2520sinh"),
        ("/khong-co", "%2Fkhong-co"),
        ("/dang-nhap?tiep=%2Fho-so", "%2Fho-so"),
    ] {
        let page = world.browser().get(path).await;
        assert!(page.body.contains(&format!("href=\"/dang-nhap?tiep={carried}\"")), "{path}");
    }
}

#[tokio::test]
async fn r02_the_referer_decides_nothing() {
    let world = TestWorld::start().await;
    let provider = Url::parse(&world.sandbox_url).unwrap().origin();
    for signed_in in [false, true] {
        for path in functions::all() {
            for fields in [ARGUMENTS, &[][..]] {
                let browser = world.browser();
                if signed_in {
                    browser.signed_in(VNEID, AN, "/").await;
                }
                let fields = browser.stamped(fields).await;
                let request = browser.form_request(path, &fields).header("referer", "https://evil.example/x?__err=1");
                let answer = browser.send(request).await;
                assert_eq!(answer.status, 303, "{path}: a plain form is always led on: {}", answer.body);
                let to = answer.to();
                assert!(browser.is_own(&to) || to.origin() == provider, "{path}: {to}");
                let leads_to_a_provider = [
                    "/api/dang-nhap",
                    "/api/dang-nhap/can-bo",
                    "/api/dang-xuat",
                    "/api/bao-mat/dang-xuat-tat-ca",
                    "/api/lien-ket/dung-lai",
                ];
                assert!(browser.is_own(&to) || leads_to_a_provider.contains(&path), "{path}: {to}");
                assert!(!to.as_str().contains("evil") && !to.as_str().contains("__err"), "{path}: {to}");
            }
        }
    }
}

#[tokio::test]
async fn r02_twin_a_form_leads_where_it_says_from_whatever_page_it_was_sent() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let own = format!("{}/can-cuoc?tiep=%2Ftra-cuu", world.portal_url);
    for referer in [Some(own.as_str()), Some("https://evil.example/"), None] {
        let form = browser.form_request("/api/can-cuoc/bo-qua", &browser.stamped(&[("tiep", "/thu-tuc?q=a")]).await);
        let form = referer.into_iter().fold(form, |form, referer| form.header("referer", referer));
        assert_eq!(browser.send(form).await.raw_location(), Some("/thu-tuc?q=a"), "{referer:?}");
    }
}

#[tokio::test]
async fn i04_hand_made_error_parameters_put_no_words_on_a_page() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    // base64 of {"WrappedServerError":"Goi ngay 0900 000 000"}
    let error = "eyJXcmFwcGVkU2VydmVyRXJyb3IiOiJHb2kgbmdheSAwOTAwIDAwMCAwMDAifQ";
    for path in ["/", "/dang-nhap", "/thu-tuc", "/tra-cuu"] {
        let honest = browser.open(path).await;
        let page = browser.open(format!("{path}?__path=%2Fapi%2Fdang-nhap&__err={error}")).await;
        assert_eq!(page.status, honest.status, "{path}");
        assert!(!page.body.contains("0900 000 000"), "{path}");
        assert_eq!(page.text("main"), honest.text("main"), "{path}");
    }
}

#[tokio::test]
async fn a05_a_foreign_host_is_misdirected_and_never_repeated() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let port = Url::parse(&world.portal_url).unwrap().port().unwrap();
    for host in
        ["evil.example", &format!("evil.example:{port}"), "localhost", &format!("localhost.evil.example:{port}")]
    {
        for path in ["/", "/dang-nhap", "/pkg/congdan.js.khong-co", "/khong-co"] {
            let answer = browser.send(browser.request(Method::GET, path).header("host", host)).await;
            assert!(matches!(answer.status, 404 | 421), "{host} {path}: {}", answer.status);
            assert!(!answer.body.contains("evil"), "{host} {path}");
        }
        let begin = browser.form_request("/api/dang-nhap", &[("provider", VNEID)]).header("host", host);
        assert_eq!(browser.send(begin).await.status, 421, "{host}");
    }
    assert_eq!(browser.get("/").await.status, 200);
}

#[tokio::test]
async fn a05_forwarding_headers_do_not_move_the_redirect_uri() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let expected = format!("{}/dang-nhap/vneid/ket-qua", world.portal_url);
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x_forwarded_host", "evil.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-port", "1"),
        ("x-forwarded-prefix", "/evil"),
        ("x-original-host", "evil.example"),
        ("x-host", "evil.example"),
        ("forwarded", "host=evil.example;proto=https"),
    ] {
        let begin = browser.form_request("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/")]).header(name, value);
        let authorize = browser.send(begin).await.to();
        let redirect_uri = authorize.query_pairs().find(|(known, _)| known == "redirect_uri").unwrap().1.into_owned();
        assert_eq!(redirect_uri, expected, "{name}");
        let page = browser.send(browser.request(Method::GET, "/").header(name, value)).await;
        assert!(!page.body.contains("evil"), "{name}");
    }
}

#[tokio::test]
async fn a02_a_sign_in_cannot_be_steered_from_the_form() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let fields = [
        ("provider", "vneid"),
        ("redirect_uri", "https://evil.example"),
        ("client_id", "evil"),
        ("issuer", "https://evil.example"),
        ("scope", "openid everything"),
        ("state", "chosen"),
        ("nonce", "chosen"),
        ("code_challenge", "chosen"),
    ];
    let authorize = browser.post("/api/dang-nhap", &fields).await.to();
    assert!(!authorize.as_str().contains("evil") && !authorize.as_str().contains("chosen"), "{authorize}");
    assert!(authorize.as_str().starts_with(&format!("{}/vneid/authorize?", world.sandbox_url)), "{authorize}");
    let unknown = browser.post("/api/dang-nhap", &[("provider", "https://evil.example")]).await;
    assert!(browser.is_own(&unknown.to()), "{:?}", unknown.raw_location());
}

#[tokio::test]
async fn a02_twin_the_provider_and_the_page_that_were_chosen_are_what_comes() {
    let world = TestWorld::start().await;
    for (provider, wanted, person) in [(VNEID, "/thu-tuc", AN), (NATIONAL, "/tra-cuu", KHOI)] {
        let browser = world.browser();
        let authorize = browser.begin(provider, wanted).await;
        assert!(authorize.as_str().starts_with(&format!("{}/{provider}/authorize?", world.sandbox_url)), "{authorize}");
        let callback = browser.agree(authorize, person).await;
        let page = browser.open(callback).await;
        assert_eq!((page.path(), page.signed_in_name().as_deref()), (wanted, Some(person.name)));
    }
}

#[tokio::test]
async fn a01_each_authorization_request_is_complete_and_fresh() {
    let world = TestWorld::with(|settings| settings.limits.sign_in_per_address.count = 0).await;
    let browser = world.browser();
    let redirect_uri = format!("{}/dang-nhap/{VNEID}/ket-qua", world.portal_url);
    let complete = [
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
        "ui_locales",
    ];
    let mut seen = std::collections::HashSet::new();
    for _ in 0..1_000 {
        let authorize = browser.begin(VNEID, "/").await;
        let params: std::collections::BTreeMap<_, _> = authorize.query_pairs().into_owned().collect();
        assert_eq!(params.keys().collect::<Vec<_>>(), complete, "complete, and no other query data");
        assert_eq!(params["response_type"], "code");
        assert_eq!(params["client_id"], "phutho");
        assert_eq!(params["redirect_uri"], redirect_uri);
        assert_eq!(params["scope"], "openid");
        assert_eq!(params["code_challenge_method"], "S256");
        for name in ["state", "nonce", "code_challenge"] {
            // 128 bits are 22 characters of base64.
            assert!(params[name].len() >= 22, "{name}");
            assert!(seen.insert(params[name].clone()), "{name} comes twice");
        }
    }
}
