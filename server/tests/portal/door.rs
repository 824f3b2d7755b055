//! What never reaches the application: requests that are turned away, and answers that nobody here waits for
//! (security-2, T2-03, K-05, K-06, W-08, W-11).

use crate::{
    answer::Answer,
    browser::Browser,
    callback::{changed, returning},
    journey::VNEID,
    logs,
    observatory::public,
    people::AN,
    world::TestWorld,
};
use congdan_flows::ports::world::Clock;
use reqwest::{Method, header::HeaderValue};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use time::Duration;
use url::Url;

/// The world's database, beside the portal.
async fn database(world: &TestWorld) -> DatabaseConnection {
    let url = &world.portal.config.settings.database.url;
    let file = world.data_dir().join("phutho.db");
    let url = if url.starts_with("sqlite:") { format!("sqlite://{}", file.display()) } else { url.clone() };
    sea_orm::Database::connect(url).await.unwrap()
}

async fn rows(database: &DatabaseConnection, table: &str) -> i64 {
    let count = Statement::from_string(database.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
    database.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// What is kept for ever, and what is kept for a browser.
async fn kept(database: &DatabaseConnection) -> (i64, i64) {
    (rows(database, "audit_event").await, rows(database, "flash").await)
}

/// The reference on a page.
pub fn reference(page: &Answer) -> String {
    let found = page.text("main strong");
    let is_one = found.len() == 8 && found.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    assert!(is_one, "{} {}: {found:?}: {}", page.status, page.url, page.text("main"));
    found
}

/// The log's line with this reference.
fn log_line(reference: &str) -> String {
    let all = logs::captured();
    let found = all.lines().find(|line| line.contains(&format!("\"support_id\":\"{reference}\"")));
    found.unwrap_or_else(|| panic!("{reference} is not in the log")).to_owned()
}

#[tokio::test]
async fn k05_who_comes_back_too_late_learns_that_and_keeps_the_wanted_page() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let begun = browser.post("/api/dang-nhap", &[("provider", VNEID), ("tiep", "/thu-tuc")]).await;
    // The browser itself must not forget the attempt before the portal does.
    let age = begun.header("set-cookie").split("Max-Age=").nth(1).and_then(|rest| rest.split(';').next());
    assert!(age.unwrap().parse::<u32>().unwrap() >= 1_800, "{}", begun.header("set-cookie"));
    let callback = browser.agree(begun.to(), AN).await;
    world.clock.advance(Duration::seconds(603));
    let page = browser.open(&callback).await;
    assert_eq!((page.status, page.heading().as_str()), (400, "Lần đăng nhập đã hết hạn"));
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/het-han?tiep=%2Fthu-tuc&"), "{}", page.path());
    assert!(page.text("main").contains("Trang bạn cần vẫn được nhớ"), "{}", page.text("main"));
    assert!(log_line(&reference(&page)).contains("state_expired"));
    assert!(page.body.contains("/dang-nhap?tiep=%2Fthu-tuc"), "the way on: {}", page.body);
    // In a day it is forgotten.
    world.portal.database.purge(world.clock.now() + Duration::days(2)).await.unwrap();
    assert!(browser.open(&callback).await.path().starts_with("/dang-nhap/khong-thanh/trinh-duyet-khac?"));
}

#[tokio::test]
async fn k05_twin_who_comes_back_in_time_is_on_the_wanted_page() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    // A code lasts a minute at the provider: the time goes by before it is made.
    world.clock.advance(Duration::seconds(560));
    let callback = browser.agree(authorize, AN).await;
    world.clock.advance(Duration::seconds(30));
    assert_eq!(browser.open(&callback).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn k06_an_answer_in_another_browser_says_what_to_do_and_nothing_untrue() {
    let world = TestWorld::start().await;
    let (began, callback) = returning(&world).await;
    let other = world.browser();
    let page = other.open(&callback).await;
    assert_eq!((page.status, page.heading().as_str()), (400, "Lần đăng nhập này không bắt đầu ở trình duyệt này"));
    let said = page.text("main");
    assert!(said.contains("quay lại nơi bạn đã bắt đầu") && said.contains("ngay tại đây"), "{said}");
    assert!(!said.contains("được nhớ"), "nothing is remembered here: {said}");
    assert!(log_line(&reference(&page)).contains("state_unknown"));
    other.plant_cookie("language", "en");
    let english = other.open(&callback).await;
    assert_eq!(english.heading(), "This sign-in did not begin in this browser");
    // Twin: where it began it is good.
    assert_eq!(began.open(&callback).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn k06_every_page_of_trouble_has_the_reference_of_its_log_line_in_both_languages() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let reasons = [
        "khong-xac-minh",
        "trinh-duyet-khac",
        "chua-xac-nhan-lai",
        "da-dung",
        "het-han",
        "tam-gian-doan",
        "to-chuc",
        "da-dong",
        "tam-khoa",
    ];
    let mut pages: Vec<String> = reasons.iter().map(|why| format!("/dang-nhap/khong-thanh/{why}")).collect();
    pages.extend(["400", "401", "403", "404", "503"].map(|status| format!("/su-co/{status}")));
    pages.extend(["/dang-nhap/muc-do", "/khong-co", "/thu-tuc/khong-co"].map(str::to_owned));
    for language in ["vi", "en"] {
        browser.plant_cookie("language", language);
        for page in &pages {
            let page = browser.get(page).await;
            assert!(page.status >= 400, "{}", page.url);
            log_line(&reference(&page));
            assert!(page.body.contains(&format!("lang=\"{language}\"")), "{}", page.url);
            // The server's own words for it stay.
            let told = browser.get(format!("{}?ma=K7QX2MPA", page.url.path())).await;
            if !page.url.path().starts_with("/thu-tuc") {
                assert_eq!(reference(&told), "K7QX2MPA", "{}", page.url);
            }
        }
    }
    // Twin: a page that works names none.
    assert_eq!(browser.get("/thu-tuc").await.text("main strong"), "");
}

#[tokio::test]
async fn k06_a_refused_sign_in_has_one_reference_on_the_page_in_the_log_and_in_the_record() {
    let world = TestWorld::start().await;
    let database = database(&world).await;
    let browser = world.browser();
    world.fault_once(VNEID, "wrong_nonce").await;
    let page = browser.sign_in(VNEID, AN, "/thu-tuc").await;
    let reference = reference(&page);
    assert!(log_line(&reference).contains("not_verified"));
    assert_eq!(rows(&database, &format!("audit_event WHERE support_id = '{reference}'")).await, 1);
    assert!(page.text("main").contains("Trang bạn cần vẫn được nhớ"), "and here it is true: {}", page.path());
}

#[tokio::test]
async fn k06_a_form_that_fails_leads_to_a_page_with_the_reference_of_its_log_line() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let answer = browser.post("/api/dang-nhap", &[("provider", "khong-co")]).await;
    let page = browser.follow(answer).await;
    assert_eq!(page.status, 400);
    assert!(log_line(&reference(&page)).contains("/api/dang-nhap"));
}

/// Requests that are turned away, with what is asked for and the status that answers.
fn turned_away(browser: &Browser, accept: &str) -> Vec<(u16, reqwest::RequestBuilder)> {
    let form = |fields: &[(&str, &str)]| browser.form_request("/api/ngon-ngu", fields);
    let requests = vec![
        (421, browser.request(Method::GET, "/").header("host", "evil.example")),
        (403, browser.request(Method::POST, "/api/ngon-ngu").header("origin", "https://evil.example")),
        (405, browser.request(Method::GET, "/api/ngon-ngu")),
        (405, browser.request(Method::POST, "/").header("sec-fetch-site", "same-origin")),
        (404, browser.request(Method::POST, "/api/khong-co").header("sec-fetch-site", "same-origin")),
        (413, form(&[("language", "v".repeat(100_000).as_str())])),
        (415, form(&[]).header("content-encoding", "gzip")),
    ];
    requests
        .into_iter()
        .map(|(status, request)| {
            let mut built = request.build().unwrap();
            built.headers_mut().insert("accept", HeaderValue::from_str(accept).unwrap());
            (status, reqwest::RequestBuilder::from_parts(reqwest::Client::new(), built))
        })
        .collect()
}

#[tokio::test]
async fn k06_who_is_turned_away_gets_a_calm_page_in_their_language_with_a_way_on() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for (language, way_on) in [("vi", "Về trang chủ"), ("en", "To the home page")] {
        browser.plant_cookie("language", language);
        for (status, request) in turned_away(&browser, "text/html,application/xhtml+xml") {
            let page = browser.send(request).await;
            let what = format!("{status} {} {language}: {}", page.url, page.body);
            assert_eq!(page.status, status, "{what}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{what}");
            assert!(page.body.contains(&format!("<html lang=\"{language}\">")), "{what}");
            assert!(page.has_main() && page.text("main a.button") == way_on, "{what}");
            assert!(page.body.contains(&format!("href=\"{}/\"", world.portal_url)), "to the portal itself: {what}");
            assert!(!page.body.contains("evil") && !page.body.contains("<script"), "{what}");
            assert!(log_line(&reference(&page)).contains(&format!("\"status\":{status}")), "{what}");
            assert_eq!(page.header("cache-control"), "no-store", "{what}");
        }
    }
}

#[tokio::test]
async fn k06_twin_programs_get_a_few_words_and_our_own_scripts_a_failure() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for (status, request) in turned_away(&browser, "*/*") {
        let answer = browser.send(request).await;
        assert_eq!((answer.status, answer.header("content-type")), (status, "text/plain; charset=utf-8"));
        assert!(answer.body.starts_with(&format!("{status}: ")), "{}", answer.body);
    }
    for (status, request) in turned_away(&browser, "application/json") {
        let answer = browser.send(request).await;
        assert_eq!(answer.status, status);
        if answer.url.path().starts_with("/api/") {
            let failure: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
            log_line(failure["support_id"].as_str().unwrap());
        }
    }
    assert_eq!(browser.post("/api/ngon-ngu", &[("language", "en")]).await.status, 303, "and an honest form is taken");
}

