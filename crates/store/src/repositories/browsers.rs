//! What is kept for a browser, in the tables of several repositories.

use crate::{
    digest::digest,
    entities::{flash, login_attempt, pending_link},
    failure::Failure,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// All rows of a table that belong to one browser.
macro_rules! drop_all {
    ($db:expr, $table:ident, $browser:expr) => {
        $table::Entity::delete_many().filter($table::Column::BrowserHash.eq($browser)).exec($db).await?
    };
}

/// Drops the question to link, the memory with its forms and messages, and the visits to providers that are under way. A slip
/// that was made without an account stays, because an office may have it; its page is found by this browser's cookie alone.
pub(super) async fn leave(db: &impl ConnectionTrait, browser: &str) -> Result<(), Failure> {
    let browser = digest(browser);
    drop_all!(db, pending_link, browser.as_str());
    drop_all!(db, flash, browser.as_str());
    drop_all!(db, login_attempt, browser.as_str());
    Ok(())
}
