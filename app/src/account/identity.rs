//! `/tai-khoan/dinh-danh`: "Thông tin định danh" and "Danh sách tài khoản liên kết".

use super::{
    arrivals,
    frame::{AccountFrame, AccountPage},
    link_map::LinkMap,
    named::{AccountMarks, NamedAccount},
    overview::{MatchedOn, NumberReminder},
    standing::{Standing, StandingPart},
    synchronise::Synchronise,
    unlink::unlink_path,
    value::{Source, ValueRows, Values},
};
use crate::{
    cccd::{ConsentField, CorrectionHelp},
    i18n::{t, texts::account},
    merge::{MergedInfo, UndoPanel},
    reply::Failure,
    slip::Slip,
    ui::{Button, ErrorSummary, SummaryList, follow, loaded, slip_signal},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityInfo {
    pub values: Values,
    pub identities: Vec<LinkedInfo>,
    /// The merges that can still be undone.
    pub merged: Vec<MergedInfo>,
    /// The register may only be asked after a consent, and none stands.
    pub consent_needed: bool,
    pub standing: Standing,
    pub slip: Option<Slip>,
}

/// An account that opens this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkedInfo {
    pub source: Source,
    pub named: NamedAccount,
}

/// Reads the verified data and the linked accounts.
#[server(endpoint = "dinh-danh")]
pub async fn load_identity() -> Result<IdentityInfo, Failure> {
    use super::synchronise::FORM;
    use crate::{cccd::report, merge, request};
    use congdan_flows::{consent::Consent, synchronisation};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let consent = Consent::stored(&portal, &visitor.account).await?;
    let said = synchronisation::asserted_instead(&portal, &visitor).await?;
    let identities = &visitor.account.identities;
    let named = NamedAccount::of(&portal, &visitor, identities);
    let linked = identities
        .iter()
        .zip(named)
        .map(|(identity, named)| LinkedInfo { source: Source::of_provider(&portal, &identity.provider), named });
    Ok(IdentityInfo {
        values: Values::of(&portal, said.as_ref().unwrap_or(&visitor.account.person)),
        identities: linked.collect(),
        merged: merge::standing(&portal, &visitor).await?,
        standing: Standing::load(&portal, &visitor.account).await?,
        consent_needed: visitor.account.person.number.is_some() && consent.is_none(),
        slip: request::slip(&report::form_name(FORM, &visitor)).await?,
    })
}

#[derive(Debug)]
pub(crate) struct IdentityRoute;

#[lazy_route]
impl LazyRoute for IdentityRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let synchronise = ServerAction::new();
        let synchronised = arrivals(synchronise, "/tai-khoan/dinh-danh");
        let page = Resource::new_blocking(move || synchronised.get(), |_| load_identity());
        let answered = follow(synchronise);
        loaded(page, move |info| view! { <Identity info=info synchronise=synchronise answered=answered /> }).into_any()
    }
}

#[component]
fn Identity(
    info: IdentityInfo,
    synchronise: ServerAction<Synchronise>,
    answered: Signal<Option<Slip>>,
) -> impl IntoView {
    let IdentityInfo { values, identities, merged, consent_needed, standing, slip: drawn } = info;
    let merged = merged.into_iter().map(|merged| view! { <UndoPanel merged=merged /> }).collect_view();
    let slip = slip_signal(answered, drawn);
    let has_errors =
        Signal::derive(move || slip.with(|slip| slip.as_ref().is_some_and(|slip| !slip.errors.is_empty())));
    let matched_on = values.matched_on.clone();
    let reminder = values.number.is_none().then(|| view! { <NumberReminder wanted="/tai-khoan/dinh-danh" /> });
    let consent = consent_needed.then(|| view! { <ConsentField ticked=false since=None slip=slip /> });
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
                        <a href=unlink_path(&named.id)>
                            {t(account::UNLINK)} <span class="visually-hidden">": " <span lang="vi">{named.name()}</span></span>
                        </a>
                    </p>
                </li>
            }
        })
        .collect_view();
    view! {
        <AccountFrame page=AccountPage::Identity has_errors=has_errors>
            <ErrorSummary slip=slip />
            {reminder}
            <StandingPart standing=standing />
            <SummaryList><ValueRows values=values /></SummaryList>
            <MatchedOn on=matched_on />
            <CorrectionHelp />
            <ActionForm action=synchronise attr:novalidate=true>
                {consent}
                <div class="buttons"><Button busy=synchronise.pending()>{t(account::SYNCHRONISE)}</Button></div>
            </ActionForm>
            <h2 id="linked-accounts">{t(account::LINKED)}</h2>
            <p>{t(account::LINKED_MEANS)}</p>
            <ul class="cards" aria-labelledby="linked-accounts">{linked}</ul>
            {merged}
            {map}
        </AccountFrame>
    }
}
