//! V-01: the desk opens for a role, in the session that this very VNeID identity opened.

use super::{WAY_IN, granted, is_closed, khoi, official, subject};
use crate::{
    functions,
    journey::{NATIONAL, VNEID},
    linked::linked,
    people::{AN, BINH, DUNG, GIANG, KHOI},
    world::TestWorld,
};
use time::Duration;

const ALL: &[(&str, &str)] = &[("code", "H44.12-260615-0001"), ("status", "2"), ("version", "1")];

#[tokio::test]
async fn v01_an_officials_number_that_a_citizen_types_opens_no_desk() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    let page = citizen.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    citizen.update_number(&page, KHOI).await;
    assert!(is_closed(&citizen.open("/can-bo").await));
    for path in functions::all().into_iter().filter(|path| path.starts_with("/api/can-bo/")) {
        assert_eq!(citizen.call_stamped(path, ALL).await.status, 403, "{path}");
    }
    assert!(!citizen.open("/").await.body.contains("href=\"/can-bo\""), "and none is offered");
}

#[tokio::test]
async fn v01_the_national_account_of_an_official_is_led_to_vneid_and_back_to_the_dossier() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let wanted = format!("/can-bo/{}", citizen.apply().await);

    let browser = world.browser();
    browser.signed_in(NATIONAL, KHOI, "/").await;
    let closed = browser.open(&wanted).await;
    assert!(is_closed(&closed), "a number that another provider asserts is no role: {}", closed.body);
    assert_eq!(closed.body.matches(WAY_IN).count(), 1, "one way in");
    for path in functions::all().into_iter().filter(|path| path.starts_with("/api/can-bo/")) {
        assert_eq!(browser.call_stamped(path, ALL).await.status, 403, "{path}");
    }
    assert!(!browser.open("/").await.body.contains("href=\"/can-bo\""));

    let form = closed.form(WAY_IN);
    let begun = browser.post(&form.action, &form.fields).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let callback = browser.agree(begun.to(), KHOI).await;
    let question = browser.open(callback).await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    let opened = browser.press(&question, "Liên kết", &[]).await;
    assert_eq!((opened.path(), opened.status, opened.heading().as_str()), (wanted.as_str(), 200, "Xử lý hồ sơ"));

    // Linked as he is, the session of the national account opens nothing.
    let again = world.browser();
    again.signed_in(NATIONAL, KHOI, "/").await;
    assert!(is_closed(&again.open("/can-bo").await));
}

#[tokio::test]
async fn v01_a_citizen_with_vneid_is_asked_anew_who_they_are_at_the_way_in() {
    let world = TestWorld::start().await;
    let citizen = official(&world, AN).await;
    let closed = citizen.open("/can-bo?trang-thai=5").await;
    assert!(is_closed(&closed), "{}", closed.body);
    let form = closed.form(WAY_IN);
    let begun = citizen.post(&form.action, &form.fields).await;
    assert!(begun.to().query_pairs().any(|(name, value)| name == "max_age" && value == "0"), "{}", begun.to());
    let callback = citizen.agree(begun.to(), KHOI).await;
    let desk = citizen.open(callback).await;
    assert_eq!((desk.status, desk.heading().as_str()), (200, "Bàn làm việc cán bộ"), "{}", desk.url);
    assert!(desk.url.query().is_some_and(|query| query.contains("trang-thai=5")), "the wanted list: {}", desk.url);
    assert!(desk.body.contains("href=\"/can-bo\""));
}

#[tokio::test]
async fn v01_the_desk_closes_when_the_proof_is_too_old() {
    let world = TestWorld::with(|settings| {
        settings.session.idle_minutes = 2_000;
        settings.session.absolute_hours = 24;
    })
    .await;
    let browser = khoi(&world).await;
    world.clock.advance(Duration::hours(8) - Duration::minutes(1));
    assert_eq!(browser.open("/can-bo").await.status, 200);
    world.clock.advance(Duration::minutes(1));
    let closed = browser.open("/can-bo").await;
    assert!(is_closed(&closed), "{}", closed.body);
    assert_eq!(browser.open("/tai-khoan").await.status, 200, "the session itself goes on");

    let form = closed.form(WAY_IN);
    let begun = browser.post(&form.action, &form.fields).await;
    let callback = browser.agree(begun.to(), KHOI).await;
    assert_eq!(browser.open(callback).await.status, 200);
}

#[tokio::test]
async fn v01_a_session_of_level_1_opens_no_desk() {
    let world = TestWorld::with(|settings| {
        if let Some(vneid) = settings.provider.get_mut(VNEID) {
            vneid.minimum_level = 1;
        }
    })
    .await;
    let (low, high) = (official(&world, GIANG).await, official(&world, BINH).await);
    for person in [GIANG, BINH] {
        granted(&world, person, "H44.12").await;
    }
    assert!(is_closed(&low.open("/can-bo").await));
    assert_eq!(high.open("/can-bo").await.status, 200, "the twin, of level 2");
}

