//! What in an entry contradicts the person's own entries and account (rule 6): known before the register is asked.

use crate::{Portal, ports::StoreError, session::Visitor, synchronisation};
use congdan_domain::{Entry, Sex, cccd::Disagreement};

/// Where the number disagrees with the birth date of the entry, and with the sex that the account has.
pub async fn contradictions(
    portal: &Portal,
    visitor: &Visitor,
    entry: &Entry,
) -> Result<Vec<Disagreement>, StoreError> {
    Ok(entry.number.disagreements(Some(entry.birth_date), known_sex(portal, visitor).await?))
}

/// The sex that the account has, or else the one that a provider asserts of its person.
async fn known_sex(portal: &Portal, visitor: &Visitor) -> Result<Option<Sex>, StoreError> {
    let asserted = synchronisation::asserted_instead(portal, visitor).await?;
    let person = asserted.as_ref().unwrap_or(&visitor.account.person);
    Ok(person.sex.as_ref().map(|sex| sex.value))
}
