//! Ways in which a provider misbehaves on request, to show that a portal notices.

pub(crate) mod groups;
pub(crate) mod switch;

use crate::tools::wire_name::wire_name;
use serde::{Deserialize, Serialize};

/// One fault. The names in JSON are those of the control call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    #[default]
    None,
    // The authorization response.
    AccessDenied,
    ServerError,
    TemporarilyUnavailable,
    InvalidScope,
    LoginRequired,
    /// An error that no specification knows, with markup in its description.
    HostileError,
    IssParamWrong,
    IssParamMissing,
    /// The other provider's issuer (mix-up).
    IssParamOther,
    StateWrong,
    StateMissing,
    CodeMissing,
    DuplicateCode,
    DuplicateState,
    DuplicateIss,
    // The claims of the ID token.
    WrongIss,
    IssTrailingSlash,
    MissingIss,
    WrongAud,
    ExtraAud,
    ExtraAudWithAzp,
    MissingAud,
    WrongAzp,
    WrongNonce,
    MissingNonce,
    /// The nonce of the flow before.
    OldNonce,
    MissingSub,
    EmptySub,
    LongSub,
    NumberSub,
    ControlSub,
    MissingExp,
    StringExp,
    FloatExp,
    NegativeExp,
    Expired,
    MissingIat,
    StringIat,
    NegativeIat,
    IssuedInFuture,
    IssuedLongAgo,
    NotYetValid,
    StringNbf,
    WrongAtHash,
    /// A megabyte of a claim.
    HugeIdToken,
    /// The person signed in a day ago.
    StaleAuthTime,
    MissingAuthTime,
    /// The account's level is 1, whatever the person's.
    Level1,
    NoLevel,
    /// A level that is not defined.
    UnknownLevel,
    /// Another subject for the same person.
    SubjectChanged,
    // How the ID token is made.
    BadSignature,
    ForeignKey,
    UnknownKid,
    PayloadChanged,
    AlgNone,
    /// `None`: a comparison with `none` misses it.
    AlgNoneCapital,
    Hs256,
    /// The published key's PEM as the secret.
    Hs256PublicKey,
    /// A published key and a good signature, by an algorithm that was not agreed on.
    Es384,
    Eddsa,
    Ps256,
    Rs512,
    EmbeddedJwk,
    JkuHeader,
    X5uHeader,
    /// A certificate of its own.
    X5cHeader,
    CriticalHeader,
    WrongType,
    FiveParts,
    /// `sub` twice: the first one another person's, the last one the person's.
    DuplicateMembers,
    /// A good ID token within another signed token (`cty` JWT).
    NestedJwt,
    // What a portal must bear.
    /// No `kid`: fine with one published key, ambiguous after a rotation.
    MissingKid,
    /// A list of one.
    AudList,
    KeyRotatedBeforeSigning,
    KeyRotatedAfterSigning,
    // The token endpoint.
    TokenError,
    TokenRedirect,
    TokenHtml,
    TokenTruncated,
    TokenSlow,
    TokenTypeMac,
    NoIdToken,
    NoAccessToken,
    // Userinfo.
    UserinfoWrongSub,
    UserinfoMissingSub,
    UserinfoEmptySub,
    UserinfoNumberSub,
    UserinfoRedirect,
    UserinfoError,
    UserinfoHtml,
    UserinfoHuge,
    // Whole endpoints, in no particular flow.
    Down,
    /// Not found: a provider that publishes no metadata.
    DiscoveryDown,
    DiscoveryWrongIssuer,
    DiscoveryForeignEndpoint,
    DiscoveryHttpEndpoint,
    DiscoveryWeakAlgorithms,
    DiscoveryHuge,
    DiscoverySlow,
    JwksDown,
    /// Ten thousand keys.
    JwksMany,
    JwksHuge,
    JwksSlow,
    ParDown,
    ParHtml,
    ParRedirect,
    ParRefused,
    /// The reference that the browser brings is refused.
    RequestUriRefused,
}

impl Fault {
    /// An authorization response whose code must not be redeemed.
    pub fn spoils_the_response(self) -> bool {
        matches!(
            self,
            Self::IssParamWrong
                | Self::IssParamMissing
                | Self::IssParamOther
                | Self::StateWrong
                | Self::StateMissing
                | Self::DuplicateCode
                | Self::DuplicateState
                | Self::DuplicateIss
        )
    }

    /// A token answer with an access token that must not be used; `needs_id_token` by the protocol.
    pub fn spoils_the_token_answer(self, needs_id_token: bool) -> bool {
        self == Self::TokenTypeMac || (needs_id_token && self == Self::NoIdToken)
    }

    /// The ID token names an address to fetch its key from.
    pub fn names_a_key(self) -> bool {
        matches!(self, Self::JkuHeader | Self::X5uHeader)
    }

    /// By the name of the control call.
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }

    /// The name of the control call.
    pub fn name(self) -> String {
        wire_name(&self)
    }
}
