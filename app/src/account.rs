//! "Quản lý tài khoản": a page each for the person's information, the accounts that open it, its sessions and its data.

mod data;
mod frame;
mod identity;
mod number;
mod overview;
mod security;
mod synchronisation;
mod unlinking;

pub(crate) use data::DataRoute;
#[cfg(feature = "ssr")]
pub use data::{ledger, own_data};
pub(crate) use identity::IdentityRoute;
pub(crate) use overview::AccountRoute;
pub(crate) use security::SecurityRoute;
pub(crate) use synchronisation::ReceiptRoute;
pub use synchronisation::{NationalValue, NewerAtVneid};
pub(crate) use unlinking::UnlinkRoute;
