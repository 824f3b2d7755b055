//! "Dừng lại, đây không phải máy của tôi": the person leaves the question, and the browser that belongs to others.

use crate::{
    Portal,
    ports::StoreError,
    session::{self, Browser},
};
use url::Url;

/// Drops the question with all that is kept for the browser, and ends the session that is open there. Answers with the address
/// that ends the session at the provider.
pub async fn stop(portal: &Portal, browser: &Browser) -> Result<Option<Url>, StoreError> {
    let link = portal.store.pending_link(&browser.binding, portal.world.now()).await?;
    let of_session = session::sign_out(portal, browser).await?;
    let Some(link) = link else { return Ok(of_session) };
    let Some(provider) = portal.provider(&link.identity.provider) else { return Ok(of_session) };
    let of_arriving = provider.end_session_url(link.id_token.as_ref(), &portal.world.token()).await;
    Ok(of_arriving.or(of_session))
}
