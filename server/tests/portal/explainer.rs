//! What a person is told about a comparison (N1, N2 and rule 7): kinds of differences, and never a value.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

/// VNeID calls her Bùi Thị Nụ; the register has another middle name.
const NU: Person = Person { id: "nu", name: "Bùi Thị Nụ", number: "017195999021", born: ["21", "11", "1995"] };

/// Their account knows only the year.
const CUONG: Person =
    Person { id: "cuong", name: "Lê Quốc Cường", number: "026078999008", born: ["02", "07", "1978"] };
const NGAN: Person = Person { id: "ngan", name: "Ngân", number: "025198999008", born: ["11", "11", "1998"] };

async fn typed(browser: &Browser, person: Person) -> Answer {
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    browser.update_number(&page, person).await
}

async fn synchronised(browser: &Browser) -> Answer {
    let page = browser.open("/tai-khoan/dinh-danh").await;
    browser.press(&page, "Cập nhật từ CSDL Quốc gia về Dân cư", &[("Tôi đồng ý cho đối chiếu", "x")]).await
}

/// A register that knows one person under Bình's number: with another middle name, and day and month swapped.
async fn another_register() -> MockServer {
    let server = MockServer::start().await;
    let body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
        <n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\"><n:CongDan>\
        <n:SoDinhDanh>025190999002</n:SoDinhDanh><n:HoVaTen><n:Ten>Trần Thị Khuyên Bình</n:Ten></n:HoVaTen>\
        <n:NgayThangNamSinh><n:Nam>1991</n:Nam><n:NgayThangNam>19910315</n:NgayThangNam></n:NgayThangNamSinh>\
        </n:CongDan></n:CongdanCollection></s:Body></s:Envelope>";
    let answer = ResponseTemplate::new(200).set_body_raw(body, "text/xml; charset=utf-8");
    server.register(Mock::given(method("POST")).respond_with(answer)).await;
    server
}

async fn at(register: &MockServer) -> TestWorld {
    let url = format!("{}/dan-cu", register.uri());
    TestWorld::with(|settings| settings.population.url = url).await
}

#[tokio::test]
async fn f04_l09_a_record_of_the_right_number_with_another_name_tells_a_stranger_nothing() {
    let register = another_register().await;
    let world = at(&register).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let answer = typed(&browser, BINH).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    assert!(!answer.text("main").contains("So từng mục"));
    assert!(!answer.body.contains("Khuyên") && !answer.body.contains("1991"), "{}", answer.body);
}

#[tokio::test]
async fn l09_twin_whom_vneid_vouches_for_is_told_which_field_differs_and_how() {
    let register = another_register().await;
    let world = at(&register).await;
    let browser = world.browser();
    browser.signed_in(VNEID, BINH, "/").await;
    let answer = synchronised(&browser).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"), "{}", answer.body);
    let told = answer.text("ul[data-compared]");
    assert!(told.contains("Số căn cước (CCCD): giống nhau"), "{told}");
    assert!(told.contains("Họ và tên: khác: thừa hoặc thiếu chữ đệm"), "{told}");
    assert!(told.contains("Ngày sinh: khác: năm"), "{told}");
    assert!(!answer.body.contains("Khuyên") && !answer.body.contains("1991"), "{}", answer.body);
    assert!(browser.open("/tai-khoan").await.body.contains("Trần Thị Bình"), "and nothing of it is taken over");

    browser.plant_cookie("language", "en");
    let english = browser.open(answer.path()).await.text("ul[data-compared]");
    assert!(english.contains("a middle name more or less"), "{english}");
}

#[tokio::test]
async fn l09_who_is_not_found_under_vneids_own_words_learns_that_nothing_was_mistyped() {
    for person in [NU, DUNG] {
        let world = TestWorld::start().await;
        let browser = world.browser();
        browser.signed_in(VNEID, person, "/").await;
        let answer = synchronised(&browser).await;
        assert_eq!(answer.outcome().as_deref(), Some("not_found"), "{}", person.id);
        assert_eq!(answer.text("ul[data-compared]").matches("giống nhau").count(), 3, "{}", person.id);
        assert!(answer.text("main").contains("không phải bạn gõ nhầm"), "{}", person.id);
        assert!(!answer.body.contains("Ngọc"), "the register's name: {}", answer.body);
    }
}

