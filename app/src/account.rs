//! "Quản lý tài khoản": what is known of the person, the accounts that open it, its sessions and its look-ups.

mod arrivals;
mod data;
mod delete;
mod frame;
mod identity;
#[cfg(feature = "ssr")]
pub mod ledger;
mod link_map;
mod named;
mod news;
mod overview;
mod receipt;
mod security;
mod sheet;
mod standing;
mod synchronise;
mod unlink;
mod unlink_page;
mod value;
#[cfg(feature = "ssr")]
pub(crate) mod when;

pub use arrivals::arrivals;
pub(crate) use data::DataRoute;
pub use data::{LoadData, load_data};
pub use delete::{DeleteAccount, delete_account};
pub(crate) use identity::IdentityRoute;
pub use identity::{LoadIdentity, load_identity};
pub use named::{AccountItems, AccountMarks, NamedAccount};
pub use news::{Understand, understand};
pub(crate) use overview::AccountRoute;
pub use overview::{LoadAccount, load_account};
pub(crate) use receipt::ReceiptRoute;
pub use receipt::{LoadReceipt, load_receipt};
pub(crate) use security::SecurityRoute;
pub use security::{EndSession, LoadSecurity, end_session, load_security};
pub use standing::{NationalSays, ToldLine};
pub use synchronise::{Synchronise, synchronise};
pub use unlink::{LoadDryRun, Unlink, load_dry_run, unlink};
pub(crate) use unlink_page::UnlinkRoute;
pub use value::{SexAndAddress, Value, Values, Vouched};
