//! `/dang-nhap`: one button a provider, named by its label.

use super::StartSignIn;
use crate::{
    i18n::{t, t_with, texts::sign_in},
    reply::Failure,
    ui::{Main, Panel, loaded},
    viewer::ViewerResource,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

/// A provider as the choice shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderInfo {
    pub id: String,
    pub label: String,
    pub is_vneid: bool,
    /// The policy has closed this kind of account.
    pub closed: bool,
}

/// Reads the providers, VNeID first.
#[server(endpoint = "nha-cung-cap")]
pub async fn load_providers() -> Result<Vec<ProviderInfo>, Failure> {
    use congdan_flows::{ports::provider::ProviderKind, sign_in};
    let portal = crate::request::portal();
    let mut providers: Vec<_> = portal
        .providers
        .iter()
        .map(|provider| ProviderInfo {
            id: provider.id().to_owned(),
            label: provider.label().to_owned(),
            is_vneid: provider.kind() == ProviderKind::Vneid,
            closed: sign_in::is_closed(&portal, provider.kind()),
        })
        .collect();
    providers.sort_by_key(|provider| !provider.is_vneid);
    Ok(providers)
}

#[component]
pub fn Choice() -> impl IntoView {
    let providers = Resource::new_blocking(|| (), |()| load_providers());
    let query = use_query_map();
    let wanted = move || query.with(|query| query.get("tiep")).unwrap_or_default();
    let ViewerResource(viewer) = expect_context();
    let policy = move || {
        let from = viewer.get().and_then(Result::ok).map(|viewer| viewer.portal.vneid_only_from).unwrap_or_default();
        t_with(sign_in::POLICY, vec![("date", from)])()
    };
    view! {
        <Main heading=sign_in::HEADING>
            <p>{t(sign_in::LEAD)}</p>
            {loaded(providers, move |providers| providers.into_iter().map(|provider| {
                let hint = if provider.is_vneid { sign_in::VNEID_HINT } else { sign_in::NATIONAL_HINT };
                let hint_id = format!("{}-hint", provider.id);
                view! {
                    <form class="choice" method="post" action=StartSignIn::url()>
                        <input type="hidden" name="tiep" value=wanted />
                        <button class="choice__button" type="submit" name="provider" value=provider.id.clone()
                            aria-describedby=hint_id.clone()>{provider.label}</button>
                        <p class="choice__hint" id=hint_id>{t(hint)}</p>
                    </form>
                }
            }).collect_view())}
            <Panel><Suspense><p>{policy}</p></Suspense></Panel>
        </Main>
    }
}
