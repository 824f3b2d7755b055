//! Page states that a sign-in leads to, each by one call to the sandbox and one click (docs/SANDBOX.md has the table).

use crate::{journey::VNEID, world::TestWorld};
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../docs/SANDBOX.md");

/// Call, provider, and the heading that a click on "Đăng nhập" then leads to from `/thu-tuc`.
struct Row {
    provider: String,
    answer: Value,
    heading: String,
}

/// The table of the documentation is the source.
fn rows() -> Vec<Row> {
    let table = DOCUMENT.split("| heading | provider | next |").nth(1).unwrap().split("\n\n").next().unwrap();
    let cell = |text: &str| text.trim().trim_matches('`').to_owned();
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').collect();
        Row {
            heading: cell(cells[1]),
            provider: cell(cells[2]),
            answer: serde_json::from_str(&cell(cells[3])).unwrap(),
        }
    };
    table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")).map(row).collect()
}

#[tokio::test]
async fn each_page_state_of_a_sign_in_is_one_call_and_one_click_away() {
    let rows = rows();
    assert!(rows.len() >= 8, "{}", rows.len());
    let world = TestWorld::start().await;
    for Row { provider, answer, heading } in rows {
        let browser = world.browser();
        world.next(&provider, answer.clone()).await;
        let authorize = browser.begin(&provider, "/thu-tuc").await;
        let page = browser.open(authorize).await;
        assert_eq!(page.heading(), heading, "{answer} on {}", page.url);
    }
}

#[tokio::test]
async fn an_answer_that_is_ready_is_given_once() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    world.next(VNEID, json!({ "login_hint": "an" })).await;
    let page = browser.open(browser.begin(VNEID, "/thu-tuc").await).await;
    assert!(browser.is_own(&page.url) && browser.cookie("session").is_some(), "{}", page.url);
    let another = world.browser();
    let page = another.open(another.begin(VNEID, "/thu-tuc").await).await;
    assert!(!another.is_own(&page.url) && another.cookie("session").is_none(), "the next one is asked: {}", page.url);
}
