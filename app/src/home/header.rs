//! The banner: whose door this is, the language, and at the top right "Đăng nhập" or the person.

use crate::{
    browser,
    i18n::{Language, PageLanguage, language, t, texts::header},
    sign_in::{SetLanguage, SignOut},
    viewer::{PersonInfo, ViewerResource},
};
use congdan_domain::WantedPath;
use leptos::{either::Either, prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

#[component]
pub fn Header() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let viewer = viewer.await.ok();
                let portal = viewer.as_ref().map(|viewer| viewer.portal.clone());
                let name = portal.as_ref().map(|portal| portal.name.clone()).unwrap_or_default();
                let demonstration = portal.as_ref().is_none_or(|portal| portal.demonstration);
                let person = viewer.and_then(|viewer| viewer.person);
                view! {
                    {demonstration.then(|| view! {
                        <section class="demonstration" aria-label="Bản trình diễn" lang="vi">"Bản trình diễn – không dùng số thật"</section>
                    })}
                    <header class="banner">
                        <div class="banner__inner">
                            <a class="banner__brand" href="/">
                                <span class="banner__name">"Cổng Dân"</span>
                                <span class="banner__portal">{name}</span>
                            </a>
                            <LanguageSwitch />
                            {match person {
                                Some(person) => Either::Left(view! { <Person person=person /> }),
                                None => Either::Right(view! { <SignInLink /> }),
                            }}
                        </div>
                    </header>
                }
            })}
        </Suspense>
    }
}

/// The page that is open, with its query, for coming back to it.
fn here() -> impl Fn() -> WantedPath + Clone + Send + Sync {
    let location = use_location();
    move || {
        let (path, search) = (location.pathname.get(), location.search.get());
        let search = search.trim_start_matches('?').to_owned();
        WantedPath::parse_or_home(&if search.is_empty() { path } else { format!("{path}?{search}") })
    }
}

#[component]
fn SignInLink() -> impl IntoView {
    let here = here();
    let href = move || {
        let here = here();
        if here.path().starts_with("/dang-nhap") || here.path().starts_with("/lien-ket") {
            "/dang-nhap".to_owned()
        } else {
            format!("/dang-nhap?tiep={}", here.encoded())
        }
    };
    view! { <a class="banner__sign-in" href=href>{t(header::SIGN_IN)}</a> }
}

#[component]
fn Person(person: PersonInfo) -> impl IntoView {
    view! {
        <div class="banner__person">
            <span class="banner__person-name" translate="no">{person.name.unwrap_or_default()}</span>
            <nav class="banner__links" aria-label=t(header::ACCOUNT_NAVIGATION)>
                <a href="/tai-khoan">{t(header::ACCOUNT)}</a>
                <a href="/ho-so">{t(header::DOSSIERS)}</a>
                {person.is_official.then(|| view! { <a href="/can-bo">{t(header::DESK)}</a> })}
            </nav>
            <form method="post" action=SignOut::url()>
                <button class="button button--quiet" type="submit">{t(header::SIGN_OUT)}</button>
            </form>
        </div>
    }
}

/// Stays on the page: with scripts nothing is even reloaded.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let here = here();
    let page = expect_context::<PageLanguage>();
    let other = move || match language() {
        Language::Vi => Language::En,
        Language::En => Language::Vi,
    };
    let switch = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let language = other();
        browser::remember_language(language);
        page.0.set(language);
    };
    view! {
        <form class="banner__language" method="post" action=SetLanguage::url() on:submit=switch>
            <input type="hidden" name="tiep" value=move || here().as_str().to_owned() />
            <button class="button button--quiet" type="submit" name="language" value=move || other().tag() lang=move || other().tag()>
                {move || match other() { Language::Vi => "Tiếng Việt", Language::En => "English" }}
            </button>
        </form>
    }
}
