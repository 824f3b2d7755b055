//! Wanted pages, honest and hostile.

use congdan_domain::WantedPath;
use congdan_domain::wanted_path::percent_encode;
use proptest::prelude::*;
use url::{Url, form_urlencoded};

const ORIGIN: &str = "https://portal.example";

/// Where a browser goes that is sent to `wanted` from the portal's pages.
fn browser_goes_to(wanted: &WantedPath) -> Url {
    let page = Url::parse(&format!("{ORIGIN}/dang-nhap/vneid/ket-qua?code=x")).unwrap();
    page.join(wanted.as_str()).unwrap()
}

fn stays_here(input: &str) -> Result<WantedPath, String> {
    let wanted = WantedPath::parse_or_home(input);
    let url = browser_goes_to(&wanted);
    let header_safe = wanted.as_str().bytes().all(|byte| byte.is_ascii_graphic());
    let same_origin = url.origin().ascii_serialization() == ORIGIN && url.username().is_empty();
    let same_path = url.path().split('/').count() == wanted.path().split('/').count();
    if header_safe && same_origin && same_path { Ok(wanted) } else { Err(format!("{input:?} leads to {url}")) }
}

/// What must become the home page (R-01).
const REFUSED: &[&str] = &[
    "",
    " ",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "//evil.example/%2f..",
    "//evil.example@portal.example",
    "//portal.example",
    "/\\evil.example",
    "/\\/evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "\\evil.example",
    "/\\\\evil.example",
    "/./\\evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/x/..//evil.example",
    "/x//evil.example",
    "/.",
    "/..",
    "/./",
    "/../",
    "/a/../b",
    "/a/./b",
    "/a/..",
    "/a/..?b",
    "/a/.#b",
    "/%2e%2e//evil.example",
    "/%2E%2E/x",
    "/.%2e/x",
    "/%2e./x",
    "/%2e",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\u{0}//evil.example",
    "\u{1}/x",
    "/x\u{0}",
    "/x\u{7f}",
    "/\u{85}/x",
    "/%09/evil.example",
    "/%0a/evil.example",
    "/%0d%0a/evil.example",
    "/%00",
    "/%7f",
    "/%2f%2fevil.example",
    "/%2fevil.example",
    "/%2Fevil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "/%252f%252fevil.example",
    "/%25%32%66/evil.example",
    "%2f%2fevil.example",
    "%2fevil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example",
    "https:///evil.example",
    "https:\\\\evil.example",
    "HTTPS://evil.example",
    "https://portal.example/x",
    "https://portal.example@evil.example/",
    "https://portal.example.evil.example/",
    "http://evil.example",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "\tjavascript:alert(1)",
    "javascript://%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://portal.example/x",
    "view-source:https://evil.example",
    "/x\r\nSet-Cookie: a=b",
    "/x%0d%0aSet-Cookie:a=b",
    "/x?y=%0d%0aSet-Cookie:a=b",
    "/x?y\r\nLocation: https://evil.example",
    "/x#\r\nSet-Cookie: a=b",
    "/x?y=%00",
    "//e%E3%80%82com",
    "//evil\u{3002}example",
    "\u{2f}\u{2f}evil.example",
    "@evil.example",
    ":@evil.example",
    "evil.example",
    "evil.example/x",
    ".evil.example",
    "./x",
    "../x",
    "?x",
    "#x",
    "/%",
    "/%4",
    "/%zz",
    "/%u002f",
    "/%+1",
    "/x?y=%",
    "/x?y=%zz",
    "/x?y=%ff",
    "/%C4",
    "/%c0%af",
    "/%e0%80%af",
    "\u{feff}/x",
    "\u{a0}/x",
    "\u{200b}/x",
    "\u{ff0f}\u{ff0f}evil.example",
    "\u{2215}\u{2215}evil.example",
    "\u{ff3c}evil.example",
];

/// What is only odd: kept, and the browser stays here.
const ODD_BUT_OURS: &[&str] = &[
    "/@evil.example",
    "/:80",
    "/;@evil.example",
    "/https:evil.example",
    "/javascript:alert(1)",
    "/x?tiep=https://evil.example",
    "/x?tiep=//evil.example",
    "/x?a=%2f%2fevil.example",
    "/x?../..//evil.example",
    "/x#//evil.example",
    "/x?#@evil.example",
    "/...",
    "/.../x",
    "/.x",
    "/<script>",
    "/x?y=\"><img>",
    "/x?y='&z={}|^`",
];

