//! `/tai-khoan/dinh-danh`: "Thông tin định danh" and "Danh sách tài khoản liên kết".

mod link_map;
mod linked;

use self::{link_map::LinkMap, linked::LinkedInfo};
use super::{
    frame::{AccountFrame, AccountPage},
    number::{MatchedOn, NumberReminder},
    synchronisation::{Sources, SourcesPart, Synchronise},
};
use crate::{
    address::{self, IDENTITY},
    entry::{ConsentField, CorrectionHelp},
    form_state::FormState,
    i18n::{t, texts::account},
    merge::{MergedInfo, UndoPanel},
    own::Own,
    provenance::{AccountMarks, ValueRows, Values},
    reply::Failure,
    ui::{
        ErrorSummary, SendButton, StampField, SummaryList, arrivals, follow, form_state_signal, has_errors, loaded,
        sending,
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityInfo {
    pub values: Values,
    pub identities: Vec<LinkedInfo>,
    /// The merges that can still be undone.
    pub merged: Vec<MergedInfo>,
    /// The register may only be asked after a consent, and none has been given.
    pub consent_needed: bool,
    pub sources: Sources,
    pub state: Option<FormState>,
}

/// Reads the verified data and the linked accounts.
#[server(endpoint = "dinh-danh")]
pub async fn load_identity() -> Result<Own<IdentityInfo>, Failure> {
    use super::synchronisation::FORM;
    use crate::{
        merge,
        provenance::{NamedAccount, Source},
        request,
    };
    use congdan_flows::{consent::Consent, ports::matching::Purpose, synchronisation};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let consent = Consent::stored(&portal, &visitor.account, Purpose::Synchronise).await?;
    let asserted = synchronisation::asserted_instead(&portal, &visitor).await?;
    let identities = &visitor.account.identities;
    let named = NamedAccount::of(&portal, &visitor, identities);
    let linked = identities
        .iter()
        .zip(named)
        .map(|(identity, named)| LinkedInfo { source: Source::of_provider(&portal, &identity.provider), named });
    let info = IdentityInfo {
        values: Values::of(&portal, asserted.as_ref().unwrap_or(&visitor.account.person)),
        identities: linked.collect(),
        merged: merge::undoable(&portal, &visitor).await?,
        sources: Sources::load(&portal, &visitor.account).await?,
        consent_needed: visitor.account.person.number.is_some() && consent.is_none(),
        state: request::form_state(&request::form_of(FORM, &visitor)).await?,
    };
    Ok(Own::of(&visitor, info))
}

/// The page.
#[derive(Debug)]
pub(crate) struct IdentityRoute;

impl IdentityRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let synchronise = ServerAction::new();
        let synchronised = arrivals(synchronise, IDENTITY);
        let page = Resource::new_blocking(move || synchronised.get(), |_| load_identity());
        let answered = follow(synchronise);
        loaded(page, move |own| view! { <Identity info=own.open() synchronise=synchronise answered=answered /> })
            .into_any()
    }
}

#[component]
fn Identity(
    info: IdentityInfo,
    synchronise: ServerAction<Synchronise>,
    answered: Signal<Option<FormState>>,
) -> impl IntoView {
    let IdentityInfo { values, identities, merged, consent_needed, sources, state: drawn } = info;
    let merged = merged.into_iter().map(|merged| view! { <UndoPanel merged=merged /> }).collect_view();
    // Ticked before the session was over.
    let ticked = drawn.as_ref().and_then(|state| state.entry("consent")) == Some("true");
    let state = form_state_signal(answered, drawn);
    let has_errors = has_errors(state);
    let matched_on = values.matched_on.clone();
    let correction = view! { <CorrectionHelp number=values.number.clone() /> };
    let reminder = values.number.is_none().then(|| view! { <NumberReminder wanted=IDENTITY /> });
    let consent = consent_needed.then(|| view! { <ConsentField ticked=ticked since=None state=state /> });
    let map = view! { <LinkMap identities=identities.clone() values=values.clone() /> };
    let linked = identities
        .into_iter()
        .map(|identity| {
            let LinkedInfo { named, .. } = identity;
            view! {
                <li class="card">
                    <strong lang="vi">{named.name()}</strong>
                    <AccountMarks named=named.clone() />
                    <p>
                        <a href=address::unlinking(&named.id)>
                            {t(account::UNLINK)} <span class="visually-hidden">": " <span lang="vi">{named.name()}</span></span>
                        </a>
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <AccountFrame page=AccountPage::Identity has_errors=has_errors>
            <ErrorSummary state=state />
            {reminder}
            <SourcesPart sources=sources />
            <SummaryList><ValueRows values=values /></SummaryList>
            <MatchedOn on=matched_on />
            {correction}
            <ActionForm action=synchronise attr:novalidate=true>
                <StampField />
                {consent}
                <div class="buttons"><SendButton sending=sending(synchronise) label=account::SYNCHRONISE /></div>
            </ActionForm>
            <h2 id="linked-accounts">{t(account::LINKED)}</h2>
            <p>{t(account::LINKED_MEANS)}</p>
            <ul class="cards" aria-labelledby="linked-accounts">{linked}</ul>
            {merged}
            {map}
        </AccountFrame>
    }
}
