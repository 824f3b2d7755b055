use super::{
    PopulationSettings,
    authorization::authorization,
    reply::{is_refusal, read_reply},
    request::request_xml,
};
use crate::{
    SettingsError,
    http::{EgressClient, EgressError, has_content_type, is_https_or_loopback},
};
use async_trait::async_trait;
use congdan_flows::ports::{
    register::{Register, RegisterAnswer, RegisterFailure, RegisterQuery},
    world::Clock,
};
use http::{
    HeaderValue, StatusCode,
    header::{AUTHORIZATION, CONTENT_TYPE},
};
use secrecy::ExposeSecret;
use std::sync::Arc;

/// Asks the register, one call a question.
pub struct PopulationClient {
    settings: PopulationSettings,
    http: EgressClient,
    clock: Arc<dyn Clock>,
}

impl PopulationClient {
    /// # Errors
    /// An address that may not be called, or a value that is no header.
    pub fn new(settings: PopulationSettings, http: EgressClient, clock: Arc<dyn Clock>) -> Result<Self, SettingsError> {
        if !is_https_or_loopback(&settings.url) {
            return Err(SettingsError::new("url", "must be https, or http on this machine"));
        }
        let header = |value: &str, key| {
            HeaderValue::from_str(value).map(drop).map_err(|_| SettingsError::new(key, "cannot be sent in a header"))
        };
        header(&settings.x_road_client, "x_road_client")?;
        header(settings.api_key.expose_secret(), "api_key")?;
        let http = http.limited_to(settings.url.host_str()).with_timeout(settings.timeout);
        Ok(Self { settings, http, clock })
    }

    fn request(&self, question: &RegisterQuery) -> Option<http::Request<Vec<u8>>> {
        let settings = &self.settings;
        let url = settings.url.as_str();
        let timestamp = (self.clock.now().unix_timestamp_nanos() / 1_000_000).to_string();
        let secret = settings.secret.expose_secret();
        http::Request::post(url)
            .header(CONTENT_TYPE, "text/xml; charset=utf-8")
            // SOAP 1.1, 6.1.1: the empty string says that the intent is the address itself.
            .header("SOAPAction", "\"\"")
            .header(AUTHORIZATION, authorization(url, &settings.username, &timestamp, secret))
            .header("Timestamp", timestamp)
            .header("X-Road-Client", &settings.x_road_client)
            .header("ApiKey", settings.api_key.expose_secret())
            .body(request_xml(question, settings).ok()?)
            .ok()
    }
}

#[async_trait]
impl Register for PopulationClient {
    async fn query(&self, question: &RegisterQuery) -> Result<RegisterAnswer, RegisterFailure> {
        let request = self.request(question).ok_or(RegisterFailure::Unavailable)?;
        let response = self.http.send(request).await.map_err(|error| match error {
            EgressError::Timeout => RegisterFailure::Timeout,
            EgressError::TooLarge => RegisterFailure::Malformed,
            EgressError::NotAllowed | EgressError::Connect | EgressError::Transport => RegisterFailure::Unavailable,
        })?;
        let signs = &self.settings.signs;
        if response.status() != StatusCode::OK {
            if is_refusal(response.body(), signs) {
                return Err(RegisterFailure::Rejected);
            }
            tracing::warn!(status = response.status().as_u16(), "the population database answered with an error");
            return Err(RegisterFailure::Unavailable);
        }
        if !has_content_type(&response, &["text/xml", "application/xml"]) {
            return Err(RegisterFailure::Malformed);
        }
        read_reply(response.body(), signs)
    }
}

impl std::fmt::Debug for PopulationClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PopulationClient")
    }
}
