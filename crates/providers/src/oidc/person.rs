//! Verified claims as a person.

use super::{ClaimNames, jws::is_visible, level::level};
use congdan_domain::{BirthDate, Email, FullName, NoNumber, Phone, Sex, asserted_number};
use congdan_flows::ports::provider::{AssertedIdentity, ProviderError};
use secrecy::SecretString;
use serde_json::{Map, Value};

/// "Loại tài khoản" of the national account: `1` citizen, `2` organisation.
const ACCOUNT_KIND: &str = "LoaiTaiKhoan";
const ORGANISATION: &str = "2";

/// A person as the claims assert them, and why they have no number where they have none.
pub(crate) struct AssertedPerson {
    pub identity: AssertedIdentity,
    pub no_number: Option<NoNumber>,
}

/// Reads a person out of verified claims; `this_year` is the current year in Vietnam.
///
/// What is missing or unreadable is left out, so that the person can enter it. So is a number that nobody can have: two strangers with
/// the same placeholder must not become one person.
///
/// # Errors
/// [`ProviderError::Organisation`], because an organisation is not a person; `subject` where the claims lack one.
pub(crate) fn read_person(
    issuer: &str,
    claims: &Map<String, Value>,
    names: &ClaimNames,
    this_year: i32,
) -> Result<AssertedPerson, ProviderError> {
    let read = |name: &str| line(claims.get(name)?);
    if read(ACCOUNT_KIND).as_deref() == Some(ORGANISATION) {
        return Err(ProviderError::Organisation);
    }
    // Not `line`: a subject is compared byte by byte.
    let subject = claims.get(&names.subject).and_then(Value::as_str).filter(|subject| is_visible(subject));
    let birth_date = read(&names.birth_date).and_then(|date| BirthDate::parse_wire(&date).ok());
    let sex = read(&names.sex).and_then(|sex| parse_sex(&sex));
    let number = asserted_number(read(&names.cccd).as_deref(), birth_date, sex, this_year);
    let phone = read(&names.phone).and_then(|phone| Phone::parse(&phone).ok());
    let email = read(&names.email).and_then(|email| Email::parse(&email).ok());
    Ok(AssertedPerson {
        no_number: number.as_ref().err().copied(),
        identity: AssertedIdentity {
            issuer: issuer.to_owned(),
            subject: subject.ok_or(ProviderError::Refused("subject"))?.to_owned(),
            level: level(claims, &names.level),
            number: number.ok(),
            full_name: read(&names.full_name).and_then(|name| FullName::parse(&name).ok()),
            birth_date,
            sex,
            phone: phone.map(|phone| SecretString::from(phone.as_str())),
            email: email.map(|email| SecretString::from(email.as_str())),
            authenticated_at: None,
            provider_session: None,
            id_token: None,
        },
    })
}

/// A text or whole number as one printable line of at most 255 characters; blank is absent.
fn line(value: &Value) -> Option<String> {
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
        "male" => Some(Sex::Male),
        "nu" | "female" => Some(Sex::Female),
        code => Sex::from_register(code).or_else(|| Sex::from_words(text)),
    }
}

#[cfg(test)]
mod tests;
