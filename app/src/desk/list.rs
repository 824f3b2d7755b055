//! `/can-bo`: the queue of the official's unit, what has waited longest first, and the way to a citizen's slip.

use super::find::{FindSlip, FindSlipForm};
use crate::{
    apply::{DossierRow, DossierTable},
    form_state::FormState,
    i18n::{t, t_with, texts::desk},
    reply::Failure,
    ui::{ErrorSummary, Main, follow, form_state_signal, has_errors, loaded},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, lazy_route};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Desk {
    /// e.g. `H44.12`.
    pub unit: String,
    /// Oldest first.
    pub waiting: Vec<DossierRow>,
    /// Newest first.
    pub over: Vec<DossierRow>,
    /// Of the form that opens a citizen's slip.
    pub state: Option<FormState>,
}

#[server(endpoint = "can-bo/danh-sach")]
pub async fn load_desk() -> Result<Desk, Failure> {
    use crate::request;
    use congdan_flows::desk;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let arrived = desk::arrived(&portal, &visitor).await?.map_err(super::refused)?;
    let (over, waiting): (Vec<_>, Vec<_>) = arrived.into_iter().partition(|dossier| dossier.status.is_over());
    Ok(Desk {
        unit: visitor.official_unit(&portal).unwrap_or_default().to_owned(),
        waiting: waiting.into_iter().map(DossierRow::from).collect(),
        over: over.into_iter().map(DossierRow::from).collect(),
        state: request::form_state(&super::find::form_name(&visitor)).await?,
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
        let find = ServerAction::new();
        let answered = follow(find);
        let desk = Resource::new_blocking(|| (), |()| load_desk());
        loaded(desk, move |desk| view! { <DeskList desk=desk find=find answered=answered /> }).into_any()
    }
}

#[component]
fn DeskList(desk: Desk, find: ServerAction<FindSlip>, answered: Signal<Option<FormState>>) -> impl IntoView {
    let Desk { unit, waiting, over, state: drawn } = desk;
    let typed = drawn.as_ref().and_then(|state| state.entry("code")).unwrap_or_default().to_owned();
    let state = form_state_signal(answered, drawn);
    let has_errors = has_errors(state);
    let count = waiting.len().to_string();
    let list = if waiting.is_empty() {
        Either::Left(view! { <p>{t(desk::NONE)}</p> })
    } else {
        Either::Right(view! { <DossierTable rows=waiting base=crate::address::DESK /> })
    };
    let over = (!over.is_empty()).then(|| {
        let heading = t_with(desk::OVER, vec![("count", over.len().to_string())]);
        view! { <details><summary>{heading}</summary><DossierTable rows=over base=crate::address::DESK /></details> }
    });
    view! {
        <Main heading=desk::HEADING wide=true has_errors=has_errors>
            <ErrorSummary state=state />
            <p>{t_with(desk::UNIT, vec![("unit", unit)])}</p>
            <h2>{t_with(desk::WAITING, vec![("count", count)])}</h2>
            {list}
            {over}
            <FindSlipForm find=find typed=typed state=state />
        </Main>
    }
}
