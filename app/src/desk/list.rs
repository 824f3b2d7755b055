//! `/can-bo`: what arrived at the official's unit, newest first.

use crate::{
    apply::{DossierRow, DossierTable},
    i18n::{t, t_with, texts::desk},
    reply::Failure,
    ui::{Main, loaded},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// e.g. `H44.12`.
    pub unit: String,
    pub rows: Vec<DossierRow>,
}

#[server(endpoint = "can-bo/danh-sach")]
pub async fn load_desk() -> Result<Desk, Failure> {
    use crate::request;
    use congdan_flows::desk;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let arrived = desk::arrived(&portal, &visitor).await.map_err(request::unavailable)?.map_err(super::refused)?;
    Ok(Desk {
        unit: visitor.official_unit(&portal).unwrap_or_default().to_owned(),
        rows: arrived.into_iter().map(DossierRow::from).collect(),
    })
}

#[derive(Debug)]
pub struct DeskRoute;

#[lazy_route]
impl LazyRoute for DeskRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let desk = Resource::new_blocking(|| (), |()| load_desk());
        loaded(desk, |desk| {
            let list = if desk.rows.is_empty() {
                Either::Left(view! { <p>{t(desk::NONE)}</p> })
            } else {
                Either::Right(view! { <DossierTable rows=desk.rows base="/can-bo" /> })
            };
            view! {
                <Main heading=desk::HEADING wide=true>
                    <p>{t_with(desk::UNIT, vec![("unit", desk.unit)])}</p>
                    {list}
                </Main>
            }
        })
        .into_any()
    }
}
