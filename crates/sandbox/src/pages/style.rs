//! The style sheet that all pages share.

use crate::sandbox::Sandbox;
use axum::{
    Router,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};

const STYLE: &str = include_str!("../../assets/sandbox.css");

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new().route("/sandbox.css", get(style))
}

async fn style() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, css), (header::CACHE_CONTROL, HeaderValue::from_static("max-age=300"))], STYLE)
        .into_response()
}
