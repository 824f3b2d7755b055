//! The words for each reason, for the person and for the officer.

use crate::i18n::{Text, texts::resolution};
use congdan_domain::SlipReason;

/// The reason in words.
pub(crate) const fn reason_text(reason: SlipReason) -> Text {
    match reason {
        SlipReason::NotFound => resolution::NOT_FOUND,
        SlipReason::Conflict => resolution::CONFLICT,
        SlipReason::Ambiguous => resolution::AMBIGUOUS,
        SlipReason::Inactive => resolution::INACTIVE,
        SlipReason::RejectedInput => resolution::REJECTED_INPUT,
        SlipReason::Contested => resolution::CONTESTED,
    }
}

/// What the officer should look at, after the check of the identity card.
pub(crate) const fn look_at(reason: SlipReason) -> [Text; 2] {
    match reason {
        SlipReason::NotFound => [resolution::LOOK_ENTRIES, resolution::LOOK_OLD_NUMBER],
        SlipReason::Conflict | SlipReason::Contested => [resolution::LOOK_VNEID, resolution::LOOK_PASS_ON],
        SlipReason::Ambiguous => [resolution::LOOK_DOUBLE, resolution::LOOK_ENTRIES],
        SlipReason::Inactive => [resolution::LOOK_STATUS, resolution::LOOK_OLD_NUMBER],
        SlipReason::RejectedInput => [resolution::LOOK_FORMAT, resolution::LOOK_ENTRIES],
    }
}

/// Which office: data that are wrong in the register, or an account.
pub(super) const fn office(reason: SlipReason) -> Text {
    match reason {
        SlipReason::Conflict | SlipReason::Contested => resolution::OFFICE_ACCOUNT,
        SlipReason::NotFound | SlipReason::Ambiguous | SlipReason::Inactive | SlipReason::RejectedInput => {
            resolution::OFFICE_REGISTER
        }
    }
}
