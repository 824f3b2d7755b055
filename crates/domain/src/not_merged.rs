//! Why two accounts were not merged.

/// The closed list: each has words of its own on the page, and a public code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotMerged {
    /// The conflict is no longer open: it is too old, the person signed out in between, or it is resolved.
    Expired,
    /// The account that was proven is the one that is open.
    SameAccount,
    /// The account that was proven, if there is one, is not the one that holds the number.
    OtherAccount,
}

impl NotMerged {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Expired, Self::SameAccount, Self::OtherAccount];

    /// The public code, for logs and documents.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::SameAccount => "same_account",
            Self::OtherAccount => "other_account",
        }
    }
}
