//! Invented people and things. Times are whole microseconds, as the database keeps them.

use congdan_domain::{BirthDate, Cccd, Entry, FullName, Outcome, Sex, SlipReason, WantedPath};
use congdan_flows::ports::{
    StoreError,
    accounts::{
        Account, AccountCreated, AccountWritten, Accounts, Contact, Field, Identity, PendingLink, Person,
        PersonWritten, Revision, Source,
    },
    audit::{AuditEvent, AuditKind},
    consents::{Agreement, ConsentText, Consents, TextLanguage},
    dossiers::{Dossiers, Draft, DraftWritten, Owner, Submission},
    matching::{Conclusion, Matching, Purpose, QueryRecord, Reservation, Reserved},
    merging::{Conflict, Merge, Merged, Merging, ProvenHolder},
    sessions::{NewSession, Session},
    slips::Slip,
};
use congdan_store::Database;
use std::collections::BTreeMap;
use time::{Date, Duration, Month, OffsetDateTime};
use uuid::Uuid;

/// 15/6/2024, 07:00 in Vietnam.
pub fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_718_409_600).unwrap() + Duration::microseconds(123_456)
}

/// A token as a cookie carries it.
pub fn token() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

pub fn number(last: u32) -> Cccd {
    Cccd::from_trusted(&format!("025085999{last:03}")).unwrap()
}

pub fn field<T>(value: T, source: Source) -> Option<Field<T>> {
    Some(Field { value, source, at: now() })
}

pub fn person(last: u32) -> Person {
    Person {
        full_name: field(FullName::parse("Nguyễn Văn An").unwrap(), Source::Register),
        birth_date: field(BirthDate::new(1985, Some(1), Some(1)).unwrap(), Source::Provider("vneid".to_owned())),
        sex: field(Sex::Male, Source::Register),
        number: field(number(last), Source::Register),
        address: field("Xã Bằng Luân, tỉnh Phú Thọ".to_owned(), Source::Register),
        contact: Contact {
            phone: Some("0912345678".to_owned()),
            email: Some("an@example.vn".to_owned()),
            address: Some("Số 1, phố Hàng Trống".to_owned()),
        },
        matched_at: Some(now()),
    }
}

pub fn without_number(mut person: Person) -> Person {
    person.number = None;
    person
}

pub fn identity() -> Identity {
    Identity {
        id: Uuid::new_v4(),
        provider: "vneid".to_owned(),
        issuer: "http://localhost:4000/vneid".to_owned(),
        subject: Uuid::new_v4().to_string(),
        level: 2,
        linked_at: now(),
        last_used_at: now(),
        number: None,
    }
}

pub fn account(person: Person) -> Account {
    Account { id: Uuid::new_v4(), created_at: now(), identities: vec![identity()], person }
}

pub fn event(account: Uuid, kind: AuditKind) -> AuditEvent {
    AuditEvent {
        at: now(),
        account: Some(account),
        kind,
        detail: "vneid".to_owned(),
        support_id: "ABCDEFGH".to_owned(),
    }
}

/// An account in the database.
pub async fn stored(database: &Database, person: Person) -> Account {
    let account = account(person);
    let audit = event(account.id, AuditKind::AccountCreated);
    assert_eq!(database.create_account(account.clone(), audit).await.unwrap(), AccountCreated::Done);
    account
}

/// As made from what the account is now.
pub async fn revised(database: &Database, account: Uuid, person: Person) -> Revision {
    let before = database.account(account).await.unwrap().map(|account| account.person).unwrap_or_default();
    Revision::of(&before, person)
}

pub async fn rewrite(
    database: &Database,
    account: Uuid,
    person: Person,
    audit: AuditEvent,
) -> Result<PersonWritten, StoreError> {
    let revision = revised(database, account, person).await;
    database.save_person(account, revision, audit).await
}

pub async fn stored_without_number(database: &Database) -> Account {
    stored(database, Person::default()).await
}

pub fn session(account: &Account, cookie: &str) -> NewSession {
    NewSession {
        session: Session {
            id: Uuid::new_v4(),
            account: account.id,
            identity: account.identities[0].id,
            provider: "vneid".to_owned(),
            level: 2,
            device: "Chrome · Android".to_owned(),
            number_asked: false,
            authenticated_at: now(),
            created_at: now(),
            seen_at: now(),
            idle_until: now() + Duration::minutes(15),
            absolute_until: now() + Duration::hours(12),
            id_token: None,
        },
        token: cookie.to_owned().into(),
        browser: "browser".to_owned(),
        id_token: Some("eyJhbGciOiJFUzI1NiJ9.e30.c2ln".to_owned().into()),
        provider_session: Some("sid-1".to_owned()),
    }
}

pub fn link(account: &Account, browser: &str) -> PendingLink {
    PendingLink {
        browser: browser.to_owned(),
        account: account.id,
        identity: identity(),
        person: person(1),
        id_token: Some("eyJhbGciOiJFUzI1NiJ9.e30.c2ln".to_owned().into()),
        provider_session: Some("sid-1".to_owned()),
        authenticated_at: now(),
        wanted: WantedPath::parse_or_home("/thu-tuc/1.001193/nop-ho-so?buoc=2"),
        expires_at: now() + Duration::minutes(10),
    }
}

