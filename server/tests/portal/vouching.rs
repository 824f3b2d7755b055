//! What vouches for a number, and what that opens (ADR 14; V-02, V-03, V-07).

use crate::{
    answer::Answer,
    application::{APPLICATION, SENT},
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use congdan_domain::{BirthDate, Cccd, FullName, Outcome, policy::NationalAccount};
use congdan_flows::{
    cccd::deferred::{self, DeferredOutcome},
    ports::{
        accounts::{Account, Field, Person as Known, PersonWritten, Revision, Source},
        audit::{AuditEvent, AuditKind},
        matching::AttemptsOf,
    },
};
use time::Duration;
use uuid::Uuid;

const HEADING: &str = "Cần xác nhận bằng VNeID";
const BY_VNEID: &str = "Đăng nhập bằng VNeID";
const MATCH: &str = "Đối chiếu số căn cước";
const PROFILE: &str = "/tai-khoan/chinh-sua";
const IDENTITY: &str = "/tai-khoan/dinh-danh";
const FROM_REGISTER: &str = "Cập nhật từ CSDL Quốc gia về Dân cư";
const AGREE: &[(&str, &str)] = &[("Tôi đồng ý cho đối chiếu", "x")];
/// What the sandbox's register has of Bình beyond what she types.
const STREET: &str = "phố Thử Nghiệm";

async fn account_of(world: &TestWorld, browser: &Browser) -> Account {
    let portal = &world.portal.site.portal;
    let token = browser.cookie("session").unwrap();
    let session = portal.store.session(&token, portal.world.now()).await.unwrap().unwrap();
    portal.store.account(session.account).await.unwrap().unwrap()
}

/// Nothing was asked, spent or stored for this account, and the record says why.
async fn nothing_was_asked(world: &TestWorld, account: Uuid, calls: usize) {
    let portal = &world.portal.site.portal;
    assert_eq!(world.calls("/dan-cu").await, calls, "no call");
    assert!(portal.store.queries_of(account, 10).await.unwrap().is_empty(), "no row of the ledger");
    let since = portal.world.now() - Duration::days(1);
    assert_eq!(portal.store.spent_attempts(AttemptsOf::Account(account), since).await.unwrap().count, 0, "no try");
    let newest = portal.store.events_of(account, 1).await.unwrap().remove(0);
    assert_eq!((newest.kind, &*newest.detail), (AuditKind::NumberNotMatched, Outcome::NeedsVneid.code()));
    assert!(portal.store.account(account).await.unwrap().unwrap().person.number.is_none());
}

fn is_needed(page: &Answer) {
    assert_eq!((page.status, page.heading().as_str()), (200, HEADING), "{}", page.body);
    assert_eq!(page.outcome().as_deref(), Some("needs_vneid"));
    assert!(page.has_button(BY_VNEID), "{}", page.body);
}

#[tokio::test]
async fn v02_another_persons_number_is_not_asked_about_and_vneid_vouches_and_returns() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let form = browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let account = account_of(&world, &browser).await.id;
    let calls = world.calls("/dan-cu").await;
    let page = browser.update_number(&form, BINH).await;
    is_needed(&page);
    nothing_was_asked(&world, account, calls).await;
    let words = page.text("main");
    assert!(words.contains("nơi đã cấp tài khoản"), "where the account is corrected: {words}");
    assert!(BINH.found_in(&words).is_empty() && DUNG.found_in(&words).is_empty(), "no value: {words}");
    browser.plant_cookie("language", "en");
    assert_eq!(browser.open(page.path()).await.heading(), "Confirmation by VNeID needed");
    browser.plant_cookie("language", "vi");

    // The entry is kept.
    let kept = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await.form("Cập nhật").fields;
    for value in [BINH.number, BINH.name] {
        assert!(kept.iter().any(|(_, entered)| entered == value), "{kept:?}");
    }

    // VNeID's own person comes back to the wanted page, vouched for.
    let back = browser.prove(&page, BY_VNEID, AN).await;
    assert_eq!((back.path(), back.signed_in_name().as_deref()), ("/thu-tuc", Some(AN.name)));
}

#[tokio::test]
async fn v02_twin_ones_own_name_in_another_spelling_and_a_year_for_a_day_are_asked_about() {
    for typed in [BINH, Person { name: "TRAN THI BINH", ..BINH }, Person { name: "Trâ\u{300}n Thị Bình", ..BINH }] {
        let world = TestWorld::start().await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        assert_eq!(browser.update_number(&form, typed).await.path(), "/thu-tuc", "{typed:?}");
        assert_eq!(world.calls("/dan-cu").await, 1);
    }
}

