//! The cells of linking: what is here already × who arrives. (Merging two accounts that exist has its own file.)

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    linked::{DISOWN, NATIONAL_LABEL, TAKE, VNEID_LABEL},
    people::{AN, BINH, KHOI, Person},
    world::TestWorld,
};
use congdan_domain::{BirthDate, FullName};

const BINH2: Person = Person { id: "binh2", ..BINH };

/// A sign-in that happened before; a number that is asked for is given.
type Earlier = (&'static str, Person);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// In, with an account of so many identities.
    In(usize),
    /// In, without a number: the CCCD screen.
    InWithoutNumber,
    /// Asked, and one press links.
    Asked,
    /// Asked, and the press leads to this provider of the account that has the number.
    AskedFor(&'static str),
}

struct Cell {
    name: &'static str,
    before: &'static [Earlier],
    arrives: Earlier,
    fault: &'static str,
    then: Then,
}

const fn cell(name: &'static str, before: &'static [Earlier], arrives: Earlier, then: Then) -> Cell {
    Cell { name, before, arrives, fault: "none", then }
}

const CELLS: &[Cell] = &[
    cell("none × VNeID", &[], (VNEID, AN), Then::In(1)),
    cell("none × national with a number", &[], (NATIONAL, AN), Then::In(1)),
    cell("none × national without a number", &[], (NATIONAL, BINH), Then::InWithoutNumber),
    cell("national × VNeID, same number asserted", &[(NATIONAL, AN)], (VNEID, AN), Then::AskedFor(NATIONAL)),
    cell("national × VNeID, same number matched", &[(NATIONAL, BINH)], (VNEID, BINH), Then::AskedFor(NATIONAL)),
    cell("national × VNeID, different number", &[(NATIONAL, AN)], (VNEID, BINH), Then::In(1)),
    cell("VNeID × national, same number", &[(VNEID, AN)], (NATIONAL, AN), Then::AskedFor(VNEID)),
    cell("VNeID × national, different number", &[(VNEID, BINH)], (NATIONAL, AN), Then::In(1)),
    cell("VNeID × national without a number", &[(VNEID, BINH)], (NATIONAL, BINH), Then::InWithoutNumber),
    cell("linked × VNeID", &[(NATIONAL, AN), (VNEID, AN)], (VNEID, AN), Then::In(2)),
    cell("linked × national", &[(NATIONAL, AN), (VNEID, AN)], (NATIONAL, AN), Then::In(2)),
    cell("self, again", &[(VNEID, AN)], (VNEID, AN), Then::In(1)),
    Cell {
        name: "stale link: the same issuer and number, a new subject",
        before: &[(VNEID, AN)],
        arrives: (VNEID, AN),
        fault: "subject_changed",
        then: Then::Asked,
    },
    Cell {
        name: "stale link of an account that the national account opens too",
        before: &[(NATIONAL, AN), (VNEID, AN)],
        arrives: (VNEID, AN),
        fault: "subject_changed",
        then: Then::Asked,
    },
    cell(
        "two accounts × VNeID, the number on one of them",
        &[(NATIONAL, BINH2), (NATIONAL, BINH)],
        (VNEID, BINH),
        Then::AskedFor(NATIONAL),
    ),
];

/// As a person would: gives the number that is asked for, links what is theirs.
async fn come(browser: &Browser, (provider, person): Earlier) {
    let page = browser.sign_in(provider, person, "/").await;
    match page.heading().as_str() {
        "Cập nhật số căn cước công dân" => drop(browser.update_number(&page, person).await),
        "Liên kết tài khoản" => drop(browser.link(&page, person).await),
        _ => {}
    }
    assert!(browser.is_in().await, "{}", page.url);
}

/// Where the press leads.
async fn asked(browser: &Browser, question: &Answer) -> Then {
    let form = question.form("Liên kết");
    let to = browser.post(&form.action, &form.fields).await.to();
    let provider = [VNEID, NATIONAL].into_iter().find(|provider| to.path().starts_with(&format!("/{provider}/")));
    provider.map_or(Then::Asked, Then::AskedFor)
}

#[tokio::test]
async fn each_cell_of_linking_ends_as_it_must() {
    for cell in CELLS {
        let world = TestWorld::start().await;
        for earlier in cell.before {
            come(&world.browser(), *earlier).await;
        }
        world.fault_once(cell.arrives.0, cell.fault).await;
        let browser = world.browser();
        let page = browser.sign_in(cell.arrives.0, cell.arrives.1, "/").await;
        let is_in = browser.cookie("session").is_some();
        let then = match page.heading().as_str() {
            "Cập nhật số căn cước công dân" if is_in => Then::InWithoutNumber,
            "Liên kết tài khoản" if !is_in => asked(&browser, &page).await,
            _ if is_in => Then::In(browser.identities().await.len()),
            heading => panic!("{}: {heading} on {}", cell.name, page.url),
        };
        assert_eq!(then, cell.then, "{}", cell.name);
    }
}

#[tokio::test]
async fn l07_a_stale_link_is_renewed_and_the_old_subject_opens_nothing() {
    let world = TestWorld::start().await;
    let older = world.browser();
    older.signed_in(VNEID, AN, "/").await;
    world.fault_once(VNEID, "subject_changed").await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, AN, "/thu-tuc").await;
    assert!(question.text("main").contains("mã định danh mới"), "{}", question.body);
    let page = browser.press(&question, "Liên kết", &[]).await;
    assert_eq!(page.path(), "/thu-tuc");
    assert_eq!(browser.identities().await, [VNEID_LABEL], "one subject for one person");
    assert!(!older.is_in().await);
    assert!(browser.open("/tai-khoan").await.text("main").contains("Mã định danh VNeID mới thay mã cũ"));
    let old = world.browser();
    assert_eq!(old.sign_in(VNEID, AN, "/").await.heading(), "Liên kết tài khoản", "a stranger to the account");
    assert_eq!(old.cookie("session"), None);
}

