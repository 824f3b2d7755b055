//! Ways in which a provider misbehaves on request, so that a portal can be shown to notice.

use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The names are those of the control call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    #[default]
    None,
    // The authorization response.
    AccessDenied,
    IssParamWrong,
    IssParamMissing,
    StateWrong,
    // What the ID token says.
    WrongIss,
    IssTrailingSlash,
    MissingIss,
    WrongAud,
    ExtraAud,
    MissingAud,
    WrongAzp,
    WrongNonce,
    MissingNonce,
    MissingSub,
    EmptySub,
    LongSub,
    MissingExp,
    MissingIat,
    StringExp,
    Expired,
    IssuedInFuture,
    NotYetValid,
    WrongAtHash,
    /// The account's level is 1, whatever the person's.
    Level1,
    NoLevel,
    /// Another subject for the same person.
    SubjectChanged,
    // How the ID token is made.
    BadSignature,
    ForeignKey,
    UnknownKid,
    AlgNone,
    Hs256,
    EmbeddedJwk,
    CriticalHeader,
    WrongType,
    // The token endpoint.
    TokenError,
    TokenRedirect,
    TokenHtml,
    TokenTruncated,
    TokenSlow,
    TokenTypeMac,
    NoIdToken,
    // Userinfo.
    UserinfoWrongSub,
    UserinfoError,
    UserinfoHtml,
    // Whole endpoints, in no particular flow.
    Down,
    DiscoveryWrongIssuer,
    JwksDown,
}

impl Fault {
    fn is_of_an_endpoint(self) -> bool {
        matches!(self, Self::Down | Self::DiscoveryWrongIssuer | Self::JwksDown)
    }
}

/// The fault that is switched on, for one time or until it is switched off.
#[derive(Debug, Default)]
pub(crate) struct FaultSwitch(Mutex<Setting>);

/// The body of the control call.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setting {
    fault: Fault,
    #[serde(default)]
    once: bool,
}

impl FaultSwitch {
    pub fn set(&self, setting: Setting) {
        *self.lock() = setting;
    }

    pub fn reset(&self) {
        self.set(Setting::default());
    }

    /// The fault for the flow that now leaves the authorization endpoint; it stays with this flow to its end.
    pub fn for_flow(&self) -> Fault {
        let mut setting = self.lock();
        if setting.fault.is_of_an_endpoint() {
            return Fault::None;
        }
        take(&mut setting)
    }

    /// Whether an endpoint has this fault now.
    pub fn at_endpoint(&self, fault: Fault) -> bool {
        let mut setting = self.lock();
        setting.fault == fault && take(&mut setting) == fault
    }

    fn lock(&self) -> MutexGuard<'_, Setting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn take(setting: &mut Setting) -> Fault {
    let fault = setting.fault;
    if setting.once {
        *setting = Setting::default();
    }
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_set_once_spoils_one_flow() {
        let switch = FaultSwitch::default();
        switch.set(Setting { fault: Fault::WrongNonce, once: true });
        assert_eq!(switch.for_flow(), Fault::WrongNonce);
        assert_eq!(switch.for_flow(), Fault::None);
    }

    #[test]
    fn a_fault_of_an_endpoint_is_not_spent_by_a_flow() {
        let switch = FaultSwitch::default();
        switch.set(Setting { fault: Fault::JwksDown, once: true });
        assert_eq!(switch.for_flow(), Fault::None);
        assert!(switch.at_endpoint(Fault::JwksDown));
        assert!(!switch.at_endpoint(Fault::JwksDown));
    }

    #[test]
    fn every_fault_in_the_documentation_exists() {
        let table = include_str!("../../../../docs/SANDBOX.md").split("| provider faults |").nth(1).unwrap_or_default();
        let table = table.split("\n\n").next().unwrap_or_default();
        let faults =
            table.lines().filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
        let faults: Vec<_> = faults.collect();
        assert!(faults.len() > 40, "{faults:?}");
        for name in faults {
            let parsed: Result<Fault, _> = serde_json::from_value(name.into());
            assert!(parsed.is_ok(), "{name}");
        }
    }
}
