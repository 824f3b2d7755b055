//! Sessions (security.md, S and O-04).

use crate::{
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, KHOI},
    world::TestWorld,
};
use time::Duration;

async fn who(browser: &Browser) -> Option<String> {
    browser.open("/").await.signed_in_name()
}

#[tokio::test]
async fn s01_a_planted_cookie_never_becomes_a_session() {
    let world = TestWorld::start().await;
    let planted = "a".repeat(43);
    let (victim, attacker) = (world.browser(), world.browser());
    victim.plant_cookie("session", &planted);
    attacker.plant_cookie("session", &planted);
    victim.signed_in(VNEID, AN, "/").await;
    assert_ne!(victim.cookie("session").as_deref(), Some(planted.as_str()));
    assert_eq!(who(&attacker).await, None);
}

#[tokio::test]
async fn s01_a_planted_browser_cookie_gives_the_planter_nothing() {
    let world = TestWorld::start().await;
    let (victim, attacker) = (world.browser(), world.browser());
    victim.plant_cookie("browser", &"b".repeat(43));
    attacker.plant_cookie("browser", &"b".repeat(43));
    let authorize = victim.begin(VNEID, "/").await;
    let callback = victim.agree(authorize, AN).await;
    assert_eq!(victim.open(callback).await.signed_in_name().as_deref(), Some(AN.name));
    assert_eq!(who(&attacker).await, None);
}

#[tokio::test]
async fn s01_twin_every_sign_in_has_a_session_of_its_own() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let first = browser.stolen();
    browser.signed_in(NATIONAL, KHOI, "/").await;
    assert_ne!(first.cookie("session"), browser.cookie("session"));
    assert_eq!(who(&first).await, None, "the one before is over");
    assert_eq!(who(&browser).await.as_deref(), Some(KHOI.name));
}

#[tokio::test]
async fn o04_signing_out_ends_the_session_here_and_at_the_provider() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let thief = browser.stolen();
    assert_eq!(who(&thief).await.as_deref(), Some(AN.name), "the cookie is all that it takes");

    let page = browser.open("/").await;
    let answer = browser.post("/api/dang-xuat", &page.form("Đăng xuất").fields).await;
    assert!(answer.to().as_str().starts_with(&format!("{}/vneid/end_session", world.sandbox_url)), "{answer:?}");
    assert!(!answer.header("clear-site-data").is_empty());
    assert_eq!(browser.cookie("session"), None);
    let home = browser.follow(answer).await;
    assert!(browser.is_own(&home.url) && home.path().starts_with('/'), "{}", home.url);
    assert_eq!(home.signed_in_name(), None);

    assert_eq!(who(&thief).await, None, "the old cookie is dead on the server");
    assert_eq!(thief.get("/tai-khoan").await.to().path(), "/dang-nhap");
    // The provider asks again: nobody is signed in there by himself.
    let authorize = browser.begin(VNEID, "/").await;
    let asked = browser.open(authorize).await;
    assert!(!browser.is_own(&asked.url), "{}", asked.url);
}

#[tokio::test]
async fn o05_another_site_cannot_sign_anybody_out() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    browser.get("/api/dang-xuat").await;
    let foreign = browser.request(reqwest::Method::POST, "/api/dang-xuat").header("origin", "https://evil.example");
    assert_eq!(browser.send(foreign).await.status, 403);
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
    // Twin: the button of our own page does.
    let page = browser.open("/").await;
    browser.press(&page, "Đăng xuất", &[]).await;
    assert_eq!(who(&browser).await, None);
}

#[tokio::test]
async fn s03_a_session_ends_when_it_is_not_used() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    world.clock.advance(Duration::minutes(14));
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
    world.clock.advance(Duration::minutes(14));
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name), "using it moves the limit");
    world.clock.advance(Duration::minutes(16));
    assert_eq!(who(&browser).await, None);
    assert_eq!(browser.get("/ho-so").await.raw_location(), Some("/dang-nhap?tiep=%2Fho-so"), "and the page is kept");
}

#[tokio::test]
async fn s04_a_session_ends_after_half_a_day_however_it_is_used() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for _ in 0..71 {
        world.clock.advance(Duration::minutes(10));
        assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
    }
    world.clock.advance(Duration::minutes(11));
    assert_eq!(who(&browser).await, None);
}

