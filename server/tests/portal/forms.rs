//! Whose a form is (K-01), and what becomes of it after the session's end (K-03).

use crate::{
    answer::{Answer, Form},
    application::APPLICATION,
    browser::Browser,
    functions::{self, ARGUMENTS},
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use time::Duration;

const OTHER: &str = "Bạn đang đăng nhập bằng tài khoản khác";
const PROFILE: &str = "/tai-khoan/chinh-sua";
const DATA: &str = "/tai-khoan/du-lieu";
const KEPT: &str = "được giữ 30 phút";

/// The form of the CCCD screen, filled in.
fn number_form(page: &Answer, person: Person) -> Form {
    let [day, month, year] = person.born;
    let entries = [
        ("Số căn cước (CCCD)", person.number),
        ("Họ và tên", person.name),
        ("Ngày", day),
        ("Tháng", month),
        ("Năm", year),
        ("Tôi đồng ý cho đối chiếu", "x"),
    ];
    page.form_with("Cập nhật", &entries)
}

/// Step 2 of an application, filled in for a child.
async fn step_form(browser: &Browser) -> (Answer, Form) {
    let first = browser.open(APPLICATION).await;
    let second = browser.press(&first, "Tiếp tục", &[]).await;
    let form = second.form_with("Tiếp tục", &[("Họ và tên trẻ", "Đỗ Minh Châu"), ("Nơi sinh", "Trạm y tế xã")]);
    assert!(form.fields.iter().any(|(_, value)| value == "Đỗ Minh Châu"), "{form:?}");
    (second, form)
}

/// What the fields hold, hidden ones apart.
fn entries(form: &Form) -> Vec<(String, String)> {
    let hidden = ["cua", "tiep", "procedure", "step"];
    let mut entries: Vec<_> =
        form.fields.iter().filter(|(name, _)| !hidden.contains(&name.as_str())).cloned().collect();
    entries.sort();
    entries
}

/// 409, who is signed in now, and nothing of the person whose page it was.
fn is_refused(answer: &Answer, now: Person, before: Person) {
    assert_eq!((answer.status, answer.heading().as_str()), (409, OTHER), "{} {}", answer.url, answer.body);
    assert!(answer.text("main").contains(now.name), "{}", answer.body);
    let (body, address) = (&answer.body, answer.url.as_str());
    assert_eq!(before.found_in(body), Vec::<String>::new(), "nothing of the other person");
    assert_eq!(before.found_in(address), Vec::<String>::new(), "nor in the address");
    assert!(!body.contains("Đỗ Minh Châu") && !body.contains("0987 654 321"), "nor of what was typed: {body}");
}

#[tokio::test]
async fn k01_every_function_that_acts_for_a_person_asks_whose_page_it_was() {
    let world = TestWorld::start().await;
    let (an, binh) = (world.browser(), world.browser());
    an.signed_in(VNEID, AN, "/").await;
    binh.signed_in(NATIONAL, BINH, "/").await;
    let anothers = an.stamp().await.unwrap().1;
    let own = binh.stamp().await.unwrap().1;
    let forged = format!("{}.{}", own.split_once('.').unwrap().0, anothers.split_once('.').unwrap().1);
    for path in functions::acting() {
        for stamp in [None, Some(anothers.as_str()), Some(forged.as_str()), Some("")] {
            let fields: Vec<_> = ARGUMENTS.iter().copied().chain(stamp.map(|stamp| ("cua", stamp))).collect();
            let answer = binh.call(path, &fields).await;
            assert_eq!(
                answer.status, 409,
                "{path} with {stamp:?}: a new function begins with request::acting(), or it is listed in functions.rs: {}",
                answer.body
            );
            assert_eq!(binh.post(path, &fields).await.to().path(), "/su-co/409", "{path}");
        }
    }
    assert_eq!(world.calls("/dan-cu").await, 0);
    assert_eq!(binh.open("/").await.signed_in_name().as_deref(), Some(BINH.name));
    // Twin: each is ready to work from a page of its own person.
    for path in functions::acting() {
        let browser = world.browser();
        browser.signed_in(NATIONAL, BINH, "/").await;
        assert_ne!(browser.call_stamped(path, ARGUMENTS).await.status, 409, "{path}");
    }
    for path in functions::READS {
        assert!(functions::all().contains(path), "{path} is gone");
    }
}

#[tokio::test]
async fn k01_an_open_form_does_nothing_in_another_persons_session() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(page.heading(), "Cập nhật số căn cước công dân");
    let number = number_form(&page, BINH);
    let skip = page.form("Bỏ qua");
    let (_, step) = step_form(&browser).await;
    let profile = browser.open(PROFILE).await.form_with("Cập nhật", &[("Số điện thoại", "0987 654 321")]);
    let delete = browser.open(DATA).await.form_with("Xóa tài khoản", &[("Tôi hiểu và muốn xóa tài khoản", "x")]);
    let sign_out = page.form("Đăng xuất");

    browser.signed_in(VNEID, AN, "/").await;
    for form in [&number, &skip, &step, &profile, &delete, &sign_out] {
        let answer = browser.post(&form.action, &form.fields).await;
        is_refused(&browser.follow(answer).await, AN, BINH);
        let called = browser.call(&form.action, &form.fields).await;
        assert_eq!(called.status, 409, "{}", form.action);
        assert!(called.body.contains("other_account") && BINH.found_in(&called.body).is_empty(), "{}", called.body);
    }
    assert_eq!(world.calls("/dan-cu").await, 0, "nobody was asked about");
    let own = browser.open(APPLICATION).await.form("Tiếp tục");
    assert!(!own.fields.iter().any(|(_, value)| value == "Đỗ Minh Châu"), "{own:?}");
    let account = browser.open("/tai-khoan").await;
    assert_eq!(account.signed_in_name().as_deref(), Some(AN.name), "signed in, and not deleted");
    assert!(!account.body.contains("0987 654 321"), "{}", account.body);
}

