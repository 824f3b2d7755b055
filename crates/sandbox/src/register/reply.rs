//! Writing the reply. Like the real one it contains far more than a portal needs, and the portal must drop the rest.

mod xml;

use super::{
    namespaces::{REPLY, SOAP},
    search::{Found, registered_name},
};
use crate::people::person::{NationalAccount, Person, Registered};
use congdan_domain::Sex;
use std::io;
use xml::Xml;

/// The whole SOAP envelope with a `CongdanCollection`.
pub(super) fn envelope(found: &Found) -> String {
    let mut xml = Xml::default();
    let written = xml.envelope(&found.records());
    debug_assert!(written.is_ok(), "writing to memory does not fail");
    xml.into_text()
}

/// An address by the register's codes.
struct Address {
    province: &'static str,
    /// Abolished on 1/7/2025; old records still carry it.
    district: Option<&'static str>,
    commune: &'static str,
    detail: &'static str,
}

const VIET_TRI: Address = Address {
    province: "25",
    district: None,
    commune: "07900",
    detail: "Số 9, phố Thử Nghiệm, phường Việt Trì, tỉnh Phú Thọ",
};
const LAM_THAO: Address =
    Address {
        province: "25", district: Some("237"), commune: "08494", detail: "Khu 9, xã Lâm Thao, tỉnh Phú Thọ"
    };

/// The status codes are the sandbox's own: the real register's are not public. A record whose number is in use has no status.
fn status(person: &Person) -> Option<&'static str> {
    match person.register {
        Registered::Cancelled => Some("2"),
        Registered::Deceased => Some("3"),
        Registered::No | Registered::Yes | Registered::AsName(_) | Registered::Twice => None,
    }
}

impl Xml {
    fn envelope(&mut self, people: &[&Person]) -> io::Result<()> {
        self.within_ns("soapenv:Envelope", ("xmlns:soapenv", SOAP), |xml| {
            xml.within("soapenv:Body", |xml| {
                xml.within_ns("CongdanCollection", ("xmlns", REPLY), |xml| {
                    people
                        .iter()
                        .enumerate()
                        .try_for_each(|(n, person)| xml.within("CongDan", |xml| xml.record(person, n)))
                })
            })
        })
    }

    /// The second record of an ambiguous answer (`n` = 1) differs in its address.
    fn record(&mut self, person: &Person, n: usize) -> io::Result<()> {
        let place = person.place();
        self.text("SoDinhDanh", person.number.unwrap_or_default())?;
        if let Some(NationalAccount::WithCmnd(number)) = person.national {
            self.text("SoCMND", number)?;
        }
        if let Some(status) = status(person) {
            self.text("TrangThai", status)?;
        }
        self.within("HoVaTen", |xml| xml.name(registered_name(person), !place.is_multiple_of(2)))?;
        self.text(
            "GioiTinh",
            match person.sex {
                Some(Sex::Male) => "1",
                Some(Sex::Female) => "2",
                None => "0",
            },
        )?;
        self.text("DanToc", if place.is_multiple_of(2) { "01" } else { "01-Kinh" })?;
        self.text("TonGiao", "00")?;
        self.text("TinhTrangHonNhan", "1")?;
        self.text("NhomMau", "00")?;
        self.within("NgayThangNamSinh", |xml| xml.birth(person))?;
        self.within("NoiDangKyKhaiSinh", |xml| xml.address(&LAM_THAO))?;
        self.within("QueQuan", |xml| xml.address(&LAM_THAO))?;
        self.within("ThuongTru", |xml| xml.address(if (place + n) % 3 == 2 { &LAM_THAO } else { &VIET_TRI }))?;
        self.within("NoiOHienTai", |xml| xml.address(&VIET_TRI))?;
        for (relative, number) in [("Cha", "025055999901"), ("Me", "025157999902")] {
            self.within(relative, |xml| {
                xml.text("SoDinhDanh", number)?;
                xml.within("HoVaTen", |xml| xml.name("Người Thân Thử Nghiệm", true))?;
                xml.text("QuocTich", "VN")
            })?;
        }
        Ok(())
    }

    /// Many records have the whole name in `Ten`.
    fn name(&mut self, name: &str, whole_in_ten: bool) -> io::Result<()> {
        let words: Vec<&str> = name.split(' ').collect();
        match words.as_slice() {
            [family, middle @ .., given] if !whole_in_ten => {
                self.text("Ho", family)?;
                self.text("ChuDem", &middle.join(" "))?;
                self.text("Ten", given)
            }
            _ => {
                self.text("Ho", "")?;
                self.text("ChuDem", "")?;
                self.text("Ten", name)
            }
        }
    }

    fn birth(&mut self, person: &Person) -> io::Result<()> {
        let Some(birth) = person.birth() else { return Ok(()) };
        self.text("Nam", &birth.year().to_string())?;
        match birth.register_day() {
            Some(day) => self.text("NgayThangNam", &day),
            None => Ok(()),
        }
    }

    fn address(&mut self, address: &Address) -> io::Result<()> {
        self.text("MaTinhThanh", address.province)?;
        if let Some(district) = address.district {
            self.text("MaQuanHuyen", district)?;
        }
        self.text("MaPhuongXa", address.commune)?;
        self.text("ChiTiet", address.detail)?;
        self.text("QuocGia", "VN")
    }
}
