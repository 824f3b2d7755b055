//! The kinds in which values differ.

use congdan_domain::{
    BirthDate, Cccd, FullName, Sex,
    difference::{
        Against, Clue, Compared, DateDifference, Fields, NameDifference as Kind, NumberDifference, between_dates,
        between_names, between_numbers, clues,
    },
};
use proptest::{collection::vec, prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization;

use Kind::{
    DStroke, Encoding, IOrY, MiddleName, MissingMarks, OneLetter, Other, OtherMarks, Spacing, TonePlacement, WordOrder,
};

fn name(input: &str) -> FullName {
    FullName::from_record(input).unwrap()
}

fn kinds(one: &str, other: &str) -> Vec<Kind> {
    between_names(&name(one), &name(other))
}

/// Pairs as they come up at a commune's desk: what is in the form, what is on the birth certificate.
const PAIRS: &[(&str, &str, &[Kind])] = &[
    ("Nguyễn Văn An", "Nguyễn Văn An", &[]),
    ("NGUYỄN VĂN AN", "Nguyễn Văn An", &[]),
    ("nguyễn  văn   an", "Nguyễn Văn An", &[]),
    ("Nguye\u{302}\u{303}n Va\u{306}n An", "Nguyễn Văn An", &[]),
    ("Tra\u{302}\u{300}n Thu\u{301}y Ho\u{300}a", "Trần Thúy Hòa", &[]),
    // Looks the same, is encoded in another way.
    ("Nguye\u{303}\u{302}n Văn An", "Nguyễn Văn An", &[Encoding]),
    ("Ðặng Văn Lâm", "Đặng Văn Lâm", &[Encoding]),
    ("Ɖinh Thị Mai", "Đinh Thị Mai", &[Encoding]),
    ("H’Hen Niê", "H'Hen Niê", &[Encoding]),
    // Old and new placement of the tone.
    ("Trần Thị Hoà", "Trần Thị Hòa", &[TonePlacement]),
    ("Phạm Xuân Thuỷ", "Phạm Xuân Thủy", &[TonePlacement]),
    ("Lê Thuý Nga", "Lê Thúy Nga", &[TonePlacement]),
    ("Hồ Thị Loè", "Hồ Thị Lòe", &[TonePlacement]),
    ("Đặng Thuỳ Trâm", "Đặng Thùy Trâm", &[TonePlacement]),
    ("Bùi Thị Xoã", "Bùi Thị Xõa", &[TonePlacement]),
    ("Vũ Tòan Thắng", "Vũ Toàn Thắng", &[TonePlacement]),
    ("Ngô Thị Thuỵ", "Ngô Thị Thụy", &[TonePlacement]),
    ("Lê Hoà Thuỷ", "Lê Hòa Thủy", &[TonePlacement]),
    // Đ and D.
    ("Dỗ Văn Nam", "Đỗ Văn Nam", &[DStroke]),
    ("Dinh Văn Tâm", "Đinh Văn Tâm", &[DStroke]),
    ("Trần Minh Dức", "Trần Minh Đức", &[DStroke]),
    ("Lê Thị Đung", "Lê Thị Dung", &[DStroke]),
    ("Doàn Thị Diệp", "Đoàn Thị Điệp", &[DStroke]),
    // I and Y.
    ("Lí Thái Tổ", "Lý Thái Tổ", &[IOrY]),
    ("Nguyễn Thị Mĩ", "Nguyễn Thị Mỹ", &[IOrY]),
    ("Trần Quí Dương", "Trần Quý Dương", &[IOrY]),
    ("Vũ Đình Kì", "Vũ Đình Kỳ", &[IOrY]),
    ("Phan Sĩ Hùng", "Phan Sỹ Hùng", &[IOrY]),
    ("Hà Thị Vi", "Hà Thị Vy", &[IOrY]),
    ("Cao Bá Quí", "Cao Bá Quý", &[IOrY]),
    ("I Ngông Niê", "Y Ngông Niê", &[IOrY]),
    // No marks, some marks, other marks.
    ("Nguyen Van An", "Nguyễn Văn An", &[MissingMarks]),
    ("Nguyên Văn An", "Nguyễn Văn An", &[MissingMarks]),
    ("Trần Thi Bình", "Trần Thị Bình", &[MissingMarks]),
    ("Tran Thi Binh", "Trần Thị Bình", &[MissingMarks]),
    ("Vu Huong Giang", "Vũ Hương Giang", &[MissingMarks]),
    ("Hoàng Minh Khoi", "Hoàng Minh Khôi", &[MissingMarks]),
    ("Lê Thị Lan Ánh", "Lê Thị Lan Anh", &[MissingMarks]),
    ("Trần Thị Bính", "Trần Thị Bình", &[OtherMarks]),
    ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng", &[OtherMarks]),
    ("Võ Thị Sau", "Võ Thị Sáu", &[MissingMarks]),
    ("Lê Thị Thũy", "Lê Thị Thủy", &[OtherMarks]),
    ("Phạm Thị Hằng", "Phạm Thị Hặng", &[OtherMarks]),
    ("Đào Thị Nhàn", "Đào Thị Nhẫn", &[OtherMarks]),
    // Several at once.
    ("Dang Dinh Duc", "Đặng Đình Đức", &[DStroke, MissingMarks]),
    ("Do Thi Hoa", "Đỗ Thị Hòa", &[DStroke, MissingMarks]),
    ("Pham Thi Mi", "Phạm Thị Mỹ", &[IOrY, MissingMarks]),
    ("Lí Thuỷ Tiên", "Lý Thủy Tiên", &[TonePlacement, IOrY]),
    // Spaces, hyphens, apostrophes.
    ("Nguyễn VănAn", "Nguyễn Văn An", &[Spacing]),
    ("Ma Thị A Lếnh", "Ma Thị A-Lếnh", &[Spacing]),
    ("HHen Niê", "H'Hen Niê", &[Spacing]),
    ("H Hen Niê", "H'Hen Niê", &[Spacing]),
    ("K Sor Phước", "K'Sor Phước", &[Spacing]),
    ("Jean Pierre Lê", "Jean-Pierre Lê", &[Spacing]),
    ("NGUYENVANAN", "Nguyễn Văn An", &[MissingMarks, Spacing]),
    ("A Ma Kông", "Ama Kông", &[Spacing]),
    // Order.
    ("An Nguyễn Văn", "Nguyễn Văn An", &[WordOrder]),
    ("Văn An Nguyễn", "Nguyễn Văn An", &[WordOrder]),
    ("Minh Khoi Hoang", "Hoàng Minh Khôi", &[MissingMarks, WordOrder]),
    ("Trần Bình Thị", "Trần Thị Bình", &[WordOrder]),
    // Middle names.
    ("Bùi Thị Nụ", "Bùi Thị Ngọc Nụ", &[MiddleName]),
    ("Nguyễn An", "Nguyễn Văn An", &[MiddleName]),
    ("Nguyễn Lê Bảo Ngọc", "Nguyễn Lê Hoàng Bảo Ngọc", &[MiddleName]),
    ("Nguyễn Ngọc", "Nguyễn Lê Hoàng Bảo Ngọc", &[MiddleName]),
    ("Tran Binh", "Trần Thị Bình", &[MissingMarks, MiddleName]),
    ("Lê Thị Thanh Hoà", "Lê Thanh Hòa", &[TonePlacement, MiddleName]),
    // One letter.
    ("Nguyễn Văn Am", "Nguyễn Văn An", &[OneLetter]),
    ("Ngyuễn Văn An", "Nguyễn Văn An", &[OneLetter]),
    ("Nguyễnn Văn An", "Nguyễn Văn An", &[OneLetter]),
    ("Nguyễn Vă An", "Nguyễn Văn An", &[OneLetter]),
    ("Trân Thị Binhh", "Trần Thị Bình", &[MissingMarks, OneLetter]),
    ("Phan Thị Dung", "Phạm Thị Dung", &[MissingMarks, OneLetter]),
    ("Đỗ Thị Thui", "Đỗ Thị Thuy", &[OneLetter]),
    ("Nguyễn Thị Xương", "Nguyễn Thị Sương", &[OneLetter]),
    ("Lê Văn Trí", "Lê Văn Thí", &[OneLetter]),
    // Another person, or more than one slip.
    ("Lê Văn Trí", "Lê Văn Chí", &[Other]),
    ("Nguyễn Thị Hoa", "Trần Thị Bình", &[Other]),
    ("An", "Bình", &[Other]),
    ("Văn An", "Nguyễn Văn An", &[Other]),
    ("Nguyễn Văn", "Nguyễn Văn An", &[Other]),
    ("Nguyễm Vạn Anh", "Nguyễn Văn An", &[Other]),
    ("Ngân", "Nguyễn Ngân", &[Other]),
];

#[test]
fn the_kind_of_a_difference_is_what_a_clerk_would_say() {
    assert!(PAIRS.len() >= 60, "{}", PAIRS.len());
    for (one, other, expected) in PAIRS {
        assert_eq!(kinds(one, other), *expected, "{one} / {other}");
        assert_eq!(kinds(other, one), *expected, "{other} / {one}");
    }
}

#[test]
fn every_kind_has_its_pair() {
    for kind in [
        Encoding,
        TonePlacement,
        DStroke,
        IOrY,
        MissingMarks,
        OtherMarks,
        Spacing,
        WordOrder,
        MiddleName,
        OneLetter,
        Other,
    ] {
        assert!(PAIRS.iter().any(|(_, _, kinds)| kinds.contains(&kind)), "{kind:?}");
    }
}

#[test]
fn a_number_is_mistyped_in_two_usual_ways() {
    let number = |input: &str| Cccd::from_trusted(input).unwrap();
    for (one, other, expected) in [
        ("025085999001", "025085999001", None),
        ("025085999001", "025085999007", Some(NumberDifference::OneDigit)),
        ("025085999001", "025085990991", Some(NumberDifference::Other)),
        ("025085999001", "025085999010", Some(NumberDifference::SwappedDigits)),
        ("025085999001", "052085999001", Some(NumberDifference::SwappedDigits)),
        ("025085999001", "025185998001", Some(NumberDifference::Other)),
        ("025085999001", "125085999000", Some(NumberDifference::Other)),
    ] {
        assert_eq!(between_numbers(&number(one), &number(other)), expected, "{one} / {other}");
        assert_eq!(between_numbers(&number(other), &number(one)), expected, "{other} / {one}");
    }
}

#[test]
fn a_date_differs_in_a_few_usual_ways() {
    let date = |text: &str| BirthDate::parse_wire(text).unwrap();
    for (one, other, expected) in [
        ("01/02/1985", "01/02/1985", None),
        ("1985", "1985", None),
        ("01/02/1985", "02/01/1985", Some(DateDifference::DayMonthSwapped)),
        ("12/11/1985", "11/12/1985", Some(DateDifference::DayMonthSwapped)),
        ("01/02/1985", "1985", Some(DateDifference::Precision)),
        ("02/1985", "01/02/1985", Some(DateDifference::Precision)),
        ("01/02/1985", "01/02/1986", Some(DateDifference::Year)),
        ("01/02/1985", "1986", Some(DateDifference::Other)),
        ("1985", "1986", Some(DateDifference::Other)),
        ("01/02/1985", "03/02/1985", Some(DateDifference::Other)),
        ("13/02/1985", "02/12/1985", Some(DateDifference::Other)),
        ("03/1985", "02/1985", Some(DateDifference::Other)),
    ] {
        assert_eq!(between_dates(date(one), date(other)), expected, "{one} / {other}");
        assert_eq!(between_dates(date(other), date(one)), expected, "{other} / {one}");
    }
}

#[test]
fn what_an_entry_gives_away_by_itself() {
    for (number, typed, birth, sex, expected) in [
        ("025190999002", "Trần Thị Bình", "15/03/1990", Some(Sex::Female), vec![]),
        ("025190999002", "Trần Thị Bình", "15/03/1990", None, vec![]),
        ("025190999002", "Trần Thị Bình", "05/03/1990", None, vec![Clue::Swappable]),
        ("025190999002", "Trần Thị Bình", "03/03/1990", None, vec![]),
        ("025190999002", "Trần Thị Bình", "03/1990", None, vec![]),
        ("025190999002", "Tran Thi Binh", "1990", None, vec![Clue::NoMarks, Clue::YearOnly]),
        (
            "025190999002",
            "Do Binh",
            "15/03/1991",
            Some(Sex::Male),
            vec![Clue::NumberYear, Clue::NumberSex, Clue::NoMarks],
        ),
        ("025190999002", "Bình", "15/03/1990", None, vec![Clue::OneWord]),
    ] {
        let number = Cccd::from_trusted(number).unwrap();
        assert_eq!(
            clues(&number, &name(typed), BirthDate::parse_wire(birth).unwrap(), sex),
            expected,
            "{typed} {birth}"
        );
    }
}

#[test]
fn an_entry_is_compared_field_by_field_with_what_is_known() {
    let number = Cccd::from_trusted("025190999002").unwrap();
    let birth = BirthDate::parse_wire("03/05/1990").unwrap();
    let swapped = BirthDate::parse_wire("05/03/1990").unwrap();
    let entry = name("Tran Binh");
    let known = name("Trần Thị Bình");
    let fields =
        Fields::compare(Against::Vneid, (&number, &entry, birth), (Some(&number), Some(&known), Some(swapped)));
    assert_eq!(fields.number, Compared::Same);
    assert_eq!(fields.full_name, Compared::Differs(vec![MissingMarks, MiddleName]));
    assert_eq!(fields.birth_date, Compared::Differs(DateDifference::DayMonthSwapped));
    assert!(!fields.all_same());
    let fields = Fields::compare(Against::Vneid, (&number, &entry, birth), (Some(&number), None, Some(birth)));
    assert_eq!(
        (fields.full_name.clone(), fields.birth_date.clone(), fields.all_same()),
        (Compared::Unknown, Compared::Same, true)
    );
}

const FAMILY: &[&str] =
    &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Đỗ", "Lý", "Vũ", "Bùi", "H'Mok", "Quách", "Triệu"];
const MIDDLE: &[&str] = &["Văn", "Thị", "Đình", "Quý", "Ngọc", "Thúy", "Hữu", "Đức", "Xuân", "Bảo", "Khánh", "Gia"];
const GIVEN: &[&str] =
    &["An", "Bình", "Hòa", "Thủy", "Mỹ", "Đạo", "Nguyệt", "Tuyết", "Hương", "Khôi", "Yến", "Loan", "Phước"];

/// Family name, middle names without one that comes twice, given name.
fn people() -> impl Strategy<Value = Vec<&'static str>> {
    (select(FAMILY), vec(select(MIDDLE), 0..3), select(GIVEN)).prop_map(|(family, middle, given)| {
        let mut words = vec![family];
        words.extend(middle);
        words.push(given);
        words.dedup();
        words
    })
}

