//! A sign-in that did not happen: what it was, what stays valid, how to go on.

use crate::{
    i18n::{Text, t, texts::sign_in},
    ui::{ButtonLink, Main},
};
use congdan_domain::WantedPath;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Back to the choice, with the wanted page.
fn again() -> String {
    let wanted = use_query_map().with_untracked(|query| query.get("tiep")).unwrap_or_default();
    format!("/dang-nhap?tiep={}", WantedPath::parse_or_home(&wanted).encoded())
}

/// `/dang-nhap/muc-do`: the account is real, and not strong enough.
#[component]
pub fn LevelTooLow() -> impl IntoView {
    refuse();
    view! {
        <Main heading=sign_in::LEVEL_HEADING>
            <p>{t(sign_in::LEVEL_TEXT)}</p>
            <p>{t(sign_in::LEVEL_HOW)}</p>
            <p><ButtonLink href=again()>{t(sign_in::OTHER_WAY)}</ButtonLink></p>
        </Main>
    }
}

/// `/dang-nhap/khong-thanh/{why}`.
#[component]
pub fn NotSignedIn() -> impl IntoView {
    refuse();
    let why = use_params_map().with_untracked(|params| params.get("why")).unwrap_or_default();
    let (heading, text): (Text, Text) = match why.as_str() {
        "da-dung" => (sign_in::ALREADY_USED, sign_in::ALREADY_USED_TEXT),
        "het-han" => (sign_in::EXPIRED, sign_in::EXPIRED_TEXT),
        "tam-gian-doan" => (sign_in::INTERRUPTED, sign_in::INTERRUPTED_TEXT),
        "to-chuc" => (sign_in::ORGANISATION, sign_in::ORGANISATION_TEXT),
        "da-dong" => (sign_in::CLOSED, sign_in::CLOSED_TEXT),
        _ => (sign_in::NOT_VERIFIED, sign_in::NOT_VERIFIED_TEXT),
    };
    view! {
        <Main heading=heading>
            <p>{t(text)}</p>
            <p><ButtonLink href=again()>{t(sign_in::TRY_AGAIN)}</ButtonLink></p>
        </Main>
    }
}

/// A refused sign-in is an error for machines too.
fn refuse() {
    #[cfg(feature = "ssr")]
    crate::request::set_status(400);
}
