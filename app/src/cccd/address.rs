//! The addresses of the CCCD screen. What became of a comparison has its own, so that a reload shows it again, Back leads to
//! the form, and the form's own address is always the form.

use congdan_domain::WantedPath;

/// The path alone.
pub const PATH: &str = "/can-cuoc";

/// The form, which leads on to the wanted page.
pub fn form_path(wanted: &WantedPath) -> String {
    format!("{PATH}?tiep={}", wanted.encoded())
}

/// What became of the last comparison.
pub fn outcome_path(wanted: &WantedPath) -> String {
    format!("{PATH}?tiep={}&ket-qua=1", wanted.encoded())
}
