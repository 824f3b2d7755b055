//! `/lien-ket/khong-phai-cua-toi`: what "Tài khoản kia không phải của tôi" would do, before it is done.

use super::{
    ends::{Contested, NoOffer},
    functions::DisownNumber,
    load::{LinkOffer, LinkPage, PressLeads, load_link},
};
use crate::{
    address,
    i18n::{t, t_with, texts::linking},
    ui::{Button, ButtonKind, Main, Panel, PanelKind, loaded},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
#[derive(Debug)]
pub(crate) struct DisownRoute;

impl DisownRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let page = Resource::new_blocking(|| (), |()| load_link());
        loaded(page, |page| match page {
            LinkPage::Offer(offer) => view! { <DryRun offer=offer /> }.into_any(),
            LinkPage::Contested { support_id } => view! { <Contested support_id=support_id /> }.into_any(),
            LinkPage::NotFound => view! { <NoOffer /> }.into_any(),
        })
        .into_any()
    }
}

#[component]
fn DryRun(offer: LinkOffer) -> impl IntoView {
    let LinkOffer { question, arriving, present, since, can_disown, is_open_here, leads, .. } = offer;
    let would =
        if can_disown { view! { <Takes arriving=arriving /> }.into_any() } else { view! { <Asks /> }.into_any() };
    let button = if can_disown { linking::TAKE_NUMBER } else { linking::ASK_FOR_HELP };
    let can_answer = !matches!(leads, PressLeads::ToArriving(_));
    let present = present.into_iter().map(|label| view! { <li>{label}</li> }).collect_view();
    view! {
        <Main heading=linking::DISOWN_HEADING back=address::LINK>
            <p class="lead">{t(linking::DISOWN_NOTHING_YET)}</p>
            <p>{t_with(linking::DISOWN_WHICH, vec![("date", since)])}</p>
            <ul>{present}</ul>
            {is_open_here.then(|| view! {
                <Panel kind=PanelKind::Warning><p>{t(linking::DISOWN_OPEN_HERE)}</p></Panel>
            })}
            <h2>{t(linking::DISOWN_WOULD)}</h2>
            {would}
            {can_answer.then(|| view! {
                <form method="post" action=DisownNumber::url()>
                    <input type="hidden" name="question" value=question />
                    <div class="buttons"><Button kind=ButtonKind::Primary>{t(button)}</Button></div>
                </form>
            })}
            <p><a href=address::LINK>{t(linking::DISOWN_BACK)}</a></p>
        </Main>
    }
}

/// The number moves.
#[component]
fn Takes(arriving: String) -> impl IntoView {
    view! {
        <ul>
            <li>{t_with(linking::DISOWN_MOVES, vec![("account", arriving)])}</li>
            <li>{t(linking::DISOWN_LOSES)}</li>
            <li>{t(linking::DISOWN_STAYS)}</li>
            <li>{t(linking::DISOWN_TOLD)}</li>
        </ul>
    }
}

/// Only people can decide.
#[component]
fn Asks() -> impl IntoView {
    view! {
        <ul>
            <li>{t(linking::DISOWN_HELP)}</li>
            <li>{t(linking::DISOWN_HELP_CHANGES)}</li>
        </ul>
    }
}
