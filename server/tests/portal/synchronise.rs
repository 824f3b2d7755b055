//! Three sides of one person (journeys N4 and rule 10; security.md F, G, L): what a synchronisation changes, what it leaves, and
//! what it tells.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, Person},
    world::TestWorld,
};
use congdan_domain::{BirthDate, Cccd, FullName, Outcome};
use congdan_flows::{
    cccd::deferred::{self, DeferredOutcome},
    ports::{
        accounts::{self, Account, AccountCreated, Field, PersonWritten, Revision, Source},
        audit::{AuditEvent, AuditKind},
    },
};
use time::Duration;

const EDIT: &str = "/tai-khoan/chinh-sua";
const IDENTITY: &str = "/tai-khoan/dinh-danh";
const ACCOUNT: &str = "/tai-khoan";
const SYNCHRONISED: &str = "Đã đồng bộ với CSDL quốc gia về dân cư";
const FROM_REGISTER: &str = "Cập nhật từ CSDL Quốc gia về Dân cư";
const DIFFERS: &str = "VNeID ghi khác với tài khoản";

/// Her number has changed since: the register and VNeID have the new one (docs/SANDBOX.md).
const LINH: Person =
    Person { id: "linh", name: "Đặng Thùy Linh", number: "025191999022", born: ["22", "12", "1991"] };
const OLD_NUMBER: &str = "025091999022";

const AGREE: &[(&str, &str)] = &[("Tôi đồng ý cho đối chiếu", "x")];

/// Whether the page's text has these words, wherever its elements begin and end.
fn says(text: &str, words: &str) -> bool {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    squeezed(text).contains(&squeezed(words))
}

/// Signs in with VNeID and synchronises once, from the identity page.
async fn synchronised(world: &TestWorld, person: Person) -> Browser {
    let browser = world.browser();
    let page = browser.signed_in(VNEID, person, IDENTITY).await;
    let done = browser.press(&page, FROM_REGISTER, AGREE).await;
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    browser
}

async fn account_of(world: &TestWorld, number: &str) -> Account {
    let number = Cccd::from_trusted(number).unwrap();
    world.portal.site.portal.store.account_by_number(&number).await.unwrap().unwrap()
}

fn audit(world: &TestWorld, account: &Account) -> AuditEvent {
    AuditEvent {
        at: world.portal.site.portal.world.now(),
        account: Some(account.id),
        kind: AuditKind::ProfileChanged,
        detail: "test".to_owned(),
        support_id: "ABCDEFGH".to_owned(),
    }
}

/// As if this had been so before: what the account holds, and what VNeID said at the last sign-in.
async fn as_if_before(world: &TestWorld, number: &str, change: impl Fn(&mut accounts::Person)) {
    let store = &world.portal.site.portal.store;
    let account = account_of(world, number).await;
    for mut said in store.asserted(account.id).await.unwrap() {
        change(&mut said.person);
        store.record_asserted(said.identity, &said.person).await.unwrap();
    }
    let mut person = account.person.clone();
    change(&mut person);
    let revision = Revision::of(&account.person, person);
    assert_eq!(store.save_person(account.id, revision, audit(world, &account)).await.unwrap(), PersonWritten::Done);
    // The next sign-in is later.
    world.clock.advance(Duration::SECOND * 2);
}

fn rename(field: &mut Option<Field<FullName>>, name: &str) {
    field.as_mut().unwrap().value = FullName::parse(name).unwrap();
}

/// The page behind "Xem phiếu đồng bộ".
async fn receipt(browser: &Browser, page: &Answer) -> Answer {
    let begin = page.body.find("/tai-khoan/du-lieu/dong-bo/").unwrap_or_else(|| panic!("no receipt: {}", page.body));
    let path = &page.body[begin..];
    let receipt = browser.open(&path[..path.find('"').unwrap()]).await;
    assert_eq!((receipt.status, &*receipt.heading()), (200, "Phiếu đồng bộ thông tin"), "{}", receipt.body);
    receipt
}

