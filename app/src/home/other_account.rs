//! `/su-co/409`: a form of another person's page was sent. Nothing was done with it, and nothing of it is shown (K-01).

use super::trouble::of_page;
use crate::{
    address,
    i18n::{t, t_with, texts::failure},
    query::query_value,
    reply::FailureKind,
    ui::{ButtonKind, ButtonLink, FailurePage, Main, Reference},
    viewer::{PersonInfo, ViewerResource},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;

/// Who is signed in now, and the two ways on.
#[component]
pub(super) fn OtherAccount() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match viewer.await.ok().and_then(|viewer| viewer.person) {
                    Some(person) => view! { <SignedInNow person=person /> }.into_any(),
                    // Signed out meanwhile: then that is what there is to say.
                    None => view! { <FailurePage failure=of_page(FailureKind::SignInNeeded) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn SignedInNow(person: PersonInfo) -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::set_status(FailureKind::OtherAccount.status());
    let wanted = WantedPath::parse_or_home(&query_value("tiep").get_untracked());
    let sign_in = address::sign_in(&wanted);
    let support_id = of_page(FailureKind::OtherAccount).support_id;
    let who = match person.name {
        Some(name) => t_with(failure::OTHER_ACCOUNT_WHO, vec![("name", name), ("provider", person.provider)]),
        None => t_with(failure::OTHER_ACCOUNT_NAMELESS, vec![("provider", person.provider)]),
    };
    view! {
        <Main heading=failure::OTHER_ACCOUNT>
            <p class="lead" translate="no">{who}</p>
            <p>{t(failure::OTHER_ACCOUNT_TEXT)}</p>
            <p>
                <ButtonLink href=wanted.as_str()>{t(failure::GO_ON_AS_THIS)}</ButtonLink>
                <ButtonLink href=sign_in kind=ButtonKind::Secondary>{t(failure::SIGN_IN_AS_OTHER)}</ButtonLink>
            </p>
            {(!support_id.is_empty()).then(|| view! { <Reference support_id=support_id /> })}
        </Main>
    }
}
