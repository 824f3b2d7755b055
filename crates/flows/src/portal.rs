//! A portal is a value: the same flows serve the national portal and the Phú Thọ system.

use crate::ports::{
    Store, StoreError,
    audit::{AuditEvent, AuditKind},
    provider::{IdentityProvider, ProviderKind},
    register::Register,
    world::World,
};
use congdan_domain::{Cccd, policy::NationalAccount};
use std::sync::Arc;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// Everything a flow may ask, and the rules that configuration decides.
#[derive(Clone)]
pub struct Portal {
    pub about: About,
    pub policy: Policy,
    pub limits: Limits,
    pub retries: Retries,
    pub session: SessionRules,
    pub officials: Vec<Official>,
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

/// An official is known by the number that a provider or the register vouched for.
#[derive(Clone, Debug)]
pub struct Official {
    pub number: Cccd,
    /// e.g. `H44.12`.
    pub unit: String,
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

    /// Whether the policy has closed this kind of account today.
    pub fn is_closed(&self, kind: ProviderKind) -> bool {
        kind == ProviderKind::National && self.policy.national_account_on(self.world.today()) == NationalAccount::Closed
    }

    /// Whether the provider of this id is VNeID.
    pub fn is_vneid(&self, id: &str) -> bool {
        self.provider(id).is_some_and(|provider| provider.kind() == ProviderKind::Vneid)
    }

    /// The providers whose identities open an account today, by id.
    pub(crate) fn open_providers(&self) -> Vec<String> {
        let open = self.providers.iter().filter(|provider| !self.is_closed(provider.kind()));
        open.map(|provider| provider.id().to_owned()).collect()
    }

    /// The providers whose identities vouch for the number of their account, by id.
    pub(crate) fn vouching(&self) -> Vec<String> {
        let vouching = self.providers.iter().filter(|provider| provider.kind() == ProviderKind::Vneid);
        vouching.map(|provider| provider.id().to_owned()).collect()
    }

    /// When the register is asked again after `tries` tries: full jitter on top of the shortest delay, with a span that
    /// doubles at each try, up to the longest.
    pub(crate) fn next_try(&self, tries: u32) -> OffsetDateTime {
        let span = (self.retries.first * 2_i32.pow(tries.min(20))).min(self.retries.most);
        let mut chance = [0; 4];
        chance.copy_from_slice(&self.world.random.bytes()[..4]);
        let share = f64::from(u32::from_be_bytes(chance)) / f64::from(u32::MAX);
        self.world.now() + self.retries.first + span * share
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
