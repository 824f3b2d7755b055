//! The conflict page's way "prove the other account and merge" (L-01 to L-08): a conflict, a proof and a yes.

use crate::{
    answer::Answer,
    application::APPLICATION,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    linked::DISOWN,
    people::{AN, BINH, KHOI, Person},
    world::TestWorld,
};
use congdan_domain::Cccd;
use congdan_flows::ports::{accounts::Account, audit::AuditKind};
use time::Duration;
use url::Url;

/// Binh's second national account (docs/SANDBOX.md).
const BINH2: Person = Person { id: "binh2", ..BINH };

const VNEID_LABEL: &str = "Tài khoản Định danh điện tử cấp bởi Bộ Công an";
const NATIONAL_LABEL: &str = "Tài khoản cấp bởi Cổng Dịch vụ công quốc gia";
const QUESTION: &str = "Gộp hai tài khoản thành một?";
const OVER: &str = "Câu hỏi này không còn hiệu lực";
const IDENTITY: &str = "/tai-khoan/dinh-danh";

/// The account that holds Binh's number: her second national account, where she typed it.
async fn holder(world: &TestWorld) -> Browser {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH2, "/thu-tuc").await;
    assert_eq!(browser.update_number(&page, BINH).await.path(), "/thu-tuc");
    browser
}

/// Binh comes with her first national account and types the number, too.
async fn in_conflict(world: &TestWorld) -> (Browser, Answer) {
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let conflict = type_number(&browser).await;
    (browser, conflict)
}

async fn type_number(browser: &Browser) -> Answer {
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let conflict = browser.update_number(&page, BINH).await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"), "{}", conflict.body);
    conflict
}

/// Presses a provider's button on the conflict page: answers with the provider's address.
async fn begin(browser: &Browser, conflict: &Answer, label: &str) -> Url {
    let form = conflict.form(label);
    let answer = browser.post(&form.action, &form.fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.to()
}

async fn prove(browser: &Browser, conflict: &Answer, label: &str, person: Person) -> Answer {
    let authorize = begin(browser, conflict, label).await;
    let callback = browser.agree(authorize, person).await;
    browser.open(callback).await
}

async fn merged(world: &TestWorld) -> Browser {
    holder(world).await;
    let (browser, conflict) = in_conflict(world).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    assert_eq!(question.heading(), QUESTION);
    assert_eq!(browser.press(&question, "Gộp tài khoản", &[]).await.path(), "/thu-tuc");
    browser
}

async fn account_with_number(world: &TestWorld) -> Account {
    let number = Cccd::from_trusted(BINH.number).unwrap();
    world.portal.site.portal.store.account_by_number(&number).await.unwrap().unwrap()
}

async fn merges(world: &TestWorld) -> usize {
    let store = &world.portal.site.portal.store;
    let events = store.events_of(account_with_number(world).await.id, 100).await.unwrap();
    events.iter().filter(|event| event.kind == AuditKind::AccountsMerged).count()
}

async fn identities(browser: &Browser, label: &str) -> usize {
    let items = browser.open(IDENTITY).await.texts("ul[aria-labelledby='linked-accounts'] > li");
    items.iter().filter(|item| item.starts_with(label)).count()
}

#[tokio::test]
async fn l01_l05_twin_two_national_accounts_become_one_with_everything_in_it() {
    let world = TestWorld::start().await;
    let holder = holder(&world).await;
    let code = holder.apply().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    browser.fill_application().await;
    let conflict = type_number(&browser).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    assert_eq!((question.path(), question.heading().as_str()), ("/gop-tai-khoan", QUESTION));
    let words = question.text("main");
    for expected in ["Hồ sơ đã nộp: 0", "Bản nháp: 1", "Lần tra cứu đã ghi lại: 1", "72 giờ", NATIONAL_LABEL]
    {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert!(!words.contains(&code) && !question.body.contains("025190*"), "a dry run, no values: {words}");
    assert_eq!(identities(&browser, NATIONAL_LABEL).await, 1, "asking changes nothing");

    let page = browser.press(&question, "Gộp tài khoản", &[]).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(BINH.name)));
    let notice = page.text(".notice");
    assert!(notice.contains("đã gộp thành một") && notice.contains("Bạn có thể tách lại đến"), "{notice}");
    assert_eq!(identities(&browser, NATIONAL_LABEL).await, 2);
    assert!(browser.open("/ho-so").await.body.contains(&code));
    // The draft came along, and is sent.
    let last = browser.open(format!("{APPLICATION}?buoc=4")).await;
    let sent = browser.press(&last, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), crate::application::SENT, "{}", sent.body);
    assert_eq!(world.dossiers().await, 2);
    // Either way in opens the one account, without a question.
    for person in [BINH, BINH2] {
        let again = world.browser();
        assert_eq!(again.signed_in(NATIONAL, person, "/ho-so").await.path(), "/ho-so");
        assert!(again.open("/ho-so").await.body.contains(&code));
    }
}