#[tokio::test]
async fn guide_s13_an_update_synchronises_by_itself_and_leaves_a_receipt() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, EDIT).await;
    let done = browser.press(&page, "Cập nhật", AGREE).await;
    assert_eq!(done.path(), ACCOUNT);
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    assert!(says(&done.text("main"), "Đã đổi: Thường trú."), "{}", done.text("main"));

    let receipt = receipt(&browser, &done).await;
    let words = receipt.text("main");
    for said in
        ["Bạn bấm cập nhật thông tin tài khoản", "Trước khi đồng bộ Chưa có", "Nay dùng thông tin của CSDL quốc gia"]
    {
        assert!(says(&words, said), "{said}: {words}");
    }
    assert!(says(&words, "Nguồn: CSDL quốc gia về dân cư, lúc "), "{words}");
    assert!(AN.found_in(&receipt.text("title")).is_empty());
    assert!(!receipt.body.contains(AN.number), "masked wherever it stands");

    // Once more: nothing has changed, and that is a receipt too.
    let page = browser.open(EDIT).await;
    let again = browser.press(&page, "Cập nhật", &[]).await;
    assert!(says(&again.text("main"), "Không có gì thay đổi."), "{}", again.text("main"));
    let list = browser.open("/tai-khoan/du-lieu").await;
    assert_eq!(list.body.matches("href=\"/tai-khoan/du-lieu/dong-bo/").count(), 2, "{}", list.body);
    let look_up = account_of(&world, AN.number).await;
    let asked = world.portal.site.portal.store.queries_of(look_up.id, 10).await.unwrap();
    assert!(asked.iter().all(|lookup| list.body.contains(&lookup.id.to_string())), "the receipt names its question");
}

#[tokio::test]
async fn the_first_match_of_a_number_leaves_a_receipt_too() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    browser.update_number(&page, BINH).await;
    let account = browser.open(ACCOUNT).await;
    let words = receipt(&browser, &account).await.text("main");
    assert!(says(&words, "Bạn cập nhật số căn cước") && says(&words, "Số căn cước (CCCD)"), "{words}");
}

#[tokio::test]
async fn what_vneid_says_otherwise_than_the_register_is_told_and_one_press_settles_it() {
    let world = TestWorld::start().await;
    synchronised(&world, AN).await;
    as_if_before(&world, AN.number, |person| rename(&mut person.full_name, "Nguyễn Gia An")).await;

    let browser = world.browser();
    let page = browser.sign_in(VNEID, AN, ACCOUNT).await;
    assert_eq!(page.signed_in_name().as_deref(), Some("Nguyễn Gia An"), "the register's word is not overwritten");
    assert!(says(&page.text("main"), DIFFERS) && says(&page.text("main"), ": Họ và tên."), "{}", page.body);
    let sheet = browser.open(IDENTITY).await.text("[data-sheet]");
    for said in ["Tài khoản của bạn Nguyễn Gia An", "VNeID Nguyễn Văn An Nguồn: VNeID, lúc ", "Chưa đổi gì."]
    {
        assert!(says(&sheet, said), "{said}: {sheet}");
    }
    assert!(!says(&sheet, "Ngày sinh"), "changed rows only: {sheet}");
    assert!(says(&browser.open(EDIT).await.text("main"), "VNeID ghi khác với tài khoản: Họ và tên."));

    let before = world.calls("/dan-cu").await;
    let done = browser.press(&page, FROM_REGISTER, &[]).await;
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    assert_eq!(world.calls("/dan-cu").await - before, 1, "asked about the newer words at once");
    assert_eq!(done.signed_in_name().as_deref(), Some(AN.name));
    assert!(!done.body.contains(DIFFERS), "settled");
    let words = receipt(&browser, &done).await.text("main");
    assert!(says(&words, "Trước khi đồng bộ Nguyễn Gia An"), "{words}");

    // VNeID says the same as before: no news, however often.
    let again = world.browser();
    assert!(!again.signed_in(VNEID, AN, ACCOUNT).await.body.contains(DIFFERS));
}

#[tokio::test]
async fn vneid_ahead_of_the_register_costs_nobody_the_synchronisation() {
    let world = TestWorld::start().await;
    let browser = synchronised(&world, AN).await;
    // VNeID says a name that the register does not have, since a moment.
    let store = &world.portal.site.portal.store;
    let account = account_of(&world, AN.number).await;
    world.clock.advance(Duration::MINUTE);
    let mut said = store.asserted(account.id).await.unwrap().remove(0);
    rename(&mut said.person.full_name, "Nguyễn Gia An");
    said.person.full_name.as_mut().unwrap().at = world.portal.site.portal.world.now();
    store.record_asserted(said.identity, &said.person).await.unwrap();
    world.clock.advance(Duration::MINUTE);

    let page = browser.open(IDENTITY).await;
    assert!(page.body.contains(DIFFERS));
    let done = browser.press(&page, FROM_REGISTER, &[]).await;
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    assert_eq!(done.signed_in_name().as_deref(), Some(AN.name));
    assert!(!done.body.contains(DIFFERS), "the register has spoken since");
    let ledger = store.queries_of(account.id, 2).await.unwrap();
    let outcomes: Vec<_> = ledger.iter().map(|lookup| lookup.outcome).collect();
    assert_eq!(outcomes, [Some(Outcome::Matched), Some(Outcome::NotFound)], "each question has its row");
}

