//! The sandbox people: invented, with numbers that no living person has (their last six digits begin with 999).

pub(crate) mod credentials;
pub(crate) mod new_person;
pub(crate) mod number;
pub(crate) mod person;
pub(crate) mod place;
pub(crate) mod registry;
pub(crate) mod table;
