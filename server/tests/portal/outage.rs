//! The register is away in the middle of a step, whichever it is (issue: "nothing typed is lost"): what was typed is shown
//! again or waits, and the way back leads to the very step.

use crate::{
    answer::Answer,
    application::{APPLICATION, SENT},
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};

const MODES: [&str; 7] = ["down", "slow", "fault", "malformed", "html", "blank", "wrong_person"];
const PENDING: &str = "Đang chờ đối chiếu";
const AGREE: (&str, &str) = ("Tôi đồng ý cho đối chiếu", "x");
const PHONE: &str = "Số điện thoại";

async fn with_a_quick_timeout() -> TestWorld {
    TestWorld::with(|settings| settings.population.timeout_ms = 400).await
}

/// What is in the fields of the form with this button.
fn shown(page: &Answer, button: &str) -> Vec<String> {
    page.form(button).fields.into_iter().map(|(_, value)| value.replace(' ', "")).collect()
}

/// The page of an outage, which keeps what was typed; later the register is back.
async fn waits(world: &TestWorld, page: &Answer, mode: &str) {
    assert_eq!((page.status, page.heading().as_str()), (200, PENDING), "{mode}: {} {}", page.url, page.body);
    assert!(page.has_button("Thử lại"), "{mode}");
    world.population("ok").await;
}

#[tokio::test]
async fn f02_f04_on_the_cccd_screen() {
    for mode in MODES {
        let world = with_a_quick_timeout().await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc?q=khai+sinh").await;
        world.population(mode).await;
        let page = browser.update_number(&form, BINH).await;
        waits(&world, &page, mode).await;
        let again = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
        let typed = shown(&again, "Cập nhật");
        assert!(typed.contains(&BINH.number.to_owned()) && typed.contains(&"TrầnThịBình".to_owned()), "{typed:?}");
        assert_eq!(browser.press(&page, "Thử lại", &[]).await.path(), "/thu-tuc?q=khai+sinh", "{mode}");
    }
}

#[tokio::test]
async fn f02_f04_on_the_profile_of_somebody_with_a_number() {
    for mode in MODES {
        let world = with_a_quick_timeout().await;
        let browser = world.browser();
        browser.signed_in(VNEID, AN, "/").await;
        let form = browser.open("/tai-khoan/chinh-sua").await;
        world.population(mode).await;
        let page = browser.press(&form, "Cập nhật", &[(PHONE, "0912 345 678"), AGREE]).await;
        waits(&world, &page, mode).await;
        let again = browser.open("/tai-khoan/chinh-sua").await;
        assert!(
            shown(&again, "Cập nhật").iter().any(|value| value.ends_with("912345678")),
            "{mode}: the contact is saved"
        );
        let done = browser.press(&page, "Thử lại", &[]).await;
        assert_eq!(done.path(), "/tai-khoan", "{mode}");
        assert!(done.body.contains("Đã đồng bộ với CSDL quốc gia về dân cư"), "{mode}");
    }
}

#[tokio::test]
async fn f02_f04_on_the_profile_of_somebody_who_enters_the_number_there() {
    for mode in MODES {
        let world = with_a_quick_timeout().await;
        let browser = world.browser();
        let skipped = browser.signed_in(NATIONAL, BINH, "/").await;
        browser.press(&skipped, "Bỏ qua", &[]).await;
        let form = browser.open("/tai-khoan/chinh-sua").await;
        world.population(mode).await;
        let page =
            browser.press(&form, "Cập nhật", &[("Số căn cước (CCCD)", BINH.number), (PHONE, "0912345678"), AGREE]);
        let page = page.await;
        waits(&world, &page, mode).await;
        let typed = shown(&browser.open("/tai-khoan/chinh-sua").await, "Cập nhật");
        assert!(typed.contains(&BINH.number.to_owned()), "{mode}: {typed:?}");
        assert!(typed.iter().any(|value| value.ends_with("912345678")), "{mode}: {typed:?}");
        assert_eq!(browser.press(&page, "Thử lại", &[]).await.path(), "/tai-khoan", "{mode}");
        assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"), "{mode}");
    }
}

#[tokio::test]
async fn f02_f04_at_the_button_of_the_identity_page() {
    const BUTTON: &str = "Cập nhật từ CSDL Quốc gia về Dân cư";
    for mode in MODES {
        let world = with_a_quick_timeout().await;
        let browser = world.browser();
        browser.signed_in(VNEID, AN, "/").await;
        let form = browser.open("/tai-khoan/dinh-danh").await;
        world.population(mode).await;
        let page = browser.press(&form, BUTTON, &[AGREE]).await;
        waits(&world, &page, mode).await;
        assert!(browser.open("/tai-khoan").await.body.contains("025*****9001"), "{mode}: what was known stays");
        let done = browser.press(&page, "Thử lại", &[]).await;
        assert_eq!(done.path(), "/tai-khoan/dinh-danh", "{mode}");
    }
}

/// An application that waits for nothing but the number.
async fn at_the_gate(browser: &Browser) -> Answer {
    let page = browser.signed_in(NATIONAL, BINH, APPLICATION).await;
    browser.press(&page, "Bỏ qua", &[]).await;
    let last = browser.fill_application().await;
    browser.press(&last, "Gửi hồ sơ", &[]).await
}

#[tokio::test]
async fn f02_f04_at_the_gate_of_an_application() {
    for mode in MODES {
        let world = with_a_quick_timeout().await;
        let browser = world.browser();
        let form = at_the_gate(&browser).await;
        world.population(mode).await;
        let page = browser.update_number(&form, BINH).await;
        waits(&world, &page, mode).await;
        assert!(!page.has_button("Bỏ qua"), "{mode}: the application needs the number");
        let draft = browser.open(format!("{APPLICATION}?buoc=4")).await;
        assert!(draft.text("main").contains("Đỗ Minh Châu"), "{mode}: the draft is intact: {}", draft.body);
        let back = browser.press(&page, "Thử lại", &[]).await;
        assert!(back.path().starts_with(APPLICATION), "{mode}: {}", back.url);
        assert_eq!(browser.press(&back, "Gửi hồ sơ", &[]).await.heading(), SENT, "{mode}");
        assert_eq!(world.dossiers().await, 1, "{mode}");
    }
}
