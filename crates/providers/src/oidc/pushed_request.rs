//! Pushed authorization requests (RFC 9126).

use super::{
    ProviderSettings,
    client_auth::basic_header,
    metadata::{Metadata, Method},
    unreadable::Unreadable,
};
use crate::http::{EgressClient, has_content_type};
use congdan_flows::ports::{provider::ProviderError, world::World};
use http::{
    StatusCode,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use oauth2::HttpRequest;
use secrecy::ExposeSecret;
use serde::Deserialize;
use url::{Url, form_urlencoded};

#[derive(Deserialize)]
struct Accepted {
    request_uri: String,
}

/// Hands the request over by our own call (RFC 9126): what the browser gets to see, and can change, is a reference to it.
///
/// Asked once: the references of two calls would be two requests with one state.
pub(crate) async fn push(
    http: &EgressClient,
    endpoint: &Url,
    metadata: &Metadata,
    settings: &ProviderSettings,
    world: &World,
    complete: &Url,
) -> Result<Url, ProviderError> {
    let request = pushed(endpoint, metadata, settings, world, complete)?;
    let response = http.send(request).await.map_err(|error| {
        tracing::warn!(provider = %settings.id, reason = %error, "a pushed request was not answered");
        ProviderError::Unavailable
    })?;
    if response.status() != StatusCode::CREATED {
        tracing::error!(provider = %settings.id, status = response.status().as_u16(), "a pushed request was refused");
        return Err(ProviderError::Unavailable);
    }
    let is_json = has_content_type(&response, &["application/json"]);
    let is_reference = |text: &str| (1..=512).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    let request_uri = match serde_json::from_slice(response.body()) {
        Ok(Accepted { request_uri }) if is_json && is_reference(&request_uri) => request_uri,
        _ => return Err(Unreadable::PushedAnswer.error(&settings.id)),
    };
    let mut address = metadata.authorization_endpoint.clone();
    address.query_pairs_mut().append_pair("client_id", &settings.client_id).append_pair("request_uri", &request_uri);
    Ok(address)
}

fn pushed(
    endpoint: &Url,
    metadata: &Metadata,
    settings: &ProviderSettings,
    world: &World,
    complete: &Url,
) -> Result<HttpRequest, ProviderError> {
    let mut request = http::Request::post(endpoint.as_str())
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(ACCEPT, "application/json")
        .body(Vec::new())
        .map_err(|_| ProviderError::Unavailable)?;
    let mut form = form_urlencoded::Serializer::new(String::new());
    // An endpoint may have a query of its own (RFC 6749, 3.1), which is no part of the request.
    let own = metadata.authorization_endpoint.query_pairs().count();
    form.extend_pairs(complete.query_pairs().skip(own));
    match (metadata.client_auth, settings.client_auth.secret()) {
        (Method::Basic, Some(secret)) => {
            request.headers_mut().insert(AUTHORIZATION, basic_header(&settings.client_id, secret)?);
        }
        (Method::Post, Some(secret)) => {
            form.append_pair("client_secret", secret.expose_secret());
        }
        _ => {
            for (name, value) in settings.client_auth.assertion_fields(&settings.client_id, &settings.issuer, world) {
                form.append_pair(name, value.expose_secret());
            }
        }
    }
    *request.body_mut() = form.finish().into_bytes();
    Ok(request)
}
