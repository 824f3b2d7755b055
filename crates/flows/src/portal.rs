//! A portal is a value: the same flows serve the national portal and the Phú Thọ system.

mod desk_rules;

pub use desk_rules::{DeskRules, Unit};

use crate::ports::{
    Store, StoreError,
    audit::{AuditEvent, AuditKind},
    provider::{IdentityProvider, ProviderKind},
    register::Register,
    world::World,
};
use congdan_domain::{Opens, policy::NationalAccount};
use std::sync::Arc;
use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

/// The ports of one portal, and the rules that its configuration decides. A request shares it and never copies it.
pub struct Portal {
    /// What it is called, and where it is.
    pub about: About,
    /// The rules of the guide that change with time.
    pub policy: Policy,
    /// How often something may be done.
    pub limits: Limits,
    /// When the register is asked again.
    pub retries: Retries,
    /// How long a session lasts.
    pub session: SessionRules,
    /// What configuration decides about the desk.
    pub desk: DeskRules,
    /// The providers, in the order of the configuration.
    pub providers: Vec<Arc<dyn IdentityProvider>>,
    /// The National Population Database.
    pub register: Arc<dyn Register>,
    /// The database.
    pub store: Arc<dyn Store>,
    /// Time and chance.
    pub world: World,
}

/// What a portal is called, and where it is.
#[derive(Clone, Debug)]
pub struct About {
    /// In cookie names and audit rows.
    pub id: String,
    /// The national portal, or a province's system.
    pub kind: PortalKind,
    /// The name on every page.
    pub name: String,
    /// Without a slash at its end; redirect URIs and links are built from this only.
    pub public_url: String,
    /// The first part of a dossier code, e.g. `H44`.
    pub dossier_unit: String,
    /// Invented people and numbers: every page says so.
    pub demonstration: bool,
}

/// Which of the guide's two kinds of system a portal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalKind {
    /// Cổng Dịch vụ công quốc gia.
    National,
    /// A province's system for administrative procedures, e.g. Phú Thọ's.
    Province,
}

/// The rules of the guide that change with time.
#[derive(Clone, Debug)]
pub struct Policy {
    /// From this day registration and sign-in are by VNeID only (guide, title).
    pub vneid_only_from: Date,
    /// What a national-portal account may do from that day on.
    pub national_account: NationalAccount,
    /// Which acts each kind of vouching for a number opens (ADR 14).
    pub opens: Opens,
    /// An account whose provider asserts no name or no birth date may match all the same.
    pub match_unasserted: bool,
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
    /// How many events.
    pub count: u32,
    /// In which span.
    pub window: Duration,
}

/// How often something may be done.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Matches that ended in "not found", by account.
    pub match_per_account: Limit,
    /// The same, by CCCD number.
    pub match_per_number: Limit,
    /// The same, by network address: beyond it, accounts that have missed before are slowed down.
    pub match_per_address: Limit,
    /// Sign-ins that begin, by network address.
    pub sign_in_per_address: Limit,
    /// Public dossier searches, by network address (`limits.look_up_per_address`).
    pub dossier_search_per_address: Limit,
    /// Public dossier searches that found nothing, by CCCD number (`limits.look_up_misses_per_number`).
    pub dossier_misses_per_number: Limit,
    /// The same, by dossier code (`limits.look_up_misses_per_code`).
    pub dossier_misses_per_code: Limit,
    /// Server functions, by session.
    pub calls_per_session: Limit,
}

/// When the register is asked again about an entry that waits.
#[derive(Clone, Copy, Debug)]
pub struct Retries {
    /// The shortest delay.
    pub shortest: Duration,
    /// The longest span from which the delay on top of it is drawn.
    pub longest_span: Duration,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub struct SessionRules {
    /// Without being used.
    pub idle: Duration,
    /// In any case.
    pub absolute: Duration,
}

impl Portal {
    /// The provider of this id.
    pub fn provider(&self, id: &str) -> Option<&Arc<dyn IdentityProvider>> {
        self.providers.iter().find(|provider| provider.id() == id)
    }

    /// VNeID, where it is configured: a configuration has at most one provider of kind `vneid` (`check-config`).
    pub fn vneid(&self) -> Option<&Arc<dyn IdentityProvider>> {
        self.providers.iter().find(|provider| provider.kind().vouches_for_numbers())
    }

    /// A provider's label, or its id where configuration has dropped it since.
    pub fn provider_label(&self, id: &str) -> String {
        self.provider(id).map_or_else(|| id.to_owned(), |provider| provider.label().to_owned())
    }

    /// Whether the policy has closed this kind of account today.
    pub fn is_closed(&self, kind: ProviderKind) -> bool {
        kind.may_be_closed() && self.policy.national_account_on(self.world.today()) == NationalAccount::Closed
    }

    /// Whether the provider of this id is VNeID, whose assertions are the strongest after the register's.
    pub fn is_vneid(&self, id: &str) -> bool {
        self.provider(id).is_some_and(|provider| provider.kind().vouches_for_numbers())
    }

    /// The providers whose identities open an account today, by id.
    pub(crate) fn open_providers(&self) -> Vec<String> {
        let open = self.providers.iter().filter(|provider| !self.is_closed(provider.kind()));
        open.map(|provider| provider.id().to_owned()).collect()
    }

    /// The providers whose identities vouch for the number of their account, by id.
    pub(crate) fn vouching(&self) -> Vec<String> {
        let vouching = self.providers.iter().filter(|provider| provider.kind().vouches_for_numbers());
        vouching.map(|provider| provider.id().to_owned()).collect()
    }

    /// When the register is asked again after `tries` tries: full jitter on top of the shortest delay, with a span that
    /// doubles at each try, up to the longest.
    pub(crate) fn next_try(&self, tries: u32) -> OffsetDateTime {
        let span = (self.retries.shortest * 2_i32.pow(tries.min(20))).min(self.retries.longest_span);
        let mut chance = [0; 4];
        chance.copy_from_slice(&self.world.random.bytes()[..4]);
        let share = f64::from(u32::from_be_bytes(chance)) / f64::from(u32::MAX);
        self.world.now() + self.retries.shortest + span * share
    }

    /// An event of now, with a reference of its own.
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
