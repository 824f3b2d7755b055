//! How an answer to the offer ends, and the sign-in at its end.

use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Identity, PendingLink},
        audit::AuditKind,
    },
    session::{self, Browser, Opening},
    synchronisation,
};
use congdan_domain::WantedPath;
use secrecy::SecretString;
use url::Url;
use uuid::Uuid;

/// How the person's answer ended.
#[derive(Debug)]
pub enum LinkOutcome {
    /// The person is signed in.
    SignedIn {
        /// The session's cookie.
        token: SecretString,
        /// Where the person goes on.
        wanted: WantedPath,
    },
    /// Nothing is done yet: the browser goes to the provider whose proof is missing.
    Redirect(Url),
    /// The offer was answered before, has expired, or is another one than that of the page that was pressed.
    Expired,
    /// The other account's number is as well proven as this one: only the help line can decide.
    Contested {
        /// What the person can name to the help line.
        support_id: String,
    },
    /// Nothing was done, and the offer is still open: the page says what has to be proved first.
    ProofNeeded,
}

/// Signs the person in by the identity that arrived, now that it opens this account.
pub(super) async fn signed_in(
    portal: &Portal,
    browser: &Browser,
    account: Uuid,
    link: PendingLink,
) -> Result<LinkOutcome, StoreError> {
    let PendingLink { identity: arriving, .. } = &link;
    // Another browser may have been faster with the same identity: then it has its row already, by another id.
    let opens = portal.store.account_by_identity(&arriving.issuer, &arriving.subject).await?;
    let mut rows = opens.filter(|opens| opens.id == account).into_iter().flat_map(|opens| opens.identities);
    let known = rows.find(|own| own.is(&arriving.issuer, &arriving.subject));
    let Some(known) = known else { return Ok(LinkOutcome::Expired) };
    let identity = Identity { level: arriving.level, ..known };
    synchronisation::record_asserted(portal, account, identity.id, &link.person).await?;
    let opening = Opening {
        account,
        identity: &identity,
        authenticated_at: link.authenticated_at,
        id_token: link.id_token,
        provider_session: link.provider_session,
        number_asked: false,
        kind: AuditKind::SignedIn,
    };
    let token = session::open(portal, browser, opening).await?;
    Ok(token.map_or(LinkOutcome::Expired, |token| LinkOutcome::SignedIn { token, wanted: link.wanted }))
}
