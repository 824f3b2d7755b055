//! Y-01: an official reads and changes nothing without a trace, for both.

use super::{UNIT, khoi};
use crate::{
    journey::VNEID,
    people::AN,
    world::{TestWorld, databases::Kind},
};

const OPENED: &str = "Đơn vị tiếp nhận đã xem hồ sơ của bạn";
const SHOWN: &str = "Bạn đã xem một hồ sơ (cán bộ)";

#[tokio::test]
async fn y01_a_reading_is_seen_by_the_citizen_and_in_the_officials_own_record() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let (code, other) = (citizen.apply().await, citizen.apply().await);
    let own = citizen.open(format!("/ho-so/{code}")).await.text("main");
    assert!(own.contains("Chưa có cán bộ nào xem hồ sơ này"), "{own}");

    let official = khoi(&world).await;
    let shown = official.open(format!("/can-bo/{code}")).await;
    assert!(shown.text("main").contains(AN.name), "{}", shown.body);

    let own = citizen.open(format!("/ho-so/{code}")).await.text("main");
    assert!(own.contains(&format!("Đã được xem bởi đơn vị {UNIT} lúc ")), "{own}");
    let untouched = citizen.open(format!("/ho-so/{other}")).await.text("main");
    assert!(untouched.contains("Chưa có cán bộ nào xem hồ sơ này"), "the twin");
    for (browser, words) in [(&citizen, OPENED), (&official, SHOWN)] {
        let activity = browser.open("/tai-khoan/bao-mat").await.text("main");
        assert!(activity.contains(&format!("{words}: {code} · {UNIT}")), "{words}: {activity}");
        assert!(!activity.contains(&other));
    }
}

#[tokio::test]
async fn y01_a_change_is_seen_by_the_citizen_with_its_unit() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    assert!(!citizen.open(format!("/ho-so/{code}")).await.text(".timeline").contains("Bởi đơn vị"), "sent by herself");

    let official = khoi(&world).await;
    let page = official.open(format!("/can-bo/{code}")).await;
    let changed = official.decide(&page, "5", "Cần thêm giấy chứng sinh.").await;
    assert!(changed.text("[role=status]").contains("Đã cập nhật trạng thái hồ sơ"), "{}", changed.body);

    let way = citizen.open(format!("/ho-so/{code}")).await.text(".timeline");
    assert!(way.contains(&format!("Bởi đơn vị {UNIT}")) && way.contains("Cần thêm giấy chứng sinh."), "{way}");
    for (browser, words) in
        [(&citizen, "Trạng thái hồ sơ thay đổi"), (&official, "Bạn đã đổi trạng thái một hồ sơ (cán bộ)")]
    {
        let activity = browser.open("/tai-khoan/bao-mat").await.text("main");
        assert!(activity.contains(&format!("{words}: {code} · {UNIT}")), "{words}: {activity}");
    }
}

#[tokio::test]
async fn y01_the_list_has_masked_names_and_is_recorded_for_the_official() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    let official = khoi(&world).await;
    let list = official.open("/can-bo").await;
    assert!(list.text("main").contains(&code) && list.text("main td[translate]").contains("N. V. An"), "{}", list.body);
    assert_eq!(AN.found_in(&list.body), Vec::<String>::new(), "nothing whole, not even behind the page");
    assert!(!list.body.contains("Đỗ Minh Châu"), "nor the child");
    let called = official.call("/api/can-bo/danh-sach", &[("filter", "")]).await;
    assert_eq!((called.status, AN.found_in(&called.body)), (200, Vec::new()));
    let activity = official.open("/tai-khoan/bao-mat").await.text("main");
    assert!(activity.contains("Bạn đã xem danh sách hồ sơ của đơn vị (cán bộ)"), "{activity}");
    assert!(!citizen.open("/tai-khoan/bao-mat").await.text("main").contains(OPENED), "a masked row is no reading");
}

/// On SQLite, whose disk can be broken for one process.
#[tokio::test(flavor = "multi_thread")]
async fn y01_what_cannot_be_recorded_is_not_shown() {
    if Kind::of_this_run() == Kind::Postgres {
        return;
    }
    let mut world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    let official = khoi(&world).await;
    world.process().can_write(false);
    for path in [format!("/can-bo/{code}"), "/can-bo".to_owned()] {
        let page = official.open(&path).await;
        assert_eq!(page.status, 503, "{path}");
        assert!(AN.found_in(&page.body).is_empty() && !page.text("main").contains("N. V. An"), "{path}: {}", page.body);
    }
    world.process().can_write(true);
    assert_eq!(official.open(format!("/can-bo/{code}")).await.status, 200, "the twin");
}
