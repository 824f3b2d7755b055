//! What runs around the handlers: the log of requests, and the guard against pages of other sites.

pub(crate) mod record_requests;
pub(crate) mod same_site;
