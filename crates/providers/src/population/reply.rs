use super::{ReplySigns, record::read_record, request::SOAP, xml::Element};
use congdan_flows::ports::register::{RegisterAnswer, RegisterFailure};

/// QCVN 109:2017/BTTTT.
const REPLY: &str = "http://www.mic.gov.vn/dancu/1.0";

/// Reads the body of a 200 answer.
///
/// # Errors
/// `Rejected` for a Fault that refuses the question itself, `Unavailable` for any other, `Malformed` for everything that is neither a Fault nor a collection: only a collection can
/// say that somebody was not found.
pub(super) fn read_reply(body: &[u8], signs: &ReplySigns) -> Result<RegisterAnswer, RegisterFailure> {
    let envelope = Element::parse(body).map_err(|_| RegisterFailure::Malformed)?;
    if !envelope.is(SOAP, "Envelope") {
        return Err(RegisterFailure::Malformed);
    }
    let body = envelope.child("Body").ok_or(RegisterFailure::Malformed)?;
    if let Some(fault) = body.child("Fault") {
        return Err(if refuses(fault, signs) { RegisterFailure::Rejected } else { RegisterFailure::Unavailable });
    }
    let collection = body.descendant(REPLY, "CongdanCollection").ok_or(RegisterFailure::Malformed)?;
    let mut citizens = collection.all("CongDan");
    match (citizens.next(), citizens.next()) {
        (None, _) => Ok(RegisterAnswer::NotFound),
        (Some(citizen), None) => {
            let record = read_record(citizen, signs).ok_or(RegisterFailure::Malformed)?;
            Ok(RegisterAnswer::Person(Box::new(record)))
        }
        (Some(_), Some(_)) => Ok(RegisterAnswer::Ambiguous),
    }
}

/// Whether an answer that is not 200 is a Fault that refuses the question itself.
pub(super) fn is_refusal(body: &[u8], signs: &ReplySigns) -> bool {
    !signs.rejected_faults.is_empty() && read_reply(body, signs).err() == Some(RegisterFailure::Rejected)
}

/// SOAP 1.1, 4.4: the code is an unqualified element, and a name with a prefix.
fn refuses(fault: &Element, signs: &ReplySigns) -> bool {
    let code = fault.unqualified_text_of("faultcode").unwrap_or_default();
    let code = code.rsplit(':').next().unwrap_or_default();
    signs.rejected_faults.iter().any(|rejected| rejected == code)
}

#[cfg(test)]
mod tests;
