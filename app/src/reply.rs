//! What a server function answers: where to go on, the state of an invalid form, or that it could not be done.

use crate::form_state::FormState;
use leptos::{prelude::*, server_fn::codec::JsonEncoding};
use serde::{Deserialize, Serialize};

/// The answer to a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// On to a page of this portal, with a message to show there.
    Go {
        /// Its path and query; or a provider's URL, where the browser posts the form itself.
        to: String,
        /// The message.
        notice: Option<Notice>,
    },
    /// Back to the form, with what is wrong.
    Invalid(FormState),
}

impl Reply {
    /// On to a page, without a message.
    pub fn go(to: impl Into<String>) -> Self {
        Self::Go { to: to.into(), notice: None }
    }

    /// On to a page, with a message.
    pub fn go_with(to: impl Into<String>, notice: Notice) -> Self {
        Self::Go { to: to.into(), notice: Some(notice) }
    }
}

/// A message that is shown once, at the top of the next page. Its words are in `locales/notices.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The sign-in succeeded.
    SignedIn,
    /// Signed in, and the number has just been matched.
    SignedInMatched,
    /// The session has ended by the person's own wish.
    SignedOut,
    /// The session was over when a form was sent; there was nothing to keep.
    SessionOver,
    /// The session was over when a form was sent; what was typed is kept for that person.
    SessionOverKept,
    /// The person turned back at the provider.
    Cancelled,
    /// Two identities open the same account now.
    Linked,
    /// Signed in, and the number came from an account that had only typed it.
    NumberReceived,
    /// Two accounts are one now.
    Merged,
    /// An identity opens the account no more.
    Unlinked,
    /// The register has confirmed the profile.
    Synchronised,
    /// Contact data are saved; the register could not be asked, or was not.
    Saved,
    /// The register has confirmed the number.
    Matched,
    /// A consent is withdrawn.
    ConsentWithdrawn,
    /// All other devices are signed out.
    OtherSessionsEnded,
    /// Another device is signed out.
    SessionEnded,
    /// The person has proved anew who they are.
    Proven,
    /// The provider does not answer.
    ProviderUnavailable,
    /// There is no draft to send.
    NothingToSend,
    /// The draft was changed in another window in this moment, so it was not sent.
    ChangedElsewhere,
    /// The dossier has its new status.
    StatusChanged,
    /// Another official changed the dossier meanwhile: nothing was written.
    DossierUpdated,
    /// The slip had been made before, and is still good.
    SlipStands,
    /// The register has answered about an entry that had waited.
    Answered,
    /// One of the others, with the page of this portal where the person goes on.
    Onward(Box<Self>, String),
    /// One of the others, with sentences of this answer alone. They come from the server, so that no page carries all texts
    /// that are possible.
    Detailed(Box<Self>, Words),
}

impl Notice {
    /// The message with further sentences, if there are any.
    pub fn with_details(self, details: Option<Words>) -> Self {
        match details {
            Some(words) => Self::Detailed(Box::new(self), words),
            None => self,
        }
    }
}

/// A text of the server in both languages, because the page can change its language without asking again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// A server function could not do it. No value of a person is in it: a kind, and a reference for the help line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// The reference; empty where the server was not reached.
    pub support_id: String,
}

/// Why a server function could not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The request makes no sense: 400.
    BadRequest,
    /// 401; a page leads to the sign-in and back.
    SignInNeeded,
    /// 403.
    Forbidden,
    /// The form's page was drawn for another person than the one who is signed in now: 409.
    OtherAccount,
    /// Absent, or another person's, without a difference: 404.
    NotFound,
    /// Something of ours is down: 503.
    Unavailable,
    /// In the browser: no answer came. The line is broken; whether the server has done something is not known.
    NoAnswer,
}

impl FailureKind {
    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignInNeeded => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::OtherAccount => 409,
            Self::Unavailable | Self::NoAnswer => 503,
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.kind.status(), self.support_id)
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    /// What leptos itself reports: arguments that cannot be read, or a network that failed. Its words stay out.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let kind = match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => FailureKind::BadRequest,
            ServerFnErrorErr::Deserialization(_) if cfg!(feature = "ssr") => FailureKind::BadRequest,
            // In the browser: nothing came, or something that is not an answer of ours (the page of a proxy).
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => FailureKind::NoAnswer,
            _ => FailureKind::Unavailable,
        };
        Self { kind, support_id: String::new() }
    }
}
