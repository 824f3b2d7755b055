//! Which of the two providers is meant.

use crate::people::person::Person;
use serde::{Deserialize, Serialize};

/// The name in JSON is the provider's path segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ProviderId {
    /// The electronic identity account of the Ministry of Public Security.
    Vneid,
    /// The account issued by the national public service portal.
    Dvcqg,
}

impl ProviderId {
    /// The first segment of the provider's addresses.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Vneid => "vneid",
            Self::Dvcqg => "dvcqg",
        }
    }

    /// The name that people see.
    pub fn title(self) -> &'static str {
        match self {
            Self::Vneid => "Định danh điện tử (VNeID)",
            Self::Dvcqg => "Tài khoản Cổng Dịch vụ công quốc gia",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::Vneid => Self::Dvcqg,
            Self::Dvcqg => Self::Vneid,
        }
    }

    /// Whether the person has an account at this provider.
    pub fn has_account(self, person: &Person) -> bool {
        match self {
            Self::Vneid => person.vneid.is_some(),
            Self::Dvcqg => person.national.is_some(),
        }
    }
}
