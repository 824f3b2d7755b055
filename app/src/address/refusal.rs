//! `/dang-nhap/khong-thanh/{why}`: where a sign-in that did not happen is explained.

use super::{LEVEL_TOO_LOW, SIGN_IN_FAILED};
use congdan_domain::{Refusal, WantedPath};

/// The page that explains the refusal, with the way back to the wanted page and the reference of the log line.
pub fn sign_in_failed(why: Refusal, wanted: &WantedPath, support_id: &str) -> String {
    explained(&format!("{SIGN_IN_FAILED}/{}", segment(why)), wanted, support_id)
}

/// The page that explains what a level is, with the same way back and reference.
pub fn level_too_low(wanted: &WantedPath, support_id: &str) -> String {
    explained(LEVEL_TOO_LOW, wanted, support_id)
}

fn explained(page: &str, wanted: &WantedPath, support_id: &str) -> String {
    let back = if wanted.is_home() { String::new() } else { format!("tiep={}&", wanted.encoded()) };
    format!("{page}?{back}ma={support_id}")
}

/// The refusal that a path segment names. The portal makes no unknown segment: its refusal is "not verified".
pub fn refusal_of(given: &str) -> Refusal {
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
            let path = sign_in_failed(why, &WantedPath::home(), "K7QX2MPA");
            let named = path.strip_prefix("/dang-nhap/khong-thanh/").and_then(|rest| rest.strip_suffix("?ma=K7QX2MPA"));
            assert_eq!(named.map(refusal_of), Some(why), "{path}");
        }
        assert_eq!(refusal_of("invented"), Refusal::NotVerified);
    }

    #[test]
    fn the_wanted_page_and_the_reference_are_in_the_query() {
        let wanted = WantedPath::parse_or_home("/ho-so?a=1&b=2");
        assert_eq!(
            sign_in_failed(Refusal::Expired, &wanted, "K7QX2MPA"),
            "/dang-nhap/khong-thanh/het-han?tiep=%2Fho-so%3Fa%3D1%26b%3D2&ma=K7QX2MPA"
        );
        assert_eq!(level_too_low(&WantedPath::home(), "K7QX2MPA"), "/dang-nhap/muc-do?ma=K7QX2MPA");
    }
}
