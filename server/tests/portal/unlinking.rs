//! "Gỡ liên kết": the dry run, the last way in, the proof, and what is told of it (L-04, L-11, S-06).

use crate::{
    journey::{NATIONAL, VNEID},
    linked::{IDENTITY, NATIONAL_LABEL, VNEID_LABEL, linked},
    people::{AN, BINH},
    world::TestWorld,
};
use time::Duration;

#[tokio::test]
async fn l11_the_dry_run_says_what_would_happen_and_does_nothing() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let dry_run = browser.open(browser.unlink_path(NATIONAL_LABEL).await).await;
    assert_eq!((dry_run.status, dry_run.heading().as_str()), (200, "Gỡ liên kết tài khoản"));
    let text = dry_run.text("main");
    for said in [
        "Chưa có gì thay đổi",
        "Bạn vẫn vào được bằng",
        VNEID_LABEL,
        "Các thiết bị khác đang đăng nhập sẽ bị đăng xuất",
        "Hồ sơ đã nộp, bản nháp",
        "Số căn cước",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(browser.identities().await.len(), 2);
    assert!(BINH.found_in(dry_run.url.as_str()).is_empty());
}

#[tokio::test]
async fn l11_s06_an_unlinked_account_opens_nothing_here_and_can_come_back() {
    let world = TestWorld::start().await;
    let browser = linked(&world, AN).await;
    let by_national = world.browser();
    by_national.signed_in(NATIONAL, AN, "/").await;
    let page = browser.unlink(NATIONAL_LABEL).await;
    assert_eq!((page.path(), page.text(".notice").as_str()), (IDENTITY, "Đã gỡ liên kết"));
    assert_eq!(browser.identities().await, [VNEID_LABEL]);
    assert!(!by_national.is_in().await, "its session is over");

    // A stranger now, with a number that somebody has: asked, and proved by the account's own VNeID.
    let question = by_national.sign_in(NATIONAL, AN, "/thu-tuc").await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    assert!(!by_national.is_in().await);
    let page = by_national.link(&question, AN).await;
    assert_eq!(page.path(), "/thu-tuc");
    assert_eq!(by_national.identities().await.len(), 2);
}

#[tokio::test]
async fn l11_the_last_way_in_is_protected_and_says_why() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let path = browser.unlink_path(VNEID_LABEL).await;
    let page = browser.open(&path).await;
    assert_eq!(page.outcome().as_deref(), Some("last_way_in"));
    assert!(page.text("main").contains("Bạn có thể làm gì bây giờ"), "{}", page.body);
    assert!(!page.has_button("Gỡ liên kết"));

    // By hand, where there is no button.
    let identity = path.split_once("ma=").unwrap().1;
    let answer = browser.post_stamped("/api/go-lien-ket/dong-y", &[("identity", identity)]).await;
    assert_eq!(browser.follow(answer).await.outcome().as_deref(), Some("last_way_in"));
    assert_eq!(browser.identities().await, [VNEID_LABEL]);
}

#[tokio::test]
async fn l11_of_both_identities_pressed_at_once_in_two_tabs_one_is_left() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let mut forms = Vec::new();
    for label in [VNEID_LABEL, NATIONAL_LABEL] {
        let page = browser.open(browser.unlink_path(label).await).await;
        forms.push(page.form("Gỡ liên kết"));
    }
    let presses = (0..10).map(|turn| {
        let form = &forms[turn % 2];
        browser.call(&form.action, &form.fields)
    });
    for answer in futures::future::join_all(presses).await {
        assert!(answer.status < 500, "{}", answer.body);
    }
    let again = world.browser();
    let national = again.sign_in(NATIONAL, BINH, "/").await;
    let is_in_by_national =
        national.signed_in_name().is_some() && again.open(IDENTITY).await.body.contains("025*****9002");
    let other = world.browser();
    other.sign_in(VNEID, BINH, "/").await;
    assert!(is_in_by_national || other.is_in().await, "nobody is shut out");
}

#[tokio::test]
async fn l11_another_persons_identity_looks_like_one_that_does_not_exist() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let path = browser.unlink_path(NATIONAL_LABEL).await;
    let identity = path.split_once("ma=").unwrap().1;
    let stranger = world.browser();
    stranger.signed_in(VNEID, AN, "/").await;
    for ma in [identity, "00000000-0000-4000-8000-000000000000", "x", ""] {
        assert_eq!(stranger.open(format!("{IDENTITY}/go-lien-ket?ma={ma}")).await.status, 404, "{ma}");
    }
    stranger.post_stamped("/api/go-lien-ket/dong-y", &[("identity", identity)]).await;
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn l04_unlinking_demands_a_recent_proof() {
    let world = TestWorld::start().await;
    linked(&world, BINH).await;
    let browser = world.browser();
    world.fault_once(VNEID, "stale_auth_time").await;
    browser.signed_in(VNEID, BINH, "/").await;
    let asks = browser.unlink(NATIONAL_LABEL).await;
    assert_eq!(asks.heading(), "Xác nhận lại đúng là bạn");
    assert_eq!(browser.identities().await.len(), 2, "nothing was done");
    let dry_run = browser.prove(&asks, VNEID_LABEL, BINH).await;
    assert_eq!(dry_run.heading(), "Gỡ liên kết tài khoản", "back on the very page");
    browser.press(&dry_run, "Gỡ liên kết", &[]).await;
    assert_eq!(browser.identities().await, [VNEID_LABEL]);
}

