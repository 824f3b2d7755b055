//! `/tai-khoan/dinh-danh/go-lien-ket?ma=…`: what would happen, before it happens.

use super::functions::{DryRunInfo, NumberThen, ProofThen, Unlink, load_dry_run};
use crate::{
    address,
    i18n::{t, t_with, texts::unlink},
    provenance::{AccountItems, AccountMarks, NamedAccount},
    ui::{ButtonKind, ButtonLink, Main, Panel, PanelKind, SendButton, StampField, arrivals, follow, loaded, sending},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[derive(Debug)]
pub(crate) struct UnlinkRoute;

impl UnlinkRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let identity = use_query_map().with_untracked(|query| query.get("ma")).unwrap_or_default();
        let action = ServerAction::<Unlink>::new();
        // After an answer that leads back here, the page shows what has changed.
        let changed = arrivals(action, address::UNLINKING);
        let page = Resource::new_blocking(move || changed.get(), move |_| load_dry_run(identity.clone()));
        follow(action);
        loaded(page, move |own| {
            let info = own.open();
            if info.still_open.is_empty() {
                view! { <LastWayIn info=info /> }.into_any()
            } else {
                view! { <DryRun info=info action=action /> }.into_any()
            }
        })
        .into_any()
    }
}

/// What is about to be unlinked, or cannot be.
#[component]
fn Lead(account: NamedAccount) -> impl IntoView {
    view! {
        <p class="lead">{t_with(unlink::LEAD, vec![("account", account.name())])}</p>
        <AccountMarks named=account />
    }
}

#[component]
fn Closed(accounts: Vec<NamedAccount>) -> impl IntoView {
    view! { <p>{t(unlink::STILL_CLOSED)}</p> <ul><AccountItems accounts=accounts /></ul> }
}

#[component]
fn DryRun(info: DryRunInfo, action: ServerAction<Unlink>) -> impl IntoView {
    let DryRunInfo { account, still_open, closed, number, ends_this_session, proof } = info;
    let id = account.id.clone();
    let closed = (!closed.is_empty()).then(|| view! { <Closed accounts=closed /> });
    let sessions = if ends_this_session { unlink::STOPS_ALL } else { unlink::STOPS_OTHERS };
    let goes = (number == NumberThen::Goes).then(|| view! { <li>{t(unlink::NUMBER_GOES)}</li> });
    let stays = match number {
        NumberThen::Stays => Some(unlink::NUMBER_STAYS),
        NumberThen::StaysMatched => Some(unlink::NUMBER_STAYS_MATCHED),
        NumberThen::None | NumberThen::Goes => None,
    };
    let proof = match proof {
        ProofThen::Nothing => None,
        ProofThen::Any => Some(unlink::PROOF_ASKED),
        ProofThen::Vneid => Some(unlink::PROOF_VNEID),
    };
    view! {
        <Main heading=unlink::HEADING back=address::IDENTITY>
            <Lead account=account />
            <h2>{t(unlink::STILL_OPENS)}</h2>
            <ul><AccountItems accounts=still_open /></ul>
            {closed}
            <h2>{t(unlink::STOPS)}</h2>
            <ul>
                <li>{t(unlink::STOPS_OPENING)}</li>
                <li>{t(sessions)}</li>
                {goes}
            </ul>
            <h2>{t(unlink::STAYS)}</h2>
            <ul>
                <li>{t(unlink::STAYS_DOSSIERS)}</li>
                {stays.map(|stays| view! { <li>{t(stays)}</li> })}
                <li>{t(unlink::STAYS_RELINK)}</li>
            </ul>
            {proof.map(|proof| view! { <Panel><p>{t(proof)}</p></Panel> })}
            <ActionForm action=action>
                <StampField />
                <input type="hidden" name="identity" value=id />
                <div class="buttons">
                    <SendButton sending=sending(action) label=unlink::UNLINK />
                    <ButtonLink href=address::IDENTITY kind=ButtonKind::Quiet>{t(unlink::BACK)}</ButtonLink>
                </div>
            </ActionForm>
        </Main>
    }
}

/// The last identity cannot be unlinked: the page explains why, and what to do instead.
#[component]
fn LastWayIn(info: DryRunInfo) -> impl IntoView {
    let closed = (!info.closed.is_empty()).then(|| view! { <Closed accounts=info.closed /> });
    view! {
        <Main heading=unlink::HEADING back=address::IDENTITY outcome="last_way_in">
            <Lead account=info.account />
            <Panel kind=PanelKind::Warning>
                <p><strong>{t(unlink::LAST)}</strong></p>
                <p>{t(unlink::LAST_WHY)}</p>
            </Panel>
            {closed}
            <h2>{t(unlink::LAST_NOW)}</h2>
            <ul>
                <li>{t(unlink::LAST_LINK)}</li>
                <li>{t(unlink::LAST_SUSPECT)}</li>
            </ul>
            <p><ButtonLink href=address::SECURITY kind=ButtonKind::Secondary>{t(unlink::TO_SECURITY)}</ButtonLink></p>
        </Main>
    }
}
