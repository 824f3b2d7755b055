//! Why a sign-in did not happen.

use crate::closed_list::closed_list;

closed_list! {
    /// The closed list: each has a page of its own, and a public code.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Refusal {
        /// An answer that cannot be believed.
        NotVerified = "not_verified",
        /// The answer belongs to a sign-in that began in another browser, or this browser has lost its cookie.
        OtherBrowser = "other_browser",
        /// A recent proof was asked for, and another person or an old sign-in came back.
        NotProven = "not_proven",
        /// The same answer came twice.
        AlreadyUsed = "already_used",
        /// The person stayed too long at the provider, or the account changed meanwhile.
        Expired = "expired",
        /// The provider cannot be reached now.
        ProviderUnavailable = "provider_unavailable",
        /// The account at the provider is an organisation's; the portal serves citizens.
        Organisation = "organisation",
        /// The policy has closed this kind of account.
        Closed = "closed",
        /// An operator has suspended the account.
        Suspended = "suspended",
    }
}
