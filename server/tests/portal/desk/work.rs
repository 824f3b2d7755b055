//! Y-02: how a dossier moves on, and whose it is to decide.

use super::{CLOSED, SAVE, granted, khoi, official};
use crate::{
    application::SENT,
    journey::VNEID,
    people::{AN, BINH, KHOI},
    world::TestWorld,
};
use congdan_domain::Cccd;
use congdan_flows::ports::{
    audit::{AuditEvent, AuditKind},
    dossiers::{Draft, Owner, Submission},
};

const DESK_DOSSIER: &str = "Xử lý hồ sơ";

#[tokio::test]
async fn y02_only_what_may_follow_is_offered_and_taken() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    let (desk, path) = (khoi(&world).await, format!("/can-bo/{code}"));
    let page = desk.open(&path).await;
    assert_eq!(
        page.texts(".radio label").len(),
        4,
        "accepted, papers, refused, withdrawn: {:?}",
        page.texts(".radio label")
    );
    for status in ["10", "9", "1", "0", "11", "", "x"] {
        let refused = desk.decide(&page, status, "").await;
        assert_eq!(refused.status, 422, "{status}");
    }
    assert_eq!(desk.open(&path).await.texts(".timeline li").len(), 1, "nothing happened");

    for status in ["2", "4", "9", "10"] {
        let page = desk.open(&path).await;
        assert_eq!(desk.decide(&page, status, "").await.status, 200, "{status}");
    }
    let over = desk.open(&path).await;
    assert!(!over.has_button(SAVE) && over.text("main").contains("Hồ sơ đã kết thúc"), "{}", over.body);
    let after = desk.decide(&page, "3", "Vẫn từ chối").await;
    assert!(after.text("[role=status]").contains("Hồ sơ đã được cập nhật"), "an old page: {}", after.body);
    let fields = [("code", code.as_str()), ("version", "5"), ("status", "3"), ("note", "Vẫn từ chối")];
    desk.call_stamped("/api/can-bo/trang-thai", &fields).await;
    assert_eq!(desk.open(&path).await.texts(".timeline li").len(), 5, "delivered is delivered");
}

#[tokio::test]
async fn y02_a_refusal_and_a_request_for_papers_need_words() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let code = citizen.apply().await;
    let (desk, path) = (khoi(&world).await, format!("/can-bo/{code}"));
    let page = desk.open(&path).await;
    for status in ["3", "5"] {
        for note in ["", "  \n "] {
            let missing = desk.decide(&page, status, note).await;
            assert_eq!(missing.status, 422, "{status}");
            assert!(missing.text("main").contains("Ghi rõ lý do"), "{}", missing.body);
        }
    }
    let saved = desk.decide(&page, "3", "Thuộc thẩm quyền xã khác.").await;
    assert_eq!(saved.status, 200);
    assert!(citizen.open(format!("/ho-so/{code}")).await.text("main").contains("Thuộc thẩm quyền xã khác."));
}

#[tokio::test]
async fn y02_the_second_of_two_officials_is_told_and_overwrites_nothing() {
    let world = TestWorld::start().await;
    let citizen = world.browser();
    citizen.signed_in(VNEID, AN, "/").await;
    let path = format!("/can-bo/{}", citizen.apply().await);
    let (first, second) = (khoi(&world).await, official(&world, BINH).await);
    granted(&world, BINH, "H44.12").await;
    let (one, two) = (first.open(&path).await, second.open(&path).await);
    assert_eq!(first.decide(&one, "2", "").await.status, 200);

    let told = second.decide(&two, "3", "Thiếu chữ ký của mẹ.").await;
    assert_eq!((told.path(), told.heading().as_str()), (path.as_str(), DESK_DOSSIER));
    assert!(told.text("[role=status]").contains("Hồ sơ đã được cập nhật"), "{}", told.body);
    assert_eq!(told.texts(".timeline li").len(), 2, "accepted, and nothing else");
    assert!(told.text("main").contains("Được tiếp nhận"), "it is shown as it is now");
    let words = told.form(SAVE).fields.into_iter().find(|(name, _)| name == "note").unwrap().1;
    assert_eq!(words, "Thiếu chữ ký của mẹ.", "what was typed is kept");

    let saved = second.decide(&told, "5", &words).await;
    assert_eq!((saved.status, saved.texts(".timeline li").len()), (200, 3), "the twin: on what is now");
}

#[tokio::test]
async fn y02_officials_do_not_handle_their_own_applications() {
    let world = TestWorld::start().await;
    let desk = khoi(&world).await;
    let code = desk.apply().await;
    let path = format!("/can-bo/{code}");
    let own = desk.open(&path).await;
    assert_eq!((own.status, own.heading().as_str()), (403, CLOSED), "{}", own.body);
    assert!(own.text("main").contains("Đây là hồ sơ của chính bạn"), "{}", own.body);
    let fields = [("code", code.as_str()), ("version", "1"), ("status", "2")];
    assert_eq!(desk.call_stamped("/api/can-bo/trang-thai", &fields).await.status, 403);
    let mine = desk.open(format!("/ho-so/{code}")).await;
    assert_eq!((mine.status, mine.texts(".timeline li").len()), (200, 1), "as a citizen");
    let activity = desk.open("/tai-khoan/bao-mat").await.text("main");
    assert!(activity.contains("Một yêu cầu bị từ chối vì không có quyền"), "{activity}");

    let other = official(&world, BINH).await;
    granted(&world, BINH, "H44.12").await;
    let page = other.open(&path).await;
    assert_eq!(other.decide(&page, "2", "").await.status, 200, "the twin: somebody else");
}

