//! The one way out of the portal.

mod client;
mod error;
mod gzip;
mod loopback;
mod policy;

pub use client::EgressClient;
pub use error::EgressError;
pub use policy::HttpPolicy;

pub(crate) use loopback::is_https_or_loopback;

/// Whether a response declares one of these media types (parameters such as `charset` are ignored).
pub(crate) fn has_content_type<B>(response: &::http::Response<B>, accepted: &[&str]) -> bool {
    let declared = response.headers().get(::http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = declared.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
    accepted.iter().any(|accepted| media_type.eq_ignore_ascii_case(accepted))
}
