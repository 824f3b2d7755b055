//! The resolution slip (phiếu hướng dẫn; N6): what a person takes to an office where only people can help, and what
//! an official sees of it.

use crate::{
    Portal,
    desk::{self, DeskError},
    portal::PortalKind,
    ports::{
        StoreError,
        audit::AuditKind,
        slips::{Slip, SlipKey, SlipOwner},
    },
    session::Visitor,
};
use congdan_domain::{Reference, SlipReason};
use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// How long a slip is valid: long enough for a way to an office and back, short enough that what it says is still true.
pub const LIFETIME: Duration = Duration::days(30);

/// A slip, and whether it has just been made.
#[derive(Clone, Debug)]
pub struct MadeSlip {
    /// The slip.
    pub slip: Slip,
    /// It has just been made.
    pub is_new: bool,
}

/// Makes the owner's slip, or answers with the one that they have for this reason. `reference` is that of the page that
/// offers it, so that there is one to read out.
pub async fn make(
    portal: &Portal,
    owner: SlipOwner<'_>,
    reason: SlipReason,
    reference: &str,
) -> Result<MadeSlip, StoreError> {
    let account = match owner {
        SlipOwner::Account(account) => Some(account),
        SlipOwner::Browser(_) => None,
    };
    let (id, now) = (portal.world.id(), portal.world.now());
    let slip = Slip {
        id,
        account,
        code: SecretString::from(portal.world.token()),
        reason,
        reference: reference.to_owned(),
        made_at: now,
        expires_at: now + LIFETIME,
        opened_at: None,
    };
    let audit = portal.event(account, AuditKind::SlipMade, reason.code());
    let slip = portal.store.make_slip(owner, slip, audit).await?;
    Ok(MadeSlip { is_new: slip.id == id, slip })
}

/// The person's own slip.
pub async fn own(portal: &Portal, owner: SlipOwner<'_>, id: Uuid) -> Result<Option<Slip>, StoreError> {
    portal.store.slip_of(owner, id, portal.world.now()).await
}

/// What the QR code holds, where there is a desk to open it at: a province has one, the national portal has none.
pub fn desk_address(portal: &Portal, slip: &Slip) -> Option<String> {
    (portal.about.kind == PortalKind::Province)
        .then(|| format!("{}/can-bo/phieu/{}", portal.about.public_url, slip.code.expose_secret()))
}

/// What an official sees of a slip: the least that they need.
#[derive(Clone, Debug)]
pub struct OpenedSlip {
    /// The slip.
    pub slip: Slip,
    /// The number of the match, where the ledger has it: `025*****0001`.
    pub masked_number: Option<String>,
    /// Whether VNeID opens the account; `None` where the person was not signed in.
    pub has_vneid: Option<bool>,
}

/// Whether there is such a slip; nothing is opened by it.
pub async fn find(portal: &Portal, visitor: &Visitor, typed: &str) -> Result<Option<Slip>, DeskError> {
    desk::enter(portal, visitor).await?;
    Ok(by_key(portal, typed).await?)
}

/// An official opens a slip, by the code in its QR or by its reference. It is recorded before anything is shown, on both sides.
pub async fn open(portal: &Portal, visitor: &Visitor, typed: &str) -> Result<Option<OpenedSlip>, DeskError> {
    let official = desk::enter(portal, visitor).await?;
    let Some(slip) = by_key(portal, typed).await? else { return Ok(None) };
    let audit = [
        portal.event(slip.account, AuditKind::SlipOpened, official.all_units()),
        portal.event(Some(visitor.account.id), AuditKind::SlipShown, slip.reason.code()),
    ];
    portal.store.record_slip_opened(slip.id, portal.world.now(), audit).await?;
    let (masked_number, has_vneid) = match slip.account {
        Some(account) => {
            (compared(portal, account, slip.reason, slip.made_at).await?, Some(has_vneid(portal, account).await?))
        }
        None => (None, None),
    };
    Ok(Some(OpenedSlip { slip, masked_number, has_vneid }))
}

async fn by_key(portal: &Portal, typed: &str) -> Result<Option<Slip>, StoreError> {
    let typed = typed.trim();
    let now = portal.world.now();
    if typed.len() == 43 {
        return portal.store.find_slip(SlipKey::Code(&SecretString::from(typed)), now).await;
    }
    match Reference::parse(typed) {
        Some(reference) => portal.store.find_slip(SlipKey::Reference(reference.as_str()), now).await,
        None => Ok(None),
    }
}

/// The masked number of the match that led to the slip.
async fn compared(
    portal: &Portal,
    account: Uuid,
    reason: SlipReason,
    made_at: OffsetDateTime,
) -> Result<Option<String>, StoreError> {
    let queries = portal.store.queries_of(account, 50).await?;
    let led_here = |outcome| SlipReason::of(outcome) == Some(reason);
    let found = queries.into_iter().find(|query| query.asked_at <= made_at && query.outcome.is_some_and(led_here));
    Ok(found.map(|query| query.masked_number))
}

async fn has_vneid(portal: &Portal, account: Uuid) -> Result<bool, StoreError> {
    let Some(account) = portal.store.account(account).await? else { return Ok(false) };
    Ok(account.identities.iter().any(|identity| portal.is_vneid(&identity.provider)))
}
