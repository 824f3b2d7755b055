//! Writes the log of requests, around the endpoints that portals use.

use crate::sandbox::Sandbox;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

/// `to` names the receiver as in the log: `vneid`, `dvcqg` or `dan-cu`.
pub(crate) async fn record(
    State((sandbox, to)): State<(Sandbox, &'static str)>,
    request: Request,
    next: Next,
) -> Response {
    let n = sandbox.state.requests.begin(to, &request, sandbox.state.clock.now());
    let response = next.run(request).await;
    sandbox.state.requests.finish(n, &response);
    response
}
