//! Whose page a form stood on (ADR 16): nothing that one person began is done in another person's session (K-01), and what was
//! typed before a session ended is kept for that person alone (K-03).

use crate::{
    Portal,
    ports::{StoreError, form_stamps::Stamped},
    session::Visitor,
};
use uuid::Uuid;

/// The stamp for the forms of this person's pages.
pub fn stamp(portal: &Portal, visitor: &Visitor) -> String {
    portal.store.form_stamp(Stamped { account: visitor.account.id, session: visitor.session.id })
}

/// Whether the page was drawn for this person, in this session or in an earlier one of theirs.
pub fn is_own(portal: &Portal, visitor: &Visitor, stamp: &str) -> bool {
    portal.store.stamped_for(stamp).is_some_and(|whose| whose.account == visitor.account.id)
}

/// The account for which something may be kept after the session's end. The session has to be one that this account had lately:
/// a stamp alone, copied from an old page, writes nothing.
///
/// # Errors
/// The database failed.
pub async fn owner_signed_out(portal: &Portal, stamp: &str) -> Result<Option<Uuid>, StoreError> {
    let Some(whose) = portal.store.stamped_for(stamp) else { return Ok(None) };
    let known = portal.store.had_session(whose.account, whose.session).await?;
    Ok(known.then_some(whose.account))
}
