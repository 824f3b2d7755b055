//! The person takes back what they gave: a consent, or all of it.

use super::Act;
use crate::{
    history::{moves::Effect, scene::by_chance},
    journey::NATIONAL,
};

const DATA: &str = "/tai-khoan/du-lieu";
const WITHDRAW: &str = "Rút lại sự đồng ý";
const DELETE: &str = "Xóa tài khoản";
const UNDERSTOOD: &str = "Tôi hiểu và muốn xóa tài khoản";

impl Act<'_> {
    /// Withdraws what there is. What the register is asked afterwards needs a new consent: `check` compares the ledger with them.
    pub(super) async fn withdraw(&self) {
        let login = self.one_login();
        if by_chance(0..2) == 0 {
            drop(self.claim(login).await);
        } else {
            self.sign_in(NATIONAL, login).await;
        }
        let page = self.browser.open(DATA).await;
        assert_eq!((page.status, page.path()), (200, DATA), "{}", page.heading());
        if !page.has_button(WITHDRAW) {
            return;
        }
        self.promised(|promises| promises.withdrawals.pressed += 1);
        let withdrawing = self.moves(Effect::Withdraws);
        let after = self.browser.press(&page, WITHDRAW, &[]).await;
        drop(withdrawing);
        // Somebody else with this account may have been faster: then there was nothing left to withdraw.
        if after.path() == DATA && after.text("[role=status]").contains("Đã rút lại") {
            self.promised(|promises| promises.withdrawals.done += 1);
        }
    }

    /// Ends an account, whoever else is in it.
    pub(super) async fn delete(&self) {
        self.link().await;
        let page = self.browser.open(DATA).await;
        assert_eq!((page.status, page.path()), (200, DATA), "{}", page.heading());
        // All that opens it leaves with it.
        let leaving = self.moves(Effect::Leaves(self.rivals.identities().to_vec()));
        self.promised(|promises| promises.deletions.pressed += 1);
        let session = self.browser.cookie("session").expect("a session");
        let form = page.form_with(DELETE, &[(UNDERSTOOD, "x")]);
        let answer = self.browser.post(&form.action, &form.fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        if answer.header("clear-site-data").is_empty() {
            let to = answer.to();
            assert!(["/xac-nhan-lai", "/dang-nhap", DATA].contains(&to.path()), "{to}");
            return leaving.came_to_nothing();
        }
        self.promised(|promises| {
            promises.deletions.done += 1;
            promises.ended.extend([session]);
        });
    }
}
