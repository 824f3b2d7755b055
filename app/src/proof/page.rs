//! `/xac-nhan-lai`: why, and one button an identity of the account.

use super::functions::{ProofPage, StartProof, load_proof};
use crate::{
    i18n::{t, texts::proof},
    provenance::AccountMarks,
    query::query_value,
    ui::{Main, StampField, loaded},
};
use congdan_domain::WantedPath;
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
#[derive(Debug)]
pub(crate) struct ProofRoute;

impl ProofRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_proof());
        loaded(page, |own| view! { <Ask page=own.open() /> }).into_any()
    }
}

/// Forms that the browser itself posts: the answer leads to another origin.
#[component]
fn Ask(page: ProofPage) -> impl IntoView {
    let back = query_value("tiep").get_untracked();
    let back = WantedPath::parse_or_home(&back).as_str().to_owned();
    let explanation = if page.ways.is_empty() { proof::NONE } else { proof::WHY };
    let ways = page
        .ways
        .into_iter()
        .map(|way| {
            let hint = format!("{}-hint", way.id);
            view! {
                <form class="choice" method="post" action=StartProof::url()>
                    <StampField />
                    <input type="hidden" name="tiep" value=back.clone() />
                    <button class="choice__button" type="submit" name="identity" value=way.id.clone()
                        aria-describedby=hint.clone() lang="vi">{way.name()}</button>
                    <div class="choice__hint" id=hint><AccountMarks named=way /></div>
                </form>
            }
        })
        .collect_view();
    view! {
        <Main heading=proof::HEADING>
            <p class="lead">{t(explanation)}</p>
            {ways}
            <p><a href=back.clone()>{t(proof::BACK)}</a></p>
        </Main>
    }
}
