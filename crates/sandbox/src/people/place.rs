//! A person's place in the table, and what is invented from it.

use super::{person::Person, table::PEOPLE};

impl Person {
    /// An invented telephone number, in a range that is not in use.
    pub fn phone(&self) -> String {
        format!("0100999{:03}", self.place() + 1)
    }

    /// The place in the table; people made later share 100 to 899.
    pub fn place(&self) -> usize {
        let by_name = || 100 + self.id.bytes().fold(0, |sum, byte| (sum * 31 + usize::from(byte)) % 800);
        PEOPLE.iter().position(|person| person.id == self.id).unwrap_or_else(by_name)
    }
}
