//! All faults, by the place where they happen.

use super::Fault::{self, *};

/// Faults of one place.
#[derive(Debug)]
pub(crate) struct FaultGroup {
    /// In Vietnamese, for the page.
    pub title: &'static str,
    /// Every ID token of the group must be refused.
    pub spoils_the_id_token: bool,
    /// They belong to no flow: the next request meets them.
    pub of_endpoints: bool,
    pub faults: &'static [Fault],
}

const fn group(title: &'static str, faults: &'static [Fault]) -> FaultGroup {
    FaultGroup { title, spoils_the_id_token: false, of_endpoints: false, faults }
}

const fn bad_id_token(title: &'static str, faults: &'static [Fault]) -> FaultGroup {
    FaultGroup { title, spoils_the_id_token: true, of_endpoints: false, faults }
}

const fn endpoints(title: &'static str, faults: &'static [Fault]) -> FaultGroup {
    FaultGroup { title, spoils_the_id_token: false, of_endpoints: true, faults }
}

pub(crate) const GROUPS: &[FaultGroup] = &[
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

impl Fault {
    /// Whether the fault belongs to an endpoint and not to a flow.
    pub fn is_of_an_endpoint(self) -> bool {
        GROUPS.iter().any(|group| group.of_endpoints && group.faults.contains(&self))
    }

    /// Whether the ID token must be refused and nothing be called after it.
    pub fn spoils_the_id_token(self) -> bool {
        GROUPS.iter().any(|group| group.spoils_the_id_token && group.faults.contains(&self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_lists_exactly_the_faults_there_are() {
        let table =
            include_str!("../../../../../docs/SANDBOX.md").split("| provider faults |").nth(1).unwrap_or_default();
        let table = table.split("\n\n").next().unwrap_or_default();
        let cells = table.lines().filter_map(|row| row.split('|').nth(1));
        let documented: Vec<_> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        for name in &documented {
            let fault = Fault::named(name);
            assert!(fault.is_some_and(|fault| GROUPS.iter().any(|group| group.faults.contains(&fault))), "{name}");
        }
        for fault in GROUPS.iter().flat_map(|group| group.faults) {
            assert!(documented.contains(&fault.name().as_str()), "{}", fault.name());
        }
    }
}
