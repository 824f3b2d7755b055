//! The resolution slip (N6): what a person takes to an office, and what an official sees of it.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    logs,
    people::{AN, BINH, DUNG, KHOI, Person},
    world::TestWorld,
};
use congdan_flows::ports::{
    slips::{Slip, SlipKey},
    world::VIETNAM,
};
use fast_qr::{ECL, QRBuilder};
use secrecy::ExposeSecret;
use time::Duration;

const MAKE: &str = "Lập phiếu hướng dẫn";
const SLIP: &str = "Phiếu hướng dẫn";
const DESK_SLIP: &str = "Phiếu hướng dẫn của công dân";

/// Dung, whom the register does not know, with the slip about it.
async fn with_a_slip(world: &TestWorld) -> (Browser, Answer, Answer) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let outcome = browser.update_number(&page, DUNG).await;
    assert_eq!(outcome.outcome().as_deref(), Some("not_found"));
    let slip = browser.press(&outcome, MAKE, &[]).await;
    assert_eq!((slip.status, slip.heading().as_str()), (200, SLIP), "{}", slip.body);
    (browser, outcome, slip)
}

async fn official(world: &TestWorld) -> Browser {
    let browser = world.browser();
    browser.signed_in(VNEID, KHOI, "/can-bo").await;
    browser
}

/// The eight letters on a page: the whole text of an element.
fn reference(page: &Answer) -> String {
    let is_reference =
        |text: &&str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    page.body.split(['<', '>']).find(is_reference).unwrap_or_default().to_owned()
}

/// As the database has it.
async fn stored(world: &TestWorld, page: &Answer) -> Slip {
    let portal = &world.portal.site.portal;
    let reference = reference(page);
    portal.store.find_slip(SlipKey::Reference(&reference), portal.world.now()).await.unwrap().unwrap()
}

fn desk_path(slip: &Slip) -> String {
    format!("/can-bo/phieu/{}", slip.code.expose_secret())
}

