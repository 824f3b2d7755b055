use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// The `[population]` table of the configuration: our place on the national exchange platform.
#[derive(Clone, Debug)]
pub struct PopulationSettings {
    /// The service's address, as it goes into the request's hash.
    pub url: Url,
    pub username: String,
    pub secret: SecretString,
    /// `X-Road-Client`.
    pub x_road_client: String,
    /// `ApiKey`.
    pub api_key: SecretString,
    /// `MaDVC`: the public service.
    pub ma_dvc: String,
    /// `MaCanBo`: the official on whose behalf is asked.
    pub ma_can_bo: String,
    /// `MaDonVi`: the official's unit.
    pub ma_don_vi: String,
    /// For a whole question.
    pub timeout: Duration,
    /// Whether names are sent with their spaces; most clients send them without.
    pub keep_spaces: bool,
}
