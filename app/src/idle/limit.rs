//! The limit, said beforehand.

use crate::{
    i18n::{t_with, texts::idle},
    viewer::ViewerResource,
};
use leptos::prelude::*;

/// "Trang này giữ phiên trong 15 phút", near the button of a long form.
#[component]
pub fn TimeLimit() -> impl IntoView {
    let ViewerResource(viewer) = expect_context();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let minutes = viewer.await.ok().map(|viewer| viewer.portal.session_minutes.to_string());
                minutes.map(|minutes| view! { <p class="secondary">{t_with(idle::LIMIT, vec![("minutes", minutes)])}</p> })
            })}
        </Transition>
    }
}
