//! A record of the register.

use super::{ReplySigns, xml::Element};
use congdan_domain::{Address, BirthDate, Cccd, Commune, FullName, Sex};
use congdan_flows::ports::register::Record;

/// What we keep of a `CongDan`; `None` where number, name or birth date is missing or none.
///
/// The number is not checked by its structure: what the register holds is what it is.
pub(super) fn read_record(citizen: &Element, signs: &ReplySigns) -> Option<Record> {
    Some(Record {
        number: Cccd::from_trusted(citizen.text_of("SoDinhDanh")?).ok()?,
        full_name: full_name(citizen.child("HoVaTen")?)?,
        birth_date: birth_date(citizen.child("NgayThangNamSinh")?)?,
        sex: citizen.text_of("GioiTinh").and_then(Sex::from_register),
        address: citizen.child("ThuongTru").and_then(address),
        is_inactive: citizen
            .text_of(&signs.status_element)
            .is_some_and(|status| signs.inactive_statuses.iter().any(|inactive| inactive == status)),
    })
}

/// Often the whole name sits in `Ten`.
fn full_name(name: &Element) -> Option<FullName> {
    let parts: Vec<&str> = ["Ho", "ChuDem", "Ten"].into_iter().filter_map(|part| name.text_of(part)).collect();
    FullName::parse(&parts.join(" ")).ok()
}

/// `yyyyMMdd` or ISO 8601, also with a time or a zone; only `Nam` for people whose day nobody knows.
fn birth_date(birth: &Element) -> Option<BirthDate> {
    let day = birth.text_of("NgayThangNam").and_then(|text| {
        let is_iso = text.as_bytes().get(4) == Some(&b'-');
        BirthDate::parse_wire(if is_iso { text.get(..10)? } else { text }).ok()
    });
    day.or_else(|| BirthDate::parse_wire(birth.text_of("Nam")?).ok())
}

/// Codes and words on one line. Some records have commune and province in the words already: they are not said twice.
fn address(address: &Element) -> Option<String> {
    let part = |name| address.text_of(name).unwrap_or_default();
    let address = Address::new(part("ChiTiet"))
        .with_province(part("MaTinhThanh"))
        .with_old_district(part("MaQuanHuyen"))
        .with_commune(part("MaPhuongXa"));
    let commune = address.commune_code().and_then(Commune::find).map(|commune| commune.name.to_lowercase());
    let line = match (address.detail(), commune) {
        (Some(detail), Some(commune)) if detail.to_lowercase().contains(&commune) => detail.to_owned(),
        _ => address.display(),
    };
    (!line.is_empty()).then_some(line)
}
