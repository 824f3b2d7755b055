//! A browser that many people use: one signs out, the next signs in.

use super::Act;
use crate::{
    browser::Browser,
    history::{promises::Rivals, scene::one_of},
    journey::VNEID,
};

impl Act<'_> {
    /// Somebody has used this browser and has signed out; the next person finds nothing of them, also on a page that the first one
    /// left open.
    pub(super) async fn hand_over_the_kiosk(&self) {
        self.link().await;
        let left_open = self.browser.open("/tai-khoan/chinh-sua").await;
        let session = self.browser.cookie("session").expect("a session");
        let answer = self.browser.post("/api/dang-xuat", &[("tiep", "/")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        self.promised(|promises| promises.ended.extend([session]));
        // Whoever works at the same number is no other person.
        let others: Vec<&Rivals> =
            self.stage.rivals.iter().filter(|rivals| rivals.number() != self.rivals.number()).collect();
        let next = one_of(&others).owner;
        let authorize = self.browser.begin(VNEID, "/tai-khoan").await;
        let callback = self.browser.agree(authorize, next.person).await;
        let arriving = self.stage.moves.begin(self.began, next.person.number, super::Effect::Arrives(next.vneid));
        self.browser.open(callback).await;
        drop(arriving);
        for page in ["/tai-khoan", "/can-cuoc", "/lien-ket", "/tai-khoan/chinh-sua"] {
            let shown = self.browser.open(page).await;
            let masked = format!("*****{}", &self.rivals.number()[8..]);
            for trace in [self.rivals.number(), masked.as_str()] {
                assert!(!shown.body.contains(trace), "{page} shows somebody else's number");
            }
        }
        self.press_what_was_left_open(&left_open).await;
    }

    /// The first person's form, in the second person's session: their words are not shown to the second one.
    async fn press_what_was_left_open(&self, left_open: &crate::answer::Answer) {
        if !left_open.has_button("Lưu thông tin liên hệ") {
            return;
        }
        let form = left_open.form("Lưu thông tin liên hệ");
        let answer = self.browser.post(&form.action, &form.fields).await;
        assert!(answer.status < 500, "{}", answer.body);
        let thief = Browser::new(&self.stage.url);
        assert_eq!(thief.open("/tai-khoan").await.signed_in_name(), None, "and a browser without cookies is nobody's");
    }
}