/// leptos sends the arguments of a function alone, so the page's script adds whose page it was.
#[tokio::test]
async fn k01_a_call_by_script_says_in_its_header_whose_page_it_was() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let mut form = number_form(&page, BINH);
    let place = form.fields.iter().position(|(name, _)| name == "cua").unwrap();
    let (_, stamp) = form.fields.remove(place);
    let call =
        async |stamp: &str| browser.send(browser.call_request(&form.action, &form.fields).header("x-cua", stamp)).await;
    assert_eq!(call("").await.status, 409);
    let an = world.browser();
    an.signed_in(VNEID, AN, "/").await;
    let (_, of_an) = an.stamp().await.unwrap();
    assert_eq!(call(&of_an).await.status, 409);
    assert_eq!(world.calls("/dan-cu").await, 0);
    let taken = call(&stamp).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(world.calls("/dan-cu").await, 1);
}

#[tokio::test]
async fn k01_twin_the_form_is_taken_in_a_new_session_of_the_same_person() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    // Somebody else was here in between, and she came back.
    browser.signed_in(VNEID, AN, "/").await;
    browser.sign_in(NATIONAL, BINH, "/").await;
    let matched = browser.update_number(&page, BINH).await;
    assert_eq!(matched.path(), "/thu-tuc", "{}", matched.body);
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
}

#[tokio::test]
async fn k01_the_page_leads_on_as_this_person_or_as_another() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    browser.signed_in(VNEID, AN, "/").await;
    let refused = browser.press(&page, "Bỏ qua", &[]).await;
    is_refused(&refused, AN, BINH);
    let links: Vec<_> = refused.links("main a.button");
    assert_eq!(links[0], "/can-cuoc?tiep=%2Fthu-tuc", "go on");
    assert_eq!(links[1], "/dang-nhap?tiep=%2Fcan-cuoc%3Ftiep%3D%252Fthu-tuc", "as another");
    assert!(refused.text("main").contains("Mã tham chiếu"), "{}", refused.body);
    // Twin: without anybody there is nothing to say about another account.
    browser.press(&refused, "Đăng xuất", &[]).await;
    let alone = browser.open("/su-co/409").await;
    assert_eq!((alone.status, alone.heading().as_str()), (401, "Cần đăng nhập"), "{}", alone.body);
}

#[tokio::test]
async fn k01_who_signs_out_without_a_stamp_is_signed_out() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    browser.post("/api/dang-xuat", &[("", "")]).await;
    assert!(!browser.is_in().await);
}

/// Posts the form after the session's end; answers with the choice of an account, and where it leads.
async fn after_the_end(world: &TestWorld, browser: &Browser, form: &Form) -> (Answer, String) {
    world.clock.advance(Duration::minutes(16));
    let answer = browser.post(&form.action, &form.fields).await;
    let choice = browser.follow(answer).await;
    assert_eq!((choice.status, choice.url.path()), (200, "/dang-nhap"), "{} {}", choice.url, choice.body);
    let tiep = choice.url.query_pairs().find(|(name, _)| name == "tiep").unwrap().1.into_owned();
    (choice, tiep)
}

#[tokio::test]
async fn k03_the_number_typed_before_the_sessions_end_is_there_after_the_sign_in() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    let (choice, tiep) = after_the_end(&world, &browser, &form).await;
    assert_eq!(tiep, "/can-cuoc?tiep=%2Fthu-tuc");
    assert!(choice.text(".notice").contains(KEPT), "{}", choice.body);
    assert_eq!(choice.signed_in_name(), None, "the banner is true");
    assert_eq!(BINH.found_in(&choice.body), Vec::<String>::new(), "nothing of it is shown before the sign-in");
    assert_eq!(world.calls("/dan-cu").await, 0);
    let back = browser.signed_in(NATIONAL, BINH, &tiep).await;
    assert_eq!(back.path(), tiep);
    assert_eq!(entries(&back.form("Cập nhật")), entries(&form), "as it was, the consent too");
    let matched = browser.post_form(&back, &back.form("Cập nhật")).await;
    assert_eq!(matched.path(), "/thu-tuc", "{}", matched.body);
}

