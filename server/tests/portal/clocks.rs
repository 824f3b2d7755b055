//! Clocks that are wrong: a provider's, and our own (F-08).

use crate::{
    journey::{NATIONAL, VNEID},
    logs,
    people::{AN, KHOI},
    world::{TestWorld, binary, http_client},
};
use time::Duration;

#[tokio::test]
async fn f08_half_a_minute_between_the_clocks_hinders_nobody() {
    let world = TestWorld::start().await;
    for seconds in [-30, 30] {
        world.provider_clock(VNEID, seconds).await;
        world.browser().signed_in(VNEID, AN, "/").await;
    }
}

#[tokio::test]
async fn f08_a_provider_whose_clock_is_ten_minutes_off_is_refused_and_operators_are_told() {
    let port = binary::port();
    let world = TestWorld::with(|settings| settings.metrics.listen = format!("127.0.0.1:{port}")).await;
    let metrics = || async move {
        let all = http_client().get(format!("http://127.0.0.1:{port}/metrics")).send().await.unwrap();
        all.text().await.unwrap()
    };
    for (seconds, claim, times) in [(600, "iat", 1), (-600, "exp", 1), (600, "iat", 2)] {
        let browser = world.browser();
        world.provider_clock(VNEID, seconds).await;
        let page = browser.sign_in(VNEID, AN, "/thu-tuc").await;
        assert_eq!((page.status, page.heading().as_str()), (400, "Không xác minh được lần đăng nhập này"), "{seconds}");
        assert_eq!(browser.cookie("session"), None);
        // The other provider's clock is right.
        world.browser().signed_in(NATIONAL, KHOI, "/").await;

        let counted = format!("id_tokens_of_another_time_total{{provider=\"vneid\",claim=\"{claim}\"}} {times}");
        let metrics = metrics().await;
        assert!(metrics.contains(&counted), "{counted}: {metrics}");
        let lines = logs::captured();
        let told = lines.lines().rfind(|line| line.contains("the times in an ID token do not fit our clock"));
        let event: serde_json::Value = serde_json::from_str(told.expect("a line for operators")).unwrap();
        let issuer = format!("{}/vneid", world.sandbox_url);
        assert_eq!(
            (&event["level"], &event["claim"], &event["issuer"]),
            (&"ERROR".into(), &claim.into(), &issuer.into())
        );
        assert_eq!(AN.found_in(&event.to_string()), Vec::<String>::new());
    }
    // Twin: once it is set right, all is well.
    world.provider_clock(VNEID, 0).await;
    world.browser().signed_in(VNEID, AN, "/").await;
}

#[tokio::test]
async fn f08_a_clock_that_is_set_back_makes_no_session_last_longer() {
    let world = TestWorld::start().await;
    world.clock.advance(Duration::hours(3));
    let browser = world.browser();
    browser.signed_in(VNEID, AN, "/").await;
    // A little is what clocks do.
    world.clock.advance(-Duration::seconds(30));
    assert_eq!(browser.open("/").await.signed_in_name().as_deref(), Some(AN.name));

    world.clock.advance(-Duration::hours(2));
    let page = browser.get("/tai-khoan").await;
    assert_eq!(page.raw_location(), Some("/dang-nhap?tiep=%2Ftai-khoan"));
    let before = browser.stolen();
    browser.signed_in(VNEID, AN, "/tai-khoan").await;
    // The one from before ended with the new sign-in, and stays ended when the time comes again.
    world.clock.advance(Duration::hours(2));
    assert_eq!(before.open("/").await.signed_in_name(), None);
}
