//! The open merge of this session, as a dry run: what would move, before anything does.

use crate::{own::Own, provenance::NamedAccount, reply::Failure};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MergePage {
    Preview(MergePreview),
    /// Answered before, expired, or never begun in this session.
    NotFound,
}

/// What a merge would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergePreview {
    /// What opens the account that ends.
    pub moving: Vec<NamedAccount>,
    /// What opens the account that stays.
    pub staying: Vec<NamedAccount>,
    /// The day since when the account that stays is there.
    pub since: String,
    pub dossiers: usize,
    pub drafts: usize,
    pub drafts_in_both: usize,
    pub queries: usize,
    pub undo_hours: i64,
    /// The page that led here.
    pub back: String,
}

/// Reads the open preview.
#[server(endpoint = "gop-tai-khoan")]
pub async fn load_merge() -> Result<Own<MergePage>, Failure> {
    use crate::{address, request, when};
    use congdan_flows::merge;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let preview = merge::preview(&portal, &visitor).await?;
    let Some(preview) = preview else { return Ok(Own::of(&visitor, MergePage::NotFound)) };
    let mut staying = NamedAccount::of(&portal, &visitor, &[preview.staying.clone(), preview.moving].concat());
    let preview = MergePreview {
        moving: staying.split_off(preview.staying.len()),
        staying,
        since: when::date(preview.since),
        dossiers: preview.dossiers,
        drafts: preview.drafts,
        drafts_in_both: preview.drafts_in_both,
        queries: preview.queries,
        undo_hours: portal.policy.merge_undo.whole_hours(),
        back: address::match_result(&preview.wanted),
    };
    Ok(Own::of(&visitor, MergePage::Preview(preview)))
}
