//! Leaving every device at once, and taking one's data along.

use crate::{
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use serde_json::Value;
use time::Duration;

const SECURITY: &str = "/tai-khoan/bao-mat";
const OWN_DATA: &str = "/tai-khoan/du-lieu/cua-toi.json";
const OTHERS: &str = "Đăng xuất mọi thiết bị khác";
const ALL: &str = "Đăng xuất tất cả";

#[tokio::test]
async fn s06_signing_every_other_device_out_keeps_this_one() {
    let world = TestWorld::start().await;
    let (here, there, other) = (world.browser(), world.browser(), world.browser());
    there.signed_in(VNEID, AN, "/").await;
    other.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    here.signed_in(VNEID, AN, "/").await;
    let page = here.open(SECURITY).await;
    let done = here.press(&page, OTHERS, &[]).await;
    assert!(done.text("[role=status]").contains("Đã đăng xuất mọi thiết bị khác"), "{}", done.body);
    assert_eq!(done.texts("[aria-labelledby=sessions] > li").len(), 1);
    assert!(done.text("main").contains("Đăng xuất nhiều thiết bị cùng lúc"), "recorded");
    assert_eq!(there.open("/").await.signed_in_name(), None);
    assert_eq!(other.open("/").await.signed_in_name().as_deref(), Some(BINH.name), "another person's stays");
    there.signed_in(VNEID, AN, "/thu-tuc").await;
}

#[tokio::test]
async fn s06_signing_everything_out_ends_this_session_too() {
    let world = TestWorld::start().await;
    let (here, there) = (world.browser(), world.browser());
    there.signed_in(VNEID, AN, "/").await;
    here.signed_in(VNEID, AN, "/").await;
    // Long after the proof: leaving asks for none.
    world.clock.advance(Duration::minutes(11));
    let page = here.open(SECURITY).await;
    let asked = here.press(&page, OTHERS, &[]).await;
    assert!(asked.path().starts_with("/xac-nhan-lai"), "the others stay without a proof: {}", asked.url);
    let form = page.form(ALL);
    let gone = here.post(&form.action, &form.fields).await;
    assert_eq!(gone.status, 303);
    for browser in [&here, &there] {
        assert_eq!(browser.open("/").await.signed_in_name(), None);
    }
    here.is_signed_out_and_well().await;
}

#[tokio::test]
async fn p05_a_person_takes_along_what_is_kept_about_them_and_nothing_of_others() {
    let world = TestWorld::start().await;
    let (an, binh) = (world.browser(), world.browser());
    let page = binh.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    binh.update_number(&page, BINH).await;
    an.signed_in(VNEID, AN, "/").await;
    let code = an.apply().await;
    let link = an.open("/tai-khoan/du-lieu").await;
    assert!(link.body.contains(OWN_DATA), "{}", link.body);
    let file = an.get(OWN_DATA).await;
    assert_eq!((file.status, file.header("content-type")), (200, "application/json"));
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"du-lieu-cua-toi.json\"");
    assert!(file.header("cache-control").contains("no-store"), "{:?}", file.headers);
    let data: Value = serde_json::from_str(&file.body).unwrap();
    assert_eq!(data["person"]["number"]["value"], AN.number);
    assert_eq!(data["dossiers"][0]["code"], code.as_str());
    assert_eq!(data["identities"][0]["provider"], "vneid");
    for part in ["consents", "queries", "synchronisations", "drafts", "slips", "sessions", "activity"] {
        assert!(data[part].is_array(), "{part}");
    }
    for trace in BINH.traces() {
        assert!(!file.body.contains(&trace), "{trace}");
    }
    assert!(an.open(SECURITY).await.text("main").contains("Tải về dữ liệu của tôi"), "recorded");
    let consents: Value = serde_json::from_str(&binh.get(OWN_DATA).await.body).unwrap();
    assert_eq!(consents["consents"][0]["text_version"], 2);
    assert_eq!(consents["queries"][0]["outcome"], "matched");
}

#[tokio::test]
async fn p05_the_file_is_for_its_own_person_who_has_just_proved_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    assert_eq!(browser.get(OWN_DATA).await.to().path(), "/dang-nhap");
    browser.signed_in(VNEID, AN, "/").await;
    world.clock.advance(Duration::minutes(11));
    assert_eq!(browser.get(OWN_DATA).await.to().path(), "/xac-nhan-lai");
}