#[tokio::test]
async fn s05_a_damaged_cookie_is_nobody() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let session = browser.cookie("session").unwrap();
    let flipped = format!("{}{}", if session.starts_with('A') { 'B' } else { 'A' }, &session[1..]);
    let own = browser.cookie("browser").unwrap_or_else(|| "c".repeat(43));
    for wrong in [
        flipped,
        session[1..].to_owned(),
        format!("{session}A"),
        own,
        "x".repeat(4096),
        "%00".to_owned(),
        "''".to_owned(),
    ] {
        let stranger = world.browser();
        stranger.plant_cookie("session", &wrong);
        let page = stranger.open("/").await;
        assert_eq!((page.status, page.signed_in_name()), (200, None), "{wrong}");
    }
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
}

#[tokio::test]
async fn s01_s09_a_second_cookie_of_the_same_name_spoils_both() {
    let world = TestWorld::start().await;
    let (attacker, victim) = (world.browser(), world.browser());
    attacker.signed_in(VNEID, BINH, "/").await;
    victim.signed_in(VNEID, AN, "/").await;
    let name = "congdan_phutho_session";
    let both = format!("{name}={}; {name}={}", attacker.cookie("session").unwrap(), victim.cookie("session").unwrap());
    let stranger = world.browser();
    let request = stranger.request(reqwest::Method::GET, "/").header("cookie", both);
    assert_eq!(stranger.send(request).await.signed_in_name(), None);
    // Twin: once, and among two hundred others, it counts.
    let others: String = (0..200).map(|n| format!("a{n}=99999999; ")).collect();
    let alone = format!("{others}{name}={}", victim.cookie("session").unwrap());
    let request = stranger.request(reqwest::Method::GET, "/").header("cookie", alone);
    assert_eq!(stranger.send(request).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn s08_an_unfinished_sign_in_is_no_session() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let authorize = browser.begin(VNEID, "/").await;
    let state = authorize.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    for value in [browser.cookie("browser").unwrap(), state] {
        let other = world.browser();
        other.plant_cookie("session", &value);
        assert_eq!(who(&other).await, None);
    }
    // Twin: once it is finished, there is one.
    let callback = browser.agree(authorize, AN).await;
    browser.open(callback).await;
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
}

#[tokio::test]
async fn a03_cookies_are_for_this_portal_only_and_out_of_reach_of_scripts() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let begun = browser.post("/api/dang-nhap", &[("provider", VNEID)]).await;
    let callback = browser.agree(begun.to(), AN).await;
    let arrived = browser.get(callback).await;
    let cookies: Vec<String> = [&begun, &arrived]
        .iter()
        .flat_map(|answer| answer.headers.get_all("set-cookie"))
        .map(|cookie| cookie.to_str().unwrap().to_owned())
        .collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("congdan_phutho_session=")), "{cookies:?}");
    for cookie in &cookies {
        assert!(cookie.starts_with("congdan_phutho_"), "{cookie}");
        assert!(
            cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/"),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain") && cookie.len() < 300, "{cookie}");
    }
    let binding = cookies.iter().find(|cookie| cookie.starts_with("congdan_phutho_browser=")).unwrap();
    // Longer than a sign-in may take, so that an answer that comes too late still finds its attempt.
    assert!(binding.contains("Max-Age=3600"), "{binding}");
    // Twin: they are all that it takes.
    assert_eq!(who(&browser).await.as_deref(), Some(AN.name));
}

#[tokio::test]
async fn a06_looking_around_leaves_no_cookie() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in ["/", "/dang-nhap", "/thu-tuc", "/thu-tuc/1.001193", "/tra-cuu"] {
        let page = browser.get(path).await;
        assert_eq!((page.status, page.header("set-cookie")), (200, ""), "{path}");
    }
    assert_eq!(world.calls("/vneid/authorize").await, 0);
    // Twin: who presses the button is led on, and known by a cookie.
    let begun = browser.post("/api/dang-nhap", &[("provider", VNEID)]).await;
    assert!(begun.sets_cookie("congdan_phutho_browser="), "{begun:?}");
    let callback = browser.agree(begun.to(), AN).await;
    assert_eq!(browser.open(callback).await.signed_in_name().as_deref(), Some(AN.name));
}

#[tokio::test]
async fn f10_sessions_and_unfinished_sign_ins_survive_a_restart() {
    let mut world = TestWorld::start().await;
    let (signed_in, on_the_way) = (world.browser(), world.browser());
    signed_in.signed_in(VNEID, AN, "/").await;
    let authorize = on_the_way.begin(VNEID, "/thu-tuc").await;
    let callback = on_the_way.agree(authorize, AN).await;
    world.restart().await;
    assert_eq!(signed_in.open("/").await.signed_in_name().as_deref(), Some(AN.name));
    let page = on_the_way.open(callback).await;
    assert_eq!(page.path(), "/thu-tuc");
    assert_eq!(page.signed_in_name().as_deref(), Some(AN.name));
}
