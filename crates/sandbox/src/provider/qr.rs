//! The QR way: the sign-in page shows a request, the phone answers it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::{ECL, QRBuilder};

use crate::people::Person;
use crate::provider::ProviderId;
use crate::sandbox::Sandbox;
use crate::secret;

/// VNeID's codes live about this long.
const LIFETIME_MS: i64 = 2 * 60_000;

/// Kept under the identifier in the QR's address.
#[derive(Clone, Debug)]
pub(crate) struct QrRequest {
    /// Who asks.
    pub client_name: String,
    pub answer: Option<Answer>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    Approved(&'static Person),
    Refused,
}

impl Sandbox {
    /// A new request; returns its identifier.
    pub(crate) fn ask_phone(&self, client_name: &str) -> String {
        let (id, now) = (secret::token(), self.state.clock.now_ms());
        let request = QrRequest { client_name: client_name.to_owned(), answer: None };
        self.provider(ProviderId::Vneid).qr.insert(id.clone(), request, now + LIFETIME_MS, now);
        id
    }

    /// Unless it ended.
    pub(crate) fn qr_request(&self, id: &str) -> Option<QrRequest> {
        self.provider(ProviderId::Vneid).qr.get(id, self.state.clock.now_ms())
    }

    /// The first answer counts; `false` where there is nothing to answer any more.
    pub(crate) fn answer_qr(&self, id: &str, answer: Answer) -> bool {
        let first = |request: &mut QrRequest| request.answer.is_none() && request.answer.replace(answer).is_none();
        self.provider(ProviderId::Vneid).qr.update(id, self.state.clock.now_ms(), first).unwrap_or(false)
    }

    /// What the QR code says.
    pub(crate) fn qr_address(&self, id: &str) -> String {
        format!("{}/phone?yeu-cau={id}", self.state.config.public_url)
    }
}

/// The code as an image address (`data:`), or nothing where the text is too long for one.
pub(crate) fn image(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let svg = SvgBuilder::default().margin(4).to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
}
