//! The guard of everything that changes the sandbox.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses what a browser sends for a page of another site: such a page, open by chance in the same browser, must not
/// reset a demonstration.
pub(crate) async fn not_from_other_sites(request: Request, next: Next) -> Response {
    let site = request.headers().get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site == Some("cross-site") {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}