#[tokio::test]
async fn two_accounts_of_one_provider_are_told_apart_wherever_they_are_listed() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    let numbered = [1, 2].map(|place| format!("{NATIONAL_LABEL} ({place})"));
    let (words, in_use) = (question.text("main"), "Đang dùng lúc này");
    assert!(words.contains("Dùng gần nhất lúc"), "{words}");
    // The holder's came first; the one in use is the one that would move.
    assert!(words.contains(&numbered[0]) && words.contains(&format!("Cách đăng nhập: {}", numbered[1])), "{words}");
    assert_eq!(words.matches(in_use).count(), 1, "{words}");

    browser.press(&question, "Gộp tài khoản", &[]).await;
    assert_eq!(browser.identities().await, numbered);
    let page = browser.open(IDENTITY).await;
    let items = page.texts("ul[aria-labelledby='linked-accounts'] > li");
    let used: Vec<_> = items.iter().map(|item| item.contains(in_use)).collect();
    assert_eq!(used, [true, false], "signed in with what was proven: {items:?}");
    let map = page.text("svg.link-map");
    assert!(map.contains("quốc gia (1)") && map.contains("quốc gia (2)"), "{map}");
    assert!(page.text(".link-map__words").contains(&numbered[1]));
    let undo = page.text(".panel ul");
    assert!(undo.contains(&numbered[1]) && !undo.contains(&numbered[0]), "what would open the old account: {undo}");

    let dry_run = browser.open(browser.unlink_path(&numbered[1]).await).await;
    assert!(dry_run.text(".lead").contains(&numbered[1]), "{}", dry_run.body);
    assert!(dry_run.text("main ul").contains(&numbered[0]), "what is left: {}", dry_run.body);
    assert!(BINH.found_in(dry_run.url.as_str()).is_empty() && BINH.found_in(&dry_run.text("title")).is_empty());
    let sessions = browser.open("/tai-khoan/bao-mat").await.text("ul[aria-labelledby='sessions']");
    assert!(sessions.contains(&numbered[0]), "{sessions}");

    // Twin: one alone has no number.
    browser.press(&dry_run, "Gỡ liên kết", &[]).await;
    assert_eq!(browser.identities().await, [NATIONAL_LABEL]);
    assert!(!browser.open(IDENTITY).await.has_button("Tách lại hai tài khoản"), "nothing would go back");
}

#[tokio::test]
async fn l05_a_merge_whose_proof_was_taken_away_meanwhile_says_that_nothing_was_merged_and_that_is_so() {
    let world = TestWorld::start().await;
    holder(&world).await;
    // The holder has VNeID, too, and takes away the very account that was proven elsewhere.
    let owner = world.browser();
    let asked = owner.sign_in(VNEID, BINH, "/").await;
    owner.link(&asked, BINH2).await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    owner.unlink(NATIONAL_LABEL).await;

    let page = browser.press(&question, "Gộp tài khoản", &[]).await;
    assert_eq!(page.heading(), OVER);
    assert!(page.text("main").contains("một trong hai tài khoản vừa thay đổi"), "{}", page.body);
    assert_eq!(merges(&world).await, 0);
    assert_eq!(browser.identities().await, [NATIONAL_LABEL], "the open account is as it was");
    assert_eq!(owner.identities().await, [VNEID_LABEL]);
}

#[tokio::test]
async fn l03_a_merge_ends_the_sessions_of_both_accounts() {
    let world = TestWorld::start().await;
    let holder = holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let (other_device, before) = (world.browser(), browser.stolen());
    other_device.signed_in(NATIONAL, BINH, "/").await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    assert!(holder.open("/tai-khoan").await.signed_in_name().is_some(), "asking changes nothing");
    browser.press(&question, "Gộp tài khoản", &[]).await;
    for ended in [&holder, &other_device, &before] {
        assert_eq!(ended.open("/tai-khoan").await.signed_in_name(), None);
    }
    assert!(browser.open("/tai-khoan").await.signed_in_name().is_some());
}