#[tokio::test]
async fn l05_a_question_open_in_two_tabs_is_answered_once() {
    let world = TestWorld::start().await;
    come(&world.browser(), (NATIONAL, AN)).await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, AN, "/").await;
    let dry_run = browser.open(DISOWN).await;
    browser.link(&question, AN).await;
    for (page, button) in [(&dry_run, TAKE), (&question, "Liên kết")] {
        let page = browser.press(page, button, &[]).await;
        assert_eq!(page.heading(), "Không còn yêu cầu liên kết nào", "{button}");
    }
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn l04_an_arrival_that_was_proved_long_ago_is_proved_anew_before_it_counts() {
    let world = TestWorld::start().await;
    come(&world.browser(), (NATIONAL, BINH)).await;
    world.fault_once(VNEID, "stale_auth_time").await;
    let browser = world.browser();
    let question = browser.sign_in(VNEID, BINH, "/thu-tuc").await;
    assert!(!question.has_button("Liên kết") && !question.body.contains(DISOWN), "{}", question.body);
    let button = format!("Xác nhận bằng {VNEID_LABEL}");
    for path in ["/api/lien-ket/dong-y", "/api/lien-ket/khong-phai-toi"] {
        browser.post(path, &question.form(&button).fields).await;
        assert_eq!(browser.cookie("session"), None, "{path}");
    }
    let question = browser.prove(&question, &button, BINH).await;
    let page = browser.link(&question, BINH).await;
    assert_eq!(page.path(), "/thu-tuc");
    assert_eq!(browser.identities().await.len(), 2);
}

