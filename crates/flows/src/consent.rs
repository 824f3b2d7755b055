//! The person's consent to a query (guide I.2; Luật 91/2025/QH15, điều 9): for a purpose, with the text that they read, until
//! they withdraw it ([ADR 19](../../../docs/adr/0019-consents-and-checkpoints.md)).

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, AccountWritten},
        audit::AuditKind,
        consents::{Agreement, ConsentText, Withdrawn},
        matching::Purpose,
    },
    session::Visitor,
};
use uuid::Uuid;

/// The first version of the text that names both purposes. The one before spoke of the match alone.
const NAMES_BOTH: u16 = 2;

/// A consent of one account's person, for one purpose. Only this module makes one, so that the register cannot be asked
/// without it.
#[derive(Clone, Copy, Debug)]
pub struct Consent {
    account: Uuid,
    purpose: Purpose,
    given_now: Option<ConsentText>,
}

impl Consent {
    /// The consent that the person has given before and not withdrawn.
    pub async fn stored(portal: &Portal, account: &Account, purpose: Purpose) -> Result<Option<Self>, StoreError> {
        let given = portal.store.consent_given(account.id, purpose).await?;
        Ok(given.map(|_| Self { account: account.id, purpose, given_now: None }))
    }

    /// The consent of a form's box, which the person ticks beside this text or leaves empty; where it is empty, the stored one.
    pub async fn of_form(
        portal: &Portal,
        account: &Account,
        purpose: Purpose,
        ticked: Option<ConsentText>,
    ) -> Result<Option<Self>, StoreError> {
        match ticked {
            Some(text) => Ok(Some(Self { account: account.id, purpose, given_now: Some(text) })),
            None => Self::stored(portal, account, purpose).await,
        }
    }

    /// The same consent for a second query: it is stored with the first one.
    pub(crate) const fn again(self) -> Self {
        Self { given_now: None, ..self }
    }

    /// The account whose person gave it.
    pub(crate) const fn account(self) -> Uuid {
        self.account
    }

    /// Stores it, where it is given now: for everything that its text names.
    pub(crate) async fn keep(self, portal: &Portal) -> Result<AccountWritten, StoreError> {
        let Some(text) = self.given_now else { return Ok(AccountWritten::Done) };
        let purposes: &'static [Purpose] = match self.purpose {
            _ if text.version >= NAMES_BOTH => &[Purpose::Match, Purpose::Synchronise],
            Purpose::Match => &[Purpose::Match],
            Purpose::Synchronise => &[Purpose::Synchronise],
        };
        let agreement = Agreement { id: portal.world.id(), purposes, text, at: portal.world.now() };
        portal.store.agree(self.account, agreement).await
    }
}

/// "Rút lại sự đồng ý": nothing is asked for this purpose any more, what waits for the register is dropped, and what was
/// confirmed before stays as it is, with its source. As easy as agreeing, so it demands no proof.
pub async fn withdraw(portal: &Portal, visitor: &Visitor, purpose: Purpose) -> Result<Withdrawn, StoreError> {
    let audit = portal.event(Some(visitor.account.id), AuditKind::ConsentWithdrawn, purpose.code());
    portal.store.withdraw_consent(visitor.account.id, purpose, audit).await
}