#[tokio::test]
async fn v02_a_name_out_of_date_or_another_birth_date_needs_vneid_and_spends_nothing() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let mut form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let account = account_of(&world, &browser).await.id;
    let calls = world.calls("/dan-cu").await;
    for typed in [
        Person { name: "Trần Thị Ngọc Bình", ..BINH },
        Person { name: "Trần Thị Bính", ..BINH },
        Person { born: ["16", "03", "1990"], ..BINH },
        Person { born: ["15", "03", "1991"], ..BINH },
    ] {
        is_needed(&browser.update_number(&form, typed).await);
        form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    }
    nothing_was_asked(&world, account, calls).await;
    // Twin: what her account says is right, and she still has all her tries.
    assert_eq!(browser.update_number(&form, BINH).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn v02_the_profile_asks_nothing_about_another_person_either() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let asked = browser.signed_in(NATIONAL, DUNG, "/").await;
    browser.press(&asked, "Bỏ qua", &[]).await;
    let account = account_of(&world, &browser).await.id;
    let calls = world.calls("/dan-cu").await;
    let form = browser.open(PROFILE).await;
    let page = browser.update_number(&form, BINH).await;
    is_needed(&page);
    nothing_was_asked(&world, account, calls).await;
}

#[tokio::test]
async fn v02_an_entry_that_waits_is_judged_by_what_the_provider_asserts_when_it_is_asked() {
    for (now_asserted, expected) in [("Trần Thị Bình", Outcome::Matched), ("Lê Thị Bình", Outcome::NeedsVneid)]
    {
        let world = TestWorld::inside().await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        world.population("down").await;
        let waits = browser.update_number(&form, BINH).await;
        assert_eq!(waits.heading(), "Đang chờ đối chiếu");
        let portal = &world.portal.site.portal;
        let account = account_of(&world, &browser).await.id;
        for mut asserted in portal.store.asserted(account).await.unwrap() {
            asserted.person.full_name.as_mut().unwrap().value = FullName::parse(now_asserted).unwrap();
            portal.store.record_asserted(asserted.identity, &asserted.person).await.unwrap();
        }
        world.population("ok").await;
        world.clock.advance(Duration::minutes(2));
        let calls = world.calls("/dan-cu").await;
        assert_eq!(deferred::ask_next(portal).await.unwrap(), DeferredOutcome::Answered(expected));
        assert_eq!(world.calls("/dan-cu").await - calls, usize::from(expected.is_match()));
        if expected == Outcome::NeedsVneid {
            browser.open("/").await;
            is_needed(&browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await);
        }
    }
}

#[tokio::test]
async fn v02_what_the_provider_does_not_assert_is_matched_only_where_configuration_says_so() {
    for allowed in [false, true] {
        let world = TestWorld::with(|settings| {
            settings.policy.match_unasserted = allowed;
            settings.provider.get_mut(NATIONAL).unwrap().claims.birth_date = "absent".to_owned();
        })
        .await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        let page = browser.update_number(&form, BINH).await;
        if allowed {
            assert_eq!(page.path(), "/thu-tuc", "{}", page.body);
        } else {
            is_needed(&page);
            assert_eq!(world.calls("/dan-cu").await, 0);
        }
    }
}

#[tokio::test]
async fn v03_a_typed_match_buys_nothing_of_the_record_and_vneid_opens_it() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    assert_eq!(browser.update_number(&form, BINH).await.path(), "/thu-tuc");
    let account = account_of(&world, &browser).await;
    assert!(account.person.matched_at.is_some() && account.person.address.is_none(), "not stored");
    for path in ["/tai-khoan", IDENTITY, PROFILE] {
        assert!(!browser.open(path).await.body.contains(STREET), "{path}");
    }
    let again = browser.open(IDENTITY).await;
    browser.press(&again, FROM_REGISTER, &[]).await;
    let receipts = world.portal.site.portal.store.receipts_of(account.id, 10).await.unwrap();
    let values = receipts.iter().flat_map(|receipt| &receipt.rows).filter_map(|row| row.register.as_ref());
    assert!(values.into_iter().all(|value| !value.value.contains(STREET)), "nor in a receipt");

    // Twin: VNeID is linked in the browser that has just signed in, and the next synchronisation fills it.
    let question = browser.sign_in(VNEID, BINH, IDENTITY).await;
    let joined = browser.press(&question, "Liên kết", &[]).await;
    assert_eq!(joined.path(), IDENTITY, "{}", joined.body);
    let done = browser.press(&joined, FROM_REGISTER, AGREE).await;
    assert!(done.body.contains(STREET), "{}", done.body);
    assert!(account_of(&world, &browser).await.person.address.is_some());
}

