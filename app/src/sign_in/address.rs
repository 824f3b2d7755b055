//! `/dang-nhap/khong-thanh/{why}`: where a sign-in that did not happen is explained.

use congdan_domain::{Refusal, WantedPath};

const PATH: &str = "/dang-nhap/khong-thanh";

/// The page that explains the refusal, with the way back to the wanted page.
pub fn refused_path(why: Refusal, wanted: &WantedPath) -> String {
    let page = format!("{PATH}/{}", segment(why));
    if wanted.is_home() { page } else { format!("{page}?tiep={}", wanted.encoded()) }
}

/// The refusal that a path segment names. An unknown one was not made by the portal: it cannot be verified.
pub(super) fn refusal_of(given: &str) -> Refusal {
    Refusal::ALL.into_iter().find(|why| segment(*why) == given).unwrap_or(Refusal::NotVerified)
}

const fn segment(why: Refusal) -> &'static str {
    match why {
        Refusal::NotVerified => "khong-xac-minh",
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
            let path = refused_path(why, &WantedPath::home());
            assert_eq!(path.strip_prefix("/dang-nhap/khong-thanh/").map(refusal_of), Some(why), "{path}");
        }
        assert_eq!(refusal_of("invented"), Refusal::NotVerified);
    }
}
