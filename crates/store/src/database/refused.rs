//! What a refused write is to its caller: each write of the ports has an enum of what can become of it.

use crate::failure::{Failure, Refused};
use congdan_flows::ports::{
    StoreError,
    accounts::{AccountCreated, AccountWritten, IdentityWritten, NumberMoved, PersonWritten},
};

/// The result of a write that a rule may refuse.
pub(crate) trait Written: Sized {
    /// The write was done.
    const DONE: Self;

    /// What the caller is answered; `None` where this write cannot be refused so.
    fn refused(refused: Refused) -> Option<Self>;
}

/// A refusal that is no failure becomes the answer.
pub(crate) fn unless_refused<T: Written>(written: Result<(), Failure>) -> Result<T, StoreError> {
    match written {
        Ok(()) => Ok(T::DONE),
        Err(Failure::Refused(refused)) => T::refused(refused).ok_or_else(|| Failure::Refused(refused).report()),
        Err(failure) => Err(failure.report()),
    }
}

impl Written for AccountCreated {
    const DONE: Self = Self::Done;

    fn refused(refused: Refused) -> Option<Self> {
        match refused {
            Refused::NumberTaken => Some(Self::NumberTaken),
            Refused::IdentityTaken => Some(Self::IdentityTaken),
            Refused::Outdated | Refused::AccountClosed | Refused::NotAgreed => None,
        }
    }
}

impl Written for AccountWritten {
    const DONE: Self = Self::Done;

    fn refused(refused: Refused) -> Option<Self> {
        match refused {
            Refused::AccountClosed | Refused::NotAgreed => Some(Self::AccountClosed),
            Refused::NumberTaken | Refused::IdentityTaken | Refused::Outdated => None,
        }
    }
}

impl Written for PersonWritten {
    const DONE: Self = Self::Done;

    fn refused(refused: Refused) -> Option<Self> {
        match refused {
            Refused::NumberTaken => Some(Self::NumberTaken),
            Refused::Outdated | Refused::AccountClosed | Refused::NotAgreed => Some(Self::Outdated),
            Refused::IdentityTaken => None,
        }
    }
}

impl Written for IdentityWritten {
    const DONE: Self = Self::Done;

    fn refused(refused: Refused) -> Option<Self> {
        match refused {
            Refused::IdentityTaken => Some(Self::IdentityTaken),
            Refused::AccountClosed => Some(Self::AccountClosed),
            Refused::NumberTaken | Refused::Outdated | Refused::NotAgreed => None,
        }
    }
}

impl Written for NumberMoved {
    const DONE: Self = Self::Done;

    fn refused(_: Refused) -> Option<Self> {
        Some(Self::Outdated)
    }
}