#[tokio::test]
async fn vneids_newer_word_takes_the_place_of_its_own_older_one() {
    let world = TestWorld::start().await;
    world.browser().signed_in(VNEID, AN, "/").await;
    as_if_before(&world, AN.number, |person| rename(&mut person.full_name, "Nguyễn Gia An")).await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, ACCOUNT).await;
    assert!(!page.body.contains(DIFFERS), "{}", page.body);
    let words = receipt(&browser, &page).await.text("main");
    for said in ["VNeID cho biết thông tin mới khi bạn đăng nhập", "Nguyễn Gia An", "Nay dùng thông tin của VNeID"]
    {
        assert!(says(&words, said), "{said}: {words}");
    }
    assert_eq!(world.calls("/dan-cu").await, 0, "without a consent and a press the register is asked nothing");
}

#[tokio::test]
async fn a_year_of_vneids_takes_no_full_date_away_and_a_full_date_of_the_registers_is_told() {
    let world = TestWorld::start().await;
    let cuong = Person { id: "cuong", name: "Lê Quốc Cường", number: "026078999003", born: ["", "", "1978"] };
    world.browser().signed_in(VNEID, cuong, "/").await;
    as_if_before(&world, cuong.number, |person| {
        let birth = person.birth_date.as_mut().unwrap();
        (birth.value, birth.source) = (BirthDate::parse_wire("20/05/1978").unwrap(), Source::Declared);
    })
    .await;
    let page = world.browser().signed_in(VNEID, cuong, ACCOUNT).await;
    assert!(says(&page.text("main"), "20/05/1978") && !page.body.contains(DIFFERS), "{}", page.body);

    // The other way round: the account knows the year, the register the day.
    world.browser().signed_in(VNEID, AN, "/").await;
    let account = account_of(&world, AN.number).await;
    let mut person = account.person.clone();
    let birth = person.birth_date.as_mut().unwrap();
    (birth.value, birth.source) = (BirthDate::parse_wire("1985").unwrap(), Source::Declared);
    let store = &world.portal.site.portal.store;
    let revision = Revision::of(&account.person, person);
    assert_eq!(store.save_person(account.id, revision, audit(&world, &account)).await.unwrap(), PersonWritten::Done);
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, IDENTITY).await;
    let words = receipt(&browser, &page).await.text("main");
    assert!(says(&words, "Trước khi đồng bộ 1985") && says(&words, "chỉ khác mức chi tiết"), "{words}");
}

/// Linh's account holds her old number, which the register had confirmed; VNeID says the new one from now on.
async fn with_an_old_number(world: &TestWorld) {
    synchronised(world, LINH).await;
    as_if_before(world, LINH.number, |person| {
        if let Some(number) = &mut person.number {
            (number.value, number.source) = (Cccd::from_trusted(OLD_NUMBER).unwrap(), Source::Register);
        }
    })
    .await;
}

#[tokio::test]
async fn a_number_that_has_changed_is_told_and_changes_only_by_the_register_after_a_recent_proof() {
    let world = TestWorld::start().await;
    with_an_old_number(&world).await;
    let browser = world.browser();
    world.fault_once(VNEID, "stale_auth_time").await;
    let page = browser.signed_in(VNEID, LINH, IDENTITY).await;
    let words = page.text("main");
    assert!(says(&words, DIFFERS) && says(&words, "025*****9022"), "{words}");
    assert_eq!(account_of(&world, OLD_NUMBER).await.person.full_name.unwrap().value.as_str(), LINH.name);

    let before = world.calls("/dan-cu").await;
    let asked = browser.press(&page, FROM_REGISTER, &[]).await;
    assert!(asked.path().starts_with("/xac-nhan-lai"), "{}", asked.url);
    assert_eq!(world.calls("/dan-cu").await, before, "a change of number demands a proof first");

    let again = world.browser();
    let page = again.signed_in(VNEID, LINH, IDENTITY).await;
    let done = again.press(&page, FROM_REGISTER, &[]).await;
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    assert!(!done.body.contains(DIFFERS));
    assert_eq!(account_of(&world, LINH.number).await.person.full_name.unwrap().value.as_str(), LINH.name);
    let receipt = receipt(&again, &done).await;
    assert!(says(&receipt.text("main"), "Đã đổi Số căn cước (CCCD)"), "{}", receipt.text("main"));
    assert!(!receipt.body.contains(OLD_NUMBER) && !receipt.body.contains(LINH.number), "both are masked");
}

