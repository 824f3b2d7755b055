//! The kinds of account that a person signs in with.

use crate::closed_list::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// Which kind of account a provider stands for. The code is its name in the configuration.
    ///
    /// A rule asks a question of the kind and never which kind it is: a new kind answers the questions here, and has its words in
    /// the pages' `provenance::kind_texts`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ProviderKind {
        /// "Tài khoản Định danh điện tử cấp bởi Bộ Công an".
        Vneid = "vneid",
        /// "Tài khoản cấp bởi Cổng dịch vụ công quốc gia".
        National = "national",
    }
}

impl ProviderKind {
    /// Whether a number that this kind asserts is the person's own: the Ministry of Public Security issues both, so that its
    /// assertion is stronger than a number that was typed and matched.
    pub const fn vouches_for_numbers(self) -> bool {
        match self {
            Self::Vneid => true,
            Self::National => false,
        }
    }

    /// Whether the policy may close this kind of account (guide, title: from a day on, sign-in is by VNeID only).
    pub const fn may_be_closed(self) -> bool {
        match self {
            Self::National => true,
            Self::Vneid => false,
        }
    }

    /// Whether the account at the provider has phone and e-mail that a person may take over into the profile.
    pub const fn offers_contact(self) -> bool {
        match self {
            Self::National => true,
            Self::Vneid => false,
        }
    }
}
