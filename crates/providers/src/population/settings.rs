//! The settings of the register.

use secrecy::SecretString;
use std::time::Duration;
use url::Url;

/// The `[population]` table of the configuration: our place on the national exchange platform.
#[derive(Clone, Debug)]
pub struct PopulationSettings {
    /// The service's address, as it goes into the request's hash.
    pub url: Url,
    /// The user of the `Authorization` header.
    pub username: String,
    /// The secret in the request's hash.
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
    /// For a whole query.
    pub timeout: Duration,
    /// Whether names are sent with their spaces; most clients send them without.
    pub keep_spaces: bool,
    /// What its replies look like where no public source tells.
    pub signs: ReplySigns,
}

/// What no public source confirms of the register's replies, so that it is configured. Empty values mean that the register has no such thing.
#[derive(Clone, Debug, Default)]
pub struct ReplySigns {
    /// The element of a record that holds the state of its number.
    pub status_element: String,
    /// What stands in it for a number that is cancelled, or whose owner is deceased.
    pub inactive_statuses: Vec<String>,
    /// The codes of Faults that refuse the query itself, without their prefix: asking again would not help.
    pub rejected_faults: Vec<String>,
}
