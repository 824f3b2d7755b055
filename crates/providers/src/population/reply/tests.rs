//! Replies with something wrong in them (security.md F-04): nothing panics, nothing becomes somebody, and only a whole
//! collection says "not found".
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::{prelude::*, sample::select};

const HEAD: &str = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
    <n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\">";
const TAIL: &str = "</n:CongdanCollection></s:Body></s:Envelope>";
fn read(body: &[u8]) -> Result<RegisterAnswer, RegisterFailure> {
    read_reply(body, &ReplySigns::default())
}

const NUMBER: &str = "025085999001";

/// What a citizen's record is made of; each can be taken out, doubled or filled with something else.
const PARTS: [&str; 4] = [
    "<n:SoDinhDanh>025085999001</n:SoDinhDanh>",
    "<n:HoVaTen><n:Ho>Nguyễn</n:Ho><n:ChuDem>Văn</n:ChuDem><n:Ten>An</n:Ten></n:HoVaTen>",
    "<n:NgayThangNamSinh><n:Nam>1985</n:Nam><n:NgayThangNam>19850101</n:NgayThangNam></n:NgayThangNamSinh>",
    "<n:GioiTinh>1</n:GioiTinh>",
];

fn reply(parts: &[String]) -> String {
    format!("{HEAD}<n:CongDan>{}</n:CongDan>{TAIL}", parts.concat())
}

fn good() -> String {
    reply(&PARTS.map(str::to_owned))
}

/// The answer is about the person in [`PARTS`].
fn is_the_person(answer: &Result<RegisterAnswer, RegisterFailure>) -> bool {
    matches!(answer, Ok(RegisterAnswer::Person(record)) if record.number.as_str() == NUMBER
        && record.full_name.for_register(false) == "NGUYENVANAN" && record.birth_date.display() == "01/01/1985")
}

#[test]
fn f04_twin_the_reply_that_is_changed_here_is_good() {
    assert!(is_the_person(&read(good().as_bytes())));
    assert!(matches!(read(format!("{HEAD}{TAIL}").as_bytes()), Ok(RegisterAnswer::NotFound)));
}

proptest! {
    #[test]
    fn f04_any_bytes_are_no_answer(body in proptest::collection::vec(any::<u8>(), 0..200), text in "[<>/&;!?'\"=a-z:\\[\\]-]{0,80}") {
        prop_assert_eq!(read(&body).err(), Some(RegisterFailure::Malformed));
        prop_assert_eq!(read(text.as_bytes()).err(), Some(RegisterFailure::Malformed));
    }

    #[test]
    fn f04_a_reply_that_is_cut_off_is_no_answer(at: proptest::sample::Index) {
        let good = good();
        let cut = &good.as_bytes()[..at.index(good.len())];
        prop_assert_eq!(read(cut).err(), Some(RegisterFailure::Malformed));
    }

    #[test]
    fn f04_a_reply_with_another_byte_says_nothing_that_is_not_in_it(at: proptest::sample::Index, byte in any::<u8>()) {
        let mut body = good().into_bytes();
        let at = at.index(body.len());
        body[at] = byte;
        let answer = read(&body);
        prop_assert!(!matches!(answer, Ok(RegisterAnswer::NotFound | RegisterAnswer::Ambiguous)));
        if is_the_person(&answer) {
            prop_assert!(String::from_utf8(body).unwrap().contains(NUMBER));
        }
    }

    #[test]
    fn f04_a_record_with_another_value_is_not_the_person(
        field in select(vec![NUMBER, "Nguyễn", "Văn", "An<", "19850101"]),
        other in prop_oneof!["[0-9]{0,13}", "[A-Za-z Đđễăâ]{0,12}", "[ -~]{0,12}", any::<String>()],
    ) {
        let answer = read(good().replacen(field, &escaped(&other, field.ends_with('<')), 1).as_bytes());
        if is_the_person(&answer) {
            // Only another way of writing the same.
            let plain = |text: &str| congdan_domain::FullName::parse(text).map(|name| name.for_register(false)).unwrap_or_default();
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let field = field.trim_end_matches('<');
            let same = if field.starts_with(|c: char| c.is_ascii_digit()) { digits(field) == digits(&other) } else { plain(field) == plain(&other) };
            prop_assert!(same, "{:?} for {}", other, field);
        }
        prop_assert!(!matches!(answer, Ok(RegisterAnswer::NotFound | RegisterAnswer::Ambiguous)));
    }

    #[test]
    fn f04_a_record_with_parts_missing_doubled_or_out_of_place_is_never_not_found(
        parts in proptest::collection::vec(select(PARTS.to_vec()), 0..8),
        wrong in select(vec!["", "<n:CongDan/>", "<n:SoDinhDanh/>", "<x/>", "text", "<![CDATA[<n:CongDan>]]>"]),
    ) {
        let mut parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        let complete = PARTS[..3].iter().all(|needed| parts.iter().any(|part| part == needed));
        parts.push(wrong.to_owned());
        let answer = read(reply(&parts).as_bytes());
        prop_assert!(!matches!(answer, Ok(RegisterAnswer::NotFound)));
        prop_assert_eq!(is_the_person(&answer), complete);
    }

    #[test]
    fn f04_several_records_are_never_one(count in 2usize..50) {
        let citizen = format!("<n:CongDan>{}</n:CongDan>", PARTS.concat());
        let body = format!("{HEAD}{}{TAIL}", citizen.repeat(count));
        prop_assert!(matches!(read(body.as_bytes()), Ok(RegisterAnswer::Ambiguous)));
    }

    #[test]
    fn f04_a_wrapping_that_is_not_the_registers_is_no_answer(
        what in select(vec!["s:Envelope", "s:Body", "n:CongdanCollection", "http://www.mic.gov.vn/dancu/1.0", "http://schemas.xmlsoap.org/soap/envelope/"]),
        other in "[a-zA-Z]{1,12}",
    ) {
        let body = good().replace(what, &other);
        prop_assert_eq!(read(body.as_bytes()).err(), Some(RegisterFailure::Malformed));
    }
}

fn escaped(text: &str, closes: bool) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if closes { format!("{text}<") } else { text }
}
