//! skeleton
use crate::{i18n::texts::home, ui::Main};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub struct ApplyRoute;

#[lazy_route]
impl LazyRoute for ApplyRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct DossiersRoute;

#[lazy_route]
impl LazyRoute for DossiersRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct DossierRoute;

#[lazy_route]
impl LazyRoute for DossierRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct SentRoute;

#[lazy_route]
impl LazyRoute for SentRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct LookupRoute;

#[lazy_route]
impl LazyRoute for LookupRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}
