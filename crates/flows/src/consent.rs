//! The person's consent to a match with the register (guide I.2; Luật 91/2025/QH15, điều 9).

use crate::{
    Portal,
    ports::{StoreError, accounts::Account},
};
use uuid::Uuid;

/// A consent of one account's person. Only this module makes one, so that the register cannot be asked without it.
#[derive(Clone, Copy, Debug)]
pub struct Consent {
    account: Uuid,
    is_given_now: bool,
}

impl Consent {
    /// The consent that the person has given before and not withdrawn.
    pub async fn stored(portal: &Portal, account: &Account) -> Result<Option<Self>, StoreError> {
        let given = portal.store.consent_given(account.id).await?;
        Ok(given.map(|_| Self { account: account.id, is_given_now: false }))
    }

    /// The consent of a form's box, which the person ticks or leaves empty; where it is empty, the stored one.
    pub async fn of_form(portal: &Portal, account: &Account, is_ticked: bool) -> Result<Option<Self>, StoreError> {
        if is_ticked {
            return Ok(Some(Self { account: account.id, is_given_now: true }));
        }
        Self::stored(portal, account).await
    }

    /// The same consent for a second query: it is stored with the first one.
    pub(crate) const fn again(self) -> Self {
        Self { is_given_now: false, ..self }
    }

    /// The account whose person gave it.
    pub(crate) const fn account(self) -> Uuid {
        self.account
    }

    /// Whether it has to be stored with the query.
    pub(crate) const fn is_given_now(self) -> bool {
        self.is_given_now
    }
}
