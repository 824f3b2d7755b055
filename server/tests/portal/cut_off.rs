//! The register has answered, and nobody knows: the connection ends in the middle of the answer (security.md F-07).

use crate::{journey::NATIONAL, people::BINH, world::TestWorld};
use congdan_domain::{Cccd, Outcome};
use std::{
    collections::HashSet,
    time::{Duration, Instant},
};

#[tokio::test]
async fn f07_an_answer_that_is_cut_off_is_asked_for_again_under_the_same_name_and_counts_once() {
    let world = TestWorld::with(|settings| {
        settings.population.retry_first_seconds = 1;
        settings.population.retry_most_seconds = 1;
    })
    .await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    world.population("cut_off").await;
    let answer = browser.update_number(&page, BINH).await;
    assert_eq!(answer.heading(), "Đang chờ đối chiếu", "{}", answer.body);

    // The portal asks again by itself, in vain at first.
    let began = Instant::now();
    while world.calls("/dan-cu").await < 3 {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody asks again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    world.population("ok").await;
    while !browser.open("/").await.body.contains("Số căn cước của bạn đã khớp") {
        assert!(began.elapsed() < Duration::from_secs(40), "nobody asks again");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    let requests = world.requests("/dan-cu").await;
    assert!(requests.len() >= 4, "{requests:?}");
    let names: HashSet<_> = requests.iter().map(|entry| entry["details"]["ma_yeu_cau"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 1, "{requests:?}");
    let store = &world.portal.site.portal.store;
    let account = store.account_by_number(&Cccd::from_trusted(BINH.number).unwrap()).await.unwrap().unwrap();
    let ledger = store.queries_of(account.id, 10).await.unwrap();
    assert_eq!(ledger.iter().map(|row| row.outcome).collect::<Vec<_>>(), [Some(Outcome::Matched)]);
    assert_eq!(names.into_iter().next(), Some(ledger[0].id.to_string().as_str()));
}
