use super::{record::read_record, request::SOAP, xml::Element};
use congdan_flows::ports::register::{Answer, RegisterFailure};

/// QCVN 109:2017/BTTTT.
const REPLY: &str = "http://www.mic.gov.vn/dancu/1.0";

/// Reads the body of a 200 answer.
///
/// # Errors
/// `Unavailable` for a Fault, `Malformed` for everything that is neither a Fault nor a collection: only a collection can
/// say that somebody was not found.
pub(super) fn read_reply(body: &[u8]) -> Result<Answer, RegisterFailure> {
    let envelope = Element::parse(body).map_err(|_| RegisterFailure::Malformed)?;
    if !envelope.is(SOAP, "Envelope") {
        return Err(RegisterFailure::Malformed);
    }
    let body = envelope.child("Body").ok_or(RegisterFailure::Malformed)?;
    if body.child("Fault").is_some() {
        return Err(RegisterFailure::Unavailable);
    }
    let collection = body.descendant(REPLY, "CongdanCollection").ok_or(RegisterFailure::Malformed)?;
    let mut citizens = collection.all("CongDan");
    match (citizens.next(), citizens.next()) {
        (None, _) => Ok(Answer::NotFound),
        (Some(citizen), None) => {
            let record = read_record(citizen).ok_or(RegisterFailure::Malformed)?;
            Ok(Answer::Person(Box::new(record)))
        }
        (Some(_), Some(_)) => Ok(Answer::Ambiguous),
    }
}

#[cfg(test)]
mod tests;