/// The dark modules that the page's QR code shows, row by row.
fn drawn(page: &Answer) -> Vec<(usize, usize)> {
    let image = page.body.split("data:image/svg+xml,").nth(1).unwrap().split('"').next().unwrap();
    let svg: String = form_urlencoded::parse(format!("x={image}").as_bytes()).next().unwrap().1.into_owned();
    let path = svg.split(" d=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let mut modules = Vec::new();
    for stroke in path.split('M').skip(1) {
        let (at, rest) = stroke.split_once('h').unwrap();
        let (column, row) = at.split_once(' ').unwrap();
        let (column, row): (usize, usize) = (column.parse().unwrap(), row.parse().unwrap());
        let length: usize = rest.split('v').next().unwrap().parse().unwrap();
        modules.extend((column..column + length).map(|column| (row - 4, column - 4)));
    }
    modules
}

#[tokio::test]
async fn a_slip_says_why_where_and_what_to_bring_and_nothing_personal() {
    let world = TestWorld::start().await;
    let (_, outcome, slip) = with_a_slip(&world).await;
    let words = slip.text("main");
    for part in ["not_found", "Công an cấp xã", "1900 0368", "Thẻ căn cước", "Dành cho cán bộ", &reference(&outcome)]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(DUNG.found_in(&words), Vec::<String>::new());
    assert!(!words.contains("025*****9004"), "not even a mask: {words}");
    assert!(DUNG.found_in(&slip.text("title")).is_empty());
    let kept = stored(&world, &slip).await;
    assert!(!slip.path().contains(kept.code.expose_secret()), "the person's own address does not hold the code");
}

#[tokio::test]
async fn a_slip_that_is_made_twice_is_the_same_one() {
    let world = TestWorld::start().await;
    let (browser, outcome, slip) = with_a_slip(&world).await;
    assert!(!slip.text("[role=status]").contains("đây là phiếu đó"), "{}", slip.body);
    let again = browser.press(&outcome, MAKE, &[]).await;
    assert_eq!(again.path(), slip.path());
    let made = stored(&world, &slip).await.made_at.to_offset(VIETNAM);
    let date = format!("{:02}/{:02}/{}", made.day(), u8::from(made.month()), made.year());
    let told = again.text("[role=status]");
    assert!(told.contains(&format!("Phiếu lập ngày {date} vẫn còn giá trị")), "{told}");
    assert_eq!(browser.open(slip.path()).await.heading(), SLIP, "a reload");
    let made = browser.open("/tai-khoan/bao-mat").await.text("main").matches(MAKE).count();
    assert_eq!(made, 1, "made, and recorded, once");
}

#[tokio::test]
async fn without_an_answer_of_the_register_there_is_nothing_to_make_a_slip_of() {
    let world = TestWorld::with(|settings| settings.population.timeout_ms = 500).await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let early = browser.post_stamped("/api/phieu/lap", &[("tiep", "/thu-tuc")]).await;
    assert_eq!(early.raw_location(), Some("/can-cuoc?tiep=%2Fthu-tuc"));
    world.population("down").await;
    let waiting = browser.update_number(&page, BINH).await;
    assert!(!waiting.has_button(MAKE), "{}", waiting.body);
    let early = browser.post_stamped("/api/phieu/lap", &[("tiep", "/thu-tuc")]).await;
    assert_eq!(early.raw_location(), Some("/can-cuoc?tiep=%2Fthu-tuc"));
}

#[tokio::test]
async fn g01_another_persons_slip_looks_like_one_that_does_not_exist() {
    let world = TestWorld::start().await;
    let (_, _, slip) = with_a_slip(&world).await;
    let stranger = world.browser();
    stranger.signed_in(VNEID, AN, "/").await;
    let foreign = stranger.open(slip.path()).await;
    let missing = stranger.open("/phieu/00000000-0000-4000-8000-000000000000").await;
    let senseless = stranger.open("/phieu/x").await;
    assert_eq!((foreign.status, missing.status, senseless.status), (404, 404, 404));
    assert_eq!(foreign.heading(), missing.heading());
    // Who is not signed in is asked to, and led back.
    let nobody = world.browser().open(slip.path()).await;
    assert_eq!(nobody.heading(), "Đăng nhập", "{}", nobody.url);
}

#[tokio::test]
async fn the_qr_code_holds_the_desks_address_and_nothing_else() {
    let world = TestWorld::start().await;
    let (_, _, slip) = with_a_slip(&world).await;
    let kept = stored(&world, &slip).await;
    let address = format!("{}{}", world.portal_url, desk_path(&kept));
    let code = QRBuilder::new(address).ecl(ECL::Q).build().unwrap();
    let dark: Vec<_> = (0..code.size)
        .flat_map(|row| (0..code.size).map(move |column| (row, column)))
        .filter(|(row, column)| code[*row][*column].value())
        .collect();
    assert_eq!(drawn(&slip), dark);
}

#[tokio::test]
async fn an_official_opens_a_slip_by_its_qr_code_and_both_sides_see_that_it_was_opened() {
    let world = TestWorld::start().await;
    let (citizen, _, slip) = with_a_slip(&world).await;
    let kept = stored(&world, &slip).await;
    let desk = official(&world).await;
    let opened = desk.open(desk_path(&kept)).await;
    assert_eq!((opened.status, opened.heading().as_str()), (200, DESK_SLIP), "{}", opened.body);
    let words = opened.text("main");
    for part in ["not_found", "025*****9004", "Chưa liên kết", "Dành cho cán bộ", "Lần này"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(DUNG.found_in(&words), Vec::<String>::new(), "the least that is needed");
    let activity = citizen.open("/tai-khoan/bao-mat").await.text("main");
    assert!(activity.contains("Cán bộ đã mở phiếu hướng dẫn của bạn"), "{activity}");
    let own = desk.open("/tai-khoan/bao-mat").await.text("main");
    assert!(own.contains("Bạn đã mở phiếu hướng dẫn của một công dân"), "{own}");
    assert!(!desk.open(desk_path(&kept)).await.text("main").contains("Lần này"), "the first time stays");
}

#[tokio::test]
async fn an_official_opens_a_slip_by_the_reference_that_stands_on_it() {
    let world = TestWorld::start().await;
    let (_, _, slip) = with_a_slip(&world).await;
    let reference = reference(&slip);
    let desk = official(&world).await;
    let page = desk.open("/can-bo").await;
    let label = "Mã tham chiếu trên phiếu";
    let spoken = format!(" {} {} ", &reference[..4].to_lowercase(), &reference[4..]);
    let opened = desk.press(&page, "Mở phiếu", &[(label, &spoken)]).await;
    assert_eq!(opened.heading(), DESK_SLIP, "{}", opened.body);

    let wrong = desk.press(&page, "Mở phiếu", &[(label, "AAAAAAAA")]).await;
    assert_eq!(wrong.status, 422);
    let words = wrong.text("main");
    assert!(words.contains("Có lỗi cần sửa") && words.contains("Không có phiếu còn giá trị"), "{words}");
    let form = wrong.form("Mở phiếu");
    assert!(form.fields.iter().any(|(_, value)| value == "AAAAAAAA"), "nothing typed is lost: {form:?}");
}

#[tokio::test]
async fn a_reference_with_a_zero_byte_is_unknown_and_no_failure() {
    let world = TestWorld::start().await;
    let desk = official(&world).await;
    let page = desk.open("/can-bo").await;
    for typed in ["ABCD\0EFG", "\0\0\0\0\0\0\0\0"] {
        let mut form = page.form_with("Mở phiếu", &[("Mã tham chiếu trên phiếu", "AAAAAAAA")]);
        for (_, value) in form.fields.iter_mut().filter(|(_, value)| value == "AAAAAAAA") {
            *value = typed.to_owned();
        }
        let wrong = desk.post_form(&page, &form).await;
        assert_eq!(wrong.status, 422, "{}", wrong.body);
        assert!(wrong.text("main").contains("Không có phiếu còn giá trị"));
    }
}

#[tokio::test]
async fn g01_g04_a_citizen_opens_nothing_with_a_slips_code() {
    let world = TestWorld::start().await;
    let (owner, _, slip) = with_a_slip(&world).await;
    let kept = stored(&world, &slip).await;
    let other = world.browser();
    other.signed_in(VNEID, AN, "/").await;
    for browser in [&owner, &other] {
        let real = browser.open(desk_path(&kept)).await;
        let made_up = browser.open(format!("/can-bo/phieu/{}", "x".repeat(43))).await;
        assert_eq!((real.status, made_up.status), (403, 403));
        assert_eq!(real.heading(), made_up.heading());
        for path in ["/api/can-bo/phieu", "/api/can-bo/phieu/tim"] {
            let answer = browser.call_stamped(path, &[("code", kept.code.expose_secret())]).await;
            assert_eq!(answer.status, 403, "{path}");
        }
    }
    let activity = other.open("/tai-khoan/bao-mat").await.text("main");
    assert!(activity.contains("Một yêu cầu bị từ chối vì không có quyền"), "{activity}");
    assert!(!owner.open("/tai-khoan/bao-mat").await.body.contains("Cán bộ đã mở phiếu"));
    let nobody = world.browser().open(desk_path(&kept)).await;
    assert_eq!(nobody.heading(), "Đăng nhập");
}

#[tokio::test]
async fn a_slip_that_is_over_is_absent_for_everybody() {
    let world = TestWorld::start().await;
    let (_, _, slip) = with_a_slip(&world).await;
    let kept = stored(&world, &slip).await;
    world.clock.advance(Duration::days(30));
    let desk = official(&world).await;
    let over = desk.open(desk_path(&kept)).await;
    let absent = desk.open(format!("/can-bo/phieu/{}", "x".repeat(43))).await;
    assert_eq!((over.status, absent.status), (404, 404));
    assert_eq!(over.heading(), absent.heading());
    let owner = world.browser();
    owner.signed_in(NATIONAL, DUNG, "/").await;
    assert_eq!(owner.open(slip.path()).await.status, 404);
}

#[tokio::test]
async fn p01_no_log_line_holds_a_slips_code() {
    let world = TestWorld::start().await;
    let (_, _, slip) = with_a_slip(&world).await;
    let kept = stored(&world, &slip).await;
    official(&world).await.open(desk_path(&kept)).await;
    world.browser().open(desk_path(&kept)).await;
    let lines = logs::captured();
    assert!(lines.contains("/can-bo/phieu/"), "the request is logged");
    assert!(!lines.contains(kept.code.expose_secret()));
}

#[tokio::test]
async fn a_conflicts_slip_says_nothing_of_the_other_account() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, BINH, "/").await;
    let second = world.browser();
    let page = second.signed_in(NATIONAL, Person { id: "binh2", ..BINH }, "/").await;
    let conflict = second.update_number(&page, BINH).await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"));
    assert!(conflict.text("main").contains("Phiếu không cho biết gì về tài khoản kia"));
    let slip = second.press(&conflict, MAKE, &[]).await;
    let words = slip.text("main");
    assert!(words.contains("conflict") && words.contains("Không cho biết gì về tài khoản đang giữ số"), "{words}");
    assert_eq!(BINH.found_in(&words), Vec::<String>::new());
    // The account that made the slip has no VNeID; that of the other is not told.
    let opened = official(&world).await.open(desk_path(&stored(&world, &slip).await)).await;
    assert!(opened.text("main").contains("Chưa liên kết"), "{}", opened.text("main"));
}