#[tokio::test]
async fn t2_03_nothing_is_written_without_an_attempt_of_this_browser() {
    let world = TestWorld::with(|settings| settings.limits.callback_per_address.count = 0).await;
    let database = database(&world).await;
    let (began, callback) = returning(&world).await;
    let stranger = world.browser();
    stranger.plant_cookie("browser", &"a".repeat(43));
    stranger.plant_cookie("session", &"b".repeat(43));
    let before = kept(&database).await;
    let elsewhere = Url::parse(&callback.as_str().replace("/vneid/", "/khong-co/")).unwrap();
    let mut doubled = callback.clone();
    doubled.query_pairs_mut().append_pair("state", "x");
    for browser in [&stranger, &world.browser()] {
        for address in [
            callback.clone(),
            elsewhere.clone(),
            doubled.clone(),
            changed(&callback, "state", None),
            changed(&callback, "state", Some("x")),
            changed(&callback, "error", Some("server_error")),
        ] {
            let answer = browser.get(&address).await;
            assert_eq!(answer.status, 303, "{address}");
            assert!(
                answer.to().path().starts_with("/dang-nhap/khong-thanh/"),
                "{address}: {:?}",
                answer.raw_location()
            );
        }
        let out = browser.post("/api/dang-xuat", &[("", "")]).await;
        assert_eq!((out.status, out.raw_location()), (303, Some("/")));
    }
    assert_eq!(kept(&database).await, before);
    // Twins: with an attempt of this browser a refusal is recorded, and a person who signs out is told so.
    world.fault_once(VNEID, "wrong_nonce").await;
    let spoiled = world.browser();
    assert_eq!(spoiled.sign_in(VNEID, AN, "/").await.status, 400);
    assert_eq!(rows(&database, "audit_event").await, before.0 + 1);
    began.open(&callback).await;
    let signed_out = began.post("/api/dang-xuat", &[("", "")]).await;
    assert_eq!(signed_out.status, 303);
    assert!(rows(&database, "flash").await > before.1);
    // The same answer again, without end: the sign-out has dropped it with all that was kept for this browser.
    let before = kept(&database).await;
    for _ in 0..20 {
        assert!(began.get(&callback).await.raw_location().unwrap().contains("/trinh-duyet-khac"));
    }
    assert_eq!(kept(&database).await, before);
}

