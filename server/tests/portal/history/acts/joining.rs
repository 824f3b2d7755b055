//! Two become one: an identity joins the account that has its number, and an account joins another.

use super::Act;
use crate::{
    answer::Answer,
    history::{
        moves::Effect,
        promises::{Login, keep_latest},
        scene::by_chance,
    },
    journey::VNEID,
    linked::{NATIONAL_LABEL, VNEID_LABEL},
};

const LINK: &str = "Liên kết";
/// So often another act may come between a question and its answer.
const TRIES: usize = 5;
const MERGE: &str = "Gộp tài khoản";
/// The conflict was used up, or is another session's by now.
const OVER: &str = "Câu hỏi này không còn hiệu lực";

impl Act<'_> {
    /// Signs in with VNeID, and links where the number is known from another account.
    pub(super) async fn link(&self) {
        for _ in 0..TRIES {
            let (page, since) = self.sign_in(VNEID, self.rivals.owner).await;
            if !page.has_button(LINK) {
                return self.is_let_in(&page, self.rivals.owner.vneid, since);
            }
            if self.say_yes(&page).await {
                return;
            }
        }
        panic!("in {TRIES} sign-ins the account that has the number was never the one that was proved");
    }

    /// On the page that asks: the account that has the number is proved by the one national account or the other. Nothing is
    /// linked where it is merged, or lets the number go, at that very moment.
    async fn say_yes(&self, question: &Answer) -> bool {
        let vneid = self.rivals.owner.vneid;
        let joining = self.moves(Effect::Joins(vneid));
        for login in [self.rivals.owner, self.rivals.other] {
            let page = self.browser.link(question, login.person).await;
            if page.path() != "/lien-ket" {
                self.is_let_in(&page, vneid, joining.began);
                return true;
            }
        }
        joining.came_to_nothing();
        false
    }

    fn is_let_in(&self, page: &Answer, identity: &'static str, since: u64) {
        assert_eq!((page.status, page.path()), (200, "/thu-tuc"), "{}", page.heading());
        let who = (identity, self.rivals.number());
        self.promised(|promises| keep_latest(&mut promises.let_in, [(who, since)]));
    }

    /// Claims a number that another account holds, proves that account, too, by one of the two ways to it, and makes one of both.
    pub(super) async fn merge(&self) {
        let (own, owner, other) = (self.one_login(), self.rivals.owner, self.rivals.other);
        let Some(conflict) = self.claim(own).await else { return };
        let second = if own.national == owner.national { other } else { owner };
        let (label, witness, subject) = match by_chance(0..2) {
            0 => (VNEID_LABEL, owner, owner.vneid),
            _ => (NATIONAL_LABEL, second, second.national),
        };
        let form = conflict.form(label);
        let answer = self.browser.post(&form.action, &form.fields).await;
        if self.browser.is_own(&answer.to()) {
            // Another browser with this account has met the conflict since: it is there that the question can be asked.
            let page = self.browser.follow(answer).await;
            assert_eq!(page.heading(), OVER, "{}", page.url);
            return;
        }
        let callback = self.browser.agree(answer.to(), witness.person).await;
        let page = self.browser.open(callback).await;
        match page.heading().as_str() {
            "Gộp hai tài khoản thành một?" => self.make_one(&page, own, subject).await,
            // VNeID opens nothing yet, and its own question comes first.
            "Liên kết tài khoản" => drop(self.say_yes(&page).await),
            // The other national account has no number, is this very account by now, or the number has moved on.
            "Chưa gộp được tài khoản" | "Đây chính là tài khoản đang mở" | OVER => {}
            // The number was let go in the very moment in which VNeID came for it.
            "Lần đăng nhập đã hết hạn" if self.stage.moves.may_have_left(&[owner.vneid], self.began) => {}
            heading => panic!("{heading}: {}", page.url),
        }
    }

    async fn make_one(&self, question: &Answer, own: Login, witness: &'static str) {
        self.promised(|promises| promises.mergings.pressed += 1);
        let merging = self.moves(Effect::Merges);
        let page = self.browser.press(question, MERGE, &[]).await;
        if page.heading() == OVER {
            // Most likely nothing was done. Where the witness was taken away in the very moment, all was done but the sign-in.
            return;
        }
        self.is_let_in(&page, own.national, merging.began);
        self.promised(|promises| {
            promises.mergings.done += 1;
            keep_latest(&mut promises.merged, [([own.national, witness], merging.began)]);
        });
    }
}
