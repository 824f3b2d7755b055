use super::PopulationSettings;
use congdan_flows::ports::register::RegisterQuery;
use quick_xml::{Writer, events::BytesText};
use std::io;

pub(super) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const REQUEST: &str = "http://dancuquocgia.bca";

/// The look-up of a citizen's information.
const INTEGRATION_CODE: &str = "037";

/// The request's body. Every value goes through the writer, which escapes it.
pub(super) fn request_xml(question: &RegisterQuery, settings: &PopulationSettings) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    writer
        .create_element("soapenv:Envelope")
        .with_attributes([("xmlns:soapenv", SOAP), ("xmlns:dan", REQUEST)])
        .write_inner_content(|envelope| {
            envelope.create_element("soapenv:Header").write_empty()?;
            envelope.create_element("soapenv:Body").write_inner_content(|body| {
                body.create_element("dan:TraCuuThongTinCongDan")
                    .write_inner_content(|operation| write_fields(operation, question, settings))?;
                Ok(())
            })?;
            Ok(())
        })?;
    Ok(writer.into_inner())
}

fn write_fields(
    writer: &mut Writer<Vec<u8>>,
    question: &RegisterQuery,
    settings: &PopulationSettings,
) -> io::Result<()> {
    let fields = [
        ("dan:MaYeuCau", question.request_id.to_string()),
        ("dan:MaDVC", settings.ma_dvc.clone()),
        ("dan:MaTichHop", INTEGRATION_CODE.to_owned()),
        ("dan:MaCanBo", settings.ma_can_bo.clone()),
        ("dan:MaDonVi", settings.ma_don_vi.clone()),
        ("dan:TaiKhoan", settings.username.clone()),
        ("dan:SoDinhDanh", question.entry.number.as_str().to_owned()),
        ("dan:HoVaTen", question.entry.full_name.for_register(settings.keep_spaces)),
    ];
    for (name, value) in fields {
        writer.create_element(name).write_text_content(BytesText::new(&value))?;
    }
    let (name, value) = match question.entry.birth_date.register_day() {
        Some(day) => ("dan:NgayThangNam", day),
        None => ("dan:Nam", question.entry.birth_date.year().to_string()),
    };
    writer.create_element("dan:NgayThangNamSinh").write_inner_content(|birth| {
        birth.create_element(name).write_text_content(BytesText::new(&value))?;
        Ok(())
    })?;
    Ok(())
}