#[tokio::test]
async fn l07_the_account_that_vneid_opens_is_proven_and_merged() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, BINH, "/").await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, VNEID_LABEL, BINH).await;
    assert_eq!(question.heading(), QUESTION);
    browser.press(&question, "Gộp tài khoản", &[]).await;
    assert_eq!((identities(&browser, VNEID_LABEL).await, identities(&browser, NATIONAL_LABEL).await), (1, 1));
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
    let again = world.browser();
    assert_eq!(again.signed_in(NATIONAL, BINH, "/thu-tuc").await.path(), "/thu-tuc", "no question about a number");
}

#[tokio::test]
async fn l02_vneid_that_opens_no_account_yet_has_its_own_question_first() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, VNEID_LABEL, BINH).await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
    assert!(question.body.contains(DISOWN), "{}", question.body);
    browser.link(&question, BINH2).await;
    // The first account is joined by the same two steps, now that VNeID opens the other one.
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, VNEID_LABEL, BINH).await;
    assert_eq!(question.heading(), QUESTION);
    browser.press(&question, "Gộp tài khoản", &[]).await;
    assert_eq!((identities(&browser, VNEID_LABEL).await, identities(&browser, NATIONAL_LABEL).await), (1, 2));
}

#[tokio::test]
async fn l05_the_provider_is_asked_to_let_the_person_choose_anew() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let authorize = begin(&browser, &conflict, NATIONAL_LABEL).await;
    let has = |name: &str, value: &str| authorize.query_pairs().any(|pair| pair == (name.into(), value.into()));
    assert!(has("prompt", "login") && has("max_age", "60"), "{authorize}");
    // The provider's own session, of the account that is open, does not answer by itself.
    let asked = browser.open(authorize).await;
    assert!(!browser.is_own(&asked.url), "{}", asked.url);
    let sign_in = world.browser().begin(NATIONAL, "/").await;
    assert!(!sign_in.query_pairs().any(|(name, _)| name == "prompt"));
}

#[tokio::test]
async fn l05_the_account_that_is_open_is_not_merged_with_itself() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let page = prove(&browser, &conflict, NATIONAL_LABEL, BINH).await;
    assert_eq!((page.status, page.heading().as_str()), (200, "Đây chính là tài khoản đang mở"));
    assert_eq!(page.signed_in_name().as_deref(), Some(BINH.name));
    let answer = browser.post_stamped("/api/gop-tai-khoan/dong-y", &[("", "")]).await;
    assert_eq!(browser.follow(answer).await.heading(), OVER);
    assert_eq!((merges(&world).await, identities(&browser, NATIONAL_LABEL).await), (0, 1));
    // The way back is the page with the ways.
    let back = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(prove(&browser, &back, NATIONAL_LABEL, BINH2).await.heading(), QUESTION);
}

#[tokio::test]
async fn l08_another_persons_account_is_refused_and_nothing_of_it_is_shown() {
    let world = TestWorld::start().await;
    holder(&world).await;
    world.browser().signed_in(VNEID, KHOI, "/").await;
    let (browser, conflict) = in_conflict(&world).await;
    // One that has an account here, and one that has none and gets none.
    for (label, person) in [(VNEID_LABEL, KHOI), (NATIONAL_LABEL, AN)] {
        let page = prove(&browser, &conflict, label, person).await;
        assert_eq!(page.heading(), "Chưa gộp được tài khoản");
        assert!(person.found_in(&page.body).is_empty(), "{}", page.body);
        assert!(!page.body.contains("025190"), "{}", page.body);
        let answer = browser.post_stamped("/api/gop-tai-khoan/dong-y", &[("", "")]).await;
        assert_eq!(browser.follow(answer).await.heading(), OVER);
    }
    let store = &world.portal.site.portal.store;
    assert!(store.account_by_number(&Cccd::from_trusted(AN.number).unwrap()).await.unwrap().is_none());
    assert_eq!(merges(&world).await, 0);
    let activity = browser.open("/tai-khoan/bao-mat").await.text("ul[aria-labelledby='activity']");
    assert_eq!(activity.matches("Một yêu cầu bị từ chối").count(), 2, "{activity}");
}

