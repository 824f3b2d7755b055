//! Logs and panics print `Debug`: it must not carry personal values.

use congdan_domain::{Address, BirthDate, CardQr, Cccd, Email, FullName, Phone};

#[test]
fn debug_of_a_number_shows_the_mask_only() {
    let number = Cccd::from_trusted("025085999001").unwrap();
    assert_eq!(format!("{number:?}"), "Cccd(025*****9001)");
    assert_eq!(format!("{:#?}", Some(&number)), "Some(\n    Cccd(025*****9001),\n)");
}

#[test]
fn debug_of_a_name_a_birth_date_and_an_address_shows_no_value() {
    assert_eq!(format!("{:?}", FullName::parse("Nguyễn Văn An").unwrap()), "FullName(13 characters)");
    for (text, shown) in [
        ("01/02/1985", "BirthDate(day known)"),
        ("02/1985", "BirthDate(month known)"),
        ("1985", "BirthDate(year known)"),
    ] {
        assert_eq!(format!("{:?}", BirthDate::parse_wire(text).unwrap()), shown);
    }
    let address = Address::new("Khu 5").with_province("25").with_commune("07900").with_old_district("227");
    let shown = format!("{address:?}");
    assert!(["Khu", "25", "07900", "227"].iter().all(|value| !shown.contains(value)), "{shown}");
}

#[test]
fn debug_of_a_phone_number_and_an_address_shows_nothing_of_it() {
    assert_eq!(format!("{:?}", Phone::parse("0912 345 678").unwrap()), "Phone");
    assert_eq!(format!("{:?}", Email::parse("an@example.vn").unwrap()), "Email");
}

#[test]
fn debug_of_a_card_shows_which_fields_it_has() {
    let card = CardQr::parse("025085999001|131234567|Nguyễn Văn An|01021985|Nam|Khu 5, Phú Thọ|15062021").unwrap();
    let shown = format!("{card:?} {:?}", card.old_cmnd);
    assert!(shown.contains("025*****9001"));
    for value in ["025085999001", "131234567", "An", "1985", "Male", "Khu", "2021"] {
        assert!(!shown.contains(value), "{value} in {shown}");
    }
}

#[test]
fn errors_carry_no_value() {
    let errors = [
        format!("{0} {0:?}", Cccd::parse("025485777001", 2026).unwrap_err()),
        format!("{0} {0:?}", BirthDate::parse_wire("31/02/1977").unwrap_err()),
        format!("{0} {0:?}", FullName::parse("Nguyễn 777").unwrap_err()),
        format!("{0} {0:?}", CardQr::parse("777").unwrap_err()),
        serde_json::from_str::<Cccd>("\"777\"").unwrap_err().to_string(),
        serde_json::from_str::<BirthDate>("\"777\"").unwrap_err().to_string(),
        serde_json::from_str::<FullName>("\"777\"").unwrap_err().to_string(),
    ];
    for error in errors {
        assert!(!error.contains("77"), "{error}");
    }
}
