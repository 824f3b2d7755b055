//! Addresses of codes and words.

use congdan_domain::{Address, Commune, Province};
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn there_are_34_provinces_and_3321_communes() {
    assert_eq!(Province::all().count(), 34);
    assert_eq!(Commune::all().count(), 3321);
    assert_eq!(Province::all().map(|province| province.code).collect::<HashSet<_>>().len(), 34);
    assert_eq!(Commune::all().map(|commune| commune.code).collect::<HashSet<_>>().len(), 3321);
}

#[test]
fn every_row_is_whole_and_every_commune_lies_in_a_province() {
    let provinces: HashSet<_> = Province::all().map(|province| province.code).collect();
    for Commune { code, name, province_code } in Commune::all() {
        assert!(code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
        assert!(["Xã ", "Phường ", "Đặc khu "].iter().any(|kind| name.starts_with(kind)), "{code} {name}");
        assert!(provinces.contains(province_code), "{code}");
    }
    for Province { code, name, .. } in Province::all() {
        assert!(code.len() == 2 && (name.starts_with("Tỉnh ") || name.starts_with("Thành phố ")), "{code} {name}");
        assert!(Commune::in_province(code).next().is_some(), "{code}");
    }
}

#[test]
fn each_of_the_63_former_provinces_is_in_exactly_one_of_today() {
    let former: Vec<_> = Province::all().flat_map(Province::former_codes).collect();
    assert_eq!((former.len(), former.iter().collect::<HashSet<_>>().len()), (63, 63));
    assert!(Province::all().all(|province| province.former_codes().any(|code| code == province.code)));
}

#[test]
fn phu_tho_is_three_provinces_and_148_communes() {
    let phu_tho = Province::find("25").unwrap();
    assert_eq!(phu_tho.name, "Tỉnh Phú Thọ");
    assert_eq!(phu_tho.former_codes().collect::<Vec<_>>(), ["17", "25", "26"]);
    assert_eq!(Commune::in_province("25").count(), 148);
    assert_eq!(Province::of_any_code("17"), Some(phu_tho));
    assert_eq!(Province::find("17"), None);
}

#[test]
fn communes_are_found_by_their_code_only() {
    assert_eq!(Commune::find("00004").unwrap().name, "Phường Ba Đình");
    for code in ["", "4", "99999", "00004 ", "code"] {
        assert_eq!(Commune::find(code), None, "{code:?}");
    }
    assert_eq!(Commune::in_province("17").count(), 0);
}

fn in_phu_tho() -> Commune {
    Commune::in_province("25").next().unwrap()
}

#[test]
fn an_address_reads_from_the_house_to_the_province() {
    let commune = in_phu_tho();
    let address = Address::new("Số 5, đường Hùng Vương").with_commune(commune.code).with_province("25");
    assert_eq!(address.display(), format!("Số 5, đường Hùng Vương, {}, Tỉnh Phú Thọ", commune.name));
}

#[test]
fn an_old_address_is_shown_with_todays_names() {
    let commune = in_phu_tho();
    let address = Address::new("Khu 3").with_commune(commune.code).with_old_district("227").with_province("26");
    assert_eq!(address.display(), format!("Khu 3, {}, Tỉnh Phú Thọ", commune.name));
    assert_eq!((address.old_district(), address.province_code()), (Some("227"), Some("26")));
}

#[test]
fn what_is_known_is_shown_and_the_rest_is_left_out() {
    let commune = in_phu_tho();
    let shown =
        |detail, commune, province| Address::new(detail).with_commune(commune).with_province(province).display();
    assert_eq!(shown("Khu 3", "99999", "25"), "Khu 3, Tỉnh Phú Thọ");
    assert_eq!(shown("Khu 3", "", "99"), "Khu 3");
    assert_eq!(shown("", "", "25"), "Tỉnh Phú Thọ");
    assert_eq!(shown("", commune.code, ""), format!("{}, Tỉnh Phú Thọ", commune.name));
    assert_eq!(shown("", commune.code, "99"), format!("{}, Tỉnh Phú Thọ", commune.name));
    assert_eq!(shown("", "", ""), "");
    assert_eq!(shown("", "", "99"), "");
}

#[test]
fn a_commune_of_another_province_is_not_shown() {
    assert_eq!(Address::new("Khu 3").with_commune("00004").with_province("25").display(), "Khu 3, Tỉnh Phú Thọ");
}

#[test]
fn details_are_one_visible_line() {
    assert_eq!(Address::new("  Khu 3,\n\txã\u{200b} Cũ\u{202e} ").detail(), Some("Khu 3, xã Cũ"));
    assert_eq!(Address::new("e\u{302}\u{301}").detail(), Some("ế"));
    assert_eq!(Address::new("\u{200b} \0").detail(), None);
    assert_eq!(Address::new(&"ă".repeat(1000)).detail().unwrap().chars().count(), Address::MAX_DETAIL);
}

#[test]
fn only_short_numbers_are_codes() {
    for code in ["", " ", "2a", "<b>", "２５", "123456789", "-1"] {
        let address = Address::new("").with_province(code).with_commune(code).with_old_district(code);
        assert_eq!(address, Address::default(), "{code:?}");
    }
    assert_eq!(Address::new("").with_province(" 25 ").province_code(), Some("25"));
}

#[test]
fn y02_an_address_in_words_names_its_commune() {
    let commune = in_phu_tho();
    let shown = Address::new("Số 5, đường Hùng Vương").with_commune(commune.code).with_province("25").display();
    assert_eq!(Commune::of_address(&shown), Some(commune));
    let typed = format!("Khu 3,{} ,  tỉnh phú thọ", commune.name.to_uppercase());
    assert_eq!(Commune::of_address(&typed), Some(commune));
    for nowhere in ["", ",", "Tỉnh Phú Thọ", commune.name, "Khu 3, Xã Không Có, Tỉnh Phú Thọ"] {
        assert_eq!(Commune::of_address(nowhere), None, "{nowhere}");
    }
    let elsewhere = format!("{}, Tỉnh Cao Bằng", commune.name);
    assert_eq!(Commune::of_address(&elsewhere), None, "a commune of another province");
}

proptest! {
    #[test]
    fn a_stored_address_reads_back_the_same(detail in ".{0,40}", province in "[0-9]{0,3}", commune in "[0-9]{0,5}", district in "[0-9]{0,3}") {
        let address = Address::new(&detail).with_province(&province).with_commune(&commune).with_old_district(&district);
        let json = serde_json::to_string(&address).unwrap();
        prop_assert_eq!(serde_json::from_str::<Address>(&json).unwrap(), address.clone());
        prop_assert!(!address.display().contains(char::is_control));
    }
}