#[tokio::test]
async fn l05_a_question_is_answered_once() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    let (thief, form) = (browser.stolen(), question.form("Gộp tài khoản"));
    let answers = futures::future::join_all((0..5).map(|_| thief.call(&form.action, &form.fields))).await;
    assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 401)), "{answers:?}");
    assert_eq!(merges(&world).await, 1);
    browser.post(&form.action, &form.fields).await;
    assert_eq!(browser.open("/").await.signed_in_name(), None, "its session has ended");
    browser.signed_in(NATIONAL, BINH, "/").await;
    // It is another account now, and a page of the old one does nothing in it (K-01); nor does a new page.
    let answer = browser.post(&form.action, &form.fields).await;
    assert_eq!(browser.follow(answer).await.status, 409);
    let answer = browser.post_stamped(&form.action, &form.fields).await;
    assert_eq!(browser.follow(answer).await.heading(), OVER);
    assert_eq!(merges(&world).await, 1);
}

#[tokio::test]
async fn l05_a_question_belongs_to_its_session() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    let form = question.form("Gộp tài khoản");
    // The same person elsewhere, and somebody else.
    for person in [BINH, KHOI] {
        let other = world.browser();
        other.signed_in(NATIONAL, person, "/").await;
        assert_eq!(other.open("/gop-tai-khoan").await.heading(), OVER);
        let answer = other.post_stamped(&form.action, &form.fields).await;
        assert_eq!(other.follow(answer).await.heading(), OVER);
    }
    let foreign = browser.request(reqwest::Method::POST, &form.action).header("origin", "https://evil.example");
    assert_eq!(browser.send(foreign).await.status, 403);
    assert_eq!(browser.get(&form.action).await.status, 405);
    assert_eq!(merges(&world).await, 0);
    // Twin: it is still open where it was asked.
    let question = browser.open("/gop-tai-khoan").await;
    assert_eq!(browser.press(&question, "Gộp tài khoản", &[]).await.path(), "/thu-tuc");
    assert_eq!(merges(&world).await, 1);
}

#[tokio::test]
async fn l05_who_signed_out_in_between_is_asked_nothing() {
    let world = TestWorld::start().await;
    holder(&world).await;
    // Out, out and in again, and in as somebody else.
    for next in [None, Some(BINH), Some(KHOI)] {
        let (browser, conflict) = in_conflict(&world).await;
        let authorize = begin(&browser, &conflict, NATIONAL_LABEL).await;
        let page = browser.open("/").await;
        browser.post("/api/dang-xuat", &page.form("Đăng xuất").fields).await;
        if let Some(person) = next {
            browser.signed_in(NATIONAL, person, "/").await;
        }
        let session = browser.cookie("session");
        let callback = browser.agree(authorize, BINH2).await;
        let page = browser.open(callback).await;
        // The attempt went with the sign-out (K-02).
        assert_eq!(page.heading(), "Lần đăng nhập này không bắt đầu ở trình duyệt này", "{next:?}");
        assert_eq!(browser.cookie("session"), session, "{next:?}");
        assert_eq!(merges(&world).await, 0);
    }
}

#[tokio::test]
async fn l05_without_a_conflict_nothing_can_be_proven_or_merged() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let asked = world.calls("/dvcqg/authorize").await;
    let answer =
        browser.post_stamped("/api/gop-tai-khoan/chung-minh", &[("provider", NATIONAL), ("tiep", "/thu-tuc")]).await;
    assert_eq!(browser.follow(answer).await.heading(), OVER);
    assert_eq!(world.calls("/dvcqg/authorize").await, asked);
    let conflict = type_number(&browser).await;
    let question = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    // The number has meanwhile gone to its owner.
    let owner = world.browser();
    let asked = owner.sign_in(VNEID, BINH, "/").await;
    owner.disown(&asked).await;
    assert_eq!(browser.press(&question, "Gộp tài khoản", &[]).await.heading(), OVER);
    assert_eq!(merges(&world).await, 0);
}

#[tokio::test]
async fn l04_an_old_session_has_to_be_proven_before_it_gives_its_account_away() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let browser = world.browser();
    world.fault_once(NATIONAL, "stale_auth_time").await;
    browser.signed_in(NATIONAL, BINH, "/").await;
    let conflict = type_number(&browser).await;
    let asks = browser.press(&conflict, NATIONAL_LABEL, &[]).await;
    assert_eq!(asks.heading(), "Xác nhận lại đúng là bạn");
    let form = asks.form(NATIONAL_LABEL);
    let callback = browser.agree(browser.post(&form.action, &form.fields).await.to(), BINH).await;
    let conflict = browser.open(callback).await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"), "back on the page that it began on");
    assert_eq!(prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await.heading(), QUESTION);
}

