//! Values for the tests of this crate, and a store of attempts in memory.

#![allow(clippy::unwrap_used)]

use crate::ports::{
    StoreError,
    accounts::{Account, AccountWritten, Field, Identity, Person, PersonWritten, Revision, Source},
    audit::AuditEvent,
    matching::{AttemptsOf, Backlog, Conclusion, DeferredAnswer, Due, Matching, QueryRecord, Spent},
    register::Record,
};
use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, Entry, FullName, Outcome};
use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// The time of every test.
pub const NOW: OffsetDateTime = OffsetDateTime::UNIX_EPOCH.saturating_add(Duration::days(20_000));

/// So many minutes after (or before) [`NOW`].
pub fn at_minute(minutes: i64) -> OffsetDateTime {
    NOW + Duration::minutes(minutes)
}

/// The result of a future that never waits, as none does in memory.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("a store in memory does not wait"),
    }
}

pub fn number(text: &str) -> Cccd {
    Cccd::from_trusted(text).unwrap()
}

pub fn named(text: &str) -> FullName {
    FullName::parse(text).unwrap()
}

/// `15/06/1985` or `1985`.
pub fn born(text: &str) -> BirthDate {
    BirthDate::parse_wire(text).unwrap()
}

pub fn entry_of(number_text: &str, name: &str, birth: &str) -> Entry {
    Entry { number: number(number_text), full_name: named(name), birth_date: born(birth) }
}

pub fn entry(number_text: &str) -> Entry {
    entry_of(number_text, "Nguyễn Văn An", "15/06/1985")
}

pub fn record(number_text: &str, name: &str, birth: &str) -> Record {
    Record {
        number: number(number_text),
        full_name: named(name),
        birth_date: born(birth),
        sex: None,
        address: None,
        is_inactive: false,
    }
}

/// A value that this source states since so many minutes after [`NOW`].
pub fn field<T>(value: T, source: Source, minutes: i64) -> Option<Field<T>> {
    Some(Field { value, source, at: at_minute(minutes) })
}

pub fn nothing_known() -> Person {
    Person::default()
}

/// A person whose number was typed and matched.
pub fn matched(number_text: &str) -> Person {
    Person { number: field(number(number_text), Source::Register, 0), matched_at: Some(NOW), ..Person::default() }
}

/// A person whose number this provider has asserted.
pub fn asserted_by(provider: &str, number_text: &str) -> Person {
    Person { number: field(number(number_text), Source::Provider(provider.to_owned()), 0), ..Person::default() }
}

/// An identity of level 2 at the provider.
pub fn identity(provider: &str, subject: &str) -> Identity {
    let id = subject.bytes().fold(1, |id, byte| id * 256 + u128::from(byte));
    Identity {
        id: Uuid::from_u128(id),
        provider: provider.to_owned(),
        issuer: format!("https://{provider}.example"),
        subject: subject.to_owned(),
        level: 2,
        linked_at: NOW,
        last_used_at: NOW,
        number: None,
    }
}

pub fn account<const N: usize>(identities: [Identity; N], person: Person) -> Account {
    Account { id: Uuid::from_u128(7), created_at: NOW, identities: identities.into(), person }
}

/// An attempt that was spent.
#[derive(Clone, Copy)]
pub struct Attempt {
    pub account: Uuid,
    pub number: &'static str,
    pub address: &'static str,
    pub at: OffsetDateTime,
}

/// The attempts of [`Matching`] in memory. Its other methods are out of order.
pub struct Attempts(Vec<Attempt>);

impl Attempts {
    pub fn of<const N: usize>(attempts: [Attempt; N]) -> Self {
        Self(attempts.into())
    }
}

#[async_trait]
impl Matching for Attempts {
    async fn spent_attempts(&self, of: AttemptsOf<'_>, since: OffsetDateTime) -> Result<Spent, StoreError> {
        let counts = |attempt: &&Attempt| match of {
            AttemptsOf::Account(account) => attempt.account == account,
            AttemptsOf::Number(number) => attempt.number == number.as_str(),
            AttemptsOf::Address(address) => attempt.address == address,
        };
        let times: Vec<_> = self.0.iter().filter(counts).map(|attempt| attempt.at).filter(|at| *at >= since).collect();
        Ok(Spent { count: u32::try_from(times.len()).unwrap(), oldest: times.into_iter().min() })
    }

    async fn record_query(&self, _: QueryRecord) -> Result<AccountWritten, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn conclude(&self, _: Conclusion, _: AuditEvent) -> Result<(), StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn conclude_match(&self, _: Conclusion, _: Revision, _: AuditEvent) -> Result<PersonWritten, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn waiting_entry(&self, _: Uuid) -> Result<Option<Entry>, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn drop_waiting_entry(&self, _: Uuid) -> Result<(), StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn claim_due(&self, _: OffsetDateTime, _: OffsetDateTime) -> Result<Option<Due>, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn postpone(&self, _: &Due, _: Option<Outcome>, _: OffsetDateTime) -> Result<(), StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn conclude_due(
        &self,
        _: Conclusion,
        _: Option<Revision>,
        _: AuditEvent,
    ) -> Result<Option<PersonWritten>, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn deferred_answer(&self, _: Uuid) -> Result<Option<DeferredAnswer>, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn drop_deferred_answer(&self, _: Uuid) -> Result<(), StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn backlog(&self) -> Result<Backlog, StoreError> {
        Err(StoreError::Unavailable)
    }

    async fn queries_of(&self, _: Uuid, _: u64) -> Result<Vec<QueryRecord>, StoreError> {
        Err(StoreError::Unavailable)
    }
}