#[tokio::test]
async fn v01_granting_and_revoking_count_from_the_next_request_and_are_recorded() {
    let world = TestWorld::start().await;
    let browser = official(&world, BINH).await;
    assert!(is_closed(&browser.open("/can-bo").await));
    granted(&world, BINH, "H44.12").await;
    assert_eq!(browser.open("/can-bo").await.status, 200, "while the portal serves");

    let subject = subject(&world, BINH).await;
    let (listed, table) = world.order(&["official", "list"]);
    assert!(listed && table.contains(&subject) && table.contains("H44.12"), "{table}");
    assert_eq!(table.matches("in force").count(), 2, "khoi's is the demonstration's own: {table}");
    let identity = ["--provider", VNEID, "--subject", &subject];
    let (revoked, said) = world.order(&[&["official", "revoke"], &identity[..]].concat());
    assert!(revoked && said.starts_with("revoked: all units, reference "), "{said}");
    assert!(is_closed(&browser.open("/can-bo").await));
    assert!(world.order(&["official", "list"]).1.contains("revoked"));

    let activity = browser.open("/tai-khoan/bao-mat").await.text("main");
    for words in ["Được giao quyền cán bộ", "Thôi quyền cán bộ"] {
        assert_eq!(activity.matches(words).count(), 1, "{words}: {activity}");
    }
    let reference = said.trim().rsplit(' ').next().unwrap();
    assert!(activity.contains(reference), "{reference}");
    assert_eq!(khoi(&world).await.open("/can-bo").await.status, 200, "nobody else's role was touched");
}

#[tokio::test]
async fn v01_a_role_ends_with_its_last_day() {
    let world = TestWorld::start().await;
    let (today, tomorrow) =
        (world.portal.site.portal.world.today(), world.portal.site.portal.world.today().next_day().unwrap());
    official(&world, BINH).await;
    let subject = subject(&world, BINH).await;
    let order = ["official", "grant", "--provider", VNEID, "--subject", &subject, "--unit", "H44.12", "--until"];
    let yesterday = today.previous_day().unwrap().to_string();
    let (done, said) = world.order(&[&order[..], &[&yesterday]].concat());
    assert!(!done && said.contains("--until: the day is over already"), "{said}");
    let (done, said) = world.order(&[&order[..], &[&tomorrow.to_string()]].concat());
    assert!(done, "{said}");
    assert!(world.order(&["official", "list"]).1.contains(&tomorrow.to_string()));
    assert_eq!(official(&world, BINH).await.open("/can-bo").await.status, 200);
    world.clock.advance(Duration::days(2));
    let late = official(&world, BINH).await;
    assert!(is_closed(&late.open("/can-bo").await));
}

#[tokio::test]
async fn v01_an_order_that_makes_no_sense_changes_nothing_and_says_why() {
    let world = TestWorld::start().await;
    let grant = |provider, unit| ["official", "grant", "--provider", provider, "--subject", "s-1", "--unit", unit];
    let khois = "7b25a88f789ce125c6eecb2ca07a7a1e";
    for (order, why) in [
        (&grant("dvcqg", "H44.12")[..], "\"dvcqg\" is no provider of kind vneid"),
        (&grant("nobody", "H44.12"), "\"nobody\" is no provider of kind vneid"),
        (&grant(VNEID, "H44.99"), "the units are H44.12, H44.13"),
        (&["official", "grant", "--provider", VNEID, "--subject", khois, "--unit", "H44.12"], "has this role already"),
        (&["official", "grant", "--provider", VNEID, "--subject", " ", "--unit", "H44.12"], "--subject: is empty"),
        (&["official", "revoke", "--provider", VNEID, "--subject", "s-1"], "has no such role"),
    ] {
        let (done, said) = world.order(order);
        assert!(!done && said.contains(why), "{why}: {said}");
    }
    let (_, table) = world.order(&["official", "list"]);
    assert_eq!(table.lines().count(), 2, "khoi's role alone: {table}");
    // Twin: what was refused is good with other words.
    assert!(world.order(&grant(VNEID, "H44.13")).0);
}

#[tokio::test]
async fn v01_what_an_operator_revoked_stays_revoked_when_the_demonstration_starts_again() {
    let mut world = TestWorld::start().await;
    let khois = "7b25a88f789ce125c6eecb2ca07a7a1e";
    assert!(world.order(&["official", "revoke", "--provider", VNEID, "--subject", khois, "--unit", "H44.12"]).0);
    world.restart().await;
    let browser = khoi(&world).await;
    assert!(is_closed(&browser.open("/can-bo").await));
    assert!(world.order(&["official", "grant", "--provider", VNEID, "--subject", khois, "--unit", "H44.12"]).0);
    assert_eq!(browser.open("/can-bo").await.status, 200);
}

#[tokio::test]
async fn v01_a_slip_opens_to_a_role_only() {
    let world = TestWorld::start().await;
    let by_vneid = linked(&world, KHOI).await;
    let by_national = world.browser();
    by_national.signed_in(NATIONAL, KHOI, "/").await;
    let made_up = format!("/can-bo/phieu/{}", "x".repeat(43));
    let closed = by_national.open(&made_up).await;
    assert!(is_closed(&closed), "{}", closed.body);
    assert_eq!(closed.body.matches(WAY_IN).count(), 1, "one way in, though the banner would offer it too");
    assert_eq!(by_vneid.open(&made_up).await.status, 404, "the twin may look, and there is none");
}