#[tokio::test]
async fn l04_a_weaker_account_joins_one_of_vneid_only_when_its_owner_has_just_proved_it() {
    let world = TestWorld::start().await;
    come(&world.browser(), (VNEID, AN)).await;
    let browser = world.browser();
    let question = browser.sign_in(NATIONAL, AN, "/thu-tuc").await;
    let form = question.form("Liên kết");
    browser.post(&form.action, &form.fields).await;
    assert_eq!(browser.cookie("session"), None, "not by the weaker proof");

    // Somebody else's VNeID is no proof either.
    let page = browser.link(&question, BINH).await;
    assert!(page.text("main").contains("Chưa liên kết gì"), "{}", page.body);
    assert_eq!(browser.cookie("session"), None);

    let page = browser.link(&page, AN).await;
    assert_eq!((page.path(), page.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
    assert_eq!(browser.identities().await, [VNEID_LABEL, NATIONAL_LABEL]);
}

/// Somebody who had typed a number and matched, and whose number VNeID then asserted for another person.
async fn loser(world: &TestWorld) -> Browser {
    let first = world.browser();
    come(&first, (NATIONAL, BINH2)).await;
    let owner = world.browser();
    let question = owner.sign_in(VNEID, BINH, "/").await;
    owner.disown(&question).await;
    first
}

#[tokio::test]
async fn l02_the_loser_of_a_number_is_told_why_and_nothing_of_the_other() {
    let world = TestWorld::start().await;
    let first = loser(&world).await;
    let told = first.open("/tai-khoan").await.text("section[aria-labelledby=news]");
    assert!(told.contains("Số căn cước rời khỏi tài khoản này, vì VNeID"), "{told}");
    assert!(told.contains("Nếu số đó là của bạn"), "{told}");
    assert!(!told.contains(BINH.number) && !told.contains("9002"), "{told}");
}

#[tokio::test]
async fn l02_the_cccd_screen_tells_the_loser_of_a_number_what_to_do_until_there_is_another() {
    const LOST: &str = "section[aria-labelledby=lost]";
    let world = TestWorld::start().await;
    let first = loser(&world).await;

    let form = first.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let told = form.text(LOST);
    for part in ["không còn gắn với tài khoản này", "VNeID đã xác nhận số đó thuộc về một người khác", "nhập nhầm"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains(BINH.number) && !told.contains("9002") && !told.contains(BINH.name), "{told}");
    assert!(form.body.contains("href=\"/dang-nhap?tiep=%2Fthu-tuc\""), "VNeID is one way on: {}", form.body);
    first.plant_cookie("language", "en");
    let english = first.open("/can-cuoc?tiep=%2Fthu-tuc").await.text(LOST);
    assert!(english.contains("VNeID confirmed that number for somebody else") && !english.contains("số"), "{english}");
    first.plant_cookie("language", "vi");

    // The slip is the other: it names the same reference, here and at the desk.
    let slip = first.press(&form, "Lập phiếu hướng dẫn", &[]).await;
    assert_eq!(slip.heading(), "Phiếu hướng dẫn", "{}", slip.body);
    let words = slip.text("main");
    let reference = form.text(&format!("{LOST} strong.code"));
    assert_eq!(reference.len(), 8, "{told}");
    assert!(words.contains("conflict") && words.contains(&reference), "{reference}: {words}");

    // "Đã hiểu" does not hide it; nobody else reads it; a number of one's own ends it.
    let account = first.open("/tai-khoan").await;
    first.press(&account, "Đã hiểu", &[]).await;
    let form = first.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    assert!(!form.text(LOST).is_empty());
    let stranger = world.browser();
    assert_eq!(stranger.signed_in(NATIONAL, BINH, "/thu-tuc").await.text(LOST), "");
    // The national account is corrected: it was Khôi's all along.
    let portal = &world.portal.site.portal;
    let session = portal.store.session(&first.cookie("session").unwrap(), portal.world.now()).await.unwrap().unwrap();
    for mut asserted in portal.store.asserted(session.account).await.unwrap() {
        asserted.person.full_name.as_mut().unwrap().value = FullName::parse(KHOI.name).unwrap();
        asserted.person.birth_date.as_mut().unwrap().value = BirthDate::parse_wire(&KHOI.born.join("/")).unwrap();
        portal.store.record_asserted(asserted.identity, &asserted.person).await.unwrap();
    }
    assert_eq!(first.update_number(&form, KHOI).await.path(), "/thu-tuc");
    assert_eq!(first.open("/can-cuoc?tiep=%2Fthu-tuc").await.path(), "/thu-tuc");
}
