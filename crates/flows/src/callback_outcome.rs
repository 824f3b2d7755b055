//! What a callback leads to.

use congdan_domain::{NotMerged, Refusal, WantedPath};
use secrecy::SecretString;
use uuid::Uuid;

/// How a visit to a provider ended.
#[derive(Debug)]
pub enum CallbackOutcome {
    /// The person is signed in.
    SignedIn {
        /// The session's cookie.
        token: SecretString,
        /// Where the person goes on.
        next: NextPage,
    },
    /// The signed-in person has proved again who they are; the session has a new id.
    Proven {
        /// The session's new cookie.
        token: SecretString,
        /// The page that asked for the proof.
        wanted: WantedPath,
    },
    /// The asserted number belongs to an account already: the person is asked before anything is joined.
    AskToLink,
    /// The account that has the number is proven, too: both identities open it now, and the person is signed in.
    Linked {
        /// The session's cookie.
        token: SecretString,
        /// The page that the person wanted.
        wanted: WantedPath,
    },
    /// The person proved another account than the one that has the number: nothing was linked, and the offer stays.
    NotLinked {
        /// The value in the page of the question.
        question: Uuid,
        /// What the person can name to the help line.
        support_id: String,
    },
    /// The other account is theirs, too: the person is asked before the two become one.
    AskToMerge,
    /// Nothing was merged.
    NotMerged {
        /// Why.
        why: NotMerged,
        /// The page where the proof was asked for.
        back: WantedPath,
        /// The reference of a refusal, where it is one.
        support_id: Option<String>,
    },
    /// "Cần tài khoản định danh mức độ 2": the provider's account is of too low a level.
    LevelTooLow {
        /// The page that the person wanted.
        wanted: WantedPath,
        /// What the person can name to the help line.
        support_id: String,
    },
    /// The person turned back at the provider.
    Cancelled {
        /// The page that the person wanted.
        wanted: WantedPath,
    },
    /// The sign-in did not happen.
    Refused {
        /// Why.
        why: Refusal,
        /// The page that the person wanted.
        wanted: WantedPath,
        /// What the person can name to the help line.
        support_id: String,
    },
    /// No attempt of this browser was taken. Anybody can cause this at will, so nothing is recorded.
    Unattempted {
        /// Why.
        why: Refusal,
        /// The wanted page of the attempt; home where this browser began none with this state.
        wanted: WantedPath,
        /// The reason for the operator's log and counter, e.g. `state_unknown`.
        reason: &'static str,
        /// What the person can name to the help line.
        support_id: String,
    },
}

/// Where a person goes after signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The page that they wanted.
    Wanted(WantedPath),
    /// The CCCD screen, which leads on to the wanted page (guide I.2).
    AskNumber(WantedPath),
}
