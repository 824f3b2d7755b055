//! `/gop-tai-khoan`: what a merge would do, or why there is none.

use super::{
    answers::{Answer, NoMerge},
    functions::ConfirmMerge,
    load::{MergePage, MergePreview, load_merge},
};
use crate::{
    i18n::{t, t_with, texts::merge},
    provenance::{AccountItems, AccountMarks},
    ui::{Button, Main, StampField, loaded},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

/// The page.
#[derive(Debug)]
pub(crate) struct MergeRoute;

impl MergeRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        if let Some(why) = use_query_map().with_untracked(|query| query.get("ket-qua")) {
            return view! { <Answer why=why /> }.into_any();
        }
        let page = Resource::new_blocking(|| (), |()| load_merge());
        loaded(page, |own| match own.open() {
            MergePage::Preview(preview) => Either::Left(view! { <Preview preview=preview /> }),
            MergePage::NotFound => Either::Right(view! { <NoMerge /> }),
        })
        .into_any()
    }
}

#[component]
fn Preview(preview: MergePreview) -> impl IntoView {
    let MergePreview { moving, staying, since, dossiers, drafts, drafts_in_both, queries, undo_hours, back } = preview;
    let moving = moving
        .into_iter()
        .map(|named| {
            let text = t_with(merge::MOVES_IDENTITY, vec![("account", named.name())]);
            view! { <li>{text} <AccountMarks named=named /></li> }
        })
        .collect_view();
    let counted = [(merge::MOVES_DOSSIERS, dossiers), (merge::MOVES_DRAFTS, drafts), (merge::MOVES_LOOKUPS, queries)]
        .map(|(text, count)| view! { <li>{t_with(text, vec![("count", count.to_string())])}</li> })
        .collect_view();
    let in_both = (drafts_in_both > 0).then(|| {
        let text = t_with(merge::DRAFTS_IN_BOTH, vec![("count", drafts_in_both.to_string())]);
        view! { <p>{text}</p> }
    });
    view! {
        <Main heading=merge::HEADING>
            <p class="lead">{t(merge::LEAD)}</p>
            <h2>{t(merge::STAYS)}</h2>
            <p>{t_with(merge::STAYS_WHAT, vec![("date", since)])}</p>
            <ul><AccountItems accounts=staying /></ul>
            <h2 id="merge-moves">{t(merge::MOVES)}</h2>
            <ul aria-labelledby="merge-moves">{moving}{counted}</ul>
            {in_both}
            <h2>{t(merge::MEANS)}</h2>
            <ul>
                <li>{t(merge::MEANS_ONE)}</li>
                <li>{t(merge::MEANS_CONTACT)}</li>
                <li>{t(merge::MEANS_SESSIONS)}</li>
                <li>{t_with(merge::MEANS_UNDO, vec![("hours", undo_hours.to_string())])}</li>
            </ul>
            <form method="post" action=ConfirmMerge::url()>
                <StampField />
                <div class="buttons"><Button>{t(merge::MERGE)}</Button></div>
            </form>
            <p><a href=back>{t(merge::NO_MERGE)}</a></p>
        </Main>
    }
}
