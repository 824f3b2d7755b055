//! What is kept for a browser, in the tables of several repositories.

use crate::{
    digest::digest,
    entities::{flash, login_attempt, pending_link},
    failure::Failure,
};
use congdan_flows::ports::browser_memory::{OWN_FORMS, own_form};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::ExprTrait};
use uuid::Uuid;

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

/// Drops what was typed into the forms of other accounts, where somebody signs in (K-03). The memory's keys name the account
/// ([`own_form`]); a form that belongs to no account stays.
pub(super) async fn drop_forms_of_others(
    db: &impl ConnectionTrait,
    browser: &str,
    account: Uuid,
) -> Result<(), Failure> {
    flash::Entity::delete_many()
        .filter(flash::Column::BrowserHash.eq(digest(browser)))
        .filter(flash::Column::Key.starts_with(OWN_FORMS))
        .filter(flash::Column::Key.starts_with(format!("form:{}", own_form(account, ""))).not())
        .exec(db)
        .await?;
    Ok(())
}
