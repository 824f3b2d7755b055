//! Page states, each by one call to the sandbox: those of a sign-in with one click, and all others as they are
//! (docs/SANDBOX.md has both tables).

use crate::{answer::Answer, browser::Browser, journey::VNEID, world::TestWorld};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const DOCUMENT: &str = include_str!("../../../docs/SANDBOX.md");

/// Call, provider, and the heading that a click on "Đăng nhập" then leads to from `/thu-tuc`.
struct Row {
    provider: String,
    answer: Value,
    heading: String,
}

/// The cells of a table of the documentation, which is the source.
fn cells(head: &str) -> Vec<Vec<String>> {
    let table = DOCUMENT.split(head).nth(1).unwrap().split("\n\n").next().unwrap();
    let cell = |text: &str| text.trim().trim_matches('`').to_owned();
    let rows = table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    rows.map(|line| line.trim_matches('|').split('|').map(cell).collect()).collect()
}

fn rows() -> Vec<Row> {
    let row = |cells: Vec<String>| Row {
        heading: cells[0].clone(),
        provider: cells[1].clone(),
        answer: serde_json::from_str(&cells[2]).unwrap(),
    };
    cells("| heading | provider | next |").into_iter().map(row).collect()
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

/// Presses the button of this state: what the sandbox hands over, and the page that it leads to.
async fn state(world: &TestWorld, name: &str) -> (Browser, Answer) {
    let browser = world.browser();
    let pressed = browser.request(reqwest::Method::POST, &format!("{}/trang-thai/phutho/{name}", world.sandbox_url));
    let led = browser.send(pressed).await;
    assert_eq!(led.status, 303, "{name}: {}", led.body);
    // Cookies of `localhost` count on every port, so they are the portal's too.
    let page = browser.open(led.to()).await;
    (browser, page)
}

#[tokio::test]
async fn each_page_state_of_the_product_is_one_call_away() {
    let documented = cells("| state | status | heading | outcome |");
    let names: BTreeSet<String> = documented.iter().map(|cells| cells[0].clone()).collect();
    let world = TestWorld::start().await;
    let listed = world.browser().get(format!("{}/trang-thai.json", world.sandbox_url)).await;
    let listed: Vec<Value> = serde_json::from_str(&listed.body).unwrap();
    let known: BTreeSet<String> = listed.iter().map(|state| state["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, known, "the table and the sandbox");
    let mut wrong = Vec::new();
    for row in documented {
        let [name, status, heading, outcome] = row.as_slice() else { panic!("{row:?}") };
        // What one state leaves behind is not the next one's: as the demonstration's reset does.
        let world = TestWorld::with(|settings| settings.population.timeout_ms = 700).await;
        let (_, page) = state(&world, name).await;
        let seen = (page.status.to_string(), page.heading(), page.outcome().unwrap_or("–".to_owned()));
        if seen != (status.clone(), heading.clone(), outcome.clone()) {
            wrong.push((name.clone(), seen, page.url));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_page_state_is_opened_by_the_sandboxs_own_page_only() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let address = format!("{}/trang-thai/phutho/slip", world.sandbox_url);
    let foreign = browser.request(reqwest::Method::POST, &address).header("sec-fetch-site", "cross-site");
    assert_eq!(browser.send(foreign).await.status, 403);
    assert_eq!(browser.get(&address).await.status, 405);
    let unknown = browser.request(reqwest::Method::POST, &format!("{}/trang-thai/phutho/x", world.sandbox_url));
    assert_eq!(browser.send(unknown).await.status, 404);
    assert!(browser.get(format!("{}/trang-thai", world.sandbox_url)).await.has_main());
}
