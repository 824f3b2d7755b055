//! Who may see and do what (SECURITY.md, G and L-12): the gate is on the server, whatever the page showed.

use crate::{
    answer::Answer,
    application::{APPLICATION, SENT},
    functions::{self, ARGUMENTS},
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, KHOI},
    world::TestWorld,
};

/// A page as a person reads it, without the words that differ by chance: the code asked for and the reference.
fn words(page: &Answer, code: &str) -> String {
    let is_reference =
        |word: &str| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let text = page.text("main").replace(code, "CODE");
    text.split(' ').filter(|word| !is_reference(word.trim_matches('.'))).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn g01_another_persons_dossier_looks_like_one_that_does_not_exist() {
    let world = TestWorld::start().await;
    let owner = world.browser();
    owner.signed_in(VNEID, AN, "/").await;
    let code = owner.apply().await;
    let own = owner.open(format!("/ho-so/{code}")).await;
    assert_eq!(own.status, 200);
    assert!(own.text("main").contains(&code));

    let absent = format!("{}9999", &code[..code.len() - 4]);
    let stranger = world.browser();
    stranger.signed_in(VNEID, BINH, "/").await;
    for page in ["", "/da-gui"] {
        let foreign = stranger.open(format!("/ho-so/{code}{page}")).await;
        let missing = stranger.open(format!("/ho-so/{absent}{page}")).await;
        assert_eq!((foreign.status, missing.status), (404, 404), "{page}");
        assert_eq!(words(&foreign, &code), words(&missing, &absent), "{page}");
        assert!(AN.found_in(&foreign.body).is_empty(), "{page}");
    }
    assert!(!stranger.open("/ho-so").await.body.contains(&code));
    for path in ["/api/ho-so/chi-tiet", "/api/ho-so/da-gui"] {
        let foreign = stranger.call(path, &[("code", &code)]).await;
        let missing = stranger.call(path, &[("code", &absent)]).await;
        assert_eq!((foreign.status, missing.status), (404, 404), "{path}: {}", foreign.body);
        assert!(!foreign.body.contains(&code), "{path}");
    }
}

#[tokio::test]
async fn g01_a_senseless_dossier_code_is_not_found() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    for code in
        ["x", "%00", "H44.12-260615-0001%27%20OR%201=1", "..%2f..%2fetc", "%F0%9F%92%A9", "-1", &"9".repeat(3000)]
    {
        assert_eq!(browser.open(format!("/ho-so/{code}")).await.status, 404, "{code}");
    }
}

#[tokio::test]
async fn g03_l12_without_the_number_nothing_is_sent_and_with_it_the_same_draft_is() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, APPLICATION).await;
    browser.press(&page, "Bỏ qua", &[]).await;
    let last = browser.fill_application().await;
    let send = last.form("Gửi hồ sơ");

    let asked = browser.post_form(&last, &send).await;
    assert_eq!(asked.heading(), "Cập nhật số căn cước công dân");
    assert!(asked.path().starts_with("/can-cuoc?tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so"), "{}", asked.url);
    assert!(!asked.has_button("Bỏ qua"), "{}", asked.body);
    assert_eq!(world.dossiers().await, 0);

    // The function itself, as a script would call it, again and again.
    for _ in 0..3 {
        assert_eq!(browser.call(&send.action, &send.fields).await.status, 200);
    }
    assert_eq!(world.dossiers().await, 0);

    // "Bỏ qua" by hand, where the page has no such button.
    let skipped = browser.post_stamped("/api/can-cuoc/bo-qua", &[("tiep", APPLICATION)]).await;
    assert!(skipped.raw_location().unwrap().starts_with("/can-cuoc?"), "{:?}", skipped.raw_location());

    let back = browser.update_number(&asked, BINH).await;
    assert!(back.path().starts_with(APPLICATION), "{}", back.url);
    assert!(back.text("main").contains("Đỗ Minh Châu"), "the draft is intact: {}", back.body);
    let sent = browser.press(&back, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), SENT);
    assert_eq!(world.dossiers().await, 1);

    // Pressed again: nothing is left to send.
    browser.call(&send.action, &send.fields).await;
    assert_eq!(world.dossiers().await, 1);
}

#[tokio::test]
async fn g03_calling_every_function_without_the_number_sends_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    browser.fill_application().await;
    let fields = browser.stamped(ARGUMENTS).await;
    for path in functions::all().into_iter().filter(|path| *path != "/api/dang-xuat") {
        let answer = browser.call(path, &fields).await;
        assert!(answer.status < 500, "{path}: {}", answer.body);
    }
    assert_eq!(world.dossiers().await, 0);
    assert_eq!(world.calls("/dan-cu").await, 0, "without a number and a consent nobody is asked");
}

#[tokio::test]
async fn l12_skipping_closes_earlier_dossiers() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    browser.post_stamped("/api/can-cuoc/bo-qua", &[("tiep", "/")]).await;
    let page = browser.open("/ho-so").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("/can-cuoc?tiep="), "the button that solves it: {}", page.body);
}

#[tokio::test]
async fn g05_one_press_of_a_double_click_is_one_dossier() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let last = browser.fill_application().await;
    let send = last.form("Gửi hồ sơ");
    let answers = futures::future::join_all((0..10).map(|_| browser.call(&send.action, &send.fields))).await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    assert_eq!(world.dossiers().await, 1);
}

#[tokio::test]
async fn g01_the_desk_is_for_officials() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    for path in ["/can-bo".to_owned(), format!("/can-bo/{code}")] {
        assert_eq!(citizen.open(&path).await.status, 403, "{path}");
    }
    let fields = [("code", code.as_str()), ("status", "9"), ("note", "")];
    for path in functions::all().into_iter().filter(|path| path.starts_with("/api/can-bo/")) {
        assert_eq!(citizen.call_stamped(path, &fields).await.status, 403, "{path}");
    }
    let stranger = world.browser();
    assert_eq!(stranger.get("/can-bo").await.to().path(), "/dang-nhap");

    let official = world.browser();
    official.signed_in(VNEID, KHOI, "/").await;
    let desk = official.open("/can-bo").await;
    assert_eq!(desk.status, 200);
    assert!(desk.text("main").contains(&code), "{}", desk.body);
    assert!(!desk.body.contains(AN.number), "numbers are masked");
}

#[tokio::test]
async fn g02_the_profile_takes_no_field_that_it_did_not_offer() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, "/tai-khoan/chinh-sua").await;
    let mut form = page.form("Cập nhật");
    for (name, value) in [
        ("number", BINH.number),
        ("full_name", BINH.name),
        ("cccd", BINH.number),
        ("cccd_verified", "true"),
        ("role", "official"),
        ("unit", "H44.12"),
        ("account", "00000000-0000-0000-0000-000000000000"),
        ("iss", "https://evil.example"),
    ] {
        form.fields.retain(|(known, _)| known != name);
        form.fields.push((name.to_owned(), value.to_owned()));
    }
    browser.post_form(&page, &form).await;
    let after = browser.open("/tai-khoan").await;
    assert_eq!(after.signed_in_name().as_deref(), Some(AN.name));
    assert!(BINH.found_in(&after.body).is_empty(), "{}", after.body);
    assert_eq!(browser.open("/can-bo").await.status, 403);
}
