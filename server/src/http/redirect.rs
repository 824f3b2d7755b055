//! `303 See Other`, outside of the pages.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

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
