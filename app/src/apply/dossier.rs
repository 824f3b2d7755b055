//! `/ho-so/{code}`: one of the person's own dossiers.

use super::{
    DossierDetail, DossierEvents, StatusTag,
    dossiers::Closed,
    entry_list::entry_list,
    fields::{FIRST_STEPS, procedure_name, step_name},
};
use crate::{
    address,
    i18n::{
        t, t_with,
        texts::{common, dossiers},
    },
    own::Own,
    reply::Failure,
    ui::{Main, SummaryList, SummaryRow, loaded},
    vouching::Gated,
};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// A dossier before its own person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnDossier {
    pub dossier: DossierDetail,
    /// Which unit has seen it and when, newest first.
    pub readings: Vec<ReadingRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingRow {
    /// `14:05, 23/11/2026`.
    pub at: String,
    /// By its name.
    pub unit: String,
}

/// The person's own dossier, or what keeps earlier dossiers closed. One that is absent and one of another person fail
/// in the same way.
#[server(endpoint = "ho-so/chi-tiet")]
pub async fn load_dossier(code: String) -> Result<Own<Gated<OwnDossier>>, Failure> {
    use crate::{reply::FailureKind, request, vouching::Barrier, when};
    use congdan_flows::dossiers::{self, OwnDossier as Found};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    match dossiers::own_by_code(&portal, &visitor, &code).await? {
        Found::Found(dossier) => {
            let readings = dossiers::readings(&portal, &dossier).await?;
            let readings = readings
                .into_iter()
                .map(|reading| ReadingRow { at: when::moment(reading.at), unit: portal.desk.name(&reading.unit) });
            let dossier = DossierDetail::of(&portal, *dossier);
            Ok(Own::of(&visitor, Gated::Open(OwnDossier { readings: readings.collect(), dossier })))
        }
        Found::Closed(missing) => Ok(Own::of(&visitor, Gated::Closed(Barrier::of(&portal, missing)))),
        Found::Refused { support_id } => {
            request::set_status(FailureKind::NotFound.status());
            Err(Failure { kind: FailureKind::NotFound, support_id })
        }
    }
}

/// The page.
#[derive(Debug)]
pub struct DossierRoute;

impl DossierRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let dossier = Resource::new_blocking(move || code.get(), load_dossier);
        loaded(dossier, |own| match own.open() {
            Gated::Open(own) => Either::Left(view! { <DossierPage own=own /> }),
            Gated::Closed(barrier) => Either::Right(
                view! { <Main heading=dossiers::DETAIL back=address::DOSSIERS><Closed barrier=barrier /></Main> },
            ),
        })
        .into_any()
    }
}

#[component]
fn DossierPage(own: OwnDossier) -> impl IntoView {
    let OwnDossier { dossier, readings } = own;
    view! {
        <Main heading=dossiers::DETAIL back=address::DOSSIERS>
            <Facts dossier=dossier.clone() />
            <h2>{t(dossiers::TIMELINE)}</h2>
            <DossierEvents events=dossier.events.clone() />
            <Readings readings=readings />
            <Entered dossier=dossier />
        </Main>
    }
}

/// Who has seen the dossier: a unit and a time for each reading.
#[component]
fn Readings(readings: Vec<ReadingRow>) -> impl IntoView {
    let list = if readings.is_empty() {
        Either::Left(view! { <p>{t(dossiers::READ_BY_NOBODY)}</p> })
    } else {
        let rows = readings
            .into_iter()
            .map(|row| view! { <li>{t_with(dossiers::READ_BY, vec![("unit", row.unit), ("at", row.at)])}</li> })
            .collect_view();
        Either::Right(view! { <ul>{rows}</ul> })
    };
    view! {
        <h2>{t(dossiers::READINGS)}</h2>
        {list}
    }
}

/// Code, procedure, time and status.
#[component]
pub fn Facts(dossier: DossierDetail) -> impl IntoView {
    let DossierDetail { code, procedure, unit, status, submitted, .. } = dossier;
    view! {
        <p class="lead">{t(procedure_name(&procedure))}</p>
        <p><StatusTag status=status /></p>
        <SummaryList>
            <SummaryRow label=dossiers::CODE value=code />
            <SummaryRow label=dossiers::SUBMITTED value=submitted />
            <SummaryRow label=dossiers::UNIT value=unit />
        </SummaryList>
    }
}

/// Everything that was entered.
#[component]
pub fn Entered(dossier: DossierDetail) -> impl IntoView {
    let DossierDetail { procedure, applicant, entries, .. } = dossier;
    let sections = FIRST_STEPS
        .into_iter()
        .map(|step| {
            view! {
                <h3>{t(step_name(step))}</h3>
                {entry_list(&procedure, step, &applicant, &entries, common::NONE_YET)}
            }
        })
        .collect_view();
    view! {
        <h2>{t(dossiers::ENTERED)}</h2>
        {sections}
    }
}
