//! The public dossier search (T2-06), and two windows with one draft (N-10).

use crate::{
    answer::Answer,
    application::{APPLICATION, SENT},
    browser::Browser,
    journey::VNEID,
    people::{AN, DUNG, GIANG, Person},
    world::TestWorld,
};
use congdan_flows::ports::audit::{AuditEvent, AuditKind};
use time::Duration;

const SEARCH: &str = "/tra-cuu";
const HELD: &str = "Tạm dừng tra cứu với số hoặc mã này";
const NONE: &str = "Không tìm thấy hồ sơ với mã và số căn cước này";
const FOUND: &str = "Kết quả tra cứu";

/// What the page says of this pair.
async fn search(browser: &Browser, code: &str, number: &str) -> String {
    let page = browser.open(SEARCH).await;
    let answer = browser.press(&page, "Tra cứu", &[("Mã hồ sơ", code), ("Số căn cước của chủ hồ sơ", number)]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.text("#ket-qua")
}

fn is_found(words: &str) -> bool {
    words.contains(FOUND) && !words.contains(NONE) && !words.contains(HELD)
}

/// What the holder of An's number was told.
async fn told(world: &TestWorld) -> Vec<AuditEvent> {
    let portal = &world.portal.site.portal;
    let number = congdan_domain::Cccd::from_trusted(AN.number).unwrap();
    let holder = portal.store.account_by_number(&number).await.unwrap().unwrap().id;
    let mut events = portal.store.events_of(holder, 100).await.unwrap();
    events.retain(|event| event.kind == AuditKind::DossierSearchMissed);
    events
}

#[tokio::test]
async fn t2_06_a_hundred_codes_with_one_number_end_after_ten_misses_and_the_owner_is_told() {
    let world = TestWorld::start().await;
    let owner = world.browser();
    owner.signed_in(VNEID, AN, "/").await;
    let code = owner.apply().await;
    let passer = world.browser();
    let day = &code[..14];
    let mut held = 0;
    for turn in 0..30 {
        let words = search(&passer, &format!("{day}{:04}", 900 + turn), AN.number).await;
        held += usize::from(words.contains(HELD));
        assert!(words.contains(HELD) || words.contains(NONE), "{words}");
    }
    assert_eq!(held, 20, "ten are answered");
    assert!(search(&world.browser(), &code, AN.number).await.contains(HELD), "nor is the right one, in any browser");
    let events = told(&world).await;
    let counts: Vec<_> = events.iter().map(|event| event.detail.as_str()).collect();
    assert_eq!(counts, ["10", "3"], "newest first");
    let page = owner.open("/tai-khoan").await;
    assert!(page.text("main").contains("tra cứu hồ sơ bằng số căn cước của bạn"), "{}", page.text("main"));

    // Twins: the owner, signed in, is not held up by what others do; another number is not concerned; and an hour later it is over.
    assert!(is_found(&search(&owner, &code, AN.number).await));
    assert!(search(&passer, &format!("{day}0999"), DUNG.number).await.contains(NONE));
    world.clock.advance(Duration::minutes(61));
    assert!(is_found(&search(&passer, &code, AN.number).await));
}

#[tokio::test]
async fn t2_06_many_numbers_with_one_code_end_too() {
    let world = TestWorld::with(|settings| settings.limits.look_up_misses_per_code.count = 3).await;
    let owner = world.browser();
    owner.signed_in(VNEID, AN, "/").await;
    let code = owner.apply().await;
    let passer = world.browser();
    for turn in 0..3 {
        assert!(search(&passer, &code, &format!("02508599{turn:04}")).await.contains(NONE));
    }
    assert!(search(&passer, &code, "025085990009").await.contains(HELD));
    assert!(is_found(&search(&owner, &code, AN.number).await), "and the owner sees it");
}

#[tokio::test]
async fn t2_06_twin_who_mistypes_twice_finds_the_dossier_and_nobody_is_bothered() {
    let world = TestWorld::start().await;
    let owner = world.browser();
    owner.signed_in(VNEID, AN, "/").await;
    let code = owner.apply().await;
    let helper = world.browser();
    for wrong in ["9998", "9999"] {
        assert!(search(&helper, &format!("{}{wrong}", &code[..14]), AN.number).await.contains(NONE));
    }
    assert!(is_found(&search(&helper, &code, AN.number).await));
    assert!(told(&world).await.is_empty());
}

/// The first step, for another person.
async fn apply_for(browser: &Browser, other: Person) -> String {
    let page = browser.open(APPLICATION).await;
    let form = page.filled_form("Tiếp tục", |label, filled| match label {
        _ if label.contains("là chủ hồ sơ") => None,
        _ if label.starts_with("Họ và tên chủ hồ sơ") => Some(other.name.to_owned()),
        _ if label.starts_with("Số căn cước (CCCD) của chủ hồ sơ") => Some(other.number.to_owned()),
        _ => filled,
    });
    browser.post_form(&page, &form).await;
    let page = browser.fill_application().await;
    assert!(page.text("main").contains(other.name), "{}", page.text("main"));
    let sent = browser.press(&page, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    let words = sent.text("main");
    let begin = words.find("H44.12-").unwrap();
    words[begin..begin + 18].to_owned()
}

#[tokio::test]
async fn t2_06_the_owners_number_opens_a_dossier_and_the_applicants_does_not() {
    let world = TestWorld::start().await;
    let applicant = world.browser();
    applicant.signed_in(VNEID, AN, "/").await;
    let code = apply_for(&applicant, GIANG).await;
    let anybody = world.browser();
    assert!(is_found(&search(&anybody, &code, GIANG.number).await));
    assert!(search(&anybody, &code, AN.number).await.contains(NONE));
    // Twin: the applicant has it among their own.
    assert_eq!(applicant.open(format!("/ho-so/{code}")).await.status, 200);
}

fn first_step(page: &Answer, name: &str) -> crate::answer::Form {
    page.filled_form("Tiếp tục", |label, filled| match label {
        _ if label.contains("là chủ hồ sơ") => None,
        _ if label.starts_with("Họ và tên chủ hồ sơ") => Some(name.to_owned()),
        _ => filled,
    })
}

#[tokio::test]
async fn n10_two_windows_do_not_overwrite_each_others_draft_unseen() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    let (one, other) = (browser.open(APPLICATION).await, browser.open(APPLICATION).await);
    let next = browser.post_form(&one, &first_step(&one, DUNG.name)).await;
    assert_eq!(next.status, 200, "{}", next.body);
    let asked = browser.post_form(&other, &first_step(&other, GIANG.name)).await;
    assert_eq!(asked.status, 422, "{}", asked.body);
    assert!(asked.text("main").contains("ở một cửa sổ khác"), "{}", asked.text("main"));
    let fields = asked.form("Tiếp tục").fields;
    assert!(fields.iter().any(|(_, value)| value == GIANG.name), "what was typed here: {fields:?}");
    let account = crate::tries::account_of(&world, &browser).await;
    let draft = async || world.portal.site.portal.store.draft(account, "1.001193").await.unwrap().unwrap();
    assert_eq!(draft().await.entries["owner_name"], DUNG.name, "not overwritten");
    // The second press is about what was seen.
    browser.post_form(&asked, &asked.form("Tiếp tục")).await;
    assert_eq!(draft().await.entries["owner_name"], GIANG.name);
}

#[tokio::test]
async fn n10_what_was_sent_in_one_window_is_not_written_back_by_another() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    browser.fill_application().await;
    let old = browser.open(format!("{APPLICATION}?buoc=1")).await;
    let first = browser.apply().await;
    let answer = browser.post_form(&old, &first_step(&old, DUNG.name)).await;
    assert_eq!(answer.path(), "/ho-so", "{}", answer.body);
    assert!(answer.body.contains("Không còn bản nháp nào để gửi"), "{}", answer.body);
    let account = crate::tries::account_of(&world, &browser).await;
    assert!(world.portal.site.portal.store.drafts_of(account).await.unwrap().is_empty());
    // Twin: the next application is another dossier.
    assert_ne!(browser.apply().await, first);
}

#[tokio::test]
async fn n10_twin_one_window_goes_back_and_forth_as_it_likes() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    browser.fill_application().await;
    for name in [DUNG.name, GIANG.name] {
        let step = browser.open(format!("{APPLICATION}?buoc=1")).await;
        let next = browser.post_form(&step, &first_step(&step, name)).await;
        assert_eq!(next.status, 200, "{}", next.body);
        assert!(next.text("main").contains(name), "the check shows it: {}", next.text("main"));
    }
}