#[tokio::test]
async fn l04_a_weaker_proof_does_not_take_vneid_away() {
    let world = TestWorld::start().await;
    linked(&world, BINH).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let dry_run = browser.open(browser.unlink_path(VNEID_LABEL).await).await;
    assert!(dry_run.text("main").contains("xác nhận bằng chính VNeID"), "{}", dry_run.body);
    let asks = browser.press(&dry_run, "Gỡ liên kết", &[]).await;
    let dry_run = browser.prove(&asks, NATIONAL_LABEL, BINH).await;
    let asks = browser.press(&dry_run, "Gỡ liên kết", &[]).await;
    assert_eq!(asks.heading(), "Xác nhận lại đúng là bạn");
    assert_eq!(browser.identities().await.len(), 2);

    // Twin: by VNeID itself. Its session goes with it.
    let dry_run = browser.prove(&asks, VNEID_LABEL, BINH).await;
    assert!(dry_run.text("main").contains("kể cả thiết bị này"), "{}", dry_run.body);
    let page = browser.press(&dry_run, "Gỡ liên kết", &[]).await;
    assert_eq!((page.heading().as_str(), page.signed_in_name()), ("Đăng nhập", None));
    assert_eq!(browser.cookie("session"), None);
    browser.signed_in(NATIONAL, BINH, "/").await;
    assert_eq!(browser.identities().await, [NATIONAL_LABEL]);
    let overview = browser.open("/tai-khoan").await;
    assert!(overview.body.contains("025*****9002"), "the register's match stays: {}", overview.body);
}

#[tokio::test]
async fn a_number_that_only_vneid_vouched_for_leaves_with_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    // The national account's own number asks to be linked, and the owner proves it.
    let question = browser.sign_in(NATIONAL, AN, "/").await;
    browser.press(&question, "Liên kết", &[]).await;
    browser.signed_in(VNEID, AN, "/").await;
    let dry_run = browser.open(browser.unlink_path(VNEID_LABEL).await).await;
    assert!(dry_run.text("main").contains("Số căn cước rời khỏi tài khoản"), "{}", dry_run.body);
    browser.press(&dry_run, "Gỡ liên kết", &[]).await;

    // The national account asserts the number too: from its next sign-in it is there again, by its own word.
    browser.signed_in(NATIONAL, AN, "/").await;
    let page = browser.open("/tai-khoan").await;
    assert!(page.text("main").contains("Số căn cước rời khỏi tài khoản cùng với"), "{}", page.body);
    assert!(page.text("main").contains("Tài khoản Cổng Dịch vụ công quốc gia"), "{}", page.body);
}

#[tokio::test]
async fn l04_what_changed_is_told_until_the_person_knows() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let told = "Tài khoản của bạn vừa có thay đổi";
    for page in ["/tai-khoan", "/tai-khoan/bao-mat"] {
        let text = browser.open(page).await.text("main");
        assert!(text.contains(told) && text.contains("Liên kết thêm một tài khoản đăng nhập"), "{text}");
    }
    let first = browser.open("/tai-khoan").await;
    world.clock.advance(Duration::seconds(2));
    browser.unlink(NATIONAL_LABEL).await;
    // The page was open while something else happened: that is still told.
    browser.press(&first, "Đã hiểu", &[]).await;
    let page = browser.open("/tai-khoan").await;
    let panel = page.text("section[aria-labelledby=news]");
    assert!(panel.contains("Gỡ liên kết một tài khoản") && !panel.contains("Liên kết thêm"), "{panel}");
    assert!(panel.contains("Không phải tôi?") && panel.contains("1900 0368"), "{panel}");
    browser.press(&page, "Đã hiểu", &[]).await;
    assert!(!browser.open("/tai-khoan").await.text("main").contains(told));
    let activity = browser.open("/tai-khoan/bao-mat").await.text("main");
    assert!(!activity.contains(told) && activity.contains("Gỡ liên kết một tài khoản đăng nhập"), "{activity}");
}

#[tokio::test]
async fn the_link_map_is_a_picture_and_words() {
    let world = TestWorld::start().await;
    let browser = linked(&world, BINH).await;
    let page = browser.open(IDENTITY).await;
    let picture = page.text("svg[role=img][aria-labelledby=link-map]");
    for part in ["VNeID", "Tài khoản Cổng DVC quốc gia", "Tài khoản của bạn trên Cổng", "025*****9002"]
    {
        assert!(picture.contains(part), "{part}: {picture}");
    }
    assert!(picture.contains("Đối chiếu khớp ngày"), "{picture}");
    let words = page.text(".link-map__words");
    assert!(words.contains(VNEID_LABEL) && words.contains("CSDL quốc gia về dân cư"), "{words}");
    assert!(!page.body.contains("style="), "the policy refuses inline styles");
}
