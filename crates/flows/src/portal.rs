//! A portal is a value: the same flows serve the national portal and the Phú Thọ system.

use crate::{
    desk::DeskRules,
    ports::{
        Store, StoreError,
        audit::{AuditEvent, AuditKind},
        provider::{IdentityProvider, ProviderKind},
        register::Register,
        world::World,
    },
};
use congdan_domain::policy::NationalAccount;
use std::sync::Arc;
use time::{Date, Duration};
use uuid::Uuid;

/// Everything a flow may ask, and the rules that configuration decides.
#[derive(Clone)]
pub struct Portal {
    pub about: About,
    pub policy: Policy,
    pub limits: Limits,
    pub retries: Retries,
    pub session: SessionRules,
    pub desk: DeskRules,
    pub providers: Vec<Arc<dyn IdentityProvider>>,
    pub register: Arc<dyn Register>,
    pub store: Arc<dyn Store>,
    pub world: World,
}

#[derive(Clone, Debug)]
pub struct About {
    /// In cookie names and audit rows.
    pub id: String,
    pub kind: PortalKind,
    pub name: String,
    /// Without a slash at its end; redirect URIs and links are built from this only.
    pub public_url: String,
    /// The first part of a dossier code, e.g. `H44`.
    pub dossier_unit: String,
    /// Invented people and numbers: every page says so.
    pub demonstration: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalKind {
    National,
    Province,
}

#[derive(Clone, Debug)]
pub struct Policy {
    /// From this day registration and sign-in are by VNeID only (guide, title).
    pub vneid_only_from: Date,
    pub national_account: NationalAccount,
    /// How long two accounts that were merged can be taken apart again.
    pub merge_undo: Duration,
}

impl Policy {
    /// What a national-portal account may do today.
    pub fn national_account_on(&self, today: Date) -> NationalAccount {
        if today < self.vneid_only_from { NationalAccount::Full } else { self.national_account }
    }
}

/// A number of events in a span of time; a count of 0 switches the limit off.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub count: u32,
    pub window: Duration,
}

#[derive(Clone, Debug)]
pub struct Limits {
    pub match_per_account: Limit,
    pub match_per_number: Limit,
    pub match_per_address: Limit,
    pub sign_in_per_address: Limit,
    pub look_up_per_address: Limit,
    pub calls_per_session: Limit,
}

/// When an entry that waits for the register is asked about again.
#[derive(Clone, Copy, Debug)]
pub struct Retries {
    /// Never sooner than this.
    pub first: Duration,
    /// The longest span from which the delay on top of it is drawn.
    pub most: Duration,
}

#[derive(Clone, Copy, Debug)]
pub struct SessionRules {
    pub idle: Duration,
    pub absolute: Duration,
}

impl Portal {
    pub fn provider(&self, id: &str) -> Option<&Arc<dyn IdentityProvider>> {
        self.providers.iter().find(|provider| provider.id() == id)
    }

    pub fn provider_of_kind(&self, kind: ProviderKind) -> Option<&Arc<dyn IdentityProvider>> {
        self.providers.iter().find(|provider| provider.kind() == kind)
    }

    /// A provider's label, or its id where configuration has dropped it since.
    pub fn provider_label(&self, id: &str) -> String {
        self.provider(id).map_or_else(|| id.to_owned(), |provider| provider.label().to_owned())
    }

    pub(crate) fn event(&self, account: Option<Uuid>, kind: AuditKind, detail: impl Into<String>) -> AuditEvent {
        AuditEvent { at: self.world.now(), account, kind, detail: detail.into(), support_id: self.world.support_id() }
    }

    /// Records a refusal and answers with the number that the person can name to the help line.
    pub async fn refuse(&self, account: Option<Uuid>, kind: AuditKind, reason: &str) -> Result<String, StoreError> {
        let event = self.event(account, kind, reason);
        let support_id = event.support_id.clone();
        self.store.record(event).await?;
        Ok(support_id)
    }
}

impl std::fmt::Debug for Portal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Portal").field("about", &self.about).finish_non_exhaustive()
    }
}
