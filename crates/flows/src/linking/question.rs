//! The open question of a browser. It is bound to the browser, to (issuer, subject) and to a value in its page, and counts once
//! (rule 8).

use super::rank::number_of;
use crate::{
    Portal,
    ports::{
        StoreError,
        accounts::{Account, PendingLink},
    },
    session::Browser,
};
use uuid::Uuid;

/// The question that this browser has not answered, with the account that has the number still.
pub(super) async fn open_question(
    portal: &Portal,
    browser: &Browser,
) -> Result<Option<(PendingLink, Account)>, StoreError> {
    let Some(link) = portal.store.pending_link(&browser.binding, portal.world.now()).await? else { return Ok(None) };
    let holder = portal.store.account(link.account).await?;
    let holder = holder.filter(|holder| number_of(&holder.person) == number_of(&link.person));
    Ok(holder.map(|holder| (link, holder)))
}

/// The same, where it is the one of the page that was pressed: the press of a person who saw an earlier question in this browser
/// does nothing.
pub(super) async fn question_of_page(
    portal: &Portal,
    browser: &Browser,
    question: Uuid,
) -> Result<Option<(PendingLink, Account)>, StoreError> {
    let open = open_question(portal, browser).await?;
    Ok(open.filter(|(link, _)| value_of(link) == question))
}

/// What the page of the question carries: the id that the arriving identity would have. It is made for this question alone.
pub(super) fn value_of(link: &PendingLink) -> Uuid {
    link.identity.id
}

/// Uses the question up. Of many callers one gets it, and none gets one that was made in between.
pub(super) async fn take(
    portal: &Portal,
    browser: &Browser,
    link: &PendingLink,
) -> Result<Option<PendingLink>, StoreError> {
    let taken = portal.store.take_link(&browser.binding, portal.world.now()).await?;
    Ok(taken.filter(|taken| taken.account == link.account && value_of(taken) == value_of(link)))
}
