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
        "Nguyễn\u{200b}Văn An",
        "Nguyễn\u{200d}Văn An",
        "Nguyễn\u{2060} An",
        "\u{feff}Nguyễn An",
        "\u{202e}nA nễyugN",
        "Nguyễn \u{2066}An\u{2069}",
        "Nguyễn\u{ad} An",
        "Nguyễn\u{34f} An",
        "Nguyễn\u{fe0f} An",
        "Nguyễn \u{3164}",
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

proptest! {
    #[test]
    fn i03_every_form_of_a_name_is_the_same_name(input in vietnamese()) {
        let decomposed: String = input.nfd().collect();
        prop_assert_eq!(name(&decomposed), name(&input));
        let parsed = name(&input);
        prop_assert_eq!(parsed.as_str(), input);
    }

    #[test]
    fn the_registers_form_is_capitals_and_stays_the_same_when_made_again(input in vietnamese()) {
        for keep_spaces in [true, false] {
            let once = name(&input).for_register(keep_spaces);
            prop_assert!(once.bytes().all(|byte| byte.is_ascii_uppercase() || (keep_spaces && byte == b' ')));
            prop_assert_eq!(name(&once).for_register(keep_spaces), once);
        }
    }

    #[test]
    fn comparing_is_stable(input in vietnamese()) {
        let once = name(&input).comparable();
        prop_assert_eq!(name(&once).comparable(), once.clone());
        prop_assert_eq!(name(&input.to_uppercase()).comparable(), once);
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
