//! The home page: search, the procedures people ask for most, and what else they come for.

use super::{procedures::ProcedureCards, search::Search};
use crate::{
    address,
    i18n::{Text, t, t_with, texts::home},
    ui::Main,
    viewer::{PersonInfo, Viewer, ViewerResource},
};
use congdan_domain::procedure::Procedure;
use leptos::{either::Either, prelude::*};

/// How many procedures the home page shows.
const POPULAR: usize = 4;

/// `/`.
#[derive(Debug)]
pub struct HomeRoute;

impl HomeRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        view! { <Home /> }.into_any()
    }
}

#[component]
fn Home() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    view! {
        <Main heading=home::HEADING wide=true>
            <p class="lead">{t(home::LEAD)}</p>
            <Search />
            <Transition>
                {move || Suspend::new(async move {
                    viewer.await.ok().and_then(|viewer| viewer.person).map(|person| view! { <Greeting person=person /> })
                })}
            </Transition>
            <h2>{t(home::POPULAR)}</h2>
            <ProcedureCards procedures=Procedure::all().iter().take(POPULAR).collect() />
            <p><a href=address::PROCEDURES>{t(home::ALL_PROCEDURES)}</a></p>
            <Transition>
                {move || Suspend::new(async move {
                    let viewer = viewer.await.ok();
                    let person = viewer.as_ref().and_then(|viewer| viewer.person.as_ref());
                    let has_number = person.is_some_and(|person| person.masked_number.is_some());
                    view! {
                        <Tasks has_number=has_number />
                        {viewer.map(|viewer| view! { <About viewer=viewer /> })}
                    }
                })}
            </Transition>
        </Main>
    }
}

/// What waits for the person who is signed in. (The banner has "Quản lý tài khoản".)
#[component]
fn Greeting(person: PersonInfo) -> impl IntoView {
    let greeting = match person.name {
        Some(name) => Either::Left(t_with(home::GREETING, vec![("name", name)])),
        None => Either::Right(t(home::GREETING_NAMELESS)),
    };
    view! {
        <div class="panel">
            <h2 translate="no">{greeting}</h2>
            <ul>
                <li><a href=address::DOSSIERS>{t(home::YOUR_DOSSIERS)}</a></li>
                <li><a href=address::ACCOUNT>{t(home::YOUR_DETAILS)}</a></li>
            </ul>
        </div>
    }
}

/// The number is not asked for where it is known.
#[component]
fn Tasks(has_number: bool) -> impl IntoView {
    // It ends on the page that shows the number.
    let to_number = address::number_form(&address::after_number(""));
    let number =
        (!has_number).then(|| view! { <Task href=to_number name=home::TASK_NUMBER text=home::TASK_NUMBER_TEXT /> });
    view! {
        <h2>{t(home::TASKS)}</h2>
        <ul class="cards">
            {number}
            <Task href=address::DOSSIER_SEARCH name=home::TASK_LOOKUP text=home::TASK_LOOKUP_TEXT />
            <Task href=address::ACCOUNT name=home::TASK_ACCOUNT text=home::TASK_ACCOUNT_TEXT />
        </ul>
    }
}

#[component]
fn Task(#[prop(into)] href: String, name: Text, text: Text) -> impl IntoView {
    view! {
        <li class="card card--link">
            <h3><a href=href>{t(name)}</a></h3>
            <p class="card__meta">{t(text)}</p>
        </li>
    }
}

/// Which portal this is.
#[component]
fn About(viewer: Viewer) -> impl IntoView {
    let text = if viewer.portal.is_national { home::ABOUT_NATIONAL } else { home::ABOUT_PROVINCE };
    view! {
        <h2 lang="vi">{viewer.portal.name}</h2>
        <p>{t(text)} " " {t_with(home::ABOUT_SIGN_IN, vec![("date", viewer.portal.vneid_only_from)])}</p>
    }
}
