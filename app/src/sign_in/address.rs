//! `/dang-nhap/khong-thanh/{why}`: where a sign-in that did not happen is explained.

use congdan_domain::{Refusal, WantedPath};

const PATH: &str = "/dang-nhap/khong-thanh";

/// The page that explains the refusal, with the way back to the wanted page and the reference of the log line.
pub fn refused_path(why: Refusal, wanted: &WantedPath, support_id: &str) -> String {
    explained(&format!("{PATH}/{}", segment(why)), wanted, support_id)
}

/// `/dang-nhap/muc-do`: the page that explains what a level is, likewise.
pub fn level_path(wanted: &WantedPath, support_id: &str) -> String {
    explained("/dang-nhap/muc-do", wanted, support_id)
}

fn explained(page: &str, wanted: &WantedPath, support_id: &str) -> String {
    let back = if wanted.is_home() { String::new() } else { format!("tiep={}&", wanted.encoded()) };
    format!("{page}?{back}ma={support_id}")
}

/// The refusal that a path segment names. An unknown one was not made by the portal: it cannot be verified.
pub(super) fn refusal_of(given: &str) -> Refusal {
    Refusal::ALL.into_iter().find(|why| segment(*why) == given).unwrap_or(Refusal::NotVerified)
}

const fn segment(why: Refusal) -> &'static str {
    match why {
        Refusal::NotVerified => "khong-xac-minh",
        Refusal::OtherBrowser => "trinh-duyet-khac",
        Refusal::NotProven => "chua-xac-nhan-lai",
        Refusal::AlreadyUsed => "da-dung",
        Refusal::Expired => "het-han",
        Refusal::ProviderUnavailable => "tam-gian-doan",
        Refusal::Organisation => "to-chuc",
        Refusal::Closed => "da-dong",
        Refusal::Suspended => "tam-khoa",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_found_again_by_its_address() {
        for why in Refusal::ALL {
            let path = refused_path(why, &WantedPath::home(), "K7QX2MPA");
            let named = path.strip_prefix("/dang-nhap/khong-thanh/").and_then(|rest| rest.strip_suffix("?ma=K7QX2MPA"));
            assert_eq!(named.map(refusal_of), Some(why), "{path}");
        }
        assert_eq!(refusal_of("invented"), Refusal::NotVerified);
    }
}
