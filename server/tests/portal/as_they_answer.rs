//! Providers and the register as they really answer (security-2.md, V-05, V-06 and W): what a person sees of it.

use crate::{
    answer::Answer,
    browser::Browser,
    callback::{changed, returning},
    journey::NATIONAL,
    people::{BINH, Person},
    world::TestWorld,
};
use serde_json::json;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

/// Two strangers, in whose national accounts the same number stands.
const ONE: Person = Person { id: "mot", name: "Lê Thị Một", number: "", born: ["01", "01", "1985"] };
const TWO: Person = Person { id: "hai", name: "Trịnh Văn Hai", number: "", born: ["02", "02", "1985"] };

async fn strangers_with(number: &str) -> TestWorld {
    let world = TestWorld::start().await;
    for person in [ONE, TWO] {
        let born = person.born.join("/");
        let entry =
            json!({ "id": person.id, "name": person.name, "number": number, "born": born, "national": "with_cccd" });
        world.person(entry).await;
    }
    world
}

#[tokio::test]
async fn v05_two_strangers_with_the_same_impossible_number_stay_two() {
    // A place that is none, a year to come, a century that is not, another year of birth than the account's own.
    for number in ["003085999041", "025227999041", "025485999041", "025086999041"] {
        let world = strangers_with(number).await;
        for person in [ONE, TWO] {
            let browser = world.browser();
            let page = browser.signed_in(NATIONAL, person, "/thu-tuc").await;
            assert_eq!(page.path(), "/can-cuoc?tiep=%2Fthu-tuc", "{number}: signed in, and asked for a number");
            assert!(!browser.open("/tai-khoan").await.body.contains("999 041"), "{number} is taken from nobody");
        }
    }
}

#[tokio::test]
async fn v05_twin_a_number_that_somebody_can_have_leads_to_the_question() {
    let world = strangers_with("025085999041").await;
    assert_eq!(world.browser().signed_in(NATIONAL, ONE, "/thu-tuc").await.path(), "/thu-tuc");
    let question = world.browser().sign_in(NATIONAL, TWO, "/thu-tuc").await;
    assert_eq!(question.heading(), "Liên kết tài khoản");
}

#[tokio::test]
async fn v06_a_word_where_the_number_should_stand_signs_in_without_a_number() {
    let named = |claim: &'static str| async move {
        TestWorld::with(|settings| settings.provider.get_mut(NATIONAL).unwrap().claims.cccd = claim.to_owned()).await
    };
    let world = named("HoVaTen").await;
    let page = world.browser().signed_in(NATIONAL, crate::people::AN, "/thu-tuc").await;
    assert_eq!(page.path(), "/can-cuoc?tiep=%2Fthu-tuc");
    let world = named("SoDinhDanh").await;
    let page = world.browser().signed_in(NATIONAL, crate::people::AN, "/thu-tuc").await;
    assert_eq!(page.path(), "/thu-tuc", "the twin has a number");
}

/// A register that answers every query with this collection.
async fn register_that_answers(collection: &str) -> (MockServer, TestWorld) {
    let server = MockServer::start().await;
    let body = format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
         <n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\">{collection}</n:CongdanCollection>\
         </s:Body></s:Envelope>"
    );
    let answer = ResponseTemplate::new(200).set_body_raw(body, "text/xml; charset=utf-8");
    server.register(Mock::given(method("POST")).respond_with(answer)).await;
    let url = format!("{}/dan-cu", server.uri());
    let world = TestWorld::with(|settings| settings.population.url = url).await;
    (server, world)
}

fn record(name: &str, birth: &str) -> String {
    format!(
        "<n:CongDan><n:SoDinhDanh>025190999002</n:SoDinhDanh><n:HoVaTen><n:Ten>{name}</n:Ten></n:HoVaTen>\
         <n:NgayThangNamSinh><n:NgayThangNam>{birth}</n:NgayThangNam></n:NgayThangNamSinh></n:CongDan>"
    )
}

