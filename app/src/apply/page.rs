//! `/thu-tuc/{code}/nop-ho-so`: four steps, one thing a page; the draft is on the server after each.

use super::{
    address::step_path,
    check_step::CheckStep,
    fields::{CHECK_STEP, procedure_name, step_name},
    form_step::FormStep,
    functions::SaveStep,
    load::{Application, load_application},
};
use crate::{
    i18n::{t, t_with, texts::apply},
    ui::{Main, follow, loaded_anew, slip_signal},
};
use leptos::{either::Either, prelude::*};
use leptos_router::{
    LazyRoute, NavigateOptions,
    hooks::{use_location, use_navigate},
    lazy_route,
};

#[derive(Debug)]
pub struct ApplyRoute;

#[lazy_route]
impl LazyRoute for ApplyRoute {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let location = use_location();
        // The procedure and the step; while another page is on its way the last ones stand.
        let asked = Memo::new(move |last: Option<&(String, String)>| {
            let path = location.pathname.get();
            let procedure = path.strip_prefix("/thu-tuc/").and_then(|rest| rest.strip_suffix("/nop-ho-so"));
            match (procedure, last) {
                (None, Some(last)) => last.clone(),
                (procedure, _) => {
                    let step = location.query.with(|query| query.get("buoc"));
                    (procedure.unwrap_or_default().to_owned(), step.unwrap_or_default())
                }
            }
        });
        let load = |(procedure, step)| load_application(procedure, step);
        let application = Resource::new_blocking(move || asked.get(), load);
        loaded_anew(application, move |application| view! { <ApplicationPage application=application asked=asked /> })
            .into_any()
    }
}

#[component]
fn ApplicationPage(
    application: Application,
    /// What the address asks for now.
    asked: Memo<(String, String)>,
) -> impl IntoView {
    let save = ServerAction::<SaveStep>::new();
    let slip = slip_signal(follow(save), application.slip.clone());
    let has_errors =
        Signal::derive(move || slip.with(|slip| slip.as_ref().is_some_and(|slip| !slip.errors.is_empty())));
    let (procedure, step, reached) = (application.procedure.clone(), application.step, application.reached);
    let lead = t(procedure_name(&procedure));
    let back = if step == 1 { format!("/thu-tuc/{procedure}") } else { step_path(&procedure, step - 1) };
    let place = vec![("step", step.to_string()), ("last", CHECK_STEP.to_string())];
    stay_in_order(step_path(&procedure, step), reached);
    // Once another step is asked for, nothing is typed into this one any more.
    let drawn_for = asked.get_untracked();
    let is_leaving = move || asked.with(|asked| *asked != drawn_for);
    view! {
        <Main heading=apply::HEADING back=back has_errors=has_errors>
            <p class="lead">{lead}</p>
            <div hidden=is_leaving>
                <StepList procedure=procedure step=step reached=reached />
                <h2><span class="visually-hidden">{t_with(apply::STEP_OF, place)}</span>{t(step_name(step))}</h2>
                {if step == CHECK_STEP {
                    Either::Left(view! { <CheckStep application=application /> })
                } else {
                    Either::Right(view! { <FormStep application=application save=save slip=slip /> })
                }}
            </div>
        </Main>
    }
}

/// In the browser: an address ahead of the form becomes the address of the step that is shown. (On the server the answer
/// is a redirect already.)
fn stay_in_order(shown: String, reached: u8) {
    let (navigate, location) = (use_navigate(), use_location());
    Effect::new(move |_| {
        let asked = location.query.with_untracked(|query| query.get("buoc"));
        let is_ahead = asked.and_then(|step| step.parse::<u8>().ok()).is_some_and(|step| step > reached);
        if is_ahead && location.pathname.with_untracked(|path| path.ends_with("/nop-ho-so")) {
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
                Either::Left(view! { <a href=step_path(&procedure, each)>{name}</a> })
            } else {
                Either::Right(view! { <span>{name}</span> })
            };
            view! { <li aria-current=(each == step).then_some("step")>{inside}</li> }
        })
        .collect_view();
    view! { <nav aria-label=t(apply::STEPS)><ol class="step-list">{items}</ol></nav> }
}
