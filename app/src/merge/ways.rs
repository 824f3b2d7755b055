//! On the conflict page: one button a provider, to sign in there to the *other* account.

use super::functions::StartMerge;
use crate::{
    i18n::{t, texts::merge},
    provenance::kind_texts,
    ui::StampField,
};
use congdan_domain::ProviderKind;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

/// A provider where the other account can be proven.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MergeWay {
    /// The provider's id.
    pub id: String,
    pub label: String,
    pub kind: ProviderKind,
}

/// The providers that are open today.
#[cfg(feature = "ssr")]
pub(crate) fn ways(portal: &congdan_flows::Portal) -> Vec<MergeWay> {
    use congdan_flows::merge;
    let way = |provider: &std::sync::Arc<dyn congdan_flows::ports::provider::IdentityProvider>| MergeWay {
        id: provider.id().to_owned(),
        label: provider.label().to_owned(),
        kind: provider.kind(),
    };
    merge::ways(portal).map(way).collect()
}

/// Forms that the browser itself posts: the answer leads to another origin.
#[component]
pub fn MergeWays(ways: Vec<MergeWay>, wanted: String) -> impl IntoView {
    let ways = ways
        .into_iter()
        .map(|way| {
            let hint_id = format!("{}-hint", way.id);
            view! {
                <form class="choice" method="post" action=StartMerge::url()>
                    <StampField />
                    <input type="hidden" name="tiep" value=wanted.clone() />
                    <button class="choice__button" type="submit" name="provider" value=way.id
                        aria-describedby=hint_id.clone() lang="vi">{way.label}</button>
                    <p class="choice__hint" id=hint_id>{t(kind_texts::proof_hint(way.kind))}</p>
                </form>
            }
        })
        .collect_view();
    view! {
        <h3>{t(merge::PROVE)}</h3>
        <p>{t(merge::PROVE_MEANS)}</p>
        {ways}
    }
}
