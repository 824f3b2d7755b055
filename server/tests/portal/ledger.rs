//! The ledger of look-ups (N8): every question about oneself, to see and to take along.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use serde_json::Value;

const PAGE: &str = "/tai-khoan/du-lieu";
const CSV: &str = "/tai-khoan/du-lieu/tra-cuu.csv";
const JSON: &str = "/tai-khoan/du-lieu/tra-cuu.json";

async fn typed(browser: &Browser, person: Person) -> Answer {
    let page = browser.open("/can-cuoc?tiep=%2F").await;
    browser.update_number(&page, person).await
}

async fn rows(browser: &Browser) -> Vec<Value> {
    serde_json::from_str(&browser.get(JSON).await.body).unwrap()
}

#[tokio::test]
async fn each_look_up_is_listed_with_when_why_what_outcome_and_cost() {
    let world = TestWorld::with(|settings| settings.population.timeout_ms = 500).await;
    let browser = world.browser();
    browser.signed_in(NATIONAL, BINH, "/").await;
    let nothing = browser.open(PAGE).await;
    assert!(nothing.text("main").contains("Chưa có lần tra cứu nào"), "{}", nothing.body);
    assert!(!nothing.body.contains(CSV), "there is nothing to take along");
    assert_eq!(browser.get(JSON).await.body, "[]");

    typed(&browser, Person { name: "Bình Trần Thị", ..BINH }).await;
    world.population("down").await;
    typed(&browser, BINH).await;
    world.population("ok").await;
    typed(&browser, BINH).await;

    let page = browser.open(PAGE).await;
    let main = page.text("main");
    for words in
        ["Cập nhật số căn cước", "số căn cước, họ tên, ngày sinh", "tính một lần thử", "không tính vào số lần thử"]
    {
        assert!(main.contains(words), "{words}: {main}");
    }
    assert!(page.body.contains(CSV) && page.body.contains(JSON));

    let rows = rows(&browser).await;
    let told: Vec<_> =
        rows.iter().map(|row| (row["outcome"].as_str().unwrap(), row["attempt_spent"] == true)).collect();
    assert_eq!(told, [("matched", false), ("unavailable", false), ("not_found", true)], "newest first");
    for row in &rows {
        assert_eq!((row["purpose"].as_str(), row["number"].as_str()), (Some("match"), Some("025*****9002")));
        assert!(row["asked_at"].as_str().unwrap().ends_with("+07:00"));
        assert!(main.contains(row["request_id"].as_str().unwrap()), "the code is on the page, too");
    }

    let file = browser.get(CSV).await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"tra-cuu.csv\"");
    assert_eq!(file.header("cache-control"), "no-store");
    assert_eq!(file.body.lines().count(), 4, "{}", file.body);
    assert!(file.body.contains("\"Không tìm thấy thông tin khớp\",\"tính một lần thử\""), "{}", file.body);
    browser.plant_cookie("language", "en");
    let english = browser.get(CSV).await.body;
    assert!(english.contains("\"No matching record\",\"counted as a try\""), "{english}");
    assert!(BINH.found_in(&format!("{}{english}", file.body)).is_empty(), "masked: {english}");
}

#[tokio::test]
async fn g01_nobody_reads_anybody_elses_look_ups() {
    let world = TestWorld::start().await;
    let (binh, dung, an) = (world.browser(), world.browser(), world.browser());
    binh.signed_in(NATIONAL, BINH, "/").await;
    typed(&binh, BINH).await;
    dung.signed_in(NATIONAL, DUNG, "/").await;
    typed(&dung, DUNG).await;
    an.signed_in(VNEID, AN, "/").await;

    let code =
        |rows: &[Value]| rows.iter().map(|row| row["request_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let (hers, others) = (code(&rows(&binh).await), code(&rows(&dung).await));
    assert_eq!((hers.len(), others.len()), (1, 1));
    assert_ne!(hers, others);
    assert!(rows(&an).await.is_empty());
    // Nothing in the address decides whose they are.
    for guess in ["?account=", "?id=", "?request_id="] {
        let answer = dung.get(format!("{JSON}{guess}{}", hers[0])).await;
        assert!(!answer.body.contains(&hers[0]), "{guess}: {}", answer.body);
    }
    for path in [CSV, JSON] {
        let stranger = world.browser().get(path).await;
        assert_eq!((stranger.status, stranger.raw_location()), (303, Some("/dang-nhap?tiep=%2Ftai-khoan%2Fdu-lieu")));
        assert_eq!(stranger.body, "");
        assert_eq!(
            binh.send(binh.request(reqwest::Method::POST, path).header("sec-fetch-site", "same-origin")).await.status,
            405
        );
    }
}
