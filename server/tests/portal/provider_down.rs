//! A provider that is away stays visible, with the reason, and hinders nobody else (F-05).

use crate::{
    answer::Answer,
    journey::{NATIONAL, VNEID},
    people::{AN, KHOI},
    world::TestWorld,
};
use scraper::{Html, Selector};
use std::time::{Duration, Instant};

/// What the choice says about a provider: whether it can be chosen, and the words under its button.
fn choice(page: &Answer, provider: &str) -> (bool, String) {
    let document = Html::parse_document(&page.body);
    let button = Selector::parse(&format!("button[value={provider}]")).unwrap();
    let button = document.select(&button).next().unwrap();
    let hint = Selector::parse(&format!("#{}", button.attr("aria-describedby").unwrap())).unwrap();
    let hint = document.select(&hint).next().unwrap().text().collect();
    (button.attr("disabled").is_none(), hint)
}

fn is_interrupted(page: &Answer, provider: &str) {
    assert_eq!((page.status, page.heading().as_str()), (200, "Đăng nhập"));
    let (open, hint) = choice(page, provider);
    assert!(!open && hint.contains("tạm thời gián đoạn"), "{hint}");
}

fn is_open(page: &Answer, provider: &str) {
    let (open, hint) = choice(page, provider);
    assert!(open && !hint.contains("gián đoạn"), "{hint}");
}

async fn breathe() {
    tokio::time::sleep(Duration::from_millis(1_100)).await;
}

#[tokio::test]
async fn f05_a_provider_that_is_down_from_the_start_is_shown_as_such_until_it_is_back() {
    for fault in ["down", "discovery_down", "discovery_wrong_issuer", "jwks_down"] {
        let world = TestWorld::start().await;
        world.fault(VNEID, fault).await;
        let browser = world.browser();
        let page = browser.open("/dang-nhap?tiep=%2Fthu-tuc").await;
        is_interrupted(&page, VNEID);
        is_open(&page, NATIONAL);
        world.browser().signed_in(NATIONAL, KHOI, "/").await;

        world.fault(VNEID, "none").await;
        breathe().await;
        is_open(&browser.open("/dang-nhap").await, VNEID);
        world.browser().signed_in(VNEID, AN, "/").await;
    }
}

#[tokio::test]
async fn f05_a_provider_that_goes_down_later_is_shown_as_such_until_it_is_back() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let signed_in = world.browser();
    signed_in.signed_in(VNEID, AN, "/").await;
    is_open(&browser.open("/dang-nhap").await, VNEID);

    let authorize = browser.begin(VNEID, "/").await;
    let callback = browser.agree(authorize, AN).await;
    world.fault(VNEID, "down").await;
    let page = browser.open(callback).await;
    assert!(page.path().starts_with("/dang-nhap/khong-thanh/tam-gian-doan"), "{}", page.url);
    let page = browser.open("/dang-nhap").await;
    is_interrupted(&page, VNEID);
    is_open(&page, NATIONAL);
    assert_eq!(signed_in.open("/").await.signed_in_name().as_deref(), Some(AN.name), "live sessions go on");

    world.fault(VNEID, "none").await;
    breathe().await;
    is_open(&browser.open("/dang-nhap").await, VNEID);
    browser.signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn f05_the_choice_does_not_wait_for_a_provider_that_hangs() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://localhost:{}/op", silent.local_addr().unwrap().port());
    let world = TestWorld::with(|settings| settings.provider.get_mut(VNEID).unwrap().issuer = issuer).await;
    let began = Instant::now();
    let page = world.browser().open("/dang-nhap").await;
    assert!(page.status == 200 && began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    is_open(&page, NATIONAL);
    // Once the question has failed, the page knows.
    tokio::time::sleep(Duration::from_secs(5)).await;
    is_interrupted(&world.browser().open("/dang-nhap").await, VNEID);
    world.browser().signed_in(NATIONAL, KHOI, "/").await;
}
