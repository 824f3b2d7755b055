//! `/lien-ket`.

use super::{
    functions::{ConfirmLink, DisownNumber, ProveLink},
    load::{LinkOffer, LinkPage, LinkProof, load_link},
};
use crate::{
    address,
    i18n::{
        t, t_with,
        texts::{common, linking},
    },
    resolution::SlipOfferContested,
    ui::{Button, ButtonKind, ButtonLink, Main, Panel, PanelKind, loaded},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{LazyRoute, lazy_route};

/// The page.
#[derive(Debug)]
pub(crate) struct LinkRoute;

#[lazy_route]
impl LazyRoute for LinkRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
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
    let LinkOffer { arriving, present, since, can_disown, renews, proof } = offer;
    let present = present.into_iter().map(|label| view! { <li>{label}</li> }).collect_view();
    let renews = renews.then(|| view! { <li>{t(linking::RENEWS)}</li> });
    // "Không phải tôi" needs no proof of ownership; but a sign-in that is too old decides nothing.
    let can_answer = proof.as_ref().is_none_or(|proof| proof.of_owner);
    let link = match proof {
        Some(proof) => view! { <Prove proof=proof /> }.into_any(),
        None => view! {
            <form method="post" action=ConfirmLink::url()>
                <div class="buttons"><Button>{t(linking::LINK)}</Button></div>
            </form>
        }
        .into_any(),
    };
    let disown_means = if can_disown { linking::DISOWN_MEANS } else { linking::DISOWN_HELP };
    view! {
        <Main heading=linking::HEADING>
            <p class="lead">{t_with(linking::ARRIVED, vec![("account", arriving)])}</p>
            <p>{t_with(linking::HELD_SINCE, vec![("date", since)])}</p>
            <ul>{present}</ul>
            <h2>{t(linking::WHAT_IT_DOES)}</h2>
            <ul>
                <li>{t(linking::DOES_ONE_ACCOUNT)}</li>
                <li>{t(linking::DOES_KEEP)}</li>
                <li>{t(linking::DOES_SHOW)}</li>
                {renews}
            </ul>
            {link}
            {can_answer.then(|| view! {
                <Panel kind=PanelKind::Warning>
                    <p>{t(disown_means)}</p>
                    <form method="post" action=DisownNumber::url()>
                        <Button kind=ButtonKind::Secondary>{t(linking::NOT_ME)}</Button>
                    </form>
                </Panel>
            })}
        </Main>
    }
}

/// A form that the browser itself posts: the answer leads to another origin.
#[component]
fn Prove(proof: LinkProof) -> impl IntoView {
    let LinkProof { label, of_owner } = proof;
    let why = if of_owner { linking::PROOF_OWNER } else { linking::PROOF_ARRIVING };
    view! {
        <p>{t(why)}</p>
        <form method="post" action=ProveLink::url()>
            <div class="buttons"><Button>{t_with(linking::PROVE_WITH, vec![("account", label)])}</Button></div>
        </form>
    }
}

#[component]
fn Contested(support_id: String) -> impl IntoView {
    view! {
        <Main heading=linking::CONTESTED>
            <p class="lead">{t(linking::CONTESTED_WHAT)}</p>
            <p>{t(linking::CONTESTED_STAYS)}</p>
            <h2>{t(linking::CONTESTED_NOW)}</h2>
            <ul>
                <li>{t(linking::CONTESTED_CALL)}</li>
                <li>{t(linking::CONTESTED_OFFICE)}</li>
            </ul>
            <p>{t(common::REFERENCE)} ": " <strong class="code" translate="no">{support_id}</strong></p>
            <SlipOfferContested />
            <p><ButtonLink href=address::SIGN_IN>{t(linking::SIGN_IN)}</ButtonLink></p>
        </Main>
    }
}

#[component]
fn NoOffer() -> impl IntoView {
    view! {
        <Main heading=linking::GONE>
            <p>{t(linking::GONE_WHAT)}</p>
            <p><ButtonLink href=address::SIGN_IN>{t(linking::SIGN_IN)}</ButtonLink></p>
        </Main>
    }
}
