//! Full names, in every way in which they are written.

use congdan_domain::{FullName, FullNameError};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn name(input: &str) -> FullName {
    FullName::parse(input).unwrap()
}

#[test]
fn i03_composed_and_decomposed_forms_are_one_name_stored_composed() {
    let decomposed: String = "Nguyễn Đức Thượng".nfd().collect();
    assert_ne!(decomposed, "Nguyễn Đức Thượng");
    assert_eq!(name(&decomposed), name("Nguyễn Đức Thượng"));
    assert_eq!(name(&decomposed).as_str(), "Nguyễn Đức Thượng");
}

#[test]
fn i03_marks_in_another_order_are_the_same_name() {
    assert_eq!(name("Nguye\u{302}\u{303}n"), name("Nguyễn"));
    assert_eq!(name("Vie\u{323}\u{302}t"), name("Vie\u{302}\u{323}t"));
}

#[test]
fn names_of_all_peoples_of_the_country_are_accepted() {
    for input in [
        "An",
        "Hoàng Thị Ngọc Bảo Châu",
        "H'Hen Niê",
        "H’Hen Niê",
        "Y Moan Êñuôl",
        "K'Sor Phước",
        "Ƀing Ƀăng",
        "Kră Jăn Điểu",
        "Ma Thị A-Lếnh",
        "Jean-Pierre O'Connor Jr.",
        "Đỗ Ỷ",
    ] {
        assert_eq!(name(input).as_str(), input);
    }
}

#[test]
fn white_space_of_any_kind_is_one_space() {
    assert_eq!(name("  Nguyễn\t Văn\u{a0}\u{3000}An\r\n").as_str(), "Nguyễn Văn An");
}

#[test]
fn i03_what_no_name_has_is_refused() {
    for input in [
        "\u{202e}nA nễyugN",
        "Nguyễn\0An",
        "Nguyễn\u{1b}[31m An",
        "Nguyễn Văn 1",
        "<b>An</b>",
        "An; DROP",
        "an@example.vn",
        "{{An}}",
        "Nguyễn Văn Аn", // Cyrillic А
        "Νguyễn Văn An", // Greek Ν
        "𝐍guyễn",
        "\u{301}",
        "Nguyễn \u{301}",
        "---",
        "'",
        ". .",
    ] {
        assert_eq!(FullName::parse(input), Err(FullNameError::Character), "{input:?}");
    }
}

#[test]
fn w06_what_copying_adds_to_a_name_is_dropped_and_full_width_is_read() {
    for input in [
        "Nguyễn\u{200b} Văn An",
        "Nguyễn\u{200d} Văn An",
        "Nguyễn\u{2060} Văn An",
        "\u{feff}Nguyễn Văn An",
        "\u{202a}Nguyễn Văn An\u{202c}",
        "Nguyễn Văn \u{2066}An\u{2069}",
        "Nguy\u{ad}ễn Văn An",
        "Nguyễn\u{34f} Văn An",
        "Nguyễn\u{fe0f} Văn An \u{3164}",
        "Ｎguyễn　Ｖăn Ａn",
    ] {
        assert_eq!(name(input).as_str(), "Nguyễn Văn An", "{input:?}");
    }
    assert_eq!(FullName::parse("\u{200b}\u{feff}"), Err(FullNameError::Empty));
    assert_eq!(FullName::parse("Ａn；"), Err(FullNameError::Character), "the twin has a semicolon");
}

#[test]
fn w09_names_typed_without_the_input_method_are_recognised() {
    for text in [
        "DDoox Thij An",
        "ddinh",
        "Nguyeenx Vawn An",
        "Traanf An",
        "Leej An",
        "Phuwowngj",
        "Nguye6n4 Va8n An",
        "D9o64",
        "An2",
    ] {
        assert_eq!(FullName::parse(text), Err(FullNameError::InputMethod), "{text}");
    }
    for text in [
        "Nguyen Van An",
        "Thi",
        "Raj Kumar",
        "Max Josef Alex",
        "Moor",
        "Aaron Woo",
        "Ksor Y Wih",
        "Boong",
        "Siu Jăm",
        "Y Dđêh",
        "de Graaf",
        "Schaaf",
        "van Rooij",
        "Virginia Woolf",
        "Kpă Sơn",
        "Rơ Ông K’Hoàng",
        "Trần Xoong",
    ] {
        assert!(FullName::parse(text).is_ok(), "{text}");
    }
    assert_eq!(FullName::from_record("DDOOX THIJ").unwrap().as_str(), "DDOOX THIJ", "a record is what it is");
}

#[test]
fn w02_a_records_name_is_read_past_what_no_name_has() {
    let read = |text| FullName::from_record(text).unwrap();
    for text in [
        "NGUYỄN VĂN AN,",
        "NGUYỄN VĂN AN (1985)",
        "[NGUYỄN VĂN AN]",
        "NGUYỄN, VĂN AN",
        "NGUYỄN\u{ad} VĂN AN",
        "\u{202e}NGUYỄN VĂN AN",
        "\"NGUYỄN VĂN AN\"",
        "NGUYỄN_VĂN_AN;",
        "NGUYỄN VĂN AN - ",
    ] {
        assert_eq!(read(text).as_str(), "NGUYỄN VĂN AN", "{text:?}");
    }
    assert_eq!(read("NGUY\u{fffd}N VĂN AN").as_str(), "NGUY N VĂN AN");
    for text in ["", "???", "(…)", "12345"] {
        assert_eq!(FullName::from_record(text), Err(FullNameError::Empty), "{text}");
    }
    assert_eq!(read("H'Hen Niê").as_str(), "H'Hen Niê", "and what a name has stays");
}

