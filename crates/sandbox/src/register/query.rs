//! Reading a query as XML with its namespaces.

use super::{
    namespaces::{DAN_CU, SOAP},
    soap_fault::SoapFault,
};
use congdan_domain::BirthDate;
use quick_xml::{
    events::Event,
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

const OPERATION: &str = "TraCuuThongTinCongDan";
/// The integration code of the operation.
const MA_TICH_HOP: &str = "037";

/// `TraCuuThongTinCongDan`, with all that it demands.
pub(super) struct RegisterQuery {
    /// Unique per call.
    pub ma_yeu_cau: String,
    /// `SoDinhDanh` (twelve digits) or `SoCMND` (nine).
    pub number: String,
    pub name: String,
    pub birth: BirthDate,
    /// The names of the fields that were sent.
    pub fields: Vec<String>,
}

/// A leaf element below the operation: its path and text.
type Leaf = (String, String);

impl RegisterQuery {
    pub fn parse(body: &str) -> Result<Self, SoapFault> {
        let leaves = leaves(body)?;
        let get = |name: &str| leaves.iter().find(|(path, _)| path == name).map(|(_, text)| text.as_str());
        let need = |name: &str, problem| get(name).filter(|text| !text.is_empty()).ok_or(SoapFault::client(problem));
        let ma_yeu_cau = need("MaYeuCau", "thiếu MaYeuCau")?.to_owned();
        for (name, problem) in [
            ("MaDVC", "thiếu MaDVC"),
            ("MaCanBo", "thiếu MaCanBo"),
            ("MaDonVi", "thiếu MaDonVi"),
            ("TaiKhoan", "thiếu TaiKhoan"),
        ] {
            need(name, problem)?;
        }
        if need("MaTichHop", "thiếu MaTichHop")? != MA_TICH_HOP {
            return Err(SoapFault::client("MaTichHop không phải 037"));
        }
        let number = match (get("SoDinhDanh"), get("SoCMND")) {
            (Some(number), None) if is_digits(number, 12) => number.to_owned(),
            (None, Some(number)) if is_digits(number, 9) => number.to_owned(),
            _ => return Err(SoapFault::client("cần SoDinhDanh 12 chữ số hoặc SoCMND 9 chữ số")),
        };
        let name = need("HoVaTen", "thiếu HoVaTen")?.to_owned();
        let birth = match (get("NgayThangNamSinh/NgayThangNam"), get("NgayThangNamSinh/Nam")) {
            (Some(day), None) if is_digits(day, 8) => day,
            (None, Some(year)) if is_digits(year, 4) => year,
            _ => return Err(SoapFault::client("cần NgayThangNam dạng yyyyMMdd hoặc Nam dạng yyyy")),
        };
        let birth = BirthDate::parse_wire(birth).map_err(|_| SoapFault::client("ngày sinh không có thật"))?;
        let fields = leaves.iter().map(|(path, _)| path.clone()).collect();
        Ok(Self { ma_yeu_cau, number, name, birth, fields })
    }

    /// As it may be shown: `025*****9001`.
    pub fn masked_number(&self) -> String {
        format!("{}*****{}", &self.number[..3], &self.number[self.number.len() - 4..])
    }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Every leaf below `Envelope/Body/TraCuuThongTinCongDan`, in order. Fields are in the register's namespace or, as some
/// clients send them, in none.
fn leaves(body: &str) -> Result<Vec<Leaf>, SoapFault> {
    let unreadable = || SoapFault::client("XML không đọc được");
    let mut reader = NsReader::from_str(body);
    let mut path: Vec<String> = Vec::new();
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut text = String::new();
    let mut is_leaf = false;
    let mut operations = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| unreadable())?;
        match event {
            Event::Start(element) => {
                let name = element.local_name().as_ref().to_owned();
                check_place(&path, namespace, &name)?;
                operations += usize::from(path.len() == 2 && path[1] == "Body");
                path.push(name);
                text = String::new();
                is_leaf = true;
            }
            Event::Empty(element) => {
                let name = element.local_name().as_ref().to_owned();
                check_place(&path, namespace, &name)?;
                is_leaf = false;
            }
            Event::End(_) => {
                if is_leaf && path.len() > 3 && path[2] == OPERATION {
                    leaves.push((path[3..].join("/"), text.trim().to_owned()));
                }
                is_leaf = false;
                path.pop();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => text.push(character),
                _ => text.push_str(quick_xml::escape::resolve_xml_entity(&reference).ok_or_else(unreadable)?),
            },
            Event::DocType(_) => return Err(SoapFault::client("không nhận DOCTYPE")),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if !path.is_empty() || operations != 1 {
        return Err(unreadable());
    }
    let repeated = leaves.iter().enumerate().any(|(n, (path, _))| leaves[..n].iter().any(|(other, _)| other == path));
    if repeated { Err(SoapFault::client("một trường được gửi hai lần")) } else { Ok(leaves) }
}

/// The envelope's elements belong to SOAP, the operation to the register.
fn check_place(path: &[String], namespace: ResolveResult<'_>, name: &str) -> Result<(), SoapFault> {
    let within = |uri: &str| namespace == ResolveResult::Bound(Namespace(uri));
    let fits = match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => within(SOAP) && name == "Envelope",
        ["Envelope"] => within(SOAP) && matches!(name, "Header" | "Body"),
        ["Envelope", "Body"] => within(DAN_CU) && name == OPERATION,
        ["Envelope", "Body", ..] => within(DAN_CU) || namespace == ResolveResult::Unbound,
        _ => true,
    };
    if fits { Ok(()) } else { Err(SoapFault::client("phần tử hoặc không gian tên không đúng")) }
}
