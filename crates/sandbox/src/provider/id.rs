//! Which of the providers is meant.

use crate::{people::person::Person, tools::listed::listed};
use serde::{Deserialize, Serialize};

listed! {
    /// The name in JSON is the provider's path segment.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub(crate) enum ProviderId {
        /// The electronic identity account of the Ministry of Public Security.
        Vneid,
        /// The account issued by the national public service portal.
        Dvcqg,
    }
}

/// How a person signs in at a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignInWay {
    /// Number and password, or the QR code; then the phone's OTP, consent and passcode.
    NumberAndPhone,
    /// Login name and password, on one page.
    NameAndPassword,
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

    /// The name within a sentence.
    pub fn short_title(self) -> &'static str {
        match self {
            Self::Vneid => "VNeID",
            Self::Dvcqg => "Cổng Dịch vụ công quốc gia",
        }
    }

    /// The heading of the first page of a sign-in.
    pub fn sign_in_heading(self) -> &'static str {
        match self {
            Self::Vneid => "Đăng nhập bằng tài khoản định danh điện tử",
            Self::Dvcqg => "Đăng nhập tài khoản Cổng Dịch vụ công quốc gia",
        }
    }

    pub fn sign_in_way(self) -> SignInWay {
        match self {
            Self::Vneid => SignInWay::NumberAndPhone,
            Self::Dvcqg => SignInWay::NameAndPassword,
        }
    }

    /// Whether the person has an account at this provider.
    pub fn has_account(self, person: &Person) -> bool {
        match self {
            Self::Vneid => person.vneid.is_some(),
            Self::Dvcqg => person.national.is_some(),
        }
    }

    /// What the person enters first at this provider.
    pub fn login_name(self, person: &Person) -> &'static str {
        match self.sign_in_way() {
            SignInWay::NumberAndPhone => person.number.unwrap_or_default(),
            SignInWay::NameAndPassword => person.id,
        }
    }

    /// All providers but this one.
    pub fn others(self) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |id| *id != self)
    }
}