#[tokio::test]
async fn a_merge_can_be_undone_for_a_while() {
    let world = TestWorld::start().await;
    let browser = merged(&world).await;
    let page = browser.open(IDENTITY).await;
    assert!(page.text("main").contains("Bạn có thể tách lại đến"), "{}", page.body);
    let apart = browser.press(&page, "Tách lại hai tài khoản", &[]).await;
    assert_eq!((apart.heading().as_str(), apart.signed_in_name()), ("Hai tài khoản đã được tách lại", None));
    assert_eq!(browser.cookie("session"), None);

    let holder = world.browser();
    assert_eq!(holder.signed_in(NATIONAL, BINH2, "/thu-tuc").await.path(), "/thu-tuc");
    assert_eq!(identities(&holder, NATIONAL_LABEL).await, 1);
    let first = world.browser();
    let page = first.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert!(page.path().starts_with("/can-cuoc"), "without a number, as before: {}", page.url);
    assert_eq!(identities(&first, NATIONAL_LABEL).await, 1);
    assert!(!holder.open(IDENTITY).await.has_button("Tách lại hai tài khoản"));
}

#[tokio::test]
async fn l04_undoing_a_merge_demands_a_recent_proof() {
    let world = TestWorld::start().await;
    let browser = merged(&world).await;
    let page = browser.open(IDENTITY).await;
    world.clock.advance(Duration::minutes(11));
    let asks = browser.press(&page, "Tách lại hai tài khoản", &[]).await;
    assert_eq!(asks.path(), "/xac-nhan-lai?tiep=%2Ftai-khoan%2Fdinh-danh");
    assert_eq!(identities(&browser, NATIONAL_LABEL).await, 2, "nothing was done");
    // Nor by anybody else, however recent.
    let form = page.form("Tách lại hai tài khoản");
    let stranger = world.browser();
    stranger.signed_in(NATIONAL, KHOI, "/").await;
    let answer = stranger.post_stamped(&form.action, &form.fields).await;
    assert_eq!(stranger.follow(answer).await.heading(), "Không tách lại được nữa");
    assert_eq!(identities(&browser, NATIONAL_LABEL).await, 2);
}

#[tokio::test]
async fn a_merge_is_not_undone_after_its_window() {
    let world = TestWorld::with(|settings| settings.policy.merge_undo_hours = 24).await;
    let browser = merged(&world).await;
    let form = browser.open(IDENTITY).await.form("Tách lại hai tài khoản");
    world.clock.advance(Duration::hours(24));
    let later = world.browser();
    later.signed_in(NATIONAL, BINH, "/").await;
    assert!(!later.open(IDENTITY).await.has_button("Tách lại hai tài khoản"));
    let answer = later.post(&form.action, &form.fields).await;
    assert_eq!(later.follow(answer).await.heading(), "Không tách lại được nữa");
    assert_eq!(identities(&later, NATIONAL_LABEL).await, 2);
}

#[tokio::test]
async fn f05_a_provider_that_is_away_in_the_middle_of_a_proof_costs_nothing_but_time() {
    let world = TestWorld::start().await;
    holder(&world).await;
    let (browser, conflict) = in_conflict(&world).await;
    world.fault_once(NATIONAL, "temporarily_unavailable").await;
    let page = prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await;
    assert_eq!((page.status, page.heading().as_str()), (400, "Nơi cấp tài khoản tạm thời gián đoạn"));
    assert_eq!(page.signed_in_name().as_deref(), Some(BINH.name));
    assert!(!page.body.contains("Đăng nhập thành công"), "the wanted page says so: {}", page.body);
    // The first way on is the step itself, not another sign-in.
    let ways = page.texts("main p > a.button");
    assert_eq!(ways, ["Mở trang bạn cần", "Thử lại từ đầu"]);
    assert!(page.body.contains("href=\"/can-cuoc?tiep=%2Fthu-tuc&amp;ket-qua=1\""), "as it was: {}", page.body);
    let conflict = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"));
    assert_eq!(prove(&browser, &conflict, NATIONAL_LABEL, BINH2).await.heading(), QUESTION);

    // Twin: who is not signed in is led to the choice.
    let nobody = world.browser();
    world.fault_once(NATIONAL, "temporarily_unavailable").await;
    let page = nobody.sign_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(page.texts("main p > a.button"), ["Thử lại từ đầu"]);
}