fn without_marks(text: &str) -> String {
    text.nfd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).collect()
}

proptest! {
    #[test]
    fn a_name_does_not_differ_from_itself_however_it_is_written(words in people(), gap in "[ \t\u{a0}]{1,3}") {
        let written = words.join(" ");
        for form in [words.join(&gap), written.nfd().collect(), written.to_uppercase(), written.to_lowercase()] {
            prop_assert_eq!(kinds(&written, &form), vec![]);
        }
    }

    #[test]
    fn any_two_names_have_the_same_difference_both_ways(one in ".{1,30}", other in ".{1,30}", a in people(), b in people()) {
        let (a, b) = (a.join(" "), b.join(" "));
        for (one, other) in [(&one, &other), (&a, &b), (&a, &other)] {
            if let (Ok(one), Ok(other)) = (FullName::parse(one), FullName::parse(other)) {
                let found = between_names(&one, &other);
                prop_assert_eq!(&found, &between_names(&other, &one));
                prop_assert_eq!(found.is_empty(), one.comparable() == other.comparable());
                prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", found);
                prop_assert!(!found.contains(&Other) || found == [Other]);
            }
        }
    }

    #[test]
    fn what_was_done_to_a_name_is_what_is_found(words in people(), at: proptest::sample::Index) {
        let written = words.join(" ");
        let bare = kinds(&written, &without_marks(&written));
        let strokes = written.contains(['đ', 'Đ']);
        let marked = written.nfd().any(|c| matches!(c, '\u{300}'..='\u{36f}'));
        prop_assert_eq!(bare, if marked { vec![MissingMarks] } else { vec![] });
        if strokes {
            prop_assert_eq!(kinds(&written, &written.replace('đ', "d").replace('Đ', "D")), vec![DStroke]);
        }
        if words.len() > 2 {
            let mut fewer = words.clone();
            fewer.remove(1 + at.index(words.len() - 2));
            prop_assert_eq!(kinds(&written, &fewer.join(" ")), vec![MiddleName]);
        }
        let mut turned = words.clone();
        turned.rotate_left(1);
        prop_assert_eq!(kinds(&written, &turned.join(" ")), vec![WordOrder]);
        prop_assert_eq!(kinds(&written, &words.concat()), vec![Spacing]);
        let mut longer = words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        longer[at.index(words.len())].push('w');
        prop_assert_eq!(kinds(&written, &longer.join(" ")), vec![OneLetter]);
    }

    /// A kind is one of eleven words, whatever the names are: nothing of them can be in it.
    #[test]
    fn a_difference_tells_nothing_of_the_names(one in people(), other in people()) {
        let words = [
            "encoding", "tone_placement", "d_stroke", "i_or_y", "missing_marks", "other_marks", "spacing", "word_order",
            "middle_name", "one_letter", "other",
        ];
        for kind in kinds(&one.join(" "), &other.join(" ")) {
            let told = serde_json::to_value(kind).unwrap();
            prop_assert!(words.contains(&told.as_str().unwrap()));
            prop_assert_eq!(format!("{kind:?}").to_lowercase(), told.as_str().unwrap().replace('_', ""));
        }
    }

    #[test]
    fn any_two_numbers_and_dates_differ_the_same_both_ways(one in "[0-9]{12}", other in "[0-9]{12}", at in 0usize..12, digit in 0u8..10) {
        let number = |input: &str| Cccd::from_trusted(input).unwrap();
        prop_assert_eq!(between_numbers(&number(&one), &number(&other)), between_numbers(&number(&other), &number(&one)));
        let mut slipped = one.clone().into_bytes();
        slipped[at] = b'0' + digit;
        let slipped = String::from_utf8(slipped).unwrap();
        let expected = (slipped != one).then_some(NumberDifference::OneDigit);
        prop_assert_eq!(between_numbers(&number(&one), &number(&slipped)), expected);
    }
}