#[tokio::test]
async fn l01_a_changed_number_that_somebody_has_is_a_conflict_and_nobody_loses_theirs() {
    let world = TestWorld::start().await;
    with_an_old_number(&world).await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, LINH, IDENTITY).await;
    // Somebody typed the new number and was matched, in the meantime.
    let store = &world.portal.site.portal.store;
    let mut other = account_of(&world, OLD_NUMBER).await;
    other.id = world.portal.site.portal.world.id();
    other.identities.clear();
    other.person.number.as_mut().unwrap().value = Cccd::from_trusted(LINH.number).unwrap();
    assert_eq!(store.create_account(other.clone(), audit(&world, &other)).await.unwrap(), AccountCreated::Done);

    let conflict = browser.press(&page, FROM_REGISTER, &[]).await;
    assert_eq!(conflict.outcome().as_deref(), Some("conflict"), "{}", conflict.body);
    assert_eq!(account_of(&world, LINH.number).await.id, other.id);
    let own = account_of(&world, OLD_NUMBER).await;
    assert_eq!(own.identities.len(), 1, "she keeps what she had");
    let receipts = store.receipts_of(own.id, 10).await.unwrap();
    assert_eq!(receipts.len(), 1, "only the one from before");
}

#[tokio::test]
async fn f03_old_data_stay_usable_whatever_the_register_does() {
    for mode in ["down", "slow", "fault", "malformed", "html", "blank", "wrong_person"] {
        let world = TestWorld::with(|settings| settings.population.timeout_ms = 2000).await;
        let browser = synchronised(&world, AN).await;
        let before = browser.open(IDENTITY).await.text("main");
        world.population(mode).await;
        let page = browser.open(IDENTITY).await;
        let answer = browser.press(&page, FROM_REGISTER, &[]).await;
        assert_eq!(answer.heading(), "Đang chờ đối chiếu", "{mode}");

        let page = browser.open(EDIT).await;
        let contact = [("Số điện thoại", "0987 654 321"), ("Địa chỉ liên hệ", "Số 9 phố Thử Nghiệm")];
        let answer = browser.press(&page, "Cập nhật", &contact).await;
        assert_eq!(answer.heading(), "Đang chờ đối chiếu", "{mode}");

        let account = browser.open(ACCOUNT).await.text("main");
        for said in ["0987654321", "Số 9 phố Thử Nghiệm", "Đang chờ CSDL quốc gia về dân cư trả lời", "vẫn dùng được"]
        {
            assert!(says(&account, said), "{mode}: {said}: {account}");
        }
        let after = browser.open(IDENTITY).await.text("main");
        let values = |main: &str| main[main.find("Họ và tên").unwrap()..main.find("Lần đối chiếu").unwrap()].to_owned();
        assert_eq!(values(&after), values(&before), "{mode}: the values with their sources and times");
    }
}

#[tokio::test]
async fn f02_a_waiting_synchronisation_is_done_by_itself_told_and_has_its_receipt() {
    let world = TestWorld::inside().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, EDIT).await;
    world.population("down").await;
    assert_eq!(browser.press(&page, "Cập nhật", AGREE).await.heading(), "Đang chờ đối chiếu");
    world.population("ok").await;
    browser.open("/tra-cuu").await;
    world.clock.advance(Duration::MINUTE);
    let step = deferred::ask_next(&world.portal.site.portal).await.unwrap();
    assert_eq!(step, DeferredOutcome::Answered(Outcome::Matched));
    let home = browser.open("/").await;
    assert!(says(&home.text("[role=status]"), SYNCHRONISED), "{}", home.body);
    let account = browser.open(ACCOUNT).await;
    assert!(!account.body.contains("Đang chờ CSDL"), "{}", account.body);
    assert!(says(&receipt(&browser, &account).await.text("main"), "Thường trú"));
}

