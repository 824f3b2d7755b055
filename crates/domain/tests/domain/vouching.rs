use congdan_domain::{BirthDate, Cccd, FullName};
use congdan_domain::{
    Entry, GatedAct, Opening, Opens, Vouching,
    entry::Agreement,
    policy::NationalAccount::{Closed, Full, Link},
    vouching::{Cell, Row, RowError},
};

const OTHER: Vouching = Vouching::AssertedByOther { matched: false };
const OTHER_MATCHED: Vouching = Vouching::AssertedByOther { matched: true };

#[test]
fn v07_the_default_table_is_the_decisions_own() {
    use GatedAct::{Apply, ChangeNumber, Desk, EarlierDossiers, RegisterFields};
    use Opening::{AfterMatch, Open};
    let table = Opens::default();
    assert_eq!(table.check(), Ok(()));
    for (act, under_link) in [
        (Apply, [Open, AfterMatch, Open, Open]),
        (EarlierDossiers, [Open, AfterMatch, Open, Open]),
        (RegisterFields, [Open, Opening::Closed, Opening::Closed, Opening::Closed]),
        (ChangeNumber, [Open, Opening::Closed, Opening::Closed, Opening::Closed]),
        (Desk, [Open, Opening::Closed, Opening::Closed, Opening::Closed]),
    ] {
        let kinds = [Vouching::AssertedByVneid, OTHER, OTHER_MATCHED, Vouching::TypedAndMatched];
        assert_eq!(kinds.map(|kind| table.opening(Link, kind, act)), under_link, "{act:?}");
    }
}

#[test]
fn v07_link_differs_from_full_in_the_match_and_closed_opens_nothing_to_that_provider() {
    let table = Opens::default();
    for act in [GatedAct::Apply, GatedAct::EarlierDossiers] {
        assert_eq!(table.opening(Full, OTHER, act), Opening::Open);
        assert_eq!(table.opening(Link, OTHER, act), Opening::AfterMatch);
        for kind in [OTHER, OTHER_MATCHED] {
            assert_eq!(table.opening(Closed, kind, act), Opening::Closed);
        }
    }
    for act in GatedAct::ALL {
        for policy in [Full, Link, Closed] {
            assert_eq!(table.opening(policy, Vouching::AssertedByVneid, act), Opening::Open, "the twin");
        }
    }
}

#[test]
fn v07_a_row_that_cannot_be_meant_is_refused() {
    let open = Row { vneid: Cell::Open, other: Opening::Open, typed: Cell::Open };
    let backwards = Row { vneid: Cell::Closed, ..open };
    let nobody = Row { vneid: Cell::Closed, other: Opening::Closed, typed: Cell::Closed };
    let table = Opens::default();
    assert_eq!(Opens { desk: open, ..table }.check(), Err((GatedAct::Desk, RowError::DeskWithoutVneid)));
    assert_eq!(Opens { apply: backwards, ..table }.check(), Err((GatedAct::Apply, RowError::StrongerClosed)));
    let typed_closed = Row { typed: Cell::Closed, ..table.apply };
    let unseen = Opens { earlier_dossiers: typed_closed, ..table };
    assert_eq!(unseen.check(), Err((GatedAct::Apply, RowError::SentUnseen)));
    for fine in [
        Opens { apply: open, earlier_dossiers: open, ..table },
        Opens { apply: typed_closed, ..table },
        Opens { change_number: nobody, desk: nobody, ..table },
    ] {
        assert_eq!(fine.check(), Ok(()));
    }
}

fn agreement(typed: (&str, &str), asserted: (Option<&str>, Option<&str>)) -> Agreement {
    let name = |text: &str| FullName::parse(text).unwrap();
    let birth = |text: &str| BirthDate::parse_wire(text).unwrap();
    let entry = Entry {
        number: Cccd::from_trusted("025195999004").unwrap(),
        full_name: name(typed.0),
        birth_date: birth(typed.1),
    };
    entry.agreement(asserted.0.map(name).as_ref(), asserted.1.map(birth))
}

#[test]
fn v02_another_spelling_is_the_same_person_and_another_name_is_not() {
    const BORN: &str = "20/07/1995";
    let asserted = (Some("Phạm Thị Thuý Dung"), Some(BORN));
    for same in [
        "Phạm Thị Thuý Dung",
        "PHẠM THỊ THÚY DUNG",
        "Pha\u{323}m Thị Thuý Dung",
        "Pham Thi Thuy Dung",
        "Phạm Thị Thuý Đung",
        "PhạmThị Thuý Dung",
        "Dung Phạm Thị Thuý",
    ] {
        assert_eq!(agreement((same, BORN), asserted), Agreement::Agrees, "{same}");
    }
    for other in ["Phạm Thị Dung", "Phạm Thị Thuý Dũngg", "Phan Thị Thuý Dung", "Trần Thị Bình", "Phạm Thị Thuỷ Dung"]
    {
        assert_eq!(agreement((other, BORN), asserted), Agreement::Differs, "{other}");
    }
    assert_eq!(agreement(("Lý Mỹ", BORN), (Some("Lí Mĩ"), Some(BORN))), Agreement::Agrees);
}

#[test]
fn v02_a_year_agrees_with_a_day_of_that_year_and_a_missing_value_cannot_be_compared() {
    let birth = |typed, asserted| agreement(("Lê Quốc Cường", typed), (Some("Lê Quốc Cường"), asserted));
    for (typed, asserted, expected) in [
        ("1978", Some("1978"), Agreement::Agrees),
        ("05/06/1978", Some("1978"), Agreement::Agrees),
        ("1978", Some("05/06/1978"), Agreement::Agrees),
        ("06/06/1978", Some("05/06/1978"), Agreement::Differs),
        ("1979", Some("05/06/1978"), Agreement::Differs),
        ("1978", None, Agreement::Incomparable),
    ] {
        assert_eq!(birth(typed, asserted), expected, "{typed} {asserted:?}");
    }
    let name = |asserted| agreement(("Lê Quốc Cường", "1978"), (asserted, Some("1978")));
    assert_eq!(name(None), Agreement::Incomparable);
    // What can be compared and differs decides, whatever is missing.
    assert_eq!(agreement(("Trần Thị Bình", "1978"), (Some("Lê Quốc Cường"), None)), Agreement::Differs);
}
