//! What a callback leads to, and why a sign-in or a merge did not happen.

use congdan_domain::WantedPath;
use secrecy::SecretString;

/// How a sign-in ended.
#[derive(Debug)]
pub enum Finished {
    /// Signed in; `next` is the wanted page, or the CCCD screen in front of it.
    In {
        token: SecretString,
        next: Next,
    },
    /// Who was signed in has proved it again; the session has a new id.
    Proven {
        token: SecretString,
        wanted: WantedPath,
    },
    /// The asserted number belongs to an account already: the person is asked first.
    AskToLink,
    /// The other account is theirs, too: the person is asked before the two become one.
    AskToMerge,
    /// Nothing was merged; `back` is the page where the proof was asked for.
    NotMerged {
        why: NotMerged,
        back: WantedPath,
        /// Of a refusal.
        support_id: Option<String>,
    },
    /// "Cần tài khoản định danh mức độ 2".
    LevelTooLow {
        wanted: WantedPath,
    },
    /// The person turned back at the provider.
    Cancelled {
        wanted: WantedPath,
    },
    Refused {
        why: Refusal,
        wanted: WantedPath,
        support_id: String,
    },
}

/// Where a person goes after signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Wanted(WantedPath),
    /// The CCCD screen, which leads on to the wanted page (guide I.2).
    AskNumber(WantedPath),
}

/// Why a sign-in did not happen, as far as a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A link that this browser did not ask for, or an answer that cannot be believed.
    NotVerified,
    /// A proof that was asked for, and another person or an old sign-in came back.
    NotProven,
    /// The same answer came twice.
    AlreadyUsed,
    /// Too long at the provider.
    Expired,
    /// The provider cannot be reached now.
    ProviderUnavailable,
    /// An organisation's account: this is the citizens' door.
    Organisation,
    /// The policy has closed this kind of account.
    Closed,
    /// An operator has taken the account out of use.
    Suspended,
}

impl Refusal {
    /// The path segment of its page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotVerified => "khong-xac-minh",
            Self::NotProven => "chua-xac-nhan-lai",
            Self::AlreadyUsed => "da-dung",
            Self::Expired => "het-han",
            Self::ProviderUnavailable => "tam-gian-doan",
            Self::Organisation => "to-chuc",
            Self::Closed => "da-dong",
            Self::Suspended => "tam-khoa",
        }
    }
}

/// Why nothing was merged, as far as a person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMerged {
    /// The conflict is over: too late, signed out in between, or resolved.
    Gone,
    /// The account that was proven is the one that is open.
    SameAccount,
    /// The account that was proven, if there is one, is not the one that holds the number.
    OtherAccount,
}

impl NotMerged {
    pub const ALL: [Self; 3] = [Self::Gone, Self::SameAccount, Self::OtherAccount];

    /// In the address of the page that says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gone => "het-han",
            Self::SameAccount => "cung-tai-khoan",
            Self::OtherAccount => "chua-dung",
        }
    }
}
