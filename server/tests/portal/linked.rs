//! What tests of linking and unlinking begin with.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::Person,
    world::TestWorld,
};
use scraper::{ElementRef, Html, Selector};

pub const VNEID_LABEL: &str = "Tài khoản Định danh điện tử cấp bởi Bộ Công an";
pub const NATIONAL_LABEL: &str = "Tài khoản cấp bởi Cổng Dịch vụ công quốc gia";
pub const IDENTITY: &str = "/tai-khoan/dinh-danh";
/// The dry run of "Tài khoản kia không phải của tôi".
pub const DISOWN: &str = "/lien-ket/khong-phai-cua-toi";
/// The buttons of that dry run: the number moves, or only people can decide.
pub const TAKE: &str = "Chuyển số căn cước về tài khoản của tôi";
pub const ASK: &str = "Đề nghị kiểm tra";

/// The national account first, then VNeID: one account with both, and a browser that came in with VNeID.
pub async fn linked(world: &TestWorld, person: Person) -> Browser {
    let first = world.browser();
    let page = first.signed_in(NATIONAL, person, "/").await;
    if page.path().starts_with("/can-cuoc") {
        first.update_number(&page, person).await;
    }
    let browser = world.browser();
    let question = browser.sign_in(VNEID, person, "/").await;
    browser.link(&question, person).await;
    assert_eq!(browser.identities().await.len(), 2);
    browser
}

impl Browser {
    /// The labels of "Danh sách tài khoản liên kết".
    pub async fn identities(&self) -> Vec<String> {
        let page = self.open(IDENTITY).await;
        let items = Selector::parse("ul[aria-labelledby=linked-accounts] > li strong").unwrap();
        Html::parse_document(&page.body).select(&items).map(|label| label.text().collect()).collect()
    }

    /// Where "Gỡ liên kết" of the identity with this label leads.
    pub async fn unlink_path(&self, label: &str) -> String {
        let mut paths = self.unlink_paths().await.into_iter();
        paths.find(|(words, _)| words.contains(label)).unwrap().1
    }

    /// The words and the address of each "Gỡ liên kết".
    pub async fn unlink_paths(&self) -> Vec<(String, String)> {
        let page = self.open(IDENTITY).await;
        let links = Selector::parse("ul[aria-labelledby=linked-accounts] a").unwrap();
        let document = Html::parse_document(&page.body);
        let link = |link: ElementRef<'_>| (link.text().collect(), link.attr("href").unwrap().to_owned());
        document.select(&links).map(link).collect()
    }

    /// Opens the dry run of the identity with this label and presses its button.
    pub async fn unlink(&self, label: &str) -> Answer {
        let page = self.open(self.unlink_path(label).await).await;
        self.press(&page, "Gỡ liên kết", &[]).await
    }

    /// On `/xac-nhan-lai` or a page like it: presses this button, and is this person at the provider.
    pub async fn prove(&self, page: &Answer, button: &str, person: Person) -> Answer {
        let form = page.form(button);
        let answer = self.post(&form.action, &form.fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let callback = self.agree(answer.to(), person).await;
        self.open(callback).await
    }

    /// On `/lien-ket`: presses "Liên kết", and is this person where the account that has the number has to be proved first.
    pub async fn link(&self, question: &Answer, person: Person) -> Answer {
        let form = question.form("Liên kết");
        let answer = self.post(&form.action, &form.fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        if self.is_own(&answer.to()) {
            return self.follow(answer).await;
        }
        let callback = self.agree(answer.to(), person).await;
        self.open(callback).await
    }

    /// On `/lien-ket`: "Tài khoản kia không phải của tôi", and its confirmation.
    pub async fn disown(&self, question: &Answer) -> Answer {
        assert!(question.body.contains(&format!("href=\"{DISOWN}\"")), "{}", question.body);
        let dry_run = self.open(DISOWN).await;
        self.press(&dry_run, if dry_run.has_button(TAKE) { TAKE } else { ASK }, &[]).await
    }

    pub async fn is_in(&self) -> bool {
        self.open("/tai-khoan").await.signed_in_name().is_some()
    }
}