/// Sends so many applications of an account, without its pages.
async fn send(world: &TestWorld, count: i64) -> Vec<String> {
    let portal = &world.portal.site.portal;
    let number = Cccd::from_trusted(AN.number).unwrap();
    let account = portal.store.account_by_number(&number).await.unwrap().unwrap().id;
    let mut codes = Vec::new();
    for turn in 0..count {
        let at = portal.world.now() + time::Duration::milliseconds(turn);
        let draft = Draft {
            id: portal.world.id(),
            account,
            procedure: "1.001193".to_owned(),
            entries: [("applicant_name".to_owned(), AN.name.to_owned())].into(),
            step: 4,
            wants_submission: false,
            updated_at: at,
            version: 0,
        };
        let audit = AuditEvent {
            at,
            account: Some(account),
            kind: AuditKind::DossierSubmitted,
            detail: "1.001193".to_owned(),
            support_id: portal.world.support_id(),
        };
        let unit = "H44.12".to_owned();
        let owner = Owner::Applicant;
        let submission = Submission { draft, unit, number: number.clone(), owner, day: portal.world.today(), at };
        codes.push(portal.store.submit(submission, audit).await.unwrap().unwrap().code);
    }
    codes
}

#[tokio::test]
async fn y02_a_long_queue_is_paged_and_filtered_without_scripts() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    let codes = send(&world, 27).await;
    let desk = khoi(&world).await;
    let first = desk.open("/can-bo").await;
    assert!(first.texts("h2").contains(&"Cần xử lý: 27".to_owned()), "{}", first.body);
    assert_eq!(first.texts("main td a"), codes[..25], "the oldest first");
    assert!(first.text("main").contains("Trang 1/2") && !first.body.contains("rel=\"prev\""));
    let second = desk.open("/can-bo?trang=2").await;
    assert!(first.body.contains("href=\"/can-bo?trang=2\""), "{}", first.body);
    assert_eq!(second.texts("main td a"), codes[25..]);
    assert!(second.body.contains("href=\"/can-bo\" rel=\"prev\"") && !second.body.contains("rel=\"next\""));
    for behind in ["3", "99999999999999999999", "-1", "x", "0"] {
        let page = desk.open(format!("/can-bo?trang={behind}")).await;
        assert_eq!(page.status, 200, "{behind}");
        assert!(!page.texts("main td a").is_empty(), "{behind}");
    }

    let page = desk.open(format!("/can-bo/{}", codes[26])).await;
    desk.decide(&page, "2", "").await;
    let accepted = desk.open("/can-bo?trang-thai=2").await;
    assert!(accepted.texts("h2").contains(&"Được tiếp nhận: 1".to_owned()), "{}", accepted.body);
    assert_eq!(accepted.texts("main td a"), codes[26..]);
    assert!(desk.open("/can-bo?trang-thai=10").await.text("main").contains("Không có hồ sơ nào"));
    assert!(desk.open("/can-bo?trang-thai=tat-ca").await.texts("h2").contains(&"Tất cả: 27".to_owned()));
}

#[tokio::test]
async fn y02_an_application_goes_to_the_unit_of_the_applicants_commune() {
    let world = TestWorld::with(|settings| {
        let viet_tri = std::mem::take(&mut settings.desk.units[0].communes);
        settings.desk.units[1].communes = viet_tri;
    })
    .await;
    // Binh lives in Việt Trì, says the register of the person for whom VNeID vouches; of An nobody has said where he lives.
    let (binh, an) = (world.browser(), world.browser());
    let page = binh.signed_in(VNEID, BINH, "/tai-khoan/dinh-danh").await;
    let agree = [("Tôi đồng ý cho đối chiếu", "x")];
    binh.press(&page, "Cập nhật từ CSDL Quốc gia về Dân cư", &agree).await;
    let last = binh.fill_application().await;
    let sent = binh.press(&last, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    let words = sent.text("main");
    let at = words.find("H44.13-").unwrap_or_else(|| panic!("the unit of her commune: {words}"));
    let routed = &words[at..at + 18];
    an.signed_in(VNEID, AN, "/").await;
    let usual = an.apply().await;
    assert!(usual.starts_with("H44.12-"), "{usual}");

    let desk = official(&world, KHOI).await;
    assert_eq!(desk.open("/can-bo").await.texts("main td a"), [usual.as_str()], "his unit's");
    assert_eq!(desk.open(format!("/can-bo/{routed}")).await.status, 404, "another unit's looks absent");
    granted(&world, KHOI, "H44.13").await;
    assert_eq!(desk.open("/can-bo").await.texts("main td a"), [routed, &usual], "both of them are his now");
    assert_eq!(desk.open(format!("/can-bo/{routed}")).await.status, 200);
}
