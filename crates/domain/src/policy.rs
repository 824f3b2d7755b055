//! Dated rules about the ways of signing in (guide, title: from 15/6/2024 registration and sign-in use VNeID only).

use serde::{Deserialize, Serialize};

/// What an existing national-portal account may do once sign-in is by VNeID only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalAccount {
    /// Everything, as before the date.
    Full,
    /// Sign in, add the CCCD number or skip, browse and keep drafts; the rest opens with the match.
    Link,
    /// Not even sign in.
    Closed,
}
