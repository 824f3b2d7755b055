//! skeleton
use crate::{i18n::texts::home, ui::Main};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub struct CccdRoute;

#[lazy_route]
impl LazyRoute for CccdRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}
