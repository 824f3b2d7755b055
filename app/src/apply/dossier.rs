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
        t,
        texts::{common, dossiers},
    },
    reply::Failure,
    ui::{Main, SummaryList, SummaryRow, loaded},
    vouching::Barrier,
};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};

/// The person's own dossier, or what keeps earlier dossiers closed. One that is absent and one of another person fail
/// in the same way.
#[server(endpoint = "ho-so/chi-tiet")]
pub async fn load_dossier(code: String) -> Result<Result<DossierDetail, Barrier>, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::dossiers::{self, OwnDossier};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    match dossiers::own_by_code(&portal, &visitor, &code).await? {
        OwnDossier::Found(dossier) => Ok(Ok(DossierDetail::from(*dossier))),
        OwnDossier::Closed(missing) => Ok(Err(Barrier::of(&portal, missing))),
        OwnDossier::Refused { support_id } => {
            request::set_status(FailureKind::NotFound.status());
            Err(Failure { kind: FailureKind::NotFound, support_id })
        }
    }
}

/// The page.
#[derive(Debug)]
pub struct DossierRoute;

#[lazy_route]
impl LazyRoute for DossierRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let dossier = Resource::new_blocking(move || code.get(), load_dossier);
        loaded(dossier, |dossier| match dossier {
            Ok(dossier) => Either::Left(view! { <DossierPage dossier=dossier /> }),
            Err(barrier) => Either::Right(
                view! { <Main heading=dossiers::DETAIL back=address::DOSSIERS><Closed barrier=barrier /></Main> },
            ),
        })
        .into_any()
    }
}

#[component]
fn DossierPage(dossier: DossierDetail) -> impl IntoView {
    view! {
        <Main heading=dossiers::DETAIL back=address::DOSSIERS>
            <Facts dossier=dossier.clone() />
            <h2>{t(dossiers::TIMELINE)}</h2>
            <DossierEvents events=dossier.events.clone() />
            <Entered dossier=dossier />
        </Main>
    }
}

/// Code, procedure, time and status.
#[component]
pub fn Facts(dossier: DossierDetail) -> impl IntoView {
    let DossierDetail { code, procedure, status, submitted, .. } = dossier;
    view! {
        <p class="lead">{t(procedure_name(&procedure))}</p>
        <p><StatusTag status=status /></p>
        <SummaryList>
            <SummaryRow label=dossiers::CODE value=code />
            <SummaryRow label=dossiers::SUBMITTED value=submitted />
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
