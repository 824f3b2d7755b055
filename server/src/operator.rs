//! What an operator orders at the terminal, recorded like everything else that changes an account.

use congdan_flows::{
    Portal,
    suspension::{self, AccountRef, Recorded, SuspensionError},
};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Suspend,
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

/// # Errors
/// No such account, or it was so before.
pub async fn account(portal: &Portal, order: Order, account_ref: &AccountRef) -> Result<Recorded, SuspensionError> {
    match order {
        Order::Suspend => suspension::suspend(portal, account_ref).await,
        Order::Restore => suspension::restore(portal, account_ref).await,
    }
}
