//! `303 See Other`, outside of the pages.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_app::address;

/// On to another address, with these `Set-Cookie` values.
pub fn see_other(to: &str, cookies: &[String]) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    for cookie in cookies {
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// To the page that says that something of ours is down.
pub fn to_unavailable() -> Response {
    see_other(&address::trouble(StatusCode::SERVICE_UNAVAILABLE.as_u16()), &[])
}
