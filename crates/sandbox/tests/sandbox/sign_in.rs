//! Signing in as a person would.

use crate::support::{Answer, World, callback, part};

async fn start(world: &World, provider: &str) -> (String, Answer) {
    let address = world.authorize(provider, &[]).await.to();
    let page = world.get(&address).await;
    assert_eq!(page.status, 200);
    (address, page)
}

async fn assert_signed_in(world: &World, provider: &str, answer: &Answer) {
    assert_eq!(answer.status, 303);
    assert!(answer.to().starts_with(&format!("{}?", callback(provider))), "{}", answer.to());
    assert_eq!(answer.param("state").as_deref(), Some("the-state"));
    assert_eq!(answer.param("iss"), Some(format!("{}/{provider}", world.url)));
    let (status, tokens) = world.redeem(provider, &[("code", &answer.param("code").unwrap())]).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(part(tokens["id_token"].as_str().unwrap(), 1)["nonce"], "the-nonce");
}

#[tokio::test]
async fn a_national_account_signs_in_with_name_and_password() {
    let world = World::start().await;
    let (address, page) = start(&world, "dvcqg").await;
    let entries = [("Tên đăng nhập", "binh"), ("Mật khẩu", "Sandbox@123")];
    let answer = world.submit(&address, &page, &entries, "Đăng nhập").await;
    assert_signed_in(&world, "dvcqg", &answer).await;
}

#[tokio::test]
async fn vneid_asks_for_number_and_password_then_otp_consent_and_passcode() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let entries = [("Số định danh cá nhân", "025 085 999 001"), ("Mật khẩu", "Sandbox@123")];
    assert_eq!(world.submit(&address, &page, &entries, "Đăng nhập").await.to(), address);

    let page = world.get(&address).await;
    world.submit(&address, &page, &[("Mã OTP", "123456")], "Xác nhận").await;
    let page = world.get(&address).await;
    world.submit(&address, &page, &[("Tôi đồng ý", "co")], "Xác nhận chia sẻ").await;
    let page = world.get(&address).await;
    let answer = world.submit(&address, &page, &[("Passcode", "123456")], "Xác nhận").await;
    assert_signed_in(&world, "vneid", &answer).await;
}

#[tokio::test]
async fn vneid_goes_on_when_the_phone_has_approved_the_qr_code() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    assert_eq!(world.json(&format!("{address}/qr")).await["state"], "waiting");

    let link = link(&page);
    let phone = world.get(&link).await;
    assert!(phone.body.contains("Hệ thống thông tin giải quyết TTHC tỉnh Phú Thọ"), "says who asks");
    let entries = [
        ("Số định danh cá nhân", "025190999002"),
        ("Mật khẩu", "Sandbox@123"),
        ("Tôi đồng ý", "co"),
        ("Passcode", "123456"),
    ];
    let end = world.submit("/phone", &phone, &entries, "Xác nhận").await;
    assert_eq!(world.get(&end.to()).await.text("h1"), "Đã xác nhận");

    assert_eq!(world.json(&format!("{address}/qr")).await["state"], "answered");
    let answer = world.submit(&address, &page, &[], "Tiếp tục").await;
    assert_signed_in(&world, "vneid", &answer).await;
    assert_eq!(world.get(&link).await.status, 410, "a QR code is used once");
}

#[tokio::test]
async fn refusing_on_the_phone_comes_back_as_access_denied() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let phone = world.get(&link(&page)).await;
    world.submit("/phone", &phone, &[], "Từ chối").await;
    let answer = world.submit(&address, &page, &[], "Tiếp tục").await;
    assert_eq!(answer.param("error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn without_an_answer_the_button_says_that_the_phone_is_missing() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let answer = world.submit(&address, &page, &[], "Tiếp tục").await;
    assert_eq!(answer.status, 422);
    assert!(answer.text(".errors").contains("Chưa có xác nhận từ điện thoại"));
}

#[tokio::test]
async fn a_qr_code_expires_after_two_minutes_and_can_be_renewed() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let old = link(&page);
    world.put("/control/clock", serde_json::json!({ "offset_seconds": 121 })).await;
    assert_eq!(world.json(&format!("{address}/qr")).await["state"], "expired");
    assert_eq!(world.get(&old).await.status, 410);
    world.submit(&address, &page, &[], "Tải lại").await;
    let renewed = link(&world.get(&address).await);
    assert_ne!(old, renewed);
    assert_eq!(world.get(&renewed).await.status, 200);
}

