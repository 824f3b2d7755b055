//! Whose word about a client's address counts (E-03), seen at the limit of sign-ins per address.

use crate::{journey::VNEID, world::TestWorld};
use congdan_server::config::Settings;

const FORWARDED_FOR: &str = "x-forwarded-for";

async fn world(proxies: &[&str]) -> TestWorld {
    TestWorld::with(|settings: &mut Settings| {
        settings.limits.sign_in_per_address.count = 2;
        settings.portal.trusted_proxies = proxies.iter().map(|proxy| (*proxy).to_owned()).collect();
    })
    .await
}

/// Begins a sign-in with these headers and answers with the status.
async fn begin(world: &TestWorld, headers: &[(&str, &str)]) -> u16 {
    let browser = world.browser();
    let mut request = browser.form_request("/api/dang-nhap", &[("provider", VNEID)]);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request).await.status
}

#[tokio::test]
async fn e03_without_configured_proxies_nothing_that_is_sent_makes_another_address() {
    let world = world(&[]).await;
    assert_eq!((begin(&world, &[]).await, begin(&world, &[]).await), (303, 303));
    for name in [FORWARDED_FOR, "x_forwarded_for", "forwarded", "x-real-ip", "x-client-ip"] {
        assert_eq!(begin(&world, &[(name, "203.0.113.7")]).await, 429, "{name}");
    }
}

#[tokio::test]
async fn e03_behind_a_configured_proxy_each_client_counts_for_itself() {
    let world = world(&["127.0.0.0/8", "10.0.0.0/8"]).await;
    let office = [(FORWARDED_FOR, "203.0.113.7")];
    assert_eq!(
        (begin(&world, &office).await, begin(&world, &office).await, begin(&world, &office).await),
        (303, 303, 429)
    );
    assert_eq!(begin(&world, &[(FORWARDED_FOR, "203.0.113.8")]).await, 303, "the neighbour is not held up");
    // The one who is held up writes other addresses in front, and other headers beside.
    for headers in [
        &[(FORWARDED_FOR, "198.51.100.1, 203.0.113.7")][..],
        &[(FORWARDED_FOR, "198.51.100.2, 203.0.113.7, 10.0.0.4")],
        &[(FORWARDED_FOR, "198.51.100.3"), (FORWARDED_FOR, "203.0.113.7")],
        &[(FORWARDED_FOR, "203.0.113.7"), ("x-real-ip", "198.51.100.4"), ("x_forwarded_for", "198.51.100.5")],
        &[(FORWARDED_FOR, "203.0.113.7"), ("forwarded", "for=198.51.100.6")],
    ] {
        assert_eq!(begin(&world, headers).await, 429, "{headers:?}");
    }
}

#[tokio::test]
async fn e03_a_proxy_that_names_nobody_is_itself_the_client() {
    let world = world(&["127.0.0.1"]).await;
    for (turn, list) in ["unknown", "", "203.0.113.7, unknown"].into_iter().enumerate() {
        assert_eq!(begin(&world, &[(FORWARDED_FOR, list)]).await, if turn < 2 { 303 } else { 429 }, "{list}");
    }
}

#[test]
fn e03_a_proxy_must_be_a_network_that_is_not_the_world() {
    for bad in ["0.0.0.0/0", "::/0", "proxy.example", "10.0.0.0/33", "", "*"] {
        let keys = "[security]\nencryption_keys = [\"k1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"]\n\
                    index_keys = [\"i1:AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\"]\n";
        let mut settings = congdan_server::config::parse(&format!("{}\n{keys}", crate::world::PHUTHO)).unwrap();
        settings.portal.trusted_proxies = vec![bad.to_owned()];
        let error = congdan_server::config::check(settings).unwrap_err().to_string();
        assert!(error.starts_with("portal.trusted_proxies"), "{bad}: {error}");
    }
}
