//! Where the pages of an application are.

use congdan_domain::wanted_path::percent_encode;

/// The application for a procedure, at the step it has reached.
pub fn form_path(procedure: &str) -> String {
    format!("/thu-tuc/{procedure}/nop-ho-so")
}

/// One of its steps.
pub fn step_path(procedure: &str, step: u8) -> String {
    format!("/thu-tuc/{procedure}/nop-ho-so?buoc={step}")
}

/// The CCCD screen, which leads back to `back`.
pub fn number_path(back: &str) -> String {
    format!("/can-cuoc?tiep={}", percent_encode(back))
}