#[tokio::test]
async fn cancelling_comes_back_with_state_and_issuer() {
    let world = World::start().await;
    for provider in ["vneid", "dvcqg"] {
        let (address, page) = start(&world, provider).await;
        let answer = world.submit(&address, &page, &[], "Hủy").await;
        assert_eq!(answer.param("error").as_deref(), Some("access_denied"));
        assert_eq!(answer.param("state").as_deref(), Some("the-state"));
        assert_eq!(answer.param("iss"), Some(format!("{}/{provider}", world.url)));
        assert_eq!(world.get(&address).await.status, 410, "the sign-in is over");
    }
}

#[tokio::test]
async fn wrong_entries_come_back_with_an_explanation_beside_the_field() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let entries = [("Số định danh cá nhân", "025085999001"), ("Mật khẩu", "guess")];
    let answer = world.submit(&address, &page, &entries, "Đăng nhập").await;
    assert_eq!(answer.status, 422);
    assert!(answer.text("#mat-khau-loi").contains("Sandbox@123"));
    assert!(answer.text("title").starts_with("Lỗi: "));
    assert!(answer.body.contains("025085999001"), "the number is kept");
    assert!(!answer.body.contains("guess"), "the password is not");
}

#[tokio::test]
async fn real_numbers_are_refused_everywhere() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let entries = [("Số định danh cá nhân", "025085000001"), ("Mật khẩu", "Sandbox@123")];
    let answer = world.submit(&address, &page, &entries, "Đăng nhập").await;
    assert!(answer.text("#so-dinh-danh-loi").contains("không nhập số thật"));

    let phone = world.get(&link(&page)).await;
    let answer = world.submit("/phone", &phone, &entries, "Xác nhận").await;
    assert!(answer.text("#so-dinh-danh-loi").contains("không nhập số thật"));

    let (address, page) = start(&world, "dvcqg").await;
    let entries = [("Tên đăng nhập", "025085000001"), ("Mật khẩu", "Sandbox@123")];
    let answer = world.submit(&address, &page, &entries, "Đăng nhập").await;
    assert!(answer.text("#ten-dang-nhap-loi").contains("không nhập số thật"));
}

#[tokio::test]
async fn consent_must_be_given_on_the_phone() {
    let world = World::start().await;
    let (_, page) = start(&world, "vneid").await;
    let phone = world.get(&link(&page)).await;
    let entries = [("Số định danh cá nhân", "025190999002"), ("Mật khẩu", "Sandbox@123"), ("Passcode", "123456")];
    let answer = world.submit("/phone", &phone, &entries, "Xác nhận").await;
    assert_eq!(answer.status, 422);
    assert!(answer.text("#dong-y-loi").contains("đồng ý"));
}

#[tokio::test]
async fn a_form_of_an_earlier_step_changes_nothing() {
    let world = World::start().await;
    let (address, page) = start(&world, "vneid").await;
    let entries = [("Số định danh cá nhân", "025085999001"), ("Mật khẩu", "Sandbox@123")];
    world.submit(&address, &page, &entries, "Đăng nhập").await;
    assert_eq!(world.submit(&address, &page, &entries, "Đăng nhập").await.to(), address);
    assert_eq!(world.get(&address).await.text("h1"), "Nhập mã một lần");
}

fn link(page: &Answer) -> String {
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse("a").unwrap();
    let link = document.select(&links).find(|link| link.text().collect::<String>() == "Mở ứng dụng VNeID");
    link.expect("the QR code's link").attr("href").unwrap().to_owned()
}
