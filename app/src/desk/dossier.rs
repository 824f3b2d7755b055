//! `/can-bo/{code}`: one dossier of the official's unit.

use super::{ChangeStatus, Door, StatusForm, door::ClosedDoor};
use crate::{
    apply::{DossierDetail, DossierEvents, Entered, Facts},
    form_state::FormState,
    i18n::{
        t,
        texts::{desk, dossiers},
    },
    own::Own,
    reply::Failure,
    ui::{ErrorSummary, Main, arrivals, follow, form_state_signal, has_errors, loaded_anew},
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeskDossier {
    pub dossier: DossierDetail,
    /// What a change has to name.
    pub version: i32,
    pub state: Option<FormState>,
}

/// A dossier of the official's own unit, recorded for the citizen and for the official before it is answered. Fails for one that
/// is absent, of another unit, or the official's own.
#[server(endpoint = "can-bo/chi-tiet")]
pub async fn load_desk_dossier(code: String) -> Result<Own<DeskDossier>, Failure> {
    use crate::request;
    use congdan_flows::desk::{self, ShownDossier};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let ShownDossier { mut dossier, version } = desk::open(&portal, &visitor, &code).await.map_err(super::refused)?;
    // Beside name and birth date, the citizen's own mask would tell an official nearly all of the number.
    if let Some(number) = dossier.entries.get_mut("applicant_number") {
        *number = congdan_domain::Cccd::ending_of_mask(number);
    }
    let state = request::form_state(&request::form_of(&super::change::form_name(&dossier.code), &visitor)).await?;
    Ok(Own::of(&visitor, DeskDossier { dossier: DossierDetail::of(&portal, dossier), version, state }))
}

#[derive(Debug)]
pub struct DeskDossierRoute;

impl DeskDossierRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let change = ServerAction::new();
        let changed = arrivals(change, "/can-bo/");
        let dossier = Resource::new_blocking(
            move || (code.get(), changed.get()),
            |(code, _)| async move { Door::of(load_desk_dossier(code).await) },
        );
        let answered = follow(change);
        loaded_anew(dossier, move |door| match door {
            Door::Open(own) => Either::Left(view! { <DeskPage found=own.open() change=change answered=answered /> }),
            Door::Closed(failure) => Either::Right(view! { <ClosedDoor failure=failure /> }),
        })
        .into_any()
    }
}

#[component]
fn DeskPage(
    found: DeskDossier,
    change: ServerAction<ChangeStatus>,
    answered: Signal<Option<FormState>>,
) -> impl IntoView {
    let DeskDossier { dossier, version, state: drawn } = found;
    let typed = drawn.clone().map(|state| state.entries).unwrap_or_default();
    let state = form_state_signal(answered, drawn);
    let has_errors = has_errors(state);
    view! {
        <Main heading=desk::DETAIL back=crate::address::DESK has_errors=has_errors>
            <ErrorSummary state=state />
            <Facts dossier=dossier.clone() />
            <h2>{t(dossiers::TIMELINE)}</h2>
            <DossierEvents events=dossier.events.clone() />
            <Entered dossier=dossier.clone() />
            <h2>{t(desk::CHANGE)}</h2>
            <StatusForm code=dossier.code version=version status=dossier.status typed=typed change=change state=state />
        </Main>
    }
}
