//! The signed-in person: the session behind a cookie, with its account, and what a sensitive act demands of it.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Identity},
        audit::{AuditEvent, AuditKind},
        sessions::{NewSession, Session, SessionOpened},
    },
};
use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The session of their browser.
    pub session: Session,
    /// Their account.
    pub account: Account,
}

/// The person behind a cookie's value, if its session can still be used. Using it moves its idle limit.
pub async fn visitor(portal: &Portal, token: &str) -> Result<Option<Visitor>, StoreError> {
    let now = portal.world.now();
    let Some(mut visitor) = watched(portal, token).await? else { return Ok(None) };
    let session = &mut visitor.session;
    if now - session.seen_at >= TOUCH_EVERY {
        let idle_until = (now + portal.session.idle).min(session.absolute_until);
        portal.store.touch_session(session.id, now, idle_until).await?;
        (session.seen_at, session.idle_until) = (now, idle_until);
    }
    Ok(Some(visitor))
}

/// As [`visitor`], for a question about the session itself: its idle limit stays where it is.
pub async fn watched(portal: &Portal, token: &str) -> Result<Option<Visitor>, StoreError> {
    let Some(session) = portal.store.session(token, portal.world.now()).await? else { return Ok(None) };
    let Some(account) = portal.store.account(session.account).await? else { return Ok(None) };
    Ok(Some(Visitor { session, account: portal.with_open_fields(account) }))
}

/// What is left of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Until it ends unless it is used.
    pub until_the_end: Duration,
    /// Using it puts the end off.
    pub can_go_on: bool,
}

/// What is left of this person's session.
pub fn left(portal: &Portal, visitor: &Visitor) -> Left {
    let session = &visitor.session;
    let until_the_end = session.idle_until.min(session.absolute_until) - portal.world.now();
    Left { until_the_end: until_the_end.max(Duration::ZERO), can_go_on: session.idle_until < session.absolute_until }
}

/// The person whose session this browser came with.
pub(crate) async fn visitor_of(portal: &Portal, browser: &Browser) -> Result<Option<Visitor>, StoreError> {
    match &browser.session_token {
        Some(token) => visitor(portal, token).await,
        None => Ok(None),
    }
}

/// A write a minute is exact enough for a limit of a quarter of an hour, and kind to the database.
const TOUCH_EVERY: Duration = Duration::MINUTE;

/// What a browser brings to a sign-in.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The value of the browser's own cookie; it names no person.
    pub binding: String,
    /// The session that it came with, which a new one replaces.
    pub session_token: Option<String>,
    /// e.g. `Chrome · Android`.
    pub device: String,
}

/// The facts of a fresh sign-in that a session keeps.
pub(crate) struct Opening<'a> {
    pub account: Uuid,
    pub identity: &'a Identity,
    pub authenticated_at: OffsetDateTime,
    pub id_token: Option<SecretString>,
    pub provider_session: Option<String>,
    pub number_asked: bool,
    /// The kind of its audit event.
    pub kind: AuditKind,
}

/// Opens a session and answers with the cookie's value. `None` where the identity no longer opens the account.
pub(crate) async fn open(
    portal: &Portal,
    browser: &Browser,
    opening: Opening<'_>,
) -> Result<Option<SecretString>, StoreError> {
    let (new, audit) = prepare(portal, browser, opening);
    let token = new.token.clone();
    Ok(match portal.store.open_session(new, browser.session_token.as_deref(), audit).await? {
        SessionOpened::Done => Some(token),
        SessionOpened::Moved => None,
    })
}

/// A session that is not open yet, with its audit event: a new id at every sign-in (OWASP ASVS 7.2.4).
pub(crate) fn prepare(portal: &Portal, browser: &Browser, opening: Opening<'_>) -> (NewSession, AuditEvent) {
    let now = portal.world.now();
    let absolute_until = now + portal.session.absolute;
    let session = Session {
        id: portal.world.id(),
        account: opening.account,
        identity: opening.identity.id,
        provider: opening.identity.provider.clone(),
        level: opening.identity.level,
        device: browser.device.clone(),
        number_asked: opening.number_asked,
        authenticated_at: opening.authenticated_at,
        created_at: now,
        seen_at: now,
        idle_until: (now + portal.session.idle).min(absolute_until),
        absolute_until,
        id_token: None,
    };
    let audit = portal.event(Some(opening.account), opening.kind, &opening.identity.provider);
    let new = NewSession {
        session,
        token: SecretString::from(portal.world.token()),
        browser: browser.binding.clone(),
        id_token: opening.id_token,
        provider_session: opening.provider_session,
    };
    (new, audit)
}

