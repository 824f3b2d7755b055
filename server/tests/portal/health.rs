//! For the operator and the load balancer.

use crate::world::TestWorld;

#[tokio::test]
async fn the_process_is_alive_and_ready() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    let alive = browser.get("/healthz").await;
    assert_eq!((alive.status, alive.body.as_str()), (200, "ok\n"));
    let ready = browser.get("/readyz").await;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\n"));
}

#[tokio::test]
async fn a_load_balancer_may_ask_by_address() {
    let world = TestWorld::start().await;
    let browser = world.browser();
    for path in ["/healthz", "/readyz"] {
        let request = browser.request(reqwest::Method::GET, path).header("host", "10.0.0.7:3100");
        assert_eq!(browser.send(request).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn f05_without_providers_and_register_the_portal_is_still_ready() {
    let world = TestWorld::start().await;
    world.fault("vneid", "down").await;
    world.fault("dvcqg", "down").await;
    world.population("down").await;
    let browser = world.browser();
    assert_eq!(browser.get("/readyz").await.status, 200);
    assert_eq!(browser.get("/").await.status, 200);
}