#[test]
fn r01_hostile_return_addresses_become_the_home_page() {
    assert!(REFUSED.len() >= 60, "{}", REFUSED.len());
    for input in REFUSED {
        assert!(stays_here(input).unwrap().is_home(), "{input:?}");
    }
    assert!(WantedPath::parse_or_home(&format!("/{}", "a".repeat(10_000))).is_home());
    assert!(WantedPath::parse_or_home(&format!("/{}", "Đ".repeat(500))).is_home());
}

#[test]
fn odd_addresses_of_ours_stay_ours() {
    for input in ODD_BUT_OURS {
        assert_eq!(stays_here(input).unwrap().as_str(), *input);
    }
}

#[test]
fn good_paths_are_kept_byte_for_byte() {
    let longest = format!("/{}", "a".repeat(WantedPath::MAX_LEN - 1));
    for input in [
        "/",
        "/thu-tuc",
        "/thu-tuc/1.001193",
        "/thu-tuc/1.001193/nop-ho-so?buoc=2&x=%C4%90",
        "/thu-tuc?tim=%C4%91%C4%83ng+k%C3%BD%20khai%20sinh&trang=2#ket-qua",
        "/can-cuoc?tiep=/tai-khoan/dinh-danh",
        "/can-cuoc?tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so%3Fbuoc%3D2%26x%3D%25C4%2590",
        "/ho-so/H44.12-260615-0001",
        "/tai-khoan/",
        "/thu-tuc/%C4%90",
        "/?",
        longest.as_str(),
    ] {
        assert_eq!(stays_here(input).unwrap().as_str(), input);
    }
}

#[test]
fn letters_and_spaces_are_written_as_a_browser_writes_them() {
    let wanted = stays_here("/thu-tuc?tim=Đăng ký").unwrap();
    assert_eq!(wanted.as_str(), "/thu-tuc?tim=%C4%90%C4%83ng%20k%C3%BD");
    assert_eq!(browser_goes_to(&wanted).query(), Some("tim=%C4%90%C4%83ng%20k%C3%BD"));
}

#[test]
fn the_path_is_without_query_and_fragment() {
    for (input, path) in [("/a?b=/c#d", "/a"), ("/a#b?c", "/a"), ("/a/b", "/a/b"), ("//", "/")] {
        assert_eq!(WantedPath::parse_or_home(input).path(), path);
    }
}

#[test]
fn a_stored_value_is_judged_again() {
    assert!(serde_json::from_str::<WantedPath>("\"//evil.example\"").unwrap().is_home());
    assert_eq!(serde_json::from_str::<WantedPath>("\"/ho-so\"").unwrap().as_str(), "/ho-so");
}

#[test]
fn only_unreserved_characters_are_left_as_they_are() {
    assert_eq!(percent_encode("aZ09-._~"), "aZ09-._~");
    assert_eq!(percent_encode("/a?b=c&d#é %"), "%2Fa%3Fb%3Dc%26d%23%C3%A9%20%25");
}

proptest! {
    // At least so many; PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(2_000)))]

    #[test]
    fn r01_no_text_leads_away(input in any::<String>()) {
        prop_assert!(stays_here(&input).is_ok());
    }

    #[test]
    fn r01_no_text_after_a_slash_leads_away(input in "/.{0,40}") {
        prop_assert!(stays_here(&input).is_ok());
    }

    #[test]
    fn r01_no_mixture_of_what_parsers_disagree_about_leads_away(
        pieces in proptest::collection::vec(
            prop::sample::select(vec![
                "/", "\\", ".", "..", "%2f", "%5c", "%2e", "%25", "%09", "%0d", "%00", "%", "@", ":", "?", "#", ";", "\t", "\n", "\r",
                "\0", " ", "https:", "javascript:", "evil.example", "portal.example", "a", "\u{3002}", "\u{ff0f}", "[", "]", "|", "%C4%90", "Đ",
            ]), 0..10),
        slash: bool,
    ) {
        let input = format!("{}{}", if slash { "/" } else { "" }, pieces.concat());
        prop_assert!(stays_here(&input).is_ok(), "{:?}", stays_here(&input));
    }

    #[test]
    fn judging_twice_changes_nothing(input in "/[ -~Đ]{0,40}") {
        let once = WantedPath::parse_or_home(&input);
        prop_assert_eq!(WantedPath::parse_or_home(once.as_str()), once);
    }

    #[test]
    fn it_travels_unchanged_as_a_query_parameter(input in "/[a-z0-9?=&#%.~-]{0,40}") {
        let wanted = WantedPath::parse_or_home(&input);
        let url = Url::parse(&format!("{ORIGIN}/dang-nhap?tiep={}", wanted.encoded())).unwrap();
        let (key, value) = form_urlencoded::parse(url.query().unwrap().as_bytes()).next().unwrap();
        prop_assert_eq!((key.as_ref(), value.as_ref()), ("tiep", wanted.as_str()));
    }
}
