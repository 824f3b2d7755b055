//! Where people arrive: on a page that shows what they came for, with the message about it, at an address without remains.

use crate::{
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};

const IDENTITY: &str = "/tai-khoan/dinh-danh";

#[tokio::test]
async fn from_home_to_the_number_ends_on_the_page_that_shows_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let home = browser.open("/").await;
    assert!(home.body.contains("href=\"/can-cuoc?tiep=%2Ftai-khoan%2Fdinh-danh\""), "{}", home.body);
    let choice = browser.open("/can-cuoc?tiep=%2Ftai-khoan%2Fdinh-danh").await;
    let wanted = choice.form("Tài khoản cấp bởi Cổng Dịch vụ công quốc gia").fields;
    let wanted = &wanted.iter().find(|(name, _)| name == "tiep").unwrap().1;
    let form = browser.signed_in(NATIONAL, BINH, wanted).await;
    let end = browser.update_number(&form, BINH).await;
    assert_eq!(end.path(), IDENTITY);
    assert!(end.text("[role=status]").contains("đã khớp"), "{}", end.body);
    assert!(end.text("main").contains("025*****9002"), "{}", end.body);
}

#[tokio::test]
async fn a_screen_that_would_lead_back_to_itself_leads_on() {
    let world = TestWorld::start().await;
    for wanted in ["/can-cuoc", "/can-cuoc?tiep=%2Fcan-cuoc", "/can-cuoc?tiep=%2Fcan-cuoc%3Ftiep%3D%252Fcan-cuoc"] {
        let browser = world.browser();
        let known = browser.signed_in(VNEID, AN, wanted).await;
        assert_eq!(known.path(), IDENTITY, "{wanted}");
        assert!(known.text("[role=status]").contains("Đăng nhập thành công"), "{wanted}: {}", known.body);
    }
    // The page behind it stays the wanted one.
    let page = world.browser().signed_in(VNEID, AN, "/can-cuoc?tiep=%2Ftra-cuu").await;
    assert_eq!(page.path(), "/tra-cuu");
    // And no other origin is.
    let page = world.browser().signed_in(VNEID, AN, "/can-cuoc?tiep=%2F%2Fevil.example").await;
    assert_eq!(page.path(), "/");
}

#[tokio::test]
async fn a_message_survives_a_page_that_leads_elsewhere() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    // A step ahead of the draft leads back to the first one.
    let page = browser.signed_in(VNEID, AN, "/thu-tuc/1.001193/nop-ho-so?buoc=3").await;
    assert_eq!(page.path(), "/thu-tuc/1.001193/nop-ho-so?buoc=1");
    assert!(page.text("[role=status]").contains("Đăng nhập thành công"), "{}", page.body);
    assert!(!browser.open("/thu-tuc").await.text("[role=status]").contains("Đăng nhập"), "once");
}

#[tokio::test]
async fn the_address_after_signing_out_is_clean() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let back = browser.get("/?state=1-jQHhabc&lang=vi").await;
    assert_eq!((back.status, back.raw_location()), (303, Some("/")));
    for other in ["/?q=state", "/thu-tuc?state=x"] {
        assert_eq!(browser.get(other).await.status, 200, "{other}");
    }
}
