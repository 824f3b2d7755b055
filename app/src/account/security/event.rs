//! The words for what happened to an account.

use crate::i18n::{Text, texts::account};

/// The code of the words for an event. A number that was released because its identity was unlinked, and one that another account
/// typed, have words of their own.
#[cfg(feature = "ssr")]
pub(super) fn event_code(event: &congdan_flows::ports::audit::AuditEvent) -> String {
    use congdan_domain::Outcome;
    use congdan_flows::ports::audit::{AuditKind, ReleaseReason};
    let code = if ReleaseReason::of(event) == Some(ReleaseReason::IdentityUnlinked) {
        "number_unlinked"
    } else if event.kind == AuditKind::NumberClaimed && event.detail == Outcome::Conflict.code() {
        "number_typed"
    } else {
        event.kind.code()
    };
    code.to_owned()
}

/// How often a search with the account's number has missed.
#[cfg(feature = "ssr")]
pub(super) fn misses(event: &congdan_flows::ports::audit::AuditEvent) -> Option<String> {
    use congdan_flows::ports::audit::AuditKind;
    (event.kind == AuditKind::DossierSearchMissed).then(|| event.detail.clone())
}

/// What happened, in words; a kind that is newer than this page has general ones.
pub(super) fn event_text(kind: &str) -> Text {
    match kind {
        "signed_in" => account::EVENT_SIGNED_IN,
        "sign_in_refused" => account::EVENT_SIGN_IN_REFUSED,
        "signed_out" => account::EVENT_SIGNED_OUT,
        "session_ended" => account::EVENT_SESSION_ENDED,
        "sessions_ended" => account::EVENT_SESSIONS_ENDED,
        "account_created" => account::EVENT_ACCOUNT_CREATED,
        "identity_linked" => account::EVENT_IDENTITY_LINKED,
        "identity_proved" => account::EVENT_IDENTITY_PROVED,
        "identity_unlinked" => account::EVENT_IDENTITY_UNLINKED,
        "identity_renewed" => account::EVENT_IDENTITY_RENEWED,
        "accounts_merged" => account::EVENT_ACCOUNTS_MERGED,
        "merge_undone" => account::EVENT_MERGE_UNDONE,
        "number_matched" => account::EVENT_NUMBER_MATCHED,
        "number_not_matched" => account::EVENT_NUMBER_NOT_MATCHED,
        "number_skipped" => account::EVENT_NUMBER_SKIPPED,
        "number_released" => account::EVENT_NUMBER_RELEASED,
        "number_received" => account::EVENT_NUMBER_RECEIVED,
        "number_claimed" => account::EVENT_NUMBER_CLAIMED,
        "number_typed" => account::EVENT_NUMBER_TYPED,
        "number_unlinked" => account::EVENT_NUMBER_UNLINKED,
        "profile_changed" => account::EVENT_PROFILE_CHANGED,
        "data_downloaded" => account::EVENT_DATA_DOWNLOADED,
        "consent_withdrawn" => account::EVENT_CONSENT_WITHDRAWN,
        "profile_synchronised" => account::EVENT_PROFILE_SYNCHRONISED,
        "dossier_submitted" => account::EVENT_DOSSIER_SUBMITTED,
        "dossier_status_changed" => account::EVENT_DOSSIER_STATUS_CHANGED,
        "dossier_decided" => account::EVENT_DOSSIER_DECIDED,
        "dossier_opened" => account::EVENT_DOSSIER_OPENED,
        "dossier_shown" => account::EVENT_DOSSIER_SHOWN,
        "dossier_search_missed" => account::EVENT_DOSSIER_SEARCH_MISSED,
        "queue_shown" => account::EVENT_QUEUE_SHOWN,
        "role_granted" => account::EVENT_ROLE_GRANTED,
        "role_revoked" => account::EVENT_ROLE_REVOKED,
        "slip_made" => account::EVENT_SLIP_MADE,
        "slip_opened" => account::EVENT_SLIP_OPENED,
        "slip_shown" => account::EVENT_SLIP_SHOWN,
        "access_refused" => account::EVENT_ACCESS_REFUSED,
        "account_suspended" => account::EVENT_ACCOUNT_SUSPENDED,
        "account_restored" => account::EVENT_ACCOUNT_RESTORED,
        "account_deleted" => account::EVENT_ACCOUNT_DELETED,
        "entry_unreadable" => account::EVENT_ENTRY_UNREADABLE,
        _ => account::EVENT_OTHER,
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_event_has_its_own_words() {
        for kind in congdan_flows::ports::audit::AuditKind::ALL {
            assert_ne!(event_text(kind.code()), account::EVENT_OTHER, "{}", kind.code());
        }
    }
}
