//! What an operator orders at the terminal, recorded like everything else that changes an account.

pub mod audit;
pub mod official;

use crate::{
    config::{self, Checked},
    demo,
    wiring::{self, StartError, Wired},
};
use congdan_flows::{
    Portal,
    suspension::{self, AccountRef, Recorded, SuspensionError},
};
use std::path::PathBuf;
use uuid::Uuid;

/// Which portal an order is for.
#[derive(Debug, clap::Args)]
pub struct PortalFile {
    /// The portal's configuration, e.g. config/phutho.toml; without it, Phú Thọ of `congdan demo`.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl PortalFile {
    fn checked(&self) -> Result<Checked, StartError> {
        let settings = match &self.config {
            Some(file) => config::read(file)?,
            None => demo::phutho()?,
        };
        Ok(config::check(settings)?)
    }

    async fn wire(&self) -> Result<Wired, StartError> {
        wiring::wire(self.checked()?, &config::data_dir()).await
    }
}

/// What becomes of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// It is taken out of use.
    Suspend,
    /// It may be used again.
    Restore,
}

impl Order {
    /// What the terminal says when it is done.
    pub const fn done(self) -> &'static str {
        match self {
            Self::Suspend => "suspended",
            Self::Restore => "restored",
        }
    }
}

/// The command line has one of the two.
pub fn account_ref(account: Option<Uuid>, reference: Option<String>) -> AccountRef {
    account.map_or_else(|| AccountRef::Reference(reference.unwrap_or_default()), AccountRef::Account)
}

/// Carries out the order, and records it.
///
/// # Errors
/// No such account, or the account is in that state already.
pub async fn account(portal: &Portal, order: Order, account_ref: &AccountRef) -> Result<Recorded, SuspensionError> {
    match order {
        Order::Suspend => suspension::suspend(portal, account_ref).await,
        Order::Restore => suspension::restore(portal, account_ref).await,
    }
}