#[tokio::test]
async fn v03_a_year_that_was_typed_is_not_completed_by_the_register() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let account = account_of(&world, &browser).await;
    for mut asserted in world.portal.site.portal.store.asserted(account.id).await.unwrap() {
        asserted.person.birth_date.as_mut().unwrap().value = BirthDate::new(1990, None, None).unwrap();
        world.portal.site.portal.store.record_asserted(asserted.identity, &asserted.person).await.unwrap();
    }
    let mut person = account.person.clone();
    person.birth_date.as_mut().unwrap().value = BirthDate::new(1990, None, None).unwrap();
    save(&world, &account, person).await;
    let year = Person { born: ["", "", "1990"], ..BINH };
    let mut entries = vec![("Chỉ biết năm sinh", "x"), ("Năm", "1990"), ("Họ và tên", year.name)];
    entries.extend([("Số căn cước (CCCD)", year.number), ("Ngày", ""), ("Tháng", ""), AGREE[0]]);
    let page = browser.press(&form, "Cập nhật", &entries).await;
    assert_eq!(page.path(), "/thu-tuc", "{}", page.body);
    let stored = account_of(&world, &browser).await.person;
    assert!(stored.birth_date.unwrap().value.is_year_only());
}

async fn save(world: &TestWorld, account: &Account, person: Known) {
    let store = &world.portal.site.portal.store;
    let audit = AuditEvent {
        at: world.portal.site.portal.world.now(),
        account: Some(account.id),
        kind: AuditKind::ProfileChanged,
        detail: "test".to_owned(),
        support_id: "ABCDEFGH".to_owned(),
    };
    let revision = Revision::of(&account.person, person);
    assert_eq!(store.save_person(account.id, revision, audit).await.unwrap(), PersonWritten::Done);
}

#[tokio::test]
async fn v03_what_was_stored_before_is_not_shown_without_vneid() {
    const OLD: &str = "Số 7, phố Ngày Xưa";
    for (provider, shown) in [(NATIONAL, false), (VNEID, true)] {
        let world = TestWorld::start().await;
        let browser = world.browser();
        let page = browser.signed_in(provider, BINH, "/thu-tuc").await;
        if provider == NATIONAL {
            browser.update_number(&page, BINH).await;
        }
        let account = account_of(&world, &browser).await;
        let at = world.portal.site.portal.world.now();
        let address = Some(Field { value: OLD.to_owned(), source: Source::Register, at });
        save(&world, &account, Known { address, ..account.person.clone() }).await;
        for path in ["/tai-khoan", IDENTITY, PROFILE] {
            assert_eq!(browser.open(path).await.body.contains(OLD), shown, "{provider} {path}");
        }
    }
}

/// What the procedure's readiness says of this visitor.
async fn readiness(browser: &Browser) -> String {
    browser.open("/thu-tuc/1.001193").await.text("ul.readiness")
}

#[tokio::test]
async fn v07_a_number_of_the_national_account_opens_dossiers_and_sending_only_after_a_match() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    // S3: with a number, on to the wanted page.
    assert_eq!(browser.signed_in(NATIONAL, AN, "/thu-tuc").await.path(), "/thu-tuc");
    let ready = readiness(&browser).await;
    assert!(!ready.to_lowercase().contains("đã đối chiếu") && ready.contains(MATCH), "{ready}");
    let closed = browser.open("/ho-so").await;
    let words = closed.text("main");
    assert!(words.contains(MATCH) && words.contains(BY_VNEID) && !words.contains("chưa cập nhật số"), "{words}");
    let last = browser.fill_application().await;
    assert!(last.text("main").contains(MATCH), "{}", last.body);
    let form = browser.press(&last, "Gửi hồ sơ", &[]).await;
    assert_eq!(world.dossiers().await, 0);
    assert!(form.path().starts_with("/can-cuoc") && !form.has_button("Bỏ qua"), "{}", form.url);

    // The form has what the account asserts, and the match opens all of it.
    let fields = form.form("Cập nhật").fields;
    for value in [AN.number, AN.name] {
        assert!(fields.iter().any(|(_, entered)| entered == value || entered.replace(' ', "") == value), "{fields:?}");
    }
    let back = browser.press(&form, "Cập nhật", AGREE).await;
    assert!(back.path().starts_with(APPLICATION), "{} {}", back.url, back.body);
    let sent = browser.press(&browser.open(format!("{APPLICATION}?buoc=4")).await, "Gửi hồ sơ", &[]).await;
    assert_eq!(sent.heading(), SENT, "{}", sent.body);
    assert!(readiness(&browser).await.to_lowercase().contains("đã đối chiếu"));
    let dossiers = browser.open("/ho-so").await;
    assert!(!dossiers.text("main").contains(MATCH), "{}", dossiers.body);
    // The number still is the national account's own: its page asks no more.
    assert_eq!(browser.open("/can-cuoc?tiep=%2Fthu-tuc").await.path(), "/thu-tuc");
    assert!(account_of(&world, &browser).await.person.address.is_none(), "V-03");
}

