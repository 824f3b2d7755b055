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
pub use data::ledger;
pub use data::{DeleteAccount, LoadData, delete_account, load_data};
pub(crate) use identity::IdentityRoute;
pub use identity::{LoadIdentity, load_identity};
pub(crate) use overview::AccountRoute;
pub use overview::{LoadAccount, load_account};
pub(crate) use security::SecurityRoute;
pub use security::{Acknowledge, EndSession, LoadSecurity, acknowledge, end_session, load_security};
pub(crate) use synchronisation::ReceiptRoute;
pub use synchronisation::{LoadReceipt, NationalValue, NewerAtVneid, Synchronise, load_receipt, synchronise};
pub(crate) use unlinking::UnlinkRoute;
pub use unlinking::{LoadDryRun, Unlink, load_dry_run, unlink};
