//! The ten statuses of the national system, in words.

use crate::i18n::{Text, t, texts::statuses};
use leptos::prelude::*;

/// The words of a status, 1 to 10; nothing for another number.
pub const fn status_text(status: u8) -> Text {
    match status {
        1 => statuses::REGISTERED,
        2 => statuses::ACCEPTED,
        3 => statuses::REFUSED,
        4 => statuses::IN_PROGRESS,
        5 => statuses::PAPERS_REQUESTED,
        6 => statuses::PAYMENT_REQUESTED,
        7 => statuses::WITHDRAWN,
        8 => statuses::STOPPED,
        9 => statuses::DONE,
        10 => statuses::DELIVERED,
        _ => Text { vi: "", en: "" },
    }
}

/// A status as a tag: the words carry it, the colour only helps.
#[component]
pub fn StatusTag(status: u8) -> impl IntoView {
    let class = match status {
        5 | 6 => "tag tag--warning",
        3 | 7 | 8 => "tag tag--error",
        9 | 10 => "tag tag--success",
        _ => "tag",
    };
    view! { <span class=class>{t(status_text(status))}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_ten_statuses_has_its_own_words() {
        let mut words: Vec<_> = (1..=10).map(|status| status_text(status).vi).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), 10);
        assert_eq!(status_text(1).vi, "Mới đăng ký");
        assert_eq!(status_text(10).vi, "Đã trả kết quả");
    }
}
