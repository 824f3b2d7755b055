#![allow(clippy::panic)]

use super::*;

const TODAY: Today = Today { year: 2026, month: 6, day: 15 };

fn card(code: &str) -> Filling {
    match seen(&[code.to_owned()], TODAY) {
        Seen::Card(filling) => filling,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_card_fills_number_name_and_birth_date_and_never_the_consent() {
    let filling = card("025190999002|131234567|Trần Thị Bình|15031990|Nữ|Phú Thọ|15062021");
    let TypedEntry { number, full_name, day, month, year, year_only, consent, .. } = filling.typed.clone();
    assert_eq!([&*number, &*full_name], ["025 190 999 002", "Trần Thị Bình"]);
    assert_eq!([&*day, &*month, &*year, &*year_only, &*consent], ["15", "3", "1990", "", ""]);
    assert_eq!(filling.filled(), [common::NUMBER, common::FULL_NAME, common::BIRTH_DATE]);
    assert!(filling.left().is_empty() && !filling.is_child);
}

#[test]
fn a_code_cut_after_the_sex_and_one_with_more_fields_fill_the_same() {
    let whole = card("025190999002||Trần Thị Bình|15031990|Nữ|Phú Thọ|15062021|Trần Văn Cha|Lê Thị Mẹ");
    assert_eq!(card("025190999002||Trần Thị Bình|15031990|Nữ"), whole);
}

#[test]
fn what_a_card_does_not_say_is_left_to_the_person() {
    let filling = card("025190999002||Tráº§n|00000000|Nữ");
    assert_eq!((filling.filled(), filling.left()), (vec![common::NUMBER], vec![common::FULL_NAME, common::BIRTH_DATE]));
    let year = card("026078999003||Lê Quốc Cường|00001978|Nam");
    assert_eq!((&*year.typed.year, &*year.typed.year_only, &*year.typed.day), ("1978", "true", ""));
}

#[test]
fn the_card_of_a_child_is_told_apart() {
    let child = |birth: &str| card(&format!("025212999020||Nguyễn An Nhiên|{birth}|Nam")).is_child;
    assert!(child("16062012") && child("01012020"));
    assert!(!child("15062012") && !child("00002012"), "fourteen today; perhaps fourteen since January");
}

#[test]
fn a_card_is_found_beside_other_codes_and_other_codes_are_no_cards() {
    let codes = |texts: &[&str]| seen(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>(), TODAY);
    assert_eq!(codes(&[]), Seen::Nothing);
    assert_eq!(codes(&["https://vneid.example/dang-nhap?phien=abc"]), Seen::Other);
    assert!(matches!(codes(&["WIFI:S:nha", "025190999002||Trần Thị Bình|15031990|Nữ"]), Seen::Card(_)));
}

#[test]
fn debug_of_what_a_card_says_shows_none_of_it() {
    let filling = card("025190999002||Trần Thị Bình|15031990|Nữ");
    let shown = format!("{filling:?} {:?}", Seen::Card(filling.clone()));
    assert!(!shown.contains("999002") && !shown.contains("Bình") && !shown.contains("1990"), "{shown}");
}
