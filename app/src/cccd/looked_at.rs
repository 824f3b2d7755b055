//! An entry that its person has to look at again, in the browser's memory until it is corrected or sent.

use super::contradiction::ContradictionInfo;
use crate::{
    address,
    entry::TypedEntry,
    reply::{Failure, Reply},
    request::{self, MemoryKey},
    when::Today,
};
use congdan_domain::{Entry, WantedPath};
use congdan_flows::{Portal, cccd, session::Visitor};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What was typed, sealed, and shown to its own account alone.
#[derive(Serialize, Deserialize)]
pub struct StoredEntry {
    /// The account that typed it.
    account: Uuid,
    /// As typed, with the consent of the same form.
    pub typed: TypedEntry,
    /// The page with the form.
    edit: String,
}

/// The entries are personal: they are not for logs.
impl std::fmt::Debug for StoredEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoredEntry")
    }
}

const STORED: MemoryKey<StoredEntry> = MemoryKey::new("match:look-again");

/// The way to "Kiểm tra lại", where the entry contradicts itself; otherwise there is nothing to look at any more.
///
/// # Errors
/// The database failed.
pub async fn look_first(
    portal: &Portal,
    visitor: &Visitor,
    entry: &Entry,
    typed: &TypedEntry,
    edit: &str,
    wanted: &WantedPath,
) -> Result<Option<Reply>, Failure> {
    if cccd::contradictions(portal, visitor, entry).await?.is_empty() {
        settled(visitor).await?;
        return Ok(None);
    }
    let stored = StoredEntry { account: visitor.account.id, typed: typed.clone(), edit: edit.to_owned() };
    request::remember(&STORED, &stored).await?;
    Ok(Some(Reply::go(address::number_check(wanted))))
}

/// What this person has been asked to look at.
///
/// # Errors
/// The database failed.
pub async fn stored(visitor: &Visitor) -> Result<Option<StoredEntry>, Failure> {
    Ok(request::recall(&STORED).await?.filter(|stored| stored.account == visitor.account.id))
}

/// It is sent all the same, or something else is.
///
/// # Errors
/// The database failed.
pub async fn settled(visitor: &Visitor) -> Result<(), Failure> {
    if stored(visitor).await?.is_some() { request::forget(&STORED).await } else { Ok(()) }
}

/// "Kiểm tra lại", while there is something to look at.
pub(super) async fn info(
    portal: &Portal,
    visitor: &Visitor,
    stored: &StoredEntry,
    wanted: &WantedPath,
) -> Result<Option<ContradictionInfo>, Failure> {
    let Ok(entry) = stored.typed.check(Today::of(portal), false) else { return Ok(None) };
    let disagreements = cccd::contradictions(portal, visitor, &entry).await?;
    Ok((!disagreements.is_empty()).then(|| ContradictionInfo {
        wanted: wanted.as_str().to_owned(),
        edit: stored.edit.clone(),
        typed: stored.typed.clone(),
        number: entry.number,
        birth_date: entry.birth_date,
        disagreements,
    }))
}
