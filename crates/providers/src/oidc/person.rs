use super::{ClaimNames, jws::is_visible, level::level};
use congdan_domain::{BirthDate, Cccd, CccdError, FullName, Sex};
use congdan_flows::ports::provider::AssertedIdentity;
use secrecy::SecretString;
use serde_json::{Map, Value};

/// "Loại tài khoản" of the national account: `1` citizen, `2` organisation.
const ACCOUNT_KIND: &str = "LoaiTaiKhoan";
const ORGANISATION: &str = "2";

/// Reads a person out of verified claims.
///
/// What is missing or unreadable is left out, so that the person can say it themselves, with two exceptions: a number that
/// is none is not something to go on with, and an organisation is not a person.
///
/// # Errors
/// `subject`, `organisation` or `number`.
pub(crate) fn read_person(
    issuer: &str,
    claims: &Map<String, Value>,
    names: &ClaimNames,
) -> Result<AssertedIdentity, &'static str> {
    let read = |name: &str| word(claims.get(name)?);
    if read(ACCOUNT_KIND).as_deref() == Some(ORGANISATION) {
        return Err("organisation");
    }
    // Not `word`: a subject is compared byte by byte.
    let subject = claims.get(&names.subject).and_then(Value::as_str).filter(|subject| is_visible(subject));
    let number = match read(&names.cccd).as_deref().map(Cccd::from_trusted) {
        None => None,
        Some(Ok(number)) => Some(number),
        // Nine digits are an account that was opened with the old card: its owner has yet to bring a CCCD number.
        Some(Err(CccdError::OldCmnd)) => None,
        Some(Err(_)) => return Err("number"),
    };
    Ok(AssertedIdentity {
        issuer: issuer.to_owned(),
        subject: subject.ok_or("subject")?.to_owned(),
        level: level(claims, &names.level),
        number,
        full_name: read(&names.full_name).and_then(|name| FullName::parse(&name).ok()),
        birth_date: read(&names.birth_date).and_then(|date| BirthDate::parse_wire(&date).ok()),
        sex: read(&names.sex).and_then(|sex| parse_sex(&sex)),
        phone: read(&names.phone).map(SecretString::from),
        email: read(&names.email).map(SecretString::from),
        authenticated_at: None,
        provider_session: None,
        id_token: None,
    })
}

/// A text or whole number as one printable line of at most 255 characters; blank is absent.
fn word(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) if !number.is_f64() => number.to_string(),
        _ => return None,
    };
    let fits = !text.is_empty() && text.chars().count() <= 255 && !text.chars().any(char::is_control);
    fits.then_some(text)
}

fn parse_sex(text: &str) -> Option<Sex> {
    match text.to_lowercase().as_str() {
        "nam" | "male" => Some(Sex::Male),
        "nữ" | "nu" | "female" => Some(Sex::Female),
        code => Sex::from_register(code),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use secrecy::ExposeSecret;
    use serde_json::json;

    fn read(claims: Value) -> Result<AssertedIdentity, &'static str> {
        read_person("https://op.example", claims.as_object().unwrap(), &ClaimNames::default())
    }

    #[test]
    fn the_names_of_the_real_providers_are_understood() {
        let person = read(json!({
            "sub": "u-1", "SoDinhDanh": "025085999001", "HoVaTen": "Nguyễn Văn An", "NgayThangNamSinh": "01/01/1985",
            "GioiTinh": 1, "SoDienThoai": "0900000001", "ThuDienTu": "an@example.vn", "loAs": "LoA2", "LoaiTaiKhoan": "1",
        }))
        .unwrap();
        assert_eq!((person.issuer.as_str(), person.subject.as_str()), ("https://op.example", "u-1"));
        assert_eq!(person.number.unwrap().as_str(), "025085999001");
        assert_eq!(person.full_name.unwrap().as_str(), "Nguyễn Văn An");
        assert_eq!(person.birth_date.unwrap().display(), "01/01/1985");
        assert_eq!(person.sex, Some(Sex::Male));
        assert_eq!(person.level, 2);
        assert_eq!(person.phone.unwrap().expose_secret(), "0900000001");
        assert_eq!(person.email.unwrap().expose_secret(), "an@example.vn");
    }

    #[test]
    fn an_account_without_a_number_is_a_person_without_a_number() {
        for claims in
            [json!({"sub": "u"}), json!({"sub": "u", "SoDinhDanh": " "}), json!({"sub": "u", "SoDinhDanh": null})]
        {
            assert_eq!(read(claims).unwrap().number, None);
        }
        assert_eq!(read(json!({"sub": "u", "SoDinhDanh": "123456789"})).unwrap().number, None);
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        for number in ["02508599900", "0250859990012", "02508599900A", "０25085999001"] {
            assert_eq!(read(json!({"sub": "u", "SoDinhDanh": number})).unwrap_err(), "number", "{number}");
        }
        // As a JSON number it has lost its leading zero.
        assert_eq!(read(json!({"sub": "u", "SoDinhDanh": 25085999001u64})).unwrap_err(), "number");
    }

    #[test]
    fn an_organisation_cannot_sign_in_as_a_person() {
        assert_eq!(read(json!({"sub": "u", "LoaiTaiKhoan": "2"})).unwrap_err(), "organisation");
        assert_eq!(read(json!({"sub": "u", "LoaiTaiKhoan": 2})).unwrap_err(), "organisation");
    }

    #[test]
    fn an_unreadable_birth_date_or_name_is_left_for_the_person_to_enter() {
        let person = read(json!({"sub": "u", "NgayThangNamSinh": "32/13/1985", "HoVaTen": "<b>An</b>"})).unwrap();
        assert!(person.birth_date.is_none() && person.full_name.is_none());
        let person = read(json!({"sub": "u", "NgayThangNamSinh": 1978})).unwrap();
        assert_eq!(person.birth_date.unwrap().display(), "1978");
    }

    #[test]
    fn another_claim_can_be_the_subject_and_must_then_be_there() {
        let names = ClaimNames { subject: "TechID".to_owned(), ..ClaimNames::default() };
        let claims = json!({"sub": "u", "TechID": "t-9"});
        assert_eq!(read_person("i", claims.as_object().unwrap(), &names).unwrap().subject, "t-9");
        for claims in [json!({"sub": "u"}), json!({"sub": "u", "TechID": ""}), json!({"sub": "u", "TechID": 9})] {
            assert_eq!(read_person("i", claims.as_object().unwrap(), &names).unwrap_err(), "subject");
        }
    }
}
