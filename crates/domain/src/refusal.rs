//! Why a sign-in did not happen.

/// The closed list: each has a page of its own, and a public code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// An answer that cannot be believed.
    NotVerified,
    /// The answer belongs to a sign-in that began in another browser, or this browser has lost its cookie.
    OtherBrowser,
    /// A recent proof was asked for, and another person or an old sign-in came back.
    NotProven,
    /// The same answer came twice.
    AlreadyUsed,
    /// The person stayed too long at the provider, or the account changed meanwhile.
    Expired,
    /// The provider cannot be reached now.
    ProviderUnavailable,
    /// The account at the provider is an organisation's; the portal serves citizens.
    Organisation,
    /// The policy has closed this kind of account.
    Closed,
    /// An operator has suspended the account.
    Suspended,
}

impl Refusal {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 9] = [
        Self::NotVerified,
        Self::OtherBrowser,
        Self::NotProven,
        Self::AlreadyUsed,
        Self::Expired,
        Self::ProviderUnavailable,
        Self::Organisation,
        Self::Closed,
        Self::Suspended,
    ];

    /// The public code, for logs and documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotVerified => "not_verified",
            Self::OtherBrowser => "other_browser",
            Self::NotProven => "not_proven",
            Self::AlreadyUsed => "already_used",
            Self::Expired => "expired",
            Self::ProviderUnavailable => "provider_unavailable",
            Self::Organisation => "organisation",
            Self::Closed => "closed",
            Self::Suspended => "suspended",
        }
    }
}