#[test]
fn w02_names_are_compared_by_their_letters() {
    let same = |one: &str, other: &str| name(one).has_letters_of(&FullName::from_record(other).unwrap());
    for (typed, record) in [
        ("HHen Niê", "H'HEN NIÊ"),
        ("H’Hen Niê", "H\u{2bb}HEN NIE"),
        ("H`Hen Niê", "H HEN NIÊ"),
        ("Nguyễn Văn An", "NGUYỄN VĂN AN,"),
        ("Ma Thị A-Lếnh", "MA THỊ A LẾNH"),
        ("Jean Pierre", "Jean\u{ad}-Pierre."),
        ("Đỗ Đức", "ÐỖ ĐỨC"),
    ] {
        assert!(same(typed, record), "{typed} {record}");
    }
    for (typed, record) in [
        ("Nguyễn Văn An", "NGUYỄN VĂN ÂNH"),
        ("Nguyễn Văn An", "NGUYỄN AN"),
        ("Nguyễn Văn An", "NGUY\u{fffd}N VĂN AN"),
        ("Nguyễn Văn An", "AN VĂN NGUYỄN"),
        ("H'Hen Niê", "HEN NIÊ"),
    ] {
        assert!(!same(typed, record), "{typed} {record}");
    }
}

#[test]
fn empty_and_endless_names_are_refused() {
    for input in ["", " ", "\t\n", "\u{a0}"] {
        assert_eq!(FullName::parse(input), Err(FullNameError::Empty), "{input:?}");
    }
    assert!(FullName::parse(&"Đ".repeat(100)).is_ok());
    assert_eq!(FullName::parse(&"Đ".repeat(101)), Err(FullNameError::TooLong));
    assert_eq!(FullName::parse(&"a".repeat(1_000_000)), Err(FullNameError::TooLong));
}

#[test]
fn the_register_is_asked_in_plain_capitals() {
    for (input, spaced, joined) in [
        ("Nguyễn Văn An", "NGUYEN VAN AN", "NGUYENVANAN"),
        ("Đặng Đình Đức", "DANG DINH DUC", "DANGDINHDUC"),
        ("đỗ thị hường", "DO THI HUONG", "DOTHIHUONG"),
        ("Lưu Ỷ", "LUU Y", "LUUY"),
        ("H’Hen Niê", "H'HEN NIE", "H'HENNIE"),
        ("Ƀing Ƀăng", "BING BANG", "BINGBANG"),
        ("Ðinh Ɖức", "DINH DUC", "DINHDUC"), // Eth and African D
    ] {
        assert_eq!(name(input).for_register(true), spaced);
        assert_eq!(name(input).for_register(false), joined);
        let decomposed: String = input.nfd().collect();
        assert_eq!(name(&decomposed).for_register(true), spaced);
    }
}

#[test]
fn case_and_spaces_do_not_matter_when_comparing_and_marks_do() {
    assert_eq!(name("NGUYỄN  VĂN AN").comparable(), name("Nguyễn Văn An").comparable());
    assert_ne!(name("Nguyen Van An").comparable(), name("Nguyễn Văn An").comparable());
    assert_ne!(name("Đoàn An").comparable(), name("Doàn An").comparable());
}

#[test]
fn a_stored_name_is_parsed_again() {
    assert_eq!(serde_json::from_str::<FullName>("\"Nguye\u{302}\u{303}n An\"").unwrap(), name("Nguyễn An"));
    assert!(serde_json::from_str::<FullName>("\"<b>\"").is_err());
}

const LETTERS: &str = "[aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ\
                       AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYẤỀỘỨỴ]{1,7}";

fn vietnamese() -> impl Strategy<Value = String> {
    proptest::collection::vec(LETTERS, 1..6).prop_map(|words| words.join(" "))
}

/// A name of random letters, among which some are Telex.
fn written(input: &str) -> FullName {
    FullName::from_record(input).unwrap()
}

proptest! {
    #[test]
    fn i03_every_form_of_a_name_is_the_same_name(input in vietnamese()) {
        let decomposed: String = input.nfd().collect();
        prop_assert_eq!(written(&decomposed), written(&input));
        let parsed = written(&input);
        prop_assert_eq!(parsed.as_str(), input);
    }

    #[test]
    fn the_registers_form_is_capitals_and_stays_the_same_when_made_again(input in vietnamese()) {
        for keep_spaces in [true, false] {
            let once = written(&input).for_register(keep_spaces);
            prop_assert!(once.bytes().all(|byte| byte.is_ascii_uppercase() || (keep_spaces && byte == b' ')));
            prop_assert_eq!(written(&once).for_register(keep_spaces), once);
        }
    }

    #[test]
    fn comparing_is_stable(input in vietnamese()) {
        let once = written(&input).comparable();
        prop_assert_eq!(written(&once).comparable(), once.clone());
        prop_assert_eq!(written(&input.to_uppercase()).comparable(), once);
    }

    #[test]
    fn i03_whatever_is_accepted_is_composed_visible_and_parses_to_itself(input in ".{0,40}") {
        if let Ok(parsed) = FullName::parse(&input) {
            prop_assert_eq!(parsed.as_str().nfc().collect::<String>(), parsed.as_str());
            prop_assert!(!parsed.as_str().contains(char::is_control));
            prop_assert_eq!(FullName::parse(parsed.as_str()), Ok(parsed.clone()));
        }
    }
}

#[test]
fn y01_a_masked_name_shows_the_given_name_and_first_letters() {
    let masked = |name| FullName::parse(name).unwrap().masked();
    assert_eq!(masked("Nguyễn Văn An"), "N. V. An");
    assert_eq!(masked("Đỗ Đình Đạo"), "Đ. Đ. Đạo");
    assert_eq!(masked("Ngân"), "N.", "a name of one word would be shown whole");
}
