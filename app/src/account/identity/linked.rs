//! An account at a provider that opens this account.

use crate::provenance::{NamedAccount, Source};
use serde::{Deserialize, Serialize};

/// An account at a provider, as the page lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedInfo {
    pub source: Source,
    pub named: NamedAccount,
}
