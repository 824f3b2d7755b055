//! The texts that depend on the kind of account, all in this file: a new kind does not compile before it has each of them.

use crate::i18n::{
    Text,
    texts::{account, link_map, merge, sign_in},
};
use congdan_domain::ProviderKind;

/// An account of this kind as the source of a value.
pub(crate) const fn source(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => account::SOURCE_VNEID,
        ProviderKind::National => account::SOURCE_NATIONAL,
    }
}

/// The same, short enough for a box of the link map.
pub(crate) const fn short_source(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => account::SOURCE_VNEID,
        ProviderKind::National => link_map::NATIONAL,
    }
}

/// The account itself, short enough for a box of the link map.
pub(crate) const fn short_account(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => account::SOURCE_VNEID,
        ProviderKind::National => link_map::NATIONAL_ACCOUNT,
    }
}

/// That an account of this kind asserts the number.
pub(crate) const fn number_asserted(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => link_map::NUMBER_VNEID,
        ProviderKind::National => link_map::NUMBER_OTHER,
    }
}

/// What a person needs to sign in with it.
pub(crate) const fn sign_in_hint(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => sign_in::VNEID_HINT,
        ProviderKind::National => sign_in::NATIONAL_HINT,
    }
}

/// What to know before proving a second account with it.
pub(crate) const fn proof_hint(kind: ProviderKind) -> Text {
    match kind {
        ProviderKind::Vneid => merge::PROVE_VNEID,
        ProviderKind::National => merge::PROVE_HINT,
    }
}
