//! The ways through the portal that many tests begin with.

use crate::{answer::Answer, browser::Browser, people::Person};
use url::Url;

pub const VNEID: &str = "vneid";
pub const NATIONAL: &str = "dvcqg";

pub const CHECK_AGAIN: &str = "Kiểm tra lại";
pub const SEND_ANYWAY: &str = "Vẫn gửi như tôi đã nhập";

impl Browser {
    /// "Đăng nhập" with this provider: answers with the provider's address for this browser.
    pub async fn begin(&self, provider: &str, wanted: &str) -> Url {
        let answer = self.post("/api/dang-nhap", &[("provider", provider), ("tiep", wanted)]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.to()
    }

    /// At the provider: this person says yes. Answers with the portal's address that the provider leads back to.
    pub async fn agree(&self, mut authorize: Url, person: Person) -> Url {
        authorize.query_pairs_mut().append_pair("login_hint", person.id);
        let mut answer = self.get(authorize).await;
        while !self.is_own(&answer.to()) {
            answer = self.get(answer.to()).await;
        }
        answer.to()
    }

    /// Signs in and follows to the page at the end.
    pub async fn sign_in(&self, provider: &str, person: Person, wanted: &str) -> Answer {
        let authorize = self.begin(provider, wanted).await;
        let callback = self.agree(authorize, person).await;
        self.open(callback).await
    }

    /// As [`Browser::sign_in`], and it must have worked.
    pub async fn signed_in(&self, provider: &str, person: Person, wanted: &str) -> Answer {
        let page = self.sign_in(provider, person, wanted).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(page.signed_in_name().as_deref(), Some(person.name), "{}", page.url);
        page
    }

    /// Nobody is signed in here, and a correct sign-in still works.
    pub async fn is_signed_out_and_well(&self) {
        assert_eq!(self.cookie("session"), None);
        self.signed_in(VNEID, crate::people::AN, "/thu-tuc").await;
    }

    /// On the CCCD screen: types number, name and birth date, agrees and presses "Cập nhật". Asked to look again at what
    /// contradicts itself, it is sent as it is.
    pub async fn update_number(&self, page: &Answer, person: Person) -> Answer {
        let answer = self.enter_number(page, person).await;
        if answer.heading() == CHECK_AGAIN { self.press(&answer, SEND_ANYWAY, &[]).await } else { answer }
    }

    /// The same, without an answer to "Kiểm tra lại".
    pub async fn enter_number(&self, page: &Answer, person: Person) -> Answer {
        let [day, month, year] = person.born;
        let entries = [
            ("Số căn cước (CCCD)", person.number),
            ("Họ và tên", person.name),
            ("Ngày", day),
            ("Tháng", month),
            ("Năm", year),
            ("Tôi đồng ý cho đối chiếu", "x"),
        ];
        self.press(page, "Cập nhật", &entries).await
    }
}
