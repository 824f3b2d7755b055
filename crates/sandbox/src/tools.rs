//! Machinery that knows no provider, no register and no page.

pub(crate) mod clock;
pub(crate) mod expiring;
pub(crate) mod http_client;
pub(crate) mod jws;
pub(crate) mod keys;
pub(crate) mod listed;
pub(crate) mod params;
pub(crate) mod qr_image;
pub(crate) mod request_log;
pub(crate) mod secret;
pub(crate) mod time_text;
pub(crate) mod wire_name;
