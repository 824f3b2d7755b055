//! On the identity page, while it is possible: what taking the accounts apart would do, and its button.

use super::functions::UndoMerge;
use crate::{
    i18n::{t, t_with, texts::merge},
    provenance::{AccountItems, NamedAccount},
    ui::{Button, ButtonKind, Panel, StampField},
};
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

/// A merge that can be undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergedInfo {
    pub id: String,
    /// In words, in Vietnam time.
    pub merged: String,
    pub until: String,
    /// What would open the old account again.
    pub accounts: Vec<NamedAccount>,
    pub dossiers: usize,
}

/// The merges of this person that can be undone, newest first.
#[cfg(feature = "ssr")]
pub(crate) async fn undoable(
    portal: &congdan_flows::Portal,
    visitor: &congdan_flows::session::Visitor,
) -> Result<Vec<MergedInfo>, crate::reply::Failure> {
    use crate::when;
    let merges = congdan_flows::merge::undoable(portal, visitor).await?;
    let named = NamedAccount::of(portal, visitor, &visitor.account.identities);
    let info = |merge: congdan_flows::ports::merging::MergeRow| MergedInfo {
        id: merge.id.to_string(),
        merged: when::moment(merge.at),
        until: when::moment(merge.undo_until),
        accounts: NamedAccount::pick(&named, merge.identities),
        dossiers: merge.dossiers,
    };
    Ok(merges.into_iter().map(info).collect())
}

/// The panel of one merge.
#[component]
pub fn UndoPanel(merged: MergedInfo) -> impl IntoView {
    let MergedInfo { id, merged, until, accounts, dossiers } = merged;
    view! {
        <Panel>
            <h3>{t(merge::UNDO_HEADING)}</h3>
            <p>{t_with(merge::UNDO_WHEN, vec![("merged", merged), ("until", until)])}</p>
            <p>{t_with(merge::UNDO_DOES, vec![("count", dossiers.to_string())])}</p>
            <ul><AccountItems accounts=accounts /></ul>
            <p>{t(merge::UNDO_STAYS)}</p>
            <form method="post" action=UndoMerge::url()>
                <StampField />
                <input type="hidden" name="merge" value=id />
                <Button kind=ButtonKind::Secondary>{t(merge::UNDO)}</Button>
            </form>
        </Panel>
    }
}
