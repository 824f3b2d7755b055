//! `/thu-tuc/{code}/nop-ho-so`: four steps, one thing a page; the draft is on the server after each.

use super::{
    check_step::CheckStep,
    fields::{CHECK_STEP, procedure_name, step_name},
    form_step::FormStep,
    functions::SaveStep,
    load::{Application, load_application},
};
use crate::{
    address,
    i18n::{t, t_with, texts::apply},
    ui::{Main, follow, form_state_signal, has_errors, loaded_anew},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The page.
#[derive(Debug)]
pub struct ApplyRoute;

impl ApplyRoute {
    /// Draws the page.
    pub(crate) fn view() -> AnyView {
        let location = use_location();
        // The procedure and the step of the address. During a navigation the address is another page's already: then the last
        // values stay.
        let requested = Memo::new(move |last: Option<&(String, String)>| {
            let path = location.pathname.get();
            let procedure = address::application_in(&path);
            match (procedure, last) {
                (None, Some(last)) => last.clone(),
                (procedure, _) => {
                    let step = location.query.with(|query| query.get("buoc"));
                    (procedure.unwrap_or_default().to_owned(), step.unwrap_or_default())
                }
            }
        });
        let load = |(procedure, step)| load_application(procedure, step);
        let application = Resource::new_blocking(move || requested.get(), load);
        loaded_anew(application, move |own| view! { <ApplicationPage application=own.open() requested=requested /> })
            .into_any()
    }
}

#[component]
fn ApplicationPage(
    application: Application,
    /// What the address asks for now.
    requested: Memo<(String, String)>,
) -> impl IntoView {
    let save = ServerAction::<SaveStep>::new();
    let state = form_state_signal(follow(save), application.state.clone());
    let has_errors = has_errors(state);
    let procedure = application.procedure.clone();
    let step = application.step;
    let reached = application.reached;
    let lead = t(procedure_name(&procedure));
    let back = if step == 1 { address::procedure(&procedure) } else { address::application_step(&procedure, step - 1) };
    let place = vec![("step", step.to_string()), ("last", CHECK_STEP.to_string())];
    stay_in_order(address::application_step(&procedure, step), reached);
    // Once another step is requested for, nothing is typed into this one any more.
    let drawn_for = requested.get_untracked();
    let is_leaving = move || requested.with(|requested| *requested != drawn_for);
    view! {
        <Main heading=apply::HEADING back=back has_errors=has_errors>
            <p class="lead">{lead}</p>
            <div hidden=is_leaving>
                <StepList procedure=procedure step=step reached=reached />
                <h2><span class="visually-hidden">{t_with(apply::STEP_OF, place)}</span>{t(step_name(step))}</h2>
                {if step == CHECK_STEP {
                    Either::Left(view! { <CheckStep application=application /> })
                } else {
                    Either::Right(view! { <FormStep application=application save=save state=state /> })
                }}
            </div>
        </Main>
    }
}

/// In the browser: an address ahead of the form becomes the address of the step that is shown. (On the server the answer
/// is a redirect already.)
fn stay_in_order(shown: String, reached: u8) {
    let navigate = use_navigate();
    let location = use_location();
    Effect::new(move |_| {
        let requested = location.query.with_untracked(|query| query.get("buoc"));
        let is_ahead = requested.and_then(|step| step.parse::<u8>().ok()).is_some_and(|step| step > reached);
        if is_ahead && location.pathname.with_untracked(|path| address::application_in(path).is_some()) {
            navigate(&shown, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
}

/// Where the person is; the steps that were reached can be opened again.
#[component]
fn StepList(procedure: String, step: u8, reached: u8) -> impl IntoView {
    let items = (1..=CHECK_STEP)
        .map(|each| {
            let name = t(step_name(each));
            let inside = if each != step && each <= reached {
                Either::Left(view! { <a href=address::application_step(&procedure, each)>{name}</a> })
            } else {
                Either::Right(view! { <span>{name}</span> })
            };
            view! { <li aria-current=(each == step).then_some("step")>{inside}</li> }
        })
        .collect_view();
    view! { <nav aria-label=t(apply::STEPS)><ol class="step-list">{items}</ol></nav> }
}
