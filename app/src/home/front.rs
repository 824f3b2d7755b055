//! The home page: search, and the procedures people ask for most.

use crate::{
    i18n::{t, texts::home},
    ui::Main,
};
use leptos::prelude::*;

#[component]
pub fn Home() -> impl IntoView {
    view! {
        <Main heading=home::HEADING>
            <p>{t(home::LEAD)}</p>
        </Main>
    }
}
