//! "Gỡ liên kết": an identity is taken away from its account.

use super::Act;
use crate::{
    answer::Answer,
    history::{moves::Effect, promises::keep_latest, scene::one_of},
    journey::NATIONAL,
    linked::{IDENTITY, VNEID_LABEL},
};

const UNLINK: &str = "Gỡ liên kết";

/// How the press ended, by its own answer.
#[derive(PartialEq)]
enum Ended {
    Done,
    Nothing,
    /// The page after it does not say.
    Unknown,
}

impl Act<'_> {
    /// Takes one of the account's identities away, whichever.
    pub(super) async fn unlink(&self) {
        let own = match super::by_chance(0..3) {
            0 => {
                let login = self.one_login();
                self.sign_in(NATIONAL, login).await;
                login.national
            }
            _ => {
                self.link().await;
                self.rivals.owner.vneid
            }
        };
        let list = self.browser.unlink_paths().await;
        assert!(!list.is_empty(), "nobody's account, or signed out");
        let (label, path) = one_of(&list);
        let dry_run = self.browser.open(path).await;
        if dry_run.outcome().as_deref() == Some("last_way_in") {
            return;
        }
        let taken = self.taken(&dry_run, own, label);
        self.promised(|promises| promises.unlinkings.pressed += 1);
        let session = self.browser.cookie("session").expect("a session");
        let leaving = self.moves(Effect::Leaves(taken.clone()));
        match self.press_unlink(&dry_run).await {
            Ended::Done => self.promised(|promises| {
                promises.unlinkings.done += 1;
                if let [only] = taken[..] {
                    keep_latest(&mut promises.parted, [(only, leaving.began)]);
                }
                if taken == [own] {
                    promises.ended.extend([session]);
                }
            }),
            Ended::Nothing => leaving.came_to_nothing(),
            Ended::Unknown => {}
        }
    }

    /// Which identity it is, as far as the pages say: two national accounts have one label.
    fn taken(&self, dry_run: &Answer, own: &'static str, label: &str) -> Vec<&'static str> {
        if dry_run.text("main").contains("kể cả thiết bị này") {
            return vec![own];
        }
        if label.contains(VNEID_LABEL) {
            return vec![self.rivals.owner.vneid];
        }
        [self.rivals.owner.national, self.rivals.other.national].into_iter().filter(|other| *other != own).collect()
    }

    async fn press_unlink(&self, dry_run: &Answer) -> Ended {
        let form = dry_run.form(UNLINK);
        let answer = self.browser.post(&form.action, &form.fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let to = answer.to();
        if !answer.header("clear-site-data").is_empty() {
            // Its own session has ended with it.
            return Ended::Done;
        }
        if to.path() != IDENTITY {
            let asks = ["/xac-nhan-lai", "/dang-nhap", "/tai-khoan/dinh-danh/go-lien-ket"];
            assert!(asks.contains(&to.path()), "{to}");
            return Ended::Nothing;
        }
        let page = self.browser.follow(answer).await;
        if page.text(".notice") == "Đã gỡ liên kết" { Ended::Done } else { Ended::Unknown }
    }
}