#[tokio::test]
async fn v07_the_number_that_is_asserted_cannot_be_exchanged_for_another() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, AN, "/thu-tuc").await;
    let form = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let page = browser.update_number(&form, Person { number: "025085999008", ..AN }).await;
    is_needed(&page);
    assert_eq!(world.calls("/dan-cu").await, 0);
    let own = Cccd::from_trusted(AN.number).unwrap();
    assert_eq!(account_of(&world, &browser).await.person.number.unwrap().value, own);
}

#[tokio::test]
async fn v07_full_opens_without_a_match_and_vneid_opens_everywhere() {
    for (policy, provider) in
        [(NationalAccount::Full, NATIONAL), (NationalAccount::Link, VNEID), (NationalAccount::Closed, VNEID)]
    {
        let world = TestWorld::with(|settings| settings.policy.national_account = policy).await;
        let browser = world.browser();
        browser.signed_in(provider, AN, "/thu-tuc").await;
        assert!(!readiness(&browser).await.to_lowercase().contains("đã đối chiếu"), "no match was made: {policy:?}");
        browser.apply().await;
        assert!(!browser.open("/ho-so").await.text("main").contains(MATCH), "{policy:?}");
    }
}

#[tokio::test]
async fn v07_a_typed_match_opens_as_the_table_says() {
    use congdan_domain::vouching::{Cell, Row};
    for typed in [Cell::Open, Cell::Closed] {
        let world = TestWorld::with(|settings| {
            let opens = &mut settings.policy.opens;
            opens.apply = Row { typed, ..opens.apply };
            opens.earlier_dossiers = Row { typed, ..opens.earlier_dossiers };
        })
        .await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        browser.update_number(&form, BINH).await;
        let words = browser.open("/ho-so").await.text("main");
        assert_eq!(words.contains(BY_VNEID), typed == Cell::Closed, "{words}");
        assert!(!words.contains(MATCH), "a match is there already: {words}");
        let last = browser.fill_application().await;
        let sent = browser.press(&last, "Gửi hồ sơ", &[]).await;
        assert_eq!(sent.heading() == SENT, typed == Cell::Open, "{}", sent.body);
        assert_eq!(world.dossiers().await, usize::from(typed == Cell::Open));
    }
}

#[tokio::test]
async fn v07_a_matched_person_with_the_national_account_is_offered_vneid_under_link() {
    for (policy, offered) in [(NationalAccount::Link, true), (NationalAccount::Full, false)] {
        let world = TestWorld::with(|settings| settings.policy.national_account = policy).await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        assert!(!form.has_button(BY_VNEID), "the number is asked first");
        let matched = browser.update_number(&form, BINH).await;
        assert_eq!(matched.has_button(BY_VNEID), offered, "{policy:?} {}", matched.body);
    }
    let world = TestWorld::start().await;
    let page = world.browser().signed_in(VNEID, AN, "/thu-tuc").await;
    assert!(!page.has_button(BY_VNEID), "who is here by VNeID needs no offer");
}

#[tokio::test]
async fn v07_only_vneid_and_the_register_make_a_field_verified() {
    const VERIFIED: &str = "Đã xác thực";
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, AN, "/").await;
    for path in ["/tai-khoan", IDENTITY, PROFILE] {
        let words = browser.open(path).await.text("main");
        assert!(!words.contains(VERIFIED), "{path}: {words}");
        assert!(words.contains("chưa xác thực"), "{path}: {words}");
    }
    let by_vneid = world.browser();
    by_vneid.signed_in(VNEID, BINH, "/").await;
    for path in ["/tai-khoan", IDENTITY, PROFILE] {
        assert!(by_vneid.open(path).await.text("main").contains(VERIFIED), "{path}");
    }
}
