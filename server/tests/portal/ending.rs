//! A process that is told to end, under load (F-09).

use crate::{
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::TestWorld,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

const TOKEN: &str = "/dvcqg/token";

#[tokio::test(flavor = "multi_thread")]
async fn f09_at_sigterm_readiness_turns_red_first_and_what_runs_comes_to_its_end() {
    let mut world = TestWorld::start().await;
    // Somebody whose provider answers later than the portal still accepts connections.
    let slow = world.browser();
    let authorize = slow.begin(NATIONAL, "/thu-tuc").await;
    let callback = slow.agree(authorize, BINH).await;
    world.provider_late(NATIONAL, 4_500).await;
    let asked = world.calls(TOKEN).await;
    let sign_in = tokio::spawn(async move { slow.get(callback).await });
    while world.calls(TOKEN).await == asked {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }

    // A load balancer that sends people here for as long as the portal says that it is ready.
    let (sent_here, served) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let mut load = JoinSet::new();
    for _ in 0..4 {
        let (url, sent_here, served) = (world.portal_url.clone(), sent_here.clone(), served.clone());
        load.spawn(async move {
            while sent_here.load(Ordering::SeqCst) {
                Browser::new(&url).signed_in(VNEID, AN, "/").await;
                served.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    while served.load(Ordering::SeqCst) < 4 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let began = Instant::now();
    world.process().terminate();
    let probe = world.browser();
    let mut readiness = probe.get("/readyz").await.status;
    while readiness == 200 {
        assert!(began.elapsed() < Duration::from_secs(1), "it stays green");
        tokio::time::sleep(Duration::from_millis(20)).await;
        readiness = probe.get("/readyz").await.status;
    }
    assert_eq!(readiness, 503);
    assert_eq!(probe.get("/healthz").await.status, 200, "it is alive, and answers");
    sent_here.store(false, Ordering::SeqCst);
    while let Some(client) = load.join_next().await {
        client.expect("nobody was cut off");
    }

    let answer = sign_in.await.unwrap();
    assert_eq!((answer.status, answer.to().path()), (303, "/can-cuoc"), "{}", answer.body);
    let status = world.process().ended().await;
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < Duration::from_secs(13), "{:?}", began.elapsed());
}