#[tokio::test]
async fn g01_a_receipt_is_its_owners() {
    let world = TestWorld::start().await;
    let owner = synchronised(&world, AN).await;
    let page = receipt(&owner, &owner.open(ACCOUNT).await).await;
    let path = page.path().to_owned();

    let other = world.browser();
    other.signed_in(VNEID, BINH, "/").await;
    let absent = "/tai-khoan/du-lieu/dong-bo/00000000-0000-4000-8000-000000000000";
    for path in [path.as_str(), absent, "/tai-khoan/du-lieu/dong-bo/x"] {
        let answer = other.open(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(AN.found_in(&answer.body).is_empty(), "{path}");
    }
    let stranger = world.browser().get(&path).await;
    assert_eq!(stranger.status, 303);
    assert!(stranger.raw_location().unwrap().starts_with("/dang-nhap?tiep="), "{:?}", stranger.raw_location());
}

#[tokio::test]
async fn g02_synchronising_takes_no_value_from_the_form() {
    let world = TestWorld::start().await;
    let browser = synchronised(&world, AN).await;
    let page = browser.open(IDENTITY).await;
    let mut form = page.form(FROM_REGISTER);
    for (name, value) in [
        ("number", BINH.number),
        ("full_name", BINH.name),
        ("day", "15"),
        ("month", "3"),
        ("year", "1990"),
        ("source", "register"),
        ("address", "Số 1 phố Khác"),
        ("matched_at", "1"),
        ("receipt", "x"),
    ] {
        form.fields.push((name.to_owned(), value.to_owned()));
    }
    let done = browser.post_form(&page, &form).await;
    assert!(says(&done.text("[role=status]"), SYNCHRONISED), "{}", done.body);
    assert!(BINH.found_in(&done.body).is_empty() && !done.body.contains("phố Khác"), "{}", done.body);
    let account = account_of(&world, AN.number).await;
    let ledger = world.portal.site.portal.store.queries_of(account.id, 10).await.unwrap();
    assert!(ledger.iter().all(|lookup| lookup.masked_number == "025*****9001"), "asked about the own number only");
}

#[tokio::test]
async fn verified_fields_say_who_vouches_since_when_and_where_they_are_corrected() {
    let world = TestWorld::start().await;
    let browser = synchronised(&world, AN).await;
    for path in [ACCOUNT, IDENTITY, EDIT] {
        let page = browser.open(path).await.text("main");
        for said in [
            "✓ Đã xác thực Nguồn: CSDL quốc gia về dân cư, lúc ",
            "Nguồn: VNeID, lúc ",
            "mang thẻ căn cước và giấy khai sinh đến Công an cấp xã",
            "Thường trú",
            "Giới tính",
        ] {
            assert!(says(&page, said), "{path}: {said}: {page}");
        }
    }
    let edit = browser.open(EDIT).await;
    assert_eq!(edit.body.matches("readonly").count(), 3, "number, name, birth date");
    assert!(says(&edit.text("main"), "Đã xác thực nên không sửa ở đây"));
}

#[tokio::test]
async fn contact_data_are_the_persons_own_whatever_they_say_to_a_comparison() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let page = browser.signed_in(VNEID, AN, EDIT).await;
    let saved = browser.press(&page, "Cập nhật", &[("Số điện thoại", "0912 345 678")]).await;
    assert_eq!(saved.path(), ACCOUNT);
    let status = saved.text("[role=status]");
    assert!(says(&status, "Đã lưu thông tin liên hệ") && says(&status, "vì bạn chưa đồng ý cho đối chiếu"), "{status}");
    assert!(says(&saved.text("main"), "0912345678"), "{}", saved.body);
    let account = account_of(&world, AN.number).await;
    assert!(world.portal.site.portal.store.queries_of(account.id, 10).await.unwrap().is_empty(), "nobody was asked");
    // Twin: who asks for a comparison has to agree to it.
    let identity = browser.open(IDENTITY).await;
    let slip = browser.press(&identity, FROM_REGISTER, &[]).await;
    assert!(says(&slip.text(".error-summary"), "Đánh dấu vào ô “Tôi đồng ý cho đối chiếu”"), "{}", slip.body);
}

#[tokio::test]
async fn contact_data_of_the_national_account_are_offered_and_never_put_over_the_persons_own() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, AN, "/").await;
    let account = browser.open(ACCOUNT).await.text("main");
    assert!(says(&account, "Nguồn: Tài khoản Cổng Dịch vụ công quốc gia"), "{account}");
    let page = browser.open(EDIT).await;
    assert!(!page.body.contains("Tài khoản Cổng Dịch vụ công quốc gia ghi"), "{}", page.body);
    let entries = [("Số điện thoại", "0987654321"), AGREE[0]];
    browser.press(&page, "Cập nhật", &entries).await;
    let again = world.browser();
    let page = again.signed_in(NATIONAL, AN, EDIT).await;
    let words = page.text("main");
    assert!(says(&words, "Tài khoản Cổng Dịch vụ công quốc gia ghi"), "{words}");
    let phone = page.form("Cập nhật").fields.into_iter().find(|(name, _)| name == "phone").unwrap().1;
    assert_eq!(phone, "0987654321", "the person's own stays");
}
