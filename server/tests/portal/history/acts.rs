//! What a client does, and what it is promised by the answer.

use super::{
    promises::{Login, Rivals},
    scene::{Stage, by_chance, one_of},
};
use crate::{
    browser::Browser,
    journey::{NATIONAL, VNEID},
};
use futures::FutureExt;
use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

/// One thing after the other, each in a browser of its own, until the play is over.
pub async fn client(stage: Arc<Stage>) {
    while !stage.is_over() {
        if stage.is_paused() {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        }
        let since = stage.scene();
        let act = AssertUnwindSafe(act(&stage)).catch_unwind().await;
        match act {
            Ok(()) => stage.applaud(),
            // Whoever was cut off knows nothing; with nobody to cut it off, an act must work.
            Err(panic) if !stage.was_disturbed(since) => stage.complain(words(panic.as_ref())),
            Err(_) => {}
        }
    }
}

async fn act(stage: &Stage) {
    let rivals = one_of(&stage.rivals);
    match by_chance(0..10) {
        0..5 => claim(stage, rivals, if by_chance(0..2) == 0 { rivals.owner } else { rivals.other }).await,
        5..7 => drop(link(stage, rivals).await),
        7..9 => send(stage, rivals).await,
        _ => sign_out(stage, rivals).await,
    }
}

/// Signs in with the national account and enters the number, or leaves it for later.
async fn claim(stage: &Stage, rivals: &Rivals, login: Login) {
    let browser = Browser::new(&stage.url);
    let page = browser.sign_in(NATIONAL, login.person, "/thu-tuc").await;
    assert_eq!(page.status, 200, "{}", page.body);
    if !page.has_button("Cập nhật") {
        assert_eq!(page.path(), "/thu-tuc");
        return;
    }
    if by_chance(0..5) == 0 {
        assert_eq!(browser.press(&page, "Bỏ qua", &[]).await.path(), "/thu-tuc");
        return;
    }
    let number = rivals.owner.person.number;
    stage.promised(|promises| promises.questions += 1);
    let answer = browser.update_number(&page, rivals.owner.person).await;
    match answer.outcome().as_deref() {
        None if answer.path() == "/thu-tuc" => {
            stage.promised(|promises| promises.matched.insert((login.national, number)))
        }
        Some("conflict") => stage.promised(|promises| promises.taken.insert(number)),
        outcome => panic!("{outcome:?} {} {}", answer.url, answer.heading()),
    }
}

/// Signs in with VNeID, and says yes where the number is known from another account.
async fn link(stage: &Stage, rivals: &Rivals) -> Browser {
    let (browser, owner) = (Browser::new(&stage.url), rivals.owner);
    let mut page = browser.sign_in(VNEID, owner.person, "/thu-tuc").await;
    if page.has_button("Liên kết") {
        page = browser.press(&page, "Liên kết", &[]).await;
    }
    assert_eq!((page.status, page.path()), (200, "/thu-tuc"), "{}", page.heading());
    stage.promised(|promises| promises.vneid.insert((owner.vneid, owner.person.number)));
    browser
}

/// A whole application.
async fn send(stage: &Stage, rivals: &Rivals) {
    // Two who send the same person's draft at once: one of them is told that there is nothing left to send.
    if let Some(code) = link(stage, rivals).await.apply_first().await {
        stage.promised(|promises| promises.sent.push(code));
    }
}

async fn sign_out(stage: &Stage, rivals: &Rivals) {
    let browser = link(stage, rivals).await;
    let session = browser.cookie("session").expect("a session");
    let answer = browser.post("/api/dang-xuat", &[("tiep", "/")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    stage.promised(|promises| promises.ended.insert(session));
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_default().chars().take(600).collect()
}