#[tokio::test]
async fn k03_a_step_of_an_application_and_the_profile_come_back_as_they_were() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let first = browser.open(APPLICATION).await;
    let mut owner = first.form("Tiếp tục");
    owner.fields.retain(|(name, _)| name != "is_owner");
    owner.fields.iter_mut().filter(|(name, _)| name == "owner_name").for_each(|field| field.1 = "Đỗ Minh Châu".into());
    let (_, tiep) = after_the_end(&world, &browser, &owner).await;
    let back = browser.signed_in(VNEID, AN, &tiep).await;
    assert_eq!(entries(&back.form("Tiếp tục")), entries(&owner), "a box that was not ticked is not ticked");

    let (_, step) = step_form(&browser).await;
    let (_, tiep) = after_the_end(&world, &browser, &step).await;
    assert_eq!(tiep, format!("{APPLICATION}?buoc=2"));
    let back = browser.signed_in(VNEID, AN, &tiep).await;
    assert_eq!(entries(&back.form("Tiếp tục")), entries(&step));

    let page = browser.open(PROFILE).await;
    let profile = page.form_with("Cập nhật", &[("Số điện thoại", "0987 654 321")]);
    let (_, tiep) = after_the_end(&world, &browser, &profile).await;
    let back = browser.signed_in(VNEID, AN, &tiep).await;
    assert_eq!((back.path(), entries(&back.form("Cập nhật"))), (PROFILE, entries(&profile)));
}

#[tokio::test]
async fn k03_a_call_of_a_script_is_kept_in_the_same_way() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    world.clock.advance(Duration::minutes(16));
    let called = browser.call(&form.action, &form.fields).await;
    assert_eq!((called.status, called.raw_location()), (401, None), "{}", called.body);
    assert!(called.body.contains("sign_in_needed") && BINH.found_in(&called.body).is_empty(), "{}", called.body);
    let back = browser.signed_in(NATIONAL, BINH, "/can-cuoc?tiep=%2Fthu-tuc").await;
    assert_eq!(entries(&back.form("Cập nhật")), entries(&form));
}

#[tokio::test]
async fn k03_another_person_sees_none_of_it_and_it_is_dropped() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    let (_, tiep) = after_the_end(&world, &browser, &form).await;
    let other = browser.signed_in(NATIONAL, DUNG, &tiep).await;
    assert_eq!(BINH.found_in(&other.body), Vec::<String>::new(), "{}", other.body);
    assert!(!other.form("Cập nhật").fields.iter().any(|(name, _)| name == "consent"), "nothing is ticked for her");
    let back = browser.signed_in(NATIONAL, BINH, &tiep).await;
    assert!(!back.body.contains(BINH.number), "{}", back.body);
    assert_ne!(entries(&back.form("Cập nhật")), entries(&form));
}

#[tokio::test]
async fn k03_after_half_an_hour_nothing_is_left() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    let (_, tiep) = after_the_end(&world, &browser, &form).await;
    world.clock.advance(Duration::minutes(29));
    let back = browser.signed_in(NATIONAL, BINH, &tiep).await;
    assert_eq!(entries(&back.form("Cập nhật")), entries(&form), "twin");
    world.clock.advance(Duration::minutes(2));
    assert_ne!(entries(&browser.open(&tiep).await.form("Cập nhật")), entries(&form));
}

#[tokio::test]
async fn k03_who_has_signed_out_goes_on_after_the_next_sign_in() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    browser.press(&page, "Đăng xuất", &[]).await;
    let answer = browser.post(&form.action, &form.fields).await;
    assert_eq!(answer.raw_location(), Some("/dang-nhap?tiep=%2Fcan-cuoc%3Ftiep%3D%252Fthu-tuc"));
    let back = browser.signed_in(NATIONAL, BINH, "/can-cuoc?tiep=%2Fthu-tuc").await;
    assert_eq!(entries(&back.form("Cập nhật")), entries(&form));
}

#[tokio::test]
async fn k03_without_a_page_of_a_known_session_nothing_is_kept() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let form = number_form(&page, BINH);
    world.clock.advance(Duration::minutes(16));
    let own = form.fields.iter().find(|(name, _)| name == "cua").unwrap().1.clone();
    for stamp in [None, Some(format!("{own}A")), Some(own.to_uppercase())] {
        let mut fields = form.fields.clone();
        fields.retain(|(name, _)| name != "cua");
        fields.extend(stamp.map(|stamp| ("cua".to_owned(), stamp)));
        let stranger = world.browser();
        let answer = stranger.post(&form.action, &fields).await;
        assert_eq!(answer.to().path(), "/dang-nhap");
        assert!(!answer.sets_cookie("congdan_phutho_browser="), "{answer:?}");
        let choice = stranger.follow(answer).await;
        assert_eq!(choice.text(".notice"), "", "nothing is claimed that is not so");
    }
    // A browser elsewhere that posts the very form keeps it for itself; the person's own browser has none of it.
    let elsewhere = world.browser();
    elsewhere.post(&form.action, &form.fields).await;
    let back = browser.signed_in(NATIONAL, BINH, "/can-cuoc?tiep=%2Fthu-tuc").await;
    assert_ne!(entries(&back.form("Cập nhật")), entries(&form));
}