/// `account` met `holder`'s number, and has proven that account.
pub fn conflict(account: &Account, holder: &Account, session: Uuid) -> Conflict {
    Conflict {
        account: account.id,
        session,
        number: number(1),
        wanted: WantedPath::parse_or_home("/thu-tuc/1.001193"),
        proven: Some(ProvenHolder {
            account: holder.id,
            identity: holder.identities[0].clone(),
            authenticated_at: now(),
            id_token: Some("eyJhbGciOiJFUzI1NiJ9.e30.c2ln".to_owned().into()),
            provider_session: Some("sid-1".to_owned()),
        }),
        expires_at: now() + Duration::minutes(10),
    }
}

pub fn merge(conflict: &Conflict) -> Merge {
    let proven = conflict.proven.as_ref().unwrap();
    Merge {
        id: Uuid::new_v4(),
        session: conflict.session,
        from: conflict.account,
        into: proven.account,
        identity: proven.identity.id,
        number: conflict.number.clone(),
        at: now(),
        undo_until: now() + Duration::hours(72),
    }
}

/// The merge with its audit rows, and the session that it opens under this cookie.
pub async fn merge_with(database: &Database, merge: Merge, into: &Account, cookie: &str) -> Merged {
    let merged = [merge.from, merge.into].map(|account| event(account, AuditKind::AccountsMerged));
    let [from_other, into_other] = merged;
    let audit = [from_other, into_other, event(merge.into, AuditKind::SignedIn)];
    database.merge_accounts(merge, session(into, cookie), audit).await.unwrap()
}

pub fn entry(last: u32) -> Entry {
    Entry {
        number: number(last),
        full_name: FullName::parse("Nguyễn Văn An").unwrap(),
        birth_date: BirthDate::new(1985, Some(1), Some(1)).unwrap(),
    }
}

pub fn query(account: &Account, asked_at: OffsetDateTime) -> QueryRecord {
    QueryRecord {
        id: Uuid::new_v4(),
        account: account.id,
        purpose: Some(Purpose::Match),
        masked_number: number(1).masked(),
        asked_at,
        answered_at: None,
        outcome: None,
    }
}

/// What the query needs where nothing is limited.
pub fn unlimited(query: &QueryRecord) -> Reservation {
    Reservation {
        query: query.id,
        account: query.account,
        entry: entry(1),
        address: "203.0.113.7".to_owned(),
        at: query.asked_at,
        until: query.asked_at + Duration::minutes(2),
        per_account: None,
        per_number: None,
    }
}

pub async fn opened(database: &Database, query: QueryRecord) -> Reserved {
    let reservation = unlimited(&query);
    database.record_query(query, reservation).await.unwrap()
}

/// The person agrees to everything, with the text of today.
pub async fn agreed(database: &Database, account: &Account) {
    let text = ConsentText { version: 2, language: TextLanguage::Vi };
    let purposes = &[Purpose::Match, Purpose::Synchronise];
    let agreement = Agreement { id: Uuid::new_v4(), purposes, text, at: now() };
    assert_eq!(database.agree(account.id, agreement).await.unwrap(), AccountWritten::Done);
}

/// A question that has been asked, and its answer.
pub async fn asked(database: &Database, account: &Account, last: u32, outcome: Outcome) -> Conclusion {
    let query = query(account, now());
    agreed(database, account).await;
    let reservation = Reservation { entry: entry(last), ..unlimited(&query) };
    assert_eq!(database.record_query(query.clone(), reservation).await.unwrap(), Reserved::Done);
    answer(query.id, account, last, outcome)
}

/// The answer to a question.
pub fn answer(query: Uuid, account: &Account, last: u32, outcome: Outcome) -> Conclusion {
    Conclusion {
        query,
        account: account.id,
        entry: entry(last),
        address: "203.0.113.7".to_owned(),
        outcome,
        at: now(),
        purpose: Purpose::Match,
        wanted: WantedPath::parse_or_home("/thu-tuc"),
        next_at: now() + Duration::seconds(20),
        receipt: None,
    }
}

pub fn draft(account: &Account) -> Draft {
    Draft {
        id: Uuid::new_v4(),
        account: account.id,
        procedure: "1.001193".to_owned(),
        entries: BTreeMap::from([
            ("ho_ten_con".to_owned(), "Nguyễn Thị Mai".to_owned()),
            ("ghi_chu".to_owned(), "dòng 1\ndòng 2 \"'<>".to_owned()),
        ]),
        step: 3,
        wants_submission: true,
        updated_at: now(),
        version: 0,
    }
}

/// The draft as it is once it is saved.
pub async fn kept(database: &Database, draft: Draft) -> Draft {
    assert_eq!(database.save_draft(draft.clone()).await.unwrap(), DraftWritten::Done);
    Draft { version: draft.version + 1, ..draft }
}

pub fn slip(account: Option<&Account>, reason: SlipReason) -> Slip {
    let id = Uuid::new_v4();
    Slip {
        id,
        account: account.map(|account| account.id),
        code: token().into(),
        reason,
        reference: id.simple().to_string()[..8].to_uppercase(),
        made_at: now(),
        expires_at: now() + Duration::days(30),
        opened_at: None,
    }
}

pub fn day() -> Date {
    Date::from_calendar_date(2026, Month::June, 15).unwrap()
}

pub fn submission(draft: Draft) -> Submission {
    Submission { draft, unit: "H44.12".to_owned(), number: number(1), owner: Owner::Applicant, day: day(), at: now() }
}

/// Runs the same thing `count` times at once, each in its own task.
pub async fn at_once<T, F>(count: usize, task: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = (0..count).map(|turn| tokio::spawn(task(turn))).collect();
    futures::future::try_join_all(tasks).await.unwrap()
}
