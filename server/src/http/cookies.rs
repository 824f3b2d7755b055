//! Our cookies among those of others.

use axum::http::{HeaderMap, header};

/// The value of the one cookie of this name; two of them mean that one was planted, so neither counts.
///
/// The header is read as bytes: other applications on the same site set cookies with letters outside ASCII, which RFC 6265 does
/// not allow and browsers send on (`hoten=Nguyễn…`). They are not ours, and must not cost us ours.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| value_of(pair.trim_ascii(), name));
    let value = found.next()?;
    if found.next().is_some() { None } else { std::str::from_utf8(value).ok() }
}

fn value_of<'a>(pair: &'a [u8], name: &str) -> Option<&'a [u8]> {
    pair.strip_prefix(name.as_bytes())?.strip_prefix(b"=")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use axum::http::HeaderValue;
    use proptest::{prelude::*, sample::select};

    const OURS: &str = "__Host-congdan_x_session";

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        headers
    }

    #[test]
    fn a_cookie_that_comes_twice_counts_as_none() {
        let one = headers(&[b"a=1; congdan_x_session=one; b=2"]);
        assert_eq!(cookie(&one, "congdan_x_session"), Some("one"));
        let two = headers(&[b"a=1; congdan_x_session=one; b=2", b"congdan_x_session=two"]);
        assert_eq!(cookie(&two, "congdan_x_session"), None);
    }

    #[test]
    fn w11_bytes_outside_ascii_in_another_cookie_do_not_lose_ours() {
        let utf8 = "hoten=Nguyễn Văn An; congdan_x_session=one; b=ạ";
        assert_eq!(cookie(&headers(&[utf8.as_bytes()]), "congdan_x_session"), Some("one"));
        let latin = b"ten=\xca\xff; congdan_x_session=one; \x80=\x81";
        assert_eq!(cookie(&headers(&[latin]), "congdan_x_session"), Some("one"));
        let lines = headers(&["hoten=Nguyễn".as_bytes(), b"congdan_x_session=one"]);
        assert_eq!(cookie(&lines, "congdan_x_session"), Some("one"));
    }

    #[test]
    fn w11_twin_two_of_ours_are_none_whatever_stands_between_them() {
        let utf8 = "congdan_x_session=one; hoten=Nguyễn; congdan_x_session=two";
        assert_eq!(cookie(&headers(&[utf8.as_bytes()]), "congdan_x_session"), None);
        assert_eq!(cookie(&headers(&[b"congdan_x_session=\xff"]), "congdan_x_session"), None, "and bytes are no value");
    }

    proptest! {
        /// Our name, its look-alikes and junk in any order and spacing: there is one value, or there is none.
        #[test]
        fn s09_a_cookie_is_read_only_where_it_stands_once(
            pairs in proptest::collection::vec(
                (
                    select(vec![OURS, "congdan_x_session", "__host-congdan_x_session", "x__Host-congdan_x_session", "a", "họ", "", "0", "99999999"]),
                    select(vec!["=", "==", "", " = ", "=\"", "=99999999="]),
                    "[!-:<-~ễ]{0,12}",
                    select(vec!["; ", ";", " ;  ", ";;", ", "]),
                ),
                0..20,
            ),
            in_one_header: bool,
        ) {
            let written = pairs.iter().map(|(name, equals, value, end)| format!("{name}{equals}{value}{end}"));
            let lines = if in_one_header { vec![written.collect::<String>()] } else { written.collect() };
            let bytes: Vec<_> = lines.iter().map(|line| line.as_bytes()).collect();
            let headers = headers(&bytes);
            // Said again, the long way.
            let mut values = Vec::new();
            for line in &lines {
                for pair in line.split(';') {
                    if let Some(value) = pair.trim().strip_prefix(OURS).and_then(|rest| rest.strip_prefix('=')) {
                        values.push(value.to_owned());
                    }
                }
            }
            let expected = if values.len() == 1 { values.first().map(String::as_str) } else { None };
            prop_assert_eq!(cookie(&headers, OURS), expected);
        }

        #[test]
        fn s09_any_bytes_in_a_cookie_header_are_no_more_than_no_cookie(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut headers = HeaderMap::new();
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                headers.append(header::COOKIE, value);
            }
            prop_assert_eq!(cookie(&headers, OURS), None);
        }
    }
}
