//! The banner: which portal this is, the language, and at the top right "Đăng nhập" or the person.

use super::{here::here, vneid_offer::VneidOffer};
use crate::{
    address, browser,
    i18n::{Language, PageLanguage, language, t, texts::header},
    own::belongs_to,
    sign_in::{SetLanguage, SignOut},
    ui::StampField,
    viewer::{PersonInfo, ViewerResource},
};
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

/// The banner of every page.
#[component]
pub fn Header() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    view! {
        // Not `Suspense`: while the viewer is read anew the banner stays.
        <Transition>
            {move || Suspend::new(async move {
                let viewer = viewer.await.ok();
                let portal = viewer.as_ref().map(|viewer| viewer.portal.clone());
                let name = portal.as_ref().map(|portal| portal.name.clone()).unwrap_or_default();
                let demonstration = portal.as_ref().is_none_or(|portal| portal.demonstration);
                let since = portal.map(|portal| portal.vneid_only_from).unwrap_or_default();
                let person = viewer.and_then(|viewer| viewer.person);
                let offer = person.as_ref().and_then(|person| person.offer_vneid.clone());
                view! {
                    {demonstration.then(|| view! {
                        <section class="demonstration" aria-label="Bản trình diễn" lang="vi">"Bản trình diễn – không dùng số thật"</section>
                    })}
                    <header class="banner">
                        <div class="banner__inner">
                            <a class="banner__brand" href=address::HOME>
                                <img class="banner__mark" src="/favicon.svg" alt="" width="40" height="40" />
                                <span>
                                    <span class="banner__name" translate="no">"Cổng Dân"</span>
                                    " "
                                    <span class="banner__portal" lang="vi">{name}</span>
                                </span>
                            </a>
                            <div class="banner__tools">
                                <LanguageSwitch />
                                {match person {
                                    Some(person) => Either::Left(view! { <Person person=person /> }),
                                    None => Either::Right(view! { <SignInLink /> }),
                                }}
                            </div>
                        </div>
                    </header>
                    {offer.map(|offer| view! { <VneidOffer offer=offer since=since /> })}
                }
            })}
        </Transition>
    }
}

#[component]
fn SignInLink() -> impl IntoView {
    let here = here();
    let location = use_location();
    let href = move || {
        // On the choice itself the link repeats it, with the page that is wanted already.
        let query = location.search.get();
        if location.pathname.get() == address::SIGN_IN {
            return format!("{}?{}", address::SIGN_IN, query.trim_start_matches('?')).trim_end_matches('?').to_owned();
        }
        address::sign_in(&here())
    };
    view! { <a class="banner__sign-in" href=href>{t(header::SIGN_IN)}</a> }
}

#[component]
fn Person(person: PersonInfo) -> impl IntoView {
    belongs_to(&person.stamp);
    view! {
        <div class="banner__person">
            {match person.name {
                Some(name) => Either::Left(view! { <span class="banner__person-name" translate="no">{name}</span> }),
                None => Either::Right(view! { <span class="banner__person-name">{t(header::NAMELESS)}</span> }),
            }}
            <nav class="banner__links" aria-label=t(header::ACCOUNT_NAVIGATION)>
                <a href=address::ACCOUNT>{t(header::ACCOUNT)}</a>
                <a href=address::DOSSIERS>{t(header::DOSSIERS)}</a>
                {person.is_official.then(|| view! { <a href=address::DESK>{t(header::DESK)}</a> })}
            </nav>
            <form method="post" action=SignOut::url()>
                <StampField stamp=person.stamp />
                <button class="button button--quiet" type="submit">{t(header::SIGN_OUT)}</button>
            </form>
        </div>
    }
}

/// Stays on the page: with scripts nothing is even reloaded.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let location = use_location();
    let page = expect_context::<PageLanguage>();
    let other = move || match language() {
        Language::Vi => Language::En,
        Language::En => Language::Vi,
    };
    let open = move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        if search.is_empty() { path } else { format!("{path}?{}", search.trim_start_matches('?')) }
    };
    let switch = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let language = other();
        browser::remember_language(language);
        page.0.set(language);
    };
    view! {
        <form class="banner__language" method="post" action=SetLanguage::url() on:submit=switch>
            <input type="hidden" name="tiep" value=open />
            <button class="button button--quiet" type="submit" name="language" value=move || other().tag() lang=move || other().tag()>
                {move || match other() { Language::Vi => "Tiếng Việt", Language::En => "English" }}
            </button>
        </form>
    }
}
