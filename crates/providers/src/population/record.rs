//! A record of the register.

use super::{ReplySigns, unreadable::Unreadable, xml::Element};
use congdan_domain::{Address, BirthDate, Cccd, Commune, FullName, Sex};
use congdan_flows::ports::register::Record;

/// What we keep of a `CongDan`. The number is not checked by its structure: what the register holds is what it is.
///
/// # Errors
/// A record without number, name or birth date.
pub(super) fn read_record(citizen: &Element, signs: &ReplySigns) -> Result<Record, Unreadable> {
    let number = citizen.text_of("SoDinhDanh").and_then(|number| Cccd::from_trusted(number).ok());
    Ok(Record {
        number: number.ok_or(Unreadable::NoNumber)?,
        full_name: citizen.child("HoVaTen").and_then(full_name).ok_or(Unreadable::NoName)?,
        birth_date: citizen.child("NgayThangNamSinh").and_then(birth_date).ok_or(Unreadable::NoBirthDate)?,
        sex: citizen.text_of("GioiTinh").and_then(Sex::from_register),
        address: citizen.child("ThuongTru").and_then(address),
        is_inactive: citizen
            .text_of(&signs.status_element)
            .is_some_and(|status| signs.inactive_statuses.iter().any(|inactive| inactive == status)),
    })
}

/// Often the whole name sits in `Ten`. A character that no name has does not make the record unreadable.
fn full_name(name: &Element) -> Option<FullName> {
    let parts: Vec<&str> = ["Ho", "ChuDem", "Ten"].into_iter().filter_map(|part| name.text_of(part)).collect();
    FullName::from_record(&parts.join(" ")).ok()
}

/// `yyyyMMdd` or ISO 8601, also with a time or a zone; only `Nam` where the day is not known.
fn birth_date(birth: &Element) -> Option<BirthDate> {
    let read = |name| birth.text_of(name).and_then(|text| BirthDate::parse_wire(text).ok());
    read("NgayThangNam").or_else(|| read("Nam"))
}

/// Codes and words on one line. Some records have commune and province in the words already: then the codes add nothing.
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