#[tokio::test]
async fn t2_03_callbacks_are_counted_per_address_before_anything_is_asked() {
    let world = TestWorld::with(|settings| settings.limits.callback_per_address.count = 3).await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/thu-tuc").await;
    let state = authorize.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    for provider in ["vneid", "dvcqg", "khong-co"] {
        assert_eq!(world.browser().get(format!("/dang-nhap/{provider}/ket-qua?state=x")).await.status, 303);
    }
    let refused = browser.get(format!("/dang-nhap/vneid/ket-qua?code=x&state={state}")).await;
    assert_eq!((refused.status, refused.heading().as_str()), (429, "Có quá nhiều yêu cầu trong thời gian ngắn"));
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| (1..=300).contains(&seconds)));
    reference(&refused);
    assert_eq!(world.calls("/vneid/token").await, 0);
    assert_eq!(browser.get("/dang-nhap").await.status, 200, "pages are not concerned");
    // The attempt was not used up by it.
    world.clock.advance(Duration::minutes(5));
    let callback = browser.agree(authorize, AN).await;
    assert_eq!(browser.open(&callback).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn t2_03_twin_an_office_with_one_address_comes_back_from_the_provider_as_often_as_it_signs_in() {
    let limits = TestWorld::start().await.portal.config.settings.limits.clone();
    let per_minute = |row: congdan_server::config::LimitRow| i64::from(row.count) / row.minutes;
    assert!(per_minute(limits.callback_per_address) >= 2 * per_minute(limits.sign_in_per_address));
    assert!(per_minute(limits.calls_per_address) >= 1_000);
}

#[tokio::test]
async fn w08_a_public_address_is_one_address_however_it_is_written() {
    let world = TestWorld::with(|settings| {
        public(settings);
        settings.portal.public_url = "https://DichVuCong.Example:443".to_owned();
    })
    .await;
    let browser = world.browser();
    for host in [
        "dichvucong.example",
        "dichvucong.example:443",
        "DichVuCong.EXAMPLE",
        "dichvucong.example.",
        "dichvucong.example.:443",
    ] {
        let page = browser.send(browser.request(Method::GET, "/").header("host", host)).await;
        assert_eq!(page.status, 200, "{host}");
        let form = browser
            .request(Method::POST, "/api/ngon-ngu")
            .header("host", host)
            .header("origin", "https://dichvucong.example")
            .header("accept", "text/html")
            .form(&[("language", "en")]);
        assert_eq!(browser.send(form).await.status, 303, "{host}");
    }
    for host in ["dichvucong.example:80", "dichvucong.example:8443", "dichvucong.example.vn", "localhost"] {
        let page = browser.send(browser.request(Method::GET, "/").header("host", host)).await;
        assert_eq!(page.status, 421, "{host}");
    }
}

#[tokio::test]
async fn w08_a_form_without_an_origin_of_its_own_is_taken_where_the_browser_says_same_origin() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let form = |site: &'static str| {
        browser
            .request(Method::POST, "/api/ngon-ngu")
            .header("accept", "text/html")
            .header("origin", "null")
            .header("sec-fetch-site", site)
            .form(&[("language", "en"), ("tiep", "/")])
    };
    for site in ["cross-site", "same-site", "none", ""] {
        let refused = browser.send(form(site)).await;
        assert_eq!((refused.status, refused.header("set-cookie")), (403, ""), "{site}");
    }
    assert_eq!(browser.send(form("same-origin")).await.status, 303);
    assert_eq!(browser.cookie("language").as_deref(), Some("en"));
}

