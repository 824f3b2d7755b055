//! The procedures, and each one with what it needs (journeys, N11).

use crate::{i18n::texts::home, ui::Main};
use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};

#[derive(Debug)]
pub struct ProceduresRoute;

#[lazy_route]
impl LazyRoute for ProceduresRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}

#[derive(Debug)]
pub struct ProcedureRoute;

#[lazy_route]
impl LazyRoute for ProcedureRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        view! { <Main heading=home::PROCEDURES>""</Main> }.into_any()
    }
}
