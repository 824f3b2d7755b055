//! A linked account of this one.

use crate::provenance::{NamedAccount, Source};
use serde::{Deserialize, Serialize};

/// An account that opens this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedInfo {
    pub source: Source,
    pub named: NamedAccount,
}
