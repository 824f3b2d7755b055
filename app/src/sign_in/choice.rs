//! `/dang-nhap`: one button a provider, named by its label.

use super::StartSignIn;
use crate::{
    i18n::{
        t, t_with,
        texts::{failure, sign_in},
    },
    provenance::kind_texts,
    query::query_value,
    reply::Failure,
    ui::{ButtonLink, Main, Panel, PanelKind},
    viewer::{PersonInfo, ViewerResource},
};
use congdan_domain::{ProviderKind, WantedPath, policy::NationalAccount};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

/// A provider as the choice shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProviderInfo {
    pub id: String,
    pub label: String,
    pub kind: ProviderKind,
    /// The policy has closed this kind of account.
    pub closed: bool,
    /// The provider does not answer now.
    pub interrupted: bool,
}

/// Reads the providers, VNeID first.
#[server(endpoint = "nha-cung-cap")]
pub async fn load_providers() -> Result<Vec<ProviderInfo>, Failure> {
    let portal = crate::request::portal();
    let mut providers = Vec::new();
    for provider in &portal.providers {
        let closed = portal.is_closed(provider.kind());
        providers.push(ProviderInfo {
            id: provider.id().to_owned(),
            label: provider.label().to_owned(),
            kind: provider.kind(),
            closed,
            interrupted: !closed && !provider.is_available().await,
        });
    }
    providers.sort_by_key(|provider| !provider.kind.vouches_for_numbers());
    Ok(providers)
}

/// The page.
#[component]
pub fn Choice() -> impl IntoView {
    let providers = Resource::new_blocking(|| (), |()| load_providers());
    let tiep = query_value("tiep");
    let wanted = Memo::new(move |_| tiep.with(|tiep| WantedPath::parse_or_home(tiep).as_str().to_owned()));
    let ViewerResource(viewer) = expect_context();
    view! {
        <Main heading=sign_in::HEADING>
            <Transition>
                {move || Suspend::new(async move {
                    let Ok(providers) = providers.await else {
                        // The line is broken: without the choice there is nothing to press.
                        return view! { <Panel kind=PanelKind::Warning><p>{t(failure::NO_ANSWER_TEXT)}</p></Panel> }.into_any();
                    };
                    let viewer = viewer.await.ok();
                    let portal = viewer.as_ref().map(|viewer| viewer.portal.clone());
                    let (since, policy) = match portal {
                        Some(portal) => (portal.vneid_only_from, Some(portal.national_account)),
                        None => (String::new(), None),
                    };
                    let person = viewer.and_then(|viewer| viewer.person);
                    let choices = providers
                        .into_iter()
                        .map(|provider| view! { <ProviderChoice provider=provider wanted=wanted since=since.clone() /> })
                        .collect_view();
                    view! {
                        {person.map(|person| view! { <AlreadyIn person=person wanted=wanted /> })}
                        <p>{t(sign_in::LEAD)}</p>
                        {choices}
                        {policy.map(|policy| view! { <Panel><p>{t_with(policy_text(policy), vec![("date", since)])}</p></Panel> })}
                    }
                    .into_any()
                })}
            </Transition>
            <p>{t(sign_in::NO_PASSWORD)}</p>
            <details>
                <summary>{t(sign_in::NO_VNEID)}</summary>
                <p>{t(sign_in::NO_VNEID_TEXT)}</p>
            </details>
        </Main>
    }
}

const fn policy_text(policy: NationalAccount) -> crate::i18n::Text {
    match policy {
        NationalAccount::Full => sign_in::POLICY_FULL,
        NationalAccount::Link => sign_in::POLICY_LINK,
        NationalAccount::Closed => sign_in::POLICY_CLOSED,
    }
}

/// A form that the browser itself posts: the answer leads to another origin.
#[component]
fn ProviderChoice(provider: ProviderInfo, wanted: Memo<String>, since: String) -> impl IntoView {
    let ProviderInfo { id, label, kind, closed, interrupted } = provider;
    let hint_id = format!("{id}-hint");
    let hint = match (closed, interrupted) {
        (true, _) => Either::Left(t_with(sign_in::CLOSED_REASON, vec![("date", since)])),
        (false, true) => Either::Right(t(sign_in::INTERRUPTED_REASON)),
        (false, false) => Either::Right(t(kind_texts::sign_in_hint(kind))),
    };
    view! {
        <form class="choice" class=("choice--other", !kind.vouches_for_numbers()) method="post" action=StartSignIn::url()>
            <input type="hidden" name="tiep" value=wanted />
            <button class="choice__button" type="submit" name="provider" value=id disabled=closed || interrupted
                aria-describedby=hint_id.clone() lang="vi">{label}</button>
            <p class="choice__hint" id=hint_id>{hint}</p>
        </form>
    }
}

/// Signed in already: the way on comes first, another account stays possible.
#[component]
fn AlreadyIn(person: PersonInfo, wanted: Memo<String>) -> impl IntoView {
    let (text, name) = match person.name {
        Some(name) => (sign_in::ALREADY_IN, name),
        None => (sign_in::ALREADY_IN_NAMELESS, String::new()),
    };
    let values = vec![("name", name), ("provider", person.provider)];
    let wanted = wanted.get_untracked();
    let on = if wanted == crate::address::HOME { sign_in::GO_HOME } else { sign_in::GO_ON };
    view! {
        <Panel>
            <p translate="no">{t_with(text, values)}</p>
            <p><ButtonLink href=wanted>{t(on)}</ButtonLink></p>
            <p>{t(sign_in::ALREADY_IN_OTHER)}</p>
        </Panel>
    }
}
