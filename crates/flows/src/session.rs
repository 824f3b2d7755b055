//! Who is asking: the session behind a cookie, with its account.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, Identity},
        audit::{AuditEvent, AuditKind},
        sessions::{NewSession, Opened, Session},
    },
    proof::{self, Act},
};
use secrecy::{ExposeSecret, SecretString};
use time::Duration;
use url::Url;
use uuid::Uuid;

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub session: Session,
    pub account: Account,
}

/// The session of a cookie's value, if it is still good. Using it moves its idle limit.
pub async fn visitor(portal: &Portal, token: &str) -> Result<Option<Visitor>, StoreError> {
    let now = portal.world.now();
    let Some(session) = portal.store.session(token, now).await? else { return Ok(None) };
    let Some(account) = portal.store.account(session.account).await? else { return Ok(None) };
    if now - session.seen_at >= TOUCH_EVERY {
        let idle_until = (now + portal.session.idle).min(session.absolute_until);
        portal.store.touch_session(session.id, now, idle_until).await?;
    }
    Ok(Some(Visitor { session, account }))
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
    pub authenticated_at: time::OffsetDateTime,
    pub id_token: Option<SecretString>,
    pub provider_session: Option<String>,
    pub number_asked: bool,
    /// How it is recorded.
    pub kind: AuditKind,
}

/// Answers with the cookie's value; with nothing where the identity opens the account no more.
pub(crate) async fn open(
    portal: &Portal,
    browser: &Browser,
    opening: Opening<'_>,
) -> Result<Option<SecretString>, StoreError> {
    let (new, audit) = prepare(portal, browser, opening);
    let token = new.token.clone();
    Ok(match portal.store.open_session(new, browser.session_token.as_deref(), audit).await? {
        Opened::Done => Some(token),
        Opened::Gone => None,
    })
}

/// A new id at every sign-in (OWASP ASVS 7.2.4).
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
        id_token: opening.id_token,
        provider_session: opening.provider_session,
    };
    (new, audit)
}

/// Ends the session here, and answers with where the provider's own session is ended (RP-Initiated Logout 1.0).
pub async fn sign_out(portal: &Portal, token: &str) -> Result<Option<Url>, StoreError> {
    let Some(session) = portal.store.session(token, portal.world.now()).await? else { return Ok(None) };
    let audit = portal.event(Some(session.account), AuditKind::SignedOut, &session.provider);
    portal.store.end_session(session.id, audit).await?;
    let Some(provider) = portal.provider(&session.provider) else { return Ok(None) };
    Ok(provider.end_session_url(session.id_token.as_ref(), &portal.world.token()).await)
}

/// Ends another session of the same account ("sign out that device").
pub async fn end_other(portal: &Portal, visitor: &Visitor, session: Uuid) -> Result<Act, StoreError> {
    if !proof::is_recent(portal, visitor) {
        return Ok(Act::ProofNeeded);
    }
    let sessions = portal.store.sessions_of(visitor.account.id, portal.world.now()).await?;
    if sessions.iter().any(|other| other.id == session) {
        let audit = portal.event(Some(visitor.account.id), AuditKind::SessionEnded, "by_owner");
        portal.store.end_session(session, audit).await?;
    }
    Ok(Act::Done)
}

/// The value of a cookie, for the one who sets it.
pub fn cookie_value(token: &SecretString) -> &str {
    token.expose_secret()
}