async fn entered(browser: &Browser, person: Person) -> Answer {
    let form = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    browser.update_number(&form, person).await
}

#[tokio::test]
async fn w01_a_collection_that_is_not_empty_waits_and_is_never_not_found() {
    let other_namespace =
        record("TRẦN THỊ BÌNH", "19900315").replace("<n:CongDan>", "<CongDan>").replace("</n:CongDan>", "</CongDan>");
    for inside in [other_namespace.as_str(), "<n:MaLoi>99</n:MaLoi>", "99"] {
        let (_register, world) = register_that_answers(inside).await;
        let page = entered(&world.browser(), BINH).await;
        assert_eq!(page.outcome().as_deref(), Some("malformed"), "{inside}");
        assert_eq!(page.heading(), "Đang chờ đối chiếu");
    }
    let (_register, world) = register_that_answers("").await;
    assert_eq!(entered(&world.browser(), BINH).await.outcome().as_deref(), Some("not_found"), "the twin is empty");
}

#[tokio::test]
async fn w02_punctuation_and_clocks_of_the_register_do_not_keep_a_person_waiting() {
    for (name, birth) in [
        ("TRẦN THỊ BÌNH,", "19900315"),
        ("(TRẦN THỊ BÌNH)", "1990-03-14T17:00:00Z"),
        ("TRẦN\u{ad} THỊ BÌNH", "19900000"),
        ("TRAN THI BINH.", "00/00/1990"),
    ] {
        let (_register, world) = register_that_answers(&record(name, birth)).await;
        let page = entered(&world.browser(), BINH).await;
        assert_eq!(page.path(), "/thu-tuc", "{name} {birth}: {}", page.body);
    }
    // The twins: another person's name, another day.
    for (name, birth) in [("TRẦN THỊ BÍCH", "19900315"), ("TRẦN THỊ BÌNH", "1990-03-14T00:00:00Z")] {
        let (_register, world) = register_that_answers(&record(name, birth)).await;
        let page = entered(&world.browser(), BINH).await;
        assert_eq!(page.outcome().as_deref(), Some("not_found"), "{name} {birth}: answered, so nothing waits");
    }
}

#[tokio::test]
async fn w06_what_copying_adds_to_an_entry_is_no_mistake() {
    let copied = Person {
        number: "\u{202a}０25 190 999 002\u{202c}",
        name: "Trần\u{200b} Thị Bình\u{feff}",
        born: ["\u{2066}１5\u{2069}", "03", "1990"],
        ..BINH
    };
    let world = TestWorld::start().await;
    assert_eq!(entered(&world.browser(), copied).await.path(), "/thu-tuc");
}

#[tokio::test]
async fn w05_b17_an_ending_at_the_provider_is_told_as_what_it_was() {
    let world = TestWorld::start().await;
    for (error, description, page) in [
        ("temporarily_unavailable", Some("authentication_expired"), "/dang-nhap/khong-thanh/het-han"),
        ("login_required", None, "/dang-nhap/khong-thanh/het-han"),
        ("user_cancelled", None, "/dang-nhap"),
        ("temporarily_unavailable", None, "/dang-nhap/khong-thanh/tam-gian-doan"),
        ("invalid_scope", None, "/dang-nhap/khong-thanh/khong-xac-minh"),
    ] {
        let (browser, callback) = returning(&world).await;
        let callback = changed(&changed(&callback, "code", None), "error", Some(error));
        let ended = browser.open(changed(&callback, "error_description", description)).await;
        let path = ended.path();
        let (address, reference) = path.split_once("&ma=").map_or((path, None), |(at, code)| (at, Some(code)));
        assert_eq!(address, format!("{page}?tiep=%2Fthu-tuc"), "{error} {description:?}: with the way kept");
        assert_eq!(reference.is_some(), page != "/dang-nhap", "{error}: a refusal has its reference");
        assert_eq!(browser.cookie("session"), None);
    }
}
