//! Times as text.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// RFC 3339 of Unix seconds; empty where no calendar reaches.
pub(crate) fn rfc3339(seconds: i64) -> String {
    OffsetDateTime::from_unix_timestamp(seconds).ok().and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}
