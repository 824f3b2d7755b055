//! The ledger of queries, as their person reads it.

use crate::{Database, entities::lookup, failure::Failure, moment::moment, sealing::Place};
use congdan_domain::Outcome;
use congdan_flows::ports::matching::{Purpose, QueryRecord};

impl Database {
    /// Codes of a newer release are shown as unknown: they must not cost the person the page.
    pub(super) fn query_of_row(&self, row: lookup::Model) -> Result<QueryRecord, Failure> {
        let masked_number = match &row.sealed_number {
            Some(sealed) => self.keys().open(sealed_mask(&row.id.to_string()), sealed)?.to_string(),
            None => row.masked_number,
        };
        Ok(QueryRecord {
            id: row.id,
            account: row.account_id,
            purpose: Purpose::from_code(&row.purpose),
            masked_number,
            asked_at: moment(row.asked_at)?,
            answered_at: row.answered_at.map(moment).transpose()?,
            outcome: row.outcome.as_deref().and_then(Outcome::from_code),
        })
    }
}

/// Where the masked number of a query lives.
pub(crate) fn sealed_mask(row: &str) -> Place<'_> {
    Place { table: "lookup", column: "sealed_number", row }
}
