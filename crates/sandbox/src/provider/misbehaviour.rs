//! Middleware of a provider that is down or slow.

use super::{Provider, fault::Fault};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Answers 503 to everything while the fault `down` is on.
pub(crate) async fn unless_down(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    if provider.state().fault.at_endpoint(&[Fault::Down]) == Fault::Down {
        return (StatusCode::SERVICE_UNAVAILABLE, "Hệ thống đang bảo trì").into_response();
    }
    next.run(request).await
}

/// Waits as long as the provider's delay curve says for this request.
pub(crate) async fn delayed(State(provider): State<Provider>, request: Request, next: Next) -> Response {
    let delay = provider.state().delays.next_delay();
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    next.run(request).await
}
