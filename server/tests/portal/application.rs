//! Filling in an application, whatever it asks.

use crate::{answer::Answer, browser::Browser};

pub const APPLICATION: &str = "/thu-tuc/1.001193/nop-ho-so";
pub const SENT: &str = "Đăng ký hồ sơ thành công";

impl Browser {
    /// Goes through the steps until there is nothing left but "Gửi hồ sơ". Whoever sends the same person's draft meanwhile makes it
    /// begin anew.
    pub async fn fill_application(&self) -> Answer {
        let mut page = self.open(APPLICATION).await;
        for _ in 0..40 {
            if page.has_button("Gửi hồ sơ") {
                return page;
            }
            assert!(page.has_button("Tiếp tục"), "{}: {} {}", page.url, page.status, page.body);
            let form = page.filled_form("Tiếp tục", |label, filled| match filled {
                Some(filled) if !filled.is_empty() => Some(filled),
                _ => Some(entry_for(label).to_owned()),
            });
            page = self.post_form(&page, &form).await;
        }
        panic!("the application has no end: {} {}", page.url, page.body)
    }

    /// The whole application; answers with the dossier's code.
    pub async fn apply(&self) -> String {
        self.apply_first().await.expect("nobody else sends this draft")
    }

    /// The same; `None` where somebody else with this account has just sent the draft.
    pub async fn apply_first(&self) -> Option<String> {
        let mut page = self.fill_application().await;
        let mut sent = self.press(&page, "Gửi hồ sơ", &[]).await;
        // Somebody else with this account has saved it since it was looked at.
        while sent.has_button("Gửi hồ sơ") {
            page = self.fill_application().await;
            sent = self.press(&page, "Gửi hồ sơ", &[]).await;
        }
        if sent.path() == "/ho-so" {
            return None;
        }
        assert_eq!(sent.heading(), SENT, "{} {}", sent.url, sent.body);
        let words = sent.text("main");
        // `H44.12-260615-0001`
        let begin = words.find("H44.12-").unwrap_or_else(|| panic!("no code: {words}"));
        Some(words[begin..begin + 18].to_owned())
    }
}

/// Something sensible and invented, by the field's label.
fn entry_for(label: &str) -> &'static str {
    let label = label.to_lowercase();
    match label.as_str() {
        "ngày" => "20",
        "tháng" => "5",
        "năm" => "2026",
        _ if label.contains("ngày") => "20/05/2026",
        _ if label.contains("điện thoại") => "0912345678",
        _ if label.contains("thư điện tử") || label.contains("email") || label.contains("e-mail") => {
            "nguoidan@vidu.vn"
        }
        _ if label.starts_with("số") => "2",
        _ if label.contains("tên") => "Đỗ Minh Châu",
        _ => "Số 5 phố Thử Nghiệm",
    }
}
