//! A missing number is spoken of once a page, and not to who has one (rules 1 and 11).

use crate::{
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, KHOI},
    world::TestWorld,
};

const ADD: &str = "Cập nhật số căn cước";

#[tokio::test]
async fn after_skipping_a_page_asks_for_the_number_with_one_button() {
    let world = TestWorld::start().await;
    for wanted in ["/tai-khoan", "/tai-khoan/dinh-danh", "/ho-so", "/thu-tuc"] {
        let browser = world.browser();
        let asked = browser.signed_in(NATIONAL, BINH, wanted).await;
        let page = browser.press(&asked, "Bỏ qua", &[]).await;
        assert_eq!((page.path(), page.text(".notice").as_str()), (wanted, "Đăng nhập thành công"));
        let buttons = page.texts("a.button").into_iter().filter(|label| label == ADD).count();
        assert_eq!(buttons, 1, "{wanted}: {}", page.body);
    }
}

#[tokio::test]
async fn the_home_page_offers_to_add_a_number_only_to_who_may_lack_one() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let offers = |page: &crate::answer::Answer| page.texts(".card h3").contains(&ADD.to_owned());
    assert!(offers(&browser.open("/").await), "nobody is signed in");
    assert!(!offers(&browser.signed_in(VNEID, AN, "/").await));
}

#[tokio::test]
async fn what_waits_at_the_desk_stands_apart_from_what_is_over() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let (first, second) = (citizen.apply().await, citizen.apply().await);
    let official = world.browser();
    official.signed_in(VNEID, KHOI, "/").await;
    let desk = official.open("/can-bo").await;
    assert!(desk.texts("h2").contains(&"Cần xử lý: 2".to_owned()), "{}", desk.body);
    assert_eq!(desk.texts("main td a"), [first.as_str(), &second], "what has waited longest is first");

    let dossier = official.open(format!("/can-bo/{first}")).await;
    let mut form = dossier.form("Lưu trạng thái");
    form.fields.retain(|(name, _)| name != "status" && name != "note");
    form.fields.push(("status".to_owned(), "3".to_owned()));
    form.fields.push(("note".to_owned(), "Nơi khác giải quyết.".to_owned()));
    official.post_form(&dossier, &form).await;
    let desk = official.open("/can-bo").await;
    assert!(desk.texts("h2").contains(&"Cần xử lý: 1".to_owned()), "{}", desk.body);
    assert_eq!(desk.texts("main td a"), [second.as_str()]);
    let over = official.open("/can-bo?trang-thai=da-ket-thuc").await;
    assert!(over.texts("h2").contains(&"Đã kết thúc: 1".to_owned()), "{}", over.body);
    assert_eq!(over.texts("main td a"), [first.as_str()]);
}
