//! skeleton
use crate::{i18n::texts::home, ui::Main};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub struct AccountRoute;

#[lazy_route]
impl LazyRoute for AccountRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct IdentityRoute;

#[lazy_route]
impl LazyRoute for IdentityRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct SecurityRoute;

#[lazy_route]
impl LazyRoute for SecurityRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct DataRoute;

#[lazy_route]
impl LazyRoute for DataRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}
