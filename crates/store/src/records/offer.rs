//! A sign-in that waits for its person to say whether an account is theirs.

use super::PersonRecord;
use crate::{
    failure::Failure,
    moment::{micros, moment},
};
use congdan_domain::WantedPath;
use congdan_flows::ports::accounts::{Identity, PendingLink};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What the second identity would bring, while its owner is asked.
#[derive(Serialize, Deserialize)]
pub(crate) struct OfferRecord {
    account: Uuid,
    identity: IdentityRecord,
    person: PersonRecord,
    id_token: Option<String>,
    provider_session: Option<String>,
    authenticated_at: i64,
    wanted: WantedPath,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct IdentityRecord {
    id: Uuid,
    provider: String,
    issuer: String,
    subject: String,
    level: u8,
    linked_at: i64,
    last_used_at: i64,
}

impl OfferRecord {
    pub(crate) fn of(link: &PendingLink) -> Self {
        Self {
            account: link.account,
            identity: IdentityRecord::of(&link.identity),
            person: PersonRecord::of(&link.person),
            id_token: link.id_token.as_ref().map(|token| token.expose_secret().to_owned()),
            provider_session: link.provider_session.clone(),
            authenticated_at: micros(link.authenticated_at),
            wanted: link.wanted.clone(),
        }
    }

    pub(crate) fn into_link(self, browser: &str, expires_at: i64) -> Result<PendingLink, Failure> {
        Ok(PendingLink {
            browser: browser.to_owned(),
            account: self.account,
            identity: self.identity.into_identity()?,
            person: self.person.into_person()?,
            id_token: self.id_token.map(Into::into),
            provider_session: self.provider_session,
            authenticated_at: moment(self.authenticated_at)?,
            wanted: self.wanted,
            expires_at: moment(expires_at)?,
        })
    }
}

impl IdentityRecord {
    pub(crate) fn of(identity: &Identity) -> Self {
        Self {
            id: identity.id,
            provider: identity.provider.clone(),
            issuer: identity.issuer.clone(),
            subject: identity.subject.clone(),
            level: identity.level,
            linked_at: micros(identity.linked_at),
            last_used_at: micros(identity.last_used_at),
        }
    }

    pub(crate) fn into_identity(self) -> Result<Identity, Failure> {
        Ok(Identity {
            id: self.id,
            provider: self.provider,
            issuer: self.issuer,
            subject: self.subject,
            level: self.level,
            linked_at: moment(self.linked_at)?,
            last_used_at: moment(self.last_used_at)?,
        })
    }
}
