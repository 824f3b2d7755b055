//! The requests that the phone answers: VNeID's sign-in page makes one, the phone's page answers it.

use super::qr_request::{QrAnswer, QrRequest};
use crate::{provider::id::ProviderId, sandbox::Sandbox, tools::secret};

/// How long a code can be answered, in milliseconds: VNeID's codes live about this long.
const LIFETIME_MS: i64 = 2 * 60_000;

impl Sandbox {
    /// Makes a request and returns its identifier.
    pub(crate) fn ask_phone(&self, client_name: &str) -> String {
        let id = secret::token();
        let now = self.state.clock.now_ms();
        let request = QrRequest { client_name: client_name.to_owned(), answer: None };
        self.provider_state(ProviderId::Vneid).qr.insert(id.clone(), request, now + LIFETIME_MS, now);
        id
    }

    /// The request with this identifier; nothing once it has expired.
    pub(crate) fn qr_request(&self, id: &str) -> Option<QrRequest> {
        self.provider_state(ProviderId::Vneid).qr.get(id, self.state.clock.now_ms())
    }

    /// Keeps the first answer. Returns `false` where the request has expired or has an answer already.
    pub(crate) fn answer_qr(&self, id: &str, answer: QrAnswer) -> bool {
        let set_once = |request: &mut QrRequest| request.answer.is_none() && request.answer.replace(answer).is_none();
        self.provider_state(ProviderId::Vneid).qr.update(id, self.state.clock.now_ms(), set_once).unwrap_or(false)
    }

    /// The address that the QR code contains.
    pub(crate) fn qr_address(&self, id: &str) -> String {
        format!("{}/phone?yeu-cau={id}", self.state.config.public_url)
    }
}
