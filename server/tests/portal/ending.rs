//! A process that is told to end, under load (security.md F-09).

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

#[tokio::test(flavor = "multi_thread")]
async fn f09_at_sigterm_readiness_turns_red_first_and_what_runs_comes_to_its_end() {
    let mut world = TestWorld::start().await;
    let slow = world.browser();
    let page = slow.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    // Longer than the time in which the portal still accepts connections.
    world.population_late("ok", 4_500).await;
    let question = tokio::spawn(async move {
        let form = page.form_with(
            "Cập nhật",
            &[
                ("Số căn cước (CCCD)", BINH.number),
                ("Họ và tên", BINH.name),
                ("Ngày", BINH.born[0]),
                ("Tháng", BINH.born[1]),
                ("Năm", BINH.born[2]),
                ("Tôi đồng ý cho đối chiếu", "x"),
            ],
        );
        slow.post(&form.action, &form.fields).await
    });
    while world.calls("/dan-cu").await == 0 {
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

    let answer = question.await.unwrap();
    assert_eq!((answer.status, answer.to().path()), (303, "/thu-tuc"), "{}", answer.body);
    let status = world.process().ended().await;
    assert!(status.success(), "{status}");
    assert!(began.elapsed() < Duration::from_secs(13), "{:?}", began.elapsed());
}