#[tokio::test]
async fn w11_another_applications_cookie_in_any_letters_does_not_lose_ours() {
    let world = TestWorld::start().await;
    let (browser, callback) = returning(&world).await;
    let binding = browser.cookie("browser").unwrap();
    let with = |address: &str, cookies: String| {
        let value = HeaderValue::from_bytes(cookies.as_bytes()).unwrap();
        browser.request(Method::GET, address).header("accept", "text/html").header("cookie", value)
    };
    // Two of ours are none, as ever.
    let two = format!("hoten=Nguyễn Văn An; congdan_phutho_browser={binding}; congdan_phutho_browser={binding}x");
    let refused = browser.send(with(callback.as_str(), two)).await;
    assert!(refused.raw_location().unwrap().starts_with("/dang-nhap/khong-thanh/trinh-duyet-khac"));
    let foreign = format!("hoten=Nguyễn Văn An; congdan_phutho_browser={binding}; ví=ạ");
    let arrived = browser.send(with(callback.as_str(), foreign)).await;
    assert_eq!(arrived.raw_location(), Some("/thu-tuc"));
    let session = browser.cookie("session").unwrap();
    let page = browser.send(with("/tai-khoan", format!("hoten=Nguyễn; congdan_phutho_session={session}"))).await;
    assert_eq!((page.status, page.signed_in_name().as_deref()), (200, Some(AN.name)));
}

#[tokio::test]
async fn b43_dates_and_codes_are_no_telephone_numbers() {
    let world = TestWorld::start().await;
    for address in ["/", "/dang-nhap", "/khong-co"] {
        let page = world.browser().get(address).await;
        let meta = "<meta name=\"format-detection\" content=\"telephone=no,date=no,email=no,address=no\"";
        assert!(page.body.contains(meta), "{address}");
    }
}
