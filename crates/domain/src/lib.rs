#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

pub mod address;
pub mod application;
pub mod birth_date;
pub mod card_qr;
pub mod cccd;
pub mod comparison;
pub mod difference;
pub mod dossier_code;
pub mod dossier_status;
pub mod email;
pub mod entry;
pub mod full_name;
mod input_method;
pub mod no_number;
pub mod not_merged;
pub mod outcome;
pub mod phone;
pub mod policy;
pub mod procedure;
pub mod refusal;
pub mod sex;
pub mod slip_reason;
mod table;
mod tidy;
pub mod vouching;
pub mod wanted_path;

pub use address::{Address, Commune, Province};
pub use birth_date::{BirthDate, BirthDateError};
pub use card_qr::{CardQr, NotACardQr};
pub use cccd::{Cccd, CccdError};
pub use dossier_code::{DossierCode, DossierCodeError};
pub use dossier_status::DossierStatus;
pub use email::{Email, NotAnEmail};
pub use entry::Entry;
pub use full_name::{FullName, FullNameError};
pub use no_number::{NoNumber, asserted_number};
pub use not_merged::NotMerged;
pub use outcome::Outcome;
pub use phone::{NotAPhone, Phone};
pub use refusal::Refusal;
pub use sex::Sex;
pub use slip_reason::SlipReason;
pub use vouching::{Act, Opening, Opens, Vouching};
pub use wanted_path::WantedPath;
