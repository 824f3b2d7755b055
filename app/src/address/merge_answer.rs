//! `/gop-tai-khoan` asks; with `ket-qua` it tells why there is nothing to ask, or what was done, in fixed words.

use super::MERGE;
use congdan_domain::{NotMerged, WantedPath};

/// What the page tells.
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

    /// The answer that `ket-qua` names. The portal makes no unknown one: then there is nothing to ask.
    pub fn of(given: &str) -> Self {
        Self::ALL.into_iter().find(|answer| answer.code() == given).unwrap_or(Self::NotMerged(NotMerged::Expired))
    }
}

/// The page with this answer, with the way back and the reference of a refusal.
pub fn merge_answer(answer: MergeAnswer, back: &WantedPath, support_id: Option<&str>) -> String {
    let reference = support_id.map(|code| format!("&ma={code}")).unwrap_or_default();
    format!("{MERGE}?ket-qua={}&tiep={}{reference}", answer.code(), back.encoded())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_the_way_back_and_the_reference_in_its_query() {
        assert_eq!(
            merge_answer(MergeAnswer::TooLate, &WantedPath::home(), Some("AB12CD34")),
            "/gop-tai-khoan?ket-qua=qua-han&tiep=%2F&ma=AB12CD34"
        );
    }
}