/// Ends the session here, drops what is kept for the browser, and answers with the address that ends the provider's own session
/// (RP-Initiated Logout 1.0). The browser needs a new cookie of its own afterwards.
pub async fn sign_out(portal: &Portal, browser: &Browser) -> Result<Option<Url>, StoreError> {
    let session = match &browser.session_token {
        Some(token) => portal.store.session(token, portal.world.now()).await?,
        None => None,
    };
    let ends = session
        .as_ref()
        .map(|session| (session.id, portal.event(Some(session.account), AuditKind::SignedOut, &session.provider)));
    portal.store.leave_browser(&browser.binding, ends).await?;
    let Some(session) = session else { return Ok(None) };
    let Some(provider) = portal.provider(&session.provider) else { return Ok(None) };
    Ok(provider.end_session_url(session.id_token.as_ref(), &portal.world.token()).await)
}

/// Ends another session of the same account ("sign out that device").
pub async fn end_other(portal: &Portal, visitor: &Visitor, session: Uuid) -> Result<SensitiveOutcome, StoreError> {
    if !is_recent(portal, visitor) {
        return Ok(SensitiveOutcome::ProofNeeded);
    }
    let sessions = portal.store.sessions_of(visitor.account.id, portal.world.now()).await?;
    if sessions.iter().any(|other| other.id == session) {
        let audit = portal.event(Some(visitor.account.id), AuditKind::SessionEnded, "by_owner");
        portal.store.end_session(session, audit).await?;
    }
    Ok(SensitiveOutcome::Done)
}

/// The value of the session's cookie.
pub fn cookie_value(token: &SecretString) -> &str {
    token.expose_secret()
}

/// What a sensitive act demands of a session: a level of identity, and a recent proof.
///
/// The flow that does the work asks [`Demand::is_met_by`] and answers with [`SensitiveOutcome::ProofNeeded`] where it is not
/// met; the page then leads to `/xac-nhan-lai` and back. Where the level is too low, only a sign-in with another account
/// helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The lowest level (mức độ). A level that a provider does not state, or states in unknown words, is 0.
    pub level: u8,
    /// The longest time since the person last proved who they are.
    pub within: Duration,
}

impl Demand {
    /// The demand of an act that endangers the account itself: any level, and a proof of the last ten minutes.
    pub const RECENT: Self = Self { level: 0, within: Duration::minutes(10) };

    /// Whether a session meets the demand at this time.
    pub fn is_met_by(self, session: &Session, now: OffsetDateTime) -> bool {
        session.level >= self.level && now - session.authenticated_at < self.within
    }
}

/// How an act that demands a recent proof ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum SensitiveOutcome {
    /// The act was done.
    Done,
    /// Nothing was done: the person has to prove first who they are.
    ProofNeeded,
}

/// Whether the person has proved who they are within [`Demand::RECENT`].
pub fn is_recent(portal: &Portal, visitor: &Visitor) -> bool {
    Demand::RECENT.is_met_by(&visitor.session, portal.world.now())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(level: u8, authenticated_at: OffsetDateTime) -> Session {
        let (id, at) = (Uuid::nil(), authenticated_at);
        Session {
            id,
            account: id,
            identity: id,
            provider: "vneid".into(),
            level,
            device: String::new(),
            number_asked: false,
            authenticated_at,
            created_at: at,
            seen_at: at,
            idle_until: at,
            absolute_until: at,
            id_token: None,
        }
    }

    #[test]
    fn t21_t22_an_act_is_done_only_at_its_level_and_soon_after_a_proof() {
        let now = OffsetDateTime::UNIX_EPOCH + Duration::days(20_000);
        let demand = Demand { level: 2, within: Duration::minutes(10) };
        let recent = now - Duration::minutes(9);
        assert!(demand.is_met_by(&session(2, recent), now), "the twin");
        // Level 1, none stated, and an unknown word (0 as well).
        for level in [1, 0] {
            assert!(!demand.is_met_by(&session(level, recent), now), "{level}");
        }
        // Too long ago, and never stated.
        for at in [now - Duration::minutes(10), now - Duration::DAY, OffsetDateTime::UNIX_EPOCH] {
            assert!(!demand.is_met_by(&session(2, at), now), "{at}");
        }
        assert!(Demand::RECENT.is_met_by(&session(1, recent), now));
    }
}