#[tokio::test]
async fn l09_what_an_entry_gives_away_is_the_same_for_a_number_that_nobody_has() {
    let mut pages = Vec::new();
    // The number of An, who is known to register and portal, and one of the same make that is nobody's.
    for number in [AN.number, "025085999008"] {
        let world = TestWorld::start().await;
        world.browser().signed_in(VNEID, AN, "/").await;
        let browser = world.browser();
        browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
        let answer = typed(&browser, Person { number, ..BINH }).await;
        assert_eq!(answer.outcome().as_deref(), Some("not_found"));
        let main = answer.text("main");
        assert!(main.contains("một năm sinh khác với năm bạn nhập"), "{main}");
        assert!(main.contains("giới tính khác"), "{main}");
        assert!(!main.contains("So từng mục"), "{main}");
        pages.push(answer.text("main ul"));
    }
    assert_eq!(pages[0], pages[1]);
}

#[tokio::test]
async fn clues_are_drawn_from_the_entry_and_only_where_they_fit() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, DUNG, "/thu-tuc").await;
    let plain = typed(&browser, Person { name: "Pham Thi Dung", ..DUNG }).await.text("main");
    assert!(plain.contains("không có dấu nào"), "{plain}");
    let marked = typed(&browser, DUNG).await.text("main");
    assert!(!marked.contains("không có dấu nào") && !marked.contains("bị đảo"), "the 20th is no month: {marked}");
    // Their own words, with a number that nobody has.
    browser.signed_in(NATIONAL, CUONG, "/thu-tuc").await;
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    let entries =
        [("Số căn cước (CCCD)", CUONG.number), ("Ngày", "02"), ("Tháng", "07"), ("Tôi đồng ý cho đối chiếu", "x")];
    let mut form = page.form_with("Cập nhật", &entries);
    form.fields.retain(|(name, _)| name != "year_only");
    let day = browser.post_form(&page, &form).await.text("main");
    assert!(day.contains("Ngày và tháng sinh bị đảo"), "{day}");
    browser.signed_in(NATIONAL, NGAN, "/thu-tuc").await;
    let word = typed(&browser, NGAN).await.text("main");
    assert!(word.contains("chỉ có một chữ"), "{word}");
}

#[tokio::test]
async fn a_match_that_is_written_differently_says_how() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let matched = typed(&browser, Person { name: "Tran Thi Binh", ..BINH }).await;
    assert_eq!(matched.path(), "/thu-tuc");
    let message = matched.text("[role=status]");
    assert!(message.starts_with("Đăng nhập thành công"), "{message}");
    assert!(message.contains("dân cư. Tên trong CSDL viết khác: một bên thiếu dấu."), "{message}");

    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let exact = typed(&browser, BINH).await.text("[role=status]");
    assert!(!exact.contains("viết khác"), "{exact}");
}

#[tokio::test]
async fn nine_digits_are_explained_and_ask_nobody() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let answer = typed(&browser, Person { number: "131 999 019", ..BINH }).await;
    assert_eq!(answer.status, 422);
    let help = answer.text("section[aria-labelledby=cmnd]");
    assert!(help.contains("chứng minh nhân dân (CMND) 9 số") && help.contains("VNeID"), "{help}");
    assert!(answer.body.contains("131 999 019"), "what was typed stays");
    let eleven = typed(&browser, Person { number: "02519099900", ..BINH }).await;
    assert_eq!(eleven.text("section[aria-labelledby=cmnd]"), "");
    assert_eq!(world.calls("/dan-cu").await, 0);
}

#[tokio::test]
async fn without_scripts_the_form_says_where_number_and_year_disagree() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc").await;
    // Consent is forgotten, so the form comes back with what was typed.
    let entries = [("Số căn cước (CCCD)", AN.number), ("Họ và tên", BINH.name), ("Năm", "1990")];
    let answer = browser.press(&page, "Cập nhật", &entries).await;
    assert_eq!(answer.status, 422);
    let advice = answer.text(".field__check");
    assert!(advice.contains("năm sinh 1985") && advice.contains("giới tính khác"), "{advice}");
    assert_eq!(world.calls("/dan-cu").await, 0);
}