#[tokio::test]
async fn who_contests_a_number_without_being_signed_in_has_a_slip_in_this_browser() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    world.fault_once(VNEID, "subject_changed").await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, AN, "/").await;
    let contested = browser.disown(&question).await;
    assert_eq!(contested.heading(), "Cần kiểm tra trước khi tiếp tục");
    let slip = browser.press(&contested, MAKE, &[]).await;
    assert_eq!((slip.status, slip.heading().as_str()), (200, SLIP), "{}", slip.body);
    assert!(slip.text("main").contains(&reference(&contested)));
    assert!(slip.text("main").contains("Hãy in hoặc chụp lại ngay"));
    assert_eq!(AN.found_in(&slip.text("main")), Vec::<String>::new());
    assert_eq!(browser.press(&contested, MAKE, &[]).await.path(), slip.path());

    let elsewhere = world.browser().open(slip.path()).await;
    assert_eq!(elsewhere.heading(), "Đăng nhập", "another browser has no such slip");
    let opened = official(&world).await.open(desk_path(&stored(&world, &slip).await)).await;
    assert!(opened.text("main").contains("người lập phiếu chưa đăng nhập"), "{}", opened.text("main"));
    // Without the question there is nothing to contest.
    let early = world.browser().post("/api/lien-ket/phieu", &[("", "")]).await;
    assert_eq!(early.raw_location(), Some("/lien-ket"));
}

#[tokio::test]
async fn the_national_portal_has_no_desk_and_its_slip_says_so() {
    let world = TestWorld::with(|settings| {
        settings.portal.kind = "national".to_owned();
        settings.desk.officials.clear();
    })
    .await;
    let (citizen, _, slip) = with_a_slip(&world).await;
    assert!(!slip.body.contains("data:image/svg+xml"), "no code that leads nowhere");
    assert!(slip.text("main").contains("không có bàn làm việc của cán bộ xã"), "{}", slip.text("main"));
    assert_eq!(citizen.open(desk_path(&stored(&world, &slip).await)).await.status, 403);
}
