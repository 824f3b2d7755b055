//! What a server function answers: where to go on, a slip, or that it could not be done.

use crate::slip::Slip;
use leptos::{prelude::*, server_fn::codec::JsonEncoding};
use serde::{Deserialize, Serialize};

/// The answer to a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// On to a page of this portal, with a message to show there.
    Go { to: String, notice: Option<Notice> },
    /// Back to the form.
    Slip(Slip),
}

impl Reply {
    pub fn go(to: impl Into<String>) -> Self {
        Self::Go { to: to.into(), notice: None }
    }

    pub fn go_with(to: impl Into<String>, notice: Notice) -> Self {
        Self::Go { to: to.into(), notice: Some(notice) }
    }
}

/// A message that is shown once, at the top of the next page. Its words are in `locales/notices.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    SignedIn,
    /// Signed in, and the number has just been matched.
    SignedInMatched,
    SignedOut,
    Cancelled,
    Linked,
    Merged,
    Unlinked,
    Synchronised,
    /// Contact data are saved; the register could not be asked, or was not.
    Saved,
    Matched,
    SessionEnded,
    /// Proved again who they are.
    Proven,
    ProviderUnavailable,
    NothingToSend,
    StatusChanged,
    /// Another official changed the dossier meanwhile: nothing was written.
    DossierUpdated,
    /// The slip had been made before, and is still good.
    SlipStands,
    /// The register has answered about an entry that had waited.
    Answered,
    /// One of the others, with the page of this portal where the person goes on.
    Onward(Box<Self>, String),
    /// One of the others, with sentences that only this answer can say. They come from the server, so that no page carries
    /// the texts of all that could be said.
    Detailed(Box<Self>, Words),
}

impl Notice {
    pub fn with_details(self, details: Option<Words>) -> Self {
        match details {
            Some(words) => Self::Detailed(Box::new(self), words),
            None => self,
        }
    }
}

/// What the server says in both languages, because the page can change its language without asking again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    pub vi: String,
    pub en: String,
}

/// A server function could not do it. No value of a person is in it: a kind, and a reference for the help line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub kind: FailureKind,
    pub support_id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// The request makes no sense: 400.
    BadRequest,
    /// 401; a page leads to the sign-in and back.
    SignInNeeded,
    /// 403.
    Forbidden,
    /// Absent, or another person's, without a difference: 404.
    NotFound,
    /// Something of ours is down: 503.
    Unavailable,
}

impl FailureKind {
    pub const fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::SignInNeeded => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Unavailable => 503,
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
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                FailureKind::BadRequest
            }
            _ => FailureKind::Unavailable,
        };
        Self { kind, support_id: String::new() }
    }
}
