//! The open question of this session, as a dry run: what would move, before anything does.

use crate::{account::NamedAccount, reply::Failure};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MergePage {
    Question(MergeQuestion),
    /// Answered before, expired, or never asked in this session.
    Gone,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeQuestion {
    /// What opens the account that ends.
    pub moving: Vec<NamedAccount>,
    /// What opens the account that stays.
    pub staying: Vec<NamedAccount>,
    /// The day since when the account that stays is there.
    pub since: String,
    pub dossiers: usize,
    pub drafts: usize,
    pub drafts_in_both: usize,
    pub lookups: usize,
    pub undo_hours: i64,
    /// Where the question came from.
    pub back: String,
}

/// Reads the open question.
#[server(endpoint = "gop-tai-khoan")]
pub async fn load_merge() -> Result<MergePage, Failure> {
    use crate::{account::when, cccd::outcome_path, request};
    use congdan_flows::merge;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let question = merge::preview(&portal, &visitor).await?;
    let Some(question) = question else { return Ok(MergePage::Gone) };
    let mut staying = NamedAccount::of(&portal, &visitor, &[question.staying.clone(), question.moving].concat());
    Ok(MergePage::Question(MergeQuestion {
        moving: staying.split_off(question.staying.len()),
        staying,
        since: when::date(question.since),
        dossiers: question.dossiers,
        drafts: question.drafts,
        drafts_in_both: question.drafts_in_both,
        lookups: question.queries,
        undo_hours: portal.policy.merge_undo.whole_hours(),
        back: outcome_path(&question.wanted),
    }))
}
