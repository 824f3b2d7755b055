//! `/thu-tuc/{code}`: one procedure, what it needs and what is missing (N11).

use super::procedures::{agency, field, name};
use crate::{
    address,
    i18n::{Text, t, t_with, texts::procedures},
    reply::Failure,
    ui::{ButtonKind, ButtonLink, Main, SummaryList, SummaryRow, loaded},
};
use congdan_domain::{WantedPath, procedure::Procedure};
use leptos::{either::Either, prelude::*};
use leptos_router::{LazyRoute, hooks::use_params_map, lazy_route};
use serde::{Deserialize, Serialize};

/// What is missing before an application can be sent; the server's gate, as the browser knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    SignIn,
    Number,
}

/// What this visitor lacks for this procedure. Fails for an unknown code.
#[server(endpoint = "san-sang")]
pub async fn load_readiness(code: String) -> Result<Option<Need>, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_flows::gate::{self, Missing};
    if Procedure::find(&code).is_none() {
        return Err(request::fail(FailureKind::NotFound));
    }
    Ok(gate::missing(request::visitor()?.as_deref()).map(|missing| match missing {
        Missing::SignIn => Need::SignIn,
        Missing::Number => Need::Number,
    }))
}

/// The page.
#[derive(Debug)]
pub struct ProcedureRoute;

#[lazy_route]
impl LazyRoute for ProcedureRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let missing = Resource::new_blocking(move || code.get(), load_readiness);
        loaded(missing, move |missing| match Procedure::find(&code.get_untracked()) {
            Some(procedure) => Either::Left(view! { <ProcedurePage procedure=procedure missing=missing /> }),
            // The loader has refused it already.
            None => Either::Right(()),
        })
        .into_any()
    }
}

#[component]
fn ProcedurePage(procedure: &'static Procedure, missing: Option<Need>) -> impl IntoView {
    let papers = procedure
        .papers_vi
        .iter()
        .zip(procedure.papers_en)
        .map(|(vi, en)| view! { <li>{t(Text { vi, en })}</li> })
        .collect_view();
    let days = if procedure.days == 1 { procedures::ONE_DAY } else { procedures::DAYS };
    let fee = if procedure.fee == 0 { procedures::FREE } else { procedures::DONG };
    view! {
        <Main heading=name(procedure) back=address::PROCEDURES>
            <SummaryList>
                <SummaryRow label=procedures::CODE value=procedure.code />
                <SummaryRow label=procedures::FIELD text=t(field(procedure)) />
                <SummaryRow label=procedures::AGENCY text=t(agency(procedure)) />
                <SummaryRow label=procedures::TIME text=t_with(days, vec![("days", procedure.days.to_string())]) />
                <SummaryRow label=procedures::FEE text=t_with(fee, vec![("amount", grouped(procedure.fee))]) />
            </SummaryList>
            <h2>{t(procedures::PAPERS)}</h2>
            <ul>{papers}</ul>
            <Readiness code=procedure.code missing=missing />
            <p><ButtonLink href=address::application(procedure.code)>{t(procedures::APPLY)}</ButtonLink></p>
        </Main>
    }
}

/// Each need with its state, and for the first that is missing the button that solves it and comes back.
#[component]
fn Readiness(code: &'static str, missing: Option<Need>) -> impl IntoView {
    let back = WantedPath::parse_or_home(&address::procedure(code));
    let lead = if missing.is_none() { procedures::READINESS_READY } else { procedures::READINESS_LATER };
    let row = |need: Text, state: State| {
        view! { <li><span>{t(need)}</span> {state.view()}</li> }
    };
    let (sign_in, number) = match missing {
        Some(Need::SignIn) => (State::Solve(procedures::SOLVE_SIGN_IN, address::sign_in(&back)), State::KnownLater),
        Some(Need::Number) => (State::Done, State::Solve(procedures::SOLVE_NUMBER, address::number_form(&back))),
        None => (State::Done, State::Done),
    };
    view! {
        <h2>{t(procedures::READINESS)}</h2>
        <p>{t(lead)}</p>
        <ul class="readiness">
            {row(procedures::NEED_SIGN_IN, sign_in)}
            {row(procedures::NEED_NUMBER, number)}
        </ul>
    }
}

enum State {
    Done,
    KnownLater,
    /// The words of the button, and where it leads.
    Solve(Text, String),
}

impl State {
    fn view(self) -> AnyView {
        match self {
            Self::Done => view! { <span class="tag tag--success">{t(procedures::DONE)}</span> }.into_any(),
            Self::KnownLater => view! { <span class="secondary">{t(procedures::AFTER_SIGN_IN)}</span> }.into_any(),
            Self::Solve(label, href) => view! {
                <span class="tag tag--warning">{t(procedures::NOT_YET)}</span>
                <ButtonLink href=href kind=ButtonKind::Secondary>{t(label)}</ButtonLink>
            }
            .into_any(),
        }
    }
}

/// `10.000`, as amounts are written in Vietnam.
fn grouped(amount: u32) -> String {
    if amount < 1000 { amount.to_string() } else { format!("{}.{:03}", grouped(amount / 1000), amount % 1000) }
}
