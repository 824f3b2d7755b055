//! The headers of a call through the national exchange platform.

use super::soap_fault::SoapFault;
use crate::{config::RegisterCredentials, tools::secret};
use axum::http::{HeaderMap, header};
use base64::{Engine, engine::general_purpose::STANDARD};

/// How far a caller's clock may be off.
const TOLERANCE_MS: u64 = 5 * 60_000;

/// `now_ms` is the sandbox's clock; `address` is the register's full address, a part of what is hashed.
pub(super) fn check(
    known: &RegisterCredentials,
    address: &str,
    now_ms: i64,
    headers: &HeaderMap,
) -> Result<(), SoapFault> {
    let get = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = get(header::CONTENT_TYPE.as_str()).to_ascii_lowercase().replace(' ', "");
    if !matches!(kind.as_str(), "text/xml;charset=utf-8" | "application/xml;charset=utf-8" | "application/xml") {
        return Err(SoapFault::client("Content-Type không phải text/xml; charset=utf-8"));
    }
    if headers.get("soapaction").is_none_or(|value| value != "\"\"") {
        return Err(SoapFault::client("SOAPAction phải là chuỗi rỗng trong dấu nháy kép"));
    }
    if get("x-road-client") != known.x_road_client {
        return Err(SoapFault::authentication("X-Road-Client không đúng"));
    }
    if !secret::same(get("apikey"), &known.api_key) {
        return Err(SoapFault::authentication("ApiKey không đúng"));
    }
    let timestamp = get("timestamp");
    let sent: i64 = timestamp.parse().map_err(|_| SoapFault::client("Timestamp không phải số mili giây"))?;
    if sent.abs_diff(now_ms) > TOLERANCE_MS {
        return Err(SoapFault::authentication("Timestamp lệch quá 5 phút"));
    }
    let hash = secret::sha256_hex(&format!("{address}{}{timestamp}{}", known.username, known.secret));
    let expected = format!("Basic {}", STANDARD.encode(format!("{}:{hash}", known.username)));
    if !secret::same(get(header::AUTHORIZATION.as_str()), &expected) {
        return Err(SoapFault::authentication("Authorization không đúng"));
    }
    Ok(())
}
