//! An application is sent only when somebody can work on it; a draft is free.

use crate::{
    answer::Answer,
    application::{APPLICATION, SENT},
    browser::Browser,
    journey::VNEID,
    people::{AN, KHOI},
    world::TestWorld,
};

const SEND: &str = "Gửi hồ sơ";

/// Goes through a step with these entries by field name; everything else stays as it is.
async fn step(browser: &Browser, number: u8, entries: &[(&str, &str)]) -> Answer {
    let page = browser.open(format!("{APPLICATION}?buoc={number}")).await;
    let mut form = page.form("Tiếp tục");
    form.fields.retain(|(name, _)| !entries.iter().any(|(entry, _)| entry == name));
    form.fields.extend(entries.iter().map(|(name, entry)| ((*name).to_owned(), (*entry).to_owned())));
    browser.post_form(&page, &form).await
}

/// The addresses of the lines of the summary.
fn ways(page: &Answer) -> Vec<String> {
    page.body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|to| to.contains('#') && to.starts_with(APPLICATION))
        .map(str::to_owned)
        .collect()
}

const CHILD: &[(&str, &str)] = &[("child_birth_date", "20/05/2026"), ("child_sex", "female")];

#[tokio::test]
async fn an_application_without_what_it_needs_stays_a_draft_and_says_what_is_missing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, APPLICATION).await;
    step(&browser, 1, &[]).await;
    step(&browser, 2, &[("child_name", "Đỗ Minh Châu"), ("child_sex", "")]).await;
    let check = step(&browser, 3, &[("delivery", "post")]).await;
    let needed = ["2#child_birth_date", "2#child_sex", "3#delivery_address", "3#phone"];
    let needed: Vec<_> = needed.iter().map(|place| format!("{APPLICATION}?buoc={place}")).collect();
    assert_eq!(check.status, 200);
    assert_eq!(ways(&check), needed, "{}", check.body);
    let refused = browser.press(&check, SEND, &[]).await;
    assert_eq!((refused.status, refused.path()), (422, &*format!("{APPLICATION}?buoc=4")));
    assert!(refused.text("[role=alert]").contains("Có lỗi cần sửa"), "{}", refused.body);
    assert_eq!(ways(&refused), needed);
    assert!(refused.text("main").contains("Đỗ Minh Châu"), "nothing typed is lost");
    assert_eq!(world.dossiers().await, 0);

    // Each line leads to its field; filled in, the application goes out.
    step(&browser, 2, CHILD).await;
    let check = step(&browser, 3, &[("delivery_address", "Số 5 phố Thử Nghiệm"), ("phone", "0912345678")]).await;
    assert_eq!((check.status, ways(&check).len(), check.text("[role=alert]")), (200, 0, String::new()));
    let sent = browser.press(&check, SEND, &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    assert_eq!(world.dossiers().await, 1);
}

#[tokio::test]
async fn what_the_account_knows_is_not_typed_again_and_the_official_sees_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/tai-khoan").await;
    let page = browser.open("/tai-khoan/chinh-sua").await;
    let contact = [("Thư điện tử", "an@vidu.vn"), ("Địa chỉ liên hệ", "Số 7 phố Thử Nghiệm, xã Bằng Luân")];
    browser.press(&page, "Lưu thông tin liên hệ", &contact).await;
    step(&browser, 1, &[]).await;
    step(&browser, 2, &[("child_name", "Đỗ Minh Châu"), CHILD[0], CHILD[1]]).await;
    let third = browser.open(format!("{APPLICATION}?buoc=3")).await;
    assert!(third.body.contains("Số 7 phố Thử Nghiệm"), "proposed: {}", third.body);
    let check = step(&browser, 3, &[("delivery", "post")]).await;
    let sent = browser.press(&check, SEND, &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    let words = sent.text("main");
    let code = &words[words.find("H44.12-").unwrap()..][..18];
    let official = world.browser();
    official.signed_in(VNEID, KHOI, "/can-bo").await;
    let dossier = official.open(format!("/can-bo/{code}")).await;
    for known in ["an@vidu.vn", "Số 7 phố Thử Nghiệm"] {
        assert!(dossier.text("main").contains(known), "{known}: {}", dossier.body);
    }
}

#[tokio::test]
async fn y04_an_official_sees_three_digits_of_the_number_beside_name_and_birth_date() {
    let world = TestWorld::start().await;
    let (citizen, official) = (world.browser(), world.browser());
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    assert!(citizen.open(format!("/ho-so/{code}")).await.text("main").contains("025*****9001"), "the twin: their own");
    official.signed_in(VNEID, KHOI, "/can-bo").await;
    let page = official.open(format!("/can-bo/{code}")).await;
    assert!(page.text("main").contains("*********001"), "{}", page.body);
    assert!(!page.body.contains("9001"), "{}", page.body);
}
