//! The XML namespaces of queries and replies.

/// SOAP 1.1.
pub(super) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
/// The register's operation and its fields.
pub(super) const DAN_CU: &str = "http://dancuquocgia.bca";
/// The reply (QCVN 109:2017/BTTTT).
pub(super) const REPLY: &str = "http://www.mic.gov.vn/dancu/1.0";
