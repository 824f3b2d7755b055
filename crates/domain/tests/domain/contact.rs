//! Telephone numbers and e-mail addresses, in every way in which they are written.

use congdan_domain::{Email, NotAPhone, NotAnEmail, Phone};
use proptest::prelude::*;

#[test]
fn w07_a_telephone_number_is_one_number_however_it_is_written() {
    for text in [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "0912–345–678",
        "(0912) 345 678",
        "+84912345678",
        "+84 912 345 678",
        "(+84) 912 345 678",
        "+84 (0) 912 345 678",
        "84912345678",
        "84 912 345 678",
        "0084 912 345 678",
        "tel:+84-912-345-678",
        "TEL:0912345678;phone-context=+84",
        "\u{202d}0912 345 678\u{202c}",
        "０９１２３４５６７８",
        "＋８４９１２３４５６７８",
    ] {
        assert_eq!(Phone::parse(text).unwrap().as_str(), "0912345678", "{text:?}");
    }
    assert_eq!(Phone::parse("+84912345678").unwrap().grouped(), "0912 345 678");
}

#[test]
fn w07_a_landline_has_eleven_digits() {
    for (text, number) in [
        ("0210 3812 345", "02103812345"),
        ("+84 210 3812 345", "02103812345"),
        ("842103812345", "02103812345"),
        ("024 3825 1234", "02438251234"),
    ] {
        assert_eq!(Phone::parse(text).unwrap().as_str(), number, "{text}");
    }
}

#[test]
fn w07_twin_what_is_no_number_of_the_country_is_refused() {
    for text in [
        "",
        " ",
        "091234567",
        "09123456789",
        "9123456789",
        "không có",
        "0912 345 67x",
        "+81 90 1234 5678",
        "+84",
        "00912345678",
        "0000000000",
        "٠٩١٢٣٤٥٦٧٨",
        "+840091234567",
        "0912345678 0987654321",
    ] {
        assert_eq!(Phone::parse(text), Err(NotAPhone), "{text:?}");
    }
}

#[test]
fn w07_an_address_is_kept_as_it_is_meant() {
    for text in [
        "an@example.vn",
        " an@example.vn\n",
        "an@exa\u{200b}mple.vn",
        "an＠example.vn",
        "ａｎ＠ｅｘａｍｐｌｅ．ｖｎ",
        "mailto:an@example.vn",
        "MAILTO:an@example.vn?subject=x",
        "\u{feff}an@example.vn\u{2069}",
    ] {
        assert_eq!(Email::parse(text).unwrap().as_str(), "an@example.vn", "{text:?}");
    }
    assert_eq!(Email::parse("An.Nguyễn+x@Ví-dụ.vn").unwrap().as_str(), "An.Nguyễn+x@Ví-dụ.vn");
}

#[test]
fn w07_twin_what_is_no_address_is_refused() {
    let long = format!("{}@example.vn", "a".repeat(250));
    for text in [
        "",
        "an",
        "an@",
        "@example.vn",
        "an@example",
        "an@example.",
        "a n@example.vn",
        "an@@example.vn",
        "mailto:",
        "\u{202e}an@example.vn",
        &long,
    ] {
        assert_eq!(Email::parse(text), Err(NotAnEmail), "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_kept_reads_back(text in ".{0,24}", digits in "[+0-9 ().-]{0,16}") {
        for text in [&text, &digits] {
            if let Ok(phone) = Phone::parse(text) {
                prop_assert_eq!(Phone::parse(&phone.grouped()), Ok(phone.clone()));
                prop_assert!(phone.as_str().starts_with('0'));
            }
            if let Ok(email) = Email::parse(text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
