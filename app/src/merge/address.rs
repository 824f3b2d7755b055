//! `/gop-tai-khoan` asks; with `ket-qua` it says why there is nothing to ask, or what was done, in fixed words.

use congdan_domain::{NotMerged, WantedPath};

pub(super) const PATH: &str = "/gop-tai-khoan";

/// What the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeAnswer {
    /// Nothing was merged.
    NotMerged(NotMerged),
    /// The provider does not answer.
    Interrupted,
    /// The two accounts are apart again.
    Apart,
    /// A merge can no longer be undone.
    TooLate,
}

impl MergeAnswer {
    const ALL: [Self; 6] = [
        Self::NotMerged(NotMerged::Expired),
        Self::NotMerged(NotMerged::SameAccount),
        Self::NotMerged(NotMerged::OtherAccount),
        Self::Interrupted,
        Self::Apart,
        Self::TooLate,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::NotMerged(NotMerged::Expired) => "het-han",
            Self::NotMerged(NotMerged::SameAccount) => "cung-tai-khoan",
            Self::NotMerged(NotMerged::OtherAccount) => "chua-dung",
            Self::Interrupted => "gian-doan",
            Self::Apart => "da-tach",
            Self::TooLate => "qua-han",
        }
    }

    /// The answer that `ket-qua` names. An unknown one was not made by the portal: there is nothing to ask.
    pub(super) fn of(given: &str) -> Self {
        Self::ALL.into_iter().find(|answer| answer.code() == given).unwrap_or(Self::NotMerged(NotMerged::Expired))
    }
}

/// The page with this answer, with the way back and the reference of a refusal.
pub fn answer_path(answer: MergeAnswer, back: &WantedPath, support_id: Option<&str>) -> String {
    let reference = support_id.map(|code| format!("&ma={code}")).unwrap_or_default();
    format!("{PATH}?ket-qua={}&tiep={}{reference}", answer.code(), back.encoded())
}
