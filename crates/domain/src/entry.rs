//! What the register is asked about.

use crate::{BirthDate, Cccd, FullName};

/// Number, full name and birth date of one person (guide I.2, "thông tin đối chiếu"). The register is asked about all three
/// together, and cannot say which of them is wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The CCCD number.
    pub number: Cccd,
    /// The name as on the card.
    pub full_name: FullName,
    /// The date, or the year alone where the card has no more.
    pub birth_date: BirthDate,
}
