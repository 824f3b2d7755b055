//! The receipt of a synchronisation.

use super::FieldRecord;
use crate::failure::Failure;
use congdan_domain::comparison::Row;
use congdan_flows::ports::{
    accounts::Field,
    synchronisation::{Compared, Occasion, Receipt},
};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

/// What a synchronisation changed, with the values.
#[derive(Serialize, Deserialize)]
pub(crate) struct ReceiptRecord {
    occasion: String,
    reference: String,
    rows: Vec<ComparedRecord>,
}

#[derive(Serialize, Deserialize)]
struct ComparedRecord {
    row: Row,
    profile: Option<FieldRecord<String>>,
    vneid: Option<FieldRecord<String>>,
    register: Option<FieldRecord<String>>,
}

impl ReceiptRecord {
    pub(crate) fn of(receipt: &Receipt) -> Self {
        let record = |field: &Option<Field<String>>| field.as_ref().map(FieldRecord::of);
        let rows = receipt.rows.iter().map(|compared| ComparedRecord {
            row: compared.row.clone(),
            profile: record(&compared.profile),
            vneid: record(&compared.vneid),
            register: record(&compared.register),
        });
        Self {
            occasion: receipt.occasion.code().to_owned(),
            reference: receipt.reference.clone(),
            rows: rows.collect(),
        }
    }

    pub(crate) fn into_receipt(self, id: Uuid, account: Uuid, at: OffsetDateTime) -> Result<Receipt, Failure> {
        let field = |record: Option<FieldRecord<String>>| record.map(FieldRecord::into_field).transpose();
        let rows = self.rows.into_iter().map(|record| {
            Ok(Compared {
                row: record.row,
                profile: field(record.profile)?,
                vneid: field(record.vneid)?,
                register: field(record.register)?,
            })
        });
        Ok(Receipt {
            id,
            account,
            at,
            occasion: Occasion::from_code(&self.occasion).unwrap_or(Occasion::Unknown),
            reference: self.reference,
            rows: rows.collect::<Result<_, Failure>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn n09_an_occasion_of_a_newer_release_is_unknown() {
        let receipt = |occasion: &str| {
            let record = ReceiptRecord { occasion: occasion.to_owned(), reference: String::new(), rows: Vec::new() };
            record.into_receipt(Uuid::nil(), Uuid::nil(), OffsetDateTime::UNIX_EPOCH).unwrap().occasion
        };
        assert_eq!(receipt("invented_tomorrow"), Occasion::Unknown);
        assert_eq!(receipt("sign_in"), Occasion::SignIn);
    }
}
