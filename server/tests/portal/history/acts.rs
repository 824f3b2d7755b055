//! What a client does, and what it is promised by the answer.

mod joining;
mod kiosk;
mod leaving;
mod office;
mod parting;

use super::{
    moves::{Effect, Moment, Moving},
    promises::{Login, Promises, Rivals, keep_latest},
    scene::{Stage, by_chance, one_of},
};
use crate::{answer::Answer, browser::Browser, journey::NATIONAL};
use futures::FutureExt;
use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

/// One thing after the other, each in a browser of its own, until the play is over.
pub async fn client(stage: Arc<Stage>) {
    while !stage.is_over() {
        // A client that fails at once, again and again, would not notice that the play was broken off.
        tokio::task::yield_now().await;
        if stage.is_paused() {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        }
        let since = stage.scene();
        let act = Act {
            stage: &stage,
            rivals: one_of(&stage.rivals),
            browser: Browser::new(&stage.url),
            began: stage.moves.now(),
        };
        let played = AssertUnwindSafe(act.play()).catch_unwind().await;
        let excused = AssertUnwindSafe(act.was_signed_out()).catch_unwind().await.unwrap_or(false);
        let broken = act.browser.broken();
        // Whoever was cut off knows nothing; with nobody to cut it off, an act must work.
        if stage.was_disturbed(since) {
            continue;
        }
        match played {
            _ if !broken.is_empty() => stage.complain(broken.join("\n")),
            Ok(()) => stage.applaud(),
            Err(_) if excused => {}
            Err(panic) => stage.complain(words(panic.as_ref())),
        }
    }
}

/// So many entries at once.
const HASTE: usize = 8;

struct Act<'a> {
    stage: &'a Stage,
    rivals: &'a Rivals,
    browser: Browser,
    began: Moment,
}

impl Act<'_> {
    async fn play(&self) {
        // Who takes away has linked before, and who merges has claimed.
        match by_chance(0..20) {
            0..3 => drop(self.claim(self.one_login()).await),
            3 => self.link().await,
            4..6 => self.send().await,
            6..9 => self.merge().await,
            9..13 => self.unlink().await,
            13 => self.reserve().await,
            14 => self.sign_out().await,
            15 => self.delete().await,
            16..18 => self.withdraw().await,
            18 => self.hand_over_the_kiosk().await,
            _ => self.serve_at_the_desk().await,
        }
    }

    fn one_login(&self) -> Login {
        if by_chance(0..2) == 0 { self.rivals.owner } else { self.rivals.other }
    }

    fn moves(&self, effect: Effect) -> Moving<'_> {
        self.stage.moves.begin(self.began, self.rivals.number(), effect)
    }

    fn promised(&self, what: impl FnOnce(&mut Promises)) {
        self.stage.promised(what);
    }

    /// What changes an account's identities ends its sessions: somebody else may have done that in the middle of this act.
    async fn was_signed_out(&self) -> bool {
        let moves = &self.stage.moves;
        moves.may_have_ended_sessions(self.rivals.number(), self.began, self.began)
            && self.browser.open("/").await.signed_in_name().is_none()
    }

    /// Answers with the page at the end of it, and the moment since when what it says is true.
    async fn sign_in(&self, provider: &str, login: Login) -> (Answer, Moment) {
        let browser = &self.browser;
        let authorize = browser.begin(provider, "/thu-tuc").await;
        let callback = browser.agree(authorize, login.person).await;
        let arriving = self.moves(Effect::Arrives(login.at(provider)));
        let page = browser.open(callback).await;
        assert_eq!(page.status, 200, "{}", page.body);
        (page, arriving.began)
    }

    /// Signs in with the national account and enters the number, or leaves it for later. Answers with the page of a conflict.
    async fn claim(&self, login: Login) -> Option<Answer> {
        let (page, since) = self.sign_in(NATIONAL, login).await;
        let (number, who) = (self.rivals.number(), (login.national, self.rivals.number()));
        if !page.has_button("Cập nhật") {
            assert_eq!(page.path(), "/thu-tuc");
            self.promised(|promises| keep_latest(&mut promises.let_in, [(who, since)]));
            return None;
        }
        if by_chance(0..5) == 0 {
            assert_eq!(self.browser.press(&page, "Bỏ qua", &[]).await.path(), "/thu-tuc");
            return None;
        }
        self.promised(|promises| promises.questions += 1);
        let since = self.stage.moves.now();
        let answer = self.browser.update_number(&page, self.rivals.owner.person).await;
        match answer.outcome().as_deref() {
            None if answer.path() == "/thu-tuc" => {
                self.promised(|promises| keep_latest(&mut promises.matched, [(who, since)]));
                None
            }
            Some("conflict") => {
                self.promised(|promises| keep_latest(&mut promises.taken, [(number, since)]));
                Some(answer)
            }
            // The answer came after the consent had been taken back in another browser.
            None if answer.path().starts_with("/can-cuoc")
                && self.stage.moves.may_have_withdrawn(number, self.began) =>
            {
                None
            }
            outcome => panic!("{outcome:?} {} {}", answer.url, answer.heading()),
        }
    }

    /// A whole application.
    async fn send(&self) {
        self.link().await;
        // Two who send the same person's draft at once: one of them is told that there is nothing left to send.
        if let Some(code) = self.browser.apply_first().await {
            self.promised(|promises| promises.sent.push(code));
        }
    }

    /// Many entries at once, each another one: no more of them than the limit are asked about, whatever dies in between.
    async fn reserve(&self) {
        let person = one_of(&self.stage.hasty).person;
        self.browser.signed_in(NATIONAL, person, "/").await;
        let [day, month, year] = person.born;
        let stamp = self.browser.stamp().await.expect("a page of this person");
        self.promised(|promises| promises.questions += HASTE);
        let posts = (0..HASTE).map(|_| {
            let number = format!("025085999{:03}", by_chance(600..990));
            let entry = [
                ("number", number),
                ("full_name", person.name.to_owned()),
                ("day", day.to_owned()),
                ("month", month.to_owned()),
                ("year", year.to_owned()),
                ("consent", "true".to_owned()),
                (stamp.0.as_str(), stamp.1.clone()),
            ];
            async move { self.browser.post("/api/can-cuoc/cap-nhat", &entry).await.status }
        });
        for status in futures::future::join_all(posts).await {
            assert_eq!(status, 303);
        }
    }

    async fn sign_out(&self) {
        self.link().await;
        let session = self.browser.cookie("session").expect("a session");
        let answer = self.browser.post("/api/dang-xuat", &[("tiep", "/")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.promised(|promises| promises.ended.extend([session]));
    }
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
    text.unwrap_or_default().chars().take(600).collect()
}
