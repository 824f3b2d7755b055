//! `/thu-tuc/{code}`: one procedure, what it needs and what is missing (N11).

use super::procedures::{agency, field, name};
use crate::{
    address,
    i18n::{
        Text, t, t_with,
        texts::{procedures, vouching as texts},
    },
    reply::Failure,
    ui::{ButtonKind, ButtonLink, Main, SummaryList, SummaryRow, loaded},
    vouching::{Barrier, Need, Ways},
};
use congdan_domain::{Vouching, WantedPath, procedure::Procedure};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

/// Whether this visitor can send an application now; the server's gate, as the browser knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// What is missing.
    pub barrier: Option<Barrier>,
    /// What vouches for the visitor's number, where there is one.
    pub vouching: Option<Vouching>,
}

/// What this visitor lacks for this procedure. Fails for an unknown code.
#[server(endpoint = "san-sang")]
pub async fn load_readiness(code: String) -> Result<Readiness, Failure> {
    use crate::{reply::FailureKind, request};
    use congdan_domain::GatedAct;
    use congdan_flows::gate;
    if Procedure::find(&code).is_none() {
        return Err(request::fail(FailureKind::NotFound));
    }
    let portal = request::portal();
    let visitor = request::visitor()?;
    let missing = gate::missing(&portal, visitor.as_deref(), GatedAct::Apply);
    Ok(Readiness {
        barrier: missing.map(|missing| Barrier::of(&portal, missing)),
        vouching: visitor.and_then(|visitor| portal.vouching_of(&visitor.account)),
    })
}

/// The page.
#[derive(Debug)]
pub struct ProcedureRoute;

impl ProcedureRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let params = use_params_map();
        let code = Memo::new(move |_| params.with(|params| params.get("code")).unwrap_or_default());
        let readiness = Resource::new_blocking(move || code.get(), load_readiness);
        loaded(readiness, move |readiness| match Procedure::find(&code.get_untracked()) {
            Some(procedure) => Either::Left(view! { <ProcedurePage procedure=procedure readiness=readiness /> }),
            // The loader has refused it already.
            None => Either::Right(()),
        })
        .into_any()
    }
}

#[component]
fn ProcedurePage(procedure: &'static Procedure, readiness: Readiness) -> impl IntoView {
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
            <ReadinessPart code=procedure.code readiness=readiness />
            <p><ButtonLink href=address::application(procedure.code)>{t(procedures::APPLY)}</ButtonLink></p>
        </Main>
    }
}

/// Each need with its state, and for the first that is missing the button that solves it and comes back.
#[component]
fn ReadinessPart(code: &'static str, readiness: Readiness) -> impl IntoView {
    let Readiness { barrier, vouching } = readiness;
    let back = WantedPath::parse_or_home(&address::procedure(code));
    let lead = if barrier.is_none() { procedures::READINESS_READY } else { procedures::READINESS_LATER };
    let row = |need: Text, state: State| {
        view! { <li><span>{t(need)}</span> {state.view()}</li> }
    };
    let (sign_in, number) = match barrier {
        Some(Barrier { need: Need::SignIn, .. }) => {
            (State::Solve(procedures::SOLVE_SIGN_IN, address::sign_in(&back)), State::KnownLater)
        }
        Some(Barrier { need: Need::Number, .. }) => {
            (State::Done(procedures::DONE), State::Solve(procedures::SOLVE_NUMBER, address::number_form(&back)))
        }
        Some(barrier) => (State::Done(procedures::DONE), State::Open(barrier, back.as_str().to_owned())),
        None => (State::Done(procedures::DONE), State::Done(done(vouching))),
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

/// The words for a number that opens the application: only a number that was compared is called so.
const fn done(vouching: Option<Vouching>) -> Text {
    match vouching {
        Some(Vouching::AssertedByVneid) => texts::DONE_VNEID,
        Some(kind) if kind.is_matched() => texts::DONE_MATCHED,
        _ => texts::DONE_ACCOUNT,
    }
}

enum State {
    Done(Text),
    KnownLater,
    /// What keeps the number from opening it, and the page to come back to.
    Open(Barrier, String),
    /// The words of the button, and where it leads.
    Solve(Text, String),
}

impl State {
    fn view(self) -> AnyView {
        match self {
            Self::Done(words) => view! { <span class="tag tag--success">{t(words)}</span> }.into_any(),
            Self::Open(barrier, back) => view! {
                <span class="tag tag--warning">{t(procedures::NOT_YET)}</span>
                <Ways barrier=barrier wanted=back />
            }
            .into_any(),
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
