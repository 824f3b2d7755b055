//! What the values promise, one module a value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod address;
mod application;
mod birth_date;
mod card_qr;
mod catalogue;
mod cccd;
mod comparison;
mod contact;
mod debug_masks;
mod difference;
mod dossier_code;
mod dossier_status;
mod full_name;
mod vouching;
mod wanted_path;
