//! Which fault is on.

use super::Fault;
use serde::Deserialize;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The fault that is switched on, for one time or until it is switched off.
#[derive(Debug, Default)]
pub(crate) struct FaultSwitch(Mutex<FaultSetting>);

/// The body of the control call.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultSetting {
    pub fault: Fault,
    #[serde(default)]
    pub once: bool,
}

impl FaultSwitch {
    pub fn set(&self, setting: FaultSetting) {
        *self.lock() = setting;
    }

    pub fn get(&self) -> FaultSetting {
        *self.lock()
    }

    pub fn reset(&self) {
        self.set(FaultSetting::default());
    }

    /// The fault for the flow that now leaves the authorization endpoint; it stays with this flow to its end.
    pub fn for_flow(&self) -> Fault {
        let mut setting = self.lock();
        if setting.fault.is_of_an_endpoint() {
            return Fault::None;
        }
        take(&mut setting)
    }

    /// The fault of an endpoint, if it is one of these.
    pub fn at_endpoint(&self, faults: &[Fault]) -> Fault {
        let mut setting = self.lock();
        if faults.contains(&setting.fault) { take(&mut setting) } else { Fault::None }
    }

    fn lock(&self) -> MutexGuard<'_, FaultSetting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn take(setting: &mut FaultSetting) -> Fault {
    let fault = setting.fault;
    if setting.once {
        *setting = FaultSetting::default();
    }
    fault
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_set_once_spoils_one_flow() {
        let switch = FaultSwitch::default();
        switch.set(FaultSetting { fault: Fault::WrongNonce, once: true });
        assert_eq!(switch.for_flow(), Fault::WrongNonce);
        assert_eq!(switch.for_flow(), Fault::None);
    }

    #[test]
    fn a_fault_of_an_endpoint_is_not_spent_by_a_flow() {
        let switch = FaultSwitch::default();
        switch.set(FaultSetting { fault: Fault::JwksDown, once: true });
        assert_eq!(switch.for_flow(), Fault::None);
        assert_eq!(switch.at_endpoint(&[Fault::Down]), Fault::None);
        assert_eq!(switch.at_endpoint(&[Fault::JwksDown]), Fault::JwksDown);
        assert_eq!(switch.at_endpoint(&[Fault::JwksDown]), Fault::None);
    }
}
