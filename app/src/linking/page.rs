//! `/lien-ket`.

use super::{
    ends::{Contested, NoOffer},
    functions::{ConfirmLink, StopLinking},
    load::{LinkOffer, LinkPage, PressLeads, load_link},
};
use crate::{
    address,
    i18n::{
        t, t_with,
        texts::{common, linking},
    },
    ui::{Button, ButtonKind, ButtonLink, Main, Panel, PanelKind, loaded},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
#[derive(Debug)]
pub(crate) struct LinkRoute;

impl LinkRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_link());
        loaded(page, |page| match page {
            LinkPage::Offer(offer) => view! { <Offer offer=offer /> }.into_any(),
            LinkPage::Contested { support_id } => view! { <Contested support_id=support_id /> }.into_any(),
            LinkPage::NotFound => view! { <NoOffer /> }.into_any(),
        })
        .into_any()
    }
}

#[component]
fn Offer(offer: LinkOffer) -> impl IntoView {
    let LinkOffer { question, arriving, present, since, until, renews, leads, other_account, .. } = offer;
    let present = present.into_iter().map(|label| view! { <li>{label}</li> }).collect_view();
    let renews = renews.then(|| view! { <li>{t(linking::RENEWS)}</li> });
    // A sign-in that is too old decides nothing.
    let can_answer = !matches!(leads, PressLeads::ToArriving(_));
    // The number of a stranger's account is taken back safely; whose account it is, is known only where it is proved.
    let disown = if leads == PressLeads::On { ButtonKind::Secondary } else { ButtonKind::Primary };
    view! {
        <Main heading=linking::HEADING>
            {other_account.map(|support_id| view! { <OtherAccount support_id=support_id /> })}
            <p class="lead">{t_with(linking::ARRIVED, vec![("account", arriving)])}</p>
            <p>{t(linking::ONE_STEP_LEFT)}</p>
            <p>{t_with(linking::HELD_SINCE, vec![("date", since)])}</p>
            <ul>{present}</ul>
            <h2>{t(linking::WHAT_IT_DOES)}</h2>
            <ul>
                <li>{t(linking::DOES_ONE_ACCOUNT)}</li>
                <li>{t(linking::DOES_KEEP)}</li>
                <li>{t(linking::DOES_SHOW)}</li>
                {renews}
            </ul>
            <Link question=question leads=leads />
            {can_answer.then(|| view! {
                <h2>{t(linking::IS_IT_YOURS)}</h2>
                <p>{t(linking::DISOWN_ASKS)}</p>
                <p><ButtonLink href=address::DISOWN kind=disown>{t(linking::NOT_MINE)}</ButtonLink></p>
            })}
            <h2>{t(linking::UNDECIDED)}</h2>
            <p>{t_with(linking::LATER_MEANS, vec![("until", until)])}</p>
            <p><ButtonLink href=address::HOME kind=ButtonKind::Secondary>{t(linking::LATER)}</ButtonLink></p>
            <form method="post" action=StopLinking::url()>
                <Button kind=ButtonKind::Quiet>{t(linking::STOP)}</Button>
            </form>
        </Main>
    }
}

/// "Liên kết", and what it asks for first.
#[component]
fn Link(question: String, leads: PressLeads) -> impl IntoView {
    let (why, kind, label) = match leads {
        PressLeads::On => (None, ButtonKind::Primary, None),
        PressLeads::ToHolder(label) => (Some((linking::PROOF_HOLDER, label)), ButtonKind::Secondary, None),
        PressLeads::ToArriving(label) => {
            (Some((linking::PROOF_ARRIVING, label.clone())), ButtonKind::Primary, Some(label))
        }
        PressLeads::Nowhere => return view! { <p>{t(linking::NO_PROOF)}</p> }.into_any(),
    };
    let why = why.map(|(why, label)| view! { <p>{t_with(why, vec![("account", label)])}</p> });
    let words = match label {
        Some(label) => view! { {t_with(linking::PROVE_WITH, vec![("account", label)])} }.into_any(),
        None => view! { {t(linking::LINK)} }.into_any(),
    };
    view! {
        {why}
        <form method="post" action=ConfirmLink::url()>
            <input type="hidden" name="question" value=question />
            <div class="buttons"><Button kind=kind>{words}</Button></div>
        </form>
    }
    .into_any()
}

/// The proof was another account's: the question is as it was.
#[component]
fn OtherAccount(support_id: String) -> impl IntoView {
    view! {
        <Panel kind=PanelKind::Warning>
            <p><strong>{t(linking::OTHER_ACCOUNT)}</strong></p>
            <p>{t(linking::OTHER_ACCOUNT_WHAT)}</p>
            <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{support_id}</strong></p>
        </Panel>
    }
}
