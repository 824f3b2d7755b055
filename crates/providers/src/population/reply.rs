//! The reply's grammar, which is closed: only an empty collection means that the person was not found.

use super::{ReplySigns, fault::Fault, record::read_record, request::SOAP, unreadable::Unreadable, xml::Element};
use congdan_flows::ports::register::{RegisterAnswer, RegisterFailure};

/// QCVN 109:2017/BTTTT.
const REPLY: &str = "http://www.mic.gov.vn/dancu/1.0";
/// SOAP 1.2: some platforms write their own faults in it.
const SOAP_1_2: &str = "http://www.w3.org/2003/05/soap-envelope";

/// Why a body is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// A fault that refuses the query itself.
    Rejected,
    /// Any other fault.
    Fault,
    /// Everything that is neither a fault nor a reply.
    Unreadable(Unreadable),
}

impl From<Unreadable> for NoAnswer {
    fn from(kind: Unreadable) -> Self {
        Self::Unreadable(kind)
    }
}

impl NoAnswer {
    /// What it is for the caller. Writes the log line.
    pub(super) fn record(self) -> RegisterFailure {
        match self {
            Self::Rejected => RegisterFailure::Rejected,
            Self::Fault => {
                tracing::warn!("the population database answered with a fault");
                RegisterFailure::Unavailable
            }
            Self::Unreadable(kind) => {
                kind.record();
                RegisterFailure::Malformed
            }
        }
    }
}

/// Reads the body of a 200 answer.
///
/// # Errors
/// [`NoAnswer`].
pub(super) fn read_reply(body: &[u8], signs: &ReplySigns) -> Result<RegisterAnswer, NoAnswer> {
    let envelope = Element::parse(body).map_err(|_| Unreadable::NotXml)?;
    let version = [SOAP, SOAP_1_2].into_iter().find(|version| envelope.is(version, "Envelope"));
    let version = version.ok_or(Unreadable::NoEnvelope)?;
    let body = envelope.child("Body").ok_or(Unreadable::NoBody)?;
    if let Some(fault) = body.child("Fault").map(Fault) {
        return Err(if fault.refuses(signs) { NoAnswer::Rejected } else { NoAnswer::Fault });
    }
    if version != SOAP {
        return Err(Unreadable::SoapVersion.into());
    }
    let collections = body.descendants(REPLY, "CongdanCollection");
    let [collection] = collections.as_slice() else { return Err(Unreadable::NoCollection.into()) };
    let citizens: Vec<&Element> = collection.all("CongDan").collect();
    match citizens.as_slice() {
        _ if !collection.holds_only(&citizens) => Err(Unreadable::InCollection.into()),
        // Beside an empty collection an error code would be the answer.
        [] if !body.text_beside(collection).is_empty() => Err(Unreadable::BesideCollection.into()),
        [] => Ok(RegisterAnswer::NotFound),
        [citizen] => Ok(RegisterAnswer::Person(Box::new(read_record(citizen, signs)?))),
        [_, _, ..] => Ok(RegisterAnswer::Ambiguous),
    }
}

/// Whether an answer that is not 200 is a fault that refuses the query itself.
pub(super) fn is_refusal(body: &[u8], signs: &ReplySigns) -> bool {
    !signs.rejected_faults.is_empty() && read_reply(body, signs).err() == Some(NoAnswer::Rejected)
}

#[cfg(test)]
mod tests;
