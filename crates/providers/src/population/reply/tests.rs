//! Replies with something wrong in them (F-04): nothing panics, nothing becomes somebody, and only a whole
//! collection says "not found".
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use proptest::{prelude::*, sample::select};

const HEAD: &str = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
    <n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\">";
const TAIL: &str = "</n:CongdanCollection></s:Body></s:Envelope>";
fn read(body: &[u8]) -> Result<RegisterAnswer, RegisterFailure> {
    read_reply(body, &ReplySigns::default()).map_err(NoAnswer::record)
}

fn kind_of(body: &str) -> Option<Unreadable> {
    match read_reply(body.as_bytes(), &ReplySigns::default()) {
        Err(NoAnswer::Unreadable(kind)) => Some(kind),
        _ => None,
    }
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

#[test]
fn w01_a_collection_that_is_not_empty_is_never_not_found() {
    for inside in [
        "<CongDan xmlns=\"\"><SoDinhDanh>025085999001</SoDinhDanh></CongDan>",
        "<CongDan xmlns=\"http://example.vn/other\"/>",
        "<n:Congdan/>",
        "<n:CongDans/>",
        "<n:DanhSach><n:CongDan/></n:DanhSach>",
        "<n:MaLoi>99</n:MaLoi>",
        "<n:MaLoi/>",
        "<MaLoi>99</MaLoi>",
        "Không tìm thấy",
        "&#48;",
        "<![CDATA[0]]>",
    ] {
        assert_eq!(kind_of(&format!("{HEAD}{inside}{TAIL}")), Some(Unreadable::InCollection), "{inside}");
        let beside = format!("{HEAD}<n:CongDan>{}</n:CongDan>{inside}{TAIL}", PARTS.concat());
        assert_eq!(kind_of(&beside), Some(Unreadable::InCollection), "{inside}");
    }
    let attribute = HEAD.replace("CongdanCollection ", "CongdanCollection MaLoi=\"99\" ");
    assert_eq!(kind_of(&format!("{attribute}{TAIL}")), Some(Unreadable::InCollection));
    let twice =
        good().replace("<s:Body>", "<s:Body><n:CongdanCollection xmlns:n=\"http://www.mic.gov.vn/dancu/1.0\"/>");
    assert_eq!(kind_of(&twice), Some(Unreadable::NoCollection));
}

#[test]
fn w01_an_error_beside_an_empty_collection_is_never_not_found() {
    let empty = format!("{HEAD}{TAIL}");
    for beside in ["<MaLoi>99</MaLoi>", "<a><b>Lỗi hệ thống</b></a>", "99"] {
        let reply = empty.replace("<s:Body>", &format!("<s:Body>{beside}"));
        assert_eq!(kind_of(&reply), Some(Unreadable::BesideCollection), "{beside}");
    }
    let wrapped = empty.replace("<s:Body>", "<s:Body><r><MaLoi>99</MaLoi>").replace("</s:Body>", "</r></s:Body>");
    assert_eq!(kind_of(&wrapped), Some(Unreadable::BesideCollection));
}

#[test]
fn w01_twin_an_empty_collection_is_not_found_however_it_is_wrapped() {
    let empty = format!("{HEAD}{TAIL}");
    for reply in [
        empty.clone(),
        format!("{HEAD} \n <!-- none --> {TAIL}"),
        empty.replace("<s:Body>", "<s:Body><r><x/>").replace("</s:Body>", "</r></s:Body>"),
        empty.replace("CongdanCollection ", "CongdanCollection xmlns:xsi=\"urn:x\" xsi:nil=\"true\" "),
    ] {
        assert!(matches!(read(reply.as_bytes()), Ok(RegisterAnswer::NotFound)), "{reply}");
    }
}

#[test]
fn w02_what_no_name_has_and_parts_that_nobody_knows_leave_the_record_readable() {
    for (name, read_as) in [
        ("NGUYỄN VĂN AN,", "NGUYỄN VĂN AN"),
        ("(NGUYỄN VĂN AN)", "NGUYỄN VĂN AN"),
        ("NGUYỄN\u{ad} VĂN AN", "NGUYỄN VĂN AN"),
        ("H&apos;HEN NIÊ", "H'HEN NIÊ"),
    ] {
        let reply = good()
            .replace("<n:Ho>Nguyễn</n:Ho><n:ChuDem>Văn</n:ChuDem><n:Ten>An</n:Ten>", &format!("<n:Ten>{name}</n:Ten>"));
        let Ok(RegisterAnswer::Person(record)) = read(reply.as_bytes()) else { panic!("{name}") };
        assert_eq!(record.full_name.as_str(), read_as);
    }
    let birth = "<n:Nam>1985</n:Nam><n:NgayThangNam>19850101</n:NgayThangNam>";
    for (day, shown) in [("1985-05-14T17:00:00Z", "15/05/1985"), ("19780000", "1978"), ("00/00/1978", "1978")] {
        let reply = good().replace(birth, &format!("<n:NgayThangNam>{day}</n:NgayThangNam>"));
        let Ok(RegisterAnswer::Person(record)) = read(reply.as_bytes()) else { panic!("{day}") };
        assert_eq!(record.birth_date.display(), shown, "{day}");
    }
}

#[test]
fn w05_every_kind_of_reply_that_cannot_be_read_has_a_name_of_its_own() {
    let envelope =
        |body: &str| format!("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">{body}</s:Envelope>");
    let soap_1_2 = good().replace("http://schemas.xmlsoap.org/soap/envelope/", SOAP_1_2);
    for (reply, kind) in [
        ("<html>".to_owned(), Unreadable::NotXml),
        ("<html/>".to_owned(), Unreadable::NoEnvelope),
        (envelope(""), Unreadable::NoBody),
        (envelope("<s:Body/>"), Unreadable::NoCollection),
        (soap_1_2, Unreadable::SoapVersion),
        (good().replace(NUMBER, "0250"), Unreadable::NoNumber),
        (good().replace("n:HoVaTen", "n:Ten"), Unreadable::NoName),
        (good().replace("<n:Nam>1985</n:Nam>", "").replace("19850101", "?"), Unreadable::NoBirthDate),
    ] {
        assert_eq!(kind_of(&reply), Some(kind), "{reply}");
    }
    assert_eq!(kind_of(&good()), None);
}

#[test]
fn w05_a_fault_is_read_in_both_versions_of_soap() {
    let signs = ReplySigns { rejected_faults: vec!["Client.Input".into()], ..ReplySigns::default() };
    let fault = |code: &str| {
        format!(
            "<e:Envelope xmlns:e=\"{SOAP_1_2}\"><e:Body><e:Fault><e:Code><e:Value>e:Sender</e:Value>\
             <e:Subcode><e:Value>x:{code}</e:Value></e:Subcode></e:Code></e:Fault></e:Body></e:Envelope>"
        )
    };
    assert_eq!(read_reply(fault("Client.Input").as_bytes(), &signs).err(), Some(NoAnswer::Rejected));
    assert_eq!(read_reply(fault("Other").as_bytes(), &signs).err(), Some(NoAnswer::Fault));
    let older = fault("Other").replace(SOAP_1_2, "http://schemas.xmlsoap.org/soap/envelope/");
    assert_eq!(read_reply(older.as_bytes(), &signs).err(), Some(NoAnswer::Fault));
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
