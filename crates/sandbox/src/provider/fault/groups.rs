//! All faults, by the place where they happen.

use super::Fault::{self, *};

/// Faults of one place.
#[derive(Debug)]
pub(crate) struct Group {
    /// In Vietnamese, for the page.
    pub title: &'static str,
    /// Every ID token of the group must be refused.
    pub spoils_the_id_token: bool,
    /// They belong to no flow: whoever asks next meets them.
    pub of_endpoints: bool,
    pub faults: &'static [Fault],
}

const fn group(title: &'static str, faults: &'static [Fault]) -> Group {
    Group { title, spoils_the_id_token: false, of_endpoints: false, faults }
}

const fn bad_id_token(title: &'static str, faults: &'static [Fault]) -> Group {
    Group { title, spoils_the_id_token: true, of_endpoints: false, faults }
}

const fn endpoints(title: &'static str, faults: &'static [Fault]) -> Group {
    Group { title, spoils_the_id_token: false, of_endpoints: true, faults }
}

pub(crate) const GROUPS: &[Group] = &[
    group(
        "Câu trả lời đăng nhập",
        &[
            AccessDenied,
            ServerError,
            TemporarilyUnavailable,
            InvalidScope,
            LoginRequired,
            HostileError,
            IssParamWrong,
            IssParamMissing,
            IssParamOther,
            StateWrong,
            StateMissing,
            CodeMissing,
            DuplicateCode,
            DuplicateState,
            DuplicateIss,
        ],
    ),
    bad_id_token(
        "Nội dung ID token",
        &[
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
            HugeIdToken,
        ],
    ),
    bad_id_token(
        "Chữ ký và đầu ID token",
        &[
            BadSignature,
            ForeignKey,
            UnknownKid,
            PayloadChanged,
            AlgNone,
            AlgNoneCapital,
            Hs256,
            Hs256PublicKey,
            Es384,
            Eddsa,
            Ps256,
            Rs512,
            EmbeddedJwk,
            JkuHeader,
            X5uHeader,
            X5cHeader,
            CriticalHeader,
            WrongType,
            FiveParts,
            DuplicateMembers,
            NestedJwt,
        ],
    ),
    group("Mức độ và người", &[Level1, NoLevel, UnknownLevel, SubjectChanged, StaleAuthTime, MissingAuthTime]),
    group(
        "Không phải lỗi: cổng phải chịu được",
        &[MissingKid, AudList, KeyRotatedBeforeSigning, KeyRotatedAfterSigning],
    ),
    group(
        "Điểm cấp token",
        &[TokenError, TokenRedirect, TokenHtml, TokenTruncated, TokenSlow, TokenTypeMac, NoIdToken, NoAccessToken],
    ),
    group(
        "Userinfo",
        &[
            UserinfoWrongSub,
            UserinfoMissingSub,
            UserinfoEmptySub,
            UserinfoNumberSub,
            UserinfoError,
            UserinfoHtml,
            UserinfoRedirect,
            UserinfoHuge,
        ],
    ),
    endpoints(
        "Cả nhà cung cấp, cấu hình và khóa",
        &[
            Down,
            DiscoveryDown,
            DiscoveryWrongIssuer,
            DiscoveryForeignEndpoint,
            DiscoveryHttpEndpoint,
            DiscoveryWeakAlgorithms,
            DiscoveryHuge,
            DiscoverySlow,
            JwksDown,
            JwksMany,
            JwksHuge,
            JwksSlow,
        ],
    ),
    endpoints("Yêu cầu gửi trước (PAR)", &[ParDown, ParHtml, ParRedirect, ParRefused, RequestUriRefused]),
];
