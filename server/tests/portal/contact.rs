//! The contact data are the person's own: saving them asks nobody and costs nothing.

use crate::{
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG},
    world::TestWorld,
};

const EDIT: &str = "/tai-khoan/chinh-sua";
const SAVE: &str = "Lưu thông tin liên hệ";
const SAVED: &str = "Đã lưu thông tin liên hệ";
const PHONE: &str = "Số điện thoại";

#[tokio::test]
async fn saving_the_contact_data_asks_nobody_and_says_so() {
    let world = TestWorld::start().await;
    world.population("down").await;
    for (provider, person) in [(VNEID, AN), (NATIONAL, DUNG)] {
        let browser = world.browser();
        browser.signed_in(provider, person, "/thu-tuc").await;
        let page = browser.open(EDIT).await;
        let saved = browser.press(&page, SAVE, &[(PHONE, "0987 654 321"), ("Thư điện tử", "toi@vidu.vn")]).await;
        assert_eq!(saved.path(), "/tai-khoan", "{}", saved.body);
        assert!(saved.text("[role=status]").contains(SAVED), "{}", saved.body);
        assert!(saved.body.contains("0987654321") || saved.body.contains("0987 654 321"), "{}", saved.body);
    }
    assert_eq!(world.calls("/dan-cu").await, 0);
}

#[tokio::test]
async fn the_button_looks_at_the_contact_data_alone_and_loses_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let page = browser.open(EDIT).await;
    let entries = [("Số căn cước (CCCD)", "12"), ("Tôi đồng ý cho đối chiếu", "x"), (PHONE, "123")];
    let refused = browser.press(&page, SAVE, &entries).await;
    assert_eq!(
        (refused.status, refused.texts("#error-summary li").len()),
        (422, 1),
        "only the phone number is looked at"
    );
    let form = refused.form(SAVE);
    for (name, value) in [("number", "12"), ("phone", "123")] {
        assert!(form.fields.iter().any(|(field, typed)| field == name && typed == value), "{name} is lost");
    }
    let saved = browser.press(&refused, SAVE, &[(PHONE, "0912345678")]).await;
    assert!(saved.text("[role=status]").contains(SAVED), "{}", saved.body);
    assert_eq!(world.calls("/dan-cu").await, 0);
    let data = browser.open("/tai-khoan/du-lieu").await;
    assert!(!data.has_button("Rút lại sự đồng ý"), "nothing was agreed to by the way");
}

#[tokio::test]
async fn the_profiles_own_button_synchronises_and_saves() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let page = browser.open(EDIT).await;
    let [day, month, year] = BINH.born;
    let entries = [
        ("Số căn cước (CCCD)", BINH.number),
        ("Họ và tên", BINH.name),
        ("Ngày", day),
        ("Tháng", month),
        ("Năm", year),
        ("Tôi đồng ý cho đối chiếu", "x"),
        (PHONE, "0911111111"),
    ];
    let done = browser.press(&page, "Cập nhật", &entries).await;
    assert!(done.text("[role=status]").contains("Đã đồng bộ"), "{}", done.body);
    // The register is away: the page about that says that the phone number is saved.
    world.population("down").await;
    let page = browser.open(EDIT).await;
    let waits = browser.press(&page, "Cập nhật", &[(PHONE, "0922222222")]).await;
    assert_eq!(waits.heading(), "Đang chờ đối chiếu");
    assert!(waits.text("[role=status]").contains(SAVED), "{}", waits.body);
    let form = browser.open(EDIT).await.form(SAVE);
    assert!(form.fields.iter().any(|(_, value)| value.replace(' ', "") == "0922222222"), "saved");
}
